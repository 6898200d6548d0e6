"""What can be known of a fill without running it: it parses, its names and modules exist, the sketch's calls fit."""

from __future__ import annotations

import ast
import builtins
import copy
import hashlib
import sys
import warnings
from collections.abc import Iterable
from typing import Protocol

from holes.answers.align import too_few_or_many
from holes.answers.memorised import memorised as memorised
from holes.answers.rejection import Rejection
from holes.answers.scopes import names
from holes.answers.source import Function, Source, Unparsable, first_line, header_end, indent, parse, without_docstring
from holes.answers.surroundings import Surroundings, enclosing_names, surroundings
from holes.answers.wellknown import import_for
from sketch.model import Fill, Hole, Kind, Sketch, Span
from sketch.text import Edit, apply_edits

_BUILTINS = frozenset(dir(builtins)) | {"__name__", "__file__", "__doc__", "__class__", "__builtins__"}


class ModuleFinder(Protocol):
    """Knows which modules the user's interpreter can import."""

    def exists(self, name: str) -> bool | None:
        """Whether the top-level module `name` is there; None where that is not known."""
        ...


class StandardModules:
    """Knows the standard library only: any other module may be there or not."""

    def exists(self, name: str) -> bool | None:
        """True for a module of the standard library, None for any other."""
        return True if name in sys.stdlib_module_names else None


def check(fill: Fill, hole: Hole, sketch: Sketch, *, modules: ModuleFinder | None = None) -> Fill | Rejection:
    """`fill` with small slips mended, or why it need not be run. Never raises."""
    if hole.kind is Kind.CHOICE:
        known = fill.source in hole.choices
        return fill if known else Rejection(f"{fill.source[:80]} is none of the choices")
    try:
        return _check(fill, hole, sketch, modules or StandardModules())
    except (RecursionError, MemoryError):
        return Rejection("the function is nested too deeply")


def normalised(fill: Fill) -> str:
    """A hash that fills share which differ in layout, comments, docstrings and annotations alone."""
    try:
        tree = copy.deepcopy(parse(fill.source).tree)
        for node in ast.walk(tree):
            if isinstance(node, Function):
                node.returns = None
            if isinstance(node, Function | ast.ClassDef):
                node.body = without_docstring(node.body) or [ast.Pass()]
            if isinstance(node, ast.arg):
                node.annotation = None
        text = ast.dump(tree)
    except (Unparsable, RecursionError):
        text = fill.source
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def _check(fill: Fill, hole: Hole, sketch: Sketch, modules: ModuleFinder) -> Fill | Rejection:
    try:
        source = parse(fill.source)
    except Unparsable as error:
        return Rejection(f"it is no Python: line {error.line} cannot be read" if error.line else "it is no Python")
    if len(source.tree.body) != 1 or not isinstance(source.tree.body[0], Function):
        return Rejection("it is not one function")
    function = source.tree.body[0]
    problem = _misnamed(function, hole) or _does_nothing(function) or _async_slip(function, hole)
    problem = problem or _missing_module(source, modules) or _misfit(function, hole, sketch)
    if problem is not None:
        return Rejection(problem)
    around = surroundings(sketch)
    enclosing = enclosing_names(sketch, hole)
    known = _BUILTINS | around.names | enclosing | {hole.name}
    mended = _with_imports(source, hole, known, around, modules)
    if isinstance(mended, Rejection):
        return mended
    problem = _uncompilable(mended.text, enclosing)
    return Rejection(problem) if problem is not None else Fill(mended.text)


def _misnamed(function: Function, hole: Hole) -> str | None:
    return None if function.name == hole.name else f"it is called {function.name}, not {hole.name}"


def _does_nothing(function: Function) -> str | None:
    """Whether there is no body to speak of, or one that can only call itself for ever."""
    statements = without_docstring(function.body)
    if all(
        isinstance(item, ast.Pass)
        or (isinstance(item, ast.Expr) and isinstance(item.value, ast.Constant))
        or (isinstance(item, ast.Raise) and _raised(item) == "NotImplementedError")
        for item in statements
    ):
        return "its body is empty"
    last = statements[-1]
    value = last.value if len(statements) == 1 and isinstance(last, ast.Return | ast.Expr) else None
    value = value.value if isinstance(value, ast.Await) else value
    if (
        isinstance(value, ast.Call)
        and _called(value) == function.name
        and not any(isinstance(node, ast.IfExp | ast.BoolOp) for node in ast.walk(value))
    ):
        return "it only calls itself"
    return None


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name) and call.func.value.id == "self":
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _raised(statement: ast.Raise) -> str:
    thing = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
    return thing.id if isinstance(thing, ast.Name) else ""


def _own_nodes(function: Function) -> Iterable[ast.AST]:
    """The nodes of a function without those of functions inside it."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, Function | ast.Lambda | ast.ClassDef):
            waiting += ast.iter_child_nodes(node)


def _async_slip(function: Function, hole: Hole) -> str | None:
    kinds = {type(node) for node in _own_nodes(function)}
    awaits = bool(kinds & {ast.Await, ast.AsyncFor, ast.AsyncWith})
    if hole.signature.is_async:
        return None
    if isinstance(function, ast.AsyncFunctionDef):
        return "it is async, but the hole is not"
    return "it awaits something, but the hole is not async" if awaits else None


def _missing_module(source: Source, modules: ModuleFinder) -> str | None:
    guarded = {
        inner
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Try)
        for statement in node.body
        for inner in ast.walk(statement)
    }
    for node in ast.walk(source.tree):
        if node in guarded:
            continue
        wanted: list[str] = []
        if isinstance(node, ast.Import):
            wanted = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            wanted = [node.module]
        for name in wanted:
            if modules.exists(name.split(".")[0]) is False:
                return f"it imports {name}, which the interpreter does not have"
    return None


def _misfit(function: Function, hole: Hole, sketch: Sketch) -> str | None:
    """Whether a call in the sketch gives an inline hole's function what it cannot take."""
    if hole.kind is not Kind.INLINE:
        return None
    problem = too_few_or_many(function.args, hole)
    if problem is not None:
        return problem
    own = [*function.args.posonlyargs, *function.args.args]
    for use in hole.uses:
        text = "_" + sketch.text[use.span.end : use.call_span.end]
        try:
            body = parse(text.strip()).tree.body
        except Unparsable:
            continue
        call = body[0].value if len(body) == 1 and isinstance(body[0], ast.Expr) else None
        if not isinstance(call, ast.Call) or any(isinstance(item, ast.Starred) for item in call.args):
            continue
        given = len(call.args) + len(call.keywords)
        too_many = len(call.args) > len(own) and function.args.vararg is None
        too_few = given < len(own) - len(function.args.defaults) and all(item.arg for item in call.keywords)
        accepted = {item.arg for item in [*own, *function.args.kwonlyargs]}
        for item in call.keywords:
            if item.arg is not None and item.arg not in accepted and function.args.kwarg is None:
                return f"it has no parameter {item.arg}, by which the sketch calls it"
        if too_many or too_few:
            return f"it takes {len(own)} parameter{'' if len(own) == 1 else 's'}, but the sketch calls it with {given}"
    return None


def _with_imports(
    source: Source, hole: Hole, known: Iterable[str], around: Surroundings, modules: ModuleFinder
) -> Source | Rejection:
    """`source` with forgotten imports put in and annotations quoted that the sketch cannot read."""
    resolved = set(known)
    function = source.tree.body[0]
    assert isinstance(function, Function)
    # The header of a named hole is the sketch's own; only an inline hole's function brings one.
    begin = 0 if hole.kind is Kind.INLINE else header_end(source, function)
    quoted = _quoted_annotations(source, function, resolved, around) if hole.kind is Kind.INLINE else None
    if quoted is not None:
        source = parse(quoted)
    free = [item.name for item in names(source).unbound() if item.span.start >= begin]
    missing = [name for name in dict.fromkeys(free) if name not in resolved]
    imports: list[str] = []
    unknown: list[str] = []
    for name in missing:
        text = import_for(name, source.tree)
        if text is not None and around.open and text.startswith("from "):
            # A star import may bring that name with another meaning, as numpy has a `prod` of its own.
            continue
        module = text.split()[1].split(".")[0] if text is not None else ""
        there = modules.exists(module) if text is not None else False
        third_party = bool(module) and module not in sys.stdlib_module_names
        if text is not None and (there or (there is None and (not third_party or _mentions(around, module)))):
            imports.append(text)
        else:
            unknown.append(name)
    if unknown and not around.open:
        return Rejection(f"it uses {_listed(unknown)}, which nothing defines")
    return parse(_inserted(source, imports)) if imports else source


def _mentions(around: Surroundings, module: str) -> bool:
    return any(text.split()[1].split(".")[0] == module for text in around.imports)


def _listed(unknown: list[str]) -> str:
    return ", ".join(unknown[:4]) + (", …" if len(unknown) > 4 else "")


def _quoted_annotations(source: Source, function: Function, resolved: set[str], around: Surroundings) -> str | None:
    """The text with those annotations of the header as strings that name what the module does not have, or None."""
    arguments = function.args
    everyone = [*arguments.posonlyargs, *arguments.args, arguments.vararg, *arguments.kwonlyargs, arguments.kwarg]
    annotations = [item.annotation for item in everyone if item is not None and item.annotation is not None]
    annotations += [function.returns] if function.returns is not None else []
    edits = []
    for node in annotations:
        used = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
        if used - resolved and not around.open:
            edits.append(Edit(source.span(node), repr(ast.unparse(node))))
    return apply_edits(source.text, edits) if edits else None


def _inserted(source: Source, imports: list[str]) -> str:
    """The text with `imports` as the first statements of the body."""
    function = source.tree.body[0]
    assert isinstance(function, Function)
    statement = without_docstring(function.body)[0]
    begin = source.starts[first_line(statement) - 1]
    if begin <= header_end(source, function):
        place = source.span(statement).start
        return apply_edits(source.text, [Edit(Span(place, place), "; ".join(imports) + "; ")])
    line = source.text[begin:]
    step = line[: len(line) - len(line.lstrip())]
    return apply_edits(source.text, [Edit(Span(begin, begin), indent("\n".join(imports), step) + "\n")])


def _uncompilable(text: str, enclosing: Iterable[str]) -> str | None:
    """What the compiler finds that the parser does not: a `break` outside a loop, … `enclosing` are the variables of
    functions around the hole, which its fill may declare `nonlocal`."""
    text = f"def _({', '.join(sorted(enclosing))}):\n{indent(text, ' ')}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(text, "<fill>", "exec", dont_inherit=True)
    except SyntaxError as error:
        return f"it does not compile: {error.msg}"
    except (ValueError, OverflowError):
        return "it does not compile"
    return None
