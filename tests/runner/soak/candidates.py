"""Candidates for the long run: honest ones with what they must give, and hostile ones with how they must end."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

from holes.runner.protocol import Case, Ending, Outcome, Program
from holes.values import from_python
from tests.runner.hostile.attack import Attack, calling, program_text
from tests.runner.hostile.canaries import Canaries
from tests.runner.hostile.test_attacks import ATTACKS

INPUTS = (3, 4, 11)
CASES = tuple(Case(f"solve({x})") for x in INPUTS)

#: The names of what modules of the honest import: one file each, which is replaced now and then.
_HELPERS = "def shift(x):\n    return x + {version}\n"


@frozen
class Hostile:
    """A candidate that must not pass: `endings` are those that its cases may have, `seconds` what each of them has."""

    name: str
    source: str
    endings: frozenset[Ending]
    seconds: float


def _own(name: str, body: str, *endings: Ending, seconds: float = 20.0) -> Hostile:
    return Hostile(name, "import os\n" + calling(body), frozenset(endings), seconds)


_REFUSED = (Ending.RAISED, Ending.DENIED)

#: What each of these must come to is known exactly.
KNOWN = (
    _own("exit", "os._exit(0)", Ending.CRASHED),
    _own("crash", "import ctypes; ctypes.string_at(0)", Ending.CRASHED),
    _own("kills-itself", "os.kill(os.getpid(), 9)", Ending.CRASHED),
    _own("hang", "while True: pass", Ending.TIMEOUT, seconds=0.05),
    _own("sleep", "import time; time.sleep(1000)", Ending.TIMEOUT, seconds=0.1),
    _own("memory", "return bytearray(1 << 34)", *_REFUSED),
    _own("recursion", "return solve(x)", Ending.RAISED),
    _own("descriptors", "return [os.open('/dev/null', 0) for _ in range(10000)]", *_REFUSED),
    _own("printed", "print('x' * 10**7)\nraise ValueError", Ending.RAISED),
    _own("frames", "os.write(3, b'\\0\\0\\0\\x02{}' * 1000)\nos._exit(0)", Ending.CRASHED),
    _own("half-frame", "os.write(3, b'\\0\\0\\xff\\xff{')\nos._exit(0)", Ending.CRASHED),
    _own("closes", "os.closerange(0, 300)\nos._exit(0)", Ending.CRASHED),
    _own("file", "open('/tmp/soaked', 'w')", *_REFUSED),
    _own("network", "import socket; socket.create_connection(('127.0.0.1', 80))", *_REFUSED),
    _own("program", "os.execv('/bin/true', ['true'])", *_REFUSED),
    _own("fork", "if os.fork() == 0:\n    while True: pass", *_REFUSED),
    _own("kills-parent", "os.kill(os.getppid(), 9)\nraise ValueError", *_REFUSED),
    _own("kills-all", "os.kill(-1, 9)\nraise ValueError", *_REFUSED),
)

#: Of the hostile suite, those that run until their time is up, or take our processor for long.
_SLOW = (
    "flood",
    "without-end",
    "large",
    "deep-",
    "memory",
    "bomb",
    "lzma",
    "descriptors-used",
    "many-",
    "hash-",
    "huge",
)
_MOMENT = 0.1
#: The time of what stops early if nobody stops it; the suite itself gives them more.
_QUICK = 0.25


def sampled(canaries: Canaries) -> tuple[Hostile, ...]:
    """The quick ones of the hostile suite."""
    return tuple(
        Hostile(attack.name, program_text(attack, canaries.planted), frozenset(Ending), _seconds(attack))
        for attack in ATTACKS
        if not any(part in attack.name for part in _SLOW) and attack.load_seconds >= 10
    )


def _seconds(attack: Attack) -> float:
    return _MOMENT if attack.examples == (0,) else _QUICK


class Folder:
    """A folder of modules that candidates import from; one is replaced now and then, as an editor saves it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.version = 0
        path.mkdir()
        self._write()

    def replace(self) -> None:
        """Put another module in the place of the one that is there."""
        self.version += 1
        self._write()

    def _write(self) -> None:
        new = self.path / "helpers.py.new"
        new.write_text(_HELPERS.format(version=self.version))
        new.replace(self.path / "helpers.py")


@frozen
class Honest:
    """A right candidate of its own kind: it multiplies by `factor`, and adds what the module of its folder says."""

    program: Program
    factor: int
    folder: Folder

    def wrong(self, outcomes: Sequence[Outcome] | None, since: int) -> list[str]:
        """What is wrong with its outcomes, in words, where its module may have had any version from `since` on."""
        if outcomes is None:
            return ["nothing is known of it"]
        if len(outcomes) != len(INPUTS):
            return [f"{len(outcomes)} outcomes for {len(INPUTS)} cases"]
        versions = range(since, self.folder.version + 1)
        for x, outcome in zip(INPUTS, outcomes, strict=True):
            # A process that was ended between two cases is replaced by one with the newest module.
            right = [from_python(x * self.factor + version) for version in versions]
            if outcome.value not in right:
                return [f"it gave {str(outcome)[:500]} instead of {right}"[:1500]]
        return []


def honest(number: int, folder: Folder, chance: random.Random) -> Honest:
    """A candidate that nobody has seen before."""
    factor = chance.randrange(1000)
    source = (
        "import helpers\n"
        '@__holewright__.hole("solve")\n'
        "def solve(x):\n"
        f"    seen = [n for n in range({number % 50})]\n"
        f"    return helpers.shift(x * {factor})\n"
    )
    where = str(folder.path)
    return Honest(Program(source, "sums.anpl", (where,), where), factor, folder)
