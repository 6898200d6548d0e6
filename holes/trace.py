"""A trace: one example run through the sketch, each hole's call with what it got and gave, as texts."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from attrs import evolve, frozen

from holes.bench import Bench, called, case_of, program, runnable, trace_example
from holes.document import Document
from holes.expected import Equal, Malformed, Text, read_expected
from holes.observe import answers, call_of, from_example
from holes.runner.protocol import Ending, Error, Outcome, Recorded
from holes.stretch import Stretch
from holes.values import Value, names, parse_literal, render, shorten
from holes.verdict import Verdict, judge
from sketch.model import Example, Fill, Hole, Sketch

#: So many characters of an argument or a result are kept.
_TEXT = 1_000
#: So many of one that a trace shows, which may be a picture, as long as all of them together have not filled the room.
_WHOLE = 32_000
_ROOM = 4 << 20
#: So many characters of a value are compared with an expected text.
_COMPARED = 10_000
_ADDRESS = re.compile(r"(<[^<>'\"]*) at 0x[0-9a-fA-F]+>")
_FUNCTIONS = ("function", "builtins.function", "builtin_function_or_method")


@frozen
class TracedCall:
    """One call of a hole or sketch function. `arguments` are pairs of a parameter's name (empty where it has none) and
    what was passed, as it was at the call. `gave` is what came back or was raised, None where it never ended. `parent`
    is the index of the call that it was made in, `depth` how many those are. `answered` says that the hole is not
    filled and an example of its own gave the answer. `seconds` were spent inside. `wrong` is what an example of the
    hole expects of these very arguments, where that is something else than it gave."""

    hole: str
    name: str
    arguments: tuple[tuple[str, str], ...]
    ending: Ending
    gave: str | None = None
    depth: int = 0
    parent: int | None = None
    seconds: float = 0.0
    answered: bool = False
    wrong: str | None = None


@frozen
class Trace:
    """`example`, the `index`-th of the hole or function `hole`, run through the sketch. `first_wrong` is the index of
    the first call that an example contradicts. `cut` says that there were more calls than were recorded."""

    hole: str
    index: int
    example: Example
    verdict: Verdict
    expected: str
    actual: str | None
    message: str | None
    calls: tuple[TracedCall, ...] = ()
    first_wrong: int | None = None
    cut: bool = False
    seconds: float = 0.0
    printed: str = ""


async def trace(document: Document, fills: Mapping[str, Fill], hole: Hole, index: int, bench: Bench) -> Trace:
    """Run the example `hole.examples[index]` and record each call. Calls of holes without a fill are answered from
    their examples; of what the others are expected to give, the program is told nothing."""
    sketch, example = document.sketch, hole.examples[index]
    answer = answers(sketch, fills)
    evidence = await trace_example(sketch, fills, hole, example, bench, document.path.name, answer)
    outcome, judgement = evidence.outcome, evidence.judgement
    wrong = contradicted(sketch, outcome)
    subjects = {subject.id: subject for subject in (*sketch.holes, *sketch.functions)}
    calls: list[TracedCall] = []
    room, stretch = _ROOM, Stretch()
    for number, call in enumerate(outcome.calls):
        shown = as_text(subjects.get(call.hole), call, wrong.get(number), _WHOLE if room > 0 else _TEXT)
        room -= sum(len(text) for _, text in shown.arguments) + len(shown.gave or "")
        calls.append(shown)
        await stretch.breathe()
    return Trace(
        hole=hole.id,
        index=index,
        example=example,
        verdict=judgement.verdict,
        expected=judgement.expected,
        actual=None if judgement.verdict is Verdict.BLOCKED else judgement.actual,
        message=judgement.message,
        calls=tuple(calls),
        first_wrong=first_of(wrong, outcome.calls),
        cut=outcome.calls_cut,
        seconds=outcome.seconds,
        printed=outcome.printed,
    )


async def record(
    document: Document, fills: Mapping[str, Fill], wanted: Sequence[tuple[Hole, Example]], bench: Bench
) -> tuple[Outcome, ...]:
    """Run several examples, each with the hole or function that it is of, all in one program that records each call.
    Nothing answers for holes without a fill."""
    if not wanted:
        return ()
    sketch = document.sketch
    cases = tuple(case_of(sketch, hole, example) for hole, example in wanted)
    return await bench.runner.run(program(sketch, fills, bench, document.path.name), cases, bench.limits, trace=True)


# What examples say of recorded calls.

_Key: TypeAlias = tuple[tuple[str, Value], ...]


def contradicted(
    sketch: Sketch, outcome: Outcome, examples_of: Callable[[Hole], Iterable[Example]] | None = None
) -> dict[int, str]:
    """What an example of the called hole or function expects, as text, by the index of each recorded call that gave
    something else for the same arguments. `examples_of` gives the examples that count, all that can be judged where it
    is None."""
    stated = _Stated(sketch, examples_of or partial(runnable, sketch))
    found: dict[int, str] = {}
    for index, call in enumerate(outcome.calls):
        if call.ending not in (Ending.VALUE, Ending.RAISED) or call.answered:
            continue
        # Who gave None may have printed what an example shows, and nobody noted which call printed what.
        silent = call.value is not None and call.value.tag == "none" and bool(outcome.printed)
        example = None if silent else stated.about(call)
        if example is not None and (expected := _broken(example, call)) is not None:
            found[index] = expected
    return found


class _Stated:
    """What examples say of calls, read of each hole when it is first called. What a runner sent is hashed only to look
    it up among examples of ours, so that it cannot slow us down."""

    def __init__(self, sketch: Sketch, examples_of: Callable[[Hole], Iterable[Example]]) -> None:
        self._subjects = {subject.id: subject for subject in (*sketch.holes, *sketch.functions)}
        self._functions = frozenset(subject.name for subject in self._subjects.values())
        self._examples_of = examples_of
        self._read: dict[str, dict[_Key, Example]] = {}

    def about(self, call: Recorded) -> Example | None:
        """An example of these very arguments."""
        hole = self._subjects.get(call.hole)
        if hole is None or not hole.examples:
            return None
        if hole.id not in self._read:
            self._read[hole.id] = self._table(hole)
        table = self._read[hole.id]
        return table.get(_key(hole, map(_plain, call.args), call.kwargs)) if table else None

    def _table(self, hole: Hole) -> dict[_Key, Example]:
        table: dict[_Key, Example] = {}
        for example in self._examples_of(hole):
            if (read := self._arguments(hole, example)) is not None and _is_comparable(example):
                table.setdefault(_key(hole, *read), example)
        return table

    def _arguments(self, hole: Hole, example: Example) -> tuple[list[Value], list[tuple[str, Value]]] | None:
        """What an example passes, if it is literals and functions of the sketch."""
        if example.row is not None:
            stated = from_example(hole, evolve(example, row=evolve(example.row, returns=None)))
            return None if stated is None else (list(stated.args), list(stated.kwargs))
        if example.setup or (call := call_of(hole, example)) is None:
            return None
        args = [value for node in call.args if (value := self._argument(node)) is not None]
        kwargs = [
            (keyword.arg, value)
            for keyword in call.keywords
            if keyword.arg and (value := self._argument(keyword.value)) is not None
        ]
        read_all = len(args) == len(call.args) and len(kwargs) == len(call.keywords)
        return (args, kwargs) if read_all else None

    def _argument(self, node: ast.expr) -> Value | None:
        if isinstance(node, ast.Name) and node.id in self._functions:
            return _function(node.id)
        return parse_literal(ast.unparse(node))


def _is_comparable(example: Example) -> bool:
    """Whether a value alone shows if the example holds: no text that somebody's `repr` would have to write."""
    try:
        return not isinstance(read_expected(example), Text | Equal)
    except Malformed:
        return False


def _broken(example: Example, call: Recorded) -> str | None:
    """What `example` expects of `call`, which it speaks of, where that did not come."""
    shown = "" if call.value is None else render(call.value, _COMPARED)
    judgement = judge(example, Outcome(call.ending, call.value, shown, error=call.error))
    return None if judgement.verdict is Verdict.PASSED else shorten(judgement.expected, _WHOLE) or "None"


def _key(hole: Hole, args: Iterable[Value], kwargs: Iterable[tuple[str, Value]]) -> _Key:
    """Arguments by the names of their parameters, however they were passed."""
    parameters = [item.name for item in hole.signature.parameters if item.kind in ("positional", "positional-only")]
    bound = [(parameters[index] if index < len(parameters) else str(index), value) for index, value in enumerate(args)]
    return tuple(sorted((*bound, *kwargs), key=lambda pair: pair[0]))


def _plain(value: Value) -> Value:
    """A value, a function of the sketch without where it is in memory."""
    name = _function_name(value)
    return value if name is None else _function(name)


def _function(name: str) -> Value:
    return Value("opaque", ("function", name))


def _function_name(value: Value) -> str | None:
    """What a function is called in its own module; None for any other value."""
    if value.tag != "opaque":
        return None
    kind, text = names(value)
    words = text.split()
    return words[1].rsplit(".", 1)[-1] if kind in _FUNCTIONS and len(words) > 1 else None


def first_of(wrong: Collection[int], calls: Sequence[Recorded]) -> int | None:
    """Which of the calls `wrong`, indexes into `calls`, ended first: the cause of the others, if they have one."""
    first: int | None = None
    for index in sorted(wrong):
        # Calls stand in the order in which they began: of two, the later one ended first only within the other.
        if first is None or first in ancestors(calls, index):
            first = index
    return first


def ancestors(calls: Sequence[Recorded], index: int) -> tuple[int, ...]:
    """The indexes of the calls that `index` was made in, innermost first."""
    found: list[int] = []
    parent = calls[index].parent
    # A parent always began earlier; anything else is no call tree, and could lead in a circle.
    while parent is not None and 0 <= parent < index:
        found.append(parent)
        index, parent = parent, calls[parent].parent
    return tuple(found)


# Calls as texts.


def as_text(hole: Hole | None, call: Recorded, wrong: str | None = None, width: int = _TEXT) -> TracedCall:
    """A recorded call of `hole` (or function) as texts, each value at most `width` characters long."""
    parameters = () if hole is None else tuple(item.name for item in hole.signature.parameters)
    return TracedCall(
        hole=call.hole,
        name=call.hole if hole is None else called(hole),
        arguments=tuple((name, value_text(value, width)) for name, value in named_arguments(call, parameters)),
        ending=call.ending,
        gave=_gave(call, width),
        depth=call.depth,
        parent=call.parent,
        seconds=call.seconds,
        answered=call.answered,
        wrong=wrong,
    )


def named_arguments(call: Recorded, parameters: Sequence[str]) -> list[tuple[str, Value]]:
    """What a call was given, each with the name of its parameter, empty where it has none."""
    named = [(name, value) for name, value in zip(parameters, call.args, strict=False)]
    return [*named, *(("", value) for value in call.args[len(named) :]), *call.kwargs]


def value_text(value: Value, width: int) -> str:
    """A value as one line, functions by their bare name, other objects without where they were in memory."""
    return _function_name(value) or _ADDRESS.sub(r"\1>", render(value, width))


def error_text(error: Error | None) -> str:
    """An exception as one line."""
    if error is None:
        return "an exception"
    return f"{error.type}: {error.message}" if error.message else error.type


def _gave(call: Recorded, width: int) -> str | None:
    if call.ending is Ending.RAISED:
        return shorten(error_text(call.error), width)
    return None if call.value is None else value_text(call.value, width)
