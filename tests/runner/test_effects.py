"""What a candidate tried, from its process to the outcome."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from holes.runner import messages
from holes.runner.confined import ConfinedRunner, Unconfined
from holes.runner.inside import execute
from holes.runner.inside.effects import Effects
from holes.runner.inside.record import Recorder
from holes.runner.protocol import Case, Ending, Limits, Outcome, Program, Tier
from tests.runner.running import PATIENT


class Told(Effects):
    """Notes what the code says of itself, since a hook in this process would stay for good."""

    def __init__(self) -> None:
        super().__init__([])

    def act(self) -> None:
        self.acted = "write to /none/x"

    def look(self) -> None:
        self.looked = "read /none/x"


def outcomes(source: str, *cases: str) -> tuple[Outcome, ...]:
    """What the parent reads of `cases` in a program that says what it does by `effects`."""
    effects = Told()
    recorder = Recorder(False, None, lambda error: program.describe(error))
    program = execute.Program(source, "words.anpl", recorder, 1_000, 1_000, effects)
    program._module.__dict__["effects"] = effects
    try:
        program.load()
    except Exception as error:
        failure = messages.read_load(program.broken(error))
        assert failure is not None
        return (failure,)
    replies = [program.run(dict(messages.case_request(Case(case), number))) for number, case in enumerate(cases)]
    limits = Limits()
    return tuple(messages.read_outcome({**reply, "number": n}, n, limits) for n, reply in enumerate(replies))


@pytest.fixture(autouse=True)
def _same_output(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program takes standard output for itself."""
    monkeypatch.setattr(sys, "stdout", sys.stdout)


SOURCE = """
def acts(): effects.act(); print("did"); return 1
def looks(): effects.look(); return 1
def fails(): effects.look(); raise FileNotFoundError("no")
def both(): effects.look(); effects.act(); raise FileNotFoundError("no")
"""


def test_what_was_done_is_denied_whatever_came_of_it() -> None:
    acted, looked, failed, both, honest = outcomes(SOURCE, "acts()", "looks()", "fails()", "both()", "1 + 1")
    assert (acted.ending, acted.action, acted.error) == (Ending.DENIED, "write to /none/x", None)
    assert (acted.value, acted.printed, acted.only_looked) == (None, "did\n", False)
    assert (looked.ending, looked.action) == (Ending.VALUE, None)
    assert (failed.ending, failed.action, failed.only_looked) == (Ending.DENIED, "read /none/x", True)
    assert failed.error is not None
    assert failed.error.type == "FileNotFoundError"
    assert (both.ending, both.action, both.only_looked) == (Ending.DENIED, "write to /none/x", False)
    assert (honest.ending, honest.action) == (Ending.VALUE, None)


def test_what_was_done_at_load_denies_every_case() -> None:
    found = outcomes("effects.act()\n", "1", "nope")
    assert [(outcome.ending, outcome.action) for outcome in found] == [(Ending.DENIED, "write to /none/x")] * 2


def test_a_look_at_load_counts_only_where_it_failed() -> None:
    (honest,) = outcomes("effects.look()\n", "1")
    (broken,) = outcomes("effects.look()\nopen('/none/x')\n", "1")
    assert honest.ending is Ending.VALUE
    assert (broken.ending, broken.action) == (Ending.BROKEN, "read /none/x")


@pytest.mark.parametrize("action", [None, 3, ["u", "zz"], ["l"]])
def test_an_action_that_is_no_text_is_a_bad_reply(action: object) -> None:
    reply = {"number": 0, "ending": "denied", "action": action, "reached": [], "returned": [], "calls": []}
    with pytest.raises(messages.BadReply):
        messages.read_outcome({**reply, "printed": "", "seconds": 0.1}, 0, Limits())


def test_an_action_is_capped() -> None:
    reply = {"ending": "broken", "error": {"type": "", "message": "", "bases": [], "frames": []}, "action": "x" * 10**6}
    failure = messages.read_load(reply)
    assert failure is not None
    assert len(failure.action or "") == 3_000


CONFINED = """
import asyncio, contextlib, os, socket, tempfile

def hushes():
    with open(os.devnull, "w") as null, contextlib.redirect_stdout(null): print("x")

def opens(path, flags):
    try: os.close(os.open(path, flags))
    except OSError as error: return type(error).__name__
    return "opened"

def reads(path): return open(path).read()

def tries_to_read():
    try: return reads("/etc/passwd")
    except OSError: return "none"

def asks():
    import locale, platform, uuid
    locale.getlocale(), platform.platform(), platform.processor(), uuid.getnode()
    with contextlib.suppress(FileNotFoundError): tempfile.gettempdir()
    return 1

def asks_and_reads(): asks(); return reads("/none/x")

def starts():
    import subprocess
    with contextlib.suppress(OSError): subprocess.run(["uname"])

def makes_temporary():
    with contextlib.suppress(OSError): tempfile.mkstemp()

def connects():
    try: socket.create_connection(("127.0.0.1", 80))
    except OSError: return 1

def sleeps(): asyncio.run(asyncio.sleep(0)); raise ValueError("bad")
"""

#: Each case with how it ends in any tier, what is told, and whether it only looked.
SAME = {
    "reads('/etc/passwd')": (Ending.DENIED, "read /etc/passwd", True),
    "reads('/none/x')": (Ending.DENIED, "read /none/x", True),
    "tries_to_read()": (Ending.VALUE, None, False),
    "connects()": (Ending.DENIED, "connect to 127.0.0.1:80", False),
    "socket.socket()": (Ending.DENIED, "open a network socket", False),
    "asks()": (Ending.VALUE, None, False),
    "asks_and_reads()": (Ending.DENIED, "read /none/x", True),
    "starts()": (Ending.DENIED, "start the program uname", False),
    "tempfile.gettempdir()": (Ending.DENIED, "write a temporary file", True),
    "makes_temporary()": (Ending.DENIED, "write a temporary file", False),
    "tempfile.mkdtemp()": (Ending.DENIED, "write a temporary file", False),
    "open('/none/x', 'w')": (Ending.DENIED, "write to /none/x", False),
    "open('/dev/null', 'w').write('x')": (Ending.VALUE, None, False),
    "open('/dev/null', 'ab').write(b'x')": (Ending.VALUE, None, False),
    "open('/dev/zero', 'w')": (Ending.DENIED, "write to /dev/zero", False),
    "hushes()": (Ending.VALUE, None, False),
    "__import__('mimetypes').guess_type('a.txt')": (Ending.VALUE, None, False),
    "__import__('os').system('ls')": (Ending.DENIED, "run the command ls", False),
    "__import__('os').kill(1, 9)": (Ending.DENIED, "send signal 9 to process 1", False),
    "sleeps()": (Ending.RAISED, None, False),
    "__import__('sqlite3').connect(':memory:').execute('select 1').fetchone()": (Ending.VALUE, None, False),
}


def confined(tier: Tier, cases: Iterable[str], import_path: tuple[str, ...] = ()) -> tuple[Outcome, ...]:
    """What comes of the cases in a program behind the walls of a tier."""

    async def run() -> tuple[Outcome, ...]:
        runner = ConfinedRunner(sys.executable, (tier,))
        try:
            await runner.confinement()
            program = Program(CONFINED, "words.anpl", import_path)
            return await runner.run(program, tuple(map(Case, cases)), PATIENT)
        finally:
            runner.close()

    try:
        return asyncio.run(run())
    except Unconfined as error:
        pytest.skip(str(error))


TIERS = [Tier.FULL, Tier.BUBBLEWRAP, Tier.LANDLOCK]


@pytest.mark.parametrize("tier", TIERS)
def test_nothing_is_made_or_emptied(tier: Tier, tmp_path: Path) -> None:
    module = tmp_path / "own.py"
    module.write_text("ONE = 1\n")
    new = [str(tmp_path / "new"), "/tmp/holewright-new", "/holewright-new", "/dev/holewright-new", "new"]
    new.append(str(Path(os.__file__).parent / "holewright-new"))
    flags = [os.O_WRONLY | os.O_CREAT, os.O_RDONLY | os.O_CREAT, os.O_RDWR | os.O_CREAT | os.O_EXCL]
    emptied = [os.O_TRUNC, os.O_TRUNC | os.O_WRONLY, os.O_TRUNC | os.O_CREAT | os.O_RDWR]
    cases = {f"opens({path!r}, {flag})": "write to " for path in new for flag in flags}
    cases |= {f"opens({str(module)!r}, {flag})": f"write to {module}" for flag in emptied}
    cases |= {f"opens({path!r}, {os.O_TRUNC})": f"write to {path}" for path in (os.__file__, "/etc/passwd")}
    found = dict(zip(cases, confined(tier, cases, (str(tmp_path),)), strict=True))
    assert {case for case, outcome in found.items() if outcome.ending is not Ending.DENIED} == set()
    assert [case for case, words in cases.items() if not str(found[case].action).startswith(words)] == []
    assert not any(Path(path).exists() for path in new)
    assert module.read_text() == "ONE = 1\n"


@pytest.mark.parametrize("tier", TIERS)
def test_what_was_refused_really_was(tier: Tier, tmp_path: Path) -> None:
    module = tmp_path / "own.py"
    module.write_text("ONE = 1\n")
    call = "__import__('ctypes').CDLL(None).open({!r}.encode(), {}, 0o666)"  # the interpreter is not told of it
    cases = [call.format(str(tmp_path / "new"), os.O_CREAT | os.O_WRONLY), call.format(str(module), os.O_TRUNC)]
    cases += [call.format(str(module), os.O_TRUNC | os.O_RDWR), call.format(str(module), os.O_WRONLY)]
    found = confined(tier, [*cases, call.format(str(module), os.O_RDONLY)], (str(tmp_path),))
    assert [outcome.text for outcome in found[:-1]] == ["-1"] * 4
    assert int(found[-1].text) > 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["own.py"]
    assert module.read_text() == "ONE = 1\n"


@pytest.mark.parametrize("tier", TIERS)
def test_the_same_is_told_behind_other_walls(tier: Tier) -> None:
    found = confined(tier, SAME)
    told = [(outcome.ending, outcome.action, outcome.only_looked) for outcome in found]
    assert dict(zip(SAME, told, strict=True)) == SAME
