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


#: Whole statements, some of which a line that begins a definition stands within.
BLOCKS = (
    "def f(x):\n    '''Do.'''\n\n",
    "def g():\n    return f(1) + `go`(f)\n",
    "class A:\n    def m(self):\n        '''Do.\n\n        >>> f(A())\n        2'''\n    def k(self): self.m()\n",
    "@dec\n@dec(\n1)\nasync def k():\n    await `go`(1)\n\n",
    "x = `go`(f)\n# >>> _(1)\n# 2\n",
    "T = '''\ndef q(): pass\nclass R: \"\"\"a\"\"\"\n'''\n",
    'U = ["""\ndef q(): pass\n""",\n"""\n@a\ndef r(): pass"""]\n',
    "if x:\n    def f(y):\n        '''Again.'''\nelse:\n    f = 1\n",
    "def f(z):\n    '''Third.\n\n    >>> f(k)\n    1\n    '''\n    def h():\n        'I.'\n    return h() + A.m(z)\n",
    "y = (1,\n2); x = A().m()\n",
    "# A comment.\n\n",
    "class A:\n    def __init__(self): pass\n    def m(self): return f(self)\n",
    "def n(x):\n    return T + \\\n  x\n    # Behind it,\n  # and less so.\n",
    "x = 'it\\\n s' + f'{f(1)}'\n    return f(2)\n",
    "match x:\n    case 1: `go`(2)\n",
)


def same(one: Parsed, other: Parsed) -> None:
    assert one.sketch == other.sketch
    assert (one.pieces.starts, one.assembly, one.plain) == (other.pieces.starts, other.assembly, other.plain)


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


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_breaking_and_mending_is_parsing(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(list(Language)))
    text = "".join(data.draw(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=10)))
    parsed = parse(text.replace("\n", data.draw(st.sampled_from(["\n", "\r\n", "\r"]))), language)
    for _ in range(data.draw(st.integers(1, 4))):
        text = parsed.sketch.text
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.sampled_from([0, 0, 1, 2, 30])))
        typed = data.draw(st.sampled_from(("", "a", *SNIPPETS, *BLOCKS)))
        edited = reparse(parsed, [Edit(Span(start, end), typed)])
        same(edited, parse(edited.sketch.text, language))
        mended = reparse(edited, [Edit(Span(start, start + len(typed)), text[start:end])])
        same(mended, parsed)
        parsed = data.draw(st.sampled_from([edited, mended]))


def test_a_statement_that_begins_within_a_line() -> None:
    parsed = parse("x = 1\n    return f(2)\n\ndef g(x):\n    '''G.'''\n", Language.ANPL)
    edited = reparse(parsed, [Edit(Span(8, 9), "f")])
    same(edited, parse(edited.sketch.text, Language.ANPL))


def test_what_is_around_an_error_is_not_read_again() -> None:
    text = "".join(f"def f{number}(x):\n    '''Say f{number}.'''\n\n" for number in range(9)) + "f4(1)\n"
    parsed = parse(text, Language.ANPL)
    place = text.index("4(x)") + 1
    broken = reparse(parsed, [Edit(Span(place, place + 1), "")])
    mended = reparse(broken, [Edit(Span(place, place), "(")])
    assert broken.sketch.problems
    assert [hole.id for hole in broken.sketch.holes] == [f"f{number}" for number in range(9) if number != 4]
    for before, after in ((parsed, broken), (broken, mended), (parsed, mended)):
        known = {id(reading) for reading in before.pieces.readings}
        new = [piece.text for piece, _, reading in zip(*after.pieces, strict=True) if id(reading) not in known]
        assert "".join(new) in after.sketch.text[text.index("def f4") :].partition("def f5")[0]
        # What stands in front stays the very same hole.
        assert after.sketch.holes[0] is before.sketch.holes[0]


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
