"""What is drawn for a parameter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from holes.properties.aliases import aliases
from holes.properties.drawing import draw
from holes.properties.shapes import Array, Undrawable, from_samples, is_rectangular, to_value
from holes.properties.strategies import from_annotation
from holes.values import Value, from_python, parse_literal

SKETCH = """\
from typing import List as L, NewType, TypedDict
import numpy as np

Grid = list[list[int]]
type Pair[T] = tuple[int, int]
UserId = NewType("UserId", int)
T = TypeVar("T", int, str)
Tree = int | list["Tree"]
Table: TypeAlias = dict[
    str,
    float,
]

class Person(TypedDict):
    name: str
    age: NotRequired[int]

def main(x):
    return `do something`(x)

Word = str
"""


def samples(*texts: str) -> tuple[Value, ...]:
    values = [parse_literal(text) for text in texts]
    assert all(values)
    return tuple(value for value in values if value is not None)


def drawn(annotation: str, *seen: str, sketch: str = SKETCH, count: int = 30) -> list[Any]:
    """What is drawn for a parameter annotated so."""
    strategy = from_annotation(annotation, samples(*seen), aliases(sketch))
    return _things(strategy, count)


def like(*seen: str, count: int = 30) -> list[Any]:
    return _things(from_samples(samples(*seen)), count)


def _things(strategy: Any, count: int) -> list[Any]:
    kept: list[Any] = []

    def keep(thing: object) -> Value:
        kept.append(thing)
        return to_value(thing)

    draw(strategy.map(keep), count, 0, lambda: None)
    assert kept
    return kept


def all_of(kind: type | tuple[type, ...]) -> Callable[[Any], bool]:
    return lambda thing: type(thing) in (kind if isinstance(kind, tuple) else (kind,))


@pytest.mark.parametrize(
    ("annotation", "fits"),
    [
        ("int", lambda x: type(x) is int and -1000 <= x <= 1000),
        ("float", lambda x: type(x) is float and abs(x) <= 1000),
        ("bool", all_of(bool)),
        ("str", all_of(str)),
        ("'str'", all_of(str)),
        ("bytes", all_of(bytes)),
        ("complex", all_of(complex)),
        ("None", lambda x: x is None),
        ("list", all_of(list)),
        ("tuple", all_of(tuple)),
        ("dict", all_of(dict)),
        ("list[int]", lambda x: type(x) is list and all(type(i) is int for i in x)),
        ("typing.List['int']", lambda x: type(x) is list and all(type(i) is int for i in x)),
        ("L[int]", lambda x: type(x) is list and all(type(i) is int for i in x)),
        ("collections.abc.Sequence[str]", lambda x: type(x) is list and all(type(i) is str for i in x)),
        ("Iterable[Word]", lambda x: type(x) is list and all(type(i) is str for i in x)),
        ("tuple[int, str]", lambda x: type(x) is tuple and [type(i) for i in x] == [int, str]),
        ("tuple[int, ...]", lambda x: type(x) is tuple and all(type(i) is int for i in x)),
        ("tuple[()]", lambda x: x == ()),
        ("set[int]", all_of(set)),
        ("frozenset[str]", all_of(frozenset)),
        ("dict[str, list[bool]]", lambda x: all(type(k) is str and type(v) is list for k, v in x.items())),
        ("Mapping[int, int]", all_of(dict)),
        ("Optional[int]", all_of((int, type(None)))),
        ("int | None", all_of((int, type(None)))),
        ("Union[int, str]", all_of((int, str))),
        ("Literal['a', 3, None]", lambda x: x in ("a", 3, None)),
        ("Annotated[int, Gt(0)]", all_of(int)),
        ("object", all_of((int, str, bool, type(None)))),
        ("Grid", lambda x: all(type(cell) is int for row in x for cell in row)),
        ("Pair", lambda x: type(x) is tuple and len(x) == 2),
        ("Pair[int]", lambda x: type(x) is tuple and len(x) == 2),
        ("UserId", all_of(int)),
        ("T", all_of((int, str))),
        ("Tree", all_of((int, list))),
        ("Table", lambda x: all(type(v) is float for v in x.values())),
        ("Person", lambda x: type(x["name"]) is str and set(x) <= {"name", "age"}),
        ("np.ndarray", lambda x: x.dtype == "int64" and is_rectangular([from_python([*x.content, x.content[0]])])),
        ("npt.NDArray[np.float32]", lambda x: x.dtype == "float32"),
        ("np.ndarray[Any, np.dtype[np.uint8]]", lambda x: x.dtype == "uint8"),
    ],
)
def test_an_annotation_says_the_kind(annotation: str, fits: Callable[[Any], bool]) -> None:
    assert all(fits(thing) for thing in drawn(annotation))


def test_union_members_are_all_drawn() -> None:
    assert {type(thing) for thing in drawn("int | str | None")} == {int, str, type(None)}
    assert any(isinstance(thing, list) for thing in drawn("Tree"))


def test_numbers_go_as_far_as_twice_those_seen() -> None:
    assert any(abs(x) > 1000 for x in drawn("int", "5000"))
    assert all(abs(x) <= 10_000 for x in drawn("int", "5000"))
    assert all(abs(x) <= 2 * 10**400 for x in drawn("int", str(10**400)))
    assert all(abs(x) < float("inf") for x in drawn("float", str(10**400)))


def test_nan_is_drawn_only_where_it_was_seen() -> None:
    assert any(x != x for x in drawn("float", "nan"))
    assert all(x == x for x in drawn("float", "1.5"))


def test_rows_stay_equally_long_where_examples_show_it() -> None:
    for thing in drawn("Grid", "[[1, 2], [3, 4]]", "[[5, 6, 7]]"):
        assert is_rectangular([from_python([*thing, thing[0]])])
    for thing in like("[[1, 2, 3], [3, 4, 3]]"):
        assert len({len(row) for row in thing}) == 1
        assert all(0 <= cell <= 4 for row in thing for cell in row)
    ragged = drawn("Grid", "[[1], [3, 4]]")
    assert any(len({len(row) for row in thing}) > 1 for thing in ragged)


def test_squares_stay_square_and_points_keep_their_coordinates() -> None:
    assert all(len(thing) == len(thing[0]) for thing in like("[[1, 2], [3, 4]]", "[[0]]"))
    assert all(len(row) == 2 for thing in like("[[1, 2], [3, 4]]", "[[0, 5]]") for row in thing)


@pytest.mark.parametrize(
    ("seen", "fits"),
    [
        (("3", "8"), lambda x: type(x) is int and 0 <= x <= 18),
        (("-3",), lambda x: -13 <= x <= 7),
        (("True",), all_of(bool)),
        (("1.5",), all_of(float)),
        (("'ab'",), all_of(str)),
        (("b'ab'",), all_of(bytes)),
        (("None", "3"), all_of((int, type(None)))),
        (("[1, 'a']",), lambda x: all(type(i) in (int, str) for i in x)),
        (("[]",), lambda x: all(type(i) is int for i in x)),
        (("(1, 'a')", "(2, 'b')"), lambda x: [type(i) for i in x] == [int, str]),
        (("(1,)", "(2, 3)"), all_of(tuple)),
        (("{1, 2}",), all_of(set)),
        (("frozenset({1})",), all_of(frozenset)),
        (("{'a': 1}",), lambda x: all(type(k) is str and type(v) is int for k, v in x.items())),
        (("{'name': 'x', 'age': 3}",), lambda x: set(x) == {"name", "age"}),
        (("{}",), all_of(dict)),
        (("array([1.5, 2.0])",), lambda x: x.dtype == "float64" and all(type(i) is float for i in x.content)),
        (("np.float64(2.0)",), all_of(float)),
    ],
)
def test_without_an_annotation_the_shapes_of_examples_are_copied(
    seen: tuple[str, ...], fits: Callable[[Any], bool]
) -> None:
    assert all(fits(thing) for thing in like(*seen))


def test_texts_use_the_characters_seen_and_others() -> None:
    things = like("'hs'", "'sh'")
    assert any(thing and set(thing) <= {"h", "s"} for thing in things)
    assert any(not set(thing) <= {"h", "s"} for thing in things)


def test_a_nested_list_is_an_array_where_the_annotation_says_so() -> None:
    assert all(isinstance(thing, Array) and thing.dtype == "bool" for thing in drawn("np.ndarray", "[[True, False]]"))


@pytest.mark.parametrize("annotation", ["Callable[[int], int]", "Foo", "mod.Foo", "list[Foo]", "type[int]", "x +", "3"])
def test_what_is_not_known_cannot_be_drawn(annotation: str) -> None:
    with pytest.raises(Undrawable):
        drawn(annotation)


def test_an_unknown_class_is_drawn_like_the_examples() -> None:
    assert all(isinstance(thing, tuple) for thing in drawn("Point", "(1, 2)"))


def test_the_same_seed_draws_the_same() -> None:
    strategy = from_annotation("list[str]", (), aliases(""))
    once, again = (draw(strategy.map(tuple), 50, 3, lambda: None) for _ in range(2))
    assert once == again != draw(strategy.map(tuple), 50, 4, lambda: None)


def test_aliases_are_read_from_any_text() -> None:
    known = aliases("Grid = [\n  1,\n]\r\nclass A(\rx = = 3\nfrom a import *\nfrom b import (c as d,\n e)\n")
    assert set(known.meanings) == {"Grid", "d"}
