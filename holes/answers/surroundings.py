"""What stands around a hole in its sketch, as Python reads it: names, imports, top-level statements."""

from __future__ import annotations

import ast
from functools import lru_cache

from attrs import field, frozen

from holes.answers.scopes import Names, names
from holes.answers.source import Source, Unparsable, parse
from holes.answers.wellknown import star_names
from sketch.model import Hole, Kind, Sketch, Span
from sketch.text import Edit, apply_edits


@frozen
class Surroundings:
    """`names` are bound at module level. `open` tells that there may be more, from a star import of somebody's module
    or because the text does not parse. `imports` are the module-level imports, one name each, as `ast.unparse` writes
    them."""

    names: frozenset[str] = frozenset()
    imports: frozenset[str] = frozenset()
    open: bool = False
    source: Source | None = field(default=None, eq=False, repr=False)
    found: Names | None = field(default=None, eq=False, repr=False)


def python_text(sketch: Sketch) -> str:
    """The sketch's text with every back-tick string as an identifier of the same length, so that offsets stay."""
    spans: dict[Span, str] = {}
    for hole in sketch.holes:
        if hole.kind in (Kind.INLINE, Kind.CHOICE):
            for span in (*(use.span for use in hole.uses), hole.fill_span):
                if sketch.text[span.start : span.start + 1] == "`":
                    spans[span] = "_" * (span.end - span.start)
    try:
        return apply_edits(sketch.text, [Edit(span, text) for span, text in spans.items()])
    except ValueError:
        return sketch.text


@lru_cache(maxsize=4)
def surroundings(sketch: Sketch) -> Surroundings:
    """What `sketch` binds at module level, its inline holes' functions included."""
    own = {hole.name for hole in (*sketch.holes, *sketch.functions) if hole.parent is None and not hole.is_method}
    try:
        # A lone carriage return ends a line; replaced by a line feed it does so for every reader, at the same offset.
        source = parse(python_text(sketch).replace("\r\n", " \n").replace("\r", "\n"))
        found = names(source)
    except (Unparsable, RecursionError):
        return Surroundings(frozenset(own), open=True)
    imports: set[str] = set()
    has_star = False
    for node in source.tree.body:
        if isinstance(node, ast.Import):
            imports |= {ast.unparse(ast.Import(names=[alias])) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            if node.names[0].name == "*":
                brought = star_names(node.module or "") if not node.level else None
                has_star = has_star or brought is None
                own |= brought or frozenset()
            imports |= {ast.unparse(ast.ImportFrom(node.module, [alias], node.level)) for alias in node.names}
    return Surroundings(frozenset(own | found.module.bound), frozenset(imports), has_star, source, found)


def enclosing_names(sketch: Sketch, hole: Hole) -> frozenset[str]:
    """Names of the functions around a nested hole, which its fill can read as well."""
    around = surroundings(sketch)
    if around.source is None or around.found is None or hole.parent is None:
        return frozenset()
    bound: set[str] = set()
    for node, scope in around.found.scopes.items():
        if scope.kind == "function" and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            span = around.source.span(node)
            if span.start < hole.name_span.start and hole.span.end <= span.end and node.name != hole.name:
                bound |= scope.bound
    return frozenset(bound)
