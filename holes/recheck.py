"""Checking again after an edit: a verdict stands as long as nothing has changed that could take part in it, so only the
others are run, and nothing is loaded for them but what they need.

What takes part is told by its text, not by when it was changed: who takes an edit back has the verdicts back.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping

from attrs import evolve, field, frozen

from holes.bench import Bench, Evidence, load_failure, run_examples
from holes.check import Tried, check_hole_properties, is_filled
from holes.document import Document
from holes.explain import Explanation
from holes.report import PropertyReport
from holes.runner.protocol import Ending, Error
from sketch.anchor import Anchor
from sketch.focus import Parts, parts
from sketch.lines import LineIndex
from sketch.model import Hole


@frozen
class Basis:
    """All that can take part in the verdicts of one hole: `key` is a hash of it, `needed` the units of the sketch that
    it is."""

    key: str
    needed: frozenset[int] | None = field(repr=False)


@frozen
class Known:
    """What came of a hole's examples and properties, for one basis. `indexes` say which of the hole's examples the
    evidence is of; `lines` where what took part began, where a message names a line; `explained` are the explanations
    of its failures by index of the example, and `anchors` what their related places are told from."""

    tried: Tried
    indexes: tuple[int, ...] = ()
    lines: tuple[int, ...] | None = None
    explained: Mapping[int, Explanation] = field(factory=dict)
    anchors: Mapping[int, tuple[Anchor | None, ...]] = field(factory=dict)


class Verdicts:
    """What is known, by basis: the session's memory. Beyond `most`, what was not asked for longest is forgotten."""

    def __init__(self, most: int = 500) -> None:
        self._most = most
        self._known: dict[str, Known] = {}

    def get(self, key: str) -> Known | None:
        """What is known for a basis."""
        found = self._known.pop(key, None)
        if found is not None:
            self._known[key] = found
        return found

    def put(self, key: str, known: Known) -> None:
        """Remember what is known for a basis."""
        self._known.pop(key, None)
        self._known[key] = known
        while len(self._known) > self._most:
            del self._known[next(iter(self._known))]

    def make_room(self, bases: int) -> None:
        """See to it that so many can be known at once, and some of what they were before."""
        self._most = max(self._most, 2 * bases)


@frozen
class Standing:
    """What is known of a document's holes and functions as it stands: `tried` of those of which all is, and `unknown`,
    the ids of those that are still to be run."""

    document: Document
    parts: Parts = field(repr=False)
    bases: Mapping[str, Basis] = field(repr=False)
    known: Mapping[str, Known] = field(repr=False)
    tried: Mapping[str, Tried] = field(repr=False)
    unknown: tuple[str, ...] = ()


def standing(document: Document, bench: Bench, surroundings: str, verdicts: Verdicts) -> Standing:
    """What is known of `document`. `surroundings` stands for all that takes part beside its text: the interpreter, the
    limits, the modules that it imports."""
    apart = parts(document.sketch, document.fills)
    bases: dict[str, Basis] = {}
    for hole in (*document.sketch.holes, *document.sketch.functions):
        if hole.examples or hole.properties:
            needed = None if bench.readable else apart.needed((hole.id,))
            key = f"{surroundings} {hole.id} {document.fingerprints[hole.id]} {apart.digest(needed)}"
            bases[hole.id] = Basis(key, needed)
    verdicts.make_room(len(bases))
    return refreshed(Standing(document, apart, bases, {}, {}), verdicts)


def refreshed(before: Standing, verdicts: Verdicts) -> Standing:
    """The same document with what is known of it now."""
    document = before.document
    lines: LineIndex | None = None
    known: dict[str, Known] = {}
    tried: dict[str, Tried] = {}
    unknown: list[str] = []
    for hole in (*document.sketch.holes, *document.sketch.functions):
        basis = before.bases.get(hole.id)
        if basis is None:
            tried[hole.id] = Tried()
            continue
        found = verdicts.get(basis.key)
        if found is not None and found.lines is not None:
            lines = lines or LineIndex(document.sketch.text)
            found = found if found.lines == _lines(before.parts, basis.needed, lines) else None
        if found is None:
            unknown.append(hole.id)
        else:
            known[hole.id] = found
            tried[hole.id] = _rebound(found, hole)
    return evolve(before, known=known, tried=tried, unknown=tuple(unknown))


def _lines(apart: Parts, needed: frozenset[int] | None, lines: LineIndex) -> tuple[int, ...]:
    return tuple(lines.line_column(start)[0] for start in apart.starts(needed))


def _rebound(known: Known, hole: Hole) -> Tried:
    """What was found of the examples and properties that `hole` has here, wherever they stood when it was."""
    evidence = tuple(
        evolve(item, example=hole.examples[index])
        for index, item in zip(known.indexes, known.tried.evidence, strict=True)
    )
    properties = tuple(
        evolve(report, property=property)
        for report, property in zip(known.tried.properties, hole.properties, strict=False)
    )
    return Tried(evidence, properties)


async def try_examples(standing: Standing, ids: Iterable[str], bench: Bench) -> Mapping[str, tuple[Evidence, ...]]:
    """Run the examples of `ids`, all in one program that holds only what they need. Raises `FileError` where the
    interpreter cannot be started."""
    wanted = frozenset(ids)
    document = focused(standing, wanted)
    sketch = document.sketch
    subjects = [hole for hole in (*sketch.holes, *sketch.functions) if hole.id in wanted]
    return await run_examples(sketch, document.fills, subjects, bench, document.path.name)


async def batches(
    standing: Standing, ids: Iterable[str], bench: Bench
) -> AsyncIterator[Mapping[str, tuple[Evidence, ...]]]:
    """Run the examples of `ids` in as few programs as can be, and give what came of each, for all the ids it was run
    for. What keeps a program from being loaded must be something that each of them needs: the others are run without
    it. Raises `FileError` where the interpreter cannot be started."""
    base_loads: bool | None = None
    pending, torn = _parted(standing, tuple(ids))
    while pending:
        group = pending.pop()
        evidence = await try_examples(standing, group, bench)
        found = {id: evidence.get(id, ()) for id in group}
        error = _obstacle(found)
        if error is not None and len({standing.bases[id].needed for id in group}) > 1:
            if base_loads is None:
                base_loads = await _loads(standing, frozenset(), bench)
            if base_loads and not (group == torn and "SyntaxError" in error.bases):
                pending += [group[len(group) // 2 :], group[: len(group) // 2]]
                continue
        yield found


def _parted(standing: Standing, ids: tuple[str, ...]) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """Those of `ids` that need something in which the parser found a syntax error, apart from the others; and again
    those."""
    problems = (problem for problem in standing.document.sketch.problems if problem.code == "sketch-syntax")
    # What is missing is missed behind the last thing that is there.
    torn = {unit for problem in problems if (unit := standing.parts.unit_at(problem.span.start)) is not None}

    def is_torn(needed: frozenset[int] | None) -> bool:
        return bool(torn) and (needed is None or not torn.isdisjoint(needed))

    apart = tuple(id for id in ids if is_torn(standing.bases[id].needed))
    rest = tuple(id for id in ids if id not in apart)
    return [group for group in (apart, rest) if group], apart


def _obstacle(evidence: Mapping[str, tuple[Evidence, ...]]) -> Error | None:
    """What kept a program from being loaded."""
    outcome = next((items[0].outcome for items in evidence.values() if items), None)
    return outcome.error if outcome is not None and outcome.ending is Ending.BROKEN else None


async def _loads(standing: Standing, needed: frozenset[int], bench: Bench) -> bool:
    document = evolve(standing.document, sketch=standing.parts.focused(needed))
    return await load_failure(document.sketch, document.fills, bench, document.path.name) is None


def focused(standing: Standing, ids: Iterable[str]) -> Document:
    """The document with nothing in its sketch but what the examples of `ids` may need; all stands where it stood."""
    needed: frozenset[int] | None = frozenset()
    for id in ids:
        one = standing.bases[id].needed
        needed = None if needed is None or one is None else needed | one
    return evolve(standing.document, sketch=standing.parts.focused(needed))


def too_slow(evidence: Iterable[Evidence]) -> bool:
    """Whether an example did not come to its end in the time it was given."""
    return any(item.outcome.ending is Ending.TIMEOUT for item in evidence)


async def try_properties(standing: Standing, hole: Hole, bench: Bench) -> tuple[PropertyReport, ...]:
    """Try the properties of `hole`, where something stands in it."""
    document = focused(standing, (hole.id,))
    if not is_filled(document, document.fills, hole):
        return ()
    return await check_hole_properties(document.sketch, document.fills, hole, bench, document.path.name)


def known_of(
    standing: Standing,
    hole: Hole,
    tried: Tried,
    explained: Mapping[int, Explanation],
    anchors: Mapping[int, tuple[Anchor | None, ...]],
) -> Known:
    """What came of trying `hole`, to be remembered for its basis."""
    place = {id(example): index for index, example in enumerate(hole.examples)}
    indexes = tuple(place[id(item.example)] for item in tried.evidence)
    placed = any(item.placed for item in tried.evidence)
    needed = standing.bases[hole.id].needed
    lines = _lines(standing.parts, needed, LineIndex(standing.document.sketch.text)) if placed else None
    return Known(tried, indexes, lines, explained, anchors)
