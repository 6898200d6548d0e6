"""Neovim, with the configuration of docs/editors.md, on sketches that a person works on."""

from __future__ import annotations

import re
import subprocess

import pytest
from attrs import frozen

from tests.e2e.editors.desk import SESSIONS, Desk, Session, configuration, installed
from tests.e2e.editors.sketches import BLOCKED, RANKS, RENAMED, WORDS, is_filled


@frozen
class Neovim:
    """A Neovim that is installed, by its path, and the heading that its configuration stands below."""

    path: str
    heading: str


def neovim(name: str) -> Neovim:
    """The Neovim of this name."""
    path = installed(name)
    if path is None:
        pytest.skip(f"there is no {name} on the path")
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
    version = re.match(r"NVIM v(\d+)\.(\d+)", told)
    assert version is not None, told
    newer = (int(version[1]), int(version[2])) >= (0, 11)
    return Neovim(path, "Neovim 0.11 and newer" if newer else "Neovim 0.7 to 0.10")


def worked(editor: Neovim, folder: pytest.TempPathFactory, name: str, text: str) -> Session:
    """What came of working on the sketch `name` with `text` in it."""
    desk = Desk(folder.mktemp("home"))
    desk.lay(name, text)
    desk.write(".config/nvim/init.lua", configuration(editor.heading, "lua"))
    desk.write(".config/nvim/syntax/anpl.vim", configuration("Colours in Neovim and Vim", "vim"))
    return desk.work([editor.path, "--headless", "-S", str(SESSIONS / "neovim_session.lua")], name)


@pytest.fixture(scope="module", params=["nvim", "nvim-0.11"])
def editor(request: pytest.FixtureRequest) -> Neovim:
    """Each Neovim that there is: the system's, and a newer one where it has been put beside that."""
    return neovim(request.param)


@pytest.fixture(scope="module")
def sketch(editor: Neovim, tmp_path_factory: pytest.TempPathFactory) -> Session:
    return worked(editor, tmp_path_factory, "ranks.anpl", RANKS)


@pytest.fixture(scope="module")
def python(editor: Neovim, tmp_path_factory: pytest.TempPathFactory) -> Session:
    return worked(editor, tmp_path_factory, "words.py", WORDS)


def test_a_sketch_is_coloured_and_checked(sketch: Session) -> None:
    opened = sketch.steps["opened"]
    assert (opened["filetype"], opened["colours"]) == ("anpl", ["anplHole", "pythonStatement"])
    assert sketch.codes("opened") == [
        "example-blocked",
        "example-blocked",
        "unfilled-hole",
        "unfilled-hole",
        "example-blocked",
    ]
    assert [15, "unfilled-hole", "`how many of the results are of this kind` is not filled"] in opened["diagnostics"]


def test_lenses_say_how_holes_stand(sketch: Session) -> None:
    opened, filled = sketch.steps["opened"]["lenses"], sketch.steps["filled by a lens"]["lenses"]
    assert [1, "Fill all (2 open)"] in opened
    assert [title for line, title in opened if line == 28] == ["Fill", "Trace", "5 examples"]
    assert [title for line, title in filled if line == 28] == ["Refill", "Trace", "verified · 5/5 examples"]


def test_hover_tells_of_a_hole(sketch: Session) -> None:
    assert "def ahead(score: int, scores: list[int]) -> int" in sketch.steps["hovered"]
    assert "How many of the scores are greater than this one." in sketch.steps["hovered"]


def test_a_hole_is_filled_beside_the_sketch(sketch: Session) -> None:
    assert "Fill all open holes" in sketch.steps["offered"]
    filled = sketch.steps["filled by an action"]
    assert filled == {
        "diagnostics": [
            [29, "unfilled-hole", "`ahead` is not filled"],
            [47, "example-blocked", BLOCKED],
        ],
        "text": RANKS,
        "modified": False,
    }
    assert sketch.steps["filled by a lens"]["text"] == RANKS


def test_from_a_hole_to_its_fill(sketch: Session) -> None:
    fill = sketch.steps["went to the fill"]
    assert fill["line"] == "def ahead(score: int, scores: list[int]) -> int:"
    assert f"{fill['line']}\n    return " in fill["text"]
    assert fill["readonly"] is True


def test_what_came_is_accepted_as_right(sketch: Session) -> None:
    assert sketch.codes("typed") == ["example-failed"]
    assert sketch.steps["offered for a failure"][0].startswith("Accept `{'Ayr': 2, 'Barry': 1, ")
    assert sketch.steps["accepted"]["text"] == RANKS


def test_a_hole_is_promoted_and_renamed(sketch: Session) -> None:
    assert sketch.steps["renamed"]["text"] == RENAMED
    assert sketch.text == RENAMED
    verified = dict.fromkeys(("tally", "points", "ahead", "places"), "verified")
    assert sketch.check() == verified


def test_a_hole_is_filled_in_the_buffer(python: Session) -> None:
    assert python.codes("opened") == ["unfilled-hole"] * 3 + ["example-blocked"]
    filled = python.steps["filled by an action"]
    assert is_filled(filled["text"], first="", holes=1)
    assert filled["modified"] is True


def test_a_fill_is_undone_as_one_change(python: Session) -> None:
    assert is_filled(python.steps["undone"]["text"], first="", holes=0)


def test_what_is_typed_meanwhile_stays(python: Session) -> None:
    assert is_filled(python.text, first="# Typed while holes were filled.", holes=3)
    verified = dict.fromkeys(("words", "longest", "initials", "distinct", "summary"), "verified")
    assert python.check() == verified
