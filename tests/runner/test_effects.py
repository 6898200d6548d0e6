"""What a candidate tried, from its process to the outcome."""

from __future__ import annotations

import asyncio
import sys

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
import asyncio, socket, tempfile

def reads(path): return open(path).read()

def tries_to_read():
    try: return reads("/etc/passwd")
    except OSError: return "none"

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
    "tempfile.mkdtemp()": (Ending.DENIED, "write a temporary file", False),
    "open('/none/x', 'w')": (Ending.DENIED, "write to /none/x", False),
    "__import__('os').system('ls')": (Ending.DENIED, "run the command ls", False),
    "__import__('os').kill(1, 9)": (Ending.DENIED, "send signal 9 to process 1", False),
    "sleeps()": (Ending.RAISED, None, False),
    "__import__('sqlite3').connect(':memory:').execute('select 1').fetchone()": (Ending.VALUE, None, False),
}


@pytest.mark.parametrize("tier", [Tier.FULL, Tier.BUBBLEWRAP, Tier.LANDLOCK])
def test_the_same_is_told_behind_other_walls(tier: Tier) -> None:
    async def run() -> tuple[Outcome, ...]:
        runner = ConfinedRunner(sys.executable, (tier,))
        try:
            await runner.confinement()
            return await runner.run(Program(CONFINED, "words.anpl"), tuple(map(Case, SAME)), PATIENT)
        finally:
            runner.close()

    try:
        found = asyncio.run(run())
    except Unconfined as error:
        pytest.skip(str(error))
    told = [(outcome.ending, outcome.action, outcome.only_looked) for outcome in found]
    assert dict(zip(SAME, told, strict=True)) == SAME
