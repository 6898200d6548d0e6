"""The command line as a process of its own, in a folder that is a project's root."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]


def holewright(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Call it in `project`, with nothing of the person's own settings."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    environment = {
        **kept,
        "HOME": str(project),
        "XDG_CONFIG_HOME": str(project / "config"),
        "HOLEWRIGHT_CACHE_DIR": str(project / "cache"),
        "HOLEWRIGHT_PYTHON": sys.executable,
    }
    command = [sys.executable, str(HOME / "holewright.py"), *arguments]
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, timeout=300)
