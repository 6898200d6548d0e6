"""The worker: a process of its own that answers one question and ends.

Imports here are few and light: a trivial hole is answered before a person notices.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable

from holes.local.bank import Budget
from holes.local.search import search
from holes.local.wire import answer, read_question
from holes.local.writing import function_text

#: Bytes of address space the worker may use.
MEMORY = 500 << 20


def main() -> None:
    """Read the question from standard input and write answers to standard output as they are found."""
    _be_modest()
    began = time.monotonic()
    task, signature, seconds, count = read_question(sys.stdin.buffer.readline())
    _limit_cpu(seconds)
    gc.disable()  # terms form no cycles
    is_alone = _is_alone()

    def used() -> float:
        if is_alone():
            os._exit(1)  # whoever asked was killed, and could not kill us any more
        return (time.monotonic() - began) / seconds

    budget = Budget(1 << 40, used)
    try:
        for solution in search(task, budget, count):
            sys.stdout.buffer.write(answer(function_text(signature, solution.term, solution.guard)))
            sys.stdout.buffer.flush()
    except (MemoryError, BrokenPipeError):
        os._exit(1)  # what was found is written; nobody waits for the rest


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
