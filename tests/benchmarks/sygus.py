"""Tasks as SyGuS-IF states them: a function to synthesise in a grammar, and a constraint for each example.

The grammars are those of the competition's PBE tracks for strings and for bit-vectors of 64 bits; integers have
arithmetic, comparisons and a choice. Each has a start of its own, as there: without it the solver of cvc5 enumerates by
a way that is many times slower. For strings, the constants are those that the competition gives every task, and those
that our own search takes from the examples and the description, but not the digits that it tries for all tasks, which
cost the solver more than they give; for integers, all that our search tries; for bit-vectors, the competition's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from holes.local.literals import literals
from holes.local.task import Shown
from tests.benchmarks.local_tasks import Question

#: What a grammar calls its texts, integers, truths and bit-vectors.
_SORTS = {"S": "String", "N": "Int", "B": "Bool", "V": "(_ BitVec 64)"}
_NAMES = {str: "S", int: "N", bool: "B"}
#: What the competition gives every task of strings.
_CONSTANTS: tuple[str | int, ...] = ("", " ", 0, 1, -1)

_STRING_RULES = {
    "S": "(str.++ S S) (str.replace S S S) (str.at S N) (str.from_int N) (ite B S S) (str.substr S N N)",
    "N": "(+ N N) (- N N) (str.len S) (str.to_int S) (ite B N N) (str.indexof S S N)",
    "B": "true false (= N N) (str.prefixof S S) (str.suffixof S S) (str.contains S S)",
}
_INTEGER_RULES = {
    "N": "(+ N N) (- N N) (* N N) (div N N) (mod N N) (ite B N N)",
    "B": "(= N N) (<= N N) (< N N) (not B) (and B B) (or B B)",
}
_BIT_RULES = {
    "V": "(bvnot V) (bvshl V #x0000000000000001) (bvlshr V #x0000000000000001) (bvlshr V #x0000000000000004)"
    " (bvlshr V #x0000000000000010) (bvand V V) (bvor V V) (bvxor V V) (bvadd V V)"
    " (ite (= V #x0000000000000001) V V)"
}


class Problem(NamedTuple):
    """A statement that lacks only its last command, and what the function named `f` in it has to answer: for each case
    the terms of its arguments and the one of its result."""

    text: str
    shown: list[list[str]]
    held: list[list[str]]


def problem(question: Question) -> Problem | None:
    """What the task is in SyGuS-IF, or nothing where its values are no texts, integers and truths."""
    cases = (*question.shown, *question.held)
    kinds = {tuple(type(value) for value in (*case.arguments, case.expected)) for case in cases}
    if len(kinds) != 1 or any(case.raises is not None for case in cases):
        return None
    (types,) = kinds
    if any(kind not in _NAMES for kind in types):
        return None
    bits = question.source == "sygus_bv"
    *given, result = ("V" if bits else _NAMES[kind] for kind in types)
    if bits:
        logic, rules = "BV", _BIT_RULES
    elif "S" in (*given, result):
        logic, rules = "SLIA", _STRING_RULES
    else:
        logic, rules = "NIA", _INTEGER_RULES
    terms = _terms(question, given, logic)
    parameters = " ".join(f"(p{index} {_SORTS[name]})" for index, name in enumerate(given))
    heads = " ".join(f"({name} {_SORTS[name]})" for name in rules)
    groups = " ".join(f"({name} {_SORTS[name]} ({' '.join(terms[name])} {rules[name]}))" for name in rules)
    shown, held = ([list(_case(case, bits)) for case in part] for part in (question.shown, question.held))
    lines = [
        f"(set-logic {logic})",
        f"(synth-fun f ({parameters}) {_SORTS[result]}",
        f" ((Start {_SORTS[result]}) {heads}) ((Start {_SORTS[result]} ({result})) {groups}))",
        *(f"(constraint (= (f {' '.join(arguments)}) {expected}))" for *arguments, expected in shown),
    ]
    return Problem("\n".join(lines), shown, held)


def _terms(question: Question, given: Sequence[str], logic: str) -> dict[str, list[str]]:
    """Parameters and constants, for each name of the grammar."""
    found: dict[str, list[str]] = {name: [] for name in _SORTS}
    for index, name in enumerate(given):
        found[name].append(f"p{index}")
    found["V"] += [_term(0, True), _term(1, True)]
    everyday = literals((), "") if logic == "SLIA" else []
    offered = [pair for pair in literals(question.shown, question.words) if pair not in everyday]
    for value in dict.fromkeys((*_CONSTANTS, *(value for value, _ in offered if type(value) in (str, int)))):
        found[_NAMES[type(value)]].append(_term(value, False))
    return found


def _case(case: Shown, bits: bool) -> Iterator[str]:
    for value in (*case.arguments, case.expected):
        yield _term(value, bits)


def _term(value: Any, bits: bool) -> str:
    if isinstance(value, str):
        return f'"{"".join(map(_sign, value))}"'
    if isinstance(value, bool):
        return str(value).lower()
    if bits:
        return f"#x{value:016x}"
    return str(value) if value >= 0 else f"(- {-value})"


def _sign(sign: str) -> str:
    if sign == '"':
        return '""'
    return sign if " " <= sign <= "~" and sign != "\\" else f"\\u{{{ord(sign):x}}}"
