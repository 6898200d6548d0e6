"""What each command does. Short ones are done at once; long ones become jobs, since an editor cannot cancel a command
that it called."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from attrs import evolve
from lsprotocol import types

from holes.bench import run_examples
from holes.compiled import compiled, write
from holes.document import reopen
from holes.files import FileError
from holes.lock_changes import edited
from holes.runner.protocol import Ending
from holes.why import repair_edits
from server.features import commands as named
from server.features.action_edits import ActionEdit, add_example
from server.features.view import View
from server.features.virtual_documents import virtual_uri
from server.lsp.documents import OpenDocument
from server.lsp.explaining import explain, trace
from server.lsp.filling import Refused, fill, ready
from server.lsp.jobs import Job
from server.lsp.keeping import EditorKeeper, record
from server.lsp.session import Session
from server.lsp.showing import show
from sketch.model import Hole, Language

_log = logging.getLogger(__name__)
_Work = Callable[[Job, str | None], Awaitable[str]]


async def execute(session: Session, name: str, arguments: Sequence[object] | None) -> object:
    """Do what a command says, or begin it. Gives what the editor may want to show. Raises ValueError with a sentence
    for the user."""
    command = named.parse(name, arguments)
    open_document = session.documents.get(command.uri)
    if open_document is None:
        raise ValueError("this file is not open, or is no sketch")
    try:
        return await _execute(session, open_document, command)
    except (FileError, Refused) as error:
        raise ValueError(str(error)) from None


async def _execute(session: Session, document: OpenDocument, command: named.Command) -> object:
    match command:
        case named.Cancel(hole=hole):
            return session.jobs.cancel(document.uri, hole)
        case named.Lock(hole=hole):
            return await _lock(session, document, hole, locked=True)
        case named.Unlock(hole=hole):
            return await _lock(session, document, hole, locked=False)
        case named.Compile(quiet=quiet):
            return await _compile(session, document, quiet=quiet)
        case named.PreviewPrompt(hole=hole):
            return await _preview(session, document, "prompt", hole)
        case named.PreviewSuggestion(hole=hole):
            return await _preview(session, document, "suggestion", hole)
        case named.AddExample(hole=hole, source=source, expected=expected):
            return await _add_example(session, document, hole, source, expected)
        case named.ApplySuggestion(hole=hole):
            return await _apply_suggestion(session, document, hole)
    title, hole_id, work = _long(session, document, command)
    start(session, document, title, hole_id, work)
    return None


def _long(session: Session, document: OpenDocument, command: named.Command) -> tuple[str, str | None, _Work]:
    """The job that a command is: its title, its hole and its work."""
    match command:
        case named.Fill(hole=hole):
            name = _called(session, document, hole)
            return f"Fill {name}", hole, lambda job, token: fill(session, document, job, token)
        case named.FillAll():
            return "Fill all holes", None, lambda job, token: fill(session, document, job, token)
        case named.Refill(hole=hole, feedback=words, preview=preview):
            name = _called(session, document, hole)
            return (
                f"Refill {name}",
                hole,
                lambda job, token: fill(session, document, job, token, refill=True, words=words, preview=preview),
            )
        case named.Repair(hole=hole, preview=preview):
            name = _called(session, document, hole)
            return (
                f"Repair {name}",
                hole,
                lambda job, token: fill(session, document, job, token, repair=True, preview=preview),
            )
        case named.Explain(hole=hole):
            name = _called(session, document, hole)
            return f"Explain {name}", hole, lambda job, token: explain(session, document, job, token)
        case named.Trace(hole=hole, index=index):
            name = _called(session, document, hole)
            return f"Trace {name}", hole, lambda job, token: trace(session, document, job, token, index)
    raise ValueError(f"there is no such command: {type(command).__name__}")


def start(session: Session, document: OpenDocument, title: str, hole: str | None, work: _Work) -> Job:
    """Begin a job that shows how far it is, and says at its end what came of it."""
    job = Job(document.uri, hole, title)

    async def run(job: Job) -> None:
        token = await session.client.begin_progress(title, "waiting for what is known")
        if token is not None:
            session.tokens[token] = job
        said = "cancelled"
        try:
            said = await work(job, token)
        except (Refused, FileError, ValueError) as error:
            said = str(error)
            session.client.warn(said)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            said = "it ended with an error of Holewright's own; the log has more"
            session.client.message(f"{title}: {said}", types.MessageType.Error)
            _log.exception("%s ended with an error", title, exc_info=error)
        finally:
            if token is not None:
                session.tokens.pop(token, None)
            session.client.end_progress(token, said)
            session.tell(document)

    session.jobs.start(job, run)
    return job


def _view(session: Session, document: OpenDocument) -> View:
    view = session.view(document.uri)
    if view is None:
        raise ValueError("there is no hole in this file")
    return view


def _hole(view: View, id: str) -> Hole:
    hole = next((hole for hole in view.subjects if hole.id == id), None)
    if hole is None:
        raise ValueError(f"there is no hole `{id}` in this file any more")
    return hole


def _called(session: Session, document: OpenDocument, id: str) -> str:
    return f"`{_hole(_view(session, document), id).name}`"


async def _lock(session: Session, document: OpenDocument, id: str, *, locked: bool) -> object:
    view = _view(session, document)
    hole, entry = _hole(view, id), view.document.entries.get(id)
    if entry is None:
        raise ValueError(f"`{hole.name}` has no fill that could be locked")
    changed = evolve(entry, locked=locked)
    await session.write(
        view.document.root, partial(record, session.project(document).parts.lock, document.path, changed)
    )
    return None


async def _compile(session: Session, document: OpenDocument, *, quiet: bool) -> object:
    view = _view(session, document)
    if view.sketch.language is not Language.ANPL:
        raise ValueError("a .py file is its own module: only .anpl sketches are compiled")
    if not document.saved:
        raise ValueError("save this sketch first: its module is written beside it")
    if any(problem.code == "sketch-syntax" for problem in view.sketch.problems):
        raise ValueError("nothing was written: mend what is wrong with the text first")
    module = compiled(document.path, view.sketch, view.document.fills)
    await asyncio.to_thread(write, module, session.projects.files(document.path))
    if not quiet:
        missing = [hole.name for hole in view.sketch.holes if hole.id in module.missing]
        note = f"; not filled, and raising when called: {', '.join(missing)}" if missing else ""
        session.client.message(f"Wrote {module.path.name}{note}")
    return {"uri": module.path.as_uri(), "missing": list(module.missing)}


async def _preview(session: Session, document: OpenDocument, kind: str, id: str) -> object:
    _hole(_view(session, document), id)
    uri = virtual_uri(kind, document.uri, id)
    title = {"prompt": "what a model would be sent", "suggestion": "the suggested repair"}[kind]
    asyncio.get_running_loop().create_task(show(session, uri, title))
    return {"uri": uri}


async def _add_example(session: Session, document: OpenDocument, id: str, source: str, expected: str | None) -> object:
    if expected is None:
        expected = await _what_comes(session, document, id, source)
    view = _view(session, document)
    await _edit(session, document, add_example(view, id, source, expected))
    return None


async def _what_comes(session: Session, document: OpenDocument, id: str, source: str) -> str:
    """What the sketch gives for `source` now, as an example would expect it."""
    before, _, bench = await ready(session, document)
    asked = edited(before.sketch, add_example(_view(session, document), id, source, "").edits)
    hole = next(hole for hole in (*asked.holes, *asked.functions) if hole.id == id)
    run = await run_examples(asked, before.fills, (hole,), bench, before.path.name)
    wanted = source.strip()
    item = next((item for item in reversed(run.get(id, ())) if item.example.source.strip() == wanted), None)
    if item is None:
        raise ValueError(f"`{source}` cannot be run: say what it should give")
    outcome = item.outcome
    match outcome.ending:
        case Ending.VALUE:
            shown = outcome.value is not None and outcome.value.tag != "none"
            return outcome.printed + (outcome.text if shown else "")
        case Ending.RAISED if outcome.error is not None:
            message = f": {outcome.error.message}" if outcome.error.message else ""
            return f"Traceback (most recent call last):\n{outcome.error.type}{message}"
    raise ValueError(item.judgement.message or f"`{source}` gave nothing: say what it should give")


async def _apply_suggestion(session: Session, document: OpenDocument, id: str) -> object:
    view = _view(session, document)
    hole = _hole(view, id)
    suggestion = document.suggestions.get(id)
    if suggestion is None or id not in view.suggestions:
        raise ValueError(f"there is no suggestion for `{hole.name}` as it is now: ask for an explanation again")
    if id in view.document.fills or view.document.filled_in_place(hole):
        now = view.document
        if now.filled_in_place(hole):
            now = reopen(now, (id,), session.project(document).parts.lock)
        if await EditorKeeper(session, document.uri).keep(now, hole, suggestion.repair.trial):
            document.suggestions.pop(id, None)
            document.view = None
    else:
        edits = repair_edits(view.sketch, suggestion.repair)
        await _edit(session, document, ActionEdit(f"Repair `{hole.name}`", edits))
    return None


async def _edit(session: Session, document: OpenDocument, made: ActionEdit) -> None:
    """Have the editor make an edit, with what it means for the lock."""
    text = document.text
    session.promise(document, made.edits, made.lock)
    if not await session.apply(document, text, made.edits, made.title):
        raise ValueError(f"{made.title}: the editor did not make the edit; try again")
