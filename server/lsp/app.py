"""`holewright lsp`: the language server over standard input and output, from its first message to its last."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Any, Protocol

from attrs import evolve
from lsprotocol import types
from pygls.io_ import StdinAsyncReader, run_async

from server.lsp import requests
from server.lsp.abilities import abilities
from server.lsp.client import Client
from server.lsp.protocol import Server, SketchProtocol
from server.lsp.session import Session
from server.lsp.watching import Watcher

#: Whose renaming we want to hear of: that of sketches, and of folders that may hold some.
_SKETCHES = types.FileOperationRegistrationOptions(
    [
        types.FileOperationFilter(types.FileOperationPattern("**/*.{anpl,py}", types.FileOperationPatternKind.File)),
        types.FileOperationFilter(types.FileOperationPattern("**", types.FileOperationPatternKind.Folder)),
    ]
)

#: How long what runs may take to end, in seconds, before we end without it.
_PATIENCE = 2.0


def create() -> tuple[Server, Session]:
    """A server, and the session behind it."""
    from holewright import __version__

    server = Server("holewright", __version__, protocol_cls=SketchProtocol, max_workers=4)
    session = Session(Client(server))
    watcher = Watcher(session)
    _register_life(server, session, watcher)
    _register_files(server, session, watcher)
    requests.register(server, session)
    return server, session


class Input(Protocol):
    """Where messages come from."""

    def readline(self) -> bytes:
        """The next line."""
        ...

    def read(self, size: int) -> bytes:
        """The next `size` bytes; fewer only at the end."""
        ...


class _Writer:
    """Writes whole messages. An editor that is gone takes none any more, which is no error of ours: that nothing comes
    from it either ends us."""

    def __init__(self, output: Any) -> None:
        self._output = output

    def write(self, message: bytes) -> None:
        """Send a message."""
        with suppress(BrokenPipeError, ConnectionResetError):
            self._output.write(message)
            self._output.flush()

    def close(self) -> None:
        """Send nothing more."""
        with suppress(BrokenPipeError, ConnectionResetError):
            self._output.close()


def run(source: Input, output: Any) -> int:
    """Serve the editor that writes to `source` and reads `output`, a binary stream, until it ends us or is gone. Gives
    the exit status."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(name)s: %(message)s")
    # Each of its records has a traceback, of errors that are answered in a sentence, or in the log once more.
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    # Of two that look after a process that has ended, it warns the second: nobody can act on that.
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    # What is loaded stays. Each keystroke makes thousands of values, hardly one of them part of a circle: looking for
    # circles as often as Python does would be felt.
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    server, session = create()
    server.protocol.set_writer(_Writer(output))
    asyncio.run(_serve(server, session, source))
    return _status(server)


async def _serve(server: Server, session: Session, source: Any) -> None:
    reader = StdinAsyncReader(source, ThreadPoolExecutor(1))
    try:
        await run_async(Event(), reader, server.protocol, None, server.report_server_error)
    finally:
        await session.end()


def _status(server: Server) -> int:
    return 0 if server.protocol.was_shut_down else 1


def _register_life(server: Server, session: Session, watcher: Watcher) -> None:
    """What begins and ends the session, and changes what holds for all of it."""

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        options = params.initialization_options
        said: dict[str, Any] = options if isinstance(options, dict) else {}
        session.client.can = abilities(params.capabilities)
        if said.get("virtualDocuments") is True:
            # An extension that asks for their text by the request of our own.
            session.client.can = evolve(session.client.can, opens_content=True)
        session.hovers_diagnostics = said.get("diagnosticsInHovers") is True
        session.statuses.wanted = said.get("status") is True
        session.encoding = types.PositionEncodingKind(server.workspace.position_encoding or "utf-16").value
        session.folders = _folders(params)
        session.projects.trust(said.get("trusted"))
        session.settings_at_start = said.get("settings")
        session.projects.configure({None: session.settings_at_start})

    @server.feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:
        watcher.start()
        if not session.projects.anything_trusted:
            session.client.log("This workspace is not declared trusted, so nothing of it is run, and nothing is sent.")
        await session.ask_configuration()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def did_change_configuration(params: types.DidChangeConfigurationParams) -> None:
        if session.client.can.configuration:
            await session.ask_configuration()
        elif isinstance(params.settings, dict):
            session.projects.configure({None: params.settings.get("holewright")})
            session.configured()

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    async def did_change_folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        gone = {path for folder in params.event.removed if (path := _path(folder.uri)) is not None}
        come = [path for folder in params.event.added if (path := _path(folder.uri)) is not None]
        session.folders = (*(folder for folder in session.folders if folder not in gone), *come)
        await session.ask_configuration()

    @server.feature("holewright/trust")
    def trust(params: Any) -> None:
        session.trust(getattr(params, "trusted", None))

    @server.feature(types.WINDOW_WORK_DONE_PROGRESS_CANCEL)
    def cancel_progress(params: types.WorkDoneProgressCancelParams) -> None:
        job = session.tokens.get(str(params.token))
        if job is not None:
            job.cancel()

    @server.feature(types.SHUTDOWN)
    async def shutdown(params: None) -> None:
        watcher.stop()
        await session.end()

    @server.feature(types.EXIT)
    async def exit_(params: None) -> None:
        try:
            async with asyncio.timeout(_PATIENCE):
                await session.end()
        finally:
            # The thread that reads standard input cannot be woken, and would keep us until the editor closes it.
            sys.stderr.flush()
            os._exit(_status(server))


def _register_files(server: Server, session: Session, watcher: Watcher) -> None:
    """What happens to documents and files."""

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        item = params.text_document
        session.open(item.uri, item.language_id, item.version, item.text)
        document = session.documents.get(item.uri)
        if document is not None and document.saved:
            watcher.watch(document.path.parent)
            watcher.watch(session.project(document).root)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        session.change(params.text_document.uri, params.text_document.version, params.content_changes)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        session.close(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_RENAME_FILES, _SKETCHES)
    def did_rename_files(params: types.RenameFilesParams) -> None:
        for file in params.files:
            before, after = _path(file.old_uri), _path(file.new_uri)
            if before is not None and after is not None:
                session.renamed(before, after)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_watched_files(params: types.DidChangeWatchedFilesParams) -> None:
        session.files_changed([path for event in params.changes if (path := _path(event.uri)) is not None])


def _folders(params: types.InitializeParams) -> tuple[Path, ...]:
    uris = [folder.uri for folder in params.workspace_folders or ()]
    if not uris and params.root_uri:
        uris = [params.root_uri]
    found = [path for uri in uris if (path := _path(uri)) is not None]
    if not found and params.root_path:
        found = [Path(params.root_path)]
    return tuple(found)


def _path(uri: str) -> Path | None:
    from pygls.uris import to_fs_path

    path = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(path) if path else None
