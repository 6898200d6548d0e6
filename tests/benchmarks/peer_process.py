"""What a process that `multiprocessing` starts does, apart from all that its parent imports."""

from __future__ import annotations

from multiprocessing.connection import Connection
from typing import Any


def executed(text: str, inputs: list[str], back: Connection) -> None:
    """Execute a candidate, and send back what it makes of `inputs`."""
    names: dict[str, Any] = {}
    exec(text, names)
    back.send([names["tally"](one) for one in inputs])
    back.close()
