"""What the offline engine solves beside a solver of others: `python tests/benchmarks/bench_peer.py --seconds 1 5`.

The other is the SyGuS solver of cvc5, of the family that won the competition's tracks for programming by example. Both
have the same tasks, those that SyGuS can state, and the same seconds of processor time, counted from after the imports,
with one thread. For each source of tasks: the share for which a program was found that fits its examples, the share
for which the first one is also right on examples held back, the share for which only this one is, and seconds a task.
cvc5 gets no description in words but the constants that our search would take from it, and its programs are evaluated
by its own rules; it ends at its first program, while we go on to know whether ours is in doubt. `--python` names an
interpreter that has cvc5, where the running one does not.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks import bench_local, local_tasks
from tests.benchmarks.local_tasks import Question
from tests.benchmarks.sygus import Problem, problem

_CHILD = Path(__file__).with_name("sygus_child.py")


class Score(NamedTuple):
    """What became of a task: whether a program was found that fits, and whether it is right; and the seconds."""

    fits: bool
    right: bool
    took: float


def started(python: str) -> subprocess.Popen[str]:
    """The process that runs cvc5, if that interpreter has it."""
    return subprocess.Popen(
        [python, str(_CHILD)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def heard(peer: subprocess.Popen[str]) -> dict[str, Any]:
    """The next that it says: first its version, then an answer to each problem; nothing where there is no cvc5."""
    assert peer.stdout is not None
    line = peer.stdout.readline()
    said: dict[str, Any] = json.loads(line) if line else {}
    return said


def asked(peer: subprocess.Popen[str], seconds: float, stated: Problem) -> dict[str, Any]:
    """What it answers to a problem."""
    assert peer.stdin is not None
    peer.stdin.write(json.dumps({"seconds": seconds, **stated._asdict()}) + "\n")
    peer.stdin.flush()
    return heard(peer)


def ours(seconds: float, question: Question) -> Score:
    """What our engine makes of the task, in a process of its own."""
    with multiprocessing.get_context("fork").Pool(1) as pool:
        result = pool.apply(bench_local.solve, (seconds, (), question))
    return Score(bool(result.right) and not result.wrong, any(result.right[:1]), result.took)


def theirs(answer: dict[str, Any]) -> Score:
    """What cvc5 made of a task."""
    fits = bool(answer.get("fits"))
    return Score(fits, fits and bool(answer["right"]), answer["took"])


def table(results: Sequence[tuple[str, Score, Score]]) -> str:
    """A line for each source and one for all: first cvc5, then our engine."""
    groups: dict[str, list[tuple[Score, Score]]] = defaultdict(list)
    for source, *pair in sorted(results):
        groups[source].append((pair[0], pair[1]))
    groups["all"] = [pair for rows in list(groups.values()) for pair in rows]
    columns = f"{'fits':>5} {'right':>5} {'alone':>5} {'s/task':>6}"
    lines = [f"{'':12} {'':>5}   {'cvc5':24}   ours", f"{'source':12} {'tasks':>5}   {columns}   {columns}"]
    for source, rows in groups.items():
        sides = "   ".join(_figures(rows, side) for side in (0, 1))
        lines.append(f"{source:12} {len(rows):5}   {sides}")
    return "\n".join(lines)


def _figures(rows: Sequence[tuple[Score, Score]], side: int) -> str:
    shares = (
        sum(pair[side].fits for pair in rows),
        sum(pair[side].right for pair in rows),
        sum(pair[side].right and not pair[1 - side].right for pair in rows),
    )
    took = sum(pair[side].took for pair in rows) / len(rows)
    return f"{' '.join(f'{one / len(rows):5.0%}' for one in shares)} {took:6.2f}"


def main() -> None:
    """Measure, and print a table for each budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("train", "test", "all"), default="all")
    parser.add_argument("--tasks", type=int, default=150, help="at most so many, chosen by a hash of their names")
    parser.add_argument("--seconds", type=float, nargs="+", default=[1.0])
    parser.add_argument("--only", default="", help="what the names of sources or tasks begin with")
    parser.add_argument("--python", default=sys.executable, help="an interpreter that has cvc5")
    parser.add_argument("--show", action="store_true", help="print what cvc5 found")
    options = parser.parse_args()
    if not local_tasks.DATA.is_dir():
        print(f"nothing measured: the tasks are not there ({local_tasks.DATA})")
        return
    with started(options.python) as peer:
        if not (said := heard(peer)):
            print(f"nothing measured: there is no cvc5, which `{options.python} -m pip install cvc5` installs")
            return
        print(f"cvc5 {said['version']}")
        known = local_tasks.part(local_tasks.pbe(), options.part)
        known = [one for one in known if one.source.startswith(options.only) or one.id.startswith(options.only)]
        problems = {one.id: statement for one in known if (statement := problem(one)) is not None}
        questions = local_tasks.sample([one for one in known if one.id in problems], options.tasks)
        for seconds in options.seconds:
            results, fell = [], 0
            for question in questions:
                answer = asked(peer, seconds, problems[question.id])
                results.append((question.source, theirs(answer), ours(seconds, question)))
                fell += "error" in answer
                if options.show:
                    print(f"{question.id}: {answer}")
            print(f"{options.part}, {seconds:g} s; cvc5 failed on {fell}\n{table(results)}\n", flush=True)


if __name__ == "__main__":
    main()
