"""Which Python runs the user's code where nobody said which."""

from __future__ import annotations

from pathlib import Path

from server.surroundings import Surroundings


def find_interpreter(root: Path, around: Surroundings, *, workspace: bool) -> Path:
    """The activated environment's, else `.venv` in the project `root`, else the first `python3` on PATH, else ours.

    A `.venv` in the workspace is a program of the workspace: it is used only where `workspace` says so, and otherwise
    whatever lies in the workspace is passed over on PATH as well. Relative entries of PATH, which mean another program
    in each folder, are never used.
    """
    active = around.environ.get("VIRTUAL_ENV", "").strip()
    if active and (found := in_environment(Path(active), around)):
        return found
    if workspace and (found := in_environment(root / ".venv", around)):
        return found
    avoid = None if workspace else root
    for name in ("python3", "python"):
        if found := on_path(name, around, avoid=avoid):
            return found
    return around.executable


def in_environment(folder: Path, around: Surroundings) -> Path | None:
    """The interpreter of the virtual environment `folder`."""
    if not folder.is_absolute():
        return None
    python = folder / "Scripts" / "python.exe" if around.windows else folder / "bin" / "python"
    return python if around.exists(python) else None


def on_path(name: str, around: Surroundings, *, avoid: Path | None = None) -> Path | None:
    """The first program called `name` on PATH that does not lie below `avoid`."""
    suffixes = ("", ".exe") if around.windows else ("",)
    for entry in around.environ.get("PATH", "").split(";" if around.windows else ":"):
        folder = Path(entry)
        # WindowsApps holds a stand-in for Python that opens a shop.
        if not folder.is_absolute() or folder.name == "WindowsApps" or (avoid and folder.is_relative_to(avoid)):
            continue
        for suffix in suffixes:
            program = folder / f"{name}{suffix}"
            if around.exists(program) and not around.is_folder(program):
                return program
    return None
