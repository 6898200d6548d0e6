"""The protocol below the features: pygls, but for what an editor or a person would feel.

It keeps no text of its own, since ours is the one that counts; it answers each request exactly once, also before and
after the session; what a person is told of an error is a sentence.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Mapping
from typing import Any

from attrs import frozen
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.language_server import lsp_method

from server.lsp.abilities import abilities, readable

_log = logging.getLogger(__name__)

#: The scheme of documents that only this server has.
SCHEME = "holewright"

_Handling = Generator[Any, Any, None]


@frozen
class _Unreadable:
    """A request whose parameters are not as the protocol has them."""

    id: str | int
    method: str


def _position(position: types.Position) -> dict[str, int]:
    return {"line": position.line, "character": position.character}


def _command(command: types.Command) -> dict[str, object]:
    written: dict[str, object] = {"title": command.title, "command": command.command}
    return written if command.arguments is None else {**written, "arguments": command.arguments}


class SketchProtocol(LanguageServerProtocol):
    """The language server protocol, with documents left to the session."""

    _initialized = False

    def __init__(self, server: Any, converter: Any) -> None:
        super().__init__(server, converter)
        # Hundreds of each are in one answer about a long sketch, and nothing in them is left to be converted.
        converter.register_unstructure_hook(types.Position, _position)
        converter.register_unstructure_hook(types.Command, _command)

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Read a message. Of one that cannot be read it is still known who waits for an answer: the editor, or we."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if data.get("method") == types.INITIALIZE and (again := self._with_readable_capabilities(data)) is not None:
                return again
            if "id" not in data:
                raise
            if "method" in data:
                return _Unreadable(data["id"], str(data["method"]))
            return types.ResponseErrorMessage(data["id"], types.ResponseError(error.code, "the answer cannot be read"))

    def _with_readable_capabilities(self, data: dict[str, Any]) -> Any:
        """The same message, with those of the editor's capabilities that can be read; None where it is not these."""

        def fits(said: object) -> bool:
            try:
                self._converter.structure(said, types.ClientCapabilities)
            except Exception:
                return False
            return True

        try:
            params = data["params"]
            capabilities = readable(params["capabilities"], fits)
            return super().structure_message({**data, "params": {**params, "capabilities": capabilities}})
        except (JsonRpcException, KeyError, TypeError):
            return None

    def handle_message(self, message: Any) -> None:
        """Hand a message on, where it comes at its time."""
        if isinstance(message, _Unreadable):
            sentence = f"the parameters of {message.method} are not as the protocol has them"
            self._refuse(message, types.ErrorCodes.InvalidParams, sentence)
            return
        method = getattr(message, "method", None)
        is_request = method is not None and hasattr(message, "id")
        if method == types.INITIALIZE and self._initialized:
            self._refuse(message, types.ErrorCodes.InvalidRequest, "the server is initialized already")
        elif not self._initialized and method not in (types.INITIALIZE, types.EXIT):
            if is_request:
                self._refuse(message, types.ErrorCodes.ServerNotInitialized, "the server is not initialized yet")
        elif self._shutdown and is_request:
            self._refuse(message, types.ErrorCodes.InvalidRequest, "the server is shutting down")
        else:
            self._initialized = self._initialized or method == types.INITIALIZE
            super().handle_message(message)

    def _execute_handler(
        self,
        msg_id: Any,
        handler: Callable[[Any], Any],
        callback: Callable[[Any], None],
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> None:
        def done(future: Any) -> None:
            # The library keeps what became of each notification.
            self._request_futures.pop(msg_id, None)
            callback(future)

        super()._execute_handler(msg_id, handler, done, args, kwargs)

    def _handle_response(self, msg_id: Any, result: Any = None, error: types.ResponseError | None = None) -> None:
        # The library keeps what would have been expected of an answer that is a refusal.
        self._result_types.pop(msg_id, None)
        super()._handle_response(msg_id, result, error)

    def _refuse(self, message: Any, code: types.ErrorCodes, sentence: str) -> None:
        self._send_response(message.id, error=types.ResponseError(code.value, sentence))

    def _send_response(self, msg_id: Any, result: Any = None, error: types.ResponseError | None = None) -> None:
        if error is not None:
            # The library keeps the type that the result would have had.
            self._result_types.pop(msg_id, None)
            # What goes wrong in here comes with a traceback, which is for the log alone.
            if error.code == types.ErrorCodes.InternalError.value:
                error = types.ResponseError(error.code, "this is an error of Holewright's own; the log has more")
        super()._send_response(msg_id, result, error)

    def send_plain(self, method: str, params: Mapping[str, object]) -> None:
        """Send a notification whose parameters are JSON already: what is large is not walked through once more."""
        self._send_data({"jsonrpc": self.VERSION, "method": method, "params": params})

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(self, params: types.InitializeParams) -> Generator[Any, Any, types.InitializeResult]:
        result: types.InitializeResult = yield from super().lsp_initialize(params)
        workspace = result.capabilities.workspace or types.WorkspaceOptions()
        workspace.text_document_content = types.TextDocumentContentOptions([SCHEME])
        result.capabilities.workspace = workspace
        if not abilities(params.capabilities).pulls:
            # One that pulls nevertheless would show what it has pulled beside what is pushed.
            result.capabilities.diagnostic_provider = None
        return result

    @lsp_method(types.SHUTDOWN)
    def lsp_shutdown(self, *args: Any) -> _Handling:
        # What is cancelled is answered at once, and gone from among what is not: the library looks through that itself.
        this = self.msg_id
        yield self.fm.features[types.SHUTDOWN], args, None
        for msg_id, future in tuple(self._request_futures.items()):
            if msg_id != this and not future.done():
                future.cancel()
        self._shutdown = True

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> _Handling:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> _Handling:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> _Handling:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None

    @lsp_method(types.WINDOW_WORK_DONE_PROGRESS_CANCEL)
    def lsp_work_done_progress_cancel(self, params: types.WorkDoneProgressCancelParams) -> _Handling:
        yield self.fm.features[types.WINDOW_WORK_DONE_PROGRESS_CANCEL], (params,), None

    @lsp_method(types.EXIT)
    def lsp_exit(self, *args: Any) -> _Handling:
        yield self.fm.features[types.EXIT], args, None

    @property
    def was_shut_down(self) -> bool:
        """Whether the editor said that it is done, as it should before it ends us."""
        return bool(self._shutdown)


class Server(LanguageServer):
    """The server below the session."""

    protocol: SketchProtocol

    def report_server_error(self, error: Exception, source: Any) -> None:
        """What no handler expected is for the log: a person could do nothing about it."""
        if not (isinstance(error, JsonRpcException) and error.code == types.LSPErrorCodes.RequestFailed.value):
            _log.error("%s: %s", getattr(source, "__name__", source), error)


def failure(sentence: str) -> JsonRpcException:
    """The answer to a request that cannot be done, in a sentence for the person."""
    return JsonRpcException(message=sentence, code=types.LSPErrorCodes.RequestFailed.value)
