"""Explaining a failure and tracing an example of an open document: jobs that run or ask, and change no text."""

from __future__ import annotations

from holes import trace as tracing
from holes.budget import Spending
from holes.clock import SystemClock
from holes.document import Document
from holes.engines.protocol import EngineError
from holes.report import HoleReport, Status
from holes.search import Means
from holes.verdict import Verdict
from holes.why import ask_why
from server.assembly import budget
from server.features.virtual_documents import virtual_uri
from server.lsp.documents import Note, OpenDocument, Suggestion
from server.lsp.filling import Refused, asked, ready
from server.lsp.jobs import Job
from server.lsp.progress import JobProgress
from server.lsp.session import Session
from server.lsp.showing import show
from sketch.model import Hole


async def explain(session: Session, open_document: OpenDocument, job: Job, token: str | None) -> str:
    """Ask a model why the examples of the job's hole fail. Its words go below the facts, and what it suggests is
    offered. Gives a sentence on what came of it. Raises `Refused`, `FileError`."""
    document, before, bench = await ready(session, open_document)
    settings = session.project(open_document).settings
    hole = _subject(document, job.hole or "")
    reports = {report.hole.id: report for report in before.holes}
    if hole.id not in reports or reports[hole.id].status is not Status.FAILING:
        raise Refused(f"nothing that is asked of `{hole.name}` fails, so there is nothing to explain")
    progress = JobProgress(session.client, session.jobs, job, token)
    progress.note("asking the model")
    spending = Spending(budget(settings), SystemClock())
    means = Means(asked(settings), bench, spending, progress)
    found = session.standing(open_document)
    basis = found.bases.get(hole.id) if found is not None else None
    seconds, most = settings.fill_seconds, settings.max_tokens
    try:
        words = await ask_why(document, document.fills, reports, hole.id, means, seconds=seconds, max_tokens=most)
    except EngineError as error:
        open_document.notes[hole.id] = Note(document.fingerprints[hole.id], str(error))
        raise Refused(str(error)) from None
    finally:
        session.statuses.charge(spending.spent)
    if basis is not None:
        said = words.said if words.note is None else f"{words.said}\n{words.note}"
        open_document.words[hole.id] = Note(basis.key, said)
    if words.repair is not None:
        repaired = words.repair.hole
        open_document.suggestions[repaired] = Suggestion(document.fingerprints[repaired], words.repair)
    open_document.view = None
    return "a repair is suggested" if words.repair is not None else "explained"


async def trace(session: Session, open_document: OpenDocument, job: Job, token: str | None, index: int | None) -> str:
    """Trace an example of the job's hole, and show it. Gives a sentence on what came of it. Raises `Refused`,
    `FileError`."""
    found = await traced(session, open_document, job.hole or "", index)
    await show(session, virtual_uri("trace", open_document.uri, found.hole), "the trace", focus=False)
    calls = f"{len(found.calls):,} call{'s' * (len(found.calls) != 1)}"
    return f"{found.verdict}, {calls}"


async def traced(session: Session, open_document: OpenDocument, id: str, index: int | None) -> tracing.Trace:
    """Run an example and remember its trace as the one that is shown."""
    document, before, bench = await ready(session, open_document)
    hole = _subject(document, id)
    if not hole.examples:
        raise Refused(f"`{hole.name}` has no example that could be traced")
    report = next((report for report in before.holes if report.hole.id == id), None)
    number = _example(hole, report, index)
    found = await tracing.trace(document, document.fills, hole, number, bench)
    standing = session.standing(open_document)
    if standing is not None and id in standing.bases:
        open_document.traced = (standing.bases[id].key, found)
        open_document.view = None
        session.client.refresh()
    return found


def _subject(document: Document, id: str) -> Hole:
    hole = next((hole for hole in (*document.sketch.holes, *document.sketch.functions) if hole.id == id), None)
    if hole is None:
        raise Refused(f"there is no hole `{id}` in this file any more")
    return hole


def _example(hole: Hole, report: HoleReport | None, index: int | None) -> int:
    """The index that is meant: the one that is named, else the first that fails, else the first."""
    if index is not None:
        if index >= len(hole.examples):
            raise Refused(f"`{hole.name}` has no example {index + 1}")
        return index
    failing = [item.example for item in report.examples if item.verdict is not Verdict.PASSED] if report else []
    return next((number for number, example in enumerate(hole.examples) if example in failing), 0)
