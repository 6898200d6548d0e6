"""The tables of system calls, against the headers of the kernel where they are installed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from holes.runner.inside import syscalls

X86_64 = Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")
GENERIC = Path("/usr/include/asm-generic/unistd.h")
#: Only on 32-bit machines, or where `sync_file_range` has its arguments in another order: not on 64-bit ARM.
NOT_ARM = {"sync_file_range2", "arch_specific_syscall", "syscalls"}


def numbers(header: Path, pattern: str) -> dict[str, int]:
    if not header.exists():
        pytest.skip(f"{header} is not installed")
    return {name: int(number) for name, number in re.findall(pattern, header.read_text(), re.MULTILINE)}


def check(architecture: str, expected: dict[str, int]) -> None:
    assert {n: v for n, v in syscalls.table(architecture).items() if n in expected} == {
        name: number for name, number in expected.items() if number <= syscalls.LAST
    }


def test_x86_64_is_as_in_its_header() -> None:
    check("x86_64", numbers(X86_64, r"^#define __NR_(\w+) (\d+)$"))


def test_64_bit_arm_is_as_in_the_generic_header() -> None:
    """It has `renameat`, `getrlimit`, `clone3` and the calls with 64-bit times under their plain names."""
    found = numbers(GENERIC, r"^#define __NR_(\w+)\s+(\d+)$")
    wide = numbers(GENERIC, r"^#define __NR3264_(\w+)\s+(\d+)$")
    wide["newfstatat"] = wide.pop("fstatat")
    narrow = {name for name, number in found.items() if 403 <= number <= 423} | NOT_ARM
    check("aarch64", {**wide, **{name: number for name, number in found.items() if name not in narrow}})


@pytest.mark.parametrize(
    ("name", "x86_64", "aarch64"),
    [
        ("read", 0, 63),
        ("clone", 56, 220),
        ("execve", 59, 221),
        ("prctl", 157, 167),
        ("openat", 257, 56),
        ("seccomp", 317, 277),
        ("rseq", 334, 293),
        ("clone3", 435, 435),
        ("landlock_restrict_self", 446, 446),
    ],
)
def test_some_by_hand(name: str, x86_64: int, aarch64: int) -> None:
    assert (syscalls.table("x86_64")[name], syscalls.table("aarch64")[name]) == (x86_64, aarch64)


@pytest.mark.parametrize("architecture", syscalls.ARCHITECTURES)
def test_no_number_twice_and_none_beyond_the_last(architecture: str) -> None:
    found = syscalls.table(architecture).values()
    assert len(set(found)) == len(found)
    assert max(found) == syscalls.LAST
