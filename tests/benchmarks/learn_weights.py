"""Learn what operations cost and which words call for them: `python tests/benchmarks/learn_weights.py`.

Reads the reference solutions of the tasks that are not kept for testing, counts which features of the language each
one uses (see `holes.local.features`), and writes `holes/local/weights.json`: for each feature its cost, which is lower
the more solutions have it, and for each word how much more often than otherwise the solutions of tasks that speak of it
have a feature, as a power of two. That what is often used is cheaper is as in Probe (Barke et al., OOPSLA 2020); here
it is learnt ahead, and by words.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from holes.local.features import features
from holes.local.hints import spoken, stem
from tests.benchmarks.local_tasks import DATA, is_for_testing

_TARGET = Path(__file__).resolve().parents[2] / "holes" / "local" / "weights.json"
#: Solutions with a feature, and with a word and a feature, from which on anything is said of them.
_SEEN = 3
_TOGETHER = 3
#: How much more often, at least, in times and in standard deviations, and the most that is said of it.
_LIFT = 2.0
_SURE = 3.0
_MOST = 3


def solutions() -> Iterator[tuple[str, str]]:
    """The text of each task, name and description, with its reference solution."""
    for path in sorted((DATA / "pbe").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            task = json.loads(line)
            if task.get("ref") and not is_for_testing(task["id"]):
                name = task["signature"].removeprefix("def ").partition("(")[0]
                yield f"{name}. {task['doc'].partition('>>>')[0]}", task["ref"]
    for source in ("humaneval", "mbpp"):
        for line in (DATA / "holes" / f"{source}.jsonl").read_text("utf-8").splitlines():
            task = json.loads(line)
            twin = f"{source}/{task['id'].partition('/')[2]}"
            if not is_for_testing(task["id"]) and not is_for_testing(twin):
                text = task.get("docstring_no_examples") or task["docstring"]
                yield f"{task['entry_point']}. {text}", task["canonical"]


def learn(known: list[tuple[set[str], set[str]]]) -> dict[str, object]:
    """The table, from the stems and the features of each solution."""
    having = Counter(feature for _, found in known for feature in found)
    speaking = Counter(word for words, _ in known for word in words)
    together: dict[str, Counter[str]] = defaultdict(Counter)
    for words, found in known:
        for word in words:
            together[word].update(found)
    costs = {
        feature: round(1 + 1.3 * -math.log2(count / len(known)))
        for feature, count in sorted(having.items())
        if count >= _SEEN
    }
    calls: dict[str, dict[str, int]] = {}
    for word, counts in sorted(together.items()):
        lifts = {}
        for feature, count in sorted(counts.items()):
            expected = speaking[word] * having[feature] / len(known)
            lift = count / expected
            if (
                count >= _TOGETHER
                and feature in costs
                and count - expected >= _SURE * math.sqrt(expected)
                and lift >= _LIFT
            ):
                lifts[feature] = min(_MOST, round(math.log2(lift)))
        if lifts:
            calls[word] = lifts
    return {"version": 1, "costs": costs, "words": calls}


def main() -> None:
    """Learn, and write the table."""
    unique = {solution: text for text, solution in solutions()}
    known = [({stem(word) for word in spoken(text)}, features(solution)) for solution, text in unique.items()]
    known = [(words, found) for words, found in known if found]
    table = learn(known)
    _TARGET.write_text(json.dumps(table, indent=0, separators=(",", ":")) + "\n", "utf-8")
    print(f"{len(known)} solutions, {len(table['costs'])} features, {len(table['words'])} words")  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
