"""Whether a fill only tables its examples: `if n == 3: return 6`, or a dictionary from inputs to answers."""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import TypeAlias

from holes.answers.source import Function, Unparsable, parse
from sketch.model import Fill, Hole, Row

#: What one example asks: its source and what it expects or, of an example from a file, the row.
_Asked: TypeAlias = tuple[str, str | None, Row | None]


def memorised(fill: Fill, hole: Hole) -> bool:
    """Whether `fill` has the inputs and answers of its examples in it and computes little else."""
    asked = tuple((example.source, example.expected, example.row) for example in hole.examples)
    return bool(asked) and _memorised(fill.source, asked, bool(hole.signature.parameters))


# An editor asks the same of each hole at every keystroke.
@lru_cache(maxsize=1024)
def _memorised(source: str, asked: tuple[_Asked, ...], takes: bool) -> bool:
    try:
        function = parse(source).tree.body[0]
        pairs = _pairs(asked)
        if not isinstance(function, Function) or not pairs:
            return False
        if takes and _constant(function, pairs):
            return True
        tabled = _tabled(function)
        matched = sum(any(input_ in tabled.get(answer, ()) for input_ in inputs) for inputs, answer in pairs)
        if matched < 2 or 2 * matched < len(pairs):
            return False
        return matched >= max(3, len(pairs)) or not _computes(function)
    except (Unparsable, RecursionError, IndexError):
        return False


def _pairs(asked: tuple[_Asked, ...]) -> list[tuple[tuple[str, ...], str]]:
    """For each example with literal arguments: the texts that its input may take in a table, and its answer's."""
    found = []
    for source, expected, row in asked:
        arguments: tuple[str | None, ...]
        if row is not None:
            arguments = tuple(_normal(ast.parse(repr(item), mode="eval").body) for item in row.args)
            answer = _normal(ast.parse(repr(row.returns), mode="eval").body)
        else:
            arguments = _arguments(source)
            answer = _literal(expected) if expected is not None else None
        if arguments and answer is not None and all(item is not None for item in arguments):
            texts = [item for item in arguments if item is not None]
            whole = f"({', '.join(texts)})" if len(texts) > 1 else texts[0]
            found.append((tuple(dict.fromkeys([whole, *texts])), answer))
    return found


def _arguments(source: str) -> tuple[str | None, ...]:
    try:
        body = parse(source).tree.body
    except Unparsable:
        return ()
    call = body[0].value if len(body) == 1 and isinstance(body[0], ast.Expr) else None
    return tuple(_normal(item) for item in call.args) if isinstance(call, ast.Call) and not call.keywords else ()


def _literal(text: str) -> str | None:
    try:
        body = parse(text.strip()).tree.body
    except Unparsable:
        return None
    return _normal(body[0].value) if len(body) == 1 and isinstance(body[0], ast.Expr) else None


def _normal(node: ast.expr | None) -> str | None:
    """One spelling for each literal, None for anything else."""
    if node is None:
        return None
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None
    return ast.unparse(node)


def _tabled(function: Function) -> dict[str, set[str]]:
    """Literal inputs by the literal answer that stands beside them."""
    table: dict[str, set[str]] = {}

    def note(keys: list[ast.expr], answer: ast.expr | None) -> None:
        text = _normal(answer)
        if text is not None:
            table.setdefault(text, set()).update(key for key in map(_normal, keys) if key is not None)

    for node in ast.walk(function):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                note([key] if key is not None else [], value)
        elif isinstance(node, ast.If):
            note(_compared(node.test), _answer(node.body))
        elif isinstance(node, ast.IfExp):
            note(_compared(node.test), node.body)
        elif isinstance(node, ast.match_case):
            keys = [part.value for part in ast.walk(node.pattern) if isinstance(part, ast.MatchValue)]
            note(keys, _answer(node.body))
    return table


def _answer(body: list[ast.stmt]) -> ast.expr | None:
    last = body[-1]
    return last.value if isinstance(last, ast.Return | ast.Assign) else None


def _compared(test: ast.expr) -> list[ast.expr]:
    """The literals that a condition compares with."""
    found: list[ast.expr] = []
    for node in ast.walk(test):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.Is):
            found += [node.left, *node.comparators]
        elif isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In):
            for group in node.comparators:
                found += group.elts if isinstance(group, ast.Tuple | ast.List | ast.Set) else []
    return found


def _computes(function: Function) -> bool:
    """Whether anything is worked out besides looking up."""
    kinds = (ast.BinOp, ast.For, ast.While, ast.AugAssign, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
    for node in ast.walk(function):
        if isinstance(node, kinds):
            return True
        if isinstance(node, ast.Call) and not (isinstance(node.func, ast.Attribute) and node.func.attr == "get"):
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            if name not in ("tuple", "str", "repr", "list", "KeyError", "ValueError", "NotImplementedError"):
                return True
    return False


def _constant(function: Function, pairs: list[tuple[tuple[str, ...], str]]) -> bool:
    """Whether it returns the one answer that all examples have, never looking at what it is given."""
    if len({answer for _, answer in pairs}) != 1:
        return False
    returned = [_normal(node.value) for node in ast.walk(function) if isinstance(node, ast.Return)]
    own = {argument.arg for argument in ast.walk(function.args) if isinstance(argument, ast.arg)}
    reads = any(isinstance(node, ast.Name) and node.id in own for node in ast.walk(function))
    return not reads and bool(returned) and set(returned) == {pairs[0][1]}
