"""The textbook's functions: each does what its own examples say, also as it is written into a file."""

from __future__ import annotations

import ast
import datetime
import doctest
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import pytest

from holes.local.guards import Refused
from holes.local.hints import spoken
from holes.local.textbook import items, numbers, texts
from holes.local.textbook.catalogue import ASKED, Entry, body, called, definition, entries, fits, likeness

#: Lines that a function may run through before it must have answered.
_LINES = 400_000
_FORBIDDEN = (ast.JoinedStr, ast.Global, ast.Nonlocal, ast.With, ast.Yield, ast.FunctionDef, ast.ClassDef)

EVERY = pytest.mark.parametrize("entry", entries().values(), ids=lambda entry: entry.name)


def _function(entry: Entry) -> Callable[..., Any]:
    function: Callable[..., Any] = entry.call.__wrapped__  # type: ignore[attr-defined]
    return function


def _examples(entry: Entry) -> list[doctest.Example]:
    return doctest.DocTestParser().get_examples(inspect.getdoc(_function(entry)) or "")


def _fails(entry: Entry, function: Callable[..., Any]) -> int:
    test = doctest.DocTest(_examples(entry), {entry.name: function}, entry.name, None, None, None)
    return doctest.DocTestRunner(verbose=False).run(test, out=lambda text: None).failed


@EVERY
def test_is_written_as_it_runs(entry: Entry) -> None:
    """The body keeps its meaning under other names, even such as the function gives to something itself."""
    assert _examples(entry)
    for names in (tuple(f"given_{place}" for place in range(len(entry.takes))), _clashing(entry)):
        lines = body(entry.name, names)
        source = "\n".join([f"def {entry.name}({', '.join(names)}):", *(f"    {line}" for line in lines)])
        scope: dict[str, Any] = {}
        exec(source, scope)
        assert _fails(entry, scope[entry.name]) == 0, source
    scope = {}
    exec("\n".join(definition(entry.name)), {"Any": Any, "datetime": datetime, **scope}, scope)
    assert _fails(entry, scope[entry.name]) == 0


def _clashing(entry: Entry) -> tuple[str, ...]:
    """Names for the parameters that the function uses for others of its names."""
    own = sorted(set(_function(entry).__code__.co_varnames) - set(entry.parameters))
    brought = {name for line in definition(entry.name) if "import " in line for name in re.findall(r"\w+", line)}
    names = [name for name in own if name not in brought]
    return tuple((names + [f"given_{place}" for place in range(4)])[: len(entry.takes)])


@EVERY
def test_keeps_to_the_rules(entry: Entry) -> None:
    node = ast.parse(inspect.getsource(_function(entry))).body[0]
    assert isinstance(node, ast.FunctionDef)
    inner = [part for statement in node.body for part in ast.walk(statement)]
    assert not [part for part in inner if isinstance(part, _FORBIDDEN)]
    caught = [part.type for part in inner if isinstance(part, ast.ExceptHandler)]
    assert all(isinstance(name, ast.Name) and name.id == "ValueError" for name in caught)
    assert 1 <= len(entry.takes) <= 4
    stores = {part.id for part in inner if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}
    # What is called by the name of an argument would be renamed with it.
    keywords = {part.arg for part in inner if isinstance(part, ast.keyword)}
    assert not keywords & (stores | set(entry.parameters))
    assert not {part.id for part in inner if isinstance(part, ast.Name)} & entries().keys()
    assert not [part for part in inner if isinstance(part, ast.Import) and any(name.asname for name in part.names)]


_SAMPLES: dict[Any, list[Any]] = {
    int: [0, 1, -1, 2, 17, 10_000, -10_000, 9_973],
    float: [0.0, 0.5, -1.5, 10_000.0, 3],
    bool: [True, False],
    str: ["", "a", "a" * 200, "(" * 200, "ab" * 100, "0" * 200, "1a-. " * 40, "the end of it, " * 13],
}


def _samples(takes: Any, limit: int | None) -> list[Any]:
    """Values of a type, among them the largest that a function is given."""
    if takes is Any:
        return [0, "a", [1]]
    if takes in _SAMPLES:
        if takes is str:
            return [text[:limit] for text in _SAMPLES[str]]
        return [value for value in _SAMPLES[takes] if limit is None or abs(value) <= limit] + ([limit] if limit else [])
    count = 60 if limit is None else min(limit, 60)
    inner = takes.__args__
    if takes.__origin__ is dict:
        keys, values = _samples(inner[0], None), _samples(inner[1], None)
        return [{}, {str(key) if inner[0] is str else key: values[0] for key in keys if not isinstance(key, list)}]
    if takes.__origin__ is tuple and inner[-1] is not ...:
        return [tuple(_samples(each, None)[turn] for each in inner) for turn in range(2)]
    nested = getattr(inner[0], "__origin__", None) in (list, tuple)
    each = [value for value in _samples(inner[0], limit if nested else None) if value != ""]
    if takes.__origin__ is set:
        return [set(), set(each) if inner[0] is not Any else {1, 2, 3}]
    small = [[], [each[0]], each[:3], [each[-1]] * count, (each * count)[:count]]
    if inner[0] in (int, Any):
        small += [list(range(count)), list(range(count, 0, -1))]
    if nested:
        small = [rows for rows in small if len({len(row) for row in rows}) <= 1 or len(rows) < 4]
    return [takes.__origin__(value) for value in small]


def _given(entry: Entry) -> Iterator[tuple[Any, ...]]:
    module = sys.modules[_function(entry).__module__]
    columns = [_samples(takes, module.LIMITS.get(entry.name)) for takes in entry.takes]
    for place, column in enumerate(columns):
        for turn, value in enumerate(column):
            yield tuple(value if other == place else each[turn % len(each)] for other, each in enumerate(columns))
    yield tuple(column[-1] for column in columns)


@EVERY
def test_ends_soon_and_changes_nothing(entry: Entry) -> None:
    left = [0]

    def count(frame: FrameType, event: str, argument: object) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise TimeoutError(f"{entry.name} goes on and on")
        return count

    for arguments in _given(entry):
        before, left[0] = repr(arguments), _LINES
        tracing = sys.gettrace()
        sys.settrace(count)
        try:
            entry.call(*arguments)
        except TimeoutError:
            pytest.fail(f"{entry.name}{arguments!r:.200} does not end")
        except (ArithmeticError, LookupError, ValueError, TypeError, AttributeError):
            pass
        finally:
            sys.settrace(tracing)
        assert repr(arguments) == before


def test_no_two_have_one_name() -> None:
    names = [
        name
        for module in (numbers, texts, items)
        for name, thing in vars(module).items()
        if inspect.isfunction(thing) and thing.__module__ == module.__name__
    ]
    assert sorted(names) == sorted(entries())
    assert all(name in entries() for module in (numbers, texts, items) for name in module.LIMITS)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("is_prime. ", "is_prime"),
        ("check. whether a number is a prime", "is_prime"),
        ("lev. the Levenshtein distance of both", "edit_distance"),
        ("f. the n-th Fibonacci number", "nth_fibonacci"),
    ],
)
def test_a_description_asks_for_a_function(words: str, name: str) -> None:
    share = {entry.name: likeness(entry, spoken(words)) for entry in entries().values()}
    assert share[name] >= ASKED
    assert share["transpose_matrix"] < ASKED


def test_what_is_too_large_or_of_another_type_is_refused() -> None:
    call = entries()["is_prime"].call
    assert call(7) is True
    for argument in (1 << 60, "7", [7], True, 7.0):
        with pytest.raises(Refused):
            call(argument)


@pytest.mark.parametrize(
    ("takes", "value", "answer"),
    [
        (int, 3, True), (int, True, False), (float, 3, True), (float, True, False), (Any, object(), True),
        (list[int], [1, 2], True), (list[int], (1, 2), True), (list[int], [1, "a"], False), (list[int], "ab", False),
        (tuple[int, str], (1, "a"), True), (tuple[int, str], (1, "a", 2), False), (tuple[int, ...], (1, 2, 3), True),
        (dict[str, int], {"a": 1}, True), (dict[str, int], {1: 1}, False), (set[int], {1}, True),
        (list[list[float]], [[1, 2.5], []], True),
    ],
)  # fmt: skip
def test_types(takes: Any, value: Any, answer: bool) -> None:
    assert fits(takes, value) is answer


def test_calls_in_code_are_found() -> None:
    assert called("return is_prime(n) and not x.is_prime(n) or is_prime") == ["is_prime"]
