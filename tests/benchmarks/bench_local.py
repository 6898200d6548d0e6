"""How much the offline engine solves: `python tests/benchmarks/bench_local.py --tasks 150 --seconds 1 5`.

For each budget and each source of tasks: the share that fits its examples, the share whose first, one of the first
three, or any program is also right on examples that were held back; the share that has one answer only, and how many
of those are right; expressions a second, seconds a task, and the most memory that one took. Each task has a
process of its own, one after the other. Seconds are of that process's own computing, so that a busy machine does not
matter. Nothing is learnt from the tasks of `--part test`.
"""

from __future__ import annotations

import argparse
import contextlib
import copy
import io
import json
import multiprocessing
import resource
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from holes.local.bank import Budget
from holes.local.search import Solution, search
from holes.local.task import Shown, Task
from holes.local.worker import MEMORY
from holes.local.writing import function_text
from tests.benchmarks import local_tasks
from tests.benchmarks.local_tasks import Question

_SETS = {"pbe": local_tasks.pbe, "holes": local_tasks.holes}
#: Seconds in which a found program must have answered all held-out examples.
_PATIENCE = 2


class Result(NamedTuple):
    """What became of a task in a budget. `right` says so of each program, `wrong` that one does not even fit what was
    shown."""

    id: str
    source: str
    seconds: float
    right: list[bool]
    wrong: bool
    costs: list[int]
    spent: list[int]
    expressions: int
    took: float
    megabytes: float
    texts: list[str]


def solve(seconds: float, question: Question) -> Result:
    """Search for the question's programs, and try them on what was held back."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    began = time.process_time()
    budget = Budget(10**9, lambda: (time.process_time() - began) / seconds)
    task = Task(question.parameters, question.words, question.shown)
    found: list[Solution] = []
    with contextlib.suppress(MemoryError):
        found.extend(search(task, budget))
    took = time.process_time() - began
    texts = [function_text(question.signature, one.term, one.guard) for one in found]
    return Result(
        question.id,
        question.source,
        seconds,
        [_right(text, question, question.held) for text in texts],
        not all(_right(text, question, question.shown) for text in texts),
        [one.cost for one in found],
        [one.spent for one in found],
        budget.spent,
        took,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        texts,
    )


def _right(text: str, question: Question, cases: Sequence[Shown]) -> bool:
    """Whether the function answers the cases."""
    namespace: dict[str, Any] = {}
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(_PATIENCE)
    try:
        exec(f"from __future__ import annotations\n{question.preamble}\n{text}", namespace)
        with contextlib.redirect_stdout(io.StringIO()):
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
    return type(one) is type(other) and bool(one == other)


def table(results: Sequence[Result]) -> str:
    """A line for each source and one for all."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for one in results:
        groups[one.source].append(one)
    groups["all"] = list(results)
    lines = [
        f"{'source':12} {'tasks':>5} {'fits':>5} {'right':>6} {'of 3':>5} {'any':>5} {'alone':>6} {'right':>6} "
        f"{'expr/s':>8} {'s/task':>7} {'MB':>4}"
    ]
    for source, rows in groups.items():
        alone = [one for one in rows if len(one.right) == 1]
        figures = (
            f"{len(rows):5} {_share(bool(one.right) for one in rows)} {_share(any(one.right[:1]) for one in rows):>6} "
            f"{_share(any(one.right[:3]) for one in rows)} {_share(any(one.right) for one in rows)} "
            f"{len(alone) / len(rows):6.0%} {_share(all(one.right) for one in alone):>6} "
            f"{sum(one.expressions for one in rows) / max(sum(one.took for one in rows), 1e-9):8.0f} "
            f"{sum(one.took for one in rows) / len(rows):7.2f} {max(one.megabytes for one in rows):4.0f}"
        )
        lines.append(f"{source:12} {figures}")
    return "\n".join(lines)


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
    parser.add_argument("--only", default="", help="what the names of sources or tasks begin with")
    parser.add_argument("--show", action="store_true", help="print what was found")
    parser.add_argument("--rows", type=Path, help="write a line of JSON for each task and budget here")
    options = parser.parse_args()
    if not local_tasks.DATA.is_dir():
        print(f"nothing measured: the tasks are not there ({local_tasks.DATA})")
        return
    known = local_tasks.part(_SETS[options.data](), options.part)
    known = [one for one in known if one.source.startswith(options.only) or one.id.startswith(options.only)]
    questions = local_tasks.sample(known, options.tasks)
    context = multiprocessing.get_context("fork")
    rows: list[Result] = []
    for seconds in options.seconds:
        with context.Pool(1, maxtasksperchild=1) as pool:
            results = []
            for question, result in zip(questions, pool.imap(partial(solve, seconds), questions), strict=True):
                results.append(result)
                if options.show or result.wrong:
                    print(_shown(question, result))
        rows += results
        print(f"{options.data}, {options.part}, {seconds:g} s\n{table(sorted(results))}\n", flush=True)
    if options.rows:
        options.rows.write_text("".join(json.dumps(one._asdict()) + "\n" for one in rows), "utf-8")


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
