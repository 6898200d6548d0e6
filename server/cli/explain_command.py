"""`holewright explain`: why examples of a hole fail, as facts and, if asked for, in a model's words."""

from __future__ import annotations

import asyncio
import os
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

from attrs import evolve

from holes.bench import Bench, called
from holes.budget import Spending
from holes.check import check
from holes.clock import SystemClock
from holes.document import Document
from holes.engines.protocol import Engine, EngineError
from holes.explain import explain_failures, speaking_against
from holes.files import FileError
from holes.progress import Silent
from holes.report import ExampleReport, FileReport, HoleReport, Status
from holes.search import Means
from holes.verdict import Verdict
from server.assembly import NoEngine, bench, budget, engines
from server.cli.call import Target, one_target
from server.cli.explain_text import answer, facts
from server.cli.failure import CallError, complain
from server.cli.find_hole import find_example, find_hole
from server.cli.look import is_terminal, look_at, show
from server.cli.reporting import complain_about
from server.sandbox import confinement_of, warning
from server.words import count
from sketch.model import Example, Hole


def run_explain(path: Path, word: str, number: int | None, explicit: Mapping[str, object], *, ask: bool) -> int:
    """Explain what fails of a hole or function: all of it, or its `number`-th example (from 1). Gives the exit status:
    0 where nothing fails, as `check` has it. Raises `CallError`."""
    target = one_target(path, explicit)
    document = target.load()
    hole = find_hole(document.sketch, word, path)
    example = None if number is None else find_example(document.sketch, hole, number)
    asked = _engines(target) if ask else ()
    where = bench(target.parts.settings, target.parts.root, path)
    try:
        return asyncio.run(_explain(target, document, hole, example, where, asked))
    except FileError as error:
        raise CallError(str(error)) from None


def _engines(target: Target) -> tuple[Engine, ...]:
    from holes.engines.talk import talker
    from holes.why import NOBODY_TO_ASK

    try:
        found = engines(target.parts.settings)
    except NoEngine as error:
        raise CallError(str(error)) from None
    if talker(found) is None:
        raise CallError(NOBODY_TO_ASK)
    return found


async def _explain(
    target: Target, document: Document, hole: Hole, example: Example | None, where: Bench, asked: tuple[Engine, ...]
) -> int:
    report = evolve(await check(document, where), path=str(target.path))
    complain_about(report)
    reports = {entry.hole.id: entry for entry in report.holes}
    entry = reports.get(hole.id)
    if entry is not None and example is not None:
        only = tuple(item for item in entry.examples if item.example == example)
        entry = reports[hole.id] = evolve(entry, examples=only, properties=())
    failing = {} if entry is None else _failing(reports, entry)
    if entry is None or not failing:
        print(_nothing(target, hole, entry, example))
        fails = entry is not None and entry.status is not Status.VERIFIED and example is None
    else:
        await _show(report, document, failing, where)
        if asked:
            await _ask(target, document, reports, entry, where, asked)
        fails = True
    if (confinement := await confinement_of(where)) is not None and (line := warning(confinement.tier)) is not None:
        complain(line)
    return 2 if report.errors else int(fails)


def _failing(reports: Mapping[str, HoleReport], entry: HoleReport) -> dict[str, tuple[ExampleReport, ...]]:
    """What does not hold, by the hole or function whose example it is."""
    if entry.status is Status.UNFILLED:
        return {}
    through = () if entry.status is not Status.FAILING else speaking_against(reports, entry.hole.id)
    found = {
        one.hole.id: tuple(item for item in one.examples if item.verdict is not Verdict.PASSED)
        for one in dict.fromkeys((entry, *through))
    }
    falsified = any(item.held is False for item in entry.properties)
    return {id: items for id, items in found.items() if items or (falsified and id == entry.hole.id)}


def _nothing(target: Target, hole: Hole, entry: HoleReport | None, example: Example | None) -> str:
    """What is said where there is nothing to explain."""
    name = called(hole)
    if entry is None:
        return f"`{name}` has no examples and no properties: nothing of it can fail"
    if entry.status is Status.UNFILLED:
        return f"`{name}` is not filled: holewright fill {shlex.quote(str(target.path))}"
    if example is not None:
        return f"{' '.join(example.source.split())} holds"
    if entry.status is Status.VERIFIED:
        return f"`{name}` holds: {count(len(entry.examples) + len(entry.properties), 'check')} passed"
    return f"nothing of `{name}` fails, but it is {entry.status}"


async def _show(
    report: FileReport, document: Document, failing: Mapping[str, tuple[ExampleReport, ...]], where: Bench
) -> None:
    entries = [evolve(entry, examples=failing[entry.hole.id]) for entry in report.holes if entry.hole.id in failing]
    explained = await explain_failures(document, document.fills, entries, where)
    look = look_at(sys.stdout, os.environ)
    for number, entry in enumerate(entries):
        indexes = {example: index for index, example in enumerate(entry.hole.examples)}
        failures = [(item, explained.get((entry.hole.id, indexes[item.example]))) for item in entry.examples]
        if number:
            print()
        show(facts(report, entry, failures, document.fills, look), sys.stdout, look)


async def _ask(
    target: Target,
    document: Document,
    reports: Mapping[str, HoleReport],
    entry: HoleReport,
    where: Bench,
    asked: tuple[Engine, ...],
) -> None:
    # Imported where somebody asks: what engines work with is no part of the facts.
    from holes.why import ask_why

    settings = target.parts.settings
    means = Means(asked, where, Spending(budget(settings), SystemClock()), Silent())
    sys.stdout.flush()
    if is_terminal(sys.stderr):
        print("asking the model …", file=sys.stderr)
    try:
        words = await ask_why(
            document,
            document.fills,
            reports,
            entry.hole.id,
            means,
            seconds=settings.fill_seconds,
            max_tokens=settings.max_tokens,
        )
    except EngineError as error:
        complain(str(error))
        return
    look = look_at(sys.stdout, os.environ)
    subjects = {item.id: item for item in (*document.sketch.functions, *document.sketch.holes)}
    repaired = entry.hole if words.repair is None else subjects[words.repair.hole]
    print()
    show(answer(words, repaired, look), sys.stdout, look)
