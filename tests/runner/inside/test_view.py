"""What of a project and its environment is shown, and what never is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from holes.runner.inside import view
from tests.runner.inside.confining import plant

Check = Callable[..., None]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Compare what is shown of a project with those files, in which `hidden` are hidden."""
    # What else this interpreter imports from is another matter.
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setattr(sys, "meta_path", [])

    def compare(files: list[str], expected: list[str], hidden: list[str] | None = None) -> None:
        project = plant(tmp_path / "project", *files)
        shown = view.shown([str(project)], [str(project / name) for name in hidden or []])
        assert sorted(relative(shown, project)) == sorted(expected)

    return compare


def relative(shown: list[str], folder: Path) -> list[str]:
    """Those paths that are at or below a folder, as they are called in it."""
    return [str(Path(path).relative_to(folder)) for path in shown if Path(path).is_relative_to(folder)]


def test_modules_and_packages_are_shown_and_nothing_beside_them(check: Check) -> None:
    check(
        ["a.py", "fast.so", "notes.txt", "data.csv", "pkg/__init__.py", "pkg/table.csv", "docs/page.md", "Makefile"],
        ["a.py", "fast.so", "pkg"],
    )


def test_a_package_with_a_sketch_is_shown_around_it(check: Check) -> None:
    check(
        [
            "pkg/__init__.py",
            "pkg/ranks.anpl",
            "pkg/ranks.py",
            "pkg/ranks.py~",
            "pkg/cards.py",
            "pkg/ranks_of.py",
            "pkg/deep/__init__.py",
            "pkg/__pycache__/ranks.cpython-311.pyc",
            "pkg/__pycache__/cards.cpython-311.pyc",
        ],
        ["pkg/__init__.py", "pkg/cards.py", "pkg/ranks_of.py", "pkg/deep", "pkg/__pycache__/cards.cpython-311.pyc"],
        hidden=["pkg/ranks.anpl"],
    )


def test_a_python_sketch_hides_what_was_made_of_it(check: Check) -> None:
    check(
        ["ranks.py", "ranks.pyc", "Ranks.py.orig", "a.py", "__pycache__/ranks.cpython-39.pyc", "__pycache__/a.x.pyc"],
        ["a.py", "__pycache__/a.x.pyc"],
        hidden=["ranks.py"],
    )


def test_tests_are_not_shown(check: Check) -> None:
    tests = ["test_a.py", "conftest.py", "pkg/a_test.py", "__pycache__/test_a.cpython-311.pyc", "pkg/test_b.py"]
    others = ["a.py", "testing.py", "latest.py", "pkg/__init__.py"]
    check([*others, *tests], others)


def test_a_package_named_as_the_sketch_is_no_copy_of_it(check: Check) -> None:
    check(["darc.anpl", "darc/__init__.py"], ["darc"], hidden=["darc.anpl"])


SECRETS = [".env", ".git/config", "server.pem", "tls.key", "me.p12", "id_rsa", "id_rsa.pub", "id_ed25519", "holes.lock"]
COPIES = ["a.py~", ".a.py.swp", "a.swp", "#a.py#", "a.py.orig", "a.py.bak", "other.anpl"]


@pytest.mark.parametrize("name", SECRETS + COPIES)
def test_secrets_and_copies_are_hidden_in_packages_too(check: Check, name: str) -> None:
    check(["pkg/__init__.py", f"pkg/{name}", f"pkg/sub/{name}", "pkg/sub/b.py"], ["pkg/__init__.py", "pkg/sub/b.py"])


def test_compiled_modules_are_shown_with_their_source(check: Check) -> None:
    check(
        ["a.py", "__pycache__/a.cpython-311.pyc", "__pycache__/old.cpython-311.pyc"],
        ["a.py", "__pycache__/a.cpython-311.pyc"],
    )


def test_a_folder_of_modules_is_a_package_without_saying_so(check: Check) -> None:
    check(
        ["space/a.py", "mixed/b.py", "mixed/diary.txt", "one/two/three/c.py", "one/two/three/four/five/d.py"],
        ["space", "mixed/b.py", "one/two/three/c.py"],
    )


def test_environments_and_other_peoples_packages_are_not_the_project(check: Check) -> None:
    check(
        [
            "a.py",
            "env/pyvenv.cfg",
            "env/lib/x.py",
            "node_modules/gyp/y.py",
            ".tox/z.py",
            "two words/w.py",
            "pkg/__init__.py",
            "pkg/env/pyvenv.cfg",
            "pkg/env/q.py",
            "pkg.egg-info/PKG-INFO",
        ],
        ["a.py", "pkg/__init__.py", "pkg.egg-info"],
    )


def test_links_show_nothing_that_is_not_shown_anyway(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    project = plant(tmp_path / "project", "a.py", "ranks.anpl", "pkg/__init__.py", "pkg/own.key")
    plant(tmp_path / "private", "__init__.py", "diary.py")
    (project / "away").symlink_to(tmp_path / "private")
    (project / "diary.py").symlink_to(tmp_path / "private" / "diary.py")
    (project / "innocent.py").symlink_to("ranks.anpl")
    (project / "again.py").symlink_to("a.py")
    (project / "pkg" / "b.py").symlink_to("../a.py")
    (project / "pkg" / "gone.py").symlink_to("nowhere.py")
    shown = view.shown([str(project)], [str(project / "ranks.anpl")])
    assert sorted(relative(shown, project)) == ["a.py", "again.py", "pkg/__init__.py", "pkg/b.py"]
    assert not relative(shown, tmp_path / "private")


def test_what_is_hidden_is_so_under_each_of_its_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    project = plant(tmp_path / "real", "a.py", "ranks.py")
    (tmp_path / "link").symlink_to(project)
    for folder, hidden in (
        (project, tmp_path / "link"),
        (tmp_path / "link", project),
        (project / ".." / "link", project),
    ):
        shown = view.shown([str(folder)], [str(hidden / "ranks.py")])
        assert [Path(path).name for path in shown if Path(path).is_relative_to(tmp_path)] == ["a.py"]


def test_copies_of_what_is_hidden_are_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setattr(sys, "meta_path", [])
    copies = ("ranks.py", "build/lib/ranks.py", "pkg/again.py", "pkg/notes.txt", "pkg/CASES", "Ranks 2.py")
    others = ("other.py", "pkg/__init__.py", "pkg/__pycache__/again.cpython-311.pyc", "empty.py", "none.txt")
    project = plant(tmp_path, *copies, *others)
    for name in copies:
        (project / name).write_text("NAME = 'with its examples'\n")
    (project / "pkg/linked.py").hardlink_to(project / "ranks.py")
    for name in ("empty.py", "none.txt"):
        (project / name).write_text("")
    shown = view.shown([str(project)], [str(project / name) for name in ("ranks.py", "none.txt", "gone.py")])
    assert sorted(relative(shown, project)) == ["empty.py", "other.py", "pkg/__init__.py"]


def test_readable_files_and_folders_are_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setattr(sys, "meta_path", [])
    project = plant(
        tmp_path / "project",
        *("a.py", "ranks.anpl", "ranks.txt", "cards.anpl", "holes.lock", "notes.txt", ".words", "cases.py"),
        *("data/rows.jsonl", "data/table.csv", "whole/rows.ndjson", "whole/deep/text"),
        *("data/.env", "data/server.pem", "data/cards.anpl", "data/cases.jsonl", "data/cases.txt"),
    )
    (project / "cases").symlink_to(project / "data/cases.jsonl")
    (project / "data/cases.jsonl").write_text("what is expected")
    (project / "data/copy.txt").write_text("what is expected")
    (project / "ranks.txt").write_text("no copy")
    readable = ["ranks.txt", "cards.anpl", "holes.lock", ".words", "cases", "data", "whole", "none"]
    hidden = ["ranks.anpl", "data/cases.jsonl"]
    shown = view.shown([str(project)], [str(project / name) for name in hidden], [str(project / n) for n in readable])
    expected = [
        ".words",
        "a.py",
        "cases.py",
        "data/cases.txt",
        "data/rows.jsonl",
        "data/table.csv",
        "ranks.txt",
        "whole",
    ]
    assert sorted(relative(shown, project)) == expected


def test_a_readable_folder_has_only_so_many_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    data = plant(tmp_path, "data/.gitkeep", *(f"data/{number}" for number in range(9))) / "data"
    monkeypatch.setattr(view, "_MOST_PIECES", 8)
    assert relative(view.shown([], [], [str(data)]), data) == ["."]
    plant(data, ".env")
    with pytest.raises(OSError, match="beside what is never shown it has more than 8 files, too many to be readable"):
        view.shown([], [], [str(data)])
    monkeypatch.setattr(view, "_MOST", 5)
    with pytest.raises(OSError, match="it has more than 5 files, too many to be readable"):
        view.shown([], [], [str(data)])


def test_a_readable_path_is_shown_under_its_name_and_where_it_leads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [])
    plant(tmp_path / "real", "data/table.csv", "words.txt")
    (tmp_path / "link").symlink_to("real")
    names = [str(tmp_path / "link" / name) for name in ("data", "words.txt")]
    shown = relative(view.shown([], [], names), tmp_path)
    assert sorted(shown) == ["link/data", "link/words.txt", "real/data", "real/words.txt"]


def test_each_path_is_absolute_is_there_and_is_below_no_other(tmp_path: Path) -> None:
    project = plant(tmp_path / "project", "a.py", "pkg/__init__.py", "pkg/sub/__init__.py")
    shown = [Path(path) for path in view.shown([str(project), str(project / "pkg"), str(tmp_path / "nowhere")], [])]
    assert all(path.is_absolute() and path.exists() for path in shown)
    assert not [path for path in shown if set(path.parents) & set(shown)]
    assert project / "pkg" in shown


def test_the_interpreter_and_its_packages_are_shown_and_no_home() -> None:
    shown = [Path(path) for path in view.shown([], [])]
    assert any(Path(pytest.__file__).is_relative_to(path) for path in shown)
    assert any(Path(sys.modules["json"].__file__ or "").is_relative_to(path) for path in shown)
    for private in (Path.home(), Path("/"), Path("/etc"), Path("/usr"), Path("/usr/bin"), Path("/tmp"), Path("/proc")):
        assert private not in shown
    assert not [path for path in shown if path.is_relative_to("/proc") or path.is_relative_to("/dev")]


def test_a_sketch_among_installed_packages_is_hidden_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = plant(tmp_path / "lib" / "site-packages", "pkg/__init__.py", "pkg/ranks.py", "other.pem", "six.py")
    monkeypatch.setattr(sys, "path", [str(installed)])
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    assert relative(view.shown([], []), installed) == ["."]
    shown = relative(view.shown([], [str(installed / "pkg" / "ranks.py")]), installed)
    assert sorted(shown) == ["pkg/__init__.py", "six.py"]


def test_editable_installs_show_their_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = plant(
        tmp_path / "src", "pkg/__init__.py", "pkg/.env", "pkg/b.py", "single.py", "private.py", "space/c.py"
    )
    name = "__editable___pkg_1_0_finder"
    module = type(sys)(name)
    module.MAPPING = {"pkg": str(project / "pkg"), "single": str(project / "single")}  # type: ignore[attr-defined]
    module.NAMESPACES = {"space": [str(project / "space")]}  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(sys, "meta_path", [type("Finder", (), {"__module__": name})])
    assert sorted(relative(view.shown([], []), project)) == ["pkg/__init__.py", "pkg/b.py", "single.py", "space"]


def test_a_walk_without_end_shows_less(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setattr(view, "_MOST", 8)
    project = plant(tmp_path / "project", "a.py", "big/__init__.py", *(f"big/m{number}.py" for number in range(20)))
    assert relative(view.shown([str(project)], []), project) == ["a.py"]
