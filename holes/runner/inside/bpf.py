"""Filters for system calls: an assembler for the kernel's small filter language, and their installation.

A filter is an allow-list. What it says of a call is found by binary search over the number; a call whose arguments
matter then has *clauses*, of which one must hold. See `seccomp(2)`.
"""

from __future__ import annotations

import ctypes
import struct

from . import libc, syscalls

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    #: Where half an argument lies, the bits of it that count, and the values they may have.
    Test = tuple[int, int, tuple[int, ...]]
    #: Holds if all its tests do.
    Clause = tuple[Test, ...]

#: What becomes of a call.
ALLOW = 0x7FFF0000
KILL = 0x80000000

#: How the kernel tells architectures apart, and the first number that is not one of the architecture's own: a
#: process on 64-bit x86 can also ask for the calls of the x32 interface, by a high bit.
_AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_FOREIGN = {"x86_64": 0x40000000}

_WORD = 0xFFFFFFFF
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # where these lie in `struct seccomp_data`
_LOAD, _AND, _JUMP, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x54, 0x05, 0x15, 0x35, 0x06

# A conditional jump reaches 255 instructions ahead; some are left for what may be placed in between.
_REACH = 250

_SET_FILTER, _ALL_THREADS = 1, 1


def refuse(code: int) -> int:
    """The verdict that makes a call fail with the error number `code`."""
    return 0x00050000 | code


def low(argument: int, *values: int, mask: int = _WORD) -> Test:
    """The lower half of an argument, which is all of it where the kernel reads an `int`, is one of `values`."""
    return (_ARGUMENTS + 8 * argument, mask, values)


def high(argument: int, *values: int, mask: int = _WORD) -> Test:
    """The upper half of an argument is one of `values`."""
    return (_ARGUMENTS + 8 * argument + 4, mask, values)


def null(argument: int) -> Clause:
    """A pointer, or another argument of full width, is zero."""
    return (low(argument, 0), high(argument, 0))


def assemble(
    architecture: str, verdicts: Mapping[int, int], rules: Mapping[int, tuple[Clause, ...]], other: int, unknown: int
) -> bytes:
    """The program that gives the calls in `verdicts` what is said there, and allows those in `rules` if one of their
    clauses holds. The rest get the verdict `other`, or `unknown` where the number is beyond all tables. Calls of
    another architecture kill the process."""
    code = _Code()
    ends = {verdict: code.place(_RETURN, verdict) for verdict in (KILL, unknown, other, *verdicts.values(), ALLOW)}
    targets = {number: ends[verdict] for number, verdict in verdicts.items()}
    for number, clauses in rules.items():
        label = ends[other]
        for clause in reversed(clauses):
            label = _clause(code, clause, ends[ALLOW], label)
        targets[number] = label
    segments: list[tuple[int, int]] = []
    for number in range(syscalls.LAST + 1):
        target = targets.get(number, ends[other])
        if not segments or segments[-1][1] != target:
            segments.append((number, target))
    segments.append((syscalls.LAST + 1, ends[unknown]))
    if architecture in _FOREIGN:
        segments.append((_FOREIGN[architecture], ends[KILL]))
    label = code.place(_LOAD, _NUMBER, _search(code, segments))
    label = code.branch(_IF_EQUAL, _AUDIT[architecture], label, ends[KILL])
    code.place(_LOAD, _ARCHITECTURE, label)
    return code.program()


def load(program: bytes) -> None:
    """Let `program` judge every system call of this process and of those it forks, from now on and for ever, beside
    the filters that are there already. `no_new_privs` must be set. Raises OSError."""
    Prepared(program).load()


class Prepared:
    """A program that stands ready in memory, so that a fork loads it with next to no work of its own. Each `blank` in
    it is four bytes to be filled in then."""

    def __init__(self, program: bytes, blank: bytes = b"") -> None:
        self._instructions = ctypes.create_string_buffer(program, len(program))
        self._blanks = [at for at in range(0, len(program), 4) if program[at : at + 4] == blank]
        self._address = ctypes.addressof(self._instructions)
        self._header = _Header(len(program) // 8, self._address)
        number = syscalls.table(syscalls.architecture())["seccomp"]
        self._call = libc.words(number, _SET_FILTER, _ALL_THREADS, ctypes.byref(self._header))

    def load(self, word: bytes = b"") -> None:
        """Load it, with `word` in the blanks. Raises OSError."""
        for at in self._blanks:
            ctypes.memmove(self._address + at, word, 4)
        stranger = libc.invoke(self._call)
        if stranger:
            raise OSError(f"thread {stranger} cannot be given the filter of this one")


class _Header(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]


class _Code:
    """Instructions, last first: jumps only go ahead, so a target always stands before what jumps to it. A label is
    how many instructions there are from its own to the end. Equal instructions are placed once."""

    def __init__(self) -> None:
        self._instructions: list[tuple[int, int, int, int]] = []
        self._placed: dict[tuple[int, ...], int] = {}

    def place(self, operation: int, operand: int, then: int = 0) -> int:
        """An instruction that goes on at the label `then`, or one that ends the program."""
        key = (operation, operand, then)
        if key not in self._placed:
            if then not in (0, len(self._instructions)):
                self._jump(then)
            self._placed[key] = self._add(operation, operand)
        return self._placed[key]

    def branch(self, operation: int, operand: int, yes: int, no: int) -> int:
        """An instruction that goes on at one of two labels."""
        key = (operation, operand, yes, no)
        if key not in self._placed:
            yes, no = self._near(yes), self._near(no)
            position = len(self._instructions)
            self._placed[key] = self._add(operation, operand, position - yes, position - no)
        return self._placed[key]

    def program(self) -> bytes:
        return b"".join(struct.pack("<HBBI", *instruction) for instruction in reversed(self._instructions))

    def _near(self, label: int) -> int:
        """The label itself, or one within reach of a branch that leads to it."""
        if len(self._instructions) - label <= _REACH:
            return label
        step = self._placed.get((label,), 0)
        if not step or len(self._instructions) - step > _REACH:
            step = self._placed[(label,)] = self._jump(label)
        return step

    def _jump(self, label: int) -> int:
        return self._add(_JUMP, len(self._instructions) - label)

    def _add(self, operation: int, operand: int, yes: int = 0, no: int = 0) -> int:
        self._instructions.append((operation, yes, no, operand))
        return len(self._instructions)


def _clause(code: _Code, clause: Clause, yes: int, no: int) -> int:
    for offset, mask, values in reversed(clause):
        label = no
        for value in reversed(values):
            label = code.branch(_IF_EQUAL, value, yes, label)
        if mask != _WORD:
            label = code.place(_AND, mask, label)
        yes = code.place(_LOAD, offset, label)
    return yes


def _search(code: _Code, segments: list[tuple[int, int]]) -> int:
    """Where to go on with the number loaded; each segment is its first number and a label."""
    if len(segments) == 1:
        return segments[0][1]
    middle = len(segments) // 2
    upper = _search(code, segments[middle:])
    return code.branch(_IF_AT_LEAST, segments[middle][0], upper, _search(code, segments[:middle]))
