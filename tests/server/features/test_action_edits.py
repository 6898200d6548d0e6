"""The edits of actions: what the text says after them, what the lock does, and when they are refused."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from holes.lock import Entry
from holes.lock_changes import edited
from server.features.action_edits import ACTIONS, ActionEdit, EditRequest, add_example, resolve
from server.features.view import View
from server.features.wire import written
from sketch.fingerprint import fingerprints
from sketch.model import Fill, Language
from sketch.text import apply_edits
from tests.server.features.generated_views import views
from tests.server.features.viewing import view_of

SKETCH = '''
def main(words):
    """
    >>> main(["b"])
    1
    """
    order = `sort`(words)
    # >>> _(["b", "a"])
    # ['a', 'b']
    return order + [`choose: 1, 2`]
'''
SORT = "def sort(lines):\n    return sorted(lines)  # so\n"
FILLS = {"sort": SORT, "choose-1-2": "2"}


def request(view: View, action: str, hole: str, index: int | None = None, **texts: str) -> dict[str, object]:
    """The data of an action that is offered now."""
    return written(EditRequest(action, hole, view.document.fingerprints[hole], index, **texts))


def made(view: View, action: str, hole: str, index: int | None = None, **texts: str) -> ActionEdit:
    """What an action does."""
    return resolve(view, request(view, action, hole, index, **texts))


def after(view: View, edit: ActionEdit) -> str:
    """The text with the edits."""
    return apply_edits(view.text, edit.edits)


def text(source: str) -> str:
    """A text without its indentation."""
    return textwrap.dedent(source).lstrip("\n")


def entries(edit: ActionEdit) -> Mapping[str, Entry]:
    """What is to be written to the lock, by id."""
    return {entry.id: entry for entry in edit.lock.entries}


def test_promote_takes_the_fill_along() -> None:
    view = view_of(SKETCH, fills=FILLS, flags={"sort": "locked"})
    edit = made(view, "promote", "sort")
    assert edit.title == "Make `sort` a named hole"
    assert after(view, edit).lstrip("\n") == text('''
        def sort(words):
            """sort

            >>> sort(["b", "a"])
            ['a', 'b']
            """


        def main(words):
            """
            >>> main(["b"])
            1
            """
            order = sort(words)
            return order + [`choose: 1, 2`]
        ''')
    moved = entries(edit)["sort"]
    assert moved.fill == Fill("def sort(words):\n    return sorted(words)  # so\n")
    assert moved.fingerprint == fingerprints(edited(view.sketch, edit.edits))["sort"]
    assert moved.locked
    assert edit.lock.removed == ()


def test_inline_leaves_the_entry_to_the_next_fill() -> None:
    view = view_of(SKETCH, fills=FILLS)
    edit = made(view, "inline", "sort")
    assert '    """sort\n' in after(view, edit)
    assert "    return sorted(lines)  # so\n" in after(view, edit)
    # What examples prove of the choice is as true as before.
    assert edit.lock.removed == ()
    edit = made(view, "inline", "choose-1-2")
    assert after(view, edit) == SKETCH.replace("[`choose: 1, 2`]", "[2]")


def test_what_can_not_be_inlined() -> None:
    with pytest.raises(ValueError, match="`sort` is not filled, so there is nothing"):
        made(view_of(SKETCH), "inline", "sort")
    open_hole = 'def f(x):\n    """Say."""\n    ...  # hole\n'
    with pytest.raises(ValueError, match="stands in the file already"):
        made(view_of(open_hole, language=Language.PYTHON), "inline", "f")
    unfit = view_of('def f(x, y):\n    """Say."""\n', fills={"f": "def f():\n    return 1\n"})
    with pytest.raises(ValueError, match="made for another signature"):
        made(unfit, "inline", "f")


def test_inline_renames_what_the_hole_calls_otherwise_now() -> None:
    view = view_of('def f(x, y):\n    """Say."""\n', fills={"f": "def f(a, b):\n    return a + b\n"})
    assert after(view, made(view, "inline", "f")) == 'def f(x, y):\n    """Say."""\n    return x + y\n'


def test_punch_takes_the_body_out() -> None:
    view = view_of(SKETCH, fills=FILLS)
    edit = made(view, "punch", "main")
    assert after(view, edit) == SKETCH[: SKETCH.index("    order")]
    assert edit.lock == evolve(edit.lock, entries=(), removed=())


PYTHON = 'def f(x):\n    """Say.\n\n    >>> f(1)\n    2\n    """\n    return x + 1\n'


def test_punch_opens_what_was_locked() -> None:
    for flags, expected in (("", {}), ("locked", {"f": False})):
        view = view_of(PYTHON, language=Language.PYTHON, in_place=["f"], flags={"f": flags})
        edit = made(view, "punch", "f")
        assert after(view, edit) == PYTHON.replace("return x + 1", "...  # hole")
        assert {id: entry.locked for id, entry in entries(edit).items()} == expected
        assert edit.lock.removed == ()


def test_punch_does_not_bring_an_old_fill_back() -> None:
    view = view_of(PYTHON, in_place=["f"])
    assert made(view, "punch", "f").lock.removed == ("f",)


def test_examples() -> None:
    view = view_of(SKETCH)
    assert after(view, made(view, "removeExample", "main", 0)) == SKETCH.replace('    >>> main(["b"])\n    1\n', "")
    edit = made(view, "acceptActual", "sort", 0, expected="['b',\n 'a']")
    assert edit.title == 'Change what `_(["b", "a"])` expects'
    assert after(view, edit) == SKETCH.replace("# ['a', 'b']", "# ['b',\n    #  'a']")
    edit = made(view, "addExample", "main", source="main([])", expected="[2]")
    assert after(view, edit) == SKETCH.replace("    1\n", "    1\n    >>> main([])\n    [2]\n")
    assert after(view, add_example(view, "main", "main([])", "[2]")) == after(view, edit)


def test_none_is_said_where_an_example_would_be_set_up_otherwise() -> None:
    lines = "    >>> a = [1]\n    >>> f(a)\n    2\n    >>> f(a)\n    3\n"
    view = view_of(f'def f(x):\n    """Say.\n\n{lines}    """\n')
    for index, before, expected in ((0, "    2\n", "    None\n"), (1, "    3\n", "")):
        edit = made(view, "acceptActual", "f", index, expected="")
        assert after(view, edit) == view.text.replace(before, expected)


def test_a_hole_that_changed_meanwhile_is_left_alone() -> None:
    view = view_of(SKETCH)
    data = request(view, "promote", "sort")
    # What stands elsewhere may change.
    assert resolve(view_of("x = 1\n" + SKETCH.replace("main(words)", "main(rows)")), data).edits
    with pytest.raises(ValueError, match="`sort` was changed meanwhile; choose the action again"):
        resolve(view_of(SKETCH.replace("# ['a', 'b']", "# []")), data)
    with pytest.raises(ValueError, match="`sort` is gone"):
        resolve(view_of(SKETCH.replace("`sort`", "`order`")), data)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"action": "drop"}, "There is no action 'drop'"),
        ({"index": "0"}, "'index' is no whole number"),
        ({"index": None}, "'index' is missing"),
        ({"index": 7}, "`main` has no example number 8"),
        ({"fingerprint": 1}, "'fingerprint' is no text"),
        ({"more": 1}, "there is no 'more'"),
    ],
)
def test_data_that_is_not_ours(change: dict[str, object], message: str) -> None:
    view = view_of(SKETCH)
    with pytest.raises(ValueError, match=message):
        resolve(view, {**request(view, "removeExample", "main", 0), **change})
    with pytest.raises(ValueError, match="This action takes an object"):
        resolve(view, None)


@given(views(), st.data())
def test_any_edit_of_any_view_is_made_or_refused_in_a_sentence(view: View, data: st.DataObject) -> None:
    if not view.subjects:
        return
    hole = data.draw(st.sampled_from(view.subjects))
    action = data.draw(st.sampled_from(list(ACTIONS)))
    index = data.draw(st.integers(0, 2) | st.none())
    said = ""
    try:
        edit = made(view, action, hole.id, index, source="f(1)", expected=data.draw(st.sampled_from(["", "2", ">>> "])))
    except ValueError as error:
        said = str(error)
        assert said.endswith(".")
        return
    now = edited(view.sketch, edit.edits)
    problems = [problem for problem in view.sketch.problems if problem.code == "sketch-syntax"]
    assert len([problem for problem in now.problems if problem.code == "sketch-syntax"]) <= len(problems)
    # What is written to the lock is of holes that are there, and fits.
    ids = {other.id for other in (*now.holes, *now.functions)}
    assert {entry.id for entry in edit.lock.entries} <= ids
    asked = fingerprints(now)
    for entry in edit.lock.entries:
        before = {other.fingerprint for other in view.document.entries.values()}
        assert entry.fingerprint in (asked[entry.id], *before)
