"""What one input says of each property: the candidate is called with it, and the result is put to the expressions.

Three places are kept apart. Inputs are drawn here, as plain values. The candidate runs in its own process. Expressions
(`Properties:` and `Given:`) run in the checker's process, where no candidate is; they see the arguments as they were
passed, whatever the candidate did to its own copies.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TypeAlias

from attrs import evolve, field, frozen

from holes.properties.inputs import Input, call, defaults
from holes.runner.protocol import NOT_MADE, Call, Case, Ending, Limits, Outcome, Program, Runner, Session
from holes.values import Value, can_be_made, render, shorten
from sketch.model import Hole, Property, Sketch

_OWN_CALLS = 5

_Arguments: TypeAlias = tuple[tuple[Value, ...], tuple[tuple[str, Value], ...]]


@frozen
class Finding:
    """What one input says of one property. `holds` is None where it says nothing; failures alike are of one `kind`."""

    holds: bool | None
    kind: str = ""
    words: str = ""


@frozen
class Judged:
    """What one input says: a finding for each property that was put to it, by its place among the properties, or none
    where `Given:` rules the input out (`why` in words, where an expression did not even give an answer), or where the
    call `raised` what an example expects."""

    findings: Mapping[int, Finding] = field(factory=dict)
    why: str = ""
    raised: bool = False


class Unloadable(Exception):
    """The program or the checker cannot be loaded; the text is a sentence."""


@frozen
class _Waiting:
    """A property that calls the hole itself, put to the result of `input`."""

    input: Input
    index: int
    case: Case


@frozen
class Inquiry:
    """One check: what is tried, where it runs, and what has been found so far. `found` and the drawn `rounds` grow;
    `waiting` is emptied by `settle`."""

    sketch: Sketch
    hole: Hole
    checker: Program
    runner: Runner
    limits: Limits
    candidate: Session
    checking: Session
    expected_errors: frozenset[str]
    found: dict[Input, Judged] = field(factory=dict)
    rounds: list[frozenset[Input]] = field(factory=list)
    waiting: list[_Waiting] = field(factory=list)


async def judged(inquiry: Inquiry, input: Input, index: int) -> Judged:
    """What `input` says, at least of the property at `index`."""
    said = inquiry.found.get(input)
    if said is None or (said.findings and index not in said.findings):
        _note(inquiry, input, await _judge(inquiry, input, (index,)))
        await settle(inquiry)
    return inquiry.found[input]


async def try_inputs(inquiry: Inquiry, inputs: Iterable[Input], enough: Callable[[Judged], bool]) -> None:
    """Find out what `inputs` say of every property, until one of them says `enough`. They are tried side by side, so
    that no process waits for another one; what is found is noted in order, so that it is the same each time. None is
    tried twice. Properties that call the hole itself are left waiting."""
    fresh = [input for input in dict.fromkeys(inputs) if input not in inquiry.found]
    indices = tuple(range(len(inquiry.hole.properties)))
    tasks = [asyncio.create_task(_judge(inquiry, input, indices)) for input in fresh]
    try:
        for input, task in zip(fresh, tasks, strict=True):
            found = await task
            _note(inquiry, input, found)
            if enough(found[0]):
                return
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _note(inquiry: Inquiry, input: Input, found: tuple[Judged, list[_Waiting]]) -> None:
    said, waiting = found
    before = inquiry.found.get(input, said)
    inquiry.found[input] = evolve(said, findings={**before.findings, **said.findings})
    inquiry.waiting.extend(waiting)


async def _judge(inquiry: Inquiry, input: Input, indices: tuple[int, ...]) -> tuple[Judged, list[_Waiting]]:
    hole = inquiry.hole
    conditions = await _run_all(inquiry.checking, [_case(hole, condition, input) for condition in hole.given])
    for condition in conditions:
        finding = _finding(inquiry, condition)
        if not finding.holds:
            return Judged(why=finding.words if finding.holds is None else ""), []
    outcome = await inquiry.candidate.run(Case(call=call(hole, input)))
    if outcome.ending is not Ending.VALUE or outcome.value is None or not can_be_made(outcome.value):
        answered = _without_value(inquiry, outcome)
        return Judged(raised=True) if answered is None else Judged(dict.fromkeys(indices, answered)), []
    cases = {index: _case(hole, hole.properties[index], input, outcome.value) for index in indices}
    answers = dict(zip(cases, await _run_all(inquiry.checking, cases.values()), strict=True))
    waiting = [
        _Waiting(input, index, cases[index])
        for index, answer in answers.items()
        if answer.ending is Ending.MISSING and answer.missing == hole.id
    ]
    value = outcome.value
    return Judged({i: _with_result(_finding(inquiry, answer), value) for i, answer in answers.items()}), waiting


async def _run_all(session: Session, cases: Iterable[Case]) -> list[Outcome]:
    """Run cases in order, without waiting between them."""
    return await asyncio.gather(*(session.run(case) for case in cases))


def _case(hole: Hole, expression: Property, input: Input, result: Value | None = None) -> Case:
    """The truth of `expression` as an expression of its own; the line breaks keep a comment at its end harmless."""
    env = input.arguments if result is None else (*input.arguments, ("result", result))
    return Case(f"not not (\n{expression.source}\n)", setup=defaults(hole, input), env=env)


def _with_result(finding: Finding, result: Value) -> Finding:
    return evolve(finding, words=f"result is {render(result, 80)}") if finding.holds is False else finding


def _finding(inquiry: Inquiry, outcome: Outcome) -> Finding:
    """What the checker's answer to a property or condition says."""
    match outcome.ending:
        case Ending.VALUE if outcome.value == Value("bool", True):
            return Finding(True)
        case Ending.VALUE:
            return Finding(False, "false")
        case Ending.RAISED if outcome.error is not None and NOT_MADE in outcome.error.bases:
            return Finding(None, words=f"a value cannot be passed on to the expression: {outcome.error.message}")
        case Ending.RAISED:
            return Finding(None, words=f"the expression itself raises {_error(outcome)}")
        case Ending.TIMEOUT:
            return Finding(None, words=f"the expression itself takes longer than {inquiry.limits.seconds:g} s")
        case Ending.BROKEN:
            raise Unloadable(_broken(outcome))
        case Ending.MISSING:
            return Finding(None, words=f"the expression {_needs(inquiry, outcome)}")
        case Ending.INCONCLUSIVE:
            return Finding(None, words=f"the expression could not be judged: {_crash(outcome)}")
    return Finding(None, words=f"the expression itself fails: {_crash(outcome)}")


def _without_value(inquiry: Inquiry, outcome: Outcome) -> Finding | None:
    """What a call says that gave no value to put to a property; None where an example expects this exception."""
    error = outcome.error
    # Who only looked at a file that is not shown, and raised what was expected of it, has done no wrong.
    raised = outcome.ending is Ending.RAISED or (outcome.ending is Ending.DENIED and outcome.only_looked)
    if raised and error is not None and inquiry.expected_errors.intersection((_last(error.type), *error.bases)):
        return None
    match outcome.ending:
        case Ending.VALUE:
            shown = f" ({shorten(outcome.text, 60)})" if outcome.text else ""
            return Finding(None, words=f"the result{shown} cannot be passed on to the expression")
        case Ending.RAISED:
            return Finding(False, f"raised {error.type if error else ''}", f"the call raises {_error(outcome)}")
        case Ending.TIMEOUT:
            return Finding(False, "timeout", f"the call takes longer than {inquiry.limits.seconds:g} s")
        case Ending.BROKEN:
            raise Unloadable(_broken(outcome))
        case Ending.MISSING:
            return Finding(None, words=f"the call {_needs(inquiry, outcome)}")
        case Ending.INCONCLUSIVE:
            return Finding(None, words=f"the call could not be judged: {_crash(outcome)}")
        case Ending.DENIED:
            return Finding(False, "denied", f"the sandbox refuses {outcome.action or 'what the call does'}")
    return Finding(False, "crashed", f"the call fails: {_crash(outcome)}")


async def settle(inquiry: Inquiry) -> None:
    """Answer the properties that wait because they call the hole itself (`f(f(x)) == f(x)`). The checker has no fill
    for it, so what they ask for is run in the candidate's process and the values are handed over."""
    known: dict[_Arguments, Value | None] = {}
    for _ in range(_OWN_CALLS):
        if not inquiry.waiting:
            return
        asked: dict[_Arguments, None] = {}
        answer = partial(_answer, inquiry.hole.id, known, asked)
        cases = tuple(waiting.case for waiting in inquiry.waiting)
        outcomes = await inquiry.runner.run(inquiry.checker, cases, inquiry.limits, answer=answer)
        for waiting, outcome in zip(inquiry.waiting, outcomes, strict=True):
            finding = _with_result(_finding(inquiry, outcome), dict(waiting.case.env)["result"])
            said = inquiry.found[waiting.input]
            inquiry.found[waiting.input] = evolve(said, findings={**said.findings, waiting.index: finding})
        function = call(inquiry.hole, Input(())).function
        calls = [Case(call=Call(function, args, kwargs)) for args, kwargs in asked]
        for arguments, given in zip(asked, await _run_all(inquiry.candidate, calls), strict=True):
            plain = given.ending is Ending.VALUE and given.value is not None and can_be_made(given.value)
            known[arguments] = given.value if plain else None
        if not asked:
            break
        inquiry.waiting[:] = [
            waiting
            for waiting, outcome in zip(inquiry.waiting, outcomes, strict=True)
            if outcome.ending is Ending.MISSING
        ]
    inquiry.waiting.clear()


def _answer(
    own: str,
    known: Mapping[_Arguments, Value | None],
    asked: dict[_Arguments, None],
    hole: str,
    args: tuple[Value, ...],
    kwargs: Mapping[str, Value],
) -> Value | None:
    """What the candidate gave for a call of the hole, or None; what is not known yet is noted in `asked`."""
    arguments = (args, tuple(kwargs.items()))
    if hole == own and arguments not in known:
        asked[arguments] = None
    return known.get(arguments) if hole == own else None


def _needs(inquiry: Inquiry, outcome: Outcome) -> str:
    if outcome.missing == inquiry.hole.id:
        return f"calls `{inquiry.hole.name}` where it gives no value"
    names = {hole.id: hole.name for hole in inquiry.sketch.holes}
    return f"needs `{names.get(outcome.missing or '', outcome.missing)}`, which is not filled"


def _error(outcome: Outcome) -> str:
    if outcome.error is None:
        return "an exception"
    message = shorten(outcome.error.message, 120)
    return f"{outcome.error.type}: {message}" if message else outcome.error.type


def _broken(outcome: Outcome) -> str:
    return f"the program cannot be loaded: {_error(outcome).removeprefix(': ')}"


def _crash(outcome: Outcome) -> str:
    return (outcome.error.message if outcome.error is not None else "") or "its process ended"


def _last(name: str) -> str:
    return name.rpartition(".")[2]
