"""A hostile disk: read-only, full, or with the wrong things in the way. Each ends in one sentence; nothing is lost."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.chat_server import ChatServer, Hang, Say
from tests.e2e.processes import HOME, Place, ended, until
from tests.server.cli.conftest import project
from tests.server.cli.project import DOUBLE, Project, Ran

__all__ = ["project"]

LOCAL = ("fill", "a.anpl", "--engine", "local")


def one_sentence(ran: Ran, says: str) -> None:
    """The call failed with status 2 and `says` in its only line on standard error."""
    assert ran.status == 2
    assert "Traceback" not in ran.out
    assert says in ran.err
    assert (ran.err.startswith("holewright: "), len(ran.err.splitlines())) == (True, 1)
    assert "defect" not in ran.err


def contents(project: Project) -> dict[str, bytes]:
    """All files with what is in them."""
    return {name: (project.folder / name).read_bytes() for name in project.names()}


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Make every flush to the disk fail with an error number, as a full disk does late."""

    def fail(number: int) -> None:
        def sync(handle: int) -> None:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(os, "fsync", sync)

    return fail


@pytest.mark.parametrize(
    ("number", "reason"), [(errno.ENOSPC, "no space left on device"), (errno.EIO, "input/output error")]
)
@pytest.mark.skipif(sys.platform == "win32", reason="the words are those of POSIX")
def test_a_full_disk(project: Project, failing: Callable[[int], None], number: int, reason: str) -> None:
    project.write("a.anpl", DOUBLE)
    before = contents(project)
    failing(number)
    one_sentence(project.run(*LOCAL), reason)
    assert contents(project) == before


def test_a_disk_that_fills_up_keeps_the_old_lock(project: Project, failing: Callable[[int], None]) -> None:
    project.write("a.anpl", DOUBLE)
    assert project.run(*LOCAL).status == 0
    project.write("a.anpl", DOUBLE + "\n" + DOUBLE.replace("double", "again"))
    before = contents(project)
    failing(errno.ENOSPC)
    one_sentence(project.run(*LOCAL), "cannot write")
    assert contents(project) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_report_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.anpl").write_text(DOUBLE)
    environment = Place(tmp_path, tmp_path).environment()
    command = [sys.executable, str(HOME / "holewright.py"), *LOCAL]
    with Path("/dev/full").open("w") as full:
        answer = subprocess.run(command, cwd=tmp_path, env=environment, stdout=full, stderr=subprocess.PIPE, text=True)
    assert "Traceback" not in answer.stderr
    assert answer.stderr == "holewright: the report cannot be written: no space left on device\n"
    assert answer.returncode == 2
    assert (tmp_path / "holes.lock").exists()


#: Root may write everywhere, unless it gives up its privileges.
UNPRIVILEGED = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folders are protected otherwise there")
@pytest.mark.parametrize("suffix", ["anpl", "py"])
def test_a_folder_that_may_not_be_written(tmp_path: Path, suffix: str) -> None:
    before = UNPRIVILEGED if os.geteuid() == 0 else []
    if before and (not shutil.which("setpriv") or subprocess.run([*before, "true"], capture_output=True).returncode):
        pytest.skip("root cannot give up its privileges here")
    folder = tmp_path / "project"
    folder.mkdir()
    text = DOUBLE + ("    ...  # hole\n" if suffix == "py" else "")
    (folder / f"a.{suffix}").write_text(text)
    folder.chmod(0o555)
    command = [*before, sys.executable, str(HOME / "holewright.py"), "fill", f"a.{suffix}", "--engine", "local"]
    environment = Place(folder, tmp_path).environment()
    answer = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60)
    folder.chmod(0o755)
    assert (answer.returncode, len(answer.stderr.splitlines())) == (2, 1), answer.stderr
    assert "permission denied" in answer.stderr
    assert [path.name for path in folder.iterdir()] == [f"a.{suffix}"]
    assert (folder / f"a.{suffix}").read_text() == text


def test_a_lock_that_is_a_folder(project: Project) -> None:
    project.write("a.anpl", DOUBLE)
    (project.folder / "holes.lock").mkdir()
    for command in (LOCAL, ("check", "a.anpl"), ("compile", "a.anpl"), ("trace", "a.anpl", "double")):
        one_sentence(project.run(*command), "holes.lock: it is a folder")
    ran = project.run("doctor", "a.anpl")
    assert ran.status == 1
    assert "it is a folder" in ran.out


def test_an_output_that_is_a_folder(project: Project) -> None:
    project.write("a.anpl", DOUBLE)
    (project.folder / "a.py").mkdir()
    one_sentence(project.run(*LOCAL), "a.py: it is a folder")
    assert "holes.lock" in project.names()
    one_sentence(project.run("compile", "a.anpl"), "a.py: it is a folder")


def test_an_output_that_is_binary(project: Project) -> None:
    project.write("a.anpl", DOUBLE)
    project.write("a.py", b"\0\1")
    one_sentence(project.run(*LOCAL), "a.py: it is a binary file")
    assert (project.folder / "a.py").read_bytes() == b"\0\1"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_sketch_behind_a_link(project: Project, tmp_path: Path) -> None:
    real = project.write("real/b.py", DOUBLE + "    ...  # hole\n")
    (project.folder / "a.py").symlink_to(real)
    assert project.run("fill", "a.py", "--engine", "local").status == 0
    assert (project.folder / "a.py").is_symlink()
    assert "# hole" not in real.read_text()
    assert project.run("check", "--frozen", "a.py").status == 0
    assert project.run("check", "--frozen", "real/b.py").status == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_that_lead_nowhere(project: Project) -> None:
    (project.folder / "a.anpl").symlink_to(project.folder / "gone.anpl")
    one_sentence(project.run(*LOCAL), "a.anpl: there is no such file or folder")
    (project.folder / "loop.anpl").symlink_to(project.folder / "loop.anpl")
    ran = project.run("check", "loop.anpl")
    one_sentence(ran, "loop.anpl")


def test_a_sketch_deleted_in_the_middle(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    place = Place(tmp_path / "project", tmp_path)
    sketch = place.folder / "a.anpl"
    sketch.write_text(DOUBLE)
    with ChatServer([Say("def double(n):\n    return 0\n"), Hang()]) as server:
        model = {"HOLEWRIGHT_BASE_URL": server.base_url, "HOLEWRIGHT_MODEL": "m", "HOLEWRIGHT_ENGINE": "openai"}
        process = place.start("fill", "a.anpl", "-n", "1", "--seconds", "2", more=model)
        until(lambda: bool(server.requests))
        sketch.unlink()
        result = ended(process)
    assert (result.status, result.err) == (2, "holewright: a.anpl is gone: the fill of `double` was not written\n")
    assert not sketch.exists()


def test_a_very_long_line(project: Project) -> None:
    project.write("a.anpl", f"x = '{'y' * 1_000_000}'\n{DOUBLE}")
    ran = project.run(*LOCAL)
    assert (ran.status, ran.err) == (0, "")
    assert len(project.read("a.py")) > 1_000_000
    assert max(map(len, ran.out.splitlines())) < 1000


def test_a_very_long_sketch(project: Project) -> None:
    functions = "".join(f"def f{number}(x):\n    y = x\n    return y\n\n" for number in range(2500))
    project.write("a.anpl", f"{functions}{DOUBLE}")
    ran = project.run(*LOCAL)
    assert (ran.status, ran.err) == (0, "")
    assert project.run("check", "--frozen", "a.anpl").status == 0


def test_a_sketch_that_is_too_large(project: Project) -> None:
    project.write("a.anpl", b"# " + b"x" * (17 << 20))
    one_sentence(project.run(*LOCAL), "a.anpl: it is larger than 16 MB")


def test_names_of_other_scripts(project: Project) -> None:
    names = ("doppelt_groß", "двойной", "二倍")
    project.write("größe 二.anpl", "\n".join(DOUBLE.replace("double", name) for name in names))
    ran = project.run("fill", "größe 二.anpl", "--engine", "local")
    assert (ran.status, ran.err) == (0, "")
    assert "groess.py" not in project.names()
    assert "größe 二.py" in project.names()
    assert project.run("check", "--frozen", ".").status == 0
    assert project.run("trace", "größe 二.anpl", "двойной").status == 0


@pytest.mark.parametrize("words", ["class", "import", "None", "len", "1st", "!!!", "двойной", "print", "self"])
def test_descriptions_that_are_no_names(project: Project, words: str) -> None:
    text = f"def main(n):\n    x = `{words}`(n)\n    # >>> _(4)\n    # 8\n    # >>> _(-1)\n    # -2\n    return x\n"
    project.write("a.anpl", text)
    ran = project.run(*LOCAL)
    assert (ran.status, ran.err) == (0, "")
    compile(project.read("a.py"), "a.py", "exec")
    assert project.run("check", "--frozen", "a.anpl").status == 0


def test_a_folder_called_like_a_sketch(project: Project) -> None:
    project.write("x.anpl/a.anpl", DOUBLE)
    assert project.run("fill", "x.anpl", "--engine", "local").status == 0
    assert project.names() == ["holes.lock", "pyproject.toml", "x.anpl/a.anpl", "x.anpl/a.py"]
    assert project.run("check", ".").status == 0
    (project.folder / "y.anpl").mkdir()
    assert project.run("check", ".").status == 0
    one_sentence(project.run("check", "y.anpl"), "no sketch in y.anpl")


def test_an_empty_sketch(project: Project) -> None:
    for text in ("", "\n", "\ufeff", "# nothing\n"):
        project.write("a.anpl", text)
        for command in (LOCAL, ("check", "a.anpl"), ("compile", "a.anpl")):
            ran = project.run(*command)
            assert (ran.status, ran.err) == (0, ""), (text, command)
