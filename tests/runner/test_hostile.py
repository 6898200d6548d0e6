"""Candidates that hang, die, flood, lie and escape: each case ends alone, and the next one runs."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from holes.runner.protocol import Ending, Limits
from tests.runner.running import BRIEF, PATIENT, one, run, told

LIMITED = Limits(seconds=20, load_seconds=60, memory=400 << 20)


@pytest.mark.parametrize(
    "case",
    [
        "while True: pass",
        "9 ** 9 ** 9",
        "import re; re.match('(a+)+$', 'a' * 60 + 'b')",
        "sum(iter(int, 1))",
        "import time; time.sleep(60)",
        "import itertools; list(zip(itertools.count(), iter(int, 1)))[:0] if 0 else [0 for _ in iter(int, 1)]",
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "import signal\nfor s in range(1, 32):\n    try: signal.signal(s, signal.SIG_IGN)\n    except Exception: pass\n"
        "while True: pass",
        "while True: print('flood' * 1000)",
        "import threading\nt = threading.Thread(target=lambda: [0 for _ in iter(int, 1)])\nt.start()\nt.join()",
        "import asyncio; await asyncio.sleep(60)",
    ],
)
def test_what_never_ends_is_ended(case: str) -> None:
    outcome = one("", case, BRIEF)
    # A list that grows for ever may meet the limit of memory first.
    assert outcome.ending is Ending.TIMEOUT or (outcome.error is not None and outcome.error.type == "MemoryError")


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("import os; os._exit(0)", "crashed : its process ended with status 0"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "crashed : its process was ended by SIGKILL"),
        ("import os; os.abort()", "crashed : its process was ended by SIGABRT"),
        ("import ctypes; ctypes.string_at(0)", "crashed : its process was ended by SIGSEGV"),
        ("import os; os.execv('/bin/true', ['true'])", "crashed : its process ended with status 0"),
    ],
)
def test_what_dies_is_a_crash(case: str, expected: str) -> None:
    assert told(one("", case)) == expected


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory")
@pytest.mark.parametrize("case", ["bytearray(10 ** 10)", "[0] * 10 ** 10", "x = 'a'\nwhile True: x += x"])
def test_memory_is_limited(case: str) -> None:
    assert told(one("", case, LIMITED)) == "raised MemoryError: "


def test_recursion_is_an_exception() -> None:
    outcome = one("def f(): return f()\n", "f()")
    assert outcome.error is not None
    assert outcome.error.type == "RecursionError"
    assert len(outcome.error.frames) == 40


def test_what_a_value_does_when_looked_at() -> None:
    source = """
class Raises:
    def __repr__(self): raise ValueError("no")
class Leaves:
    def __repr__(self): raise SystemExit
class Lies(str):
    def __eq__(self, other): return True
    def __len__(self): return 10 ** 12
    def __getitem__(self, index): return "lie"
class Shown:
    def __repr__(self): return Lies("text")
class Meta(type):
    @property
    def __name__(cls): raise ValueError
    @property
    def __module__(cls): raise ValueError
    def __getattribute__(cls, name): raise ValueError(name)
class Odd(metaclass=Meta): pass
class Long:
    def __repr__(self): return "x" * 10 ** 7
"""
    assert told(one(source, "[Raises()]")) == "value [<words.Raises object; its repr raised ValueError>]"
    assert told(one(source, "Leaves()")) == "raised SystemExit: "
    assert one(source, "Shown()").text == "text"
    assert one(source, "Odd()").ending is Ending.VALUE
    assert one(source, "Odd").ending is Ending.VALUE
    assert len(one(source, "Long()").text) == PATIENT.output


def test_hostile_exceptions() -> None:
    source = """
class Meta(type):
    def __getattribute__(cls, name): raise ValueError(name)
class Silent(Exception, metaclass=Meta):
    def __str__(self): raise KeyError
    __traceback__ = property(lambda self: 1 / 0)
    __class__ = property(lambda self: 1 / 0)
class Long(Exception):
    def __str__(self): return "x" * 10 ** 7
"""
    assert told(one(source, "raise Silent")) == "raised Silent: <exception str() failed>"
    outcome = one(source, "raise Long")
    assert outcome.error is not None
    assert len(outcome.error.message) == 10_000


def test_printed_output_is_cut() -> None:
    outcome = one("", "for _ in range(10 ** 4): print('x' * 100)")
    assert outcome.ending is Ending.VALUE
    assert len(outcome.printed) == PATIENT.output


def test_writing_to_the_standard_descriptors_reaches_nobody() -> None:
    outcome = one("", "import os, sys\nfor n in (1, 2): os.write(n, b'noise' * 100)\nsys.stderr.write('x')\n3")
    assert told(outcome) == "value 3"
    assert told(one("", "import sys; sys.__stdout__.write('x'); sys.__stdout__.flush()")) == "value None"
    assert one("", "import sys\nsys.stdout.buffer.write(b'raw')\n").printed == "raw"


def test_standard_input_is_empty() -> None:
    assert told(one("", "input()")) == "raised EOFError: EOF when reading a line"
    assert told(one("", "import sys; sys.stdin.read()")) == "value ''"


def test_replacing_standard_output_harms_nobody() -> None:
    assert told(one("", "import sys; sys.stdout = None")) == "value None"
    assert told(one("", "import sys; sys.stdout.close()")) == "value None"


@pytest.mark.parametrize(
    "doing",
    ["os.write(n, b'noise' * 100)", r"os.write(n, b'\xff\xff\xff\xff')", r"os.write(n, b'\0\0\0\2{}')", "os.close(n)"],
)
def test_writing_into_the_protocol_is_a_crash(doing: str) -> None:
    case = f"import os\nfor n in range(3, 1024):\n    try: {doing}\n    except OSError: pass\n"
    assert one("", case, Limits(seconds=3, load_seconds=60)).ending in (Ending.CRASHED, Ending.TIMEOUT)


def test_changing_the_library_under_us_harms_nobody() -> None:
    case = "import json, builtins\njson.dumps = lambda *a, **k: 1 / 0\nbuiltins.repr = lambda x: 'lie'\n7"
    outcome = one("", case)
    assert outcome.ending in (Ending.VALUE, Ending.CRASHED)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")
def test_forks_are_ended_with_the_rest(tmp_path: Path) -> None:
    file = tmp_path / "children"
    program = (
        "import os, time\n"
        "children = []\n"
        "for _ in range(5):\n"
        "    children.append(os.fork())\n"
        "    if children[-1] == 0: time.sleep(600)\n"
        f"open({str(file)!r}, 'w').write(' '.join(map(str, children)))\n"
    )
    (outcome,) = run(program, ["time.sleep(600)"], BRIEF)
    assert outcome.ending is Ending.TIMEOUT
    children = [int(pid) for pid in file.read_text().split()]
    assert len(children) == 5
    _wait_until_gone(children)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")
def test_a_fork_that_returns_has_no_say() -> None:
    outcomes = run("", ["import os\npid = os.fork()\nif pid: os.waitpid(pid, 0)\nbool(pid)", "2"])
    assert [told(outcome) for outcome in outcomes] == ["value True", "value 2"]


def test_a_module_that_never_loads_is_ended() -> None:
    outcomes = run("while True: pass\n", ["1", "2"], Limits(load_seconds=0.3))
    assert [told(outcome) for outcome in outcomes] == ["broken : it did not load within 0.3 s"] * 2


def test_the_cases_after_a_hang_start_afresh() -> None:
    source = "seen = []\ndef see(x):\n    seen.append(x)\n    return seen\n"
    outcomes = run(source, ["see(1)", "while True: pass", "see(2)", "see(3)"], BRIEF)
    assert [told(outcome) for outcome in outcomes] == ["value [1]", "timeout", "value [2]", "value [2, 3]"]


def _wait_until_gone(pids: list[int]) -> None:
    """Fail unless all of the processes end; killed ones take a moment to be taken down."""
    deadline = time.monotonic() + 10
    while any(_runs(pid) for pid in pids):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _runs(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        if Path("/proc").is_dir():
            return False
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        return True
    return status.rpartition(")")[2].split()[0] not in ("Z", "X")
