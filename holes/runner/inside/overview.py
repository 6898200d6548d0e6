"""What walls must let through that stand before the interpreter behind them starts: only it can tell, without them."""

from __future__ import annotations

import os
import sys

from . import view
from .channel import dump, load
from .links import real
from .serve import greeting
from .starting import needed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


def tell(config: str) -> None:
    """Print what a zygote of `config` needs to read, as JSON in one line, or why that cannot be told."""
    try:
        told = {**greeting(), "user": os.getuid(), **_overview(load(config))}
    except Exception as error:
        told = {"refused": f"{type(error).__name__}: {error}"}
    sys.stdout.write(dump(told) + "\n")


def _overview(config: Any) -> dict[str, object]:
    """By name: `shown` is the view; `read` all that is read, `listed` the folders whose names are, `links` the symbolic
    links on the way to all of it, and `executable` and `base_prefix` the interpreter, these without links."""
    shown = view.shown(config["path"], config["hidden"], config["readable"])
    links: dict[str, str] = {}
    read = _places([*shown, *needed()], links)
    imported = _places([path for path in [*config["path"], *sys.path] if os.path.isdir(path)], links)
    return {
        "shown": shown,
        "read": read,
        "listed": [*imported, *_between(imported, read)],
        "links": list(links),
        "executable": os.path.realpath(sys.executable),
        "base_prefix": os.path.realpath(sys.base_prefix),
    }


def _places(paths: Iterable[str], links: dict[str, str]) -> list[str]:
    """Where `paths` lead to, the links on the way being added to `links`."""
    places = (real(path, links) for path in paths)
    return list(dict.fromkeys(place for place in places if place is not None))


def _between(outer: list[str], inner: list[str]) -> list[str]:
    """The folders on the way from those of `outer` to the paths of `inner`."""
    found: dict[str, None] = {}
    for place in inner:
        way: list[str] = []
        folder = os.path.dirname(place)
        while folder not in outer and folder not in found and folder != "/":
            way.append(folder)
            folder = os.path.dirname(folder)
        if folder in outer or folder in found:
            found.update(dict.fromkeys(way))
    return list(found)
