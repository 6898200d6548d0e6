"""Rows of an `Examples:` file: JSON lines of arguments and what is expected of them."""

from __future__ import annotations

import ast
import json
import re

from attrs import evolve

from sketch.conflicts import LOOSE
from sketch.model import Example, Hole, Problem, Row, Sketch, Span
from sketch.statements import literal_value, parse_python

_BREAK = re.compile(r"\r\n|\r|\n")
_ONE = "only one of the two can hold."
_KEYS = ("args", "kwargs", "returns", "raises")


def parse_rows(
    text: str, path: str, most_rows: int = 10_000, largest_row: int = 4_000_000
) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The rows of `text`, the contents of the file `path`, and a problem for each line that is none.

    Blank lines are skipped. Lines over `largest_row` characters and rows behind the first `most_rows` are left out,
    with a problem. The spans of problems are offsets into `text`; their messages name the line.
    """
    rows: list[Row] = []
    problems: list[Problem] = []
    position = 0
    for number, line in enumerate(_BREAK.split(text.removeprefix("\ufeff")), 1):
        start = text.find(line, position) if line else position
        span = Span(start, start + len(line))
        position = span.end
        if not line.strip():
            continue
        if len(rows) == most_rows:
            message = f"{path} has more than {most_rows} rows; line {number} and those behind it are left out."
            problems.append(Problem("example-malformed", message, span))
            break
        row = _row(line, path, number) if len(line) <= largest_row else f"it has more than {largest_row} characters"
        if isinstance(row, Row):
            rows.append(row)
        else:
            problems.append(Problem("example-malformed", f"Line {number} of {path} is no example: {row}.", span))
    return tuple(rows), tuple(problems)


def _row(line: str, path: str, number: int) -> Row | str:
    """The row that `line` is, or why it is none."""
    try:
        found = json.loads(line)
    except ValueError:
        return "it is not JSON"
    except RecursionError:
        return "it is nested too deep"
    if not isinstance(found, dict):
        return 'it is not an object like {"args": [1], "returns": 2}'
    unknown = [key for key in found if key not in _KEYS]
    if unknown:
        return f"{json.dumps(unknown[0], ensure_ascii=False)} is none of the keys {', '.join(_KEYS)}"
    args, kwargs, raises = found.get("args", []), found.get("kwargs", {}), found.get("raises")
    if not isinstance(args, list):
        return '"args" is not a list'
    if not isinstance(kwargs, dict):
        return '"kwargs" is not an object'
    if ("returns" in found) == ("raises" in found):
        return 'it needs one of "returns" and "raises"'
    if "raises" in found and (not isinstance(raises, str) or not raises.strip()):
        return '"raises" is not the name of an exception'
    return Row(path, number, tuple(args), tuple(kwargs.items()), found.get("returns"), raises)


def with_rows(sketch: Sketch, hole_id: str, rows: tuple[Row, ...]) -> Sketch:
    """`sketch` with `rows` as further examples of the hole or function `hole_id`, and a problem where they contradict
    each other. They stand at the `Examples:` line that names their file."""
    holes = tuple(_with_rows(hole, rows) if hole.id == hole_id else hole for hole in sketch.holes)
    functions = tuple(_with_rows(hole, rows) if hole.id == hole_id else hole for hole in sketch.functions)
    problems = [p for hole in (*holes, *functions) if hole.id == hole_id for p in _conflicts(hole)]
    new = [problem for problem in problems if problem not in sketch.problems]
    return evolve(sketch, holes=holes, functions=functions, problems=(*sketch.problems, *new))


def _with_rows(hole: Hole, rows: tuple[Row, ...]) -> Hole:
    spans = {file.path: file.span for file in hole.examples_files}
    added = [
        Example(
            span=spans.get(row.path, hole.description_span),
            source=rendering(hole.name, row),
            source_span=spans.get(row.path, hole.description_span),
            raises=row.raises,
            row=row,
        )
        for row in rows
    ]
    return evolve(hole, examples=(*hole.examples, *added))


def _conflicts(hole: Hole) -> list[Problem]:
    """A problem for each two rows that expect different things of equal arguments, and at both a row and a typed
    example that do."""
    problems: list[Problem] = []
    for first, example in contradicting_rows(hole):
        other = example.row
        assert other is not None
        where = f"line {other.line} of {other.path}"
        if first.row is None:
            problems.append(
                Problem(
                    "examples-conflict", f"L{where[1:]} expects something else of the same call; {_ONE}", first.span
                )
            )
            message = f"The example `{first.source}` and {where} expect different things of the same call; {_ONE}"
        else:
            before = f"Line {first.row.line} of {first.row.path}"
            message = f"{before} and {where} expect different things of the same call; {_ONE}"
        problems.append(Problem("examples-conflict", message, example.span))
    return problems


def contradicting_rows(hole: Hole) -> tuple[tuple[Example, Example], ...]:
    """Each example from a row with the first before it that has equal arguments and expects something else; that may
    also be a typed one, if it is a call with literals."""
    typed: dict[str, list[tuple[Example, Row]]] = {}
    if any(example.row is not None for example in hole.examples):
        for example in hole.examples:
            if example.row is None and (row := _as_row(hole, example)) is not None:
                typed.setdefault(_call(row), []).append((example, row))
    seen: dict[str, Example] = {}
    pairs: list[tuple[Example, Example]] = []
    for example in hole.examples:
        if example.row is not None:
            key = _call(example.row)
            first = seen.setdefault(key, example)
            if first.row is not None and _plain(first.row) != _plain(example.row):
                pairs.append((first, example))
            pairs += [(one, example) for one, row in typed.get(key, ()) if not _agree(row, example.row)]
    return tuple(pairs)


def _call(row: Row) -> str:
    return json.dumps([row.args, dict(row.kwargs)], sort_keys=True)


def _plain(row: Row) -> tuple[object, str | None]:
    return row.returns, row.raises


def _agree(typed: Row, row: Row) -> bool:
    if typed.raises is not None and row.raises is not None:
        return True  # A row may name a base class.
    return _plain(typed) == _plain(row)


def _as_row(hole: Hole, example: Example) -> Row | None:
    """The row that says the same as a typed `example`; None where its call or what it expects is not of values that
    JSON has, or is loose."""
    if example.setup or example.options & LOOSE:
        return None
    tree = parse_python(example.source, "eval")
    call = tree.body if isinstance(tree, ast.Expression) else None
    if not isinstance(call, ast.Call) or ast.unparse(call.func) not in (hole.name, hole.id, "_"):
        return None
    try:
        args = tuple(_json(ast.literal_eval(argument)) for argument in call.args)
        kwargs = tuple((str(argument.arg), _json(ast.literal_eval(argument.value))) for argument in call.keywords)
        if any(argument.arg is None for argument in call.keywords):
            return None
        returns = None
        if example.raises is None and example.expected is not None:
            returns = _json(literal_value(example.expected))
    except (ValueError, TypeError, MemoryError, RecursionError):
        return None
    return Row("", 0, args, kwargs, returns, example.raises)


def _json(value: object) -> object:
    """`value` if JSON has it. Raises ValueError."""
    if isinstance(value, list):
        return [_json(item) for item in value]
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {key: _json(item) for key, item in value.items()}
    if value is None or isinstance(value, (str, int, float)):
        return value
    raise ValueError("JSON has no such value")


def rendering(name: str, row: Row) -> str:
    """The call that `row` is, short enough to be read: `main([[0, 0, …], …])`."""
    texts = [_short(value, 0) for value in row.args]
    texts += [f"{key}={_short(value, 0)}" for key, value in row.kwargs]
    return f"{name}({', '.join(texts)})"


def _short(value: object, depth: int) -> str:
    if isinstance(value, str):
        return repr(value if len(value) <= 30 else f"{value[:29]}…")
    most = (4, 3, 1)[min(depth, 2)]
    if isinstance(value, (list, dict)) and depth > 2 and value:
        return "[…]" if isinstance(value, list) else "{…}"
    if isinstance(value, list):
        if any(isinstance(item, (list, dict)) for item in value):
            most = 1
        texts = [_short(item, depth + 1) for item in value[:most]] + ["…"] * (len(value) > most)
        return f"[{', '.join(texts)}]"
    if isinstance(value, dict):
        pairs = [f"{_short(key, depth + 1)}: {_short(item, depth + 1)}" for key, item in list(value.items())[:most]]
        return "{" + ", ".join([*pairs, *["…"] * (len(value) > most)]) + "}"
    text = repr(value)
    return text if len(text) <= 30 else f"{text[:29]}…"
