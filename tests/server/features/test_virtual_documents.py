"""Virtual documents: their URIs come back from editors, and each says what it is or why it is empty."""

from __future__ import annotations

import textwrap
from typing import Unpack
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holes.runner.protocol import Ending
from holes.trace import Trace, TracedCall
from holes.verdict import Verdict
from server.features.view import View
from server.features.virtual_documents import Address, content, fill_place, parse_virtual_uri, virtual_uri
from sketch.model import Language, Span
from tests.server.features.generated_views import views
from tests.server.features.viewing import Known, view_of

KINDS = ("fill", "suggestion", "prompt", "trace")
SKETCH = '''
def tally(text):
    """Count.

    >>> tally("a")
    1
    >>> tally("b")
    2
    """

def main(text):
    """
    >>> main("a")
    1
    """
    return tally(text) + `choose: 1, 2`
'''
TALLY = "def tally(text):\n    return 1\n"
URI = "file:///home/you/a%20b/x.anpl"


def check(kind: str, hole: str, expected: str, text: str = SKETCH, **known: Unpack[Known]) -> None:
    """What a virtual document shows."""
    view = view_of(text, **known)
    assert content(view, Address(kind, URI, hole)) == textwrap.dedent(expected).lstrip("\n")


def test_uris_end_in_a_name() -> None:
    assert virtual_uri("fill", "file:///a b.anpl", "C.tally") == (
        "holewright:/fill/file%253A%252F%252F%252Fa%2520b.anpl/C.tally/C.tally.py"
    )
    assert virtual_uri("prompt", URI, "tally").endswith("/tally/tally.md")
    assert virtual_uri("trace", URI, "größe").endswith("/gr%25C3%25B6%25C3%259Fe/gr%C3%B6%C3%9Fe.txt")
    assert virtual_uri("suggestion", URI, "../..").endswith("/hole.py")


def as_in_an_editor(uri: str) -> str:
    """A URI whose path an editor decoded and encoded again, without the empty authority."""
    scheme, _, path = uri.partition(":")
    return f"{scheme}:{quote(unquote(path, errors='surrogatepass'), safe='/', errors='surrogatepass')}"


@given(st.sampled_from(KINDS), st.text(min_size=1), st.text(min_size=1))
def test_uris_come_back(kind: str, document: str, hole: str) -> None:
    uri = virtual_uri(kind, document, hole)
    assert uri.isascii()
    assert uri.isprintable()
    assert as_in_an_editor(uri) == uri
    for sent in (uri, uri.replace(":/", ":///", 1)):
        assert parse_virtual_uri(sent) == Address(kind, document, hole)


@pytest.mark.parametrize("uri", ["", "file:///a/fill/b/c/d.py", "holewright:/fills/a/b/c.py", "holewright:/fill/a/b",
                                 "holewright:/fill/%25FF/b/c.py", "holewright:/codes/stale-fill.md"])  # fmt: skip
def test_other_uris_are_refused(uri: str) -> None:
    with pytest.raises(ValueError, match="Holewright has no document"):
        parse_virtual_uri(uri)


def test_a_fill_with_where_it_came_from() -> None:
    check(
        "fill",
        "tally",
        """
        # What stands in `tally` of sketch.anpl. It is only shown here, not edited.
        #
        # Status:   failing, stale, locked
        # Evidence: 1/2 examples
        # Engine:   local
        # Date:     2030-01-02

        def tally(text):
            return 1
        """,
        fills={"tally": TALLY},
        flags={"tally": "stale locked"},
        verdicts={"tally": "passed; failed 1"},
    )


def test_a_fill_in_a_python_file() -> None:
    body = '        """Twice."""\n        if n:\n            return 2 * n\n        return 0\n'
    text = f"class C:\n    def double(self, n):\n{body}"
    check(
        "fill",
        "C.double",
        """
        # What stands in `C.double` of sketch.py. It is only shown here, not edited.
        #
        # Status:   filled
        # Engine:   local
        # Date:     2030-01-02

        if n:
            return 2 * n
        return 0
        """,
        text,
        in_place=["C.double"],
        language=Language.PYTHON,
        trusted=False,
    )


def test_nothing_to_show() -> None:
    check("fill", "tally", "# `tally` is not filled.\n")
    check("fill", "main", "# `main` is a function that a person wrote: no fill stands in it.\n")
    check("fill", "gone", "# There is no `gone` in sketch.anpl any more.\n")
    check(
        "suggestion", "tally", "# No repair of `tally` is suggested; ask for an explanation of an example that fails.\n"
    )
    check("trace", "tally", "# No example of `tally` was traced since it was changed; trace one.\n")
    check("prompt", "main", "<!-- `main` is a function with a body: no model is asked for it. -->\n")
    check("prompt", "choose-1-2", "<!-- `choose: 1, 2` is a choice, which is searched: no model is asked for it. -->\n")


def test_a_suggestion() -> None:
    check(
        "suggestion",
        "tally",
        """
        # A fill that is suggested for `tally`. Nothing has been changed yet.

        def tally(text):
            return 2
        """,
        suggestions={"tally": TALLY.replace("1", "2")},
    )


def test_a_prompt_is_what_is_sent() -> None:
    shown = content(view_of(SKETCH), Address("prompt", URI, "tally"))
    assert shown.startswith("── system ──\n")
    assert '>>> tally("a")' in shown
    text = 'def double(n):\n    """Twice.\n\n    >>> double(4)\n    8\n    """\n    return n ** 9\n'
    view = view_of(text, in_place=["double"], language=Language.PYTHON)
    shown = content(view, Address("prompt", URI, "double"))
    assert ">>> double(4)" in shown
    assert "n ** 9" not in shown


def traced(
    view: View, *calls: TracedCall, actual: str | None = "2", message: str | None = None, first: int | None = None
) -> Trace:
    """A trace of the first example of `main`."""
    main = view.sketch.functions[0]
    verdict = Verdict.PASSED if message is None else Verdict.FAILED
    return Trace(
        main.id, 0, main.examples[0], verdict, "1", actual, message, calls, first, seconds=0.25, printed="so\n"
    )


def test_a_trace_is_a_tree() -> None:
    view = view_of(SKETCH)
    calls = (
        TracedCall("main", "main", (("text", "'a'"),), Ending.VALUE, "2", seconds=0.25),
        TracedCall("tally", "tally", (("text", "'a'"), ("", "[1,\n2]")), Ending.VALUE, "1", 1, 0, wrong="2"),
        TracedCall("tally", "tally", (), Ending.RAISED, "ValueError: no", 2, 1),
        TracedCall("tally", "tally", (), Ending.TIMEOUT, None, 1, 0),
        TracedCall("tally", "tally", (), Ending.VALUE, "7", answered=True),
    )
    check(
        "trace",
        "main",
        """
        >>> main("a")
        ├─ main(text='a') → 2  0.2 s
        │  ├─ tally(text='a', [1, 2]) → 1  ✗ an example expects 2  ← the first wrong step
        │  │  └─ tally() → raised ValueError: no
        │  └─ tally() → not ended in time
        └─ tally() → 7  answered from its examples
        printed  so
        → 2  0.2 s
        ✗ main("a"): expected 1, got 2
        """,
        trace=traced(view, *calls, message='main("a"): expected 1, got 2', first=1),
    )


def test_a_trace_that_stops_at_an_open_hole() -> None:
    view = view_of(SKETCH)
    calls = (
        TracedCall("main", "main", (), Ending.MISSING),
        TracedCall("tally", "tally", (), Ending.MISSING, None, 1, 0),
    )
    check(
        "trace",
        "main",
        """
        >>> main("a")
        └─ main() → stopped
           └─ tally() → not filled: stops here
        printed  so
        ✗ main("a") needs `tally`, which is not filled
        """,
        trace=traced(view, *calls, actual=None, message='main("a") needs `tally`, which is not filled'),
    )
    check(
        "trace",
        "main",
        '>>> main("a")\nno hole or function of the sketch was called\nprinted  so\n→ 1  ✓  0.2 s\n',
        trace=traced(view, actual="1"),
    )


def test_places_in_a_fill() -> None:
    view = view_of(SKETCH, fills={"tally": TALLY})
    at = TALLY.index("return")
    shown, span = fill_place(view, "tally", Span(at, at + 6))
    assert shown == content(view, Address("fill", URI, "tally"))
    assert shown[span.start : span.end] == "return"
    assert fill_place(view, "tally", Span(0, 99))[1] == Span(0, 0)
    assert fill_place(view, "gone", Span(0, 1))[1] == Span(0, 0)


@given(views(), st.data())
def test_every_document_of_any_view(view: View, data: st.DataObject) -> None:
    id = data.draw(st.sampled_from([*(hole.id for hole in view.subjects), "gone"]))
    kind = data.draw(st.sampled_from(KINDS))
    shown = content(view, parse_virtual_uri(virtual_uri(kind, URI, id)))
    assert shown.strip()
    assert shown.endswith("\n") or kind in ("fill", "suggestion")
    place = Span(data.draw(st.integers(0, 50)), 50)
    text, span = fill_place(view, id, place)
    assert 0 <= span.start <= span.end <= len(text)
