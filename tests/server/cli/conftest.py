"""What the tests of the command line share."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from server import assembly
from tests.server.cli.project import Project


@pytest.fixture(scope="module", autouse=True)
def _forget_runners() -> Iterator[None]:
    """Warm processes are kept as long as their runners; other tests count what is left of their own."""
    yield
    assembly.runner.cache_clear()
    gc.collect()


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Project:
    """An empty project whose settings come from nowhere else."""
    for name in ("BASE_URL", "API_KEY", "MODEL", "ENGINE", "PYTHON", "SANDBOX", "TRUST", "CACHE_DIR"):
        monkeypatch.delenv(f"HOLEWRIGHT_{name}", raising=False)
        monkeypatch.delenv(f"OPENAI_{name}", raising=False)
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOLEWRIGHT_CACHE_DIR", str(tmp_path / "cache"))
    return Project(folder, capsys)
