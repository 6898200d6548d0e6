"""Filling holes of an open document: the job behind the commands fill, fillAll, refill and repair."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from attrs import evolve

from holes.bench import Bench
from holes.budget import Spending
from holes.check import check_with
from holes.clock import SystemClock
from holes.document import Document, reopen
from holes.engines.protocol import Engine, Feedback, Proposal, Request
from holes.fill import Filled, FillOptions, fill_holes, in_place_anew
from holes.report import FileReport, Status
from holes.search import Attempt, Means
from holes.trial import in_words, try_fill
from server.assembly import NoEngine, budget, effort, engines
from server.features.virtual_documents import virtual_uri
from server.lsp.documents import Note, OpenDocument
from server.lsp.jobs import Job
from server.lsp.keeping import EditorKeeper, Suggester
from server.lsp.progress import JobProgress
from server.lsp.session import Session
from server.lsp.showing import show
from server.sandbox import may_run
from server.settings import Settings
from sketch.layout import indentation, reindent
from sketch.model import Fill, Hole

_MEND_FIRST = "nothing was filled: mend what is wrong with the text first"


class Refused(Exception):
    """A job cannot begin; `str(error)` is a sentence that says why."""


async def fill(
    session: Session,
    open_document: OpenDocument,
    job: Job,
    token: str | None,
    *,
    refill: bool = False,
    words: str | None = None,
    repair: bool = False,
    preview: bool = False,
) -> str:
    """Fill the job's hole or, where it has none, all that are open, failing or stale. `words` say what is to be
    otherwise than it is; with `repair` what is wrong with the fill that stands is worked out and said. With `preview`
    what is found is suggested and shown, not kept. Gives a sentence on what came of it. Raises `Refused`, and
    `FileError` where nothing can be run."""
    only = frozenset((job.hole,)) if job.hole is not None else frozenset[str]()
    document, before, bench = await ready(session, open_document)
    project = session.project(open_document)
    ask = asked(project.settings)
    options = FillOptions(only=only, refill=refill or repair, effort=effort(project.settings))
    source = _standing(document, job.hole)
    if anew := in_place_anew(document, before, options):
        document = reopen(document, anew, project.parts.lock)
        before = await check_with(document, document.fills, bench)
    if job.hole is not None and source is not None:
        wrong = words or (await _wrong(document, job.hole, source, bench) if repair else None)
        options = evolve(options, feedback=Feedback(source, wrong) if wrong else None)
    spending = Spending(budget(project.settings), SystemClock())
    progress = JobProgress(session.client, session.jobs, job, token)
    keeper = EditorKeeper(session, open_document.uri)

    async def alone(hole: Hole, search: Coroutine[Any, Any, Attempt]) -> Attempt:
        """A search that can be ended while those for other holes go on."""
        task = asyncio.ensure_future(search)
        job.parts[hole.id] = task
        session.jobs.say(job, f"looking for `{hole.name}`")
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError:
            task.cancel()
            await asyncio.wait({task})
            raise
        finally:
            del job.parts[hole.id]
        return Attempt(notes=("it was cancelled",)) if task.cancelled() else task.result()

    try:
        filled = await fill_holes(
            document,
            before,
            Means(ask, bench, spending, progress, project.parts.lock.read().elsewhere(document.key)),
            Suggester(keeper) if preview else keeper,
            evolve(options, alone=alone),
        )
    finally:
        session.statuses.charge(spending.spent)
    _note(open_document, document, filled)
    if preview and job.hole is not None and (found := filled.attempts.get(job.hole)) is not None and found.holds:
        await show(session, virtual_uri("suggestion", open_document.uri, job.hole), "the suggested fill")
        return "a fill is suggested"
    session.lock_changed(document.root)
    return _told(document, before, filled, job)


async def ready(session: Session, open_document: OpenDocument) -> tuple[Document, FileReport, Bench]:
    """A document that can be worked on, with what is known of it, which is waited for. Raises `Refused`,
    `FileError`."""
    _trusted(session, open_document)
    await session.settled(open_document)
    _trusted(session, open_document)
    view = session.view(open_document.uri)
    if view is None:
        raise Refused("there is no hole in this file, or it was closed")
    document = view.document
    if any(problem.code == "sketch-syntax" for problem in document.sketch.problems):
        # What a broken text means is a guess, and a guess is worth no token.
        raise Refused(_MEND_FIRST)
    if not open_document.saved:
        raise Refused("save this sketch first: its fills are written down in a file beside it")
    bench = session.projects.bench(open_document.path)
    if not await may_run(bench):
        raise Refused("nothing can be run here: `holewright doctor` says why")
    _trusted(session, open_document)
    report = FileReport(str(document.path), document.sketch, document.sketch.problems, tuple(view.reports.values()))
    return document, report, bench


def _trusted(session: Session, open_document: OpenDocument) -> None:
    """Trust can be withdrawn while something is waited for. Raises `Refused`."""
    if not session.project(open_document).trusted:
        raise Refused("nothing is run or sent here, because the editor has not said that this workspace is trusted")


def asked(settings: Settings) -> tuple[Engine, ...]:
    """The engines to ask. Raises `Refused`."""
    try:
        return engines(settings)
    except NoEngine as error:
        raise Refused(str(error)) from None


def _standing(document: Document, id: str | None) -> str | None:
    """The fill that stands in the hole `id`. One that stands in the text is told without its docstring: the examples
    there may be such as no model is told."""
    if id is not None and id in document.fills:
        return document.fills[id].source
    text = document.sketch.text
    for function in document.sketch.functions:
        if function.id == id and document.filled_in_place(function):
            start = function.fill_span.start
            body = reindent(indentation(text, start) + text[start : function.fill_span.end], " " * 4, "\n")
            return f"{function.signature.text}:\n{body}\n"
    return None


async def _wrong(document: Document, id: str, source: str, bench: Bench) -> str | None:
    """What is wrong with a fill, in words, where it does not hold."""
    from holes.prompt import held_back

    hole = next((hole for hole in document.sketch.holes if hole.id == id), None)
    if hole is None:
        return None
    sketch, fills = document.sketch, document.fills
    trial = await try_fill(sketch, fills, hole, Fill(source), Proposal("", ""), bench, document.path.name)
    return in_words(trial, Request(sketch, hole, shown=held_back(hole.examples))) or None


def _note(open_document: OpenDocument, document: Document, filled: Filled) -> None:
    """Write down what stood in the way of each hole, to be shown until it is asked something else."""
    for id, attempt in filled.attempts.items():
        open_document.notes.pop(id, None)
        if sentence := _why_not(attempt):
            open_document.notes[id] = Note(document.fingerprints[id], sentence)


def _why_not(attempt: Attempt) -> str:
    if attempt.holds or attempt.notes == ("it was cancelled",):
        return ""
    best = attempt.best
    words = list(attempt.notes)
    if best is not None and best.failures:
        words.append(f"the best candidate passes {best.passed} of {best.checked}")
    return "; ".join(words)


def _told(document: Document, before: FileReport, filled: Filled, job: Job) -> str:
    if filled.note is not None:
        raise Refused(filled.note)
    names = {hole.id: hole.name for hole in (*document.sketch.holes, *document.sketch.functions)}
    if not filled.attempts:
        status = {report.hole.id: report for report in before.holes}
        report = status.get(job.hole or "")
        if report is None:
            return "there is nothing to fill"
        if "locked" in report.flags:
            return f"`{names[report.hole.id]}` is locked: unlock it first"
        if "edited" in report.flags:
            return f"the fill of `{names[report.hole.id]}` is yours, and was left alone"
        if report.doubt is not None:
            return f"`{names[report.hole.id]}` is ambiguous: {report.doubt}"
        return (
            f"`{names[report.hole.id]}` is {report.status}: nothing to do"
            if report.status is not Status.UNFILLED
            else (f"`{names[report.hole.id]}` was not filled: something is wrong with its text")
        )
    held = [id for id, attempt in filled.attempts.items() if attempt.holds]
    if len(filled.attempts) == 1:
        ((id, attempt),) = filled.attempts.items()
        if attempt.holds:
            rival = attempt.best.proposal.rival if attempt.best is not None else None
            return f"`{names[id]}` is filled" + (f", but ambiguous: {rival.doubt}" if rival is not None else "")
        return f"`{names[id]}`: {_why_not(attempt) or 'nothing was found that holds'}"
    return f"{len(held)} of {len(filled.attempts)} holes are filled"
