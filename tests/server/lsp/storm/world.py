"""A server, an editor, a project on the disk and a model, all in one event loop in which waiting takes no time."""

from __future__ import annotations

import asyncio
import gc
import logging
import random
import re
import shutil
import tempfile
from contextlib import ExitStack
from difflib import unified_diff
from functools import lru_cache, partial
from pathlib import Path
from pprint import pformat
from typing import Any
from unittest import mock

from cattrs import Converter
from pygls.protocol import default_converter

from holes.clock import SystemClock
from holes.files import Disk
from holes.lock import LockFile
from server.lsp.app import create
from server.lsp.projects import Projects
from server.lsp.protocol import Server
from server.lsp.session import Session
from sketch.model import Language
from sketch.parse import parse
from tests.server.lsp.storm.clockwork import Clockwork
from tests.server.lsp.storm.editor import Buffer, Editor, Message
from tests.server.lsp.storm.engine import WORDS, Moods, MoodyEngine, MoodyRunner
from tests.server.lsp.storm.texts import FILES, OTHER_FILES

#: The longest that anything may go on when nobody does anything, in seconds of the loop.
PATIENCE = 10_000.0

_TRUST = Projects.trust


@lru_cache
def _converter() -> Converter:
    made: Converter = default_converter()  # type: ignore[no-untyped-call]
    return made


class _Log(logging.Handler):
    """Notes what is wrong with the server: what it logs as an error."""

    def __init__(self, wrong: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._wrong = wrong

    def emit(self, record: logging.LogRecord) -> None:
        # The library logs each answer that is an error, whatever it says; those are looked at as answers.
        if not record.name.startswith("pygls"):
            self._wrong.append(f"{record.name}: {record.getMessage()}: {record.exc_info}")


def capabilities(said: frozenset[str], encoding: str) -> Message:
    """What an editor of this kind can do."""

    def has(name: str) -> bool:
        return name in said

    found: Message = {
        "general": {"positionEncodings": [encoding]},
        "window": {"workDoneProgress": has("progress"), "showDocument": {"support": has("shows")}},
        "workspace": {
            "applyEdit": True,
            "configuration": has("configuration"),
            "didChangeWatchedFiles": {"dynamicRegistration": True},
            "workspaceEdit": {"documentChanges": True, "changeAnnotationSupport": {} if has("annotates") else None},
            "codeLens": {"refreshSupport": has("refreshes")},
            "inlayHint": {"refreshSupport": has("refreshes")},
            "semanticTokens": {"refreshSupport": has("refreshes")},
            "diagnostics": {"refreshSupport": has("refreshes")},
        },
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": True, "versionSupport": has("versions")},
            "codeAction": {
                "codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}},
                "resolveSupport": {"properties": ["edit"]} if has("resolves") else None,
            },
        },
    }
    if has("pulls"):
        found["textDocument"]["diagnostic"] = {}
    return found


class World:
    """All of it. `seed` decides how long each piece of work takes; `said` is what the editor can do."""

    def __init__(self, said: frozenset[str], encoding: str, seed: int) -> None:
        self.said, self.encoding = said, encoding
        self.folder = Path(tempfile.mkdtemp(prefix="storm-")).resolve()
        for name, text in {**FILES, **OTHER_FILES}.items():
            self.write(self.folder / name, text)
        dice = random.Random(seed)
        self.loop = Clockwork(lambda: dice.choice((0.0, 0.01, 0.3)))
        #: Whether it is the end of a quiet day, or comes in the middle of it.
        self.waits_for_the_end = dice.random() < 0.7
        self.moods = Moods()
        self.wrong: list[str] = []
        self.forgotten: list[str] = []
        self.trusted: object = True
        self._trusted_anew = 0.0
        self._stack = ExitStack()
        self._surround()
        self.server, self.session = create()
        self.editor = self._connect(Editor(self.server, self.loop))
        self.editor.inspect = self._inspect

    def _surround(self) -> None:
        """Put our own things in the place of a model, an interpreter and the time."""
        runner = MoodyRunner(self.moods, self._may)
        engine = MoodyEngine(self.moods, self._may)
        patch = self._stack.enter_context
        # Each server learns anew how to read and write each kind of message, which takes most of the time here.
        patch(mock.patch("server.lsp.app.Server", partial(Server, converter_factory=_converter)))
        patch(mock.patch("server.assembly.runner", return_value=runner))
        patch(mock.patch("server.lsp.filling.engines", return_value=(engine,)))
        patch(mock.patch.object(Projects, "trust", lambda projects, declared: self._trust(projects, declared)))
        patch(mock.patch.object(SystemClock, "monotonic", side_effect=self.loop.time))
        patch(mock.patch("os.fsync"))
        patch(
            mock.patch.dict(
                "os.environ",
                {"HOLEWRIGHT_CACHE_DIR": str(self.folder / "cache"), "XDG_CONFIG_HOME": str(self.folder / "config")},
            )
        )
        handler = _Log(self.wrong)
        logging.getLogger().addHandler(handler)
        self._stack.callback(logging.getLogger().removeHandler, handler)
        gc.freeze()
        self._stack.callback(gc.unfreeze)
        self.loop.set_exception_handler(self._fell)
        asyncio.set_event_loop(self.loop)

    def _fell(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        said = f"{context.get('message')}: {context.get('exception')!r} {context.get('future') or ''}"
        # When that is noticed which nobody looked at, is up to the collector of what nobody holds any more.
        (self.forgotten if "never retrieved" in said else self.wrong).append(said)

    def _may(self, what: str) -> None:
        """Whatever was going on when trust was withdrawn has as long as anything that is cancelled."""
        if not self.session.projects.anything_trusted and self.loop.time() > self._trusted_anew + 0.1:
            self.wrong.append(f"{what}, though nothing is trusted")

    def _trust(self, projects: Projects, declared: object) -> None:
        self._trusted_anew = self.loop.time()
        _TRUST(projects, declared)

    def _connect(self, editor: Editor) -> Editor:
        editor.keeps_versions = "versions" in self.said
        folders = [{"uri": self.folder.as_uri(), "name": "it"}]
        params = {
            "processId": 1,
            "rootUri": None,
            "workspaceFolders": folders,
            "capabilities": capabilities(self.said, self.encoding),
            "initializationOptions": {"trusted": self.trusted, "settings": {}},
        }

        def then(answer: Message) -> None:
            editor.encoding = answer["result"]["capabilities"]["positionEncoding"]

        editor.request("initialize", params, then)
        editor.notify("initialized", {})
        self.loop.pass_time(0.0)
        self.loop.pass_time(0.0)
        return editor

    # The disk.

    def write(self, path: Path, text: str) -> None:
        """Write a file, as others do."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))

    def changed(self, *paths: Path) -> None:
        """Have the editor tell that files were changed."""
        changes = [{"uri": path.as_uri(), "type": 2} for path in paths]
        self.editor.notify("workspace/didChangeWatchedFiles", {"changes": changes})

    @property
    def lock(self) -> LockFile:
        """The project's lock, as others see it."""
        return LockFile(Disk(self.folder / "cache" / "guards"), self.folder / "holes.lock")

    @property
    def spoiled(self) -> bool:
        """Whether others have left the lock in a state that nobody can read."""
        return self.lock.path.exists() and "<<<<<<<" in self.lock.path.read_text()

    # What must hold.

    def _inspect(self, buffer: Buffer, label: str, spans: list[tuple[int, int, str]]) -> None:
        """A fill goes into its own hole."""
        named = re.fullmatch(r"Fill `(.*)`", label)
        if named is None:
            return
        mark = buffer.text.startswith("\ufeff")
        sketch = parse(buffer.text.removeprefix("\ufeff"), Language.PYTHON).sketch
        holes = [hole for hole in (*sketch.holes, *sketch.functions) if hole.name == named[1]]
        for start, end, _ in spans:
            if not any(hole.span.start <= start - mark and end - mark <= hole.span.end for hole in holes):
                self.wrong.append(f"{label}: it writes from {start} to {end}, beside the hole")

    def verify(self) -> None:
        """Complain of all that was noticed."""
        noticed = [*self.wrong, *self.editor.wrong]
        assert not noticed, "\n".join(noticed)

    def rest(self) -> None:
        """Do nothing until nothing goes on any more, and look whether all is as it should be."""
        if self.moods.failed or self.moods.runner == "cannot start":
            # The person has found an interpreter.
            self.moods.runner, self.moods.failed = "quick", False
            self.editor.notify("workspace/didChangeConfiguration", {"settings": {"holewright": self.editor.settings}})
        self.settle(self.session, self.editor)
        self.verify()
        for token, state in self.editor.progress.items():
            assert state in ("made", "end"), f"progress {token} was left at {state}"
        assert not self.session.tokens
        if not self.spoiled:
            self.lock.read()
        assert not list(self.folder.rglob("*.tmp")), "a temporary file was left"
        shown = self._shown(self.session, self.editor)
        for uri, buffer in self.editor.buffers.items():
            document = self.session.documents.get(uri)
            if document is not None:
                assert document.text.version == buffer.version
                assert document.text.whole == buffer.text, f"{document.text.whole!r}\nis not\n{buffer.text!r}"
        fresh = self._fresh()
        for uri in self.editor.buffers:
            assert shown[uri] == fresh[uri], (
                f"{uri} at rest and after a fresh start:\n{_differing(shown[uri], fresh[uri])}"
            )

    def settle(self, session: Session, editor: Editor) -> None:
        """Let time pass until nothing goes on any more."""
        until = self.loop.time() + PATIENCE
        # What is only put off for a moment is seen by nobody.
        self.loop.pass_time(1.0)
        while not editor.idle or self._going_on(session, editor):
            assert self.loop.time() < until, f"it does not come to rest: {self._going_on(session, editor)}"
            self.loop.pass_time(1.0)

    def _going_on(self, session: Session, editor: Editor) -> list[str]:
        tasks = [f"{task.get_name()} {task.get_coro()}" for task in asyncio.all_tasks(self.loop)]
        unlisted = [document.uri for document in session.documents if document.listing is not None]
        return [*(job.title for job in session.jobs), *tasks, *unlisted, *editor.unanswered]

    def _shown(self, session: Session, editor: Editor) -> dict[str, object]:
        """What a person sees of each document, without what engines said."""
        shown: dict[str, object] = {}
        for uri, buffer in editor.buffers.items():
            listed = buffer.shown
            if {"pulls", "refreshes"} <= self.said:
                found: list[Message] = []
                editor.request("textDocument/diagnostic", {"textDocument": {"uri": uri}}, found.append)
                self.settle(session, editor)
                assert found
                assert not buffer.shown
                listed = found[0]["result"]["items"]
            holes = buffer.holes
            if holes is not None:
                assert holes["version"] == buffer.version, f"{uri}: the holes told are of version {holes['version']}"
                holes = holes["holes"] or None
            shown[uri] = _facts(listed), holes
        return shown

    def _fresh(self) -> dict[str, object]:
        """What a server shows that has just been started."""
        server, session = create()
        before, self.session = self.session, session
        editor = Editor(server, self.loop)
        editor.settings = self.editor.settings
        self._connect(editor)
        editor.notify("workspace/didChangeConfiguration", {"settings": {"holewright": self.editor.settings}})
        for uri, buffer in self.editor.buffers.items():
            editor.open(uri, buffer.language, buffer.text, buffer.version)
        self.settle(session, editor)
        shown = self._shown(session, editor)
        self.shut_down(session, editor)
        assert not editor.wrong, "\n".join(editor.wrong)
        self.session = before
        return shown

    def shut_down(self, session: Session, editor: Editor) -> None:
        """End a server as an editor does, whatever is going on."""
        editor.habits.latency = 0.0

        def then(answer: Message) -> None:
            editor.has_left = True

        editor.request("shutdown", None, then)
        self.settle(session, editor)

    def end(self, *, wait: bool) -> None:
        """The end, of a quiet day or in the middle of it."""
        try:
            if wait:
                self.rest()
            self.shut_down(self.session, self.editor)
            gc.collect()
            self.verify()
            assert not self.forgotten, "\n".join(self.forgotten)
            assert not list(self.session.jobs)
        finally:
            self.throw_away()

    def throw_away(self) -> None:
        """Leave nothing behind, also where something was wrong."""
        for task in asyncio.all_tasks(self.loop):
            task.cancel()
        self.loop.run_until_complete(asyncio.sleep(0))
        asyncio.set_event_loop(None)
        self.loop.close()
        self._stack.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _differing(one: object, other: object) -> str:
    """Where two things that were told differ, for reading."""
    lines = (pformat(one, width=150).splitlines(), pformat(other, width=150).splitlines())
    return "\n".join(unified_diff(*lines, "rest", "fresh", n=2, lineterm=""))


def _facts(listed: list[Message]) -> list[Message]:
    """Diagnostics without what engines said."""
    found = [dict(item) for item in listed if item.get("code") != "engine-error"]
    for item in found:
        item["message"] = item["message"].partition(f"\n\nm says: {WORDS}")[0]
    return found
