"""Whether and how the parameters of a function fit a hole."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from attrs import frozen

from holes.answers.rejection import Rejection
from sketch.model import Hole, Parameter


@frozen
class Aligned:
    """How a model's parameters become the hole's: names to exchange, and the statements that stand for the others."""

    renames: tuple[tuple[str, str], ...] = ()
    prologue: tuple[str, ...] = ()


def align(arguments: ast.arguments, hole: Hole) -> Aligned | Rejection:
    """How `arguments` fit the signature of `hole`."""
    own = [*arguments.posonlyargs, *arguments.args]
    wanted = [item for item in hole.signature.parameters if item.kind in ("positional", "positional-only")]
    if hole.is_method and wanted and (not own or own[0].arg not in ("self", "cls")) and len(own) < len(wanted):
        wanted = wanted[1:]
    renames: list[tuple[str, str]] = []
    prologue: list[str] = []
    everyone = {item.name for item in hole.signature.parameters}
    if {item.arg for item in own} == {item.name for item in wanted}:
        renames += [(item.arg, item.arg) for item in own]
    elif len(own) <= len(wanted):
        renames += [(item.arg, other.name) for item, other in zip(own, wanted, strict=False)]
    else:
        extra = own[len(wanted) :]
        defaults = arguments.defaults[-len(extra) :] if len(arguments.defaults) >= len(extra) else []
        star = _of_kind(hole.signature.parameters, "star")
        if not defaults:
            by_name = [item.arg for item in own if item.arg in everyone]
            if len(by_name) != len(own) or star:
                return Rejection(_count(len(own), len(wanted), wanted))
            renames += [(name, name) for name in by_name]
        else:
            renames += [(item.arg, other.name) for item, other in zip(own, wanted, strict=False)]
            prologue += [f"{item.arg} = {ast.unparse(default)}" for item, default in zip(extra, defaults, strict=True)]
    left = wanted[len(own) :]
    return _align_rest(arguments, hole, renames, prologue, left)


def _align_rest(
    arguments: ast.arguments,
    hole: Hole,
    renames: list[tuple[str, str]],
    prologue: list[str],
    left: list[Parameter],
) -> Aligned | Rejection:
    """The parameters behind the positional ones: `*args`, keyword-only ones and `**kwargs`."""
    parameters = hole.signature.parameters
    star, double = _of_kind(parameters, "star"), _of_kind(parameters, "double-star")
    keywords = [item.name for item in parameters if item.kind == "keyword-only"]
    taken = {new for _, new in renames}
    if arguments.vararg is not None:
        if left:
            packed = "".join(f"{item.name}, " for item in left).rstrip() + (f" *{star.name}" if star else "")
            prologue.append(f"{arguments.vararg.arg} = ({packed})")
        elif star is not None:
            renames.append((arguments.vararg.arg, star.name))
        else:
            prologue.append(f"{arguments.vararg.arg} = ()")
    elif left:
        wanted = [item for item in parameters if item.kind in ("positional", "positional-only")]
        return Rejection(_count(len(wanted) - len(left), len(wanted), wanted))
    elif star is not None and star.name not in taken:
        return Rejection(f"it leaves out *{star.name}")
    for item, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if item.arg in keywords:
            renames.append((item.arg, item.arg))
        elif default is not None:
            prologue.append(f"{item.arg} = {ast.unparse(default)}")
        else:
            return Rejection(f"it asks for a keyword argument {item.arg} that the hole does not have")
    if arguments.kwarg is not None:
        if double is not None:
            renames.append((arguments.kwarg.arg, double.name))
        else:
            prologue.append(f"{arguments.kwarg.arg} = {{}}")
    return Aligned(tuple(renames), tuple(prologue))


def _of_kind(parameters: Iterable[Parameter], kind: str) -> Parameter | None:
    return next((item for item in parameters if item.kind == kind), None)


def _count(has: int, needs: int, wanted: list[Parameter]) -> str:
    listed = f" ({', '.join(item.name for item in wanted)})" if wanted else ""
    return f"it takes {has} parameter{'' if has == 1 else 's'} where the hole takes {needs}{listed}"


def too_few_or_many(arguments: ast.arguments, hole: Hole, bound: int = 0) -> str | None:
    """Why the call of a hole cannot call a function with `arguments`, or None. The first `bound` of them are given
    already, as `self` is."""
    parameters = hole.signature.parameters
    if any(item.kind in ("star", "double-star") for item in parameters):
        return None
    given = [item for item in parameters if item.kind != "keyword-only"]
    own = [*arguments.posonlyargs, *arguments.args][bound:]
    required = len(own) - len(arguments.defaults)
    keywords = {item.name for item in parameters if item.kind == "keyword-only"}
    by_keyword = sum(item.arg in keywords for item in own)
    if required > len(given) + by_keyword or (len(own) - by_keyword < len(given) and arguments.vararg is None):
        return _count(len(own), len(parameters), list(parameters))
    lacking = keywords - {item.arg for item in [*own, *arguments.kwonlyargs]}
    if lacking and arguments.kwarg is None:
        return f"it has no parameter {sorted(lacking)[0]}, by which the hole is called"
    return None
