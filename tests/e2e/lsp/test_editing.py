"""What actions and commands change in the text and in `holes.lock`, which follows."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from tests.e2e.lsp.buffer import Buffer
from tests.e2e.lsp.editor import Editor, editor
from tests.e2e.lsp.profiles import BARE, EDITORS, EMACS, HELIX, NEOVIM, VSCODE, Profile
from tests.e2e.lsp.sketches import DOUBLE, DOUBLE_PY

pytestmark = pytest.mark.asyncio

EVERY = pytest.mark.parametrize("profile", EDITORS, ids=lambda profile: profile.name)

#: An inline hole that is used twice, below characters of several code units.
COUNT = '''\
def points(results: str) -> int:
    """All wins 🥇, and once more.

    >>> points("WWD")
    4
    """
    "🥇"; wins = `how many of the results are of this kind`(results, "W")
    # >>> _("WWDL", "W")
    # 2
    # >>> _("LLLDDLL", "L")
    # 5
    # >>> _("WWLL", "D")
    # 0
    return wins + `how many of the results are of this kind`(results, "W")
'''
FAILING = '''\
def worst(scores: list[int]) -> int:
    """The least 🥄.

    >>> worst([4, 1])
    4
    >>> worst([2])
    2
    """
    return min(scores)
'''


async def filled(it: Editor, name: str, text: str, hole: str) -> Buffer:
    """A document with one hole filled."""
    buffer = it.open(name, text)
    await it.command("fill", buffer, hole=hole)
    assert "is filled" in await it.ended()
    if name.endswith(".py"):
        await it.applied()
    await it.stands(buffer, **{hole: "verified"})
    return buffer


def entries(it: Editor) -> dict[str, Any]:
    """What the lock has, by id."""
    return {entry["id"]: entry for entry in tomllib.loads(it.read("holes.lock"))["hole"]}


# Examples.


@EVERY
async def test_what_came_is_accepted_as_right(tmp_path: Path, profile: Profile) -> None:
    async with editor(tmp_path, profile) as it:
        sketch = it.open("a.anpl", FAILING)
        await it.shows(sketch, "example-failed | >>> worst([4, 1])\n    4 | ")
        actions = await it.actions(sketch, "worst([4")
        accept = actions["Accept `1` as right for `worst([4, 1])`"]
        assert isinstance(accept, types.CodeAction)
        assert (accept.edit is None) == profile.resolves
        assert [item.code for item in accept.diagnostics or ()] == ["example-failed"]
        await it.choose(accept)
        assert (await it.applied()).notes == (("Change what `worst([4, 1])` expects",) if profile is VSCODE else ())
        assert sketch.text == FAILING.replace("\n    4\n", "\n    1\n")
        await it.stands(sketch, worst="verified")
        await it.shows(sketch)


async def test_an_editor_that_knows_no_actions_is_offered_commands(tmp_path: Path) -> None:
    async with editor(tmp_path, BARE) as it:
        sketch = it.open("a.anpl", FAILING)
        await it.settled(sketch)
        actions = await it.actions(sketch, "worst([4")
        assert {type(action) for action in actions.values()} == {types.Command}
        assert "Trace `worst([4, 1])`" in actions


@EVERY
async def test_an_example_is_removed(tmp_path: Path, profile: Profile) -> None:
    async with editor(tmp_path, profile) as it:
        sketch = it.open("a.anpl", FAILING.replace("\n", "\r\n"))
        await it.shows(sketch, "example-failed")
        actions = await it.actions(sketch, "worst([4", "quickfix.holewright.removeExample")
        assert list(actions) == ["Remove the example `worst([4, 1])`"]
        await it.choose(actions["Remove the example `worst([4, 1])`"])
        await it.applied()
        assert sketch.text == FAILING.replace("    >>> worst([4, 1])\n    4\n", "").replace("\n", "\r\n")
        await it.shows(sketch)


@EVERY
@pytest.mark.parametrize("name", ["a.anpl", "a.py"])
async def test_an_example_is_added_with_what_the_fill_gives(tmp_path: Path, profile: Profile, name: str) -> None:
    async with editor(tmp_path, profile) as it:
        sketch = await filled(it, name, DOUBLE if name == "a.anpl" else DOUBLE_PY, "double")
        await it.command("addExample", sketch, hole="double", source="double(21)")
        assert (await it.applied()).label == "Add the example `double(21)` to `double`"
        assert "    -2\n    >>> double(21)\n    42\n" in sketch.text
        holes = await it.stands(sketch, double="verified")
        assert len(holes["double"]["examples"]) == 3


async def test_an_example_is_added_with_what_is_said(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        sketch = it.open("a.anpl", DOUBLE)
        await it.command("addExample", sketch, hole="double", source="double(0)", expected="0")
        await it.applied()
        assert sketch.text.endswith('    -2\n    >>> double(0)\n    0\n    """\n')


async def test_an_example_that_raises_or_prints(tmp_path: Path) -> None:
    text = (
        'def half(n: int) -> int:\n    """Half.\n\n    >>> half(4)\n    2\n    """\n    print(n)\n    return 4 // n\n'
    )
    async with editor(tmp_path) as it:
        sketch = it.open("a.anpl", text.replace("    print(n)\n", ""))
        await it.settled(sketch)
        await it.command("addExample", sketch, hole="half", source="half(0)")
        await it.applied()
        assert "    >>> half(0)\n    Traceback (most recent call last):\n" in sketch.text
        assert "    ZeroDivisionError: " in sketch.text
        await it.settled(sketch)
        other = it.open("b.anpl", text)
        await it.settled(other)
        await it.command("addExample", other, hole="half", source="half(1)")
        await it.applied()
        assert "    >>> half(1)\n    1\n    4\n" in other.text


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"hole": "double", "source": "double("}, "double("),
        ({"hole": "double", "source": ""}, ""),
        ({"hole": "nothing", "source": "nothing(1)"}, "nothing"),
    ],
)
async def test_what_is_no_example_is_refused_with_a_sentence(
    tmp_path: Path, arguments: dict[str, object], sentence: str
) -> None:
    async with editor(tmp_path) as it:
        sketch = await filled(it, "a.anpl", DOUBLE, "double")
        with pytest.raises(JsonRpcException) as refused:
            await it.command("addExample", sketch, **arguments)
        assert sentence in refused.value.message
        assert "\n" not in refused.value.message
        assert sketch.text == DOUBLE


# Holes.


@EVERY
async def test_an_inline_hole_becomes_a_named_one_and_keeps_its_fill(tmp_path: Path, profile: Profile) -> None:
    async with editor(tmp_path, profile) as it:
        sketch = await filled(it, "a.anpl", COUNT, "how-many-of-the-results-are-of-this-kind")
        actions = await it.actions(
            sketch, '`how many of $0the results are of this kind`(results, "W")\n    # >>>', "refactor.extract"
        )
        await it.choose(actions["Make `how many of the results are of this kind` a named hole"])
        await it.applied()
        assert sketch.text.count("how_many_of_the_results_are_of_this_kind(results") == 3
        assert "`" not in sketch.text
        holes = await it.stands(sketch, how_many_of_the_results_are_of_this_kind="verified", points="verified")
        assert holes["how_many_of_the_results_are_of_this_kind"]["flags"] == []
        assert entries(it)["how_many_of_the_results_are_of_this_kind"]["engine"] == "local"
        it.rewrite(sketch, COUNT)
        await it.stands(sketch, **{"how-many-of-the-results-are-of-this-kind": "verified", "points": "verified"})


@EVERY
async def test_a_fill_is_written_into_the_sketch(tmp_path: Path, profile: Profile) -> None:
    async with editor(tmp_path, profile) as it:
        sketch = await filled(it, "a.anpl", DOUBLE, "double")
        actions = await it.actions(sketch, "double(n", "refactor.inline")
        await it.choose(actions["Write the fill of `double` into the sketch"])
        await it.applied()
        assert sketch.text == DOUBLE + "    return n * 2\n"
        await it.stands(sketch, double="verified")
        assert await it.titles(sketch) == ["Compile", "Trace", "verified · 2/2 examples"]
        it.rewrite(sketch, DOUBLE)
        holes = await it.stands(sketch, double="verified")
        assert holes["double"]["fill"]["engine"] == "local"


@EVERY
async def test_a_function_becomes_a_hole_again(tmp_path: Path, profile: Profile) -> None:
    async with editor(tmp_path, profile) as it:
        sketch = it.open("a.anpl", FAILING)
        await it.settled(sketch)
        actions = await it.actions(sketch, "$0worst(scores", "refactor.rewrite")
        await it.choose(actions["Make `worst` a hole, without its body"])
        assert not (await it.applied()).confirms
        assert "return" not in sketch.text
        await it.stands(sketch, worst="unfilled")


async def test_a_fill_in_the_text_is_taken_out_again(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        sketch = await filled(it, "a.py", DOUBLE_PY, "double")
        actions = await it.actions(sketch, "$0double(n", "refactor.rewrite.holewright.punch")
        await it.choose(actions["Make `double` a hole, without its body"])
        await it.applied()
        assert sketch.text == DOUBLE_PY
        await it.stands(sketch, double="unfilled", four="blocked")


@pytest.mark.parametrize("profile", [VSCODE, NEOVIM, EMACS], ids=lambda profile: profile.name)
async def test_a_hole_is_renamed_with_all_that_names_it(tmp_path: Path, profile: Profile) -> None:
    async with editor(tmp_path, profile) as it:
        text = DOUBLE + '\n\ndef four() -> int:\n    """🔢\n\n    >>> four()\n    4\n    """\n    return double(2)\n'
        sketch = await filled(it, "a.anpl", text, "double")
        params = types.RenameParams(sketch.identifier, sketch.at("$0double(n"), "twofold")
        edit = await it.client.text_document_rename_async(params)
        assert edit is not None
        it.make(edit)
        await it.applied()
        assert sketch.text == text.replace("double", "twofold")
        holes = await it.stands(sketch, twofold="verified", four="verified")
        assert holes["twofold"]["flags"] == []
        assert "def twofold(n: int) -> int:" in entries(it)["twofold"]["fill"]
        it.rewrite(sketch, text)
        await it.stands(sketch, double="verified", four="verified")


@pytest.mark.parametrize("name", ["not a name", "four", "class", ""])
async def test_a_name_that_would_break_something_is_refused(tmp_path: Path, name: str) -> None:
    async with editor(tmp_path) as it:
        text = DOUBLE + '\n\ndef four() -> int:\n    """\n    >>> four()\n    4\n    """\n    return double(2)\n'
        sketch = it.open("a.anpl", text)
        params = types.RenameParams(sketch.identifier, sketch.at("$0double(n"), name)
        with pytest.raises(JsonRpcException) as refused:
            await it.client.text_document_rename_async(params)
        assert refused.value.message.endswith(".")
        assert "\n" not in refused.value.message


async def test_an_edit_that_is_offered_and_not_made_changes_no_lock(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        sketch = await filled(it, "a.anpl", DOUBLE, "double")
        lock = it.read("holes.lock")
        params = types.RenameParams(sketch.identifier, sketch.at("$0double(n"), "twofold")
        assert await it.client.text_document_rename_async(params) is not None
        it.type(sketch, (0, 0, "# Not renamed.\n"))
        await it.stands(sketch, double="verified")
        assert it.read("holes.lock") == lock


async def test_an_action_that_is_chosen_late_is_of_the_text_as_it_is(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        sketch = it.open("a.anpl", FAILING)
        await it.shows(sketch, "example-failed")
        accept = (await it.actions(sketch, "worst([4"))["Accept `1` as right for `worst([4, 1])`"]
        remove = (await it.actions(sketch, "worst([4"))["Remove the example `worst([4, 1])`"]
        it.type(sketch, (0, 0, "# 🥄\n\n"))
        await it.choose(accept)
        await it.applied()
        assert sketch.text == "# 🥄\n\n" + FAILING.replace("\n    4\n", "\n    1\n")
        with pytest.raises(JsonRpcException, match="`worst` was changed meanwhile; choose the action again"):
            await it.choose(remove)


# Fills.


@EVERY
@pytest.mark.parametrize("name", ["a.anpl", "a.py"])
async def test_a_fill_is_locked_and_unlocked(tmp_path: Path, profile: Profile, name: str) -> None:
    async with editor(tmp_path, profile) as it:
        sketch = await filled(it, name, DOUBLE if name == "a.anpl" else DOUBLE_PY, "double")
        await it.choose((await it.actions(sketch, "$0double(n"))["Lock the fill of `double`"])
        assert entries(it)["double"]["locked"] is True
        await it.client.until(lambda: sketch.holes[0]["flags"] == ["locked"], "the flag")
        assert "Unlock" in await it.titles(sketch)
        refill = (await it.actions(sketch, "$0double(n")).get("Find another fill of `double`")
        if profile in (VSCODE, HELIX):
            assert isinstance(refill, types.CodeAction)
            assert refill.disabled is not None
        else:
            assert refill is None
        await it.press(sketch, "Unlock")
        assert "locked" not in entries(it)["double"]
        await it.client.until(lambda: sketch.holes[0]["flags"] == [], "no flag")


async def test_there_is_nothing_to_lock(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        sketch = it.open("a.anpl", DOUBLE)
        with pytest.raises(JsonRpcException, match=r"^`double` has no fill that could be locked$"):
            await it.command("lock", sketch, hole="double")


async def test_a_sketch_is_compiled(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        sketch = await filled(it, "a.anpl", DOUBLE, "double")
        made = await it.press(sketch, "Compile")
        assert made == {"uri": (tmp_path / "a.py").as_uri(), "missing": []}
        assert await it.message() == "info: Wrote a.py"
        assert "return n * 2" in it.read("a.py")


async def test_an_editor_that_shows_the_module_is_not_told_of_it(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        sketch = it.open("a.anpl", DOUBLE)
        assert (await it.command("compile", sketch, quiet=True))["missing"] == ["double"]
        await it.command("compile", sketch)
        assert await it.message() == "info: Wrote a.py; not filled, and raising when called: double"


async def test_what_is_missing_in_a_module_is_said(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        sketch = it.open("a.anpl", DOUBLE)
        assert (await it.command("compile", sketch))["missing"] == ["double"]
        assert await it.message() == "info: Wrote a.py; not filled, and raising when called: double"


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("a.py", DOUBLE_PY, "a .py file is its own module: only .anpl sketches are compiled"),
        ("a.anpl", "def broken(:\n" + DOUBLE, "nothing was written: mend what is wrong with the text first"),
    ],
)
async def test_what_cannot_be_compiled(tmp_path: Path, name: str, text: str, sentence: str) -> None:
    async with editor(tmp_path) as it:
        sketch = it.open(name, text)
        with pytest.raises(JsonRpcException) as refused:
            await it.command("compile", sketch)
        assert refused.value.message == sentence
        assert it.names() == [name]


async def test_a_module_of_ones_own_is_not_overwritten(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        it.write("a.py", "mine = 1\n")
        sketch = await filled(it, "a.anpl", DOUBLE, "double")
        with pytest.raises(JsonRpcException, match=r"a\.py"):
            await it.command("compile", sketch)
        assert it.read("a.py") == "mine = 1\n"
