"""Which modules of the environment a sketch needs, whatever fills it: they are loaded once, not for each candidate."""

from __future__ import annotations

import re
from collections import deque
from functools import lru_cache
from pathlib import Path

_IMPORT = re.compile(
    r"^(?:import[ \t]+(?P<plain>[\w.]+(?:[ \t]*,[ \t]*[\w.]+)*)|from[ \t]+(?P<of>[\w.]+)[ \t]+import\b)", re.M
)

#: So many of the user's own modules are read, each up to so many characters.
_MOST_MODULES = 200
_LONGEST = 1 << 20


def preload(text: str, import_path: tuple[str, ...]) -> tuple[str, ...]:
    """The modules that code of this text imports at its top level, itself or through modules in the folders
    `import_path`, without these: they may change from one run to the next."""
    return _through(frozenset(_imported(text)), import_path)


def _imported(text: str) -> list[str]:
    """The absolute names in the unconditional imports of a module's text. Imports in functions are meant to be late."""
    found: list[str] = []
    for match in _IMPORT.finditer(text):
        names = [match["of"]] if match["of"] else [name.strip() for name in match["plain"].split(",")]
        found += [name for name in names if not name.startswith(".")]
    return found


@lru_cache(maxsize=256)
def _through(names: frozenset[str], import_path: tuple[str, ...]) -> tuple[str, ...]:
    """The same for a set of names; as it was when it was first asked for, since it only saves time."""
    needed: set[str] = set()
    seen = set(names)
    waiting = deque(sorted(names))
    while waiting and len(seen) < _MOST_MODULES:
        name = waiting.popleft()
        files = _files(name, import_path)
        if not files:
            needed.add(name)
        for file in files:
            for other in _imported(_read(file)):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
    return tuple(sorted(needed))


def _files(name: str, import_path: tuple[str, ...]) -> list[Path]:
    """The files of a module of the user's, and of the packages that it is in; none for another's."""
    parts = name.split(".")
    for folder in import_path:
        top = Path(folder, parts[0])
        if top.with_suffix(".py").is_file():
            return [top.with_suffix(".py")]
        if top.is_dir():
            found = [Path(folder, *parts[: depth + 1], "__init__.py") for depth in range(len(parts))]
            return [file for file in (*found, Path(folder, *parts).with_suffix(".py")) if file.is_file()] or [top]
    return []


def _read(file: Path) -> str:
    try:
        with file.open(encoding="utf-8", errors="replace") as opened:
            return opened.read(_LONGEST)
    except OSError:
        return ""
