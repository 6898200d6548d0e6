"""Examples by value: what a hole is given and must give back, for engines that compute with them."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from holes.bench import Bench, case_of, program, runnable
from holes.engines.protocol import Observation
from holes.runner.protocol import Answer
from holes.values import Unrepresentable, Value, can_be_made, from_python, parse_literal
from sketch.model import Example, Fill, Hole, Sketch


async def observe(
    sketch: Sketch, fills: Mapping[str, Fill], hole: Hole, bench: Bench, filename: str
) -> tuple[Observation, ...]:
    """The observations that `hole`'s own examples give. Where arguments are no literals, the example is run up to
    the hole's call to learn them; examples that still cannot be read are left out."""
    read: list[Observation] = []
    for example in runnable(sketch, hole):
        observation = from_example(hole, example)
        if observation is None:
            observation = await _recorded(sketch, fills, hole, example, bench, filename)
        if observation is not None:
            read.append(observation)
    return tuple(read)


def from_example(hole: Hole, example: Example) -> Observation | None:
    """The observation that an example of literals states, without running anything; None for any other example."""
    if example.row is not None:
        return _from_row(example)
    if example.setup or (call := call_of(hole, example)) is None:
        return None
    args = [parse_literal(ast.unparse(arg)) for arg in call.args]
    kwargs = [(keyword.arg or "", parse_literal(ast.unparse(keyword.value))) for keyword in call.keywords]
    if any(value is None for value in args) or any(not name or value is None for name, value in kwargs):
        return None
    return _with_result(
        tuple(value for value in args if value is not None),
        tuple((name, value) for name, value in kwargs if value is not None),
        example,
    )


async def passed(
    sketch: Sketch, fills: Mapping[str, Fill], hole: Hole, bench: Bench, filename: str
) -> tuple[Observation, ...]:
    """What `hole`'s own examples pass to it, whatever they expect: those of literals as they are written; the others
    are run up to the hole's call, all in one program without its fill. What cannot be passed again is left out."""
    examples = runnable(sketch, hole)
    read = [from_example(hole, example) for example in examples]
    unread = [index for index, observation in enumerate(read) if observation is None and not examples[index].row]
    if unread:
        others = {id: fill for id, fill in fills.items() if id != hole.id}
        cases = tuple(case_of(sketch, hole, examples[index]) for index in unread)
        outcomes = await bench.runner.run(program(sketch, others, bench, filename), cases, bench.limits, trace=True)
        for index, outcome in zip(unread, outcomes, strict=True):
            call = next((call for call in outcome.calls if call.hole == hole.id), None)
            if call is not None and all(can_be_made(value) for value in (*call.args, *dict(call.kwargs).values())):
                line = examples[index].raises
                named = None if line is None else line.partition(":")[0].strip()
                read[index] = Observation(call.args, call.kwargs, raises=named)
    return tuple(observation for observation in read if observation is not None)


def answers(sketch: Sketch, fills: Mapping[str, Fill]) -> Answer:
    """A function that answers calls of holes from their examples of literals: what a trace uses for holes that have
    none of `fills`. Of the others it tells nothing, since a fill could ask what is expected of itself."""
    known = {
        hole.id: [o for example in hole.examples if (o := from_example(hole, example)) is not None and o.returns]
        for hole in sketch.holes
        if hole.id not in fills
    }

    def answer(hole: str, args: tuple[Value, ...], kwargs: Mapping[str, Value]) -> Value | None:
        for observation in known.get(hole, ()):
            if observation.args == args and dict(observation.kwargs) == dict(kwargs):
                return observation.returns
        return None

    return answer


def call_of(hole: Hole, example: Example) -> ast.Call | None:
    """The call of `hole` by its name that `example` is, or None."""
    try:
        tree = ast.parse(example.source, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    call = tree.body
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        return None
    return call if call.func.id in (hole.name, "_") else None


def _with_result(
    args: tuple[Value, ...], kwargs: tuple[tuple[str, Value], ...], example: Example
) -> Observation | None:
    if example.raises is not None:
        return Observation(args, kwargs, raises=example.raises.partition(":")[0].strip())
    expected = Value("none") if example.expected is None else parse_literal(example.expected)
    return None if expected is None else Observation(args, kwargs, expected)


def _from_row(example: Example) -> Observation | None:
    row = example.row
    assert row is not None
    try:
        args = tuple(from_python(arg) for arg in row.args)
        kwargs = tuple((name, from_python(value)) for name, value in row.kwargs)
        if row.raises is not None:
            return Observation(args, kwargs, raises=row.raises)
        return Observation(args, kwargs, from_python(row.returns))
    except Unrepresentable:
        return None


async def _recorded(
    sketch: Sketch, fills: Mapping[str, Fill], hole: Hole, example: Example, bench: Bench, filename: str
) -> Observation | None:
    if call_of(hole, example) is None:
        return None
    others = {id: fill for id, fill in fills.items() if id != hole.id}
    outcomes = await bench.runner.run(
        program(sketch, others, bench, filename), (case_of(sketch, hole, example),), bench.limits, trace=True
    )
    calls = [call for call in outcomes[0].calls if call.hole == hole.id]
    return _with_result(calls[-1].args, calls[-1].kwargs, example) if calls else None
