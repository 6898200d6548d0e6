"""Holes made from a line of Python, for tests that need no sketch."""

from __future__ import annotations

import ast

from sketch.model import Example, Hole, Kind, Parameter, Signature, Span

_KINDS = {ast.FunctionDef: False, ast.AsyncFunctionDef: True}


def make_hole(
    header: str,
    *,
    kind: Kind = Kind.NAMED,
    description: str = "Do it.",
    examples: tuple[tuple[str, str], ...] = (),
    choices: tuple[str, ...] = (),
    is_method: bool = False,
    decorators: tuple[str, ...] = (),
) -> Hole:
    """The hole whose `def` line (without colon) is `header`; each of `examples` is a source and an expected text."""
    node = ast.parse(f"{header}: pass").body[0]
    assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    arguments = node.args
    parameters = [Parameter(item.arg, "positional-only") for item in arguments.posonlyargs]
    parameters += [Parameter(item.arg, "positional", _text(item.annotation)) for item in arguments.args]
    parameters += [Parameter(arguments.vararg.arg, "star")] if arguments.vararg else []
    parameters += [Parameter(item.arg, "keyword-only") for item in arguments.kwonlyargs]
    parameters += [Parameter(arguments.kwarg.arg, "double-star")] if arguments.kwarg else []
    nowhere = Span(0, 0)
    return Hole(
        id=node.name,
        name=node.name,
        kind=kind,
        description=description,
        signature=Signature(header, tuple(parameters), _text(node.returns), _KINDS[type(node)]),
        span=nowhere,
        name_span=nowhere,
        description_span=nowhere,
        fill_span=nowhere,
        examples=tuple(Example(nowhere, source, nowhere, (), expected) for source, expected in examples),
        choices=choices,
        is_method=is_method,
        decorators=decorators,
    )


def _text(node: ast.expr | None) -> str | None:
    return None if node is None else ast.unparse(node)
