"""Emacs with Eglot, with the configuration of docs/editors.md, on sketches that a person works on."""

from __future__ import annotations

import subprocess

import pytest

from tests.e2e.editors.desk import SESSIONS, Desk, Session, configuration, installed
from tests.e2e.editors.sketches import BLOCKED, RANKS, RENAMED, WORDS, is_filled

EMACS = installed("emacs")
START = ["--batch", "--eval", "(package-initialize)", "--eval", "(require 'eglot)"]


def has_eglot() -> bool:
    """Whether Emacs and Eglot are installed."""
    return EMACS is not None and subprocess.run([EMACS, *START], capture_output=True, timeout=60).returncode == 0


@pytest.fixture(scope="module")
def emacs() -> str:
    if not has_eglot() or EMACS is None:
        pytest.skip("there is no Emacs with Eglot")
    return EMACS


def worked(emacs: str, folder: pytest.TempPathFactory, name: str, text: str) -> Session:
    """What came of working on the sketch `name` with `text` in it."""
    desk = Desk(folder.mktemp("home"))
    desk.lay(name, text)
    desk.write(".emacs.d/init.el", configuration("Eglot", "elisp"))
    scripts = ("-l", str(desk.home / ".emacs.d" / "init.el"), "-l", str(SESSIONS / "emacs_session.el"))
    return desk.work([emacs, *START, *scripts], name)


@pytest.fixture(scope="module")
def sketch(emacs: str, tmp_path_factory: pytest.TempPathFactory) -> Session:
    return worked(emacs, tmp_path_factory, "ranks.anpl", RANKS)


@pytest.fixture(scope="module")
def python(emacs: str, tmp_path_factory: pytest.TempPathFactory) -> Session:
    return worked(emacs, tmp_path_factory, "words.py", WORDS)


def test_a_sketch_is_checked(sketch: Session) -> None:
    opened = sketch.steps["opened"]
    assert opened["mode"] == "anpl-mode"
    assert sketch.codes("opened") == [
        "example-blocked",
        "example-blocked",
        "unfilled-hole",
        "unfilled-hole",
        "example-blocked",
    ]
    assert [15, "unfilled-hole", "`how many of the results are of this kind` is not filled"] in opened["diagnostics"]


def test_hover_tells_of_a_hole_in_plain_words(sketch: Session) -> None:
    assert sketch.steps["hovered"] == (
        "def ahead(score: int, scores: list[int]) -> int\n"
        "\n"
        "not filled · 5 examples\n"
        "\n"
        "How many of the scores are greater than this one."
    )


def test_a_hole_is_filled_beside_the_sketch(sketch: Session) -> None:
    assert "Fill all open holes" in sketch.steps["offered"]
    assert sketch.steps["filled by an action"] == {
        "diagnostics": [
            [29, "unfilled-hole", "`ahead` is not filled"],
            [47, "example-blocked", BLOCKED],
        ],
        "text": RANKS,
        "modified": False,
    }


def test_what_came_is_accepted_as_right(sketch: Session) -> None:
    assert sketch.codes("typed") == ["example-failed"]
    assert sketch.steps["offered for a failure"][0].startswith("Accept `{'Ayr': 2, 'Barry': 1, ")
    assert sketch.steps["accepted"]["text"] == RANKS


def test_a_hole_is_promoted_and_renamed(sketch: Session) -> None:
    assert sketch.steps["renamed"]["text"] == RENAMED
    assert sketch.text == RENAMED
    assert sketch.check() == dict.fromkeys(("tally", "points", "ahead", "places"), "verified")


def test_what_is_typed_meanwhile_stays(python: Session) -> None:
    assert python.steps["opened"]["mode"] == "python-mode"
    assert python.codes("opened") == ["unfilled-hole"] * 3 + ["example-blocked"]
    filled = python.steps["filled by an action"]
    assert is_filled(filled["text"], first="# Typed while a hole was filled.", holes=1)
    assert filled["modified"] is True


def test_holes_are_filled_in_the_file(python: Session) -> None:
    assert is_filled(python.text, first="# Typed while a hole was filled.", holes=3)
    assert python.check() == dict.fromkeys(("words", "longest", "initials", "distinct", "summary"), "verified")
