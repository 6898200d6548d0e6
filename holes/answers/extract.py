"""From whatever a model returned to a fill: find the function, mend what is only wrapping, or say why there is none."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from holes.answers.mend import build
from holes.answers.rejection import Rejection as Rejection
from holes.answers.scopes import names
from holes.answers.source import Function, Source, Unparsable, functions, indent, parse, without_docstring
from holes.answers.surroundings import Surroundings, surroundings
from holes.answers.unwrap import fenced, mended, parse_front, readings, tidy, unfenced
from sketch.model import Fill, Hole, Kind, Sketch

#: Bytes are not counted exactly: an answer of more characters than this is not looked at.
LONGEST_ANSWER = 10_000_000

_EMPTY, _PARTIAL, _FULL = range(3)
_DEFINES = re.compile(r"(async\s+)?def\s|class\s|import\s|from\s+[\w.]+\s+import\s|@|#|>>>|\+|-|\"\"\"|'''")


@frozen
class _Found:
    """A function of the answer and how well it suits: `block` counts the stretches of code it was found in."""

    source: Source
    function: Function
    owner: ast.ClassDef | None
    block: int
    called: bool


def extract(text: str, hole: Hole, sketch: Sketch | None = None) -> Fill | Rejection:
    """The fill that `text` proposes for `hole`. Never raises.

    With `sketch`, imports that it has already are not repeated and its own functions win over copies in the answer.
    """
    if len(text) > LONGEST_ANSWER:
        return Rejection("the answer is longer than 10 MB")
    try:
        if hole.kind is Kind.CHOICE:
            return _choice(text, hole)
        return _extract(tidy(text), hole, surroundings(sketch) if sketch is not None else Surroundings())
    except (RecursionError, MemoryError):
        return Rejection("the answer is nested too deeply")
    except (Unparsable, ValueError, SyntaxError):
        return Rejection("the answer holds no code that can be read")


def _choice(text: str, hole: Hole) -> Fill | Rejection:
    """The one of the choices that the answer names: alone, in back-ticks, or as its last line."""
    cleaned = tidy(text)
    candidates = [
        cleaned,
        *reversed(fenced(cleaned)),
        *re.findall(r"`([^`\n]+)`", cleaned),
        *reversed(cleaned.split("\n")),
    ]
    for candidate in candidates:
        plain = re.sub(r"^\s*(return|answer:|choose:?)\s", "", candidate.strip(), flags=re.IGNORECASE).strip(" `.\n")
        for choice in hole.choices:
            if plain in (choice, choice.strip("\"'")):
                return Fill(choice)
    return Rejection(f"the answer is none of the choices {', '.join(hole.choices[:10])}")


def _extract(text: str, hole: Hole, around: Surroundings) -> Fill | Rejection:
    blocks = fenced(text)
    plain = unfenced(text)
    stretches = [*blocks, *(["\n".join(blocks)] if len(blocks) > 1 else []), plain]
    continuation = _continuation(stretches if blocks else [text], hole)
    if continuation is not None:
        result = _from_found(continuation, hole, around)
        if isinstance(result, Fill) or not any("def " in stretch for stretch in stretches):
            return result
    found = [*_found(blocks, hole)] or [*_found([plain], hole)]
    if not any(_weight(item.function) == _FULL for item in found):
        found += list(_found(stretches[len(blocks) :], hole))
    best: Rejection | None = None
    for choice in sorted(found, key=lambda item: _rank(item, hole), reverse=True)[:4]:
        joined = _joined(choice, blocks)
        result = _from_found(joined, hole, around)
        if isinstance(result, Fill):
            return result
        best = best or result
    if best is not None:
        return best
    for source in _without_def(stretches, hole):
        return build(source, _first(source), None, hole, around.names, around.imports)
    return Rejection("the answer holds no function" if text.strip() else "the answer is empty")


def _from_found(found: _Found, hole: Hole, around: Surroundings) -> Fill | Rejection:
    if _weight(found.function) == _EMPTY:
        return Rejection("the function has no body")
    return build(found.source, found.function, found.owner, hole, around.names, around.imports)


def _found(blocks: Sequence[str], hole: Hole) -> Iterator[_Found]:
    for number, block in enumerate(blocks):
        best: list[_Found] = []
        for source in readings(block):
            best = _in_source(source, number)
            if any(item.function.name == hole.name for item in best):
                break
        yield from best


def _in_source(source: Source, number: int) -> list[_Found]:
    everything = names(source)
    listed = list(functions(source.tree))
    called = {
        item.name
        for function, _ in listed
        for item in everything.within(function)
        if item.name != function.name and item.owner is everything.module
    }
    return [_Found(source, function, owner, number, function.name in called) for function, owner in listed]


def _rank(found: _Found, hole: Hole) -> tuple[object, ...]:
    function = found.function
    weight = _weight(function)
    likeness = _likeness(function.name, hole)
    count = len(hole.signature.parameters)
    own = len(function.args.posonlyargs) + len(function.args.args) - (found.owner is not None and not hole.is_method)
    fits = own - len(function.args.defaults) <= count and (own >= count or function.args.vararg is not None)
    is_test = function.name.startswith(("test_", "__")) or (function.name in ("main", "check", "test") and not own)
    right_place = (found.owner is not None) == hole.is_method
    return (
        weight > _EMPTY,
        likeness,
        not is_test,
        weight,
        fits,
        right_place,
        found.block,
        not found.called,
        function.lineno,
    )


def _likeness(name: str, hole: Hole) -> int:
    """3 for the asked name, 2 for the same but for case and underscores, 1 else."""
    if name == hole.name:
        return 3
    same = name.replace("_", "").casefold() == hole.name.replace("_", "").casefold()
    return 2 if same else 1


def _weight(function: Function) -> int:
    """How much of a body there is: nothing, one with parts left out as `...`, or a whole one."""
    statements = without_docstring(function.body)
    dots = [_is_ellipsis(statement) for statement in statements]
    if all(dot or isinstance(item, ast.Pass) for dot, item in zip(dots, statements, strict=True)):
        return _EMPTY
    return _PARTIAL if any(dots) else _FULL


def _is_ellipsis(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant) and statement.value.value is ...
    )


def _joined(found: _Found, blocks: Sequence[str]) -> _Found:
    """`found` with the other blocks before it, where it needs names that only they define."""
    everything = names(found.source)
    missing = {item.name for item in everything.within(found.function) if item.owner is None}
    texts = []
    for number, block in enumerate(blocks):
        if number == found.block or not missing:
            continue
        other = next(readings(block), None) or parse_front(block)
        if other is not None and missing & names(other).module.bound:
            texts.append(other.text)
    if not texts:
        return found
    try:
        whole = parse("\n".join([*texts, found.source.text]))
    except Unparsable:
        return found
    matching = [item for item in functions(whole.tree) if item[0].name == found.function.name]
    function, owner = matching[-1]
    return _Found(whole, function, owner, found.block, found.called)


def _continuation(stretches: Sequence[str], hole: Hole) -> _Found | None:
    """An answer that goes on behind the signature, as completions do: only the body, then perhaps more."""
    for stretch in stretches:
        first = next((line for line in stretch.split("\n") if line.strip()), "")
        is_whole = first[:1] not in (" ", "\t") and _DEFINES.match(first)
        if is_whole or re.search(rf"^[ \t]*(async\s+)?def\s+{re.escape(hole.name)}\b", stretch, re.MULTILINE):
            continue
        for source in _bodies(stretch, hole):
            return _Found(source, _first(source), None, 0, False)
    return None


def _bodies(stretch: str, hole: Hole) -> Iterator[Source]:
    """`stretch` as the body of the hole's function, in each way that makes one that returns or does something."""
    header = _header(hole)
    lines = stretch.strip("\n").split("\n")
    indented = lines[0][:1] in (" ", "\t")
    ways = [[*lines]] if indented else [["    " + lines[0], *lines[1:]], indent("\n".join(lines), "    ").split("\n")]
    for way in ways:
        for text in dict.fromkeys(("\n".join([header, *way]), mended("\n".join([header, *way])))):
            source = parse_front(text)
            if source is not None and _does_something(_first(source), indented):
                yield source


def _does_something(function: Function, indented: bool) -> bool:
    """Whether a body is more than words: it returns, or (where it is indented) at least does something itself."""
    waiting: list[ast.AST] = list(function.body)
    does = False
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Return | ast.Yield | ast.YieldFrom):
            return True
        if isinstance(node, Function | ast.ClassDef | ast.Lambda):
            continue
        does = does or isinstance(node, ast.Assign | ast.AugAssign | ast.Raise | ast.Call | ast.Pass)
        waiting += ast.iter_child_nodes(node)
    return indented and does


def _without_def(stretches: Sequence[str], hole: Hole) -> Iterator[Source]:
    """Answers that define no function: a lambda, an expression over the parameters."""
    quoted = re.findall(r"`([^`\n]+)`", stretches[-1])
    lines = [line for line in stretches[-1].split("\n") if line.strip()]
    for number, stretch in enumerate([*reversed(stretches), *reversed(quoted), *lines[-1:], *lines[:1]]):
        text = mended(stretch).strip().removeprefix("return ").strip()
        if len(text) > 20_000:
            continue
        try:
            tree = parse(text)
        except Unparsable:
            continue
        if len(tree.tree.body) != 1:
            continue
        statement = tree.tree.body[0]
        value = statement.value if isinstance(statement, ast.Assign | ast.AnnAssign | ast.Expr) else None
        if isinstance(value, ast.Lambda):
            arguments = ast.unparse(value.args)
            yield parse(f"def {hole.name}({arguments}):\n    return {_bracketed(tree.segment(value.body))}\n")
        elif isinstance(statement, ast.Expr) and value is not None and _is_answer(value, hole, number < len(stretches)):
            yield parse(f"{_header(hole)}\n    return {_bracketed(tree.segment(value))}\n")


def _bracketed(expression: str) -> str:
    return f"({expression})" if "\n" in expression else expression


def _is_answer(value: ast.expr, hole: Hole, alone: bool) -> bool:
    """Whether an expression is meant as what the hole returns: it uses the parameters, or there are none."""
    parameters = {item.name for item in hole.signature.parameters}
    used = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
    if isinstance(value, ast.Name | ast.Constant):
        return alone and (bool(used & parameters) or not parameters)
    return bool(used & parameters) or (alone and not parameters)


def _first(source: Source) -> Function:
    function = source.tree.body[0]
    if not isinstance(function, Function):
        raise Unparsable
    return function


def _header(hole: Hole) -> str:
    """The hole's header, with its own name."""
    header = f"{hole.signature.text.strip().rstrip(':')}:"
    try:
        parse(f"{header}\n    pass")
    except Unparsable:
        prefix = {"star": "*", "double-star": "**"}
        header = f"def {hole.name}({', '.join(prefix.get(p.kind, '') + p.name for p in hole.signature.parameters)}):"
    return header
