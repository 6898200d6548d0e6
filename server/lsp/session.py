"""The session: which documents are open, what is known of them, and what is running. The one place where that changes.

What an editor asks is answered from a `View`, which is frozen. What takes long is a task of its own, and counts when it
comes back only if what it was about still stands.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types

from holes.check import reports, worth_telling
from holes.diagnostics import with_explanations
from holes.document import Document, document_of
from holes.files import FileError
from holes.lock_changes import LockChange, moved_entries
from holes.recheck import Standing, Verdicts, refreshed, standing
from holes.report import HoleReport
from holes.trace import Trace
from server.features.action_edits import ActionEdit
from server.features.diagnostics import Said
from server.features.view import View
from server.features.virtual_documents import content, parse_virtual_uri
from server.lsp import convert
from server.lsp.checking import check, explanations
from server.lsp.client import Client
from server.lsp.documents import Documents, OpenDocument, Promise, language_of, path_of
from server.lsp.jobs import Job, Jobs
from server.lsp.projects import Project, Projects
from server.lsp.publishing import Publisher
from server.lsp.stand_ins import StandIns
from server.lsp.statuses import Statuses
from server.lsp.texts import Text, changed, opened
from server.surroundings import current_folder
from sketch.model import Language
from sketch.text import Edit, apply_edits

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

#: How long verdicts are waited for before the rest is told without them, in seconds.
_SOON = 0.15
#: How long it is waited whether a person types on before all holes are listed anew, in seconds.
_PAUSE = 0.05
#: How long it is waited whether more files are written, in seconds.
_TOGETHER = 0.05
#: Edits that were offered and not made yet, of one document.
_PROMISES = 50


class Session:
    """What is open, known and running."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.documents = Documents()
        self.projects = Projects(client.warn)
        self.jobs = Jobs(self._job_changed)
        #: The jobs that show a progress, by its token, so that the person can cancel them there.
        self.tokens: dict[str, Job] = {}
        self.encoding = "utf-16"
        #: Whether the editor shows the diagnostics of a place in its hover.
        self.hovers_diagnostics = False
        self.folders: tuple[Path, ...] = ()
        self.settings_at_start: object = None
        self.stand_ins = StandIns()
        self._verdicts = Verdicts()
        self._publisher = Publisher(client)
        self.statuses = Statuses(client)
        self._changes: Counter[Path] = Counter()
        self._complained: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._writes: set[asyncio.Future[Any]] = set()
        self._written: set[Path] = set()

    # What the editor tells.

    def open(self, uri: str, language_id: str, version: int, text: str) -> None:
        """A document was opened."""
        language = language_of(uri, language_id)
        if language is None:
            return
        path, saved = path_of(uri, language, self.folders[0] if self.folders else current_folder())
        sketch = bool(self.projects.entries(path)[1])
        read = opened(text, language, version, self.encoding, sketch=sketch)
        self.documents.add(OpenDocument(uri, path, language, read, saved))
        self._begin(uri)

    def change(self, uri: str, version: int, changes: Sequence[types.TextDocumentContentChangeEvent]) -> None:
        """A document was edited."""
        document = self.documents.get(uri)
        if document is not None:
            document.replace(changed(document.text, changes, version))
            self._keep_promises(document)
            self._begin(uri)

    def close(self, uri: str) -> None:
        """A document was closed. Jobs on it go on: what they find is kept where the file is."""
        document = self.documents.remove(uri)
        if document is not None:
            if document.checking is not None:
                document.checking.cancel()
            # Who waits for its verdicts goes on without them.
            document.checked.set()
            self._publisher.close(uri)
            self.statuses.close(uri)

    async def ask_configuration(self) -> None:
        """Ask the editor for its settings, and go on with those; where it has none, with those given at the start."""
        if self.client.can.configuration:
            scopes = (None, *self.folders)
            uris = [folder.as_uri() if folder is not None else None for folder in scopes]
            said = await self.client.configuration(uris)
            if said is not None:
                given = {scope: value for scope, value in zip(scopes, said, strict=False) if value is not None}
                self.projects.configure(given or {None: self.settings_at_start})
        self.configured()

    def trust(self, declared: object) -> None:
        """The editor's side says anew what is trusted; what runs on anything else is ended."""
        self.projects.trust(declared)
        for job in self.jobs:
            open_document = self.documents.get(job.uri)
            path = open_document.path if open_document is not None else path_of(job.uri, Language.ANPL, Path())[0]
            if not self.projects.is_trusted(path):
                job.cancel()
        self.configured()

    def configured(self) -> None:
        """Settings have changed, or what they are read from."""
        self.projects.forget()
        for document in self.documents:
            self._again(document)

    def files_changed(self, paths: Sequence[Path]) -> None:
        """Files were written, by whomever. Programs write several at once: they are looked at together."""
        if not self._written:
            asyncio.get_running_loop().call_later(_TOGETHER, self._look_at_files)
        self._written.update(paths)

    def _look_at_files(self) -> None:
        paths = frozenset(self._written)
        self._written.clear()
        if any(path.name in ("pyproject.toml", "config.toml") for path in paths):
            self.projects.forget()
        # What a sketch imports takes part in its verdicts, but is seen by no parser of ours.
        self._changes.update(path for path in paths if path.suffix == ".py")
        for document in self.documents:
            if paths - {document.path}:
                self._again(document)

    def renamed(self, before: Path, after: Path) -> None:
        """A file or a folder of sketches has another name now: what the lock has of them goes with them."""
        source, target = self.projects.of(before).parts.lock, self.projects.of(after).parts.lock

        def move() -> None:
            moved = moved_entries(source.read(), source.key(before), target.key(after))
            if moved:
                target.update([entry for _, entry in moved])
                gone = [(file, entry.id) for file, entry in moved if source != target or file != entry.file]
                source.update((), gone)

        self._in_background(self.write(target.path.parent, move))

    # What is known.

    def document(self, open_document: OpenDocument) -> Document | None:
        """The document as it stands; None for a file that is no sketch."""
        made = self.read(open_document)
        if made is None or made.entries or made.sketch.holes or made.sketch.language is Language.ANPL:
            return made
        return None

    def read(self, open_document: OpenDocument) -> Document | None:
        """What can be read in a text, also where the last hole of a `.py` file was just filled, so that it is a sketch
        only once the lock says so; None for one without any mark of ours."""
        text = open_document.text
        if text.parsed is None:
            return None
        if open_document.standing is not None:
            return open_document.standing.document
        path = open_document.path
        key, entries = self.projects.entries(path)
        root, files = self.projects.of(path).root, self.projects.files(path)
        made = document_of(
            path, root, text.whole, text.parsed.sketch, key, entries, files, before=open_document.document
        )
        open_document.document = made
        return made

    def standing(self, open_document: OpenDocument) -> Standing | None:
        """What is known of the document as it stands; None for a file that is no sketch."""
        if open_document.standing is None:
            document = self.document(open_document)
            if document is None:
                return None
            path = open_document.path
            surroundings = self._surroundings(path)
            open_document.standing = standing(document, self.projects.bench(path), surroundings, self._verdicts)
        return open_document.standing

    def view(self, uri: str) -> View | None:
        """What features answer from; None where there is no sketch of that URI."""
        open_document = self.documents.get(uri)
        found = self.standing(open_document) if open_document is not None else None
        if open_document is None or found is None:
            return None
        if open_document.view is None:
            document, trusted = found.document, self.project(open_document).trusted
            done = open_document.checked.is_set()
            told = self._reports(open_document, found)
            subjects = (*document.sketch.holes, *document.sketch.functions)
            expected = {hole.id for hole in subjects if worth_telling(document, hole)}
            open_document.view = View(
                document=document,
                version=open_document.text.version,
                reports=told,
                # Of what could not be run, nothing will come.
                pending=frozenset(expected - told.keys()) if trusted and not done else frozenset(),
                running=self._running(uri),
                suggestions={
                    id: suggestion.repair.fill.source
                    for id, suggestion in open_document.suggestions.items()
                    if document.fingerprints.get(id) == suggestion.fingerprint
                },
                trace=_standing_trace(open_document, found),
                trusted=trusted,
            )
        return open_document.view

    def shown(self, uri: str) -> View | None:
        """The same, for what stays on show until the editor is told to ask again."""
        view, open_document = self.view(uri), self.documents.get(uri)
        if view is not None and view.pending and open_document is not None:
            self._publisher.glimpsed(open_document)
        return view

    def said(self, open_document: OpenDocument) -> Said:
        """What engines said of a document, as far as it still counts."""
        found = self.standing(open_document)
        if found is None:
            return Said()
        prints, bases = found.document.fingerprints, found.bases
        return Said(
            {id: note.sentence for id, note in open_document.notes.items() if prints.get(id) == note.stamp},
            {
                id: note.sentence
                for id, note in open_document.words.items()
                if id in bases and bases[id].key == note.stamp
            },
        )

    def project(self, open_document: OpenDocument) -> Project:
        """What holds for a document."""
        return self.projects.of(open_document.path)

    def _reports(self, open_document: OpenDocument, found: Standing) -> dict[str, HoleReport]:
        if not self.project(open_document).trusted:
            return {}
        if open_document.reports is None:
            document = found.document
            told = with_explanations(reports(document, document.fills, found.tried), explanations(found))
            open_document.reports = {report.hole.id: report for report in told}
        return dict(open_document.reports)

    def _running(self, uri: str) -> dict[str, str]:
        running: dict[str, str] = {}
        for job in self.jobs.of(uri):
            # What the job says last may be of any of its parts.
            running.update(dict.fromkeys(job.parts, "filling…"))
            if job.hole is not None:
                running[job.hole] = job.doing or f"{job.title}…"
        return running

    def _surroundings(self, path: Path) -> str:
        """What takes part in verdicts beside the sketch's own text."""
        settings = self.projects.of(path).settings
        changes = sum(self._changes.values()) - self._changes[path]
        return (
            f"{path} {settings.python} {settings.sandbox} {settings.example_seconds} {settings.memory_mb} "
            f"{settings.readable} {changes}"
        )

    # What is going on.

    def _begin(self, uri: str) -> None:
        """Find out what is to be told of a new text, and tell it."""
        open_document = self.documents.get(uri)
        if open_document is None:
            return
        if open_document.checking is not None:
            open_document.checking.cancel()
        if open_document.listing is not None:
            open_document.listing.cancel()
            open_document.listing = None
        open_document.checked.clear()
        parsed = open_document.text.parsed
        problems = Counter(problem[:2] for problem in parsed.sketch.problems) if parsed is not None else Counter()
        if problems != open_document.problems:
            # What is wrong with the text itself need not wait for what is run.
            open_document.problems = problems
            self.tell(open_document)
        elif open_document.telling is None:
            # Verdicts mostly come sooner, and then all is told at once.
            open_document.telling = asyncio.get_running_loop().call_later(_SOON, self.tell, open_document)
        open_document.checking = asyncio.create_task(self._check(open_document), name=f"check {uri}")

    def _again(self, open_document: OpenDocument) -> None:
        """Something beside its text has changed."""
        if open_document.text.parsed is None and self.projects.entries(open_document.path)[1]:
            text = open_document.text
            open_document.replace(opened(text.whole, text.language, text.version, self.encoding, sketch=True))
        open_document.forget()
        self._begin(open_document.uri)

    def lock_changed(self, root: Path) -> None:
        """We wrote the lock of a project ourselves."""
        for open_document in self.documents:
            if self.project(open_document).root == root:
                self._again(open_document)

    async def _check(self, open_document: OpenDocument) -> None:
        found = self.standing(open_document)
        path = open_document.path
        failed = False
        try:
            if found is not None and found.unknown and self.projects.of(path).trusted:

                def told() -> None:
                    if open_document.standing is not None:
                        open_document.know(refreshed(open_document.standing, self._verdicts))
                    self.tell(open_document)

                await check(found, self.projects.bench(path), self._verdicts, told)
        except FileError as error:
            failed = True
            self._complain(str(error))
        except Exception:
            failed = True
            _log.exception("a check ended with an error")
        open_document.checked.set()
        open_document.view = None
        if failed or open_document.telling is not None:
            self.tell(open_document)
        open_document.listing = asyncio.get_running_loop().call_later(_PAUSE, self._list, open_document)
        view = self.view(open_document.uri) if self.statuses.wanted else None
        if view is not None:
            ran = any(report.examples or report.properties for report in view.reports.values())
            bench = self.projects.bench(path) if ran and not failed else None
            await self.statuses.tell(open_document.uri, self.project(open_document), bench)

    def _list(self, open_document: OpenDocument) -> None:
        open_document.listing = None
        if self.documents.get(open_document.uri) is open_document:
            self._publisher.tell_holes(open_document, self.view(open_document.uri))

    def _complain(self, sentence: str) -> None:
        """Warn of something once."""
        if sentence not in self._complained:
            self._complained.add(sentence)
            self.client.warn(sentence)

    async def settled(self, open_document: OpenDocument) -> None:
        """Wait until all that can be known of a document is known."""
        await open_document.checked.wait()

    async def apply(self, open_document: OpenDocument, text: Text, edits: Sequence[Edit], label: str) -> bool:
        """Have the editor make `edits` of `text`; False where it has another one by now, or did not."""
        if open_document.text is not text:
            return False
        edit = convert.workspace_edit(open_document.uri, text, edits, label, self.client.can)
        return await self.client.apply(edit, label)

    def offer(self, open_document: OpenDocument, made: ActionEdit) -> types.WorkspaceEdit:
        """An edit of the text as it is, for the editor to make when the person wants it."""
        self.promise(open_document, made.edits, made.lock)
        return convert.workspace_edit(open_document.uri, open_document.text, made.edits, made.title, self.client.can)

    def promise(self, open_document: OpenDocument, edits: Sequence[Edit], lock: LockChange) -> None:
        """Remember what `edits` of the text as it is mean for the lock, where the editor makes them."""
        if lock != LockChange():
            promises = open_document.promises
            promises.append(Promise(apply_edits(open_document.text.text, edits), lock))
            del promises[:-_PROMISES]

    def _keep_promises(self, open_document: OpenDocument) -> None:
        for promise in open_document.promises:
            if promise.text == open_document.text.text:
                open_document.promises.clear()
                lock_file = self.project(open_document).parts.lock
                key = lock_file.key(open_document.path)
                removed = [(key, id) for id in promise.lock.removed]
                work = partial(lock_file.update, promise.lock.entries, removed)
                self._in_background(self.write(lock_file.path.parent, work))
                return

    async def write(self, root: Path, work: Callable[[], _T]) -> _T:
        """What `work` gives, which writes files of a project and may wait for another process. It is never stopped
        halfway; when it is done, all that reads the lock is told, even if nobody waits for it any more. Raises what
        `work` raises."""
        writing = asyncio.ensure_future(asyncio.to_thread(work))
        self._writes.add(writing)

        def written(done: asyncio.Future[_T]) -> None:
            self._writes.discard(done)
            # Where nobody waits any more, nobody hears of an error either.
            done.exception()
            self.lock_changed(root)

        writing.add_done_callback(written)
        return await asyncio.shield(writing)

    def _in_background(self, work: Coroutine[Any, Any, object]) -> None:
        """Do something that nobody waits for, and warn where it cannot be done."""

        async def run() -> None:
            try:
                await work
            except FileError as error:
                self.client.warn(str(error))

        task = asyncio.create_task(run())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def until(self, open_document: OpenDocument, holds: Callable[[], bool], seconds: float) -> bool:
        """Wait until something holds of a document that only the editor can change; False where it does not in time."""
        try:
            async with asyncio.timeout(seconds):
                while not holds():
                    await open_document.turned.wait()
        except TimeoutError:
            return False
        return True

    def tell(self, open_document: OpenDocument) -> None:
        """Have the editor show what is known of a document now."""
        if open_document.telling is not None:
            open_document.telling.cancel()
            open_document.telling = None
        if self.documents.get(open_document.uri) is not open_document:
            return
        view = self.view(open_document.uri)
        self._publisher.tell(open_document, view, self.said(open_document))
        if view is not None:
            self._show_anew(open_document, view)

    def _show_anew(self, open_document: OpenDocument, view: View) -> None:
        """Have the editor ask again for virtual documents that say something else now."""
        for uri, text in open_document.shown.items() if self.client.can.opens_content else ():
            latest = content(view, parse_virtual_uri(uri))
            if latest != text:
                open_document.shown[uri] = latest
                self.client.refresh_content(uri)

    def diagnostics(self, open_document: OpenDocument) -> tuple[str, list[types.Diagnostic]]:
        """All diagnostics of a document as it stands, and an identifier of exactly these."""
        view = self.view(open_document.uri)
        return self._publisher.diagnostics(open_document, view, self.said(open_document))

    def example_files(self, open_document: OpenDocument) -> tuple[str, ...]:
        """The names of files beside a document that may hold rows of examples."""
        try:
            return tuple(sorted(path.name for path in open_document.path.parent.glob("*.jsonl")))
        except OSError:
            return ()

    def _job_changed(self, uri: str) -> None:
        open_document = self.documents.get(uri)
        if open_document is not None:
            open_document.view = None
            self._publisher.refresh()

    async def end(self) -> None:
        """Stop everything but what is being written, and say nothing more."""
        self.client.end()
        await self.jobs.end()
        if unfinished := self._tasks | self._writes:
            await asyncio.wait(unfinished)
        checks: list[asyncio.Task[None]] = []
        for document in self.documents:
            # Of what is not open nothing is checked or told, whatever may still come.
            self.documents.remove(document.uri)
            for timer in (document.telling, document.listing):
                if timer is not None:
                    timer.cancel()
            if document.checking is not None:
                document.checking.cancel()
                checks.append(document.checking)
        if checks:
            await asyncio.wait(checks)
        self.stand_ins.remove()


def _standing_trace(open_document: OpenDocument, found: Standing) -> Trace | None:
    """The last trace, as long as nothing has changed that took part in it."""
    if open_document.traced is None:
        return None
    key, trace = open_document.traced
    basis = found.bases.get(trace.hole)
    return trace if basis is not None and basis.key == key else None
