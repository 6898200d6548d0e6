"""Regular expressions that hold for some of the examples' texts and not for the others.

Those for whole texts are generalised from the positive ones, run by run (as in FIDEX, Wang et al., SIGMOD 2016); those
for a part of a text are enumerated, shortest first. None can backtrack for long: no repetition stands in another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from holes.local.bank import Budget
from holes.local.piece import Piece
from holes.local.task import Task
from holes.local.terms import literal

_RUNS = re.compile(r"[A-Z]+|[a-z]+|\d+|\s+|.", re.DOTALL)
#: Classes of signs, the narrowest first.
_CLASSES = (r"\d", "[A-Z]", "[a-z]", "[A-Za-z]", "[A-Za-z0-9]", r"\w", r"\s")
#: What single signs a pattern for a part of a text is made of, beside those that the texts share.
_PARTS = (r"\d", "[A-Z]", "[a-z]", r"\w", r"\s", ".")
_ENDS = (("", ""), ("^", ""), ("", "$"), (r"\B", r"\B"), (r"\b", r"\b"))
_BASE = 10
_LITERALS = 4
#: What is added for a sign that the words speak of and a pattern lacks.
_UNSAID = 3
#: Words that speak of a part of a text, and signs that stand alone in a description.
_SPEAKING = re.compile(r"(?i)\b(match|regex|pattern|sequence|follow|contain)")
_SIGN = re.compile(r"(?:(?<=\b[Aa]n )|['\"]|(?<= ))([b-z0-9]|(?<=[Aa]n )a|(?<=['\"])a)(?:'?s)?(?=['\"\s.,])")
_LONGEST = 200
#: Patterns for each side.
_ENOUGH = 4


def regex_pieces(task: Task, budget: Budget) -> Iterator[Piece]:
    """Tests of the text parameter that are true for exactly the examples with one of two results."""
    results = [repr((one.expected, one.raises)) for one in task.shown]
    is_truth = all(type(one.expected) is bool for one in task.shown)
    if len(set(results)) != 2 or len(task.parameters) != 1 or (len(results) == 2 and not is_truth):
        return
    flags = [one.expected is True for one in task.shown] if is_truth else [one == results[0] for one in results]
    (name,) = task.parameters
    texts = [one.arguments[0] for one in task.shown]
    if all(type(text) is str and len(text) <= _LONGEST for text in texts):
        for wanted in (flags,) if is_truth else (flags, [not flag for flag in flags]):
            yield from _telling(name, texts, wanted, task.words, budget)


def _telling(name: str, texts: Sequence[str], flags: Sequence[bool], words: str, budget: Budget) -> Iterator[Piece]:
    """Tests that are true where the flags are. Parts of texts are looked for only where the words speak of such: with
    few examples some pattern always fits."""
    positive = [text for text, flag in zip(texts, flags, strict=True) if flag]
    found: dict[str, None] = {}
    within = _within(positive, words) if _SPEAKING.search(words) else ()
    for call, pattern, cost in (*_whole(positive), *within):
        budget.spend()
        act = getattr(re.compile(pattern), call)
        if all((act(text) is not None) == flag for text, flag in zip(texts, flags, strict=True)):
            test = f"bool(re.{call}({_written(pattern)}, {name}))"
            if test not in found:
                found[test] = None
                yield Piece(test, tuple(flags), cost)
            if len(found) == _ENOUGH:
                return


def _whole(texts: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """Patterns for whole texts: the class of all signs, or a class for each run where the texts have the same runs."""
    for number, kind in enumerate(_CLASSES):
        yield "fullmatch", f"{kind}+", _BASE + number // 3
    rows = [_RUNS.findall(text) for text in texts]
    if len({len(row) for row in rows}) != 1 or not rows[0]:
        return
    columns = [list(column) for column in zip(*rows, strict=True)]
    for loose in (False, True):
        parts = [_run(column, loose) for column in columns]
        if all(part is not None for part in parts):
            yield "fullmatch", "".join(part or "" for part in parts), _BASE + 2 * len(parts) + (not loose)


def _run(column: Sequence[str], loose: bool) -> str | None:
    """A pattern for one run of all texts, None where the runs are of no common class."""
    if len(set(column)) == 1 and len(column) > 1 and not column[0].isdigit():
        return _escaped(column[0])
    kind = next((kind for kind in _CLASSES if all(re.fullmatch(f"{kind}+", run) for run in column)), None)
    lengths = {len(run) for run in column}
    if kind is None:
        return None
    if loose or len(lengths) > 1:
        return f"{kind}+"
    (length,) = lengths
    return kind if length == 1 else f"{kind}{{{length}}}"


def _within(texts: Sequence[str], words: str) -> Iterator[tuple[str, str, int]]:
    """Patterns for a part of a text, of up to three signs, any of which may be repeated."""
    if not texts:
        return
    spoken = [sign for sign in dict.fromkeys(_SIGN.findall(words)) if all(sign in text for text in texts)]
    shared = sorted(set.intersection(*map(set, texts)) - set(spoken), key=lambda sign: (sign.isalnum(), sign))
    signs = [*((sign, 1) for sign in spoken), *((_escaped(sign), 4) for sign in shared[:_LITERALS])]
    atoms = [*signs, *((kind, 2) for kind in _PARTS)]
    repeated = [(f"{text}{mark}", cost + extra) for text, cost in atoms for mark, extra in (("", 0), ("+", 1))]
    several = [(f"{text}{mark}", cost + 1) for text, cost in signs for mark in ("*", "{2,3}", "{3}")]
    rows: list[tuple[int, str]] = []
    for length, choices in ((1, [*repeated, *several]), (2, [*repeated, *several]), (3, atoms)):
        for parts in product(choices, repeat=length):
            body = "".join(text for text, _ in parts)
            cost = _BASE + sum(cost for _, cost in parts) + _UNSAID * sum(sign not in body for sign in spoken)
            rows += [
                (cost + len(before + after), f"{before}{body}{after}")
                for before, after in _ENDS[: 5 if length < 3 else 3]
            ]
    for cost, pattern in sorted(rows, key=lambda row: row[0]):
        yield "search", pattern, cost


def _escaped(text: str) -> str:
    return re.sub(r"([.^$*+?{}\[\]\\|()])", r"\\\1", text)


def _written(pattern: str) -> str:
    return f'r"{pattern}"' if "\\" in pattern and '"' not in pattern else literal(pattern)
