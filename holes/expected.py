"""What an example says must come back: a value, a text, an exception, or nothing at all."""

from __future__ import annotations

import ast
import math
import warnings

from attrs import frozen

from holes.values import Unrepresentable, Value, from_python, literal_value, parse_literal
from sketch.model import Example

#: What `approx` allows where nothing else is said: relative to the expected number, and in any case.
RELATIVE = 1e-6
ABSOLUTE = 1e-12


@frozen
class Nothing:
    """The value must be None, and nothing printed."""


@frozen
class Literal:
    """A value, `approx` nodes in it; `text` is how it was written. `json`: it came from JSON, which has fewer kinds
    of values, so its lists stand for tuples and arrays too and its texts for the keys that JSON writes as text."""

    value: Value
    text: str
    json: bool = False


@frozen
class Text:
    """Text that is no literal, to be compared with what an interactive interpreter would show."""

    text: str


@frozen
class Raises:
    """An exception: the last line of its traceback as written, or (`by_name`) only the name of its class or a base."""

    line: str
    by_name: bool = False


@frozen
class Equal:
    """`A == LITERAL` (or the other way round), which must be true. What is run is `source`, only `A`, and what it gives
    is compared with `value` here, as Python's `==` does: an object may say of itself that it equals anything, and who
    can read the literal need not compute it. `text` is how the literal was written."""

    source: str
    value: Value
    text: str


Expected = Nothing | Literal | Text | Raises | Equal


class Malformed(Exception):
    """An example that cannot hold whatever comes back; `str()` is a sentence that says why."""


def read_expected(example: Example) -> Expected:
    """What `example` expects. Raises `Malformed`."""
    if example.row is not None:
        if example.row.raises is not None:
            return Raises(example.row.raises, by_name=True)
        try:
            value = from_python(example.row.returns)
        except Unrepresentable as error:
            raise Malformed(f"the expected value cannot be compared: {error}") from None
        return Literal(value, "", json=True)
    if example.raises is not None:
        return Raises(example.raises)
    if example.expected is None:
        return Nothing()
    if (equal := read_comparison(example)) is not None:
        return equal
    literal = parse_literal(example.expected, special=_approximate)
    return Text(example.expected) if literal is None else Literal(literal, example.expected)


def read_comparison(example: Example) -> Equal | None:
    """The comparison that an example is; None for any other example."""
    if example.row is not None or (example.expected or "").strip() != "True" or "==" not in example.source:
        return None
    source = example.source.strip()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    if not isinstance(tree, ast.Compare) or len(tree.ops) != 1 or not isinstance(tree.ops[0], ast.Eq):
        return None
    sides = (tree.left, tree.comparators[0])
    values = [_literal_side(side) for side in sides]
    if (values[0] is None) == (values[1] is None):
        return None  # of two literals, nothing is asked; of none, nothing is known
    asked, literal = sides if values[0] is None else reversed(sides)
    texts = [ast.get_source_segment(source, side) or ast.unparse(side) for side in (asked, literal)]
    value = values[0] or values[1]
    assert value is not None
    return Equal(f"(\n{texts[0]}\n)", value, texts[1])


#: The names that literals have in them. Others, such as `inf`, are whatever the sketch says that they are.
_LITERAL_NAMES = frozenset({"Ellipsis", "approx", "float", "frozenset", "pytest", "set"})


def _literal_side(node: ast.expr) -> Value | None:
    if any(isinstance(part, ast.Name) and part.id not in _LITERAL_NAMES for part in ast.walk(node)):
        return None
    try:
        return literal_value(node, special=_approximate)
    except (Unrepresentable, Malformed, TypeError, ValueError, RecursionError):
        return None


def _approximate(call: ast.Call) -> Value | None:
    """The `approx` node that a call `approx(0.1, rel=…, abs=…)` stands for; None for any other call."""
    match call.func:
        case ast.Name(id="approx") | ast.Attribute(value=ast.Name(id="pytest"), attr="approx"):
            pass
        case _:
            return None
    if not 1 <= len(call.args) <= 3:
        raise Malformed("approx takes a value, and optionally rel and abs")
    tolerances = dict(zip(("rel", "abs"), (_tolerance(arg) for arg in call.args[1:]), strict=False))
    for keyword in call.keywords:
        if keyword.arg not in ("rel", "abs") or keyword.arg in tolerances:
            raise Malformed("approx takes a value, and optionally rel and abs")
        tolerances[keyword.arg] = _tolerance(keyword.value)
    absolute = tolerances.get("abs", ABSOLUTE)
    relative = tolerances.get("rel", 0.0 if "abs" in tolerances else RELATIVE)
    try:
        return Value("approx", (literal_value(call.args[0]), relative, absolute))
    except (Unrepresentable, TypeError):
        raise Malformed("approx takes a number, or numbers in lists, tuples and dicts") from None


def _tolerance(node: ast.expr) -> float:
    try:
        value = literal_value(node)
    except Unrepresentable:
        value = Value("none")
    if value.tag not in ("int", "float") or not isinstance(value.data, int | float):
        raise Malformed("a tolerance of approx is a number")
    if value.data < 0 or math.isnan(value.data):
        raise Malformed("a tolerance of approx is not negative")
    return float(value.data)
