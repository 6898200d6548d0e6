"""Renaming: what speaks of a hole follows, nothing else does, and what was proven stays proven."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from holes.document import Document, body_hash
from holes.lock import Entry
from holes.renaming import Renaming, lock_change, rename_hole
from holes.report import FileReport, Status
from sketch.compile import compile_module
from sketch.fingerprint import fingerprints
from sketch.graph import reachable
from sketch.model import Fill, Hole, Kind, Language, overlap
from sketch.parse import parse
from sketch.text import apply_edits
from tests.generated_sketches import fills_for, sketch_texts
from tests.holes.fakes import Folder


def document(folder: Folder, text: str, fills: Mapping[str, str], name: str = "a.anpl") -> Document:
    """A sketch on the disk, filled."""
    folder.write(text, name)
    prints = folder.load(name).fingerprints
    folder.lock.update(
        Entry(name, id, prints[id], "fake", "2030-01-02", fill=Fill(dedent(source))) for id, source in fills.items()
    )
    return folder.load(name)


def subject(known: Document, id: str) -> Hole:
    """The hole or function with this id."""
    return next(hole for hole in (*known.sketch.holes, *known.sketch.functions) if hole.id == id)


def rename(known: Document, id: str, name: str) -> Renaming:
    """What renaming it changes."""
    return rename_hole(known.sketch, known.fills, subject(known, id), name)


def told(report: FileReport, renaming: Renaming | None = None) -> list[tuple[str, Status, tuple[str, ...], int]]:
    """What a report says of each hole and function, by the id that it has once renamed."""
    ids = dict(renaming.ids) if renaming is not None else {}
    return [
        (ids.get(entry.hole.id, entry.hole.id), entry.status, entry.flags, len(entry.examples))
        for entry in report.holes
    ]


def check(
    path: Path,
    text: str,
    rename_: tuple[str, str],
    expected: str,
    fills: Mapping[str, str] | None = None,
    expected_fills: Mapping[str, str] | None = None,
    name: str = "a.anpl",
) -> None:
    """That the hole or function `rename_[0]` called `rename_[1]` makes `expected` of the text and `expected_fills` of
    the fills that change, that every status and flag stays, and that renaming it back gives what was."""
    folder = Folder(path)
    text, expected = dedent(text).lstrip("\n"), dedent(expected).lstrip("\n")
    before = document(folder, text, fills or {}, name)
    report = folder.check(name)
    assert all(entry.status is Status.VERIFIED for entry in report.holes if entry.hole.id in (fills or {}))
    renaming = rename(before, *rename_)
    after = apply_edits(text, renaming.edits)
    assert after == expected
    assert {id: fill.source for id, fill in renaming.fills} == {
        id: dedent(source) for id, source in (expected_fills or {}).items()
    }
    change = lock_change(before, renaming)
    folder.write(after, name)
    folder.lock.update(change.entries)
    again = folder.check(name)
    assert told(again) == told(report, renaming)
    assert [fills and entry.fill and entry.fill.engine for entry in again.holes] == [
        fills and entry.fill and entry.fill.engine for entry in report.holes
    ]
    known = folder.load(name)
    old = subject(before, rename_[0])
    now = dict(renaming.ids).get(old.id, old.id)
    back = rename(known, now, before.sketch.text[old.name_span.start : old.name_span.end])
    assert apply_edits(after, back.edits) == text
    assert {**known.fills, **dict(back.fills)} == {
        dict(renaming.ids).get(id, id): fill for id, fill in before.fills.items()
    }


TALLY = '''
def {0}(text: str) -> int:
    """Count like tally.

    >>> {0}("aba")
    3
    >>> [{0}(x) for x in ["a"]] + [len("")]
    [1, 0]

    Properties:
        callable({0}) and result >= 0
    """

def other(text):
    """Twice.

    >>> other("ab") - {0}("ab")
    2
    """

def main(lines):
    """
    >>> main(["a"])
    4
    """
    tally = len(lines)
    return `add`(lines, {1}) + tally

def key(line):
    return {0}(line)
'''


def test_a_named_hole_with_its_fill_and_those_that_call_it(tmp_path: Path) -> None:
    text = TALLY.replace("    tally = len(lines)\n", "").replace(" + tally\n", " + 3\n")
    check(
        tmp_path,
        text.format("tally", "tally"),
        ("tally", "count"),
        text.format("count", "count"),
        {
            "tally": """
                def tally(text):
                    tally_of = 1
                    return 1 + tally(text[1:]) if text else 0
                """,
            "other": """
                def other(text):
                    def twice(tally):
                        return 2 * tally
                    return twice(tally(text))
                """,
            "add": """
                def add(lines, tally):
                    return sum(map(tally, lines))
                """,
        },
        {
            "tally": """
                def count(text):
                    tally_of = 1
                    return 1 + count(text[1:]) if text else 0
                """,
            "other": """
                def other(text):
                    def twice(tally):
                        return 2 * tally
                    return twice(count(text))
                """,
        },
    )


def test_a_sketch_function_and_names_that_are_only_alike(tmp_path: Path) -> None:
    check(
        tmp_path,
        '''
        import os.path as path

        def helper(x):
            """Helper: calls helper.

            >>> helper(1)
            2
            """
            return x + 1

        def use(helper=3):
            return helper, path.helper if helper == 0 else {"helper": helper}

        def hole(x):
            """Do it.

            >>> use(helper=hole(2))[0] + helper(1)
            5
            """

        __all__ = ["helper", "use"]
        ''',
        ("helper", "assistant"),
        '''
        import os.path as path

        def assistant(x):
            """Helper: calls helper.

            >>> assistant(1)
            2
            """
            return x + 1

        def use(helper=3):
            return helper, path.helper if helper == 0 else {"helper": helper}

        def hole(x):
            """Do it.

            >>> use(helper=hole(2))[0] + assistant(1)
            5
            """

        __all__ = ["assistant", "use"]
        ''',
        {"hole": "def hole(x):\n    return helper(x)\n"},
        {"hole": "def hole(x):\n    return assistant(x)\n"},
    )


def test_an_inline_hole(tmp_path: Path) -> None:
    check(
        tmp_path,
        """
        def main(words):
            '''
            >>> main(["b", "a"])
            ['a', 'b']
            '''
            first = `sort the words`(words)
            # >>> _(["b", "a"])
            # ['a', 'b']
            return `sort the words`(first)
        """,
        ("sort-the-words", "put them in order"),
        """
        def main(words):
            '''
            >>> main(["b", "a"])
            ['a', 'b']
            '''
            first = `put them in order`(words)
            # >>> _(["b", "a"])
            # ['a', 'b']
            return `put them in order`(first)
        """,
        {"sort-the-words": "def sort_the_words(w):\n    return sort_the_words(w[1:]) if not w else sorted(w)\n"},
        {"sort-the-words": "def put_them_in_order(w):\n    return put_them_in_order(w[1:]) if not w else sorted(w)\n"},
    )


def test_names_of_other_inline_holes_that_depend_on_it_follow(tmp_path: Path) -> None:
    text = '''
        def {}(x):
            """Up.

            >>> {}(1)
            2
            """

        y = `sort it`([2, 1])
        # >>> _([2, 1])
        # [1, 2]
        '''
    check(
        tmp_path,
        text.format("up", "up"),
        ("up", "sort_it"),
        text.format("sort_it", "sort_it"),
        {"up": "def up(x):\n    return x + 1\n", "sort-it": "def sort_it(x):\n    return sorted(x)\n"},
        {"up": "def sort_it(x):\n    return x + 1\n", "sort-it": "def sort_it_2295(x):\n    return sorted(x)\n"},
    )


def test_nested_functions_and_methods(tmp_path: Path) -> None:
    text = '''
        class Shape:
            def __init__(self, side):
                self.side = side

            def {0}(self):
                """The area.

                >>> Shape(2).{0}()
                4
                >>> shape = Shape(1)
                >>> shape.{0}()
                1
                """

            def twice(self):
                """Twice that.

                >>> Shape(2).twice()
                8
                """

        def total(shapes):
            """
            >>> total([Shape(1), Shape(2)])
            5
            """
            area = 0
            for shape in shapes:
                area += shape.{0}()
            return area
        '''
    check(
        tmp_path,
        text.format("area"),
        ("Shape.area", "surface"),
        text.format("surface"),
        {
            "Shape.area": "def area(self):\n    area = self.side\n    return area * area\n",
            "Shape.twice": "def twice(self):\n    return self.area() + Shape.area(self)\n",
        },
        {
            "Shape.area": "def surface(self):\n    area = self.side\n    return area * area\n",
            "Shape.twice": "def twice(self):\n    return self.surface() + Shape.surface(self)\n",
        },
    )


def test_a_function_takes_what_is_nested_in_it_along(tmp_path: Path) -> None:
    text = '''
        def {0}(x):
            """Outer.

            >>> {0}(1)
            2
            """
            def inner(y):
                """Add one."""
            return inner(x)
        '''
    folder = Folder(tmp_path)
    before = document(folder, dedent(text.format("outer")), {"outer.inner": "def inner(y):\n    return y + 1\n"})
    assert rename(before, "outer", "around").ids == (("outer", "around"), ("outer.inner", "around.inner"))
    check(
        tmp_path,
        text.format("outer"),
        ("outer", "around"),
        text.format("around"),
        {"outer.inner": "def inner(y):\n    return y + 1\n"},
    )
    nested = text.replace("inner", "{1}")
    check(
        tmp_path,
        nested.format("outer", "inner"),
        ("outer.inner", "plus"),
        nested.format("outer", "plus"),
        {"outer.inner": "def inner(y):\n    return 2 if y == 1 else inner(1)\n"},
        {"outer.inner": "def plus(y):\n    return 2 if y == 1 else plus(1)\n"},
    )


def test_choices_between_functions(tmp_path: Path) -> None:
    text = '''
        def {0}(x):
            """Up."""
            return x + 1

        def main(x):
            """
            >>> main(1)
            2
            """
            return `choose: abs, {0}`(x)
        '''
    check(
        tmp_path,
        text.format("up"),
        ("up", "plus"),
        text.format("plus"),
        {"choose-abs-up": "up"},
        {"choose-abs-up": "plus"},
    )


def test_rows_of_examples(tmp_path: Path) -> None:
    (tmp_path / "up.jsonl").write_text('{"args": [1], "returns": 2}\n{"args": [3], "returns": 4}\n')
    text = 'def {}(x):\n    """Up.\n\n    Examples: up.jsonl\n    """\n'
    check(
        tmp_path,
        text.format("up"),
        ("up", "plus"),
        text.format("plus"),
        {"up": "def up(x):\n    return x + 1\n"},
        {"up": "def plus(x):\n    return x + 1\n"},
    )


def test_python_filled_in_place(tmp_path: Path) -> None:
    text = '''
        def {0}(x):
            """Up.

            >>> {0}(1)
            2
            """
            return x + 1 if x < 9 else {0}(x - 1) + 1

        def two(x):
            """Two.

            >>> two(1)
            3
            """
            return {0}({0}(x))

        def three(x):
            """Three.

            >>> three(1) - {0}(1)
            2
            """
            ...  # hole
        '''
    folder = Folder(tmp_path)
    folder.write(dedent(text.format("up")).replace("\n", "\r\n"), "a.py")
    blank = Entry("a.py", "", "", "fake", "2030-01-02", fill_hash="a person's", passed=1, checked=1)
    folder.lock.update([evolve(blank, id="up"), evolve(blank, id="two")])
    known = folder.load("a.py")
    entries = [evolve(blank, id=id, fingerprint=known.fingerprints[id]) for id in ("up", "two")]
    folder.lock.update([evolve(entries[0], fill_hash=body_hash(known.sketch, subject(known, "up"))), entries[1]])
    report = folder.check("a.py")
    assert [(entry.status, entry.flags) for entry in report.holes] == [
        (Status.VERIFIED, ()),
        (Status.VERIFIED, ("edited",)),
        (Status.UNFILLED, ()),
    ]
    known = folder.load("a.py")
    renaming = rename(known, "up", "plus")
    after = apply_edits(known.sketch.text, renaming.edits)
    assert after == dedent(text.format("plus")).replace("\n", "\r\n")
    folder.lock.update(lock_change(known, renaming).entries)
    folder.write(after, "a.py")
    assert told(folder.check("a.py")) == told(report, renaming)


def test_python_filled_in_place_within_another(tmp_path: Path) -> None:
    text = 'def {0}(x):\n    """Up."""\n    def {1}(y):\n        """In."""\n        return y\n    return {1}(x)\n'
    folder = Folder(tmp_path)
    folder.write(text.format("up", "within"), "a.py")
    blank = Entry("a.py", "", "f" * 16, "fake", "2030-01-02", fill_hash="")
    folder.lock.update([evolve(blank, id="up"), evolve(blank, id="up.within")])
    known = folder.load("a.py")
    now = [evolve(blank, id=hole.id, fingerprint=known.fingerprints[hole.id]) for hole in known.sketch.functions]
    folder.lock.update([evolve(one, fill_hash=body_hash(known.sketch, subject(known, one.id))) for one in now])
    known = folder.load("a.py")
    for id, name in (("up", "down"), ("up.within", "down")):
        renaming = rename(known, id, name)
        change = lock_change(known, renaming)
        folder.lock.update(change.entries)
        folder.write(apply_edits(known.sketch.text, renaming.edits), "a.py")
        after = folder.load("a.py")
        assert [after.flags(hole) for hole in after.sketch.functions] == [(), ()]
        folder.write(known.text, "a.py")


def test_what_was_stale_edited_or_locked_stays_so(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    text = TALLY.format("tally", "tally").replace("    tally = len(lines)\n", "").replace(" + tally\n", "\n")
    known = document(folder, text, {"tally": "def tally(t):\n    return len(t)\n", "other": "def other(t): return 2"})
    entry = folder.entry("tally")
    assert entry is not None
    folder.lock.update([evolve(entry, fingerprint="0" * 16, fill_hash="1" * 16, locked=True)])
    known = folder.load()
    renaming = rename(known, "tally", "count")
    folder.lock.update(lock_change(known, renaming).entries)
    folder.write(apply_edits(text, renaming.edits))
    after = folder.load()
    assert after.flags(subject(after, "count")) == ("stale", "edited", "locked")
    assert after.flags(subject(after, "other")) == ()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "`` is no name: use letters, digits and underscores."),
        ("a b", "`a b` is no name: use letters, digits and underscores."),
        ("2x", "`2x` is no name: use letters, digits and underscores."),
        ("ﬁt", "`ﬁt` is no name: use letters, digits and underscores."),
        ("class", "`class` is a word of Python itself; choose another name."),
        ("_", "`_` is what examples call a hole in backticks; choose another name."),
        ("main", "In this file `main` has a meaning already; choose another name."),
        ("len", "In the examples of `tally` `len` has a meaning already; choose another name."),
        ("lines", "In `main` `lines` has another meaning; choose another name."),
        ("text", "In the properties of `tally` `text` has another meaning; choose another name."),
        ("result", "In the properties of `tally` `result` has another meaning; choose another name."),
        ("sorted", "In the fill of `other` `sorted` has a meaning already; choose another name."),
        ("own", "In the fill of `other` `own` has another meaning; choose another name."),
        ("x", "In the examples of `tally` `x` has another meaning; choose another name."),
    ],
)
def test_names_that_cannot_be(tmp_path: Path, name: str, sentence: str) -> None:
    text = TALLY.format("tally", "tally").replace("    tally = len(lines)\n", "").replace(" + tally\n", "\n")
    fills = {"other": "def other(t):\n    own = sorted(t)\n    return own, tally(t)\n"}
    known = document(Folder(tmp_path), text, fills)
    with pytest.raises(ValueError) as raised:
        rename(known, "tally", name)
    assert str(raised.value) == sentence


@pytest.mark.parametrize("name", ["sum", "tally_of", "t", "os"])
def test_names_that_something_else_may_have(tmp_path: Path, name: str) -> None:
    text = TALLY.format("tally", "tally").replace("    tally = len(lines)\n", "").replace(" + tally\n", "\n")
    text += "\ndef apart(t):\n    tally_of = 1\n    import os\n    return t, tally_of\n"
    known = document(Folder(tmp_path), text, {"tally": "def tally(t):\n    os = 1\n    return 1\n"})
    assert rename(known, "tally", name).ids == (("tally", name),)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (" ", "A hole needs a description: say what it does."),
        ("a\nb", "A description in backticks stands on one line; promote the hole to say more."),
        ("a`b", "A description in backticks can hold no backtick."),
        ("choose: 1, 2", "`choose:` begins a choice, not a description; write it otherwise."),
        ("other", "There is a hole `other` already; choose other words."),
        ("a\0", "With this description the sketch would mean something else; choose another one."),
    ],
)
def test_descriptions_that_cannot_be(tmp_path: Path, text: str, sentence: str) -> None:
    known = document(Folder(tmp_path), 'x = f"{`sort`(1)}"\ny = `other`(1)\n', {})
    with pytest.raises(ValueError) as raised:
        rename(known, "sort", text)
    assert str(raised.value) == sentence


def test_a_description_may_be_the_name_of_a_function(tmp_path: Path) -> None:
    known = document(Folder(tmp_path), 'def sort(x):\n    """Do."""\n\ny = `order`(1)\n', {})
    renaming = rename(known, "order", "sort")
    assert apply_edits(known.sketch.text, renaming.edits).endswith("y = `sort`(1)\n")
    assert renaming.ids == (("order", "sort-9272"),)


@pytest.mark.parametrize(
    ("text", "id", "name", "sentence"),
    [
        (
            "x = `choose: 1, 2`\n",
            "choose-1-2",
            "y",
            "A choice has no name: change what is to choose from instead.",
        ),
        (
            'def f(x):\n    """Do."""\n\ndef g():\n    return f(\n',
            "f",
            "h",
            "Correct the syntax error near line 4 first: `f` may stand there too.",
        ),
        (
            'class C:\n    def __len__(self):\n        """Do."""\n',
            "C.__len__",
            "size",
            "`__len__` is called by Python itself, so it has to keep its name.",
        ),
        (
            'class C:\n    def size(self):\n        """Do."""\n    def more(self):\n        self.width = 1\n',
            "C.size",
            "width",
            "`C` has a `width` already; choose another name.",
        ),
        (
            'class B:\n    def more(self): return 1\nclass C(B):\n    def size(self):\n        """Do."""\n',
            "C.size",
            "more",
            "`C` has a `more` already; choose another name.",
        ),
        (
            'def more(): return 1\nclass C:\n    def size(self):\n        """Do."""\n    x = more()\n',
            "C.size",
            "more",
            "In `C` `more` has another meaning; choose another name.",
        ),
        (
            'def more(): return 1\ndef f():\n    def g(x):\n        """Do."""\n    return more() + g(1)\n',
            "f.g",
            "more",
            "In `f` `more` has another meaning; choose another name.",
        ),
        (
            'def f(x):\n    """Do.\n\n    >>> \\x66(1) + f(1)\n    1\n    """\n',
            "f",
            "g",
            "`f` is written with an escape somewhere; write it out first.",
        ),
    ],
)
def test_what_cannot_be_renamed(tmp_path: Path, text: str, id: str, name: str, sentence: str) -> None:
    known = document(Folder(tmp_path), text, {})
    with pytest.raises(ValueError) as raised:
        rename(known, id, name)
    assert str(raised.value) == sentence


FRESH = {Kind.NAMED: "zzz", Kind.SKETCH: "zzz", Kind.INLINE: "zz zz"}


@given(sketch_texts(), st.data())
def test_a_sketch_is_the_same_but_for_the_name(text: str, data: st.DataObject) -> None:
    sketch = parse(text, Language.ANPL).sketch
    subjects = [hole for hole in (*sketch.holes, *sketch.functions) if hole.kind in FRESH]
    if not subjects:
        return
    hole = data.draw(st.sampled_from(subjects))
    fills = fills_for(sketch)
    renaming = rename_hole(sketch, fills, hole, FRESH[hole.kind])
    after = parse(apply_edits(text, renaming.edits), Language.ANPL).sketch
    assert after.text.replace(FRESH[hole.kind], text[hole.name_span.start : hole.name_span.end]) == text
    ids = dict(renaming.ids)
    assert [ids.get(one.id, one.id) for one in sketch.holes] == [one.id for one in after.holes]
    assert [ids.get(one.id, one.id) for one in sketch.functions] == [one.id for one in after.functions]
    assert after.problems == ()
    changed = dict(renaming.fills)
    now = {ids.get(id, id): changed.get(id, fill) for id, fill in fills.items()}
    new = next(one.name for one in after.holes + after.functions if one.id == ids.get(hole.id, hole.id))
    compiled = compile_module(after, now)
    assert compiled.text.replace(new, hole.name) == compile_module(sketch, fills).text


@given(sketch_texts(), st.data())
def test_only_fingerprints_of_what_speaks_of_it_change(text: str, data: st.DataObject) -> None:
    sketch = parse(text, Language.ANPL).sketch
    subjects = [*sketch.holes, *sketch.functions]
    named = [hole for hole in subjects if hole.kind in FRESH]
    if not named:
        return
    hole = data.draw(st.sampled_from(named))
    renaming = rename_hole(sketch, {}, hole, FRESH[hole.kind])
    touched = {
        one.id
        for one in subjects
        if one.kind in (Kind.NAMED, Kind.SKETCH) and any(overlap(one.span, edit.span) for edit in renaming.edits)
    }
    touched |= {one.id for one in subjects if (one.parent or "").startswith(hole.id)} | {hole.id}
    edges = {one.id: (*one.calls, *one.example_calls) for one in subjects}
    before = fingerprints(sketch)
    after = fingerprints(parse(apply_edits(text, renaming.edits), Language.ANPL).sketch)
    ids = dict(renaming.ids)
    for one in subjects:
        if one.id not in touched and not touched & reachable(edges, one.id):
            assert before[one.id] == after[ids.get(one.id, one.id)]
