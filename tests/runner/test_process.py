"""The process itself: what is sent to it, how it is cancelled, and that nothing of it stays behind."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import textwrap
import time
from contextlib import suppress
from pathlib import Path

import pytest

from holes.cases import case_for
from holes.runner.child import Child
from holes.runner.process import ProcessRunner
from holes.runner.protocol import Call, Case, Confinement, Ending, Limits, Program, Session, Tier
from holes.values import from_python
from sketch.model import Example, Hole, Kind, Row, Signature, Span
from tests.runner.running import BRIEF, PATIENT, told, until

ENDLESS = Case("while True: pass")

_others: set[int] = set()


@pytest.fixture(autouse=True)
def _not_ours() -> None:
    """Other tests keep processes warm."""
    _others.clear()
    _others.update(_children())


def test_expected_values_are_never_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    send = Child.send

    def spy(self: Child, frame: bytes) -> None:
        sent.append(frame.decode(errors="replace"))
        send(self, frame)

    monkeypatch.setattr(Child, "send", spy)
    no = Span(0, 0)
    hole = Hole("f", "f", Kind.NAMED, "", Signature("def f(x)"), no, no, no, no)
    examples = (
        Example(no, "f(1)", no, expected="123454321"),
        Example(no, "f(1)", no, raises="ValueError: 123454321"),
        Example(no, "f(1)", no, row=Row("r", 1, args=(1,), returns=123454321)),
    )
    cases = tuple(case_for(hole, example) for example in examples)
    asyncio.run(ProcessRunner(sys.executable).run(Program("def f(x): return x\n", "f.anpl"), cases, PATIENT))
    assert len(sent) == 4
    assert not any("123454321" in request for request in sent)


def test_a_session_keeps_the_program_loaded() -> None:
    async def scenario() -> list[str]:
        program = Program("seen = []\n", "f.anpl")
        async with ProcessRunner(sys.executable).open(program, BRIEF) as session:
            cases = ("seen.append(1) or seen", "seen.append(2) or seen", "while True: pass", "seen")
            return [told(await session.run(Case(case))) for case in cases]

    assert asyncio.run(scenario()) == ["value [1]", "value [1, 2]", "timeout", "value []"]


def test_no_cases_start_no_process() -> None:
    assert asyncio.run(ProcessRunner("/nowhere/python").run(Program("", "f.anpl"), (), PATIENT)) == ()


def test_cancelling_ends_the_process_at_once() -> None:
    async def scenario() -> float:
        limits = Limits(seconds=600, load_seconds=600)
        task = asyncio.create_task(ProcessRunner(sys.executable).run(Program("", "f.anpl"), (ENDLESS,), limits))
        await until(_children)
        children = _children()
        since = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        seconds = time.monotonic() - since
        assert not _children() & children
        return seconds

    if not Path("/proc/self/task").is_dir():
        pytest.skip("needs /proc to see the process")
    # A tenth of a second is what is promised; a busy machine gets more.
    assert asyncio.run(scenario()) < 5


@pytest.mark.parametrize("rounds", range(0, 20, 2))
def test_cancelling_at_any_moment_leaves_nothing(rounds: int) -> None:
    """Also while the process is being started."""

    async def scenario() -> None:
        task = asyncio.create_task(ProcessRunner(sys.executable).run(Program("", "f.anpl"), (ENDLESS,), PATIENT))
        for _ in range(rounds):
            await asyncio.sleep(0.002)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    if not Path("/proc/self/task").is_dir():
        pytest.skip("needs /proc to see the process")
    asyncio.run(scenario())
    assert not _children()


@pytest.mark.parametrize("hurry", [1, 2, 3])
def test_an_event_loop_that_ends_early_waits_for_the_process(hurry: int, caplog: pytest.LogCaptureFixture) -> None:
    """A process reaped behind the back of asyncio is one whose end it complains about."""

    async def forever(session: Session) -> None:
        await session.run(ENDLESS)

    async def scenario() -> None:
        async with ProcessRunner(sys.executable).open(Program("", "f.anpl"), PATIENT) as session:
            await session.run(Case("1"))
            task = asyncio.create_task(forever(session))
            for _ in range(hurry):
                await asyncio.sleep(0)
                task.cancel()

    for _ in range(5):
        asyncio.run(scenario())
    gc.collect()
    assert not caplog.records
    if Path("/proc/self/task").is_dir():
        assert not _children()


def test_a_cancelled_case_leaves_no_reply_for_the_next() -> None:
    async def scenario() -> list[str]:
        async with ProcessRunner(sys.executable).open(Program("", "f.anpl"), PATIENT) as session:
            await session.run(Case("0"))
            task = asyncio.create_task(session.run(Case("import time; time.sleep(600); 'late'")))
            other = asyncio.create_task(session.run(Case("'other'")))
            await asyncio.sleep(0.05)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return [told(await other), told(await session.run(Case("'next'")))]

    assert asyncio.run(scenario()) == ["value 'other'", "value 'next'"]


def test_runs_that_overlap_are_answered_in_order() -> None:
    async def scenario() -> list[str]:
        program = Program("seen = []\n", "f.anpl")
        async with ProcessRunner(sys.executable).open(program, PATIENT) as session:
            cases = [Case(f"seen.append({n}) or len(seen)") for n in range(200)]
            return [told(outcome) for outcome in await asyncio.gather(*map(session.run, cases))]

    assert asyncio.run(scenario()) == [f"value {n + 1}" for n in range(200)]


def test_replies_before_a_crash_are_kept() -> None:
    cases = tuple(Case("1") for _ in range(50))
    runner = ProcessRunner(sys.executable)
    outcomes = asyncio.run(runner.run(Program("", "f.anpl"), (*cases, Case("import os; os._exit(3)"), *cases), PATIENT))
    endings = [Ending.VALUE] * 50
    assert [outcome.ending for outcome in outcomes] == [*endings, Ending.CRASHED, *endings]


def test_large_cases_and_replies_do_not_wait_for_one_another() -> None:
    text = from_python("x" * 300_000)
    cases = tuple(Case(call=Call("same", (text,))) for _ in range(20))
    outcomes = asyncio.run(
        ProcessRunner(sys.executable).run(Program("def same(x): return x\n", "f.anpl"), cases, PATIENT)
    )
    assert all(outcome.value == text for outcome in outcomes)


def test_nothing_stays_behind() -> None:
    async def scenario() -> None:
        runner = ProcessRunner(sys.executable)
        for case in ("1", "import os; os._exit(1)", "while True: pass", "1 / 0"):
            await runner.run(Program("", "f.anpl"), (Case(case),), BRIEF)

    async def twice() -> tuple[int, int]:
        await scenario()
        before = _descriptors()
        await scenario()
        return before, _descriptors()

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("needs /proc to see the descriptors")
    before, after = asyncio.run(twice())
    assert after <= before
    assert not _children()


@pytest.mark.skipif(sys.platform != "linux", reason="the pipe's signal is known to work on Linux")
def test_the_end_of_the_parent_ends_the_candidate(tmp_path: Path) -> None:
    file = tmp_path / "pid"
    program = textwrap.dedent(f"""
        import asyncio, sys
        from holes.runner.process import ProcessRunner
        from holes.runner.protocol import Case, Limits, Program
        case = Case("import os; open({str(file)!r}, 'w').write(str(os.getpid()))\\nwhile True: pass")
        asyncio.run(ProcessRunner(sys.executable).run(Program("", "f.anpl"), (case,), Limits(600, 600)))
    """)
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=Path(__file__).parents[2])
    try:
        deadline = time.monotonic() + 60
        while not (file.exists() and file.read_text()):
            assert time.monotonic() < deadline
            time.sleep(0.01)
    finally:
        parent.kill()
        parent.wait()
    candidate = Path("/proc") / file.read_text()
    deadline = time.monotonic() + 10
    while candidate.exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_many_runs_at_once() -> None:
    async def scenario() -> list[Ending]:
        runner = ProcessRunner(sys.executable)
        runs = [runner.run(Program(f"x = {n}\n", "f.anpl"), (Case("x"),), PATIENT) for n in range(6)]
        return [outcome.ending for (outcome,) in await asyncio.gather(*runs)]

    assert asyncio.run(scenario()) == [Ending.VALUE] * 6


def test_a_process_for_each_is_not_worth_screening() -> None:
    programs = tuple(Program(source, "f.anpl") for source in ("", "1 / 0"))
    assert asyncio.run(ProcessRunner("/nowhere/python").screen(programs, (Case("1"),), PATIENT)) == (None, None)


def test_it_says_that_it_confines_nothing() -> None:
    assert asyncio.run(ProcessRunner("/nowhere/python").confinement()) == Confinement(Tier.LIMITS)


def _children() -> set[int]:
    """The processes that a test here has started and that are there still, dead ones not yet reaped among them."""
    found: set[int] = set()
    for task in Path("/proc/self/task").glob("*"):
        with suppress(OSError):  # the thread has ended meanwhile
            found |= {int(pid) for pid in (task / "children").read_text().split()}
    return found - _others


def _descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))
