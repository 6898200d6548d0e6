"""Two calls at once: on one sketch, and on two sketches of one project."""

from __future__ import annotations

from pathlib import Path

import pytest

from holes.files import Disk
from holes.lock import LockFile
from tests.chat_server import ChatServer, Say
from tests.e2e.processes import Place, ended
from tests.server.cli.project import DOUBLE

HALF = DOUBLE.replace("double", "half").replace("Twice", "Half").replace("8\n", "2\n").replace("(-1)", "(-6)")
HALF = HALF.replace("    -2\n", "    -3\n    >>> half(10)\n    5\n    >>> half(0)\n    0\n")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """An empty project."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    return Place(folder, tmp_path)


def locked(place: Place) -> set[tuple[str, str]]:
    """File and id of all that the lock holds."""
    return {(entry.file, entry.id) for entry in LockFile(Disk(), place.folder / "holes.lock").read().entries}


@pytest.mark.parametrize("suffix", ["anpl", "py"])
def test_two_fills_of_one_sketch(place: Place, suffix: str) -> None:
    names = ("one", "two", "three")
    body = "    ...  # hole\n" if suffix == "py" else ""
    text = "\n".join(DOUBLE.replace("double", name) + body for name in names)
    (place.folder / f"a.{suffix}").write_text(text)
    both = [place.start("fill", f"a.{suffix}", "--engine", "local") for _ in range(2)]
    results = [ended(process) for process in both]
    assert [(result.status, result.err) for result in results] == [(0, ""), (0, "")]
    assert locked(place) == {(f"a.{suffix}", name) for name in names}
    assert place.run("check", "--frozen", ".").status == 0
    assert not [name for name in place.names() if name.endswith(".tmp")]


def test_two_fills_of_two_sketches(place: Place) -> None:
    (place.folder / "a.anpl").write_text(DOUBLE)
    (place.folder / "b.anpl").write_text(HALF)
    both = [place.start("fill", name, "--engine", "local") for name in ("a.anpl", "b.anpl")]
    results = [ended(process) for process in both]
    assert [(result.status, result.err) for result in results] == [(0, ""), (0, "")]
    assert locked(place) == {("a.anpl", "double"), ("b.anpl", "half")}
    assert place.run("check", "--frozen", ".").status == 0


def test_many_fills_lose_nothing(place: Place) -> None:
    names = ["one", "two", "three", "four"]
    for name in names:
        (place.folder / f"{name}.anpl").write_text(DOUBLE)
    with ChatServer([Say("def double(n: int) -> int:\n    return 2 * n\n")]) as server:
        model = {"HOLEWRIGHT_BASE_URL": server.base_url, "HOLEWRIGHT_MODEL": "m", "HOLEWRIGHT_ENGINE": "openai"}
        calls = ("-n", "1", "--record", "answers.jsonl")
        processes = [place.start("fill", f"{name}.anpl", *calls, more=model) for name in names]
        results = [ended(process) for process in processes]
    assert [(result.status, result.err) for result in results] == [(0, "")] * len(names)
    assert locked(place) == {(f"{name}.anpl", "double") for name in names}
    assert len((place.folder / "answers.jsonl").read_text().splitlines()) == len(names)


def test_two_checks_at_once(place: Place) -> None:
    (place.folder / "a.anpl").write_text(DOUBLE)
    assert place.run("fill", "a.anpl", "--engine", "local").status == 0
    before = place.names()
    both = [place.start("check", "a.anpl") for _ in range(2)]
    assert [(result.status, result.err) for result in map(ended, both)] == [(0, ""), (0, "")]
    assert place.names() == before
