"""What a server tells and asks an editor, and what is held against it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from attrs import define, field, frozen
from lsprotocol import types

from tests.e2e.lsp.buffer import Buffer
from tests.e2e.lsp.client import Client
from tests.e2e.lsp.profiles import Profile

_KINDS = {1: "error", 2: "warning", 3: "info", 4: "log"}


@define(eq=False)
class Progress:
    """What the server said of something that takes long. `ended` is what it said last, once it has ended."""

    token: types.ProgressToken
    title: str = ""
    cancellable: bool = False
    messages: list[str] = field(factory=list)
    percentage: int = 0
    ended: str | None = None


@frozen
class Applied:
    """An edit that the editor made. `label` is what the server called it, `notes` the labels of its annotations."""

    label: str | None
    uris: tuple[str, ...]
    notes: tuple[str, ...]
    confirms: bool


class Hearing:
    """The side of an editor that the server speaks to. What it says is kept until a test asks for it."""

    def __init__(self, folder: Path, profile: Profile, client: Client) -> None:
        self.folder = folder
        self.profile = profile
        self.client = client
        self.encoding = "utf-16"
        self.capabilities = types.ServerCapabilities()
        self.buffers: dict[str, Buffer] = {}
        self.settings: dict[str | None, object] = {}
        self.registered: list[types.Registration] = []
        self.refreshed: dict[str, int] = {}
        self.logged: list[str] = []
        self.progress: list[Progress] = []
        #: What it was told holds for its documents, if it asked to be told.
        self.statuses: list[dict[str, Any]] = []
        #: Whether it makes the edits that it is asked to make; what it does at that moment before it does.
        self.edits = True
        self.before_edit: Callable[[], object] = lambda: None
        self._said: list[str] = []
        self._applied: list[Applied] = []
        self._shown: list[str] = []
        self._ends_read = 0
        self._is_shut = False
        self._is_killed = False
        self._pulled: dict[str, tuple[object, str | None]] = {}
        self._listen()

    def _listen(self) -> None:
        can, listen = self.profile.capabilities, self.client.expect
        workspace, window = can.workspace or types.WorkspaceClientCapabilities(), can.window
        if not self.profile.pulls:
            listen(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, self._published)
        listen("holewright/holes", self._holes)
        listen("holewright/status", lambda params: self.statuses.append(plain(params)))
        listen(types.WINDOW_SHOW_MESSAGE, self._message)
        listen(types.WINDOW_LOG_MESSAGE, self._logs)
        listen(types.WORKSPACE_APPLY_EDIT, self._apply)
        if self.profile.watches:
            listen(types.CLIENT_REGISTER_CAPABILITY, lambda params: self.registered.extend(params.registrations))
        if workspace.configuration:
            listen(types.WORKSPACE_CONFIGURATION, self._configuration)
        if window is not None and window.work_done_progress:
            listen(types.WINDOW_WORK_DONE_PROGRESS_CREATE, lambda params: self.progress.append(Progress(params.token)))
            listen(types.PROGRESS, self._progressed)
        if window is not None and window.show_document is not None and window.show_document.support:
            listen(types.WINDOW_SHOW_DOCUMENT, self._show)
        if workspace.text_document_content is not None:
            method = types.WORKSPACE_TEXT_DOCUMENT_CONTENT_REFRESH
            listen(method, self._refresh(method))
        for ability, method in (
            (workspace.diagnostics, types.WORKSPACE_DIAGNOSTIC_REFRESH),
            (workspace.code_lens, types.WORKSPACE_CODE_LENS_REFRESH),
            (workspace.inlay_hint, types.WORKSPACE_INLAY_HINT_REFRESH),
            (workspace.semantic_tokens, types.WORKSPACE_SEMANTIC_TOKENS_REFRESH),
        ):
            if ability is not None and ability.refresh_support:
                listen(method, self._refresh(method))

    def _refresh(self, method: str) -> Callable[[object], None]:
        def refresh(params: object) -> None:
            self.refreshed[method] = self.refreshed.get(method, 0) + 1

        return refresh

    def _hold(self, holds: bool, sentence: str) -> None:
        if not holds:
            self.client.wrong.append(sentence)

    def _buffer(self, uri: str) -> Buffer | None:
        buffer = self.buffers.get(uri)
        self._hold(buffer is not None, f"{uri} was never open")
        return buffer

    def _published(self, params: types.PublishDiagnosticsParams) -> None:
        buffer = self._buffer(params.uri)
        if buffer is None:
            return
        version = params.version
        if not buffer.open or version is None:
            self._hold(not params.diagnostics, f"diagnostics of a closed document: {params}")
        else:
            self._hold(buffer.told <= version <= buffer.version, f"{version} after {buffer.told}: {params}")
            same = version == buffer.told and params.diagnostics == buffer.shown
            self._hold(not same, f"the same diagnostics twice: {params}")
            buffer.told = version
            if self.profile.drops_old and version != buffer.version:
                return
        buffer.shown = params.diagnostics

    def _holes(self, params: Any) -> None:
        buffer = self._buffer(params.uri)
        if buffer is not None:
            self._hold(buffer.open, f"the holes of a closed document: {params}")
            self._hold(buffer.told <= params.version <= buffer.version, f"holes of {params.version}")
            buffer.told = buffer.holes_version = params.version
            buffer.holes = [plain(hole) for hole in params.holes]

    def _message(self, params: types.ShowMessageParams) -> None:
        self._said.append(f"{_KINDS[params.type.value]}: {params.message}")

    def _logs(self, params: types.LogMessageParams) -> None:
        self._hold(params.type is not types.MessageType.Error, f"logged as an error: {params.message}")
        self.logged.append(params.message)

    def _configuration(self, params: types.ConfigurationParams) -> list[object]:
        self._hold(all(item.section == "holewright" for item in params.items), f"settings of others: {params}")
        return [self.settings.get(item.scope_uri, self.settings.get(None)) for item in params.items]

    def _show(self, params: types.ShowDocumentParams) -> types.ShowDocumentResult:
        self._shown.append(params.uri)
        return types.ShowDocumentResult(success=True)

    def _progressed(self, params: types.ProgressParams) -> None:
        shown = next((item for item in self.progress if item.token == params.token), None)
        value = plain(params.value)
        if shown is None or shown.ended is not None:
            self.client.wrong.append(f"a progress that nobody began, or that has ended: {params}")
            return
        self._hold((value["kind"] == "begin") == (not shown.title), f"a progress that begins twice, or late: {value}")
        percentage = value.get("percentage", shown.percentage)
        self._hold(shown.percentage <= percentage <= 100, f"{percentage} % after {shown.percentage} %")
        shown.percentage = percentage
        if value.get("message"):
            shown.messages.append(value["message"])
        match value["kind"]:
            case "begin":
                shown.title, shown.cancellable = value["title"], value.get("cancellable", False)
            case "end":
                shown.ended = value.get("message") or ""

    def _apply(self, params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
        self.before_edit()
        if not self.edits:
            return types.ApplyWorkspaceEditResult(False, "this editor does not")
        return types.ApplyWorkspaceEditResult(self.make(params.edit, params.label, asked=True) or self.profile.claims)

    def make(self, edit: types.WorkspaceEdit, label: str | None = None, *, asked: bool = False) -> bool:
        """Make an edit, whole or not at all; False where it is of another version of a text. With `asked` it is the
        server that waits for it."""
        can = (self.profile.capabilities.workspace or types.WorkspaceClientCapabilities()).workspace_edit
        self._hold(not (edit.changes and edit.document_changes), f"an edit that is told twice: {edit}")
        notes = edit.change_annotations or {}
        self._hold(not notes or (can is not None and can.change_annotation_support is not None), f"notes in {edit}")
        parts: list[tuple[Buffer, list[tuple[int, int, str]]]] = []
        for change in edit.document_changes or ():
            known = can is not None and (can.document_changes or can.resource_operations)
            self._hold(bool(known), f"changes that the editor does not know: {edit}")
            assert isinstance(change, types.TextDocumentEdit), "nothing creates, renames or deletes files"
            buffer = self.buffers[change.text_document.uri]
            version = change.text_document.version
            self._hold(version is not None and buffer.told <= version <= buffer.version, f"an edit of {version}")
            if version != buffer.version or not buffer.open:
                return False
            named = {item.annotation_id for item in change.edits if isinstance(item, types.AnnotatedTextEdit)}
            self._hold(named <= notes.keys(), f"annotations that are not told: {edit}")
            parts.append((buffer, buffer.changes(change.edits)))
        for uri, edits in (edit.changes or {}).items():
            parts.append((self.buffers[uri], self.buffers[uri].changes(edits)))
        self._applied.append(
            Applied(
                label,
                tuple(buffer.uri for buffer, _ in parts),
                tuple(note.label for note in notes.values()),
                any(note.needs_confirmation for note in notes.values()),
            )
        )
        for buffer, changes in parts:
            if self.profile.echoes_first or not asked:
                self.type(buffer, *changes)
            else:
                asyncio.get_running_loop().call_soon(self.type, buffer, *changes)
        return True

    def type(self, buffer: Buffer, *changes: tuple[int, int, str]) -> None:
        """Make changes one after the other, and tell the server of all at once: each is the offsets of what goes, in
        the text that the one before left, and what comes."""
        told: list[types.TextDocumentContentChangeEvent] = []
        for start, end, new in changes:
            told.append(types.TextDocumentContentChangePartial(buffer.range(start, end), new))
            buffer.text = buffer.text[:start] + new + buffer.text[end:]
        self.tell(buffer, told)

    def tell(self, buffer: Buffer, changes: Sequence[types.TextDocumentContentChangeEvent]) -> None:
        """Tell the server of a new version."""
        buffer.version += 1
        identifier = types.VersionedTextDocumentIdentifier(buffer.version, buffer.uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, list(changes)))


def plain(value: Any) -> Any:
    """A value of which pygls knows no type, as JSON has it."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if hasattr(value, "_asdict"):
        value = value._asdict()
    return {key: plain(item) for key, item in value.items()} if isinstance(value, dict) else value
