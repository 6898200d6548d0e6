"""What can be typed next in what is ours: examples, what they expect, sections of docstrings, holes in backticks.

Everywhere else nothing is offered, so that what other servers know of Python is not drowned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from server.features.completion_examples import (
    CompletionKind,
    Draft,
    documented,
    draft_call,
    draft_examples,
    draft_expected,
    draft_flags,
)
from server.features.completion_place import Place, Typing, Written, half, place_at
from server.features.view import View
from sketch.doctest_text import escape, fits_comment, needs_escapes
from sketch.layout import line_ending
from sketch.model import Hole, Kind, Span

#: What an editor asks for completions behind, without being told to.
TRIGGER_CHARACTERS = (" ", "`", "+", "(")

#: How many are offered at once: those that are nearest. More would take longer than a person notices.
MOST = 60

_BEGINS = re.compile(r"(?:>>>|\.\.\.|[:,]) $")
_SECTIONS = {
    "Properties:": "what must hold of every result, an expression a line",
    "Given:": "what must hold of the inputs that are tried",
    "Examples:": "a file of examples, one in a line of JSON",
}


@frozen
class Completion:
    """Something to type: `text` in place of `span`, as it is, its further lines indented already. `snippet` is the same
    with places to fill in, in the syntax of snippets, None where there are none. `documentation` is Markdown. Lists are
    ordered by `sort`."""

    label: str
    text: str
    span: Span
    kind: CompletionKind
    snippet: str | None = None
    detail: str | None = None
    documentation: str | None = None
    sort: str = ""


def completions(
    view: View, offset: int, files: Sequence[str] = (), trigger: str | None = None
) -> tuple[Completion, ...]:
    """What can be typed at `offset`, at most `MOST` of it: there may be others where it is that many. `files` are the
    names of those beside the sketch; `trigger` is the character that was typed, where that is why an editor asks."""
    place = place_at(view, offset)
    if place is None or not _is_asked(view, offset, trigger):
        return ()
    typed = view.text[place.span.start : offset].casefold()
    drafts = {
        Typing.EXAMPLE: draft_examples,
        Typing.EXPECTED: draft_expected,
        Typing.FLAG: draft_flags,
        Typing.PROMPT: _prompt,
        Typing.SECTION: _sections,
        Typing.FILE: lambda view, place: _files(files),
        Typing.PROPERTY: _property,
        Typing.GIVEN: _property,
        Typing.DESCRIPTION: _descriptions,
        Typing.MARKER: _marker,
    }[place.typing]
    newline = line_ending(view.text)
    found: dict[str, Completion] = {}
    for draft in drafts(view, place):
        if draft.label in found or not _has_letters(draft.label.casefold(), typed):
            continue
        made = _made(draft, place, newline, len(found))
        if made is not None and made.text and not _touches(view.text, place, made.text):
            found[made.label] = made
        if len(found) == MOST:
            break
    return tuple(found.values())


def _has_letters(label: str, typed: str) -> bool:
    """Whether the letters that are typed are in `label`, in this order, as editors have it."""
    letters = iter(label)
    return all(letter in letters for letter in typed)


def _is_asked(view: View, offset: int, trigger: str | None) -> bool:
    """Whether a list is wanted: a space is typed everywhere, and asks for one only where something begins."""
    return trigger != " " or _BEGINS.search(view.text, max(0, offset - len(">>> ")), offset) is not None


def _made(draft: Draft, place: Place, newline: str, number: int) -> Completion | None:
    """The completion that a draft is at `place`; None where its text cannot be written there."""
    texts = [_written(part, place.written, newline) for part in draft.parts]
    if any(text is None for text in texts):
        return None
    parts = [text for text in texts if text is not None]
    snippet = "".join(
        f"${{{index // 2 + 1}:{_literal(part)}}}" if index % 2 else _literal(part) for index, part in enumerate(parts)
    )
    return Completion(
        draft.label,
        "".join(parts),
        place.span,
        draft.kind,
        snippet if len(parts) > 1 else None,
        draft.detail,
        draft.documentation,
        f"{number:03}",
    )


def _touches(text: str, place: Place, typed: str) -> bool:
    """Whether a quote at the end of what is `typed` would be read with those that close the docstring."""
    quote = place.written.quote
    return bool(quote) and text.startswith(quote, place.span.end) and typed.endswith(quote[0])


def _written(text: str, written: Written, newline: str) -> str | None:
    """`text` as it must be written; None where it cannot be."""
    if not written.quote:
        if not all(fits_comment(line) for line in text.split("\n")):
            return None
    elif written.raw and needs_escapes(text, written.quote):
        return None
    elif not written.raw:
        text = escape(text, written.quote)
    return text.replace("\n", newline + written.lead)


def _literal(text: str) -> str:
    """`text` as it stands in a snippet."""
    return re.sub(r"[\\$}]", r"\\\g<0>", text)


# Docstrings.


def _prompt(view: View, place: Place) -> Iterator[Draft]:
    for hole in place.holes if ">>>".startswith(place.before) else ():
        call = draft_call(hole, place)
        parts = (f">>> {call.parts[0]}", *call.parts[1:])
        yield Draft(f">>> {call.label}(…)", parts, CompletionKind.SNIPPET, "an example", call.documentation)


def _sections(view: View, place: Place) -> Iterator[Draft]:
    yield from _prompt(view, place)
    level = "\t" if "\t" in place.written.lead else "    "
    for heading, detail in _SECTIONS.items():
        if heading.lower().startswith(place.before.lower()):
            text = f"{heading} " if heading == "Examples:" else f"{heading}\n{level}"
            yield Draft(heading, (text,), CompletionKind.KEYWORD, detail)


def _files(files: Iterable[str]) -> Iterator[Draft]:
    for name in sorted(files):
        if name.endswith((".jsonl", ".ndjson")):
            yield Draft(name, (name,), CompletionKind.FILE)


def _property(view: View, place: Place) -> Iterator[Draft]:
    head = place.before[: len(place.before) - (place.span.end - place.span.start)]
    if half(place.before).quoted or head.rstrip().endswith("."):
        return
    for hole in place.holes:
        if place.typing is Typing.PROPERTY:
            yield Draft("result", ("result",), CompletionKind.VARIABLE, hole.signature.returns or "what it gives")
            yield Draft("len(result)", ("len(result)",), CompletionKind.VARIABLE)
        for parameter in hole.signature.parameters:
            yield Draft(parameter.name, (parameter.name,), CompletionKind.VARIABLE, parameter.annotation)


# Code.


def _descriptions(view: View, place: Place) -> Iterator[Draft]:
    inline = (hole for hole in view.sketch.holes if hole.kind is Kind.INLINE and hole.name_span != place.span)
    for hole in sorted(inline, key=lambda hole: abs(hole.span.start - place.span.start)):
        text = view.text[hole.name_span.start : hole.name_span.end]
        parts = (text,) if place.closed else _called(text, hole)
        yield Draft(text, parts, CompletionKind.TEXT, "a hole of this sketch", documented(hole))
    end = "" if place.closed else "`"
    yield Draft("choose: …", ("choose: ", "1, 2", end), CompletionKind.SNIPPET, "a value, one of these")


def _called(text: str, hole: Hole) -> tuple[str, ...]:
    """An inline hole's text with its backtick and a call behind it."""
    parts = [f"{text}`("]
    for index, parameter in enumerate(hole.signature.parameters):
        star = {"star": "*", "double-star": "**"}.get(parameter.kind, "")
        parts[-1] += (", " if index else "") + star
        parts += [parameter.name, ""]
    parts[-1] += ")"
    return tuple(parts)


def _marker(view: View, place: Place) -> Iterator[Draft]:
    yield Draft("...  # hole", ("...  # hole",), CompletionKind.KEYWORD, "to be filled from its docstring")
