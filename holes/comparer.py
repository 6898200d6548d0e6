"""A second opinion on examples whose expected text is no literal, such as `Point(1, 2)` or `Decimal("1.0")`.

At first two texts are compared, as doctest does: what is expected and what an interactive interpreter shows. Where they
are the same, the example holds: many objects are equal to nothing but themselves, and their text is all that an
example can say of them. Where they differ, the values may be equal all the same (`Point(1, 2)`, shown as
`Point(x=1, y=2)`). So a further program, the sketch without any fill, evaluates the expected text and compares what it
gives with what came, made again from its parts. That program is a process of its own: what is expected never enters
one in which a candidate is, and what a candidate made is never believed to compare itself.

An example `f(x) == 1` asks the same of an object that is no literal: made again from its parts, it is compared as `==`
of its class does, which is none that a candidate made.
"""

from __future__ import annotations

import ast
import warnings

from attrs import evolve

from holes.expected import Equal, Malformed, Text, read_comparison, read_expected
from holes.runner.protocol import Case, Ending, Outcome
from holes.values import Value, can_be_made, is_opaque, items, shorten
from holes.verdict import Judgement, Verdict
from sketch.model import Example, Sketch

_LENGTH = 1 << 16
_SHOWN = 60


def question(sketch: Sketch, example: Example, outcome: Outcome, judgement: Judgement) -> Case | None:
    """What to run in the sketch without fills to learn whether a value is the expected one, though their texts differ;
    None where the verdict stands. Its value is for `settled`."""
    value = outcome.value
    if judgement.verdict is not Verdict.FAILED or outcome.ending is not Ending.VALUE:
        return None
    if value is None or value.tag == "none" or not can_be_made(value):
        return None
    try:
        expected = read_expected(example)
    except Malformed:
        return None
    if isinstance(expected, Text) and not outcome.printed:
        asked, setup = "__holewright__.equal((\n{0}\n), {1})", ("__holewright__.lend(globals())", *example.setup)
    elif isinstance(expected, Equal) and is_opaque(value):
        asked, setup = "bool({1} == (\n{0}\n)), ''", ()
    else:
        return None
    source = _expression(expected.text)
    if source is None:
        return None
    name = "__holewright_value__"
    while name in sketch.text:
        name += "_"
    return Case(asked.format(source, name), setup=setup, env=((name, value),))


def settled(example: Example, outcome: Outcome, judgement: Judgement, said: Outcome) -> Judgement:
    """The judgement of an example after its question was answered. What is no plain answer changes nothing."""
    if said.ending is not Ending.VALUE or said.value is None or said.value.tag != "tuple":
        return judgement
    match items(said.value):
        case (Value(tag="bool", data=True), _):
            actual = "True" if read_comparison(example) is not None else judgement.actual
            return evolve(judgement, verdict=Verdict.PASSED, actual=actual, message=None, path=None)
        case (Value(tag="bool", data=False), Value(tag="str", data=shown)) if shown == outcome.text:
            call, wanted = shorten(example.source, _SHOWN), shorten(judgement.expected, _SHOWN)
            words = f"expected {wanted}, got a value that looks like it but is not equal to it"
            return evolve(judgement, message=f"{call}: {words}")
    return judgement


def _expression(text: str) -> str | None:
    """`text` as an expression to be evaluated, in which `approx` is ours; None where it is none."""
    if len(text) > _LENGTH or "\0" in text:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text.strip(), mode="eval")
        if "approx" not in text:
            return text.strip()
        return ast.unparse(_OurApprox().visit(tree))
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None


class _OurApprox(ast.NodeTransformer):
    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        match node.func:
            case ast.Name(id="approx") | ast.Attribute(value=ast.Name(id="pytest"), attr="approx"):
                node.func = ast.Attribute(ast.Name("__holewright__", ast.Load()), "approx", ast.Load())
        return node
