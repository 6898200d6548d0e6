"""The worker: a process of its own that answers one question and ends.

Imports here are few and light: a trivial hole is answered before a person notices.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import time
from collections.abc import Callable, Sequence

from holes.local.bank import Budget
from holes.local.doubt import doubt
from holes.local.search import Solution, search
from holes.local.task import Task
from holes.local.wire import Apart, Candidate, Looked, answer, news, read_question
from holes.local.writing import function_text

#: Bytes of address space the worker may use.
MEMORY = 500 << 20
#: Seconds by which the clock on the wall may run beyond the budget.
_LATE = 2.0
#: Seconds between two lines that say how far the search is.
_NEWS = 0.25


def main() -> None:
    """Read the question from standard input, write to standard output how far the search is, and what it found."""
    _be_modest()
    began, before = time.monotonic(), time.process_time()
    task, signature, seconds, count = read_question(sys.stdin.buffer.readline())
    _limit_cpu(seconds)
    gc.disable()  # terms form no cycles
    is_alone = _is_alone()

    def used() -> float:
        if is_alone():
            os._exit(1)  # whoever asked was killed, and could not kill us any more
        now = time.monotonic()
        tell(now)
        # Work counts, so that a busy machine gives the same answers, only later; but nobody waits for ever.
        return max((time.process_time() - before) / seconds, (now - began) / (seconds + _LATE))

    budget = Budget(1 << 40, used)
    tell = _teller(budget, began)
    found: list[Solution] = []
    with contextlib.suppress(MemoryError):  # what was found is worth telling
        found.extend(search(task, budget, count, partly=True))
    # What the first could be confused with is known only now: without that, it would look surer than it is.
    for place, solution in enumerate(found):
        apart = _apart(task, signature, found) if place == 0 else None
        _say(answer(Candidate(_text(signature, solution), apart)))


def _teller(budget: Budget, began: float) -> Callable[[float], None]:
    """What says now and then how far the search is, when it is told the time."""
    told = began

    def tell(now: float) -> None:
        nonlocal told
        if now - told >= _NEWS:
            told = now
            _say(news(Looked(budget.spent, budget.depth, budget.fitting)))

    return tell


def _say(line: bytes) -> None:
    sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()


def _text(signature: str, solution: Solution) -> str:
    return function_text(signature, solution.term, solution.guard)


def _apart(task: Task, signature: str, found: Sequence[Solution]) -> Apart | None:
    doubted = doubt(task, found)
    if doubted is None:
        return None
    name = signature.partition("(")[0].split()[-1]
    call = f"{name}({', '.join(map(repr, doubted.arguments))})"
    other = "" if doubted.rival is None else _text(signature, doubted.rival)
    return Apart(other, call, *doubted.answers)


def _be_modest() -> None:
    """Run below normal priority and within `MEMORY`, where the system has such limits."""
    if sys.platform != "win32":
        import resource

        os.nice(10)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _is_alone() -> Callable[[], bool]:
    """What tells whether nobody reads any more what is written, where the system says so."""
    if sys.platform == "win32":
        return lambda: False
    from select import poll

    output = poll()
    output.register(sys.stdout.fileno(), 0)  # what it tells unasked is that the other end is closed
    return lambda: bool(output.poll(0))


def _limit_cpu(seconds: float) -> None:
    """A last bound on a worker that nobody is left to kill."""
    if sys.platform != "win32":
        import resource

        whole = int(seconds) + 5
        resource.setrlimit(resource.RLIMIT_CPU, (whole, whole))
