"""Assembled allow-lists say what a plain reading of them says."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from hypothesis import example, given
from hypothesis import strategies as st

from holes.runner.inside import syscalls
from holes.runner.inside.bpf import ALLOW, KILL, assemble, high, low, null
from tests.runner.inside.seccomp_machine import AUDIT, ENOSYS, EPERM, verdict

WORDS = st.sampled_from([0, 1, 2, 7, 0x80, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF]) | st.integers(0, (1 << 32) - 1)
NUMBERS = st.integers(0, syscalls.LAST)
VALUES = st.lists(WORDS, min_size=1, max_size=5).map(tuple)
TESTS = st.builds(
    lambda half, argument, values, mask: half(argument, *values, mask=mask),
    st.sampled_from([low, high]),
    st.integers(0, 5),
    VALUES,
    st.just(0xFFFFFFFF) | WORDS,
)
CLAUSES = st.lists(TESTS, max_size=3).map(tuple)
RULES = st.dictionaries(NUMBERS, st.lists(CLAUSES, max_size=4).map(tuple), max_size=60)
ARGUMENTS = st.tuples(*[st.builds(lambda upper, lower: upper << 32 | lower, WORDS, WORDS)] * 6)
VERDICTS = st.dictionaries(NUMBERS, st.sampled_from([ALLOW, EPERM, ENOSYS]), max_size=200)

Clause = tuple[tuple[int, int, tuple[int, ...]], ...]


def plainly(
    verdicts: Mapping[int, int], rules: Mapping[int, tuple[Clause, ...]], number: int, arguments: tuple[int, ...]
) -> int:
    """The same, read without cleverness."""
    data = struct.pack("<16x6Q", *arguments)
    if number in rules:
        for clause in rules[number]:
            if all(int.from_bytes(data[at : at + 4], "little") & mask in values for at, mask, values in clause):
                return ALLOW
        return EPERM
    return verdicts.get(number, EPERM if number <= syscalls.LAST else ENOSYS)


@given(st.sampled_from(syscalls.ARCHITECTURES), VERDICTS, RULES, st.data())
def test_an_allow_list_says_what_it_says(
    architecture: str, verdicts: dict[int, int], rules: dict[int, tuple[Clause, ...]], data: st.DataObject
) -> None:
    program = assemble(architecture, verdicts, rules, EPERM, ENOSYS)
    named = sorted({*verdicts, *rules})
    for number in data.draw(st.lists(st.sampled_from(named) | NUMBERS if named else NUMBERS, max_size=20)):
        arguments = data.draw(ARGUMENTS)
        expected = plainly(verdicts, rules, number, arguments)
        assert verdict(program, architecture, number, arguments) == expected


@given(st.sampled_from(syscalls.ARCHITECTURES), st.sampled_from(sorted(AUDIT)), st.integers(0, (1 << 32) - 1))
@example("x86_64", "x86_64", 0x40000000)
@example("x86_64", "x86_64", 0x3FFFFFFF)
@example("x86_64", "x86_64", 0x40000000 + 59)
@example("x86_64", "i386", 11)
@example("aarch64", "arm", 11)
def test_calls_of_another_architecture_kill(architecture: str, caller: str, number: int) -> None:
    program = assemble(architecture, {}, {}, EPERM, ENOSYS)
    if caller != architecture or (architecture == "x86_64" and number >= 0x40000000):
        assert verdict(program, caller, number) == KILL
    else:
        assert verdict(program, caller, number) == (EPERM if number <= syscalls.LAST else ENOSYS)


def test_far_targets_are_reached() -> None:
    """A branch reaches 255 instructions; a list of this length needs steps in between."""
    rules = {number: ((low(0, *range(number, number + 12)), high(5, number)),) for number in range(syscalls.LAST + 1)}
    program = assemble("x86_64", {}, rules, EPERM, ENOSYS)
    for number in rules:
        for first in (number - 1, number, number + 11, number + 12):
            arguments = (first % (1 << 64), 0, 0, 0, 0, number << 32)
            assert verdict(program, "x86_64", number, arguments) == plainly({}, rules, number, arguments)


def test_null_looks_at_both_halves() -> None:
    program = assemble("x86_64", {}, {7: (null(3),)}, EPERM, ENOSYS)
    for value, expected in ((0, ALLOW), (1, EPERM), (1 << 32, EPERM), (1 << 63, EPERM)):
        assert verdict(program, "x86_64", 7, (0, 0, 0, value)) == expected
