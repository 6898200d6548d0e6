"""What an attack is: the source of a hostile candidate, and what it means that it got nowhere."""

from __future__ import annotations

import textwrap
from enum import StrEnum

from attrs import frozen

from tests.runner.hostile.prelude import PRELUDE


class Kind(StrEnum):
    """What an attack is after."""

    AVAILABILITY = "availability"
    CONFIDENTIALITY = "confidentiality"
    INTEGRITY = "integrity"
    NETWORK = "network"
    KERNEL = "kernel"
    FORGING = "forging"


@frozen
class Attack:
    """A hostile candidate.

    `source` is a module that defines `solve(x)`; before it come the helpers of `prelude` and the addresses of all
    that is planted. It says `BREACH …` in what it gives back where it got something that it can see itself; the rest
    is seen from outside. `contained` says what it means that it failed. `examples` are the numbers of those of the
    sketch's examples that are run. `names_only`: it learns only that a file exists, which a tier without namespaces
    does not hide. `succeeds`: nothing stops it where nothing confines, and that is tested, so that we know it to be an
    attack. `perilous`: never run it there. `seconds` it has for each example, and `load_seconds` to load.
    """

    name: str
    kind: Kind
    source: str
    contained: str
    examples: tuple[int, ...] = (0, 1)
    names_only: bool = False
    succeeds: bool = False
    perilous: bool = False
    seconds: float = 0.35
    load_seconds: float = 10.0


def program_text(attack: Attack, planted: dict[str, object]) -> str:
    """The module that is run: the addresses of the planted things, the helpers, then the attack."""
    lines = [f"{name} = {value!r}" for name, value in planted.items()]
    return "\n".join(lines) + "\n" + PRELUDE + textwrap.dedent(attack.source).strip("\n") + "\n"


def calling(body: str) -> str:
    """A module whose `solve` does `body`, then says what it has gained."""
    inner = textwrap.indent(textwrap.dedent(body).strip("\n"), "    ")
    return f"def solve(x):\n{inner}\n    return gains()\n"
