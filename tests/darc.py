"""Real sketches with the fills that a model gave for their holes."""

from __future__ import annotations

import json
from pathlib import Path

from sketch.code import Code
from sketch.model import Fill, Kind, Sketch
from tests.shared_data import shared_data


def darc_ids() -> list[int]:
    """The numbers of all sketches; skips the test where there are none."""
    return sorted(int(str(entry["id"])) for entry in darc_index())


def darc_index() -> list[dict[str, object]]:
    """What the recorded programs pass: `id`, and for `train` and `test` a truth value for each pair."""
    found: list[dict[str, object]] = json.loads((shared_data("darc") / "index.json").read_text())
    return found


def darc_sketch(number: int) -> tuple[Path, str]:
    """A sketch's path and text."""
    path = shared_data("darc") / f"{number}.anpl"
    return path, path.read_bytes().decode()


def darc_fills(sketch: Sketch, number: int) -> dict[str, Fill]:
    """The recorded fills of a parsed sketch by hole id, each function called what its hole is.

    Some of them call another hole as people did in a sketch, by its quoted text: that becomes its name too.
    """
    recorded = json.loads((shared_data("darc") / f"{number}.fills.json").read_text())
    holes = [hole for hole in sketch.holes if hole.kind is Kind.INLINE and hole.description in recorded]
    fills: dict[str, Fill] = {}
    for hole in holes:
        code: str = renamed(recorded[hole.description]["code"], recorded[hole.description]["name"], hole.name)
        for other in holes:
            for quoted in (f'"{other.description}"', repr(other.description)):
                code = code.replace(quoted + "(", other.name + "(")
        fills[hole.id] = Fill(code)
    return fills


def renamed(code: str, old: str, new: str) -> str:
    """`code` with every variable or function `old` called `new`."""
    for span in reversed(Code(code).names(old)):
        code = code[: span.start] + new + code[span.end :]
    return code
