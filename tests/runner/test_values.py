"""Objects that cross between processes: taken apart beside a candidate, and made again only of classes known there."""

from __future__ import annotations

import copyreg
import enum
import json
import sys
from array import array
from collections import Counter, OrderedDict, UserList, defaultdict, deque
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePosixPath, PureWindowsPath
from types import ModuleType, SimpleNamespace
from typing import Any, Generic, NamedTuple, TypeVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from holes.compare import difference
from holes.runner.inside import codec
from holes.runner.inside.apart import NotMade, take_apart
from holes.runner.inside.equal import Approx, CannotSay, equal, same
from holes.runner.protocol import Case, Ending
from holes.values import Unrepresentable, Value, can_be_made, names, parts_of, render
from holes.wire import from_wire, to_wire
from tests.runner.running import interpreter, run, told

OWN = __name__
T = TypeVar("T")
calls: list[object] = []


@dataclass
class Point:
    x: object
    y: object = 0


@dataclass(frozen=True)
class Frozen:
    x: object


@dataclass(frozen=True, slots=True)
class Slotted:
    x: object
    y: object


@attrs.frozen
class Attrs:
    x: object


class Pair(NamedTuple):
    one: object
    other: object


class Private:
    __slots__ = ("__x", "rest")

    def __init__(self, x: object) -> None:
        self.__x = x

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Private) and same(self.__x, other.__x)

    __hash__ = None  # type: ignore[assignment]


class Bare:
    def __init__(self, x: object) -> None:
        self.x = x


class Box(Generic[T]):
    def __init__(self, x: T) -> None:
        self.x = x


class Rows(list):  # type: ignore[type-arg]
    pass


class Table(dict):  # type: ignore[type-arg]
    pass


class Metres(float):
    pass


class Name(str):
    pass


class Color(enum.Enum):
    RED = 1
    BLUE = "blue"


class Access(enum.Flag):
    READ = 1
    WRITE = 2


class Outer:
    class Inner(Bare):
        pass


ZONES = st.none() | st.timedeltas(timedelta(hours=-23), timedelta(hours=23)).map(timezone)
STANDARD = st.one_of(
    st.decimals(allow_nan=False),
    st.fractions(),
    st.dates(),
    st.times(timezones=ZONES),
    st.datetimes(timezones=ZONES),
    st.timedeltas(),
    st.uuids(),
    st.builds(range, st.integers(), st.integers(), st.integers(1)),
    st.builds(array, st.just("i"), st.lists(st.integers(-9, 9))),
    st.binary().map(bytearray),
    st.sampled_from([Color.RED, Color.BLUE, Access.READ, Access.READ | Access.WRITE, PurePosixPath("a/b")]),
    st.floats().map(Metres),
    st.text().map(Name),
)
OBJECTS = st.recursive(
    STANDARD | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.one_of(
        st.builds(Point, inner, inner),
        st.builds(Slotted, inner, inner),
        *(inner.map(kind) for kind in (Frozen, Attrs, Private, Bare, Box, Outer.Inner)),
        st.builds(Pair, inner, inner),
        *(st.lists(inner, max_size=3).map(kind) for kind in (deque, Rows, list, tuple)),
        *(st.dictionaries(st.text(), inner, max_size=3).map(kind) for kind in (Table, OrderedDict, dict)),
        st.dictionaries(st.text(), st.integers(), max_size=3).map(Counter),
    ),
    max_leaves=8,
)


def crossed(thing: object) -> object:
    """What arrives of an object, by way of our process."""
    value = from_wire(json.loads(json.dumps(codec.encode(thing, 1 << 20))))
    return codec.decode(json.loads(json.dumps(to_wire(value))), OWN)


@given(OBJECTS, st.integers(0, 600))
def test_what_an_encoder_writes_of_objects_is_within_its_budget(thing: object, budget: int) -> None:
    from_wire(json.loads(json.dumps(codec.encode(thing, budget))), budget)


@given(OBJECTS)
def test_there_and_back(thing: object) -> None:
    back = crossed(thing)
    assert type(back) is type(thing)
    assert same(thing, back)


@pytest.mark.parametrize(
    "thing",
    [
        SimpleNamespace(a=[Point(1)]),
        OrderedDict(a=SimpleNamespace(b=1)),
        PureWindowsPath("c:/a"),
        deque([1], maxlen=2),
        slice(1, None),
        datetime(2020, 10, 25, 2, fold=1),
        time(2, fold=1),
        {Frozen(1), Frozen(2)},
        {Frozen(1): date(2020, 1, 1)},
        (Decimal("NaN"), Decimal("-0")),
    ],
    ids=repr,
)
def test_one_there_and_back(thing: Any) -> None:
    assert repr(crossed(thing)) == repr(thing)


def test_a_generic_class() -> None:
    back = crossed(Box[int](3))
    assert type(back) is Box
    assert back.x == 3


def test_what_is_shown_is_unchanged() -> None:
    sent = from_wire(codec.encode([Point(Frozen(1)), Fraction(1, 2)], 1000))
    assert render(sent) == "[Point(x=Frozen(x=1), y=0), Fraction(1, 2)]"
    assert isinstance(sent.data, tuple)
    assert names(sent.data[0]) == (f"{OWN}.Point", "Point(x=Frozen(x=1), y=0)")


def test_dicts_keep_their_kind_and_are_equal_to_plain_ones() -> None:
    for kind in (Counter({"a": 1}), OrderedDict(a=1), defaultdict(int, a=1)):
        sent = from_wire(codec.encode(kind, 1000))
        assert sent == Value("dict", ((Value("str", "a"), Value("int", 1)),))
        assert type(crossed(kind)) is type(kind)


def looped() -> object:
    box = Bare(None)
    box.x = [box]
    return box


def long_chain() -> object:
    chain = Bare(None)
    for _ in range(100):
        chain = Bare(chain)
    return chain


def local_class() -> object:
    class Local:
        pass

    return Local()


class Custom:
    def __reduce__(self) -> tuple[Any, ...]:
        calls.append("reduced")
        return print, ("reduced",)


class Refusing:
    def __getstate__(self) -> object:
        raise OSError


class Forged:
    pass


Forged.__qualname__ = "Point"
OPAQUE = {
    "a function": print,
    "a lambda": lambda: 1,
    "a class": Point,
    "a module": sys,
    "a generator": iter([1]),
    "a bare object": object(),
    "an object with a function": Bare(print),
    "an object with an object of no class": Bare([local_class()]),
    "an object of a local class": local_class(),
    "a loop": looped(),
    "a long chain": long_chain(),
    "a large object": Bare(list(range(1000))),
    "an object that says how it is made": Custom(),
    "an object that does not want to": Refusing(),
    "an object of a class with another's name": Forged(),
    "an exception": ValueError(1),
    "a mapping of a class": Point.__dict__,
    "elements of a class's own": UserList([1]).__iter__(),
}


@pytest.mark.parametrize("thing", OPAQUE.values(), ids=OPAQUE)
def test_what_has_no_parts(thing: object) -> None:
    calls.clear()
    sent = from_wire(codec.encode(thing, 2000))
    assert sent.tag == "opaque"
    if type(thing) is not object:
        assert not can_be_made(sent)
        assert parts_of(sent) is None
    assert not calls
    with pytest.raises(NotMade):
        codec.decode(to_wire(sent), OWN)


# What a candidate could send in place of an object.


class Meta(type):
    def __call__(cls, *args: object) -> object:
        calls.append(args)
        return None


class Made(metaclass=Meta):
    pass


class Closing(Bare):
    def __del__(self) -> None:
        calls.append("ended")


class Raising(Exception):
    pass


class Derived(ModuleType):
    pass


class Guarded:
    """Whatever is done to it in the ordinary way is noted."""

    def __init__(self) -> None:
        calls.append("made")

    def __setattr__(self, name: str, value: object) -> None:
        calls.append(name)

    @property
    def open(self) -> object:
        return None

    @open.setter
    def open(self, value: object) -> None:
        calls.append(value)


def noting(*args: object) -> None:
    calls.append(args)


class Holder:
    function = staticmethod(noting)
    alias = sys
    Inner = Point


def parts(module: str, name: str, *args: object, **rest: list[object]) -> list[object]:
    lists = [rest.get(part, []) for part in ("attributes", "state", "items", "entries")]
    return ["o", name, name, [module, name, list(args), *lists]]


HOSTILE: dict[str, object] = {
    "eval": parts("builtins", "eval", "calls.append(1)"),
    "exec": parts("builtins", "exec", "calls.append(1)"),
    "open": parts("builtins", "open", "/tmp/x", "w"),
    "type": parts("builtins", "type", "X", ["t", []], ["d", []]),
    "object": parts("builtins", "object"),
    "property": parts("builtins", "property"),
    "map": parts("builtins", "map", None, ["l", [1]]),
    "an exception of Python's": parts("builtins", "SystemExit", 1),
    "os.system": parts("os", "system", "true"),
    "posix.system": parts("posix", "system", "true"),
    "os._wrap_close": parts("os", "_wrap_close", None, None),
    "Popen": parts("subprocess", "Popen", ["l", ["true"]]),
    "partial": parts("functools", "partial", None),
    "attrgetter": parts("operator", "attrgetter", "x"),
    "ctypes": parts("ctypes", "c_int", 1),
    "ctypes' library": parts("ctypes", "CDLL", None),
    "a socket": parts("socket", "socket"),
    "a file": parts("io", "FileIO", "/tmp/x", "w"),
    "a thread": parts("threading", "Thread"),
    "a module": parts("types", "ModuleType", "x"),
    "a function": parts("types", "FunctionType", None),
    "newobj": parts("copyreg", "__newobj__", None),
    "our own": parts("_holewright_inside.channel", "Channel"),
    "this very package": parts("holes.runner.inside.codec", "_Encoder", 1),
    "an installed package": parts("attr._make", "Attribute"),
    "numpy's": parts("numpy", "memmap", "/tmp/x"),
    "a module that is not loaded": parts("antigravity", "X"),
    "a function of the sketch": parts(OWN, "noting", 1),
    "a function in a class": parts(OWN, "Holder.function", 1),
    "a method": parts(OWN, "Point.__init__", 1),
    "a module in a class": parts(OWN, "Holder.alias", 1),
    "through a module": parts(OWN, "sys.exit", 1),
    "through a class of Python's": parts(OWN, "copyreg.__newobj__", 1),
    "__class__": parts(OWN, "Point.__class__", "X", ["t", []], ["d", []]),
    "__subclasses__": parts(OWN, "Point.__subclasses__"),
    "a class imported from elsewhere": parts(OWN, "ModuleType", "x"),
    "no name": parts(OWN, ""),
    "dots": parts(OWN, "..Point"),
    "no module": parts("", "Point", 1),
    "a metaclass with __call__": parts(OWN, "Made"),
    "the metaclass": parts(OWN, "Meta", "X", ["t", []], ["d", []]),
    "a class with __del__": parts(OWN, "Closing"),
    "an exception of the sketch's": parts(OWN, "Raising", state=[["d", ["args", 1]]]),
    "what is derived from anything else": parts(OWN, "Derived", "x"),
    "an enumeration's unknown member": parts(OWN, "Color", "GREEN"),
    "an enumeration by value": parts(OWN, "Color", 1),
    "a member that is a method": parts(OWN, "Color", "__init__"),
    "a member with attributes": parts(OWN, "Color", "RED", attributes=["_value_", 2]),
    "an attribute __class__": parts(OWN, "Bare", attributes=["__class__", 1]),
    "an attribute __dict__": parts(OWN, "Bare", attributes=["__dict__", ["d", []]]),
    "state where none is taken": parts(OWN, "Bare", state=[["d", ["x", 1]]]),
    "elements of what is no list": parts(OWN, "Bare", items=[1]),
    "entries of what is no dict": parts(OWN, "Bare", entries=["x", 1]),
    "a time zone of another class": parts("datetime", "time", 1, 1, 1, 1, parts(OWN, "Bare"), 0),
    "text for a number": parts("builtins", "range", 0, "9", 1),
    "too few arguments": parts("decimal", "Decimal"),
    "attributes of a number": parts("decimal", "Decimal", "1", attributes=["x", 1]),
    "a dict of no kind": ["d", [], "UserDict"],
    "an opaque one": ["o", "Point", "Point(1)"],
    "parts in parts": ["l", [parts(OWN, "Bare", attributes=["x", parts("os", "system", "true")])]],
    "a name with a NUL": parts(OWN, "Point\0", 1),
    "a huge name": parts(OWN, "Point." * 1000, 1),
    "a name that is no text": ["o", "x", "x", [1, 2, [], [], [], [], []]],
    "parts left out": ["o", "x", "x", [OWN, "Point", []]],
    "two states": parts(OWN, "Bare", state=[1, 2]),
    "half an attribute": parts(OWN, "Bare", attributes=["x"]),
    "half an entry": parts(OWN, "Table", entries=[1]),
    "a number for parts": ["o", "x", "x", 1],
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_what_is_never_made(data: object) -> None:
    calls.clear()
    with pytest.raises((NotMade, Unrepresentable, TypeError)):
        codec.decode(to_wire(from_wire(json.loads(json.dumps(data)))), OWN)
    assert not calls


def test_parts_that_are_nested_deep_are_refused() -> None:
    data: object = 1
    for _ in range(100):
        data = parts(OWN, "Bare", attributes=["x", data])
    with pytest.raises(Unrepresentable):
        from_wire(data)


def test_huge_arguments_are_only_data() -> None:
    for data in (
        parts("fractions", "Fraction", 1, 0),
        parts("datetime", "date", 10**9, 1, 1),
        parts("array", "array", "b", ["l", [10**9]]),
    ):
        with pytest.raises((ArithmeticError, ValueError)):
            codec.decode(to_wire(from_wire(data)), OWN)


def test_nothing_but_new_is_called() -> None:
    calls.clear()
    made = codec.decode(parts(OWN, "Guarded", attributes=["open", 1, "name", "x"]), OWN)
    assert isinstance(made, Guarded)
    assert not calls
    assert made.open is None


def test_a_forged_number_of_another_class_is_of_that_class() -> None:
    """A candidate may claim any parts, but then it gets what the class makes of them."""
    made = codec.decode(parts(OWN, "Point", attributes=["x", 1, "y", 2]), OWN)
    assert made == Point(1, 2)
    assert codec.decode(parts(OWN, "Holder.Inner", attributes=["x", 1, "y", 2]), OWN) == made


def test_nothing_is_made_where_no_program_is_named() -> None:
    with pytest.raises(NotMade):
        codec.decode(codec.encode(Point(1), 1000))


def test_our_process_hashes_nothing_of_a_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers can be chosen so that they all have one hash; a set of them would take for ever to build."""
    modulus = sys.hash_info.modulus
    flood = [["i", hex(modulus * n)] for n in range(1, 3000)]

    def never(_: object) -> int:
        raise AssertionError("hashed")

    monkeypatch.setattr(Value, "__hash__", never)
    for data in (["s", flood], ["d", [part for item in flood for part in (item, 1)]], parts(OWN, "Bare", ["s", flood])):
        value = from_wire(data)
        assert to_wire(value) == data
        assert (difference(value, value) is None) is (value.tag != "opaque")
        assert difference(Value("set", ()), value) is not None
        assert can_be_made(value)
        render(value)


# Comparing.


def test_equal_says_what_was_expected() -> None:
    assert equal(Point(1), Point(1)) == (True, "Point(x=1, y=0)")
    assert equal(Point(1), Point(2)) == (False, "Point(x=1, y=0)")


def test_what_cannot_be_compared() -> None:
    with pytest.raises(CannotSay):
        equal(Bare(lambda: 1), Bare(lambda: 1))


@pytest.mark.parametrize(
    ("expected", "actual", "is_same"),
    [
        (1, 1.0, True),
        (1, True, False),
        (float("nan"), float("nan"), True),
        ([1, (2,)], [1, (2,)], True),
        ([1], (1,), False),
        ({1}, frozenset({1}), True),
        ({"a": 1}, Counter(a=1), True),
        (Counter(a=1), {"a": 1}, False),
        (Pair(1, 2), (1, 2), False),
        ((1, 2), Pair(1, 2), False),
        (Pair(1, float("nan")), Pair(1, float("nan")), True),
        (Attrs(1), Attrs(True), False),
        (Point(1), Point(1.0), True),
        (Point(1), Point(True), False),
        (Outer.Inner(1), Bare(1), False),
        (Rows([1]), Rows([1]), True),
        (Approx(1.0), 1 + 1e-9, True),
        (Approx(1.0), 1.1, False),
        (Approx(1, abs=0.2), 1.1, True),
        (Approx([1.0, {"a": 2.0}]), [1.0, {"a": 2 + 1e-9}], True),
        (Approx(float("inf")), float("inf"), True),
        (Approx(float("inf")), 1e300, False),
        (Approx(10**400), 1.0, False),
        (Approx(1), True, False),
        ([Approx(1)], [1 + 1e-9], True),
    ],
)
def test_same(expected: object, actual: object, is_same: bool) -> None:
    assert same(expected, actual) is is_same


def test_parts_of_an_object() -> None:
    found = take_apart(Point(1))
    assert found is not None
    assert found.attributes == (("x", 1), ("y", 0))
    assert copyreg.__newobj__ not in found.args  # type: ignore[attr-defined]


# In processes.

PROGRAM = """
from collections import deque, namedtuple
from dataclasses import dataclass
import helping
Pair = namedtuple("Pair", "a b")
@dataclass
class Point:
    x: int
    y: object = None
def moved(point, *, by=1):
    return Point(point.x + by, point.y)
@__holewright__.missing("asked")
def asked(point): ...
"""


@pytest.mark.parametrize("version", ["3.9", "3.10", "3.11", "3.12", "3.13", "3.14"])
def test_between_processes_under_each_version(version: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    python = interpreter(version)
    if python is None:
        pytest.skip(f"there is no Python {version} on this machine")
    folder = tmp_path_factory.mktemp("project")
    (folder / "helping.py").write_text("class Help:\n    def __init__(self, n): self.n = n\n")
    shown = ["Pair(1, Point(2))", "deque([helping.Help(1), Point(3)], 4)", "[Point(x) for x in range(3)]"]
    values = [
        outcome.value for outcome in run(PROGRAM, shown, python=python, import_path=(str(folder),)) if outcome.value
    ]
    cases = [
        Case(f"__holewright__.equal({text}, it)[0]", env=(("it", value),))
        for text, value in zip(shown, values, strict=True)
    ]
    told_of = [told(outcome) for outcome in run(PROGRAM, cases, python=python, import_path=(str(folder),))]
    assert told_of == ["value True"] * 3


def test_a_class_that_is_not_there_is_said() -> None:
    source = "class Here:\n    pass\n"
    (outcome,) = run(source, ["Here()"])
    assert outcome.value is not None
    (refused,) = run("", [Case("it", env=(("it", outcome.value),))])
    assert refused.ending is Ending.RAISED
    assert refused.error is not None
    assert "NotMade" in refused.error.bases
