"""Checking: run every example and property of a document, and say what each hole's status is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from holes.bench import Bench, Evidence, in_conflict, out_of_reach, program, run_examples, runnable
from holes.diagnostics import diagnose
from holes.document import Document
from holes.doubt import Doubt
from holes.observe import passed
from holes.report import ExampleReport, FileReport, FillReport, HoleReport, PropertyReport, Status
from holes.runner.protocol import Ending
from holes.verdict import Verdict, is_skipped
from sketch.graph import callers, examples_reach
from sketch.model import Fill, Hole, Kind, Sketch, overlap

#: So many characters of what an example printed are reported.
_PRINTED = 2_000


@frozen
class Tried:
    """What came of running the examples and properties of one hole or function."""

    evidence: tuple[Evidence, ...] = ()
    properties: tuple[PropertyReport, ...] = ()


@frozen
class Checked:
    """What a check knows of one hole before it has a status. `through` holds the evidence of functions that reached
    it."""

    own: tuple[Evidence, ...] = ()
    properties: tuple[PropertyReport, ...] = ()
    through: tuple[Evidence, ...] = ()
    through_names: tuple[str, ...] = ()


async def check(document: Document, bench: Bench) -> FileReport:
    """Run the evidence of a whole document. Nothing is asked of an engine, nothing is written."""
    return await check_with(document, document.fills, bench)


async def check_with(document: Document, fills: Mapping[str, Fill], bench: Bench) -> FileReport:
    """The same with `fills` in place of the document's own."""
    sketch = document.sketch
    subjects = (*sketch.holes, *sketch.functions)
    filename = document.path.name
    evidence = await run_examples(sketch, fills, subjects, bench, filename)
    tried: dict[str, Tried] = {}
    for hole in subjects:
        filled = is_filled(document, fills, hole)
        properties = await check_hole_properties(sketch, fills, hole, bench, filename) if filled else ()
        tried[hole.id] = Tried(evidence.get(hole.id, ()), properties)
    return FileReport(str(document.path), sketch, sketch.problems, reports(document, fills, tried))


def reports(document: Document, fills: Mapping[str, Fill], tried: Mapping[str, Tried]) -> tuple[HoleReport, ...]:
    """What is known of each hole, and of each function that there is something to say of, in order of the text. Of what
    `tried` does not hold, because it is still to be tried, nothing is said, nor of what that would judge."""
    sketch = document.sketch
    subjects = (*sketch.holes, *sketch.functions)
    evidence = {hole.id: run for hole in subjects if hole.id in tried and (run := tried[hole.id].evidence)}
    found: list[HoleReport] = []
    for hole in sorted(subjects, key=lambda hole: (hole.span.start, hole.span.end)):
        if not worth_telling(document, hole) or hole.id not in tried:
            continue
        filled = is_filled(document, fills, hole)
        through, names = evidence_through(sketch, hole, evidence)
        if filled and hole.id not in evidence and any(judge.id not in tried for judge in judges(sketch, hole)):
            continue
        checked = Checked(tried[hole.id].evidence, tried[hole.id].properties, through, names)
        found.append(_report(document, fills, hole, checked, filled=filled))
    return tuple(found)


def unchecked(document: Document, hole: Hole) -> HoleReport:
    """What can be told of a hole without running anything."""
    report = _report(document, document.fills, hole, Checked(), filled=is_filled(document, document.fills, hole))
    return evolve(report, examples=(), diagnostics=())


def worth_telling(document: Document, hole: Hole) -> bool:
    """Whether there is something to say of it: of a function with a body only where it is checked, or was filled."""
    checked = hole.examples or hole.properties
    return bool(hole.kind is not Kind.SKETCH or checked or document.filled_in_place(hole))


def is_filled(document: Document, fills: Mapping[str, Fill], hole: Hole) -> bool:
    """Whether something stands in the hole."""
    return document.filled_in_place(hole) or hole.kind is Kind.SKETCH or hole.id in fills


def judges(sketch: Sketch, hole: Hole) -> tuple[Hole, ...]:
    """The holes and functions with examples that call `hole`."""
    above = callers(sketch, hole.id)
    return tuple(
        other
        for other in (*sketch.functions, *sketch.holes)
        if other.examples and (other.id in above or hole.id in other.example_calls)
    )


async def check_hole_properties(
    sketch: Sketch, fills: Mapping[str, Fill], hole: Hole, bench: Bench, filename: str
) -> tuple[PropertyReport, ...]:
    """Try the properties of a hole that has a fill, or of a sketch function."""
    if not hole.properties:
        return ()
    # hypothesis takes longer to import than most sketches take to check: only sketches with properties pay for it.
    from holes.properties.check import check_properties
    from holes.properties.checker import checker
    from holes.properties.inputs import obstacle

    others = {id: fill for id, fill in fills.items() if id != hole.id}
    observations = await passed(sketch, others, hole, bench, filename) if obstacle(hole) is None else ()
    return await check_properties(
        sketch,
        hole,
        program(sketch, fills, bench, filename),
        checker(sketch, others, hole, bench, filename),
        bench.runner,
        bench.limits,
        observations=observations,
        pool=bench.pool,
    )


def evidence_through(
    sketch: Sketch, hole: Hole, evidence: Mapping[str, tuple[Evidence, ...]]
) -> tuple[tuple[Evidence, ...], tuple[str, ...]]:
    """What the examples of other holes and functions say of a hole without examples of its own that can run: those that
    reached it. A failure counts only where no other such hole was reached, which could be the cause."""
    if hole.kind is Kind.SKETCH or hole.id in evidence:
        return (), ()
    unjudged = {other.id for other in sketch.holes if not runnable(sketch, other)}
    # What stands outside all functions takes part in every example, though only loading the module reaches it.
    at_load = any(use.caller is None for use in hole.uses)
    found: list[Evidence] = []
    names: list[str] = []
    for id, judged in evidence.items():
        for item in judged:
            # A call that only raised, and whose caller made good for it, proves nothing.
            raised = item.outcome.ending is not Ending.VALUE
            reached = took_part(sketch, id, item)
            told = item.outcome.returned if item.passed and not raised else reached
            if hole.id not in told and not at_load:
                continue
            if item.failed and len(unjudged & reached) > 1:
                return (), ()
            found.append(item)
            if id not in names:
                names.append(id)
    return tuple(found), tuple(names)


def took_part(sketch: Sketch, id: str, item: Evidence) -> frozenset[str]:
    """The holes that took part in an example of `id`. A process that had to be ended, or ended itself, told of none:
    then it is all that may have."""
    if item.outcome.ending not in (Ending.TIMEOUT, Ending.CRASHED):
        return frozenset(item.outcome.reached)
    at_load = (hole.id for hole in sketch.holes if any(use.caller is None for use in hole.uses))
    return examples_reach(sketch, id).union(at_load)


def status(hole: Hole, checked: Checked, *, filled: bool) -> Status:
    """The status that the evidence allows. Green is earned: something ran, and nothing that should hold failed,
    was missing or could not be tried."""
    if not filled:
        return Status.UNFILLED
    judged = (*checked.own, *checked.through)
    if any(item.failed for item in judged) or any(report.held is False for report in checked.properties):
        return Status.FAILING
    if any(item.judgement.verdict is Verdict.BLOCKED for item in judged):
        return Status.BLOCKED
    if any(item.judgement.verdict is Verdict.INCONCLUSIVE for item in judged):
        return Status.UNCHECKED
    if any(report.held is None for report in checked.properties):
        return Status.UNCHECKED
    held = any(item.passed for item in judged) or any(report.held for report in checked.properties)
    return Status.VERIFIED if held else Status.UNCHECKED


def example_reports(sketch: Sketch, hole: Hole, evidence: Iterable[Evidence]) -> tuple[ExampleReport, ...]:
    """A report for every example of `hole` but those that ask to be skipped, in order of the text."""
    judged = {id(item.example): item for item in evidence}
    contradicted = {id(example) for example in in_conflict(sketch, hole)}
    reports: list[ExampleReport] = []
    for example in hole.examples:
        expected = example.expected if example.expected is not None else example.raises or ""
        if (item := judged.get(id(example))) is not None:
            found = item.judgement
            actual = None if found.verdict is Verdict.BLOCKED else found.actual
            seconds, printed = item.outcome.seconds, _capped(item.outcome.printed)
            reports.append(
                ExampleReport(example, found.verdict, found.expected, actual, found.message, seconds, printed)
            )
        elif id(example) in contradicted:
            message = "another example expects something else of the same call"
            reports.append(ExampleReport(example, Verdict.CONFLICTING, expected, None, message))
        elif not is_skipped(example):
            reports.append(ExampleReport(example, Verdict.BLOCKED, expected, None, out_of_reach(sketch, hole)))
    return tuple(reports)


def _capped(printed: str) -> str:
    return printed if len(printed) <= _PRINTED else printed[:_PRINTED] + "…"


def _report(document: Document, fills: Mapping[str, Fill], hole: Hole, checked: Checked, *, filled: bool) -> HoleReport:
    entry = document.entries.get(hole.id)
    source = _source(document, fills, hole)
    fill = None if source is None else FillReport(source, entry.engine if entry else "", entry.model if entry else None)
    found = _with_problems(document.sketch, hole, status(hole, checked, filled=filled))
    doubt = _doubt(document, fills, hole) if found is Status.VERIFIED else None
    report = HoleReport(
        hole=hole,
        kind=Kind.NAMED if document.filled_in_place(hole) else hole.kind,
        status=found if doubt is None else Status.AMBIGUOUS,
        fingerprint=document.fingerprints[hole.id],
        flags=document.flags(hole),
        examples=example_reports(document.sketch, hole, checked.own),
        properties=checked.properties,
        fill=fill,
        through=checked.through_names,
        doubt=doubt,
    )
    diagnostics = diagnose(document.sketch, report)
    return evolve(report, diagnostics=diagnostics) if diagnostics else report


def _doubt(document: Document, fills: Mapping[str, Fill], hole: Hole) -> Doubt | None:
    """What speaks against the fill that was written down, and stands. What a person wrote or locked is what is
    meant."""
    entry = document.entries.get(hole.id)
    if entry is None or entry.doubt is None or {"edited", "locked"}.intersection(document.flags(hole)):
        return None
    stands = document.filled_in_place(hole) or (hole.id in fills and fills[hole.id] == document.fills.get(hole.id))
    return entry.doubt if stands and not entry.doubt.is_settled(hole) else None


def _with_problems(sketch: Sketch, hole: Hole, found: Status) -> Status:
    """No green beside examples that contradict each other, or that could not be read."""
    if found is not Status.VERIFIED:
        return found
    if in_conflict(sketch, hole):
        return Status.FAILING
    text = hole.docstring_span
    unread = text is not None and any(overlap(problem.span, text) for problem in sketch.problems)
    return Status.UNCHECKED if unread else found


def _source(document: Document, fills: Mapping[str, Fill], hole: Hole) -> str | None:
    if document.filled_in_place(hole):
        return document.sketch.text[hole.fill_span.start : hole.fill_span.end]
    return fills[hole.id].source if hole.id in fills else None
