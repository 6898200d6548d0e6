"""An editor to test the language server with: it keeps its texts as a real one does, makes the edits that it is asked
for, and fails the test when it ends on anything that the server did and nobody waited for.

    async with editor(tmp_path, VSCODE) as it:
        sketch = it.open("a.anpl", TEXT)
        assert await it.problems(sketch) == [...]
        await it.command("fill", sketch, hole="double")
        assert await it.ended() == "`double` is filled"
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.uris import to_fs_path

from tests.e2e.lsp.asking import Asking
from tests.e2e.lsp.buffer import Buffer
from tests.e2e.lsp.client import Client
from tests.e2e.lsp.hearing import Applied, Progress
from tests.e2e.lsp.profiles import VSCODE, Profile
from tests.e2e.processes import HOME, descendants, is_running, until


class Editor(Asking):
    """An editor with a server."""

    async def begin(
        self,
        trusted: bool | Sequence[Path],
        settings: Mapping[str, object] | None,
        folders: Sequence[Path],
        options: Mapping[str, object],
    ) -> None:
        """Say who it is, and what it wants."""
        self.settings[None] = settings
        asked = self.profile.capabilities.workspace
        said = settings if asked is None or not asked.configuration else None
        trust = trusted if isinstance(trusted, bool) else [str(path) for path in trusted]
        answer = await self.client.initialize_session(
            types.InitializeParams(
                capabilities=self.profile.capabilities,
                workspace_folders=[types.WorkspaceFolder(path.as_uri(), path.name) for path in folders],
                root_uri=folders[0].as_uri() if folders else None,
                initialization_options={"trusted": trust, "settings": said, **options},
            )
        )
        self.capabilities = answer.capabilities
        self.encoding = types.PositionEncodingKind(answer.capabilities.position_encoding or "utf-16").value

    # Texts.

    def write(self, name: str, text: str) -> Path:
        """Write a file, with its line ends as they are, of which nobody is told."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        return path

    def read(self, name: str) -> str:
        """The text of a file, of the folder where its path is not absolute."""
        return (self.folder / name).read_bytes().decode()

    def names(self) -> list[str]:
        """All files of the folder but those of the server itself, sorted."""
        files = (path.relative_to(self.folder) for path in self.folder.rglob("*") if path.is_file())
        return sorted(str(path) for path in files if not path.parts[0].startswith("."))

    def replaced(self, name: str, text: str | None) -> None:
        """Another program has written a file, or taken it away, as git does: the server is told by an editor that
        watches files, and has to see for itself otherwise."""
        path = self.folder / name
        existed = path.exists()
        if text is None:
            path.unlink()
        else:
            beside = path.with_name(f".{path.name}.other")
            beside.write_bytes(text.encode())
            beside.replace(path)
        kind = types.FileChangeType.Changed if existed else types.FileChangeType.Created
        self.noticed(name, types.FileChangeType.Deleted if text is None else kind)

    def noticed(self, name: str, kind: types.FileChangeType = types.FileChangeType.Changed) -> None:
        """An editor that watches files sees that one has changed."""
        if self.profile.watches:
            event = types.FileEvent((self.folder / name).as_uri(), kind)
            self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))

    def open(self, name: str, text: str | None = None, *, language: str | None = None, saved: bool = True) -> Buffer:
        """Open a file of the folder, written with `text` first where that is given; one that is not `saved` is only
        here."""
        if saved and text is not None:
            self.write(name, text)
        path = self.folder / name
        uri = path.as_uri() if saved else f"untitled:{name}"
        content = text if text is not None else path.read_bytes().decode("utf-8", "surrogatepass")
        known = {".anpl": "anpl", ".py": "python"}.get(path.suffix, "plaintext")
        buffer = Buffer(uri, path, language or known, content, self.encoding)
        self.buffers[uri] = buffer
        item = types.TextDocumentItem(uri, buffer.language, buffer.version, content)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return buffer

    def close(self, buffer: Buffer) -> None:
        """Close a document; what is on show of it stays until the server takes it back."""
        buffer.open = False
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(buffer.identifier))

    def save(self, buffer: Buffer) -> None:
        """Write the text of a document to its file."""
        buffer.path.write_bytes(buffer.text.encode())
        self.noticed(buffer.path.name)

    def replace(self, buffer: Buffer, words: str, new: str) -> None:
        """Type `new` in place of the only `words` there are; a `$0` parts them from what stands before."""
        start, end = buffer.find(words)
        self.type(buffer, (start, end, new))

    def rewrite(self, buffer: Buffer, text: str) -> None:
        """Send a whole new text, as editors do that do not say what has changed in it."""
        buffer.text = text
        self.tell(buffer, [types.TextDocumentContentChangeWholeDocument(text)])

    def configure(self, settings: Mapping[str, object], folder: Path | None = None) -> None:
        """Change the settings, of all or of a workspace folder, and say so."""
        self.settings[folder.as_uri() if folder is not None else None] = settings
        key = self.profile.settings_key
        said = {key: settings} if key is not None else None
        self.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(said))

    def trust(self, trusted: bool | Sequence[Path]) -> None:
        """Say what is trusted from now on."""
        said = trusted if isinstance(trusted, bool) else [str(folder) for folder in trusted]
        self.client.protocol.notify("holewright/trust", {"trusted": said})

    # What is known.

    async def settled(self, buffer: Buffer) -> dict[str, dict[str, Any]]:
        """Each hole by its id, as the server says that it stands in this very text."""
        await self.client.until(lambda: buffer.holes_version == buffer.version, f"the holes of {buffer.uri}")
        return {str(hole["id"]): hole for hole in buffer.holes}

    async def stands(self, buffer: Buffer, **statuses: str) -> dict[str, dict[str, Any]]:
        """The holes, once they have these statuses, by id."""

        def holds() -> bool:
            now = {str(hole["id"]): hole["status"] for hole in buffer.holes if not hole.get("pending")}
            return buffer.holes_version == buffer.version and statuses.items() <= now.items()

        await self.client.until(holds, f"{statuses} in {[(hole['id'], hole['status']) for hole in buffer.holes]}")
        return await self.settled(buffer)

    async def diagnostics(self, buffer: Buffer) -> Sequence[types.Diagnostic]:
        """The diagnostics that the editor shows for this very text."""
        await self.settled(buffer)
        return await self.on_show(buffer)

    async def problems(self, buffer: Buffer) -> list[str]:
        """The diagnostics on show for this very text, each as `code | what it stands on | the first line of it`."""
        return [self._short(buffer, item) for item in await self.diagnostics(buffer)]

    async def shows(self, buffer: Buffer, *expected: str) -> None:
        """Wait until these are the diagnostics on show, of which each is told by how it begins."""

        def fits() -> bool:
            told = [self._short(buffer, item) for item in buffer.shown]
            return len(told) == len(expected) and all(map(str.startswith, told, expected))

        await self._until_shown(buffer, fits, expected)

    async def says(self, buffer: Buffer, words: str) -> types.Diagnostic:
        """The first diagnostic that has these words, once it is on show."""

        def found() -> list[types.Diagnostic]:
            return [item for item in buffer.shown if words in item.message]

        await self._until_shown(buffer, lambda: bool(found()), words)
        return found()[0]

    async def _until_shown(self, buffer: Buffer, holds: Callable[[], bool], wanted: object) -> None:
        news = self.client.news
        await self.on_show(buffer)
        while not holds():
            current, seen = [self._short(buffer, item) for item in buffer.shown], news
            await self.client.until(lambda: self.client.news != seen, f"{wanted} instead of {current}")  # noqa: B023
            news = self.client.news
            await self.on_show(buffer)

    def _short(self, buffer: Buffer, item: types.Diagnostic) -> str:
        try:
            under = buffer.under(item.range)
        except (AssertionError, IndexError):
            under = "(beyond the text)"
        return f"{item.code} | {under} | {item.message.splitlines()[0]}"

    # Hearing.

    async def message(self) -> str:
        """The next sentence that the person is shown, with its level."""
        await self.client.until(lambda: bool(self._said), "a message")
        return self._said.pop(0)

    async def applied(self) -> Applied:
        """The next edit that the editor has made."""
        await self.client.until(lambda: bool(self._applied), "an edit")
        return self._applied.pop(0)

    async def shown(self) -> str:
        """The next document that the editor was asked to show."""
        await self.client.until(lambda: bool(self._shown), "a document to show")
        return self._shown.pop(0)

    async def looked(self) -> str:
        """What the person reads next that no file of theirs holds: the editor shows it, or says where it is."""
        window = self.profile.capabilities.window
        if window is not None and window.show_document is not None:
            return await self.opened(await self.shown())
        return self.read((await self.message()).rpartition(" is in ")[2])

    async def opened(self, uri: str) -> str:
        """The text of what the editor opens at `uri`: a file, or for an editor that can a document of the server's."""
        workspace = self.profile.capabilities.workspace
        if workspace is not None and workspace.text_document_content is not None:
            return await self.content(uri)
        path = to_fs_path(uri)
        assert path is not None, f"{self.profile.name} cannot open {uri}"
        return self.read(path)

    async def begun(self) -> Progress:
        """The first progress whose end was not asked for yet, once it has begun."""
        await self.client.until(
            lambda: len(self.progress) > self._ends_read and bool(self.progress[self._ends_read].title), "a progress"
        )
        return self.progress[self._ends_read]

    async def ended(self) -> str:
        """What the first progress says at its end whose end was not asked for yet."""
        shown = await self.begun()
        await self.client.until(lambda: shown.ended is not None, f"the end of {shown}")
        self._ends_read += 1
        assert shown.ended is not None
        return shown.ended

    def cancel(self, shown: Progress) -> None:
        """Cancel as a person does who clicks on a progress."""
        assert shown.cancellable
        self.client.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(shown.token))

    async def quiet(self) -> None:
        """Wait until the server has seen all that was sent to it."""
        with suppress(JsonRpcException):
            await self.content("holewright:/nothing")

    def processes(self) -> list[int]:
        """The processes that the server has started."""
        return descendants(self.client.process.pid)

    # The end.

    async def shut(self) -> None:
        """Ask the server to end what it does."""
        self._is_shut = True
        await self.client.shutdown_async(None)

    async def kill(self) -> None:
        """End the server as a crash would, in the middle of whatever it does."""
        self._is_killed = True
        self.client.process.kill()
        await self.client.finish()

    async def end(self) -> None:
        """End the server, and fail for all that it did and should not have done."""
        if not self._is_killed:
            started = self.processes()
            unended = [] if self._is_shut else [shown for shown in self.progress if shown.ended is None]
            assert not unended, unended
            if not self._is_shut:
                await self.shut()
            self.client.exit(None)
            await self.client.finish()
            assert self.client.process.returncode == 0, self.client.process.returncode
            unended = [shown for shown in self.progress if shown.ended is None]
            assert not unended, unended
            await asyncio.to_thread(until, lambda: not any(map(is_running, started)))
            assert not self.progress[self._ends_read :], self.progress
        assert not self.client.wrong, self.client.wrong
        assert not self.client.errors, self.client.errors
        unread = [*self._said, *self._applied, *self._shown]
        assert not unread, unread


@asynccontextmanager
async def editor(
    folder: Path,
    profile: Profile = VSCODE,
    *,
    trusted: bool | Sequence[Path] = True,
    settings: Mapping[str, object] | None = None,
    folders: Sequence[Path] | None = None,
    environment: Mapping[str, str] | None = None,
    options: Mapping[str, object] | None = None,
) -> AsyncIterator[Editor]:
    """An editor with `folder` open, or several `folders`. `settings` are given as it gives them: when asked or, by one
    that is not asked, in the beginning. `options` are initialization options beside those. The server runs without
    anything of the person's own."""
    client = Client()
    it = Editor(folder, profile, client)
    await client.begin(
        sys.executable,
        str(HOME / "holewright.py"),
        "lsp",
        folder=str(folder),
        environment=bare_environment(folder, environment),
    )
    try:
        await it.begin(trusted, settings, folders or [folder], options or {})
        yield it
        await it.end()
    except BaseException:
        for line in (*client.heard, *client.errors):
            print(line)
        raise
    finally:
        if client.process.returncode is None:
            client.process.kill()
            await client.finish()


def bare_environment(folder: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """What a process needs to run, with nothing of the person's own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    own = {
        "XDG_CONFIG_HOME": str(folder / ".config"),
        "HOLEWRIGHT_CACHE_DIR": str(folder / ".cache"),
        "HOLEWRIGHT_PYTHON": sys.executable,
    }
    return {**kept, **own, **(more or {})}
