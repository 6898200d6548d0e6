"""Where real sketches, tasks and recorded answers are, for tests that need them."""

from __future__ import annotations

from pathlib import Path

import pytest


def shared_data(name: str) -> Path:
    """The folder `name` of the shared data, beside the repository; skips the test where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data" / name
    if not folder.is_dir():
        pytest.skip(f"needs the shared data folder {name!r}, which is not beside this repository")
    return folder
