"""Reparsing gives what parsing gives, whatever is typed where."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sketch.model import Language, Span
from sketch.parse import Parsed, parse, reparse
from sketch.text import Edit, apply_edits

SKETCH = '''"""Wörds 😀."""

import re

def tally(text: str) -> int:
    """Add one for every 's' that stands to the left of each 'h'.

    >>> tally("sh")
    1
    """

class Bag:
\t"""A bag 👜."""

\tdef put(self, thing):
\t\t"""Put it in.

\t\t>>> b = Bag()
\t\t>>> b.put(1)
\t\t>>> b.put(2)
\t\t1
\t\t"""

\t@property
\tdef size(self):
\t\treturn self.put(None) + tally("é")

def main(lines: list[str]) -> int:
    def inner(x): return `twice`(x)
    order = `sort the wörds`(lines, tally); k = `choose: 3, 5, (1, 2)`
    # >>> _(["h", "s"], tally)
    # ['s', 'h']
    if k:
        inner(order)
    return tally("".join(order))

x = main([])
# >>> trailing
'''

SNIPPETS = (
    "\n",
    "\r\n",
    "\r",
    " ",
    "    ",
    "\t",
    "`",
    '"',
    '"""',
    "(",
    ")",
    "\\",
    "#",
    "😀",
    "é",
    ":",
    "def f():",
    "\ndef tally(x):\n    return 1\n",
    "`a hole`(1)",
    "    # >>> _(1)\n",
    "else:",
    "@x\n",
    "\x0c",
    "\0",
    "\ud800",
    "tally",
    ">>> ",
    "x",
    "if x:\n",
    ",",
    "async ",
)


def same(one: Parsed, other: Parsed) -> None:
    assert one.sketch == other.sketch


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_reparse_is_parse(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(list(Language)))
    text = SKETCH.replace("\n", data.draw(st.sampled_from(["\n", "\r\n", "\r"])))
    parsed = parse(text, language)
    for _ in range(data.draw(st.integers(1, 5))):
        text = parsed.sketch.text
        places = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=4)))
        spans = [Span(places[i], min(places[i + 1], places[i] + 3)) for i in range(0, len(places) - 1, 2)]
        edits = [Edit(span, data.draw(st.sampled_from(("", *SNIPPETS)))) for span in spans]
        parsed = reparse(parsed, edits)
        assert parsed.sketch.text == apply_edits(text, edits)
        same(parsed, parse(parsed.sketch.text, language))


def test_every_single_insertion() -> None:
    parsed = parse(SKETCH, Language.ANPL)
    for number, place in enumerate(range(0, len(SKETCH) + 1, 3)):
        edit = Edit(Span(place, place), SNIPPETS[number % len(SNIPPETS)])
        edited = reparse(parsed, [edit])
        same(edited, parse(edited.sketch.text, Language.ANPL))


def test_every_single_deletion() -> None:
    parsed = parse(SKETCH, Language.ANPL)
    for place in range(0, len(SKETCH), 2):
        edited = reparse(parsed, [Edit(Span(place, place + 1 + place % 2), "")])
        same(edited, parse(edited.sketch.text, Language.ANPL))


def test_a_version_can_be_edited_in_several_ways() -> None:
    parsed = parse(SKETCH, Language.ANPL)
    before = parsed.sketch
    place = SKETCH.index("Put it in")
    for word in ("a", "longer one", ""):
        edited = reparse(parsed, [Edit(Span(place, place), word)])
        same(edited, parse(edited.sketch.text, Language.ANPL))
    assert parsed.sketch == before == parse(SKETCH, Language.ANPL).sketch


@settings(max_examples=200, deadline=None)
@given(st.text() | st.lists(st.sampled_from((*SNIPPETS, "class A:\n", "  ", "return 1\n", "1\n"))).map("".join))
def test_any_text_parses(text: str) -> None:
    for language in Language:
        sketch = parse(text, language).sketch
        assert sketch.text == text
        for hole in (*sketch.holes, *sketch.functions):
            for span in (hole.span, hole.name_span, hole.description_span, hole.fill_span):
                assert 0 <= span.start <= span.end <= len(text)
            assert hole.span.start <= hole.name_span.start <= hole.name_span.end <= hole.span.end
            for example in hole.examples:
                assert 0 <= example.span.start <= example.source_span.start <= example.source_span.end <= len(text)
        for problem in sketch.problems:
            assert 0 <= problem.span.start <= problem.span.end <= len(text)
        ids = [hole.id for hole in (*sketch.holes, *sketch.functions)]
        assert len(ids) == len(set(ids))
