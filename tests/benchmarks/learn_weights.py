"""Learn what operations cost, which words call for them, and what makes a program likely to be the one that is meant:
`python tests/benchmarks/learn_weights.py rows.jsonl …`.

Reads the reference solutions of the tasks that are not kept for testing, and what `bench_local.py --part train --rows`
wrote of the programs found for them and which of these are right. Writes `holes/local/weights.json`:

- `costs`: for each feature of the language (see `holes.local.features`) its cost, which is lower the more solutions
  have it, as in Probe (Barke et al., OOPSLA 2020), but learnt ahead;
- `usual` and `words`: a logistic regression for each feature on the stems of a task's words;
- `beliefs`: a multinomial logistic regression on the evidence for each program (see `holes.local.evidence`), in which
  the programs found for a task compete with one another and with none of them being right.

Weights are kept small by a quadratic penalty, and every figure that is printed is of tasks that had no part in what it
is a figure of. Without rows only the first two are learnt, and the beliefs stay.
"""

from __future__ import annotations

import ast
import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from holes.local.bank import Budget
from holes.local.evidence import Witness
from holes.local.features import features
from holes.local.hints import Expected, spoken, stem, weights
from holes.local.search import gather
from holes.local.task import Shown, Task
from holes.local.writing import function_text
from tests.benchmarks.local_tasks import DATA, is_for_testing, twin
from tests.holes.local.test_search import TABLE

_TARGET = Path(__file__).resolve().parents[2] / "holes" / "local" / "weights.json"
#: Solutions with a feature, with a word, and with a feature that words may call for, from which on anything is said.
_SEEN = 3
_SPOKEN = 3
_EXPECTED = 6
#: Penalties on the weights of words and of evidence, steps of descent, and weights of words too small to be kept.
_WORDS_PENALTY = 10.0
_BELIEFS_PENALTY = 8.0
_STEPS = 150
_LONG = 500
_SMALL = 0.2
#: Columns that are evaluated for a clear sketch.
_COLUMNS = 120_000
#: Evidence that surely counts is penalised less: its spread is taken to be so much larger.
_MAIN = {"outweighed", "behind", "cost", "always", "apart", "told"}
_LARGER = 4
#: Parts of the tasks: what is said of each was learnt from the others.
_FOLDS = 6

Array = NDArray[np.float64]
Table = dict[str, Any]


class Text(NamedTuple):
    """A task's stems, and the features of a program that solves it."""

    id: str
    stems: frozenset[str]
    found: frozenset[str]


def solutions() -> Iterator[Text]:
    """The reference solutions."""
    for path in sorted((DATA / "pbe").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            task = json.loads(line)
            if task.get("ref") and not is_for_testing(task["id"]):
                name = task["signature"].removeprefix("def ").partition("(")[0]
                yield _text(task["id"], f"{name}. {task['doc'].partition('>>>')[0]}", task["ref"])
    for source in ("humaneval", "mbpp"):
        for line in (DATA / "holes" / f"{source}.jsonl").read_text("utf-8").splitlines():
            task = json.loads(line)
            if not is_for_testing(task["id"]):
                words = task.get("docstring_no_examples") or task["docstring"]
                yield _text(task["id"], f"{task['entry_point']}. {words}", task["canonical"])


def _text(identity: str, words: str, solution: str) -> Text:
    return Text(twin(identity), frozenset(map(stem, spoken(words))), frozenset(features(solution)))


def body_features(text: str) -> set[str]:
    """The features of a function's text without its signature."""
    return features("def f():\n" + text.partition("\n")[2])


def costs(known: Sequence[Text]) -> dict[str, int]:
    """What each feature costs."""
    having = Counter(feature for one in known for feature in one.found)
    return {
        feature: round(1 + 1.3 * -math.log2(count / len(known)))
        for feature, count in sorted(having.items())
        if count >= _SEEN
    }


def expected(known: Sequence[Text]) -> Table:
    """The `usual` odds of features, and what stems of `words` add to them."""
    having = Counter(feature for one in known for feature in one.found)
    speaking = Counter(word for one in known for word in one.stems)
    names = sorted(feature for feature, count in having.items() if count >= _EXPECTED)
    words = sorted(word for word, count in speaking.items() if count >= _SPOKEN)
    given = np.array([[word in one.stems for word in words] for one in known], float)
    wanted = np.array([[name in one.found for name in names] for one in known], float)
    share = (wanted.sum(0) + 0.5) / (len(known) + 1)
    usual = np.log(share / (1 - share))
    size = len(words), len(names)

    def slope(flat: Array) -> Array:
        table = flat.reshape(size)
        wrong = 1 / (1 + np.exp(-(given @ table + usual))) - wanted
        return np.ravel(given.T @ wrong + _WORDS_PENALTY * table)

    table = _descend(slope, np.zeros(len(words) * len(names)), _STEPS).reshape(size)
    rows = {
        word: {name: round(float(weight), 2) for name, weight in zip(names, row, strict=True) if abs(weight) >= _SMALL}
        for word, row in zip(words, table, strict=True)
    }
    return {
        "usual": {name: round(float(odds), 2) for name, odds in zip(names, usual, strict=True)},
        "words": {word: row for word, row in rows.items() if row},
    }


class Case(NamedTuple):
    """The programs found for a task: the evidence for each, a row each, and for none; and which are right."""

    programs: Array
    none: Array
    right: NDArray[np.bool_]


def beliefs(cases: Sequence[Case], names: Sequence[str], none: Sequence[str]) -> tuple[Array, Array]:
    """The weights of the evidence for a program and for none, which are called so."""
    cases = [case for case in cases if len(case.right)]
    spread = (np.concatenate([case.programs for case in cases]).std(0) + 1e-9) / _sizes(names)
    rest = np.array([case.none for case in cases])
    rest_spread = np.where(rest.std(0) > 1e-9, rest.std(0), 1) / _sizes(none)
    rest = rest / rest_spread
    longest = max(len(case.right) for case in cases)
    given = np.zeros((len(cases), longest, len(spread)))
    absent = np.full((len(cases), longest + 1), -1e9)
    wanted = np.zeros((len(cases), longest + 1))
    for place, case in enumerate(cases):
        count = len(case.right)
        given[place, :count] = case.programs / spread
        absent[place, :count] = absent[place, longest] = 0
        wanted[place, :count] = case.right
        wanted[place, longest] = not case.right.any()

    def slope(flat: Array) -> Array:
        scores = np.concatenate([given @ flat[: len(spread)], (rest @ flat[len(spread) :])[:, None]], 1) + absent
        shares = np.exp(scores - scores.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        among = shares * wanted
        wrong = shares - among / (among.sum(1, keepdims=True) + 1e-12)
        steep = np.concatenate([np.einsum("nm,nmd->d", wrong[:, :longest], given), rest.T @ wrong[:, longest]])
        return np.asarray(steep + _BELIEFS_PENALTY * flat)

    flat = _descend(slope, np.zeros(len(spread) + rest.shape[1]), _LONG)
    return flat[: len(spread)] / spread, flat[len(spread) :] / rest_spread


def _sizes(names: Sequence[str]) -> Array:
    return np.array([_LARGER if name in _MAIN else 1 for name in names], float)


def _descend(slope: Callable[[Array], Array], at: Array, steps: int) -> Array:
    """Where it goes down from here: Adam (Kingma and Ba, ICLR 2015)."""
    mean, square = np.zeros_like(at), np.zeros_like(at)
    for step in range(1, steps + 1):
        steep = slope(at)
        mean = 0.9 * mean + 0.1 * steep
        square = 0.99 * square + 0.01 * steep * steep
        at = at - 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-6)
    return at


def cross_fitted(known: Sequence[Text], rows: Sequence[Table]) -> list[Table]:
    """The rows with what the words say for their programs, each learnt from the other parts."""
    found = []
    # A task may have a row for each of several budgets.
    place = {name: number % _FOLDS for number, name in enumerate(dict.fromkeys(twin(row["id"]) for row in rows))}
    for part in range(_FOLDS):
        mine = [row for row in rows if place[twin(row["id"])] == part]
        held = {twin(row["id"]) for row in mine}
        others = [row for row in rows if twin(row["id"]) not in held]
        table = expected([*(one for one in known if one.id not in held), *solved(others)])
        for row in mine:
            words = Expected(spoken(row["words"]), table=table)
            seen = []
            for one, text in zip(row["evidence"], row["texts"], strict=True):
                has, lacks = words.evidence(body_features(text))
                seen.append({**one, "expected": has, "not expected": lacks})
            found.append({**row, "evidence": seen, "part": part})
    return found


def solved(rows: Sequence[Table]) -> list[Text]:
    """The first right program of each row that has one."""
    return [
        _text(row["id"], row["words"], "def f():\n" + row["texts"][row["right"].index(True)].partition("\n")[2])
        for row in rows
        if any(row["right"])
    ]


def clear() -> list[Table]:
    """Rows for what tests of the search ask for: sketches that say clearly what is meant, which the tasks seldom do."""
    rows = []
    for place, (signature, words, examples, body) in enumerate(TABLE):
        definition = ast.parse(f"def {signature}: ...").body[0]
        assert isinstance(definition, ast.FunctionDef)
        shown = tuple(Shown(one[:-1], one[-1]) for one in examples)
        task = Task(tuple(argument.arg for argument in definition.args.args), f"f. {words}", shown)
        found = gather(task, Budget(_COLUMNS))
        texts = [function_text(f"def {signature}", one.term, one.guard) for one in found]
        witness = Witness(task)
        rows.append(
            {
                "id": f"clear/{place}",
                "words": task.words,
                "texts": texts,
                "right": [text.partition("\n")[2].strip() == body for text in texts],
                "evidence": witness.of_all(found),
                "none": witness.of_none(found),
            }
        )
    return rows


def judged(rows: Sequence[Table]) -> Table:
    """The table of beliefs; prints how good the beliefs are about tasks that they were not learnt from."""
    names = sorted({name for row in rows for one in row["evidence"] for name in one})
    none = sorted(rows[0]["none"])
    cases = [_case(row, names, none) for row in rows]
    shown: list[tuple[float, bool]] = []
    for part in range(_FOLDS):
        others = [case for case, row in zip(cases, rows, strict=True) if row["part"] != part]
        program, rest = beliefs(others, names, none)
        for case, row in zip(cases, rows, strict=True):
            if row["part"] == part and len(case.right) and not row["id"].startswith("clear/"):
                scores = np.append(case.programs @ program, case.none @ rest)
                shares = np.exp(scores - scores.max()) / np.exp(scores - scores.max()).sum()
                first = int(shares[:-1].argmax())
                shown.append((float(shares[first]), bool(case.right[first])))
    count = sum(not row["id"].startswith("clear/") for row in rows)
    print(f"{count} tasks, right {sum(right for _, right in shown) / count:.1%}")
    for demand in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        held = [right for share, right in shown if share >= demand]
        print(f"  {demand:.1f}: answered {len(held) / count:.0%}, right of these {sum(held) / max(1, len(held)):.0%}")
    program, rest = beliefs(cases, names, none)
    return {
        "program": {name: round(float(weight), 4) for name, weight in zip(names, program, strict=True)},
        "none": {name: round(float(weight), 4) for name, weight in zip(none, rest, strict=True)},
    }


def _case(row: Table, names: Sequence[str], none: Sequence[str]) -> Case:
    programs = np.array([[one[name] for name in names] for one in row["evidence"]], float)
    return Case(
        programs.reshape(len(row["evidence"]), len(names)),
        np.array([row["none"][name] for name in none], float),
        np.array(row["right"], bool),
    )


def main() -> None:
    """Learn, and write the table."""
    rows = [json.loads(line) for name in sys.argv[1:] for line in Path(name).read_text("utf-8").splitlines()]
    if any(is_for_testing(row["id"]) for row in rows):
        raise SystemExit("some of these tasks are kept for testing")
    known = [one for one in {one.id: one for one in solutions()}.values() if one.found]
    table = {"version": 2, "costs": costs(known), **expected([*known, *solved(rows)])}
    table["beliefs"] = judged(cross_fitted(known, [*rows, *clear()])) if rows else weights()["beliefs"]
    _TARGET.write_text(json.dumps(table, indent=0, separators=(",", ":")) + "\n", "utf-8")
    print(f"{len(known)} solutions, {len(table['usual'])} features, {len(table['words'])} words")


if __name__ == "__main__":
    main()
