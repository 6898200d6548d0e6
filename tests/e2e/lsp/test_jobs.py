"""What takes long is seen, can be ended in every way, and always ends."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.chat_server import ChatServer, Hang, Say
from tests.e2e.lsp.editor import Editor, editor
from tests.e2e.lsp.profiles import EDITORS, HELIX, VSCODE, Profile
from tests.e2e.lsp.sketches import DOUBLE, model

pytestmark = pytest.mark.asyncio

RIGHT = "```python\ndef double(n: int) -> int:\n    return 2 * n\n```"
#: Two holes, so that a job may work on several at once.
TRIPLE = '''

def triple(n: int) -> int:
    """Three times the number.

    >>> triple(4)
    12
    >>> triple(-1)
    -3
    """
'''
PAIR = DOUBLE + TRIPLE
#: An example that runs until it is stopped.
ENDLESS = 'def f() -> int:\n    """\n    >>> f()\n    1\n    """\n    while True:\n        pass\n'


async def begun(it: Editor, server: ChatServer, count: int = 1) -> None:
    """Wait until a job shows itself and waits for the model."""
    await it.begun()
    await asyncio.to_thread(server.wait_for, count)


async def left(server: ChatServer) -> bool:
    """Whether the model's server notices that nobody waits for its answer any more."""
    return await asyncio.to_thread(server.left.wait, 60)


@pytest.mark.parametrize("profile", EDITORS, ids=lambda profile: profile.name)
async def test_a_job_is_cancelled_where_it_is_shown(tmp_path: Path, profile: Profile) -> None:
    with ChatServer([Hang()]) as server:
        async with editor(tmp_path, profile, settings=model(server)) as it:
            sketch = it.open("a.anpl", DOUBLE)
            await it.command("fill", sketch, hole="double")
            await begun(it, server)
            it.cancel(await it.begun())
            assert await it.ended() == "cancelled"
            assert await left(server)
            await it.shows(sketch, "unfilled-hole | Twice the number. | ")
            assert it.names() == ["a.anpl"]


@pytest.mark.parametrize("arguments", [{"hole": "double"}, {}], ids=["hole", "document"])
async def test_a_job_is_cancelled_by_command(tmp_path: Path, arguments: dict[str, object]) -> None:
    with ChatServer([Hang()]) as server:
        async with editor(tmp_path, settings=model(server)) as it:
            sketch = it.open("a.anpl", DOUBLE)
            await it.command("fill", sketch, hole="double")
            await begun(it, server)
            assert await it.command("cancel", sketch, **arguments) is True
            assert await it.ended() == "cancelled"
            assert await left(server)
            assert await it.command("cancel", sketch) is False


async def test_a_job_is_cancelled_by_its_lens_and_by_its_action(tmp_path: Path) -> None:
    with ChatServer([Hang()]) as server:
        async with editor(tmp_path, settings=model(server)) as it:
            sketch = it.open("a.anpl", DOUBLE)
            await it.press(sketch, "Fill")
            await begun(it, server)
            assert "Fill" not in await it.titles(sketch)
            await it.press(sketch, "Cancel")
            assert await it.ended() == "cancelled"
            actions = await it.actions(sketch, "double(n: int)")
            await it.choose(actions["Fill `double`"])
            await begun(it, server, 2)
            actions = await it.actions(sketch, "double(n: int)")
            (stop,) = (action for title, action in actions.items() if title.startswith("Stop the work on `double`"))
            await it.choose(stop)
            assert await it.ended() == "cancelled"
            assert "Fill" in await it.titles(sketch)


async def test_a_newer_job_takes_the_place_of_an_older(tmp_path: Path) -> None:
    with ChatServer([Hang(), Say(RIGHT)]) as server:
        async with editor(tmp_path, settings=model(server)) as it:
            sketch = it.open("a.anpl", DOUBLE)
            await it.command("fill", sketch, hole="double")
            await begun(it, server)
            await it.command("fill", sketch, hole="double")
            assert await it.ended() == "cancelled"
            assert await it.ended() == "`double` is filled"
            await it.stands(sketch, double="verified")


async def test_one_hole_of_many_can_be_given_up(tmp_path: Path) -> None:
    with ChatServer([Hang()]) as server:
        async with editor(tmp_path, settings=model(server)) as it:
            sketch = it.open("a.anpl", PAIR)
            await it.command("fillAll", sketch)
            await begun(it, server, 2)
            assert "Cancel all (2 running)" in await it.titles(sketch)
            assert await it.command("cancel", sketch, hole="double")
            await it.client.until(lambda: bool(it.progress[0].messages), "a word")
            assert it.progress[0].ended is None
            assert await it.command("cancel", sketch)
            assert await it.ended() == "cancelled"


async def test_jobs_on_several_holes_go_on_side_by_side(tmp_path: Path) -> None:
    with ChatServer([Hang()]) as server:
        async with editor(tmp_path, settings=model(server)) as it:
            sketch = it.open("a.anpl", PAIR)
            await it.command("fill", sketch, hole="double")
            await it.command("fill", sketch, hole="triple")
            await begun(it, server, 2)
            it.cancel(await it.begun())
            assert await it.ended() == "cancelled"
            other = await it.begun()
            assert (other.title, other.ended) == ("Fill `triple`", None)
            it.cancel(other)
            assert await it.ended() == "cancelled"


@pytest.mark.parametrize("profile", [VSCODE, HELIX], ids=lambda profile: profile.name)
async def test_who_leaves_in_the_middle_leaves_nothing_behind(tmp_path: Path, profile: Profile) -> None:
    with ChatServer([Hang()]) as server:
        async with editor(tmp_path, profile, settings=model(server)) as it:
            sketch = it.open("a.anpl", PAIR)
            await it.command("fillAll", sketch)
            await begun(it, server, 2)
            await it.shut()
            assert await it.ended() == "cancelled"
        assert await left(server)


async def test_an_example_without_an_end_stops_nobody(tmp_path: Path) -> None:
    async with editor(tmp_path, settings={"example-seconds": 600}) as it:
        endless = it.open("endless.anpl", ENDLESS)
        sketch = it.open("a.anpl", DOUBLE)
        await it.command("fill", sketch, hole="double")
        assert await it.ended() == "`double` is filled"
        await it.stands(sketch, double="verified")
        assert await it.hints(endless) == ["1 → …"]
        await it.command("trace", endless, hole="f")
        it.cancel(await it.begun())
        assert await it.ended() == "cancelled"


async def test_a_progress_goes_forward_and_says_where_it_is(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        sketch = it.open("a.anpl", PAIR)
        await it.command("fillAll", sketch)
        shown = await it.begun()
        assert await it.ended() == "2 of 2 holes are filled"
        assert "looking for `double`" in shown.messages
        assert shown.percentage == 99
        await it.stands(sketch, double="verified", triple="verified")
