"""How much the offline engine solves: `python tests/benchmarks/bench_local.py --tasks 150 --seconds 1`.

For each source of tasks: the share that fits its examples, the share whose first, or any, candidate is also
right on the held-out ones, and
how many columns were evaluated a second. Seconds are of this process's own computing, so that a busy machine
doesn't matter.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from holes.local.bank import Budget
from holes.local.search import search
from holes.local.task import Shown, Task
from holes.local.writing import function_text

_TASKS = Path(__file__).resolve().parents[3] / "shared" / "data" / "pbe"
_TAGS = {"tuple": tuple, "set": set, "frozenset": frozenset}


def decode(thing: Any) -> Any:
    """A value from the tasks' JSON."""
    if isinstance(thing, list):
        return [decode(item) for item in thing]
    if not isinstance(thing, dict):
        return thing
    tag = thing.get("$t")
    if tag in _TAGS:
        return _TAGS[tag](decode(item) for item in thing["v"])
    if tag == "dict":
        return {decode(key): decode(value) for key, value in thing["v"]}
    if tag is not None:
        raise ValueError(f"unknown tag {tag}")
    return {key: decode(value) for key, value in thing.items()}


def right(text: str, name: str, cases: list[dict[str, Any]]) -> bool:
    """Whether the function answers the cases."""
    namespace: dict[str, Any] = {}
    exec(text, namespace)
    for case in cases:
        try:
            value = namespace[name](*decode(case["args"]))
        except Exception:
            return False
        if value != decode(case["expected"]) or type(value) is not type(decode(case["expected"])):
            return False
    return True


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tasks", type=int, default=150)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    tasks = [
        (path.stem, json.loads(line))
        for path in sorted(_TASKS.glob("*.jsonl"))
        for line in path.read_text().splitlines()
    ]
    tasks = [(source, task) for source, task in tasks if task["examples"] and source.startswith(options.only)]
    random.Random(options.seed).shuffle(tasks)
    totals: dict[str, list[float]] = defaultdict(lambda: [0, 0, 0, 0, 0, 0])
    for source, task in tasks[: options.tasks]:
        name, _, rest = task["signature"].removeprefix("def ").partition("(")
        parameters = tuple(part.split(":")[0].strip() for part in _split(rest[: rest.rindex(")")]))
        shown = tuple(Shown(tuple(decode(one["args"])), decode(one["expected"])) for one in task["examples"])
        began = time.process_time()
        budget = Budget(10**9, lambda began=began: (time.process_time() - began) / options.seconds)  # type: ignore[misc]
        found = [
            function_text(task["signature"].rstrip(":"), solution.term, solution.guard)
            for solution in search(Task(parameters, f"{name} {task['doc']}", shown), budget)
        ]
        seconds = time.process_time() - began
        wrong = [text for text in found if not right(text, name, task["examples"])]
        good = [right(text, name, task["holdout"]) for text in found]
        row = (1, bool(found), any(good[:1]), any(good), budget.spent, seconds)
        for total in (totals[source], totals["all"]):
            total[:] = [one + other for one, other in zip(total, row, strict=True)]
        if options.show or wrong:
            verdict = "WRONG ON EXAMPLES" if wrong else ""
            print(f"--- {task['id']} {verdict} {good} {budget.spent} {seconds:.2f}s {task['doc'][:90]!r}")
            print((found or [str(task["examples"])[:200]])[0].rstrip())
    print(f"{'source':12} {'tasks':>5} {'fits':>5} {'right':>6} {'any':>5} {'columns/s':>10} {'s/task':>7}")
    for source, (count, fits, first, anywhere, spent, seconds) in totals.items():
        print(
            f"{source:12} {count:5.0f} {fits / count:5.0%} {first / count:6.0%} {anywhere / count:5.0%} "
            f"{spent / seconds:10.0f} {seconds / count:7.2f}"
        )


def _split(text: str) -> list[str]:
    """The parameters of a signature, split at the commas outside brackets."""
    parts, depth = [""], 0
    for sign in text:
        depth += sign in "[("
        depth -= sign in "])"
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return [part for part in parts if part.strip()]


if __name__ == "__main__":
    main()
