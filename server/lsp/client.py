"""The editor, as the server sees it: what it can do, and what it is told and asked."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from server.lsp.abilities import Abilities
from server.lsp.protocol import Server
from server.words import sentence

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class Client:
    """The editor. What is asked of it is never waited for longer than it takes it to answer, and an answer that comes
    when nobody waits any more does no harm."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._numbers = itertools.count(1)
        #: The refreshes that are not answered yet, and whether there is something new since they were asked for.
        self._refreshing: dict[str, bool] = {}
        self._ended = False
        self.can = Abilities()

    # What it is told.

    def notify(self, method: str, params: Mapping[str, object]) -> None:
        """Send a notification of our own, whose parameters are JSON already."""
        self._server.protocol.send_plain(method, params)

    def publish(self, uri: str, version: int | None, diagnostics: Sequence[types.Diagnostic]) -> None:
        """Push the diagnostics of a document."""
        self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, list(diagnostics), version))

    def message(self, said: str, kind: types.MessageType = types.MessageType.Info) -> None:
        """Show a sentence to the person."""
        self._server.window_show_message(types.ShowMessageParams(kind, sentence(said)))

    def warn(self, said: str) -> None:
        """Show a sentence on what is in the way."""
        self.message(said, types.MessageType.Warning)

    def log(self, sentence: str) -> None:
        """Write a line into the editor's log of this server."""
        self._server.window_log_message(types.LogMessageParams(types.MessageType.Log, sentence))

    def end(self) -> None:
        """It is about to leave, and is asked to refresh nothing more."""
        self._ended = True

    def refresh(self) -> None:
        """Have it ask again for whatever shows verdicts."""
        if self._ended:
            return
        server = self._server
        for can, ask in (
            (self.can.pulls, server.workspace_diagnostic_refresh_async),
            (self.can.refreshes_lenses, server.workspace_code_lens_refresh_async),
            (self.can.refreshes_hints, server.workspace_inlay_hint_refresh_async),
            (self.can.refreshes_tokens, server.workspace_semantic_tokens_refresh_async),
        ):
            if can:
                self._again(ask)

    def _again(self, ask: Callable[[None], Awaitable[None]]) -> None:
        """Ask for a refresh; while one is not answered, not for another before that is."""
        name = ask.__name__
        if name in self._refreshing:
            self._refreshing[name] = True
            return
        self._refreshing[name] = False

        def answered() -> None:
            if self._refreshing.pop(name) and not self._ended:
                self._again(ask)

        _asked(ask(None), answered)

    def refresh_content(self, uri: str) -> None:
        """Have it ask again for the text of a document that only the server has."""
        params = types.TextDocumentContentRefreshParams(uri)
        _asked(self._server.workspace_text_document_content_refresh_async(params))

    # What it is asked.

    async def configuration(self, scopes: Sequence[str | None]) -> list[object] | None:
        """Its settings for each of `scopes`; None where it gives none."""
        items = [types.ConfigurationItem(scope, "holewright") for scope in scopes]
        request = self._server.workspace_configuration_async(types.ConfigurationParams(items))
        said = await self._answer(request)
        return list(said) if said is not None else None

    async def apply(self, edit: types.WorkspaceEdit, label: str) -> bool:
        """Have it make an edit; False where it did not."""
        said = await self._answer(self._server.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, label)))
        return said is not None and said.applied

    async def show(self, uri: str, *, focus: bool = True) -> bool:
        """Have it show a document; False where it did not."""
        if not self.can.shows_documents:
            return False
        params = types.ShowDocumentParams(uri, take_focus=focus)
        said = await self._answer(self._server.window_show_document_async(params))
        return said is not None and said.success

    async def begin_progress(self, title: str, message: str) -> str | None:
        """A token for a progress that the person can cancel; None where the editor shows none."""
        if not self.can.progress:
            return None
        token = f"holewright-{next(self._numbers)}"
        params = types.WorkDoneProgressCreateParams(token)
        try:
            await asyncio.shield(_asked(self._server.window_work_done_progress_create_async(params)))
        except JsonRpcException:
            return None
        self._progress(token, types.WorkDoneProgressBegin(title, cancellable=True, message=message, percentage=0))
        return token

    def report_progress(self, token: str | None, message: str, percentage: int) -> None:
        """Say how far a progress is."""
        if token is not None:
            self._progress(
                token, types.WorkDoneProgressReport(cancellable=True, message=message, percentage=percentage)
            )

    def end_progress(self, token: str | None, message: str) -> None:
        """End a progress."""
        if token is not None:
            self._progress(token, types.WorkDoneProgressEnd(message=message))

    def register(self, registrations: Sequence[types.Registration]) -> None:
        """Ask it for what can be asked for only once it is running."""
        _asked(self._server.client_register_capability_async(types.RegistrationParams(list(registrations))))

    def _progress(self, token: str, value: object) -> None:
        self._server.progress(types.ProgressParams(token, value))

    async def _answer(self, request: Awaitable[_T]) -> _T | None:
        """What it answers; None where it says that it cannot. The request itself is never cancelled: its answer would
        find nobody, and that is an error to the library below."""
        try:
            return await asyncio.shield(_asked(request))
        except JsonRpcException:
            return None


def _asked(request: Awaitable[_T], answered: Callable[[], None] = lambda: None) -> asyncio.Future[_T]:
    """A request that may be answered whenever and however, also when nobody waits for that any more."""

    def look(future: asyncio.Future[_T]) -> None:
        if future.cancelled():
            return
        answered()
        if (error := future.exception()) is not None:
            _log.info("the editor refused: %s", error)

    future = asyncio.ensure_future(request)
    future.add_done_callback(look)
    return future
