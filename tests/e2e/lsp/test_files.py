"""What happens to files: other programs write them, they are renamed, and most are none of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from tests.e2e.lsp.buffer import Buffer
from tests.e2e.lsp.editor import Editor, editor
from tests.e2e.lsp.profiles import EDITORS, HELIX, NEOVIM, VSCODE, Profile
from tests.e2e.lsp.sketches import DOUBLE, DOUBLE_PY

pytestmark = pytest.mark.asyncio

EVERY = pytest.mark.parametrize("profile", EDITORS, ids=lambda profile: profile.name)
#: Of each kind one: the editor watches files for the server, or the server has to do so itself.
WATCHING = pytest.mark.parametrize("profile", [VSCODE, NEOVIM], ids=lambda profile: profile.name)


async def filled(it: Editor, name: str = "a.anpl", text: str = DOUBLE) -> Buffer:
    """A document whose hole `double` is filled."""
    sketch = it.open(name, text)
    await it.command("fill", sketch, hole="double")
    assert await it.ended() == "`double` is filled"
    if name.endswith(".py"):
        await it.applied()
    await it.stands(sketch, double="verified")
    return sketch


@EVERY
async def test_a_lock_that_comes_with_a_checkout_counts_at_once(tmp_path: Path, profile: Profile) -> None:
    async with editor(tmp_path, profile) as it:
        sketch = await filled(it)
        lock = it.read("holes.lock")
        it.replaced("holes.lock", None)
        await it.stands(sketch, double="unfilled")
        await it.shows(sketch, "unfilled-hole")
        it.replaced("holes.lock", lock.replace("n * 2", "n * 3"))
        await it.stands(sketch, double="failing")
        await it.shows(sketch, "example-failed", "example-failed")
        it.replaced("holes.lock", lock)
        await it.stands(sketch, double="verified")
        await it.shows(sketch)


@EVERY
async def test_a_lock_that_cannot_be_read_is_said_in_a_sentence(tmp_path: Path, profile: Profile) -> None:
    async with editor(tmp_path, profile) as it:
        sketch = await filled(it)
        lock = it.read("holes.lock")
        for broken, words in (
            ("version = 1\n[[hole]\n", "is corrupt"),
            (f"<<<<<<< mine\n{lock}=======\n{lock}>>>>>>> theirs\n", "conflict"),
            ("version = 99\n", "newer Holewright"),
        ):
            it.replaced("holes.lock", broken)
            told = await it.message()
            assert told.startswith("warning: ")
            assert words in told
            assert "\n" not in told
            await it.stands(sketch, double="unfilled")
            assert it.read("holes.lock") == broken
        await it.command("fill", sketch, hole="double")
        told = await it.ended()
        while words not in await it.message():
            pass
        assert it.read("holes.lock") == broken
        it.replaced("holes.lock", lock)
        await it.stands(sketch, double="verified")


async def test_a_lock_that_is_corrupt_when_a_sketch_is_opened(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        it.write("holes.lock", "version = 1\nholes = [\n")
        sketch = it.open("a.anpl", DOUBLE)
        assert "is corrupt" in await it.message()
        await it.stands(sketch, double="unfilled")
        it.replace(sketch, "Twice", "Two times")
        await it.stands(sketch, double="unfilled")


@WATCHING
async def test_rows_of_examples_count_when_they_are_written(tmp_path: Path, profile: Profile) -> None:
    text = '''def double(n: int) -> int:
    """Twice the number.

    Examples: rows.jsonl
    """
'''
    async with editor(tmp_path, profile) as it:
        it.write("rows.jsonl", '{"args": [4], "returns": 8}\n{"args": [3], "returns": 6}\n')
        sketch = await filled(it, text=text)
        assert await it.hints(sketch) == ["Examples: rows.jsonl → ✓ 2 rows"]
        it.replaced("rows.jsonl", '{"args": [4], "returns": 8}\n{"args": [3], "returns": 7}\n')
        await it.stands(sketch, double="failing")
        (hint,) = await it.hints(sketch)
        assert hint.startswith("Examples: rows.jsonl → 1/2 rows, line 2 ✗ got 6")
        it.replaced("rows.jsonl", None)
        await it.shows(
            sketch, "stale-fill", "unchecked-fill", "example-malformed | rows.jsonl | the examples file rows"
        )


@WATCHING
async def test_a_module_that_is_imported_takes_part(tmp_path: Path, profile: Profile) -> None:
    text = 'from helper import two\n\n\ndef f() -> int:\n    """\n    >>> f()\n    2\n    """\n    return two()\n'
    async with editor(tmp_path, profile) as it:
        it.write("helper.py", "def two() -> int:\n    return 2\n")
        sketch = it.open("a.anpl", text)
        await it.stands(sketch, f="verified")
        it.replaced("helper.py", "def two() -> int:\n    return 3\n")
        await it.stands(sketch, f="failing")
        it.replaced("helper.py", "def two() -> int:\n    return 2\n")
        await it.stands(sketch, f="verified")


async def test_two_editors_on_one_project(tmp_path: Path) -> None:
    more = DOUBLE.replace("double", "twice")
    async with editor(tmp_path, NEOVIM) as one, editor(tmp_path, NEOVIM) as other:
        here, there = one.open("a.anpl", DOUBLE), other.open("b.anpl", more)
        await one.command("fill", here, hole="double")
        await other.command("fill", there, hole="twice")
        assert await one.ended() == "`double` is filled"
        assert await other.ended() == "`twice` is filled"
        assert one.read("holes.lock").count("[[hole]]") == 2
        again = other.open("a.anpl")
        await other.stands(again, double="verified")
        await one.command("lock", here, hole="double")
        await other.client.until(lambda: again.holes[0]["flags"] == ["locked"], "the lock of the other editor")


async def test_watching_is_asked_for_once(tmp_path: Path) -> None:
    async with editor(tmp_path, HELIX) as it:
        await it.quiet()
        (registration,) = it.registered
        assert registration.method == types.WORKSPACE_DID_CHANGE_WATCHED_FILES


@pytest.mark.parametrize("name", ["a.anpl", "a.py"])
async def test_a_file_that_is_renamed_keeps_its_fills(tmp_path: Path, name: str) -> None:
    async with editor(tmp_path) as it:
        sketch = await filled(it, name, DOUBLE if name == "a.anpl" else DOUBLE_PY)
        it.save(sketch)
        after = name.replace("a.", "renamed.")
        it.close(sketch)
        sketch.path.rename(tmp_path / after)
        files = [types.FileRename(sketch.uri, (tmp_path / after).as_uri())]
        it.client.workspace_did_rename_files(types.RenameFilesParams(files))
        again = it.open(after)
        holes = await it.stands(again, double="verified")
        assert holes["double"]["flags"] == []
        await it.client.until(lambda: f'file = "{name}"' not in it.read("holes.lock"), "the lock")
        assert f'file = "{after}"' in it.read("holes.lock")


async def test_a_folder_that_is_renamed_keeps_its_fills(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        it.write("pyproject.toml", "[project]\nname = 'x'\n")
        sketch = await filled(it, "before/deep/a.anpl")
        it.close(sketch)
        (tmp_path / "before").rename(tmp_path / "after")
        files = [types.FileRename((tmp_path / "before").as_uri(), (tmp_path / "after").as_uri())]
        it.client.workspace_did_rename_files(types.RenameFilesParams(files))
        again = it.open("after/deep/a.anpl")
        await it.stands(again, double="verified")
        assert 'file = "after/deep/a.anpl"' in it.read("holes.lock")


async def test_python_without_holes_is_nobody_of_ours(tmp_path: Path) -> None:
    plain = 'def f() -> int:\n    """\n    >>> f()\n    2\n    """\n    return 1\n'
    async with editor(tmp_path, NEOVIM) as it:
        other = it.open("plain.py", plain)
        await it.quiet()
        assert await it.lenses(other) == []
        assert await it.hover(other, "$0f() -> int") is None
        assert await it.actions(other, "$0f() -> int") == {}
        assert list(other.shown) == []
        it.rewrite(other, DOUBLE_PY)
        assert await it.problems(other) == [
            "unfilled-hole | Twice the number. | `double` is not filled",
            "example-blocked | >>> four()\n    4 | four() needs `double`, which is not filled",
        ]
        it.rewrite(other, plain)
        await it.shows(other)


async def test_python_that_was_filled_is_ours_though_nothing_shows_it(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        sketch = await filled(it, "a.py", DOUBLE_PY)
        it.save(sketch)
        it.close(sketch)
        again = it.open("a.py")
        await it.stands(again, double="verified", four="verified")
        it.replace(again, "return n * 2", "return n + 1")
        holes = await it.stands(again, double="failing")
        assert holes["double"]["flags"] == ["edited"]


@pytest.mark.parametrize(("name", "language"), [("a.txt", "plaintext"), ("a.ipynb", "json"), ("anpl", "plaintext")])
async def test_files_of_other_kinds_are_left_alone(tmp_path: Path, name: str, language: str) -> None:
    async with editor(tmp_path) as it:
        other = it.open(name, DOUBLE, language=language)
        it.replace(other, "Twice", "Two times")
        assert await it.lenses(other) == []
        assert await it.actions(other, "$0double(n") == {}
        it.close(other)
        await it.quiet()


async def test_what_is_closed_shows_nothing_more(tmp_path: Path) -> None:
    async with editor(tmp_path, HELIX) as it:
        sketch = it.open("a.anpl", DOUBLE)
        await it.shows(sketch, "unfilled-hole")
        it.close(sketch)
        await it.client.until(lambda: list(sketch.shown) == [], "nothing on show")


async def test_a_name_that_is_hard_to_write(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        sketch = await filled(it, "größe 🔢 100% #1/späte früchte.anpl")
        assert "späte früchte.anpl" in (tmp_path / "größe 🔢 100% #1" / "holes.lock").read_text()
        found = await it.client.text_document_definition_async(
            types.DefinitionParams(sketch.identifier, sketch.at("$0double(n"))
        )
        assert isinstance(found, list | tuple)
        (location,) = found
        assert isinstance(location, types.Location)
        assert "return n * 2" in await it.content(location.uri)
