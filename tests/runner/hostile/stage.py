"""Where attacks are run: one runner in a tier among planted things, and all that can be seen from outside."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from attrs import astuple, define, field

from holes.runner.confined import ConfinedRunner
from holes.runner.protocol import Case, Error, Limits, Outcome, Program, Recorded, Runner, Tier
from holes.values import Value
from holes.verdict import Verdict, judge
from sketch.model import Example, Language
from sketch.parse import parse
from tests.runner.hostile.attack import Attack, program_text
from tests.runner.hostile.canaries import Canaries
from tests.runner.hostile.tiers import Way, wrapper
from tests.runner.soak import census

MEMORY = 400 << 20
#: What starting, killing and starting again may take on a busy machine, and until what should be gone is, in seconds.
_SLACK = 15.0
#: The processor time that our own process may use for one attack, and without looking up from it, in seconds.
_OUR_TIME, _OUR_STRETCH = 4.0, 2.0
#: How much memory our own process may need at most to read what an attack sent.
_OUR_MEMORY = 300 << 20
#: For what is right, or must come to its end.
PATIENT = Limits(seconds=20, load_seconds=60, memory=MEMORY)

T = TypeVar("T")


@define
class Tally:
    """How many attacks a way has contained. `let_through` are the names of the others."""

    tier: str = ""
    contained: int = 0
    let_through: list[str] = field(factory=list)


#: By label; the summary at the end of the tests shows it.
TALLIES: dict[str, Tally] = {}


class Stage:
    """A runner that is attacked, with an event loop of its own."""

    def __init__(self, way: Way) -> None:
        census.adopt_orphans()
        self._others = census.descendants()
        self.canaries = Canaries(way.python, way.as_user)
        self._planted = census.descendants()
        self._loop = asyncio.Runner()
        self.way = way
        self.runner: Runner = way.make(wrapper(way, self.canaries.root))
        self.canaries.begin()
        self._examples: tuple[Example, ...] = parse(self.canaries.sketch_text, Language.PYTHON).sketch.holes[0].examples
        self._usual_processes = 0 if way.tier is Tier.LIMITS else census.alive(way.tier)
        self._usual_descriptors = 1 << 30
        #: What is planted, or what runs, is not as it was.
        self.spoiled = False

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Run something on the event loop."""
        return self._loop.run(work)

    def close(self) -> list[str]:
        """End the runner with everything; what outlived it, in words."""
        self.do(self._end_runner())
        self._loop.close()
        self.canaries.__exit__(None, None, None)
        left = census.settled(lambda: len(census.descendants() - self._others), 0, _SLACK)
        for pid in census.descendants() - self._others:
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        census.adopt_orphans(False)
        return [f"{left} processes outlived the runner"] if left else []

    async def _end_runner(self) -> None:
        if isinstance(self.runner, ConfinedRunner):
            self.runner.close()
            await asyncio.sleep(0)

    # Candidates.

    def program(self, source: str) -> Program:
        """A candidate in the planted project."""
        project = str(self.canaries.project)
        return Program(source, str(self.canaries.sketch), (project,), project, hidden=self.canaries.hidden)

    def cases(self, numbers: Sequence[int]) -> tuple[Case, ...]:
        """The examples of these numbers, as they are run."""
        return tuple(Case(self._examples[number].source, self._examples[number].setup) for number in numbers)

    def passed(
        self, numbers: Sequence[int], outcomes: Sequence[Outcome], judged: Callable[[], None] = lambda: None
    ) -> list[int]:
        """Those of the examples that hold, judged as the product judges them; after each, where it gives the event loop
        its turn, `judged` is told."""
        found: list[int] = []
        for number, outcome in zip(numbers, outcomes, strict=True):
            if judge(self._examples[number], outcome).verdict is Verdict.PASSED:
                found.append(number)
            judged()
        return found

    def dishonoured(self) -> list[str]:
        """What is wrong with the outcomes of a right candidate, in words; nothing where all examples hold."""
        numbers = range(len(self._examples))
        outcomes = self.do(self.runner.run(self.program(self.canaries.honest), self.cases(numbers), PATIENT))
        wrong = sorted(set(numbers) - set(self.passed(numbers, outcomes)))
        return [f"a right candidate afterwards: example {n} gave {_short(outcomes[n])}" for n in wrong]

    def warm(self) -> list[str]:
        """Run the right candidate, and take what there is then for usual. What is wrong with it, in words."""
        problems = self.dishonoured() + self._left_behind()
        self._usual_descriptors = census.descriptors()
        return problems

    # Attacks.

    def breaches(self, attack: Attack) -> list[str]:
        """Run an attack, and then a right candidate: all that it got, in words."""
        limits = self._limits(attack)
        program = self.program(program_text(attack, self.canaries.planted))
        work = self.runner.run(program, self.cases(attack.examples), limits)
        allowed = len(attack.examples) * limits.seconds + min(limits.load_seconds, 2.0) + _SLACK
        found: list[str] = []
        ourselves = _ourselves()
        with _Cost() as cost:
            outcomes = self.do(_within(work, allowed, cost))
            passed = [] if outcomes is None else self.passed(attack.examples, outcomes, cost.tick)
        found += cost.excess()
        found += [f"example {number} passed without being solved" for number in passed]
        if outcomes is None:
            found.append(f"it did not end within {allowed:g} s")
        found += self.canaries.touched()
        if _ourselves() != ourselves:
            found.append("our own process has other limits or priorities")
        found += self.dishonoured()
        found += self._left_behind()
        self.spoiled = bool(found)
        return found + ([] if outcomes is None else self._leaked("".join(_texts(outcomes))))

    def _limits(self, attack: Attack) -> Limits:
        """What it may take; as long as it likes where it must succeed."""
        if attack.succeeds and self.way.tier is Tier.LIMITS:
            return PATIENT
        return Limits(seconds=attack.seconds, load_seconds=attack.load_seconds, memory=MEMORY)

    def _leaked(self, text: str) -> list[str]:
        found = ["a secret came out: " + _around(text, s) for s in self.canaries.secrets() if s in text][:3]
        return found + ([_around(text, "BREACH", 300)] if "BREACH" in text else [])

    def _left_behind(self) -> list[str]:
        found: list[str] = []
        processes = census.settled(lambda: len(census.descendants() - self._planted), self._usual_processes, _SLACK)
        if processes > self._usual_processes:
            found.append(f"{processes - self._usual_processes} processes were left behind")
        descriptors = census.settled(census.descriptors, self._usual_descriptors, _SLACK)
        if descriptors > self._usual_descriptors:
            found.append(f"{descriptors - self._usual_descriptors} descriptors were left open")
        return found


class _Cost:
    """What our own process spends meanwhile: processor time in all and in one stretch, and memory at its peak."""

    def __enter__(self) -> _Cost:
        with suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5")
        self._memory = _memory("VmRSS")
        self._start = self._last = time.process_time()
        self.longest = 0.0
        return self

    def tick(self) -> None:
        """The event loop had its turn."""
        now = time.process_time()
        self.longest, self._last = max(self.longest, now - self._last), now

    def __exit__(self, kind: object, error: object, traceback: object) -> None:
        self.tick()
        self.time = time.process_time() - self._start
        self.memory = _memory("VmHWM") - self._memory

    def excess(self) -> list[str]:
        """What was too much, in words."""
        return [
            words
            for words, much in (
                (f"it took {self.time:.1f} s of our own processor time", self.time > _OUR_TIME),
                (f"it kept us from everything else for {self.longest:.1f} s", self.longest > _OUR_STRETCH),
                (f"it took {self.memory >> 20} MB of our own memory", self.memory > _OUR_MEMORY),
            )
            if much
        ]


async def _within(work: Coroutine[Any, Any, T], seconds: float, cost: _Cost) -> T | None:
    """What `work` gives, or None where it is not done in time. The cost is told of every turn of the loop."""
    loop = asyncio.get_running_loop()
    task = asyncio.ensure_future(work)

    def turn() -> None:
        cost.tick()
        if not task.done():
            loop.call_later(0.005, turn)

    turn()
    await asyncio.wait([task], timeout=seconds)
    if task.done():
        return task.result()
    task.cancel()
    await asyncio.wait([task], timeout=seconds)
    return None


def _ourselves() -> object:
    limits = Path("/proc/self/limits").read_text()
    return limits, os.getpriority(os.PRIO_PROCESS, 0), os.sched_getaffinity(0), Path.cwd()


def _memory(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith(name))


def _texts(thing: object) -> Iterator[str]:
    """All texts and numbers in an outcome, numbers also as they are written in hexadecimal."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, bytes):
        yield thing.decode("latin-1")
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _texts(part)
            yield " "
    elif isinstance(thing, int):
        yield f"{thing} {thing:x}" if thing.bit_length() < 2000 else f"{thing:x}"
    elif isinstance(thing, Outcome | Value | Error | Recorded):
        yield from _texts(astuple(thing, recurse=False))


def _around(text: str, part: str, width: int = 60) -> str:
    at = text.find(part)
    return text[max(at - 20, 0) : at + len(part) + width]


def _short(outcome: Outcome) -> str:
    return repr(outcome)[:400]
