"""A server that is killed, and runners that are killed under it, at any moment: the person's files are whole, nothing
runs on, and the next server begins as if nothing had been."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import pytest

from holes.files import Disk
from holes.lock import Lock, LockFile
from tests.chat_server import ChatServer, Hang, Say
from tests.e2e.lsp.editor import Editor, editor
from tests.e2e.lsp.sketches import DOUBLE, DOUBLE_PY, model
from tests.e2e.processes import is_running, until

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.skipif(sys.platform == "win32", reason="processes are looked at as they are on Unix"),
]

#: `HOLEWRIGHT_TEST_ALL=1` has many more servers killed at a moment of chance.
KILLS = 150 if os.environ.get("HOLEWRIGHT_TEST_ALL") == "1" else 6

#: Its examples call the first hole, so it is asked for second.
HARD = '''

def hard(n: int) -> str:
    """In words 🎈.

    >>> hard(double(1))
    'two'
    >>> hard(3)
    'three'
    """
'''
RIGHT = Say("```python\ndef double(n: int) -> int:\n    return 2 * n\n```")
#: A candidate that never ends, so that a runner is at work.
ENDLESS = Say("```python\ndef hard(n: int) -> str:\n    while True:\n        pass\n```")
WORDS = Say("```python\ndef hard(n: int) -> str:\n    return 'zero one two three'.split()[n]\n```")
#: An example that takes long enough to be killed in.
SLOW = 'import time\n\n\ndef f() -> int:\n    """\n    >>> f()\n    1\n    """\n    time.sleep(0.6)\n    return 1\n'


def lock_of(folder: Path) -> Lock:
    """What stands in the lock. Raises `LockError` where it is not whole."""
    return LockFile(Disk(), folder / "holes.lock").read()


def unfinished(folder: Path) -> list[Path]:
    """Files that somebody was writing."""
    return list(folder.glob(".*.tmp"))


async def gone(started: list[int]) -> None:
    """Wait until none of these processes runs any more."""
    await asyncio.to_thread(until, lambda: not any(map(is_running, started)))


async def killed(it: Editor) -> None:
    """Kill the server, and wait until all that it started has ended with it."""
    started = it.processes()
    await it.kill()
    await gone(started)


def forgets(it: Editor) -> None:
    """Let go of whatever a server said that is dead now."""
    it._said.clear()
    it._applied.clear()


async def begins_anew(folder: Path, name: str, text: str) -> None:
    """A new server tells how the file stands, fills what is open, and leaves it verified."""
    assert (folder / name).read_text() == text
    kept = [id for id in ("double", "hard") if id in {entry.id for entry in lock_of(folder).entries}]
    known = kept if name.endswith(".anpl") else []
    with ChatServer([RIGHT, WORDS][len(known) :] or [WORDS]) as server:
        async with editor(folder, settings={**model(server), "candidates": 1}) as it:
            sketch = it.open(name)
            before = await it.settled(sketch)
            assert {hole["status"] for hole in before.values()} <= {"unfilled", "blocked", "verified"}
            assert [id for id in ("double", "hard") if before[id]["status"] == "verified"] == known
            await it.command("fillAll", sketch)
            await it.ended()
            await it.stands(sketch, double="verified", hard="verified")
            forgets(it)
    assert [entry.file for entry in lock_of(folder).entries] == [name] * len(lock_of(folder).entries)


async def fill_until(
    folder: Path, name: str, text: str, server: ChatServer, moment: Callable[[Editor], Awaitable[object]]
) -> None:
    """Fill all of a file with a server that is killed at a moment."""
    async with editor(folder, settings={**model(server), "candidates": 1, "example-seconds": 60}) as it:
        sketch = it.open(name, text)
        await it.settled(sketch)
        await it.command("fillAll", sketch)
        await moment(it)
        await killed(it)
        forgets(it)


@pytest.mark.parametrize("name", ["a.anpl", "a.py"])
async def test_a_kill_while_the_model_is_waited_for(tmp_path: Path, name: str) -> None:
    text = DOUBLE + HARD if name == "a.anpl" else DOUBLE_PY + HARD + "    ...  # hole\n"
    with ChatServer([RIGHT, Hang()]) as server:

        async def moment(it: Editor) -> None:
            await asyncio.to_thread(server.wait_for, 2)
            if name == "a.py":
                # What the person has not saved is lost with the editor alone.
                await it.applied()
            else:
                await asyncio.to_thread(until, lambda: bool(lock_of(tmp_path).entries))

        await fill_until(tmp_path, name, text, server, moment)
    assert [entry.id for entry in lock_of(tmp_path).entries] in ([], ["double"])
    await begins_anew(tmp_path, name, text)


async def test_a_kill_while_a_candidate_runs(tmp_path: Path) -> None:
    text = DOUBLE + HARD
    with ChatServer([RIGHT, ENDLESS]) as server:

        async def moment(it: Editor) -> None:
            await asyncio.to_thread(server.wait_for, 2)
            await asyncio.to_thread(until, lambda: bool(it.processes()))

        await fill_until(tmp_path, "a.anpl", text, server, moment)
    await begins_anew(tmp_path, "a.anpl", text)


async def test_a_kill_while_the_offline_engine_searches(tmp_path: Path) -> None:
    async with editor(tmp_path, settings={"engine": "local", "local-seconds": 60}) as it:
        sketch = it.open("a.anpl", DOUBLE + HARD)
        await it.command("fill", sketch, hole="double")
        assert await it.ended() == "`double` is filled"
        await it.stands(sketch, double="verified")
        await it.command("fill", sketch, hole="hard")
        await asyncio.to_thread(until, lambda: any(map(_searches, it.processes())))
        await killed(it)
    await begins_anew(tmp_path, "a.anpl", DOUBLE + HARD)


async def test_kills_while_the_lock_is_written(tmp_path: Path) -> None:
    """Hundreds of writes, in the midst of which the server is killed."""
    text, dice = DOUBLE, random.Random(1)
    with ChatServer([RIGHT]) as server:
        async with editor(tmp_path, settings=model(server)) as it:
            sketch = it.open("a.anpl", text)
            await it.command("fill", sketch, hole="double")
            assert await it.ended() == "`double` is filled"
    whole = lock_of(tmp_path)
    for _ in range(KILLS):
        async with editor(tmp_path, settings={"engine": "local"}) as it:
            sketch = it.open("a.anpl")
            await it.stands(sketch, double="verified")
            switching = asyncio.ensure_future(_switch(it, tmp_path))
            await asyncio.sleep(dice.random() * 0.2)
            await killed(it)
            switching.cancel()
            forgets(it)
        (entry,) = lock_of(tmp_path).entries
        assert (entry.file, entry.fill) == ("a.anpl", whole.entries[0].fill)
        assert (tmp_path / "a.anpl").read_text() == text
    # Each may have left a file that it was writing; the next write takes away what is old enough to be nobody's.
    for path in unfinished(tmp_path):
        os.utime(path, (0, 0))
    async with editor(tmp_path, settings={"engine": "local"}) as it:
        sketch = it.open("a.anpl")
        await it.stands(sketch, double="verified")
        (entry,) = lock_of(tmp_path).entries
        await it.command("unlock" if entry.locked else "lock", sketch, hole="double")
        assert it.names() == ["a.anpl", "holes.lock"]
    assert not unfinished(tmp_path)


async def _switch(it: Editor, folder: Path) -> None:
    """Lock and unlock a hole without a pause."""
    (sketch,) = it.buffers.values()
    while True:
        (entry,) = lock_of(folder).entries
        await it.command("unlock" if entry.locked else "lock", sketch, hole="double")


@pytest.mark.parametrize("times", [1, 3])
async def test_runners_that_are_killed_while_an_example_runs(tmp_path: Path, times: int) -> None:
    async with editor(tmp_path, settings={"example-seconds": 20}) as it:
        sketch = it.open("a.anpl", SLOW)
        for _ in range(times):
            seen: list[int] = []

            def runs(seen: list[int] = seen) -> bool:
                seen[:] = it.processes()
                return bool(seen)

            await asyncio.to_thread(until, runs)
            for process in seen:
                _kill(process)
            await gone(seen)
        told = (await it.settled(sketch))["f"]["examples"][0]
        if times == 1:
            assert told["verdict"] == "passed"
        # Whatever was said of one that was killed time and again: the next edit has it run again.
        it.replace(sketch, "return $01", "2 - 1")
        assert (await it.stands(sketch, f="verified"))["f"]["examples"][0]["verdict"] == "passed"


async def test_runners_that_are_killed_while_a_hole_is_filled(tmp_path: Path) -> None:
    slow = 'import time\n\n\ndef double(n: int) -> int:\n    """Twice.\n\n    >>> double(2)\n    4\n    """\n'
    answer = Say("```python\ndef double(n: int) -> int:\n    time.sleep(0.6)\n    return 2 * n\n```")
    with ChatServer([answer]) as server:
        settings = {**model(server), "candidates": 1, "example-seconds": 20}
        async with editor(tmp_path, settings=settings) as it:
            sketch = it.open("a.anpl", slow)
            await it.settled(sketch)
            idle = set(it.processes())
            await it.command("fill", sketch, hole="double")
            await asyncio.to_thread(server.wait_for, 1)
            await asyncio.to_thread(until, lambda: set(it.processes()) != idle)
            seen = it.processes()
            for process in seen:
                _kill(process)
            assert await it.ended() == "`double` is filled"
            await it.stands(sketch, double="verified")


def _searches(process: int) -> bool:
    """Whether it is one of the offline engine's."""
    with suppress(OSError):
        return b"holes.local.worker" in Path(f"/proc/{process}/cmdline").read_bytes()
    return False


def _kill(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
