"""How much the offline engine solves: `python tests/benchmarks/bench_local.py --tasks 150 --seconds 0.2 1 5`.

For each budget and each source of tasks: the share that fits its examples, the share whose first, one of the first
three, or any program is also right on examples that were held back; the share that would be shown as sure (verified,
not ambiguous), and how many of those are right; expressions a second, seconds a task, and the most memory that one
took. Below it the share answered and how many answers are right, for higher and lower demands on the belief in them,
and how many of those in doubt the second program would have been right for: what one question settles. Each task has a
process of its own, `--jobs` of them side by side, and seconds are of that process's own computing. `--data darc` are
holes of real sketches, whose examples are what they were given and gave back when their recorded fills ran; it needs
numpy. Nothing is learnt from the tasks of `--part test`. `--without` leaves something out, `--fills` prints some
programs as they would stand in a file, `--rows` writes what `learn_weights.py` reads, and `--cancel` measures how long
the engine takes to end all work.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import copy
import gc
import io
import json
import multiprocessing
import random
import resource
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import holes.local.hints
import holes.local.walk
from holes.engines.local import LocalEngine
from holes.local.bank import Budget
from holes.local.behaviour import library_pieces
from holes.local.doubt import doubt
from holes.local.evidence import Witness
from holes.local.regexes import regex_pieces
from holes.local.search import gather, ranked
from holes.local.strings.synthesis import string_pieces
from holes.local.task import Shown, Task
from holes.local.textbook.pieces import textbook_pieces
from holes.local.worker import MEMORY
from holes.local.writing import function_text
from tests.benchmarks import local_tasks
from tests.benchmarks.darc_tasks import Lacking, darc
from tests.benchmarks.local_tasks import Question
from tests.holes.local.test_engine import hard

#: What can be left out, beside the words.
_PARTS = {
    "strings": string_pieces, "behaviour": library_pieces, "regexes": regex_pieces, "textbook": textbook_pieces,
}  # fmt: skip
_DEMANDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_SETS = {"pbe": local_tasks.pbe, "holes": local_tasks.holes, "darc": darc}
#: Seconds in which a found program must have answered all held-out examples.
_PATIENCE = 2
#: And the memory for it, as a multiple of that of the search.
_ROOM = 4


class Result(NamedTuple):
    """What became of a task in a budget. `right` says so of each program, `wrong` that one does not even fit what was
    shown. `sure` says that nothing speaks against the first program, `beliefs` how probable each is taken to be, and
    `evidence` and `none` why: what `learn_weights.py` learns from."""

    id: str
    source: str
    seconds: float
    right: list[bool]
    wrong: bool
    sure: bool
    beliefs: list[float]
    costs: list[int]
    spent: list[int]
    expressions: int
    took: float
    megabytes: float
    words: str
    texts: list[str]
    evidence: list[dict[str, float]]
    none: dict[str, float]


def solve(seconds: float, without: Sequence[str], question: Question) -> Result:
    """Search for the question's programs, and try them on what was held back."""
    _leave_out(without)
    gc.disable()  # as in the worker
    began = time.process_time()
    budget = Budget(10**9, lambda: (time.process_time() - began) / seconds)
    task = Task(question.parameters, "" if "hints" in without else question.words, question.shown)
    with _memory(MEMORY):
        behaviours = gather(task, budget)
    # What was found is told, however much was used to find it.
    found = ranked(task, behaviours)
    took = time.process_time() - began
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    texts = [function_text(question.signature, one.term, one.guard) for one in found]
    return Result(
        question.id,
        question.source,
        seconds,
        [_right(text, question, question.held) for text in texts],
        not all(_right(text, question, question.shown) for text in texts),
        bool(found) and doubt(task, found) is None,
        [round(one.belief, 4) for one in found],
        [one.cost for one in found],
        [one.spent for one in found],
        budget.spent,
        took,
        megabytes,
        question.words,
        texts,
        [_rounded(one.evidence) for one in found],
        _rounded(Witness(task).of_none(behaviours)),
    )


@contextlib.contextmanager
def _memory(allowed: int) -> Iterator[None]:
    """Let no more bytes than these be used."""
    free = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (allowed + _reserved(), free[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, free)


def _reserved() -> int:
    """Bytes of address space that this process, the child of one with threads, has and does not use; the engine's own
    worker has none."""
    pages = Path("/proc/self/statm").read_text("ascii").split()
    return (int(pages[0]) - int(pages[1])) * resource.getpagesize()


def _leave_out(names: Sequence[str]) -> None:
    """Change this process so that the search works without these."""
    if "weights" in names:
        holes.local.hints.weights = lambda: {"costs": {}, "usual": {}, "words": {}}  # type: ignore[assignment]
    left = [part for name, part in _PARTS.items() if name in names]
    holes.local.walk.PARTS = tuple(part for part in holes.local.walk.PARTS if part not in left)  # type: ignore[attr-defined]


def _rounded(seen: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in seen.items()}


def _right(text: str, question: Question, cases: Sequence[Shown]) -> bool:
    """Whether the function answers the cases."""
    namespace: dict[str, Any] = {}
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(_PATIENCE)
    try:
        exec(f"from __future__ import annotations\n{question.preamble}\n{text}", namespace)
        with contextlib.redirect_stdout(io.StringIO()), _memory(_ROOM * MEMORY):
            values = [namespace[question.name](*copy.deepcopy(case.arguments)) for case in cases]
    except Exception:
        return False
    finally:
        signal.alarm(0)
    return all(_same(value, case.expected, question.close) for value, case in zip(values, cases, strict=True))


def _too_long(*_: object) -> None:
    raise TimeoutError


def _same(one: Any, other: Any, close: bool) -> bool:
    if close and isinstance(one, float) and isinstance(other, (int, float)):
        return abs(one - other) <= 1e-6 * max(1.0, abs(one), abs(other))
    return (type(one) is type(other) or {type(one), type(other)} == {int, float}) and bool(one == other)


def table(results: Sequence[Result]) -> str:
    """A line for each source and one for all."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for one in results:
        groups[one.source].append(one)
    groups["all"] = list(results)
    lines = [
        f"{'source':12} {'tasks':>5} {'fits':>5} {'right':>6} {'of 3':>5} {'any':>5} {'sure':>6} {'right':>6} "
        f"{'expr/s':>8} {'s/task':>7} {'MB':>4}"
    ]
    for source, rows in groups.items():
        sure = [one for one in rows if one.sure]
        figures = (
            f"{len(rows):5} {_share(bool(one.right) for one in rows)} {_share(any(one.right[:1]) for one in rows):>6} "
            f"{_share(any(one.right[:3]) for one in rows)} {_share(any(one.right) for one in rows)} "
            f"{len(sure) / len(rows):6.0%} {_share(any(one.right[:1]) for one in sure):>6} "
            f"{sum(one.expressions for one in rows) / max(sum(one.took for one in rows), 1e-9):8.0f} "
            f"{sum(one.took for one in rows) / len(rows):7.2f} {max(one.megabytes for one in rows):4.0f}"
        )
        lines.append(f"{source:12} {figures}")
    return "\n".join(lines)


def curve(results: Sequence[Result]) -> str:
    """How many answers are right where so many are given, and what a question to the person settles."""
    lines = ["answered where the first program is believed in so far, and right of these:"]
    for demand in _DEMANDS:
        answered = [one for one in results if one.right and one.beliefs[0] >= demand]
        right = _share(any(one.right[:1]) for one in answered)
        lines.append(f"  {demand:4.1f} {len(answered) / len(results):5.0%} {right:>5}")
    doubted = [one for one in results if one.right and not one.sure]
    first, second = (_share(any(one.right[:count]) for one in doubted) for count in (1, 2))
    lines.append(f"in doubt: {len(doubted)}, right as they are {first}, after one question {second}")
    return "\n".join(lines)


def fills(questions: Sequence[Question], results: Sequence[Result], count: int) -> str:
    """Some of the programs found, chosen by a fixed seed, as they would stand in a file."""
    pairs = [(question, result) for question, result in zip(questions, results, strict=True) if result.texts]
    chosen = random.Random(1).sample(pairs, min(count, len(pairs)))
    return "\n".join(
        f"# {question.id}: {'right' if result.right[0] else 'wrong'}, {'sure' if result.sure else 'in doubt'}\n"
        f"{result.texts[0]}"
        for question, result in chosen
    )


async def cancelling() -> float:
    """Seconds from a cancellation to the end of all work."""
    engine = LocalEngine(20.0)

    async def work() -> None:
        async for _ in engine.propose(hard()):
            pass

    running = asyncio.create_task(work())
    await asyncio.sleep(1.0)
    since = time.perf_counter()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    return time.perf_counter() - since


def _share(flags: Any) -> str:
    known = list(flags)
    return f"{sum(known) / len(known):5.0%}" if known else "    -"


def main() -> None:
    """Measure, and print a table for each budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", choices=_SETS, default="pbe")
    parser.add_argument("--part", choices=("train", "test", "all"), default="all")
    parser.add_argument("--tasks", type=int, default=150, help="at most so many, chosen by a hash of their names")
    parser.add_argument("--seconds", type=float, nargs="+", default=[1.0])
    parser.add_argument("--jobs", type=int, default=1, help="so many tasks side by side")
    parser.add_argument("--only", default="", help="what the names of sources or tasks begin with")
    parser.add_argument("--without", nargs="*", default=[], choices=("hints", "weights", *_PARTS))
    parser.add_argument("--fills", type=int, default=0, help="print so many of the programs found")
    parser.add_argument("--cancel", action="store_true", help="measure a cancellation, and nothing else")
    parser.add_argument("--show", action="store_true", help="print what was found")
    parser.add_argument("--rows", type=Path, help="write a line of JSON for each task and budget here")
    options = parser.parse_args()
    if options.cancel:
        print(", ".join(f"{asyncio.run(cancelling()) * 1000:.0f} ms" for _ in range(5)))
        return
    if not local_tasks.DATA.is_dir():
        print(f"nothing measured: the tasks are not there ({local_tasks.DATA})")
        return
    try:
        known = local_tasks.part(_SETS[options.data](), options.part)
    except Lacking as reason:
        print(f"nothing measured: {reason}")
        return
    known = [one for one in known if one.source.startswith(options.only) or one.id.startswith(options.only)]
    questions = local_tasks.sample(known, options.tasks)
    context = multiprocessing.get_context("fork")
    if options.rows:
        options.rows.write_text("", "utf-8")
    for seconds in options.seconds:
        with context.Pool(options.jobs, maxtasksperchild=1) as pool:
            results = []
            for question, result in zip(
                questions, pool.imap(partial(solve, seconds, options.without), questions), strict=True
            ):
                results.append(result)
                if options.rows:
                    with options.rows.open("a", encoding="utf-8") as rows:
                        rows.write(json.dumps(result._asdict()) + "\n")
                if options.show or result.wrong:
                    print(_shown(question, result))
        left_out = f", without {' '.join(options.without)}" if options.without else ""
        print(f"{options.data}, {options.part}, {seconds:g} s{left_out}\n{table(sorted(results))}\n{curve(results)}\n")
        print(fills(questions, results, options.fills), flush=True)


def _shown(question: Question, result: Result) -> str:
    verdict = "does not fit" if result.wrong else "right" if any(result.right[:1]) else "wrong"
    verdict = verdict if result.right else "nothing"
    head = f"--- {question.id}: {verdict} {result.right} {result.expressions} {result.took:.2f} s"
    examples = [f"    {one.arguments!r:.160} -> {one.expected!r:.120}" for one in question.shown[:3]]
    return "\n".join(
        [head, f"    {question.words[:160]!r}", *examples, *result.texts[: 3 if not any(result.right[:1]) else 1]]
    )


if __name__ == "__main__":
    main()
