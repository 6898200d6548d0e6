"""What settings are read from, as one value, so that nothing in a test depends on the machine it runs on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from attrs import frozen


@frozen
class Surroundings:
    """The process and its machine: environment variables, current folder, the user's home, our folders for
    configuration and cache, the interpreter that runs us, and three looks at the disk. `read` gives None where there
    is no file and raises OSError or UnicodeDecodeError where it can't be read."""

    environ: Mapping[str, str]
    folder: Path
    home: Path
    config_folder: Path
    cache_folder: Path
    executable: Path
    windows: bool
    read: Callable[[Path], str | None]
    exists: Callable[[Path], bool]
    is_folder: Callable[[Path], bool]

    def absolute(self, path: str | Path, folder: Path | None = None) -> Path:
        """`path` as seen from `folder` (else the current one), `~` and `..` worked out. Symbolic links stay: the
        interpreter of a virtual environment is one."""
        import os.path

        parts = Path(path).parts
        if parts and parts[0] == "~":
            return self.home.joinpath(*parts[1:])
        return Path(os.path.normpath((folder or self.folder) / path))


def surroundings() -> Surroundings:
    """This process and this machine."""
    import os
    import sys

    from platformdirs import user_cache_path, user_config_path

    return Surroundings(
        environ=os.environ,
        folder=current_folder(),
        home=Path.home(),
        config_folder=user_config_path("holewright", appauthor=False),
        cache_folder=user_cache_path("holewright", appauthor=False),
        executable=Path(sys.executable),
        windows=os.name == "nt",
        read=_read,
        exists=_exists,
        is_folder=_is_folder,
    )


def current_folder() -> Path:
    """The folder that this process works in; the root where that was taken away, as by a change of branches, which must
    not keep a server from going on."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path(Path.home().anchor)


def _read(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False
