"""Checking properties: inputs are drawn and tried, and one that falsifies a property is shrunken until people can
read it."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress

from holes.engines.protocol import Observation
from holes.properties.drawing import Line, in_thread, shrink
from holes.properties.findings import Finding, Inquiry, Judged, Unloadable, judged, settle, try_inputs
from holes.properties.inputs import Domain, Input, domain, obstacle, show, size, strategy
from holes.properties.pool import Pool
from holes.properties.shapes import Undrawable
from holes.report import PropertyReport
from holes.runner.protocol import Limits, Program, Runner
from sketch.model import Hole, Property, Sketch

_ROUNDS = 10
_HANGS = 2


class _OutOfTime(Exception):
    """One property has had its share of the time. Raised between two runs: a session is not used again after a run
    that was cancelled."""


async def check_properties(
    sketch: Sketch,
    hole: Hole,
    program: Program,
    checker: Program,
    runner: Runner,
    limits: Limits,
    *,
    observations: tuple[Observation, ...] = (),
    pool: Pool | None = None,
    inputs: int = 100,
    seconds: float = 5.0,
) -> tuple[PropertyReport, ...]:
    """A report for each property of `hole`, in order.

    `program` is the sketch with the candidate, `checker` the same without it. The inputs of `observations` are tried
    first, then up to `inputs` drawn ones, the same ones each time, which `pool` may hold already; what fails is
    shrunken. After `seconds` in all it ends with what is known then. An exception that an example expects falsifies
    nothing, but says nothing for a property either: nothing holds where most inputs raise it. Cancelling ends all work
    at once.
    """
    if not hole.properties:
        return ()
    sentence = obstacle(hole)
    if sentence is not None:
        return _untried(hole.properties, sentence)
    source = domain(sketch, hole, observations)
    pool = pool or Pool()
    expected_errors = frozenset(o.raises.rpartition(".")[2] for o in observations if o.raises is not None)
    async with runner.open(program, limits) as candidate, runner.open(checker, limits) as checking:
        inquiry = Inquiry(sketch, hole, checker, runner, limits, candidate, checking, expected_errors)
        tried = 0
        deadline = time.monotonic() + seconds
        try:
            async with asyncio.timeout(seconds):
                await _screen(inquiry, source, pool, inputs)
                tried = _tried(inquiry)
                await _shrink(inquiry, source, inputs, deadline)
        except TimeoutError:
            pass
        except (Undrawable, Unloadable) as error:
            return _untried(hole.properties, str(error))
        tried = tried or _tried(inquiry)
        return tuple(_report(inquiry, index, tried, inputs, seconds) for index in range(len(hole.properties)))


def _untried(properties: tuple[Property, ...], sentence: str) -> tuple[PropertyReport, ...]:
    return tuple(
        PropertyReport(item, None, message=f"`{item.source}` was not tried: {sentence}") for item in properties
    )


def _tried(inquiry: Inquiry) -> int:
    return sum(bool(said.findings) for said in inquiry.found.values())


def _raised(inquiry: Inquiry) -> int:
    return sum(said.raised for said in inquiry.found.values())


# Trying inputs.


async def _screen(inquiry: Inquiry, source: Domain, pool: Pool, inputs: int) -> None:
    """Try the examples' inputs and drawn ones, until every property is falsified or enough have been tried. Where
    `Given:` rules many out, or many raise what is expected, more are drawn; half of `inputs` is enough then."""
    await pool.draw(source, inputs, 0)  # where nothing can be drawn, nothing is run
    await try_inputs(inquiry, source.seen, _hangs)
    for seed in range(_ROUNDS):
        if not _all_falsified(inquiry):
            drawn = await pool.draw(source, inputs, seed)
            inquiry.rounds.append(frozenset(drawn))
            await try_inputs(inquiry, drawn, lambda said: _falsifies(said) and _all_falsified(inquiry))
        await settle(inquiry)
        if _all_falsified(inquiry) or 2 * _tried(inquiry) >= inputs:
            return
        if not inquiry.hole.given and _raised(inquiry) <= _tried(inquiry):
            return


def _hangs(said: Judged) -> bool:
    return any(finding.kind == "timeout" for finding in said.findings.values())


def _falsifies(said: Judged) -> bool:
    return any(finding.holds is False for finding in said.findings.values())


def _all_falsified(inquiry: Inquiry) -> bool:
    falsified = {
        index for said in inquiry.found.values() for index, finding in said.findings.items() if finding.holds is False
    }
    return len(falsified) == len(inquiry.hole.properties)


async def _shrink(inquiry: Inquiry, source: Domain, inputs: int, deadline: float) -> None:
    """Look for the simplest input that falsifies each falsified property in the way it was first falsified. What is
    tried on the way is kept in `inquiry.found`, so that time running out loses nothing."""
    falsified = [index for index in range(len(inquiry.hole.properties)) if _failing(inquiry, index)]
    for position, index in enumerate(falsified):
        now = time.monotonic()
        with suppress(_OutOfTime):
            await _shrink_one(inquiry, source, inputs, index, now + (deadline - now) / (len(falsified) - position))


async def _shrink_one(inquiry: Inquiry, source: Domain, inputs: int, index: int, until: float) -> None:
    kind = _failing(inquiry, index)[0][1].kind
    if kind == "timeout":
        # Each step that hangs again takes its time; a simpler input is not worth many of them.
        until = min(until, time.monotonic() + _HANGS * inquiry.limits.seconds)
    known = list(inquiry.found)
    first = next(input for input in known if _fails(inquiry.found[input], index, kind))
    # The same draws are made again, so what was found while screening is found again, and known already.
    seed = next((seed for seed, drawn in enumerate(inquiry.rounds) if first in drawn), 0)

    def work(line: Line[Input, bool]) -> None:
        shrink(strategy(source), inputs, seed, line.ask)

    async def fails(input: Input) -> bool:
        if time.monotonic() > until:
            raise _OutOfTime
        return _fails(await judged(inquiry, input, index), index, kind)

    await in_thread(work, fails)


def _fails(said: Judged, index: int, kind: str) -> bool:
    finding = said.findings.get(index)
    return finding is not None and finding.holds is False and finding.kind == kind


# What is said of each property.

_ORDER = ("false", "raised", "denied", "crashed", "timeout")


def _failing(inquiry: Inquiry, index: int) -> list[tuple[Input, Finding]]:
    """The inputs that falsify a property: of the most telling kind alone, simplest first."""
    failing = _found(inquiry, index, False)
    if not failing:
        return []
    kind = min((finding.kind for _, finding in failing), key=lambda kind: _ORDER.index(kind.split()[0]))
    alike = [(input, finding) for input, finding in failing if finding.kind == kind]
    return sorted(alike, key=lambda item: size(item[0]))


def _found(inquiry: Inquiry, index: int, holds: bool | None) -> list[tuple[Input, Finding]]:
    found = ((input, said.findings.get(index)) for input, said in inquiry.found.items())
    return [(input, finding) for input, finding in found if finding is not None and finding.holds is holds]


def _report(inquiry: Inquiry, index: int, tried: int, inputs: int, seconds: float) -> PropertyReport:
    item = inquiry.hole.properties[index]
    if failing := _failing(inquiry, index):
        input, finding = failing[0]
        message = f"`{item.source}` does not hold {_for(input)}: {finding.words}"
        return PropertyReport(item, False, tried, show(input), message)
    if unclear := _found(inquiry, index, None):
        input, finding = min(unclear, key=lambda item: size(item[0]))
        message = f"`{item.source}` could not be tried {_for(input)}: {finding.words}"
        return PropertyReport(item, None, tried, message=message)
    if tried and (2 * tried >= inputs or tried >= _raised(inquiry)):
        return PropertyReport(item, True, tried)
    if tried:
        message = (
            f"`{item.source}` was tried too little: {_raised(inquiry)} of {tried + _raised(inquiry)} inputs raised "
        )
        message += "an exception that the examples expect; say with `Given:` for which inputs there is a result"
        return PropertyReport(item, None, tried, message=message)
    return PropertyReport(item, None, message=f"`{item.source}` was not tried: {_why_none(inquiry, seconds)}")


def _for(input: Input) -> str:
    return f"for {show(input, 80)}" if input.arguments else "without arguments"


def _why_none(inquiry: Inquiry, seconds: float) -> str:
    if not inquiry.found:
        return f"nothing was answered within {seconds:g} s"
    conditions = " and ".join(f"`{condition.source}`" for condition in inquiry.hole.given)
    why = next((said.why for said in inquiry.found.values() if said.why), "")
    if not conditions:
        return f"each of {len(inquiry.found)} inputs raised an exception that the examples expect"
    told = f"; {why}" if why else ""
    return f"none of {len(inquiry.found)} inputs satisfied {conditions}; add an example that does{told}"
