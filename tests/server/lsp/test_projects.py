"""What holds for a folder: what the editor has said of it, as far as it is trusted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from server.lsp.projects import Projects


def projects(trusted: object, said: Mapping[str, object]) -> tuple[Projects, list[str]]:
    """Projects of an editor that has said so much, and what it is warned of."""
    warned: list[str] = []
    made = Projects(warned.append)
    made.trust(trusted)
    made.configure({None: said})
    return made, warned


@pytest.mark.parametrize(
    ("trusted", "expected"),
    [
        (True, True),
        (False, False),
        (None, False),
        ("true", False),
        (1, False),
        ([], False),
        (["{}"], True),
        (["{}/elsewhere"], False),
        (["{}/elsewhere", 3, "{}/a/.."], True),
    ],
)
def test_trust_is_what_the_editor_declares(tmp_path: Path, trusted: object, expected: bool) -> None:
    if isinstance(trusted, list):
        trusted = [item.format(tmp_path) if isinstance(item, str) else item for item in trusted]
    made, _ = projects(trusted, {})
    assert made.of(tmp_path / "a" / "a.anpl").trusted is expected


@pytest.mark.parametrize("spelled", ["trust", "Trust", "trusted", "-trust"])
def test_trust_is_never_taken_from_settings(tmp_path: Path, spelled: str) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.holewright]\nmodel = 'm'\n")
    made, _ = projects(False, {spelled: [str(tmp_path)] if spelled == "trusted" else True})
    found = made.of(tmp_path / "a.anpl")
    assert (found.trusted, found.settings.trust, found.settings.model) == (False, False, None)


def test_what_could_run_or_send_something_counts_only_where_the_editor_trusts(tmp_path: Path) -> None:
    said = {"engine": "openai", "model": "m", "base-url": "http://localhost:1/v1", "rounds": 7}
    made, _ = projects([str(tmp_path / "mine")], said)
    mine, theirs = (made.of(tmp_path / name / "a.anpl").settings for name in ("mine", "theirs"))
    assert (mine.engine, mine.model, mine.base_url, mine.rounds) == ("openai", "m", "http://localhost:1/v1", 7)
    assert (theirs.engine, theirs.model, theirs.base_url, theirs.rounds) == ("auto", None, None, 7)


def test_settings_of_a_workspace_folder_hold_in_it(tmp_path: Path) -> None:
    made, warned = projects(True, {})
    made.configure({None: {"rounds": 1}, tmp_path / "a": {"rounds": 2}, tmp_path / "a" / "b": {"rounds": "x"}})
    found = [made.of(tmp_path / name / "s.anpl").settings.rounds for name in ("", "a", "a/c", "a/b")]
    assert found == [1, 2, 2, 3]
    assert warned == [
        "`rounds` in the editor's settings is 'x', but has to be a whole number from 0 to 20, so `3` is used."
    ]


def test_what_is_left_empty_is_not_said_and_what_is_the_editors_own_is_none_of_ours(tmp_path: Path) -> None:
    theirs = {
        "path": ["x"],
        "interpreter": ["y"],
        "import-strategy": "z",
        "importStrategy": "z",
        "trace": {"server": 1},
    }
    made, warned = projects(True, {"model": "", "readable": [], "budget": {}, **theirs})
    assert made.of(tmp_path / "a.anpl").settings.model is None
    assert warned == []


def test_a_path_in_the_editors_settings_starts_at_the_workspace_folder(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("a b\n")
    (tmp_path / "inner").mkdir()
    projects = Projects(lambda sentence: pytest.fail(sentence))
    projects.trust(True)
    projects.configure({None: {}, tmp_path: {"readable": ["words.txt"]}})
    assert projects.of(tmp_path / "inner" / "a.anpl").settings.readable == (tmp_path / "words.txt",)
