"""Checking while a person types: what an edit can have changed is run anew, quick examples first, and whatever comes
too late is dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from attrs import evolve

from holes.bench import Bench, Evidence
from holes.check import Tried, reports
from holes.explain import Explanation, explain_failures
from holes.recheck import Standing, Verdicts, batches, focused, known_of, too_slow, try_properties
from sketch.anchor import Anchor, anchor, place
from sketch.model import Hole, Sketch, Span

#: How long an example may take while a person types, in seconds. One that needs more is run again, with all the time
#: that the settings give it, once the others are told.
TYPING_SECONDS = 0.25


async def check(standing: Standing, bench: Bench, verdicts: Verdicts, told: Callable[[], None]) -> None:
    """Run what is not known of a document, remember what comes, and call `told` whenever there is something new. Raises
    `FileError` where nothing can be run."""
    subjects = {hole.id: hole for hole in (*standing.document.sketch.holes, *standing.document.sketch.functions)}
    quick = evolve(bench, limits=evolve(bench.limits, seconds=min(TYPING_SECONDS, bench.limits.seconds)))
    asked = {id for id in standing.unknown if subjects[id].properties}
    slow: list[str] = []
    evidence: dict[str, tuple[Evidence, ...]] = {}
    async for found in batches(standing, standing.unknown, quick):
        late = [id for id, items in found.items() if quick.limits != bench.limits and too_slow(items)]
        slow += late
        evidence |= found
        at_once = [subjects[id] for id in found if id not in late and id not in asked]
        if at_once:
            await _remember(standing, {hole.id: Tried(found[hole.id]) for hole in at_once}, at_once, quick, verdicts)
            told()
    async for found in batches(standing, slow, bench):
        evidence |= found
    for hole in (subjects[id] for id in standing.unknown if id in slow or id in asked):
        properties = await try_properties(standing, hole, bench)
        await _remember(standing, {hole.id: Tried(evidence[hole.id], properties)}, [hole], bench, verdicts)
        told()


async def _remember(
    standing: Standing, tried: Mapping[str, Tried], holes: Iterable[Hole], bench: Bench, verdicts: Verdicts
) -> None:
    """Remember what came of `holes`, with an explanation of what failed."""
    document = focused(standing, tried)
    told = reports(standing.document, standing.document.fills, tried)
    explained = await explain_failures(document, document.fills, told, bench)
    for hole in holes:
        own = {index: item for (id, index), item in explained.items() if id == hole.id}
        anchors = {index: _anchored(standing, item) for index, item in own.items()}
        verdicts.put(standing.bases[hole.id].key, known_of(standing, hole, tried[hole.id], own, anchors))


def _anchored(standing: Standing, explanation: Explanation) -> tuple[Anchor | None, ...]:
    sketch = standing.document.sketch
    return tuple(None if item.fill is not None else anchor(sketch, item.span) for item in explanation.related)


def explanations(standing: Standing) -> dict[tuple[str, int], Explanation]:
    """What is known of failures, told in places of the text as it is now."""
    sketch = standing.document.sketch
    found: dict[tuple[str, int], Explanation] = {}
    for id, known in standing.known.items():
        for index, explanation in known.explained.items():
            related = [
                item if item.fill is not None else evolve(item, span=span)
                for item, anchored in zip(explanation.related, known.anchors[index], strict=True)
                if (span := item.span if item.fill is not None else _placed(sketch, anchored)) is not None
            ]
            found[id, index] = evolve(explanation, related=tuple(related))
    return found


def _placed(sketch: Sketch, anchored: Anchor | None) -> Span | None:
    return None if anchored is None else place(sketch, anchored)
