"""A fill that was made for a hole when it had another name or other parameters, as the hole needs it now."""

from __future__ import annotations

import ast

from holes.answers.extract import extract
from holes.answers.source import Function, Unparsable, parse
from sketch.model import Fill, Hole, Kind, Sketch


def refit(fill: Fill, hole: Hole, sketch: Sketch | None = None) -> Fill | None:
    """`fill` for `hole`: the same where it fits, else with names as they are now; None where it can't be made to fit.
    With its `sketch`, what that has already is not repeated."""
    if hole.kind is Kind.CHOICE:
        return fill if fill.source in hole.choices else None
    if _fits(fill, hole):
        return fill
    fitting = extract(fill.source, hole, sketch)
    return fitting if isinstance(fitting, Fill) else None


def _fits(fill: Fill, hole: Hole) -> bool:
    """Whether the function has the hole's name and, for a named hole, of which only the body is used, all else of its
    header that the body relies on."""
    function = _function(fill.source)
    if function is None or function.name != hole.name:
        return False
    if hole.kind is Kind.INLINE:
        return True
    wanted = _function(f"{hole.signature.text}:\n    pass\n")
    return (
        wanted is not None
        and type(function) is type(wanted)
        and not function.decorator_list
        and _parameters(function) == _parameters(wanted)
    )


def _function(source: str) -> Function | None:
    try:
        body = parse(source).tree.body
    except Unparsable:
        return None
    return body[0] if len(body) == 1 and isinstance(body[0], Function) else None


def _parameters(function: Function) -> str:
    for node in ast.walk(function.args):
        if isinstance(node, ast.arg):
            node.annotation = None
    return ast.dump(function.args)
