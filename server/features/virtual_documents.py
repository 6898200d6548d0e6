"""Documents that no file holds: what fills a hole, what a model would be sent for it, the last trace, a suggested
repair.

Their URIs say what is shown and end in a name for tabs and highlighting: `holewright:/fill/DOCUMENT/HOLE/tally.py`.
Document and hole are percent-encoded twice, since editors decode and encode the path of a URI once, at their own will.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote, unquote

from attrs import frozen

from holes.engines.protocol import Request
from holes.lock_changes import edited
from holes.prompt import held_back, messages, render_prompt
from holes.values import shorten
from server.features.call_trace import trace_text
from server.features.standing import called, evidence, is_filled, standing
from server.features.view import View
from sketch.edits import punch
from sketch.layout import indentation, line_ending, reindent
from sketch.model import Hole, Kind, Span

SCHEME = "holewright"
#: How the names of documents end, by kind.
_SUFFIXES: Mapping[str, str] = {"fill": ".py", "suggestion": ".py", "prompt": ".md", "trace": ".txt"}
_UNNAMEABLE = re.compile(r"[^\w.-]+")
_NAME = 40


@frozen
class Address:
    """What a virtual document shows: its `kind`, and a hole or sketch function, by id, of the document with the URI
    `document`."""

    kind: str
    document: str
    hole: str


def virtual_uri(kind: str, document_uri: str, hole: str) -> str:
    """The URI of the virtual document of `kind` (`fill`, `suggestion`, `prompt` or `trace`) for a hole."""
    name = _UNNAMEABLE.sub("-", hole)[:_NAME].strip(".-") or "hole"
    file = quote(name + _SUFFIXES[kind], safe="", errors="surrogatepass")
    return f"{SCHEME}:/{kind}/{_encoded(document_uri)}/{_encoded(hole)}/{file}"


def parse_virtual_uri(uri: str) -> Address:
    """What the virtual document at `uri` shows. Raises ValueError with a sentence where it is none of ours."""
    scheme, _, path = uri.partition(":")
    match path.lstrip("/").split("/"):
        case [kind, document, hole, _] if scheme == SCHEME and kind in _SUFFIXES:
            try:
                return Address(kind, _decoded(document), _decoded(hole))
            except UnicodeDecodeError:
                pass
    raise ValueError(f"Holewright has no document {shorten(uri, 200)}.")


def _encoded(text: str) -> str:
    return quote(quote(text, safe="", errors="surrogatepass"), safe="")


def _decoded(part: str) -> str:
    return unquote(unquote(part), errors="surrogatepass")


def content(view: View, address: Address) -> str:
    """The text of a virtual document, of the document of `view`. Where there is nothing to show it says so, in a
    comment."""
    hole = next((hole for hole in view.subjects if hole.id == address.hole), None)
    if hole is None:
        gone = f"There is no `{shorten(address.hole, _NAME)}` in {view.document.path.name} any more."
        shown: str | Nothing = Nothing(gone)
    else:
        shown = _CONTENTS[address.kind](view, hole)
    if isinstance(shown, str):
        return shown
    sentence = _one_line(shown.sentence)
    return f"<!-- {sentence.replace('--', '- -')} -->\n" if _SUFFIXES[address.kind] == ".md" else f"# {sentence}\n"


def fill_place(view: View, hole: str, span: Span) -> tuple[str, Span]:
    """The text of the virtual document that shows the fill of `hole`, and where `span` of the fill's source is in it:
    at its beginning where the text has no such place."""
    shown = content(view, Address("fill", "", hole))
    fill = view.document.fills.get(hole)
    if fill is None or not shown.endswith(fill.source) or not 0 <= span.start <= span.end <= len(fill.source):
        return shown, Span(0, 0)
    begin = len(shown) - len(fill.source)
    return shown, Span(begin + span.start, begin + span.end)


@frozen
class Nothing:
    """Why there is nothing to show, in a sentence."""

    sentence: str


def _fill(view: View, hole: Hole) -> str | Nothing:
    if not is_filled(view, hole):
        written = (
            "is a function that a person wrote: no fill stands in it" if hole.kind is Kind.SKETCH else "is not filled"
        )
        return Nothing(f"{_name(hole)} {written}.")
    report, entry = view.reports.get(hole.id), view.document.entries.get(hole.id)
    flags = report.flags if report is not None else view.document.flags(hole)
    engine = entry.engine if entry is not None else report.fill.engine if report is not None and report.fill else ""
    model = entry.model if entry is not None else report.fill.model if report is not None and report.fill else None
    told = {
        "Status": ", ".join((standing(view, hole), *flags)),
        "Evidence": ", ".join(evidence(report)) if report is not None else "",
        "Engine": engine,
        "Model": model or "",
        "Date": entry.date if entry is not None else "",
    }
    lines = [f"What stands in {_name(hole)} of {view.document.path.name}. It is only shown here, not edited.", ""]
    lines += [f"{label + ':':<10}{_one_line(said)}" for label, said in told.items() if said]
    return "".join(f"# {line}".rstrip() + "\n" for line in lines) + "\n" + _source(view, hole)


def _source(view: View, hole: Hole) -> str:
    fill = view.document.fills.get(hole.id)
    if fill is not None:
        return fill.source
    body = view.text[hole.fill_span.start : hole.fill_span.end]
    return reindent(indentation(view.text, hole.fill_span.start) + body, "", line_ending(view.text)) + "\n"


def _suggestion(view: View, hole: Hole) -> str | Nothing:
    suggested = view.suggestions.get(hole.id)
    if suggested is None:
        return Nothing(f"No repair of {_name(hole)} is suggested; ask for an explanation of an example that fails.")
    return f"# A fill that is suggested for {_name(hole)}. Nothing has been changed yet.\n\n{suggested}"


def _prompt(view: View, hole: Hole) -> str | Nothing:
    sketch, asked = view.sketch, hole
    if view.document.filled_in_place(hole):
        # A model is asked about the hole that it was.
        sketch = edited(sketch, punch(sketch, hole.id))
        asked = next((other for other in sketch.holes if other.id == hole.id), hole)
    if asked.kind is Kind.CHOICE:
        return Nothing(f"{_name(hole)} is a choice, which is searched: no model is asked for it.")
    if asked.kind is Kind.SKETCH:
        return Nothing(f"{_name(hole)} is a function with a body: no model is asked for it.")
    fills = tuple((id, fill.source) for id, fill in view.document.fills.items() if id != hole.id)
    return render_prompt(messages(Request(sketch, asked, shown=held_back(asked.examples), fills=fills)))


def _trace(view: View, hole: Hole) -> str | Nothing:
    if view.trace is None or view.trace.hole != hole.id:
        return Nothing(f"No example of {_name(hole)} was traced since it was changed; trace one.")
    return trace_text(view.trace)


def _name(hole: Hole) -> str:
    name = called(hole)
    return name if hole.kind in (Kind.INLINE, Kind.CHOICE) else f"`{name}`"


def _one_line(text: str) -> str:
    return " ".join(text.split())


_CONTENTS: Mapping[str, Callable[[View, Hole], str | Nothing]] = {
    "fill": _fill,
    "suggestion": _suggestion,
    "prompt": _prompt,
    "trace": _trace,
}
