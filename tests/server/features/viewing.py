"""Views for the tests of features, made from a fixture text: no runner, no files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypedDict, Unpack

from attrs import evolve

from holes.document import Document, body_hash
from holes.lock import Entry, fill_hash
from holes.report import ExampleReport, FillReport, HoleReport, PropertyReport, Status
from holes.trace import Trace
from holes.verdict import Verdict, is_skipped
from server.features.view import View
from sketch.fingerprint import fingerprints
from sketch.model import Example, Fill, Hole, Kind, Language, Property, Sketch
from sketch.parse import parse
from sketch.rows import parse_rows, with_rows

CURSOR = "$0"
ENGINE, DATE = "local", "2030-01-02"
_FAILURES = (Verdict.FAILED, Verdict.RAISED, Verdict.TIMEOUT, Verdict.CRASHED, Verdict.DENIED, Verdict.MALFORMED)


def at_cursor(fixture: str) -> tuple[str, int]:
    """The text of a fixture without its `$0`, and the offset at which that stood; the end where there is none."""
    before, found, after = fixture.partition(CURSOR)
    assert CURSOR not in after, "a fixture has one cursor"
    return before + after, len(before) if found else len(fixture)


class Known(TypedDict, total=False):
    """What is known of a text; all but `language`, `trace`, `trusted` and `version` is by hole id.

    `fills` are sources. `verdicts` say what became of each example, parted by `; `: a verdict, and what came instead
    (`passed; failed 3; raised ValueError: no`). Where none are told, examples passed if all is filled and were blocked
    otherwise. `properties` do the same: `held`, `falsified items=[0]`, `untried because …`. `flags` are words
    (`stale locked`). `rows` are the lines of `Examples:` files. `in_place` are the functions of a `.py` file that were
    filled. What is `pending`, and everything where nothing is `trusted`, has no report. `reports` stand in place of
    those that would be made.
    """

    fills: Mapping[str, str]
    verdicts: Mapping[str, str]
    properties: Mapping[str, str]
    flags: Mapping[str, str]
    rows: Mapping[str, str]
    in_place: Iterable[str]
    language: Language
    pending: Iterable[str]
    running: Mapping[str, str]
    suggestions: Mapping[str, str]
    trace: Trace | None
    trusted: bool
    reports: Mapping[str, HoleReport]
    version: int


def view_at(fixture: str, **known: Unpack[Known]) -> tuple[View, int]:
    """A view of the fixture's text, and the offset of its `$0`."""
    text, offset = at_cursor(fixture)
    return view_of(text, **known), offset


def view_of(text: str, **known: Unpack[Known]) -> View:
    """A view of `text`."""
    sketch = parse(text, known.get("language", Language.ANPL)).sketch
    for id, lines in known.get("rows", {}).items():
        hole = next(hole for hole in (*sketch.holes, *sketch.functions) if hole.id == id)
        sketch = with_rows(sketch, id, parse_rows(lines, hole.examples_files[0].path)[0])
    bare = View(
        _document(text, sketch, known),
        known.get("version"),
        {},
        frozenset(known.get("pending", ())),
        known.get("running", {}),
        known.get("suggestions", {}),
        known.get("trace"),
        known.get("trusted", True),
    )
    made: dict[str, HoleReport] = {}
    for hole in bare.subjects if bare.trusted else ():
        in_place = bare.document.filled_in_place(hole)
        reported = hole.kind is not Kind.SKETCH or hole.examples or hole.properties or in_place
        if reported and hole.id not in bare.pending:
            made[hole.id] = _report(bare.document, hole, known)
    return evolve(bare, reports={**made, **known.get("reports", {})})


def _document(text: str, sketch: Sketch, known: Known) -> Document:
    fills, in_place = known.get("fills", {}), frozenset(known.get("in_place", ()))
    asked = fingerprints(sketch)
    suffix = "anpl" if sketch.language is Language.ANPL else "py"
    path = Path(f"/project/sketch.{suffix}")
    entries: dict[str, Entry] = {}
    for hole in (*sketch.holes, *sketch.functions):
        if hole.id not in fills and hole.id not in in_place:
            continue
        words = known.get("flags", {}).get(hole.id, "").split()
        told = body_hash(sketch, hole) if hole.id in in_place else fill_hash(fills[hole.id])
        entries[hole.id] = Entry(
            file=path.name,
            id=hole.id,
            fingerprint="0" * 16 if "stale" in words else asked[hole.id],
            engine=ENGINE,
            date=DATE,
            fill=None if hole.id in in_place else Fill(fills[hole.id]),
            fill_hash="0" * 16 if "edited" in words else told,
            locked="locked" in words,
        )
    kept = {id: Fill(source) for id, source in fills.items()}
    return Document(path, path.parent, path.name, text, sketch, asked, entries, kept)


def _report(document: Document, hole: Hole, known: Known) -> HoleReport:
    verdicts, properties = known.get("verdicts", {}).get(hole.id), known.get("properties", {}).get(hole.id)
    in_place = document.filled_in_place(hole)
    filled = in_place or hole.kind is Kind.SKETCH or hole.id in document.fills
    whole = filled and all(other.id in document.fills for other in document.sketch.holes)
    asked = [example for example in hole.examples if not is_skipped(example)]
    words = verdicts.split("; ") if verdicts else ["passed" if whole else "blocked"] * len(asked)
    examples = tuple(_example(example, word) for example, word in zip(asked, words, strict=True))
    told = properties.split("; ") if properties else ["held 100"] * len(hole.properties)
    tried = tuple(_property(item, word) for item, word in zip(hole.properties, told, strict=True)) if filled else ()
    source = document.fills[hole.id].source if hole.id in document.fills else None
    if in_place:
        source = document.sketch.text[hole.fill_span.start : hole.fill_span.end]
    return HoleReport(
        hole=hole,
        kind=Kind.NAMED if in_place else hole.kind,
        status=_status(examples, tried, filled=filled),
        fingerprint=document.fingerprints[hole.id],
        flags=document.flags(hole),
        examples=examples,
        properties=tried,
        fill=None if source is None else FillReport(source, ENGINE),
    )


def _example(example: Example, word: str) -> ExampleReport:
    name, _, actual = word.partition(" ")
    verdict = Verdict(name)
    expected = example.expected if example.expected is not None else example.raises or ""
    if example.row is not None and example.raises is None:
        expected = repr(example.row.returns)
    if verdict is Verdict.PASSED:
        return ExampleReport(example, verdict, expected, actual or expected, None, 0.0004)
    if verdict is Verdict.BLOCKED:
        message = f"{example.source} needs `{actual or 'other'}`, which is not filled"
        return ExampleReport(example, verdict, expected, None, message)
    message = f"{example.source}: expected {expected}, got {actual}"
    return ExampleReport(example, verdict, expected, actual, message, 0.0004)


def _property(item: Property, word: str) -> PropertyReport:
    name, _, rest = word.partition(" ")
    match name:
        case "held":
            return PropertyReport(item, True, int(rest or 100))
        case "falsified":
            return PropertyReport(item, False, 3, rest, f"`{item.source}` does not hold for {rest}")
        case _:
            return PropertyReport(item, None, 0, None, rest)


def _status(examples: tuple[ExampleReport, ...], properties: tuple[PropertyReport, ...], *, filled: bool) -> Status:
    verdicts = {item.verdict for item in examples}
    if not filled:
        return Status.UNFILLED
    if verdicts.intersection(_FAILURES) or any(item.held is False for item in properties):
        return Status.FAILING
    if Verdict.BLOCKED in verdicts:
        return Status.BLOCKED
    if Verdict.INCONCLUSIVE in verdicts or any(item.held is None for item in properties):
        return Status.UNCHECKED
    return Status.VERIFIED if verdicts or properties else Status.UNCHECKED
