"""What a model is asked from an editor: another fill, a repair, an explanation."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from server.words import sentence as capital
from tests.chat_server import ChatServer, Fail, Say
from tests.e2e.lsp.editor import editor
from tests.e2e.lsp.profiles import EDITORS, Profile
from tests.e2e.lsp.sketches import DOUBLE, DOUBLE_PY, model

pytestmark = pytest.mark.asyncio


def answer(body: str) -> Say:
    """A model's answer that has this body."""
    return Say(f"```python\ndef double(n: int) -> int:\n    {body}\n```")


WRONG = "return n + 4"
REASON = "It adds instead of multiplying.\n\n```python\ndef double(n: int) -> int:\n    return n * 2\n```\n"


@pytest.mark.parametrize("profile", EDITORS, ids=lambda profile: profile.name)
@pytest.mark.parametrize("name", ["a.anpl", "a.py"])
async def test_another_fill_is_found_with_what_a_person_says(tmp_path: Path, profile: Profile, name: str) -> None:
    with ChatServer([answer("return 2 * n"), answer("return n << 1")]) as server:
        async with editor(tmp_path, profile, settings=model(server)) as it:
            text = DOUBLE if name == "a.anpl" else DOUBLE_PY
            sketch = it.open(name, text)
            for number, arguments in enumerate(({}, {"feedback": "Shift 🔀 the bits, please."})):
                await it.command("fill" if not number else "refill", sketch, hole="double", **arguments)
                assert await it.ended() == "`double` is filled"
                if name == "a.py":
                    assert (await it.applied()).label == "Fill `double`"
                await it.stands(sketch, double="verified")
            said = server.requests[1].messages[-1]["content"]
            assert "Shift 🔀 the bits, please." in said
            assert "def double(n: int) -> int:\n    return 2 * n\n" in said
            assert said.count(">>> double(4)") == 1
            assert sketch.text == text.replace("...  # hole", "return n << 1")
            assert ("return n << 1" in it.read("holes.lock")) == (name == "a.anpl")


@pytest.mark.parametrize("name", ["a.anpl", "a.py"])
async def test_another_fill_can_be_looked_at_before_it_is_kept(tmp_path: Path, name: str) -> None:
    with ChatServer([answer("return 2 * n"), answer("return n << 1")]) as server:
        async with editor(tmp_path, settings=model(server)) as it:
            sketch = it.open(name, DOUBLE if name == "a.anpl" else DOUBLE_PY)
            await it.command("fill", sketch, hole="double")
            assert await it.ended() == "`double` is filled"
            if name == "a.py":
                await it.applied()
            await it.stands(sketch, double="verified")
            before, lock = sketch.text, it.read("holes.lock")
            await it.command("refill", sketch, hole="double", feedback="Shift the bits.", preview=True)
            looked = await it.looked()
            assert "return n << 1" in looked
            assert await it.ended() == "a fill is suggested"
            assert (sketch.text, it.read("holes.lock")) == (before, lock)
            await it.command("applySuggestion", sketch, hole="double")
            if name == "a.py":
                await it.applied()
            await it.stands(sketch, double="verified")
            assert "return n << 1" in (it.read("holes.lock") if name == "a.anpl" else sketch.text)


async def test_a_refill_that_does_not_hold_changes_nothing(tmp_path: Path) -> None:
    with ChatServer([answer("return 2 * n"), answer("return n")]) as server:
        async with editor(tmp_path, settings={**model(server), "rounds": 0}) as it:
            sketch = it.open("a.anpl", DOUBLE)
            await it.command("fill", sketch, hole="double")
            assert await it.ended() == "`double` is filled"
            lock = it.read("holes.lock")
            await it.command("refill", sketch, hole="double", feedback="Shorter.")
            assert (await it.ended()).startswith("`double`: ")
            assert it.read("holes.lock") == lock
            await it.stands(sketch, double="verified")


@pytest.mark.parametrize("name", ["a.anpl", "a.py"])
async def test_a_fill_that_fails_is_repaired(tmp_path: Path, name: str) -> None:
    with ChatServer([answer(WRONG), answer("return n * 2")]) as server:
        async with editor(tmp_path, settings={**model(server), "rounds": 0}) as it:
            text = (DOUBLE if name == "a.anpl" else DOUBLE_PY).replace("    >>> double(-1)\n    -2\n", "")
            sketch = it.open(name, text)
            await it.command("fill", sketch, hole="double")
            assert await it.ended() == "`double` is filled"
            it.replace(sketch, "    8\n$0", "    >>> double(3)\n    6\n")
            await it.stands(sketch, double="failing")
            if name == "a.py":
                await it.applied()
            others = ["example-failed | >>> four()"] if name == "a.py" else []
            await it.shows(sketch, "stale-fill", "example-failed | >>> double(3)", *others)
            actions = await it.actions(sketch, "double(3)")
            repair = actions["Repair the fill of `double`"]
            assert isinstance(repair, types.CodeAction)
            assert repair.is_preferred
            await it.choose(repair)
            assert await it.ended() == "`double` is filled"
            asked = server.requests[1].messages[-1]["content"]
            assert "double(3)" in asked
            assert f"def double(n: int) -> int:\n    {WRONG}\n" in asked
            assert asked.count(">>> double(4)") == 1
            if name == "a.py":
                await it.applied()
            await it.stands(sketch, double="verified")
            await it.shows(sketch)


@pytest.mark.parametrize("profile", EDITORS, ids=lambda profile: profile.name)
async def test_a_model_explains_below_the_facts(tmp_path: Path, profile: Profile) -> None:
    with ChatServer([answer(WRONG), Say(REASON)]) as server:
        async with editor(tmp_path, profile, settings={**model(server), "rounds": 0}) as it:
            sketch = it.open("a.anpl", DOUBLE.replace("    >>> double(-1)\n    -2\n", ""))
            await it.command("fill", sketch, hole="double")
            assert await it.ended() == "`double` is filled"
            it.replace(sketch, "    8\n$0", "    >>> double(3)\n    6\n")
            await it.shows(sketch, "stale-fill", "example-failed")
            actions = await it.actions(sketch, "double(3)")
            await it.choose(actions["Explain why `double(3)` does not hold"])
            assert await it.ended() == "a repair is suggested"
            told = (await it.says(sketch, "It adds")).message
            facts, _, words = told.partition("\n\n")
            assert facts.startswith("double(3): expected 6, got 7")
            assert words.startswith("m says: It adds instead of multiplying.")

            actions = await it.actions(sketch, "double(3)")
            look = await it.choose(actions["Look at the suggested repair of `double`"])
            assert "return n * 2" in await it.looked()
            assert "return n * 2" in await it.content(look["uri"])
            assert WRONG in it.read("holes.lock")

            await it.choose(actions["Apply the suggested repair of `double`"])
            await it.stands(sketch, double="verified")
            await it.shows(sketch)
            assert "return n * 2" in it.read("holes.lock")
            assert not [title for title in await it.actions(sketch, "double(3)") if "suggested" in title]


async def test_a_repair_of_a_fill_in_the_text_is_suggested(tmp_path: Path) -> None:
    with ChatServer([answer(WRONG), Say(REASON)]) as server:
        async with editor(tmp_path, settings={**model(server), "rounds": 0}) as it:
            sketch = it.open("a.py", DOUBLE_PY.replace("    >>> double(-1)\n    -2\n", ""))
            await it.command("fill", sketch, hole="double")
            assert await it.ended() == "`double` is filled"
            await it.applied()
            it.replace(sketch, "    8\n$0", "    >>> double(3)\n    6\n")
            await it.stands(sketch, double="failing")
            await it.command("explain", sketch, hole="double")
            assert await it.ended() == "a repair is suggested"
            await it.says(sketch, "It adds")
            look = await it.command("previewSuggestion", sketch, hole="double")
            assert await it.shown() == look["uri"]
            assert "return n * 2" in await it.content(look["uri"])
            assert f"    {WRONG}\n" in sketch.text
            await it.command("applySuggestion", sketch, hole="double")
            assert (await it.applied()).label == "Fill `double`"
            assert "    return n * 2\n" in sketch.text
            holes = await it.stands(sketch, double="verified", four="verified")
            assert holes["double"]["flags"] == []


async def test_what_a_model_says_of_ones_own_code(tmp_path: Path) -> None:
    text = (
        'def worst(scores: list[int]) -> int:\n    """\n    >>> worst([4, 1])\n    4\n    """\n    return min(scores)\n'
    )
    words = "It takes the least.\n\n```python\ndef worst(scores: list[int]) -> int:\n    return max(scores)\n```\n"
    with ChatServer([Say(words)]) as server:
        async with editor(tmp_path, settings=model(server)) as it:
            sketch = it.open("a.anpl", text)
            await it.shows(sketch, "example-failed")
            await it.command("explain", sketch, hole="worst")
            assert await it.ended() == "a repair is suggested"
            await it.says(sketch, "It takes the least.")
            actions = await it.actions(sketch, "worst([4")
            await it.choose(actions["Apply the suggested repair of `worst`"])
            assert not (await it.applied()).confirms
            assert "return max(scores)" in sketch.text
            await it.stands(sketch, worst="verified")


async def test_there_is_nothing_to_explain_where_all_holds(tmp_path: Path) -> None:
    with ChatServer([answer("return 2 * n")]) as server:
        async with editor(tmp_path, settings=model(server)) as it:
            sketch = it.open("a.anpl", DOUBLE)
            await it.command("fill", sketch, hole="double")
            assert await it.ended() == "`double` is filled"
            await it.command("explain", sketch, hole="double")
            sentence = "nothing that is asked of `double` fails, so there is nothing to explain"
            assert await it.message() == f"warning: {capital(sentence)}"
            assert await it.ended() == sentence
            assert len(server.requests) == 1
            with pytest.raises(JsonRpcException, match="there is no suggestion for `double` as it is now"):
                await it.command("applySuggestion", sketch, hole="double")


async def test_a_model_that_cannot_explain(tmp_path: Path) -> None:
    text = (
        'def worst(scores: list[int]) -> int:\n    """\n    >>> worst([4, 1])\n    4\n    """\n    return min(scores)\n'
    )
    with ChatServer([Fail(401, "the key {key} is no good")]) as server:
        async with editor(tmp_path, settings=model(server)) as it:
            sketch = it.open("a.anpl", text)
            await it.shows(sketch, "example-failed")
            await it.command("explain", sketch, hole="worst")
            told = await it.ended()
            assert await it.message() == f"warning: {capital(told)}"
            assert "secret" not in told
            await it.shows(sketch, "engine-error", "example-failed")


async def test_there_is_no_model(tmp_path: Path) -> None:
    text = (
        'def worst(scores: list[int]) -> int:\n    """\n    >>> worst([4, 1])\n    4\n    """\n    return min(scores)\n'
    )
    async with editor(tmp_path) as it:
        sketch = it.open("a.anpl", text)
        await it.shows(sketch, "example-failed")
        await it.command("explain", sketch, hole="worst")
        told = await it.ended()
        assert await it.message() == f"warning: {capital(told)}"
        assert "model" in told
