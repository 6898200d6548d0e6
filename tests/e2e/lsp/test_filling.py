"""Filling from an editor: into the lock or into the text, whatever the person does meanwhile."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from server.words import sentence as capital
from tests.chat_server import ChatServer, Fail, Held, Say
from tests.e2e.lsp.editor import editor
from tests.e2e.lsp.profiles import BARE, EDITORS, EMACS, VSCODE, Profile
from tests.e2e.lsp.sketches import DOUBLE, DOUBLE_PY, LEAGUE, model

pytestmark = pytest.mark.asyncio

RIGHT = "```python\ndef double(n: int) -> int:\n    return 2 * n\n```"
EVERY = pytest.mark.parametrize("profile", EDITORS, ids=lambda profile: profile.name)


class Asked:
    """A model that is asked, and answers when it is told to."""

    def __init__(self, answer: str = RIGHT) -> None:
        self._gate = threading.Event()
        self.server = ChatServer([Held(self._gate, Say(answer))])
        self.settings = model(self.server)

    async def waits(self, count: int = 1) -> None:
        """Wait until it has been asked so many times."""
        await asyncio.to_thread(self.server.wait_for, count)

    def answer(self) -> None:
        """Let it answer, now and always."""
        self._gate.set()


@EVERY
async def test_a_fill_of_a_sketch_goes_into_the_lock(tmp_path: Path, profile: Profile) -> None:
    async with editor(tmp_path, profile) as it:
        sketch = it.open("a.anpl", DOUBLE)
        await it.command("fill", sketch, hole="double")
        shown = await it.begun()
        assert (shown.title, shown.cancellable) == ("Fill `double`", True)
        assert await it.ended() == "`double` is filled"
        assert (await it.stands(sketch, double="verified"))["double"]["fill"]["engine"] == "local"
        await it.shows(sketch)
        assert (sketch.text, sketch.version, it.read("a.anpl")) == (DOUBLE, 1, DOUBLE)
        assert "return n * 2" in it.read("holes.lock")


@EVERY
async def test_a_fill_of_python_goes_into_the_text(tmp_path: Path, profile: Profile) -> None:
    async with editor(tmp_path, profile) as it:
        sketch = it.open("a.py", DOUBLE_PY)
        await it.command("fill", sketch, hole="double")
        made = await it.applied()
        assert made.label == "Fill `double`"
        assert (made.notes, made.confirms) == (("Fill `double`",) if profile is VSCODE else (), False)
        assert await it.ended() == "`double` is filled"
        assert sketch.text == DOUBLE_PY.replace("...  # hole", "return n * 2")
        holes = await it.stands(sketch, double="verified", four="verified")
        assert holes["double"]["flags"] == []
        assert it.read("a.py") == DOUBLE_PY
        assert "return" not in it.read("holes.lock")


async def test_an_editor_of_which_nothing_is_known(tmp_path: Path) -> None:
    async with editor(tmp_path, BARE) as it:
        sketch = it.open("a.py", DOUBLE_PY)
        await it.command("fill", sketch, hole="double")
        assert (await it.applied()).label == "Fill `double`"
        await it.stands(sketch, double="verified", four="verified")


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["crlf", "cr"])
async def test_a_fill_has_the_line_ends_of_the_text(tmp_path: Path, end: str) -> None:
    async with editor(tmp_path) as it:
        text = "\ufeff" + DOUBLE_PY.replace("Numbers", "Numbers 🔢\f").replace("\n", end)
        sketch = it.open("a.py", text)
        await it.command("fill", sketch, hole="double")
        await it.applied()
        assert await it.ended() == "`double` is filled"
        assert sketch.text == text.replace("...  # hole", "return n * 2")
        await it.stands(sketch, double="verified", four="verified")


@pytest.mark.parametrize("profile", [VSCODE, EMACS], ids=lambda profile: profile.name)
async def test_who_types_elsewhere_loses_no_fill(tmp_path: Path, profile: Profile) -> None:
    asked = Asked()
    with asked.server:
        async with editor(tmp_path, profile, settings=asked.settings) as it:
            sketch = it.open("a.py", DOUBLE_PY)
            await it.command("fill", sketch, hole="double")
            await asked.waits()
            it.replace(sketch, "Numbers.", "Numbers, 🔢 and more.\n\nWith a second paragraph.")
            it.replace(sketch, "Uses it.", "Uses double.")
            asked.answer()
            await it.applied()
            assert await it.ended() == "`double` is filled"
            expected = DOUBLE_PY.replace("...  # hole", "return 2 * n").replace("Uses it.", "Uses double.")
            assert sketch.text == expected.replace("Numbers.", "Numbers, 🔢 and more.\n\nWith a second paragraph.")
            await it.stands(sketch, double="verified", four="verified")


async def test_who_types_elsewhere_in_a_sketch_loses_no_fill(tmp_path: Path) -> None:
    asked = Asked()
    with asked.server:
        async with editor(tmp_path, settings=asked.settings) as it:
            sketch = it.open("a.anpl", DOUBLE)
            await it.command("fill", sketch, hole="double")
            await asked.waits()
            it.type(sketch, (0, 0, "# 🔢\n\n"))
            asked.answer()
            assert await it.ended() == "`double` is filled"
            await it.stands(sketch, double="verified")
            assert "return 2 * n" in it.read("holes.lock")
            assert sketch.text == f"# 🔢\n\n{DOUBLE}"


@pytest.mark.parametrize("name", ["a.anpl", "a.py"])
async def test_a_hole_that_is_another_one_now_is_not_filled(tmp_path: Path, name: str) -> None:
    asked = Asked()
    with asked.server:
        async with editor(tmp_path, settings=asked.settings) as it:
            sketch = it.open(name, DOUBLE if name == "a.anpl" else DOUBLE_PY)
            await it.command("fill", sketch, hole="double")
            await asked.waits()
            it.replace(sketch, "Twice the number", "Two times the number")
            typed = sketch.text
            asked.answer()
            sentence = "`double` was changed while a fill was looked for: what was found does not count"
            assert await it.message() == f"warning: {capital(sentence)}"
            await it.ended()
            assert (await it.settled(sketch))["double"]["status"] == "unfilled"
            assert sketch.text == typed
            assert not (tmp_path / "holes.lock").exists()


@pytest.mark.parametrize("profile", EDITORS, ids=lambda profile: profile.name)
async def test_who_types_just_when_the_edit_comes(tmp_path: Path, profile: Profile) -> None:
    async with editor(tmp_path, profile) as it:
        sketch = it.open("a.py", DOUBLE_PY)
        keys = iter(["N", "um"])

        def typing() -> None:
            if (key := next(keys, None)) is not None:
                it.type(sketch, (3, 3, key))

        it.before_edit = typing
        await it.command("fill", sketch, hole="double")
        await it.applied()
        assert await it.ended() == "`double` is filled"
        typed = DOUBLE_PY.replace('"""Numbers', '"""umNNumbers')
        assert sketch.text == typed.replace("...  # hole", "return n * 2")
        await it.stands(sketch, double="verified")


async def test_an_editor_that_makes_no_edits(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        sketch = it.open("a.py", DOUBLE_PY)
        it.edits = False
        await it.command("fill", sketch, hole="double")
        assert await it.message() == "warning: The editor did not write the fill of `double`"
        await it.ended()
        assert sketch.text == DOUBLE_PY
        assert not (tmp_path / "holes.lock").exists()
        assert (await it.settled(sketch))["double"]["status"] == "unfilled"


@pytest.mark.parametrize("name", ["a.anpl", "a.py"])
async def test_what_is_closed_meanwhile_is_filled_on_the_disk(tmp_path: Path, name: str) -> None:
    asked = Asked()
    with asked.server:
        async with editor(tmp_path, settings=asked.settings) as it:
            text = DOUBLE if name == "a.anpl" else DOUBLE_PY
            sketch = it.open(name, text)
            await it.command("fill", sketch, hole="double")
            await asked.waits()
            it.close(sketch)
            await it.quiet()
            asked.answer()
            assert await it.ended() == "`double` is filled"
            assert it.read(name) == text.replace("...  # hole", "return 2 * n")
            assert ("return 2 * n" in it.read("holes.lock")) == (name == "a.anpl")
            again = it.open(name)
            await it.stands(again, double="verified")


async def test_all_that_can_be_filled_is(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        sketch = it.open("league.anpl", LEAGUE)
        await it.command("fillAll", sketch)
        shown = await it.begun()
        assert shown.title == "Fill all holes"
        assert await it.ended() == "3 of 4 holes are filled"
        assert "`ahead`: verified" in shown.messages
        await it.stands(sketch, points="verified", ahead="verified", nobody="unfilled")
        await it.command("fillAll", sketch)
        assert (
            await it.ended() == "`nobody`: the offline engine needs an example of plain values, called as a function: "
            "add one, or configure a model"
        )


async def test_what_an_engine_could_not_do_is_said_until_the_hole_is_another(tmp_path: Path) -> None:
    with ChatServer([Fail(401, "no such key"), Say(RIGHT)]) as server:
        async with editor(tmp_path, settings=model(server)) as it:
            sketch = it.open("a.anpl", DOUBLE)
            await it.command("fill", sketch, hole="double")
            told = await it.ended()
            assert told.startswith("`double`: ")
            assert "secret" not in told
            await it.shows(sketch, "engine-error | Twice the number. | ", "unfilled-hole | Twice the number. | ")
            it.replace(sketch, "Twice", "2 times")
            await it.shows(sketch, "unfilled-hole | 2 times the number. | ")
            await it.command("fill", sketch, hole="double")
            assert await it.ended() == "`double` is filled"
            await it.shows(sketch)


async def test_what_stands_already_is_left_alone(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        sketch = it.open("a.anpl", DOUBLE)
        await it.command("fill", sketch, hole="double")
        assert await it.ended() == "`double` is filled"
        await it.command("fill", sketch, hole="double")
        assert await it.ended() == "`double` is verified: nothing to do"
        await it.command("lock", sketch, hole="double")
        await it.command("refill", sketch, hole="double")
        assert await it.ended() == "`double` is locked: unlock it first"


async def test_a_broken_text_is_mended_first(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        sketch = it.open("a.anpl", DOUBLE + "\n\ndef broken(:\n")
        await it.command("fillAll", sketch)
        sentence = "nothing was filled: mend what is wrong with the text first"
        assert await it.message() == f"warning: {capital(sentence)}"
        assert await it.ended() == sentence


@pytest.mark.parametrize("language", ["anpl", "python"])
async def test_a_sketch_that_was_never_saved(tmp_path: Path, language: str) -> None:
    async with editor(tmp_path) as it:
        sketch = it.open("Untitled-1", DOUBLE if language == "anpl" else DOUBLE_PY, language=language, saved=False)
        assert (await it.settled(sketch))["double"]["status"] == "unfilled"
        await it.command("fill", sketch, hole="double")
        sentence = "save this sketch first: its fills are written down in a file beside it"
        assert await it.message() == f"warning: {capital(sentence)}"
        assert await it.ended() == sentence
        assert it.names() == []


#: What is meant is anybody's guess.
PICK = '''\
def pick(numbers: list[int]) -> int:
    """One of them.

    >>> pick([3, 5])
    5
    """
'''


@EVERY
async def test_which_of_two_functions_is_meant_is_asked_and_chosen(tmp_path: Path, profile: Profile) -> None:
    async with editor(tmp_path, profile) as it:
        sketch = it.open("a.anpl", PICK)
        await it.command("fill", sketch, hole="pick")
        assert (await it.ended()).startswith("`pick` is filled, but ambiguous: pick(")
        doubt: dict[str, str] = (await it.stands(sketch, pick="ambiguous"))["pick"]["doubt"]
        await it.shows(sketch, "ambiguous-fill")
        offered = await it.actions(sketch, "One of", "quickfix.holewright.choose")
        first, other = (f"`{doubt['call']}` is to give `{doubt[answer]}`" for answer in ("answer", "other"))
        assert list(offered) == [first, other]
        await it.choose(offered[other])
        assert (await it.applied()).label == other
        await it.ended()
        assert f"    >>> {doubt['call']}\n    {doubt['other']}\n" in sketch.text
        await it.client.until(lambda: sketch.holes[0]["flags"] == [], "a fill of what is asked now")
        pick = (await it.stands(sketch))["pick"]
        assert pick["status"] in ("verified", "ambiguous")
        assert {example["verdict"] for example in pick["examples"]} == {"passed"}
