"""What a model is told about a hole, and nothing that it must not know: held-back examples appear nowhere in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from attrs import frozen

from holes.answers.scopes import names
from holes.answers.source import Source, Unparsable, parse
from holes.answers.surroundings import surroundings
from holes.engines.protocol import Request
from sketch.cuts import example_cuts
from sketch.model import Example, Hole, Kind, Sketch, Span
from sketch.text import Edit, apply_edits

_SYSTEM = """\
You complete one function of a Python program that somebody else writes. Give one complete function in one fenced \
block, and nothing else that is code. Keep its name and its parameters. Put every import and helper it needs inside \
its body. Handle the general case: never table the examples. No input, no output, no text beyond what it returns, \
unless the description asks for it."""

_SYSTEM_CHOICE = "You choose one value for a Python program that somebody else writes. Answer with that value alone."

#: Characters of the sketch that are shown; what does not fit is left out, the farthest first.
_CONTEXT = 12_000
_EXAMPLE = 1_200


@frozen
class Message:
    """One message of a conversation: `role` is `system`, `user` or `assistant`."""

    role: str
    content: str


def held_back(examples: Sequence[Example]) -> tuple[int, ...]:
    """Indexes of the examples that may be shown: all of up to three, else about three quarters of them, spread evenly.

    The first is always shown, and so is the only one that expects an exception.
    """
    count = len(examples)
    if count < 4:
        return tuple(range(count))
    raising = [index for index, example in enumerate(examples) if _raises(example)]
    needed = {0, *(raising if len(raising) == 1 else ())}
    hidden: set[int] = set()
    for number in range(count // 4):
        wanted = 4 * number + 2
        hidden.add(next(index for index in (wanted, wanted + 1, wanted - 1) if index < count and index not in needed))
    return tuple(index for index in range(count) if index not in hidden)


def _raises(example: Example) -> bool:
    return example.raises is not None or (example.row is not None and example.row.raises is not None)


def tokens(prompt: Sequence[Message]) -> int:
    """About how many tokens `prompt` is, by the rule of four characters to a token."""
    return sum(len(message.content) for message in prompt) // 4


def messages(request: Request) -> tuple[Message, ...]:
    """The conversation that asks for a fill: a system message and one of the user's."""
    if request.hole.kind is Kind.CHOICE:
        return Message("system", _SYSTEM_CHOICE), Message("user", "\n\n".join(about(request)))
    parts = (*about(request), *_earlier(request), _closing(request.hole))
    return Message("system", _SYSTEM), Message("user", "\n\n".join(parts))


def about(request: Request, opening: str = "Write this") -> tuple[str, ...]:
    """What is said of a hole whatever is asked: the program around it, what it is to do (under a line that begins with
    `opening`), its shown examples and its properties."""
    task = (_options(request.hole),) if request.hole.kind is Kind.CHOICE else (_task(request, opening),)
    parts = (_context(request), *task, *_examples(request), *_properties(request.hole))
    return tuple(part for part in parts if part)


def render_prompt(prompt: Sequence[Message]) -> str:
    """The conversation as a person reads it, before anything is sent."""
    return "\n".join(f"── {message.role} ──\n{message.content}\n" for message in prompt)


def fenced(text: str, language: str = "python") -> str:
    """`text` between fences that it does not hold."""
    fence = "`" * (1 + max((len(run) for run in re.findall(r"`{3,}", text)), default=2))
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def without_examples(sketch: Sketch, span: Span) -> str:
    """The sketch's text at `span` without any example, in docstrings or comments, and without `Examples:` lines."""
    lines: list[str] = []
    line = ""
    touched = False
    position = span.start
    for cut in (*example_cuts(sketch), Span(span.end, span.end)):
        if cut.start < position or cut.end > span.end:
            continue
        before = sketch.text[position : cut.start].replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for number, piece in enumerate(before):
            if number:
                lines += [line] if line.strip() or not touched else []
                line, touched = "", False
            line += piece
        position = cut.end
        touched = touched or cut.start < cut.end
    text = "\n".join([*lines, line] if line.strip() else lines)
    # Where examples stood, no empty docstring is left, nor an empty line before its closing quotes.
    text = re.sub(r"(?m)^[ \t]*(\"\"\"|''')\s*\1[ \t]*\n", "", text)
    return re.sub(r"\n\s*\n(?=[ \t]*(\"\"\"|''')[ \t]*(\n|$))", "\n", text)


def _header(hole: Hole) -> str:
    return f"{hole.signature.text.strip().rstrip(':')}:"


def _task(request: Request, opening: str) -> str:
    hole = request.hole
    lines = [f"{opening} {'method' if hole.is_method else 'function'}:", "", "```python"]
    lines += [f"@{text.lstrip('@')}" for text in hole.decorators]
    description = _without_doctests(hole.description).strip() or "(its examples say what it does)"
    body = description.replace("\\", "\\\\").replace('"""', "'''")
    lines += [_header(hole), *(f"    {line}".rstrip() for line in f'"""{body}"""'.split("\n")), "```"]
    if hole.kind is Kind.INLINE:
        lines += [
            "",
            f"It is called where the program says `{hole.description}`; you may give its parameters better types.",
        ]
    return "\n".join(lines)


def _examples(request: Request) -> list[str]:
    shown = [request.hole.examples[index] for index in request.shown if 0 <= index < len(request.hole.examples)]
    if not shown:
        return []
    return ["Examples:\n\n```pycon\n" + "\n".join(_example(example, request.hole) for example in shown) + "\n```"]


def _example(example: Example, hole: Hole) -> str:
    """An example as a doctest, with the hole's name for `_`."""
    row = example.row
    if row is not None:
        arguments = ", ".join([repr(item) for item in row.args] + [f"{name}={value!r}" for name, value in row.kwargs])
        answer = repr(row.returns) if row.raises is None else f"Traceback (most recent call last):\n{row.raises}"
        return f">>> {hole.name}({_cut(arguments)})\n{_cut(answer)}"
    lines = []
    for statement in (*example.setup, example.source):
        text = _named(statement, hole).rstrip("\n")
        lines += [f"{'>>> ' if number == 0 else '... '}{line}".rstrip() for number, line in enumerate(text.split("\n"))]
    if example.raises is not None:
        lines += ["Traceback (most recent call last):", example.raises]
    elif example.expected is not None:
        lines.append(_cut(example.expected.rstrip("\n")))
    return _cut("\n".join(lines), 4 * _EXAMPLE)


def _cut(text: str, most: int = _EXAMPLE) -> str:
    return text if len(text) <= most else f"{text[:most]} … ({len(text) - most} more characters)"


def _named(statement: str, hole: Hole) -> str:
    """`statement` with the hole's name where `_` stands for it."""
    if hole.kind is not Kind.INLINE:
        return statement
    try:
        source = parse(statement)
        found = names(source).occurrences
    except (Unparsable, RecursionError):
        return statement
    spans = {item.span for item in found if item.name == "_" and source.text[item.span.start : item.span.end] == "_"}
    bound = any(item.name == "_" and item.binds for item in found)
    return statement if bound else apply_edits(statement, [Edit(span, hole.name) for span in spans])


def _properties(hole: Hole) -> list[str]:
    texts = []
    if hole.given:
        texts.append("It is only called where this holds:\n" + "\n".join(f"- `{item.source}`" for item in hole.given))
    if hole.properties:
        listed = "\n".join(f"- `{item.source}`" for item in hole.properties)
        texts.append(f"For every such call this must hold of its `result`:\n{listed}")
    return texts


def _earlier(request: Request) -> list[str]:
    """What was found before, and what is known of it."""
    if request.feedback is None:
        words = "This is right on some of the examples; take from it what helps:"
        return [] if request.start is None else [f"{words}\n\n{fenced(request.start)}"]
    return [
        f"An earlier attempt:\n\n{fenced(request.feedback.source)}",
        f"What is wrong with it:\n\n{request.feedback.words.strip()}",
        "Find the cause and correct it with as few changes as possible; keep what is right.",
    ]


def _closing(hole: Hole) -> str:
    return f"Answer with the complete function `{hole.name}` in one fenced Python block."


def _options(hole: Hole) -> str:
    return "Choose one of:\n" + "\n".join(f"- {choice}" for choice in hole.choices)


def _without_doctests(text: str) -> str:
    """`text` without examples, and without the lines that lead to them."""
    kept: list[str] = []
    inside = False
    for line in text.split("\n"):
        if line.lstrip().startswith(">>>"):
            inside = True
        elif inside and not line.strip():
            inside = False
        if not inside and not re.match(r"\s*Examples?:.*$", line):
            kept.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")


def _context(request: Request) -> str:
    """The parts of the sketch that matter: imports, constants, classes, headers of the others, callers in full."""
    around = surroundings(request.sketch)
    if around.source is None:
        return ""
    pieces = _pieces(request, around.source)
    chosen: set[int] = set()
    room = _CONTEXT
    for index in sorted(range(len(pieces)), key=lambda index: (pieces[index][0], index)):
        if pieces[index][1].strip() and len(pieces[index][1]) <= room:
            chosen.add(index)
            room -= len(pieces[index][1])
    text = "\n\n".join(pieces[index][1] for index in sorted(chosen))
    text = re.sub(r"(?m)^((?:from|import) .*)\n\n(?=(?:from|import) )", r"\1\n", text)
    if not text.strip():
        return ""
    words = "The program so far (only what matters here; other functions are shown by their headers):"
    return f"{words}\n\n{fenced(text)}"


def _pieces(request: Request, source: Source) -> list[tuple[int, str]]:
    """Each top-level statement with how far it may be left out (0: last)."""
    hole = request.hole
    callers = {use.caller for use in hole.uses}
    fills = dict(request.fills)
    pieces: list[tuple[int, str]] = []
    for node in source.tree.body:
        span = source.span(node)
        if isinstance(node, ast.Import | ast.ImportFrom):
            pieces.append((0, without_examples(request.sketch, span)))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if node.name == hole.name and hole.kind is not Kind.INLINE and not hole.is_method:
                continue
            inside = any(span.start <= use.span.start < span.end for use in hole.uses) or node.name in callers
            inside = inside or span.start < hole.span.start < span.end
            if inside or node.name in fills:
                pieces.append((1, fills.get(node.name) or without_examples(request.sketch, span)))
            else:
                pieces.append((3, _outline(node)))
        elif isinstance(node, ast.ClassDef):
            pieces.append((2, without_examples(request.sketch, span)))
        elif not _is_text(node):
            last = 1 if isinstance(node, ast.Assign | ast.AnnAssign) else 2
            pieces.append((last, without_examples(request.sketch, span)))
    return pieces


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _outline(node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """A function's header and the words of its docstring."""
    header = ast.unparse(ast.copy_location(_emptied(node), node)).removesuffix("\n    pass")
    words = _without_doctests(ast.get_docstring(node) or "").strip()
    return f'{header}\n    """{words}"""\n    ...' if words else f"{header}\n    ..."


def _emptied(node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.stmt:
    fields = {name: value for name, value in ast.iter_fields(node) if name != "body"}
    return type(node)(**fields, body=[ast.Pass()])
