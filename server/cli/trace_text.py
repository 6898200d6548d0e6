"""One example as a tree of calls: what each hole got, what it gave, and where it went wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence

from holes.runner.protocol import Ending, Error, Outcome, Recorded
from holes.values import Value, names
from holes.values import render as value_text
from server.call_tree import ENDINGS, margins
from server.cli.cells import width
from server.cli.look import Line, Look, Piece, look_at, painted
from server.words import count, duration

_CALLS = 500
_ARGUMENT_CELLS = 40
_INDENT = 20
_PRINTED_LINES = 20


def render_trace(
    title: str,
    calls: tuple[Recorded, ...],
    parameter_names: Mapping[str, tuple[str, ...]],
    outcome: Outcome,
    look: Look | None = None,
) -> str:
    """The calls of one example as text that ends in a line break. `title` is the example's source, `parameter_names`
    maps ids of holes to what their parameters are called. Without `look`, as standard output can show it."""
    look = look_at(sys.stdout, os.environ) if look is None else look
    return painted(trace_lines(title, calls, parameter_names, outcome, look), look)


def trace_lines(
    title: str,
    calls: Sequence[Recorded],
    parameter_names: Mapping[str, tuple[str, ...]],
    outcome: Outcome,
    look: Look,
) -> Iterator[Line]:
    """The same, line by line."""
    for number, source in enumerate(title.split("\n")):
        prompt = (">>> " if number == 0 else "... ") + source[: min(len(source) - len(source.lstrip(" ")), _INDENT)]
        yield ((prompt, "dim"), (look.call(source, look.width - len(prompt)), "strong"))
    shown = calls[:_CALLS]
    signs = look.sign("│"), look.sign("├─"), look.sign("└─")
    for call, margin in zip(shown, margins([call.depth for call in shown], *signs), strict=True):
        yield from _call_lines(call, margin, parameter_names.get(call.hole, ()), outcome.missing, look)
    if len(calls) > len(shown):
        yield ((f"{look.ellipsis} and {count(len(calls) - len(shown), 'more call')}", "dim"),)
    if not calls and outcome.ending in (Ending.VALUE, Ending.RAISED):
        yield (("no hole or function of the sketch was called", "dim"),)
    printed = outcome.printed.removesuffix("\n").split("\n") if outcome.printed else []
    for line in printed[:_PRINTED_LINES]:
        yield (("printed  ", "dim"), (look.call(line, look.width - 9), ""))
    if len(printed) > _PRINTED_LINES:
        yield ((f"{look.ellipsis} and {count(len(printed) - _PRINTED_LINES, 'more line')}", "dim"),)
    yield _end(outcome, look)


def _call_lines(
    call: Recorded, margin: str, parameters: tuple[str, ...], missing: str | None, look: Look
) -> Iterator[Line]:
    arrow = f" {look.sign('→')} "
    result, style = _result(call, missing, look)
    remark = "answered from its examples" if call.answered else ""
    time = duration(call.seconds) if call.seconds >= 0.0005 else ""
    behind = "".join(f"  {word}" for word in (remark, time) if word)
    name = look.brief(call.hole, _ARGUMENT_CELLS)
    room = look.width - width(margin) - width(behind)
    # Half of the line belongs to the result, unless it needs less.
    result = look.call(result, max(room // 2 - width(arrow), 12))
    arguments = _arguments(call, parameters, max(room - width(arrow) - width(result) - width(name) - 2, 12), look)
    pieces: list[Piece] = [
        (margin, "dim"),
        (name, "strong"),
        (f"({arguments})", ""),
        (arrow, "dim"),
        (result, style),
        (behind, "warn" if call.answered else "dim"),
    ]
    yield tuple(pieces)


def _arguments(call: Recorded, parameters: tuple[str, ...], cells: int, look: Look) -> str:
    """Arguments by name where names are known, each cut so that all of them can be seen."""
    named = [(name, value) for name, value in zip(parameters, call.args, strict=False)]
    pairs = [*named, *(("", value) for value in call.args[len(named) :]), *call.kwargs]
    if not pairs:
        return ""
    texts = [_value(value, 8 * cells) for _, value in pairs]
    heads = [f"{look.clean(name)}=" if name else "" for name, _ in pairs]
    free = cells - sum(map(width, heads)) - 2 * (len(pairs) - 1)
    shown: list[str] = []
    for index, (head, text) in enumerate(zip(heads, texts, strict=True)):
        # Short arguments leave what they do not need to those behind them.
        share = max(free // (len(pairs) - index), 6)
        brief = look.call(text, share)
        free -= width(brief)
        shown.append(head + brief)
    return ", ".join(shown)


def _value(value: Value, cells: int) -> str:
    """A value as text, functions by their bare name."""
    if value.tag == "opaque":
        kind, text = names(value)
        words = text.split()
        if kind in ("function", "builtins.function", "builtin_function_or_method") and len(words) > 1:
            return words[1].rsplit(".", 1)[-1]
    return value_text(value, cells)


def _result(call: Recorded, missing: str | None, look: Look) -> tuple[str, str]:
    if call.ending is Ending.MISSING:
        return ("stopped", "dim") if missing not in (None, call.hole) else ("not filled: stops here", "warn")
    if call.ending is Ending.VALUE:
        return _value(call.value, 8 * look.width) if call.value is not None else "?", ""
    if call.ending is Ending.RAISED:
        return f"raised {_error(call.error)}", "bad"
    return ENDINGS[call.ending], "bad"


def _error(error: Error | None) -> str:
    if error is None:
        return "an exception"
    return f"{error.type}: {error.message}" if error.message else error.type


def _end(outcome: Outcome, look: Look) -> Line:
    equals = (f"{look.sign('→')} ", "dim")
    room = look.width - 2
    time = f"  {duration(outcome.seconds)}" if outcome.seconds >= 0.0005 else ""
    match outcome.ending:
        case Ending.VALUE:
            text = outcome.text or (_value(outcome.value, 8 * room) if outcome.value is not None else "None")
            return (equals, (look.call(text, room - len(time)), "strong"), (time, "dim"))
        case Ending.RAISED:
            return (equals, (look.call(f"raised {_error(outcome.error)}", room - len(time)), "bad"), (time, "dim"))
        case Ending.MISSING:
            hole = f"`{look.brief(outcome.missing or 'a hole', _ARGUMENT_CELLS)}`"
            return (equals, (f"stopped at {hole}, which is not filled", "warn"))
        case Ending.DENIED if outcome.action:
            return (equals, (look.call(f"{ENDINGS[Ending.DENIED]}: {outcome.action}", room), "bad"))
        case Ending.BROKEN | Ending.INCONCLUSIVE if outcome.error:
            return (equals, (look.call(f"{ENDINGS[outcome.ending]}: {_error(outcome.error)}", room), "bad"))
        case _:
            return (equals, (ENDINGS[outcome.ending], "bad"), (time, "dim"))
