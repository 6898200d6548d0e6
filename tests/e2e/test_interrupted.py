"""Ctrl-C, a polite end and a kill in the middle of a fill: what was found is kept, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chat_server import ChatServer, Hang, Say
from tests.e2e.processes import Ended, Place, descendants, ended, is_running, until
from tests.server.cli.project import DOUBLE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent to process groups")

#: Its examples call the first hole, so it is asked for second.
SHOW = 'def show(n: int) -> str:\n    """In words.\n\n    >>> show(double(2))\n    \'vier\'\n    """\n'
RIGHT = "```python\ndef double(n: int) -> int:\n    return 2 * n\n```"
SHOWN = "```python\ndef show(n: int) -> str:\n    return 'null eins zwei drei vier'.split()[n]\n```"
#: A candidate that never ends, so that a runner is at work when the signal comes.
ENDLESS = "```python\ndef show(n: int) -> str:\n    while True:\n        pass\n```"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A project with two holes, one after the other; no temporary file is left in it."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    (folder / "a.anpl").write_text(f"{DOUBLE}\n{SHOW}")
    made = Place(folder, tmp_path)
    yield made
    assert not [name for name in made.names() if name.endswith(".tmp")]


def model(server: ChatServer) -> dict[str, str]:
    """The environment that names this server."""
    return {
        "HOLEWRIGHT_BASE_URL": server.base_url,
        "HOLEWRIGHT_MODEL": "m",
        "HOLEWRIGHT_ENGINE": "openai",
    }


FILL = ("fill", "a.anpl", "-n", "1")


def stopped_while_it_waits(place: Place, sent: signal.Signals, *, group: bool) -> Ended:
    """Fill, and send a signal when the second hole is being waited for."""
    with ChatServer([Say(RIGHT), Hang()]) as server:
        process = place.start(*FILL, more=model(server))
        server.wait_for(2)
        started = descendants(process.pid)
        if group:
            os.killpg(process.pid, sent)
        else:
            process.send_signal(sent)
        result = ended(process)
    until(lambda: not any(map(is_running, started)))
    return result


def kept(place: Place) -> bool:
    """Whether the lock is whole and holds the first hole's fill."""
    return place.run("check", "a.anpl").err == "" and "return 2 * n" in (place.folder / "holes.lock").read_text()


def goes_on(place: Place) -> None:
    """The next fill finds what was kept, asks for the rest alone and ends well."""
    with ChatServer([Say(SHOWN)]) as server:
        again = place.run(*FILL, more=model(server))
        assert len(server.requests) == 1
    assert (again.status, again.err) == (0, "")
    assert place.names() == ["a.anpl", "a.py", "holes.lock", "pyproject.toml"]


@pytest.mark.parametrize("group", [True, False], ids=["terminal", "process"])
def test_ctrl_c_keeps_what_was_found(place: Place, group: bool) -> None:
    result = stopped_while_it_waits(place, signal.SIGINT, group=group)
    assert result.status == 130
    assert result.err == "holewright: interrupted; every fill found before that is kept in holes.lock\n"
    assert kept(place)
    goes_on(place)


def test_a_polite_end_keeps_what_was_found(place: Place) -> None:
    result = stopped_while_it_waits(place, signal.SIGTERM, group=False)
    assert result.status in (-signal.SIGTERM, 143)
    assert "Traceback" not in result.err
    assert kept(place)
    goes_on(place)


def test_a_kill_leaves_every_file_whole(place: Place) -> None:
    result = stopped_while_it_waits(place, signal.SIGKILL, group=False)
    assert result.status == -signal.SIGKILL
    assert kept(place)
    goes_on(place)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_candidate_outlives_a_fill(place: Place, sent: signal.Signals) -> None:
    with ChatServer([Say(RIGHT), Say(ENDLESS)]) as server:
        process = place.start(*FILL, "--example-seconds", "60", more=model(server))
        server.wait_for(2)
        seen: list[int] = []

        def runs_a_candidate() -> bool:
            seen[:] = descendants(process.pid)
            return bool(seen)

        until(runs_a_candidate)
        process.send_signal(sent)
        result = ended(process)
    assert "Traceback" not in result.err
    until(lambda: not any(map(is_running, seen)))
    assert kept(place)


def test_ctrl_c_while_the_offline_engine_searches(place: Place) -> None:
    process = place.start("fill", "a.anpl", "--engine", "local")
    until(lambda: "return" in (lock.read_text() if (lock := place.folder / "holes.lock").exists() else ""))
    started = descendants(process.pid)
    process.send_signal(signal.SIGINT)
    result = ended(process)
    until(lambda: not any(map(is_running, started)))
    # It may have been over already; it never says more than a sentence.
    assert result.status in (130, 1)
    assert len(result.err.splitlines()) <= 1


def test_ctrl_c_in_a_check(place: Place) -> None:
    (place.folder / "b.anpl").write_text(
        'def f() -> int:\n    """\n    >>> f()\n    1\n    """\n    while True:\n        pass\n'
    )
    process = place.start("check", "b.anpl", "--example-seconds", "60")
    until(lambda: bool(descendants(process.pid)))
    started = descendants(process.pid)
    process.send_signal(signal.SIGINT)
    result = ended(process)
    assert (result.status, len(result.err.splitlines())) == (130, 1)
    until(lambda: not any(map(is_running, started)))
