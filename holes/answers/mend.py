"""From a function that a model wrote to the function that a hole needs: its name, its parameters, all it needs inside.

Where names alone differ they are renamed in place. Where more differs (decorators, a table kept between recursive
calls, an optional parameter that recursion uses) the model's function stays as it is, inside one with the hole's
signature.
"""

from __future__ import annotations

import ast
from collections.abc import Collection

from attrs import frozen

from holes.answers.align import Aligned, align, too_few_or_many
from holes.answers.gather import Gathered, gather
from holes.answers.rejection import Rejection
from holes.answers.scopes import Occurrence, names, rename
from holes.answers.source import (
    Function,
    Source,
    Unparsable,
    dedent,
    first_line,
    header_end,
    indent,
    parse,
    without_docstring,
)
from sketch.model import Fill, Hole, Kind


@frozen
class _Parts:
    """A function taken apart: `header` with its colon, `body` as lines, `step` the white space before each."""

    header: str
    body: str
    step: str


def build(
    source: Source,
    function: Function,
    owner: ast.ClassDef | None,
    hole: Hole,
    known: Collection[str] = (),
    imported: Collection[str] = (),
) -> Fill | Rejection:
    """The fill that `function` of `source` is, or why it cannot be one. `owner` is the class that holds it."""
    if owner is not None and not hole.is_method:
        return _from_method(source, function, owner, hole, known, imported)
    # A hole that is a method stays in the sketch's own class, so the answer's is left behind.
    gathered = gather(source, function, known if owner is None else {*known, owner.name}, imported)
    main = _without_idle_receiver(parse(dedent(_lines(source, function))), hole)
    if hole.kind is Kind.INLINE:
        return _inline(main, gathered, function, source, hole)
    aligned = align(_only(main).args, hole)
    if isinstance(aligned, Rejection):
        return aligned
    decorators = _decorators(source, function, hole)
    if decorators or _must_nest(main, gathered, aligned.prologue):
        return _nested(main, decorators, gathered, _parameters_text(hole), _header(hole), hole)
    return _flat(main, gathered, aligned, hole)


def _without_idle_receiver(main: Source, hole: Hole) -> Source:
    """`main` without a `self` that it never reads, where the hole is no method."""
    arguments = _only(main).args
    first = next(iter([*arguments.posonlyargs, *arguments.args]), None)
    expected = hole.is_method or any(item.name in ("self", "cls") for item in hole.signature.parameters)
    if expected or first is None or first.arg not in ("self", "cls"):
        return main
    read = any(item.name == first.arg and not isinstance(item.node, ast.arg) for item in names(main).occurrences)
    return main if read else parse(_without_first_parameter(main.text))


def _lines(source: Source, function: Function) -> str:
    assert function.end_lineno is not None
    end = source.starts[function.end_lineno] if function.end_lineno < len(source.starts) else len(source.text)
    return source.text[source.starts[function.lineno - 1] : end].rstrip("\n")


def _from_method(
    source: Source,
    function: Function,
    owner: ast.ClassDef,
    hole: Hole,
    known: Collection[str],
    imported: Collection[str],
) -> Fill | Rejection:
    """A function that the model put into a class, as in `class Solution`."""
    kinds = {node.id for node in function.decorator_list if isinstance(node, ast.Name)}
    receiver = next(iter([*function.args.posonlyargs, *function.args.args]), None)
    everything = names(source)
    inside = everything.scopes[function]
    if "staticmethod" not in kinds and receiver is not None:
        used = any(
            item.name == receiver.arg and item.owner is inside and not item.binds and item.node is not receiver
            for item in everything.within(function)
            if not isinstance(item.node, ast.arg)
        )
        if used:
            return _whole_class(source, function, owner, hole, known, imported)
    text = dedent(_lines(source, function))
    if "staticmethod" not in kinds and receiver is not None:
        text = _without_first_parameter(text)
    others = [
        source.text[: source.starts[first_line(owner) - 1]],
        text,
        "\n",
        source.text[_end(source, owner) :],
    ]
    try:
        plain = parse("".join(others))
    except Unparsable:
        return Rejection("the function is a method whose class cannot be taken away")
    found = [node for node in plain.tree.body if isinstance(node, Function) and node.name == function.name]
    if not found:
        return Rejection("the function is a method whose class cannot be taken away")
    return build(plain, found[0], None, hole, known, imported)


def _end(source: Source, node: ast.stmt) -> int:
    assert node.end_lineno is not None
    return source.starts[node.end_lineno] if node.end_lineno < len(source.starts) else len(source.text)


def _without_first_parameter(text: str) -> str:
    source = parse(text)
    function = source.tree.body[0]
    assert isinstance(function, Function)
    arguments = [*function.args.posonlyargs, *function.args.args]
    span = source.span(arguments[0])
    end = span.end
    rest = source.text[end : header_end(source, function)]
    stripped = rest.lstrip()
    if stripped.startswith(","):
        end += len(rest) - len(stripped) + 1
        end += len(source.text[end:]) - len(source.text[end:].lstrip(" "))
    return source.text[: span.start] + source.text[end:]


def _whole_class(
    source: Source,
    function: Function,
    owner: ast.ClassDef,
    hole: Hole,
    known: Collection[str],
    imported: Collection[str],
) -> Fill | Rejection:
    """The method needs its object: the class moves inside, and a fresh object answers."""
    maker = next((node for node in owner.body if isinstance(node, Function) and node.name == "__init__"), None)
    if maker is not None and len(maker.args.args) - len(maker.args.defaults) > 1:
        return Rejection(f"the function is a method of {owner.name}, whose objects need arguments to be made")
    problem = too_few_or_many(function.args, hole, bound=1)
    if problem is not None:
        return Rejection(problem)
    gathered = gather(source, owner, known, imported)
    header = _header(hole)
    call = f"{owner.name}().{function.name}({_parameters_text(hole)})"
    prologue = [*gathered.imports, *gathered.texts, source.lines_of(owner)]
    return _assembled(_Parts(header, f"    {_return(function, hole)}{call}", "    "), prologue, hole)


def _decorators(source: Source, function: Function, hole: Hole) -> list[str]:
    """Decorators that the sketch does not already put on the hole, as lines."""
    own = {text.lstrip("@").strip() for text in hole.decorators} | {"staticmethod", "classmethod"}
    texts = [source.segment(node) for node in function.decorator_list]
    return [f"@{text}" for text in texts if text.strip() not in own]


def _must_nest(main: Source, gathered: Gathered, prologue: Collection[str]) -> bool:
    function = _only(main)
    everything = names(main)
    recursive = any(
        item.name == function.name and item.owner is everything.module and not item.binds
        for item in everything.occurrences
    )
    if recursive and (gathered.variables or prologue):
        return True
    if any(isinstance(node, ast.Global) and set(node.names) & gathered.bound for node in ast.walk(function)):
        return True
    own = everything.scopes[function].bound
    return bool(own & gathered.bound)


def _only(main: Source) -> Function:
    function = main.tree.body[0]
    assert isinstance(function, Function)
    return function


def _flat(main: Source, gathered: Gathered, aligned: Aligned, hole: Hole) -> Fill | Rejection:
    """The hole's header over the model's own body."""
    function = _only(main)
    everything = names(main)
    inside = everything.scopes[function]
    if hole.is_method:
        to = {}
        chosen: list[Occurrence] = []
    else:
        to = {function.name: hole.name}
        chosen = [
            item
            for item in everything.occurrences
            if item.name == function.name and item.owner is everything.module and item.node is not function
        ]
    differing = {old: new for old, new in aligned.renames if old != new}
    clash = any(item.name in differing.values() and item.name not in differing for item in everything.occurrences)
    aliases: list[str] = []
    renamed: Source | None = None
    if differing and not clash:
        parameters = [item for item in everything.occurrences if item.name in differing and item.owner is inside]
        renamed = rename(main, [*chosen, *parameters], {**to, **differing})
    if differing and (renamed is None or _keywords_to_self(function, differing)):
        aliases = [f"{', '.join(differing)} = {', '.join(differing.values())}"]
        renamed = None
    if renamed is None:
        renamed = rename(main, chosen, to)
    if renamed is None or (aliases and _keywords_to_self(function, differing)):
        return _nested(main, [], gathered, _parameters_text(hole), _header(hole), hole)
    parts = _take_apart(renamed, _header(hole))
    texts = [_renamed_helper(text, function.name, hole) for text in gathered.texts]
    return _assembled(parts, [*gathered.imports, *texts, *aligned.prologue, *aliases], hole)


def _keywords_to_self(function: Function, differing: Collection[str]) -> bool:
    """Whether a recursive call names a parameter that gets another name."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == function.name
        and any(keyword.arg in differing or keyword.arg is None for keyword in node.keywords)
        for node in ast.walk(function)
    )


def _renamed_helper(text: str, old: str, hole: Hole) -> str:
    if old == hole.name or hole.is_method:
        return text
    helper = parse(text)
    chosen = [item for item in names(helper).occurrences if item.name == old and item.owner is None]
    renamed = rename(helper, chosen, {old: hole.name})
    return text if renamed is None else renamed.text


def _inline(main: Source, gathered: Gathered, function: Function, source: Source, hole: Hole) -> Fill | Rejection:
    """A function of its own: it keeps its parameters, which must take what the call gives."""
    problem = too_few_or_many(_only(main).args, hole)
    if problem is not None:
        return Rejection(problem)
    everything = names(main)
    chosen = [item for item in everything.occurrences if item.name == function.name and item.owner is everything.module]
    renamed = rename(main, chosen, {function.name: hole.name})
    decorators = _decorators(source, function, hole)
    own = _only(main if renamed is None else renamed)
    header_source = main if renamed is None else renamed
    end = header_end(header_source, own)
    header = header_source.text[header_source.starts[own.lineno - 1] : end]
    if not hole.signature.is_async and isinstance(own, ast.AsyncFunctionDef):
        header = header.removeprefix("async").lstrip()
    if renamed is None or decorators or _must_nest(main, gathered, ()):
        header = header.replace(f"def {function.name}", f"def {hole.name}", 1)
        return _nested(main, decorators, gathered, _pass_on(_only(main).args), header, hole)
    parts = _take_apart(renamed, header)
    texts = [_renamed_helper(text, function.name, hole) for text in gathered.texts]
    return _assembled(parts, [*gathered.imports, *texts], hole)


def _pass_on(arguments: ast.arguments) -> str:
    texts = [item.arg for item in [*arguments.posonlyargs, *arguments.args]]
    texts += [f"*{arguments.vararg.arg}"] if arguments.vararg else []
    texts += [f"{item.arg}={item.arg}" for item in arguments.kwonlyargs]
    texts += [f"**{arguments.kwarg.arg}"] if arguments.kwarg else []
    return ", ".join(texts)


def _parameters_text(hole: Hole) -> str:
    parameters = hole.signature.parameters
    prefix = {"star": "*", "double-star": "**"}
    skipped = parameters[1:] if hole.is_method and "staticmethod" not in " ".join(hole.decorators) else parameters
    return ", ".join(
        f"{item.name}={item.name}" if item.kind == "keyword-only" else prefix.get(item.kind, "") + item.name
        for item in skipped
    )


def _header(hole: Hole) -> str:
    return f"{hole.signature.text.strip().rstrip(':')}:"


def _return(function: Function, hole: Hole) -> str:
    return "return await " if isinstance(function, ast.AsyncFunctionDef) and hole.signature.is_async else "return "


def _nested(
    main: Source, decorators: list[str], gathered: Gathered, passed: str, header: str, hole: Hole
) -> Fill | Rejection:
    """The model's function unchanged, inside one with the right header that calls it."""
    function = _only(main)
    if isinstance(function, ast.AsyncFunctionDef) and not hole.signature.is_async:
        return Rejection("it is async, but the hole is not")
    first = next(iter([*function.args.posonlyargs, *function.args.args]), None)
    receiver = hole.signature.parameters[0].name if hole.is_method and hole.signature.parameters else None
    if receiver is not None and first is not None and first.arg in ("self", "cls"):
        passed = f"{receiver}, {passed}".rstrip(", ")
    text = _without_docstring(main)
    shared = {name for node in ast.walk(function) if isinstance(node, ast.Global) for name in node.names}
    if shared & gathered.bound:
        closed = _closed_over(parse(text), gathered.bound)
        if closed is None:
            return Rejection("it changes a global variable of its own")
        text = closed
    call = f"{_return(function, hole)}{function.name}({passed})"
    prologue = [*gathered.imports, *gathered.texts, "\n".join([*decorators, text])]
    return _assembled(_Parts(header, f"    {call}", "    "), prologue, hole)


def _closed_over(main: Source, bound: Collection[str]) -> str | None:
    """`global` made `nonlocal` for variables that have moved inside."""
    text = main.text
    for node in sorted((n for n in ast.walk(main.tree) if isinstance(n, ast.Global)), key=lambda n: -n.lineno):
        if not set(node.names) <= set(bound):
            return None
        start = main.span(node).start
        text = text[:start] + "nonlocal" + text[start + len("global") :]
    return text


def _without_docstring(main: Source) -> str:
    function = _only(main)
    start = header_end(main, function)
    parts = _take_apart(main, main.text[:start])
    return f"{parts.header}\n{parts.body}" if parts.body else f"{parts.header}\n    pass"


def _take_apart(main: Source, header: str) -> _Parts:
    """The body as lines, without the docstring, whatever line it began on."""
    function = _only(main)
    statements = without_docstring(function.body)
    if not statements:
        return _Parts(header, "", "    ")
    has_docstring = len(statements) < len(function.body)
    behind = main.span(function.body[0]).end if has_docstring else header_end(main, function)
    begin = main.starts[first_line(statements[0]) - 1]
    if begin <= behind:
        return _Parts(header, "    " + main.text[main.span(statements[0]).start :], "    ")
    line = main.text[begin:]
    step = line[: len(line) - len(line.lstrip())]
    body = main.text[main.text.index("\n", behind) + 1 :]
    return _Parts(header, body.lstrip("\n"), step)


def _assembled(parts: _Parts, prologue: list[str], hole: Hole) -> Fill | Rejection:
    if not parts.body.strip():
        return Rejection("the function has no body")
    pieces = [parts.header, *(indent(text, parts.step) for text in prologue), parts.body.rstrip()]
    text = "\n".join(piece for piece in pieces if piece) + "\n"
    try:
        whole = parse(text)
    except Unparsable:
        return Rejection("the function cannot be put together from the answer")
    if len(whole.tree.body) != 1 or not isinstance(whole.tree.body[0], Function):
        return Rejection("the function cannot be put together from the answer")
    return Fill(text)
