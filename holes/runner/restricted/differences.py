"""What the restricted interpreter would do otherwise than Python's own without saying so, found in a program's text.

Each was seen by running both beside one another. Where the text alone cannot tell, the answer is on the safe side.
"""

from __future__ import annotations

import ast
import re
import re._parser as pattern_parser  # type: ignore[import-not-found]

from holes.runner.restricted.order import order_of_a_set_matters

#: Names whose values differ, or that find out what a thing can do.
_NAMES = frozenset(
    [
        "hasattr",
        "getattr",
        "dir",
        "vars",
        "hash",
        "globals",
        "locals",
        "eval",
        "exec",
        "suppress",
        "__file__",
        "__doc__",
        "__package__",
        "__spec__",
        "__import__",
        "__builtins__",
    ]
)
#: Modules that show a system which is not there.
_MODULES = frozenset({"os", "pathlib", "sys", "platform", "io", "time", "asyncio.subprocess"})
#: Functions whose last digit differs.
_MATHS = frozenset({"gamma", "lgamma", "erf", "erfc"})
#: Methods of a class that it calls where Python does.
_METHODS = frozenset({"__init__", "__repr__", "__str__", "__eq__", "__hash__", "__bool__", "__enter__", "__exit__"})
#: They give a list there, all of it at once.
_LAZY = frozenset({"map", "filter", "zip", "enumerate", "reversed"})
#: They take all of what they are given, at once.
_TAKES_ALL = frozenset(
    "list tuple set frozenset dict sum min max sorted len Counter deque join extend update union fsum prod".split()  # noqa: SIM905
)
#: They may stop early.
_MAY_STOP = frozenset({"any", "all"})

_REGEX = frozenset({"compile", "match", "search", "fullmatch", "findall", "finditer", "split", "sub", "subn"})
_TEMPLATE = re.compile(r"(?:[^\\$]|\\\d(?!\w)|\\g<\w+>)*")


def difference(tree: ast.Module) -> str | None:
    """Why `tree` cannot be judged there, in words that follow "the restricted interpreter"; or None."""
    nodes = list(ast.walk(tree))
    bound = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    bare = any(isinstance(node, ast.ImportFrom) and node.module == "re" for node in nodes)
    parents = {child: node for node in nodes for child in ast.iter_child_nodes(node)}
    for node in nodes:
        words = _of(node, bound)
        if words is None and isinstance(node, ast.Call):
            words = _of_expression(node, bare=bare)
        if words is None and _is_lazy(node) and not _consumed(node, parents):
            words = "makes a list of what is given one by one"
        if words is not None:
            return words
    if order_of_a_set_matters(tree):
        return "keeps the members of a set in another order, and the program may depend on it"
    return None


def may_stop_early(tree: ast.Module) -> bool:
    """Whether Python might not compute all that the restricted interpreter does: then only a value tells something."""
    nodes = list(ast.walk(tree))
    parents = {child: node for node in nodes for child in ast.iter_child_nodes(node)}
    return any(_is_lazy(node) and _stops(parents.get(node)) for node in nodes)


def _of(node: ast.AST, bound: set[str]) -> str | None:
    match node:
        case ast.Name(id=name) if name in _NAMES and name not in bound:
            return f"is not the same for `{name}`"
        case ast.Import() | ast.ImportFrom() if found := _MODULES & _imported(node):
            return f"has another module `{min(found)}`"
        case ast.Import(names=names) if any(one.name in ("re", "math") and one.asname for one in names):
            return "is not the same for all of `re` and `math`"
        case ast.Call(func=ast.Name(id="float"), args=[ast.Constant(value=str(text))]) if "nan" in text.lower():
            return "finds a number that is none equal to another in a list"
        case ast.Attribute(value=ast.Name(id="math"), attr="nan"):
            return "finds a number that is none equal to another in a list"
        case ast.Attribute(value=ast.Name(id="math"), attr=name) if name in _MATHS:
            return f"gives another last digit for `math.{name}`"
        case ast.ImportFrom(module="math", names=names) if any(one.name in _MATHS or one.name == "*" for one in names):
            return "gives another last digit for functions of `math`"
        case ast.TryStar():
            return "has no `except*`"
        case ast.Try(finalbody=final) if any(_leaves(statement) for statement in final):
            return "may hide an exception of its own in a `finally` that leaves"
        case ast.ClassDef(body=body):
            for inner in body:
                special = isinstance(inner, ast.FunctionDef) and re.fullmatch("__.*__", inner.name) is not None
                if isinstance(inner, ast.FunctionDef) and special and inner.name not in _METHODS:
                    return f"does not call the method `{inner.name}` wherever Python does"
    return None


def _leaves(statement: ast.stmt) -> bool:
    return any(isinstance(node, ast.Return | ast.Break | ast.Continue) for node in ast.walk(statement))


def _imported(node: ast.AST) -> frozenset[str]:
    if isinstance(node, ast.Import):
        return frozenset(alias.name.partition(".")[0] for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        return frozenset({(node.module or "").partition(".")[0]})
    return frozenset()


def _name(call: ast.Call) -> str:
    func = call.func
    return func.id if isinstance(func, ast.Name) else func.attr if isinstance(func, ast.Attribute) else ""


def _of_expression(call: ast.Call, *, bare: bool) -> str | None:
    """The same for a call that may be one of a regular expression: patterns that can match nothing, `$` before a last
    line break and some templates are read otherwise. `bare` says that the functions may stand without their module."""
    name, func = _name(call), call.func
    owner = func.value if isinstance(func, ast.Attribute) else None
    of_module = bare if owner is None else isinstance(owner, ast.Name) and owner.id == "re"
    if name not in _REGEX or not (of_module or (owner is not None and name in ("sub", "subn"))):
        return None
    words = "does not read all regular expressions as Python does"
    if of_module and not (call.args and _plain_pattern(call.args[0])):
        return words
    place = 1 if of_module else 0
    if name in ("sub", "subn") and not (len(call.args) > place and _plain_template(call.args[place])):
        return words
    return None


def _plain_pattern(node: ast.expr) -> bool:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or "$" in node.value:
        return False
    try:
        return int(pattern_parser.parse(node.value).getwidth()[0]) > 0
    except (re.error, OverflowError, RecursionError):
        return False


def _plain_template(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return _TEMPLATE.fullmatch(node.value) is not None
    return isinstance(node, ast.Lambda)


def _is_lazy(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in _LAZY
    return isinstance(node, ast.GeneratorExp)


def _consumed(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """Whether what is given one by one is taken where it stands, and not kept."""
    parent = parents.get(node)
    if isinstance(parent, ast.Call) and node is not parent.func:
        return _name(parent) in _TAKES_ALL | _MAY_STOP | _LAZY
    if isinstance(parent, ast.Assign):
        return all(isinstance(target, ast.Tuple | ast.List) for target in parent.targets)
    return isinstance(parent, ast.For | ast.comprehension | ast.Starred)


def _stops(parent: ast.AST | None) -> bool:
    if isinstance(parent, ast.Call):
        return _name(parent) in _MAY_STOP | _LAZY
    return isinstance(parent, ast.For)
