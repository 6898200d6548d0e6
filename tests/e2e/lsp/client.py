"""The other end of the wire: hears all that a server says, in order, and holds against it whatever the protocol, or the
promises of ours, do not allow."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient
from pytest_lsp.checks import LspSpecificationWarning
from pytest_lsp.protocol import LanguageClientProtocol

#: The longest that a message is waited for, in seconds. A test that waits so long has failed.
PATIENCE = 120.0
_HEARD = 60


class Protocol(LanguageClientProtocol):
    """The protocol, with an ear on the wire."""

    _server: Client

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Hear a message before anything is made of it."""
        if "jsonrpc" in data:
            self._server.hear(data)
        return super().structure_message(data)

    @lru_cache  # noqa: B019
    def get_result_type(self, method: str) -> Any:
        """Actions are left as they came: an action with a command would be taken for a bare command."""
        return None if method == types.TEXT_DOCUMENT_CODE_ACTION else super().get_result_type(method)

    def handle_message(self, message: Any) -> None:
        """Handle a message, holding against the server what does not fit the abilities of the editor."""
        with warnings.catch_warnings():
            warnings.simplefilter("error", LspSpecificationWarning)
            super().handle_message(message)
        self._server.stir()


class Client(LanguageClient):
    """Speaks to one server. `wrong` are sentences on what it did and should not have done."""

    protocol: Protocol

    def __init__(self) -> None:
        super().__init__(protocol_cls=Protocol, converter_factory=default_converter)
        self.wrong: list[str] = []
        self.heard: list[str] = []
        self.errors: list[str] = []
        #: How many messages have come that answer nothing.
        self.news = 0
        self.expected: set[str] = set()
        self._stirred = asyncio.Event()
        self._reading: asyncio.Task[None] | None = None

    @property
    def process(self) -> asyncio.subprocess.Process:
        """The server."""
        assert self._server is not None
        return self._server

    async def begin(self, *command: str, folder: str, environment: dict[str, str]) -> None:
        """Start a server."""
        await super(LanguageClient, self).start_io(*command, cwd=folder, env=environment)
        self._reading = asyncio.create_task(self._read_errors())

    async def finish(self) -> None:
        """Read to the end what an ended server has said."""
        await self.process.wait()
        if self._reading is not None:
            await self._reading
        await self.stop()  # type: ignore[no-untyped-call]

    async def _read_errors(self) -> None:
        assert self.process.stderr is not None
        while line := await self.process.stderr.readline():
            self.errors.append(line.decode("utf-8", "replace").rstrip())

    def expect(self, method: str, handler: Callable[..., object]) -> None:
        """Let the server send messages of this method."""

        def handle(params: Any) -> object:
            return handler(params)

        self.expected.add(method)
        self.feature(method)(handle)

    def hear(self, data: dict[str, Any]) -> None:
        """Note a message, and whether it may come."""
        method = data.get("method")
        self.heard.append(f"{method or 'answer'} {data.get('params', data.get('result', data.get('error')))}"[:2000])
        del self.heard[:-_HEARD]
        if method is None:
            if data.get("id") not in self.protocol._request_futures:
                self.wrong.append(f"an answer to nothing, or a second one: {data}")
        else:
            self.news += 1
        if method is not None and method not in self.expected:
            self.wrong.append(f"nobody expected {method}: {data.get('params')}")

    def stir(self) -> None:
        """Wake whoever waits for something to change."""
        self._stirred.set()
        self._stirred = asyncio.Event()

    async def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds, which only messages can change. Fails where it does not in time."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not holds():
                    assert self.process.returncode is None, f"the server has ended before {what}"
                    await self._stirred.wait()
        except TimeoutError:
            raise AssertionError(f"waited in vain for {what}") from None

    async def server_exit(self, server: asyncio.subprocess.Process) -> None:
        """Wake whoever waits for a server that is gone."""
        self.stir()

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Hold against the server what could not be read or handled."""
        self.wrong.append(f"{getattr(source, '__name__', source)}: {error!r}")
        self.stir()
