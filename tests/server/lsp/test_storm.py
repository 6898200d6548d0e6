"""A person types, asks, cancels, closes and renames in any order, files change below them, and engines and interpreters
fail: nothing of theirs is lost, everything comes to its end, and what is shown at rest is what a fresh start shows."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from attrs import evolve
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from holes.lock import Entry, LockError
from tests.server.lsp.storm.editor import EDIT_MOODS, Buffer, Message
from tests.server.lsp.storm.engine import ENGINE_MOODS, RUNNER_MOODS
from tests.server.lsp.storm.texts import FILES, PLACES, SNIPPETS, place, positions
from tests.server.lsp.storm.world import World

#: `HOLEWRIGHT_TEST_ALL=1` has it go on for an hour, with other moves each time.
LONG = os.environ.get("HOLEWRIGHT_TEST_ALL") == "1"

ABILITIES = ("progress", "shows", "configuration", "annotates", "refreshes", "resolves", "pulls", "versions")
#: What is asked with a position, of a whole document, and of a range.
AT = ("hover", "definition", "references", "documentHighlight", "prepareRename", "completion", "inlineCompletion")
ABOUT = ("codeLens", "documentSymbol", "foldingRange", "semanticTokens/full", "diagnostic")
WITHIN = ("inlayHint", "semanticTokens/range", "codeAction")
JOBS = ("fill", "fill", "refill", "repair", "explain", "trace")
AT_ONCE = ("lock", "unlock", "previewPrompt", "previewSuggestion", "applySuggestion", "compile", "addExample")
EXAMPLES = ("double(4)", "half(6)", "1 +", "quadruple(1)")
ROWS = ('{"args": [2], "returns": 4}\n', '{"args": [2], "returns": 5}\n', "{")
LOCK_CHANGES = ("locks", "edits", "removes", "spoils", "deletes", "mends")
SETTINGS: tuple[object, ...] = (
    {}, {"candidates": 2, "example-seconds": 0.5}, {"candidates": "many"}, {"engine": "nobody"},
    {"budget": {"requests": 1}}, {"fill-seconds": 5}, [], None,
)  # fmt: skip

pick = st.integers(0, 40)
#: How long it is until the next move, in seconds.
pause = st.sampled_from((0.0, 0.0, 0.004, 0.02, 0.3, 1.5, 40.0))


class Storm(RuleBasedStateMachine):
    """The moves."""

    world: World

    @initialize(
        said=st.frozensets(st.sampled_from(ABILITIES)),
        encoding=st.sampled_from(("utf-16", "utf-8", "utf-32")),
        seed=st.integers(0, 9),
        names=st.sets(st.sampled_from(("a.anpl", "b.py", *FILES)), min_size=1, max_size=3),
    )
    def begins(self, said: frozenset[str], encoding: str, seed: int, names: set[str]) -> None:
        self.world = World(said, encoding, seed)
        self.editor = self.world.editor
        for name in sorted(names):
            self._open(self.world.folder / name)
        self._after(0.0)

    # Typing.

    @rule(which=pick, where=st.sampled_from(PLACES), number=pick, snippet=st.sampled_from(SNIPPETS), after=pause)
    def types(self, which: int, where: str, number: int, snippet: str, after: float) -> None:
        if buffer := self._buffer(which):
            at = place(buffer.text, where, number)
            self.editor.edit(buffer, [(at, at, snippet)])
        self._after(after)

    @rule(which=pick, where=st.sampled_from(PLACES), number=pick, length=st.sampled_from((1, 2, 9, 80)), after=pause)
    def deletes(self, which: int, where: str, number: int, length: int, after: float) -> None:
        if buffer := self._buffer(which):
            at = place(buffer.text, where, number)
            end = min(len(buffer.text), at + length)
            end += buffer.text[max(0, end - 1) : end + 1] == "\r\n"
            self.editor.edit(buffer, [(at, end, "")])
        self._after(after)

    @rule(
        which=pick,
        edits=st.lists(st.tuples(st.sampled_from(PLACES), pick, st.sampled_from(SNIPPETS)), min_size=2, max_size=4),
        after=pause,
    )
    def types_with_many_cursors(self, which: int, edits: list[tuple[str, int, str]], after: float) -> None:
        if buffer := self._buffer(which):
            found = {place(buffer.text, where, number): snippet for where, number, snippet in edits}
            self.editor.edit(buffer, [(at, at, found[at]) for at in sorted(found, reverse=True)])
        self._after(after)

    @rule(which=pick, name=st.sampled_from((*FILES, "")), after=pause)
    def pastes_over_everything(self, which: int, name: str, after: float) -> None:
        if buffer := self._buffer(which):
            self.editor.replace(buffer, FILES.get(name, ""))
        self._after(after)

    @rule(which=pick, back=st.integers(1, 5), after=pause)
    def undoes(self, which: int, back: int, after: float) -> None:
        if (buffer := self._buffer(which)) and buffer.past:
            self.editor.replace(buffer, buffer.past[-min(back, len(buffer.past))])
        self._after(after)

    @rule(after=pause)
    def undoes_everything(self, after: float) -> None:
        for buffer in self.editor.buffers.values():
            if buffer.past:
                self.editor.replace(buffer, buffer.past[0])
        self._after(after)

    # Files.

    @rule(name=st.sampled_from((*FILES, "untitled:anpl", "untitled:python")), after=pause)
    def opens(self, name: str, after: float) -> None:
        path = self.world.folder / name
        if name.startswith("untitled:") and name not in self.editor.buffers:
            self.editor.open(name, name.removeprefix("untitled:"), FILES["a.anpl" if "anpl" in name else "b.py"])
        elif path.as_uri() not in self.editor.buffers and path.exists():
            self._open(path)
        self._after(after)

    @rule(which=pick, after=pause)
    def closes(self, which: int, after: float) -> None:
        if buffer := self._buffer(which):
            self.editor.close(buffer.uri)
        self._after(after)

    @rule(which=pick, after=pause)
    def saves(self, which: int, after: float) -> None:
        if (buffer := self._buffer(which)) and (path := _path(buffer)):
            self.world.write(path, buffer.text)
            self.editor.notify("textDocument/didSave", {"textDocument": {"uri": buffer.uri}})
            self.world.changed(path)
        self._after(after)

    @rule(which=pick, told_last=st.booleans(), after=pause)
    def renames_a_file(self, which: int, told_last: bool, after: float) -> None:
        if (buffer := self._buffer(which)) and (path := _path(buffer)) and path.exists():
            target = path.with_stem("x" + path.stem[-6:])
            if target.exists():
                return
            path.rename(target)
            told = {"files": [{"oldUri": path.as_uri(), "newUri": target.as_uri()}]}
            if not told_last:
                self.editor.notify("workspace/didRenameFiles", told)
            self.editor.close(buffer.uri)
            self.editor.open(target.as_uri(), buffer.language, buffer.text)
            if told_last:
                self.editor.notify("workspace/didRenameFiles", told)
        self._after(after)

    @rule(which=pick, what=st.sampled_from((*LOCK_CHANGES, *ROWS)), after=pause)
    def others_change_files(self, which: int, what: str, after: float) -> None:
        lock, rows = self.world.lock, self.world.folder / "in" / "rows.jsonl"
        entries: tuple[Entry, ...] = ()
        with suppress(LockError):
            entries = lock.read().entries
        entry = entries[which % len(entries)] if entries else None
        match what:
            case "locks" if entry:
                lock.update([evolve(entry, locked=not entry.locked)])
            case "edits" if entry and entry.fill:
                lock.update([evolve(entry, fill=evolve(entry.fill, source=entry.fill.source + "    # mine\n"))])
            case "removes" if entry:
                lock.update([], [(entry.file, entry.id)])
            case "spoils" if lock.path.exists():
                self.world.write(lock.path, "<<<<<<< mine\n" + lock.path.read_text())
            case "deletes":
                lock.path.unlink(missing_ok=True)
            case "mends" if lock.path.exists():
                self.world.write(lock.path, lock.path.read_text().replace("<<<<<<< mine\n", ""))
            case _ if what in ROWS:
                self.world.write(rows, what)
        self.world.changed(rows if what in ROWS else lock.path)
        self._after(after)

    # Asking.

    @rule(which=pick, name=st.sampled_from(JOBS), hole=pick, words=st.booleans(), after=pause)
    def begins_a_job(self, which: int, name: str, hole: int, words: bool, after: float) -> None:
        more = {"feedback": "otherwise 🎈"} if name == "refill" and words else {}
        self._command(which, name, {"hole": self._hole(which, hole), **more})
        self._after(after)

    @rule(which=pick, after=pause)
    def fills_all(self, which: int, after: float) -> None:
        self._command(which, "fillAll", {})
        self._after(after)

    @rule(which=pick, after=pause)
    def fills_all_and_types_on(self, which: int, after: float) -> None:
        self._command(which, "fillAll", {})
        self._after(after)
        if buffer := self._buffer(which):
            self.editor.edit(buffer, [(len(buffer.text), len(buffer.text), "\n# and so on 🎈\n")])
        self._after(after)

    @rule(which=pick, name=st.sampled_from(AT_ONCE), hole=pick, number=pick, after=pause)
    def asks_for_something_short(self, which: int, name: str, hole: int, number: int, after: float) -> None:
        arguments: Message = {} if name == "compile" else {"hole": self._hole(which, hole)}
        if name == "addExample":
            arguments["source"] = EXAMPLES[number % len(EXAMPLES)]
            arguments |= {"expected": "8"} if number % 2 else {}
        self._command(which, name, arguments)
        self._after(after)

    @rule(which=pick, hole=pick, everything=st.booleans(), after=pause)
    def cancels(self, which: int, hole: int, everything: bool, after: float) -> None:
        self._command(which, "cancel", {} if everything else {"hole": self._hole(which, hole)})
        self._after(after)

    @rule(which=pick, after=pause)
    def cancels_a_progress(self, which: int, after: float) -> None:
        if tokens := list(self.editor.progress):
            self.editor.notify("window/workDoneProgress/cancel", {"token": tokens[-1 - which % len(tokens)]})
        self._after(after)

    @rule(
        which=pick,
        method=st.sampled_from((*AT, *ABOUT, *WITHIN)),
        where=st.sampled_from(PLACES),
        number=pick,
        cancel=st.booleans(),
        after=pause,
    )
    def asks(self, which: int, method: str, where: str, number: int, cancel: bool, after: float) -> None:
        if buffer := self._buffer(which):
            position = self._position(buffer, where, number)
            params: Message = {"textDocument": {"uri": buffer.uri}}
            if method in AT:
                params["position"] = position
            if method in WITHIN:
                params["range"] = {"start": position, "end": position}
            match method:
                case "codeAction":
                    params["context"] = {"diagnostics": buffer.shown}
                case "references":
                    params["context"] = {"includeDeclaration": True}
                case "inlineCompletion":
                    params["context"] = {"triggerKind": 1}
            sent = self.editor.request(f"textDocument/{method}", params)
            if cancel:
                self.editor.notify("$/cancelRequest", {"id": sent})
        self._after(after)

    @rule(which=pick, hole=pick, index=st.sampled_from((None, 0, 7)), cancel=st.booleans(), after=pause)
    def asks_for_a_trace(self, which: int, hole: int, index: int | None, cancel: bool, after: float) -> None:
        if buffer := self._buffer(which):
            asked = {"uri": buffer.uri, "hole": self._hole(which, hole), "index": index}
            sent = self.editor.request("holewright/trace", asked)
            if cancel:
                self.editor.notify("$/cancelRequest", {"id": sent})
        self._after(after)

    @rule(
        which=pick,
        where=st.sampled_from(("name", "signature", "inline", "call")),
        number=pick,
        name=st.sampled_from(("double", "twice", "1x", "größer")),
        after=pause,
    )
    def renames(self, which: int, where: str, number: int, name: str, after: float) -> None:
        if buffer := self._buffer(which):
            position = self._position(buffer, where, number)
            params = {"textDocument": {"uri": buffer.uri}, "position": position, "newName": name}

            def then(answer: Message) -> None:
                if answer.get("result"):
                    self.editor.apply(answer["result"], "rename")

            self.editor.request("textDocument/rename", params, then)
        self._after(after)

    @rule(which=pick, where=st.sampled_from(PLACES), number=pick, action=pick, after=pause)
    def takes_an_action(self, which: int, where: str, number: int, action: int, after: float) -> None:
        if buffer := self._buffer(which):
            position = self._position(buffer, where, number)
            params = {
                "textDocument": {"uri": buffer.uri},
                "range": {"start": position, "end": position},
                "context": {"diagnostics": buffer.shown},
            }

            def take(answer: Message) -> None:
                chosen = answer.get("result") or {}
                if chosen.get("edit"):
                    self.editor.apply(chosen["edit"], chosen["title"])
                if chosen.get("command"):
                    called = chosen["command"]
                    arguments = {"command": called["command"], "arguments": called.get("arguments", [])}
                    self.editor.request("workspace/executeCommand", arguments)

            def choose(answer: Message) -> None:
                found = [item for item in answer.get("result") or () if not item.get("disabled")]
                if found:
                    chosen = found[action % len(found)]
                    if "data" in chosen and "edit" not in chosen:
                        self.editor.request("codeAction/resolve", chosen, take)
                    else:
                        take({"result": chosen})

            self.editor.request("textDocument/codeAction", params, choose)
        self._after(after)

    # Everything around.

    @rule(engine=st.sampled_from(ENGINE_MOODS), seconds=st.sampled_from((0.0, 0.01, 1.0)))
    def the_engine_turns(self, engine: str, seconds: float) -> None:
        self.world.moods.engine = engine
        self.world.moods.seconds = seconds

    @rule(runner=st.sampled_from(RUNNER_MOODS))
    def the_interpreter_turns(self, runner: str) -> None:
        self.world.moods.runner = runner

    @rule(
        latency=st.sampled_from((0.0, 0.003, 0.3)),
        edits=st.sampled_from(EDIT_MOODS),
        whole=st.booleans(),
        progress=st.booleans(),
    )
    def the_editor_turns(self, latency: float, edits: str, whole: bool, progress: bool) -> None:
        habits = self.editor.habits
        habits.latency, habits.edits, habits.whole, habits.progress = latency, edits, whole, progress

    @rule(said=st.sampled_from(SETTINGS), after=pause)
    def changes_settings(self, said: object, after: float) -> None:
        self.editor.settings = said
        self.editor.notify("workspace/didChangeConfiguration", {"settings": {"holewright": said}})
        self._after(after)

    @rule(trusted=st.sampled_from((True, True, False, "here", "elsewhere")), after=pause)
    def changes_trust(self, trusted: bool | str, after: float) -> None:
        folders = {"here": [str(self.world.folder)], "elsewhere": ["/nowhere"]}
        self.world.trusted = folders[trusted] if isinstance(trusted, str) else trusted
        self.editor.notify("holewright/trust", {"trusted": self.world.trusted})
        self._after(after)

    @rule()
    def waits(self) -> None:
        self.world.rest()

    # Below the moves.

    def _open(self, path: Path) -> Buffer:
        text = path.read_bytes().decode("utf-8", "surrogatepass")
        return self.editor.open(path.as_uri(), "anpl" if path.suffix == ".anpl" else "python", text)

    def _buffer(self, which: int) -> Buffer | None:
        buffers = list(self.editor.buffers.values())
        return buffers[which % len(buffers)] if buffers else None

    def _position(self, buffer: Buffer, where: str, number: int) -> dict[str, int]:
        return positions(buffer.text, (place(buffer.text, where, number),), self.editor.encoding)[0]

    def _hole(self, which: int, number: int) -> str:
        """One of the holes that the editor knows of, or one that nobody does."""
        buffer = self._buffer(which)
        known: list[str] = [hole["id"] for hole in buffer.holes["holes"]] if buffer and buffer.holes else []
        return [*known, *known, "gone"][number % (2 * len(known) + 1)]

    def _command(self, which: int, name: str, arguments: Message) -> None:
        if buffer := self._buffer(which):
            called = {"command": f"holewright.{name}", "arguments": [{"uri": buffer.uri, **arguments}]}
            self.editor.request("workspace/executeCommand", called)

    def _after(self, seconds: float) -> None:
        self.world.loop.pass_time(seconds)
        self.world.verify()

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.world.end(wait=self.world.waits_for_the_end)


def _path(buffer: Buffer) -> Path | None:
    return Path(buffer.uri.removeprefix("file://")) if buffer.uri.startswith("file:") else None


TestStorm = Storm.TestCase
TestStorm.settings = settings(
    max_examples=3_000 if LONG else 60,
    stateful_step_count=60 if LONG else 30,
    deadline=None,
    derandomize=not LONG,
    suppress_health_check=list(HealthCheck),
)
