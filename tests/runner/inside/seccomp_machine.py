"""The kernel's filter language, interpreted as `seccomp(2)` describes it, to ask a program what it says of a call."""

from __future__ import annotations

import struct

from holes.runner.inside.bpf import ALLOW, KILL, refuse

#: How the kernel names the architectures, from its header `audit.h`.
AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7, "i386": 0x40000003, "arm": 0x40000028}
EPERM, ENOSYS = refuse(1), refuse(38)
NAMES = {ALLOW: "allowed", EPERM: "EPERM", ENOSYS: "ENOSYS", KILL: "killed"}


def verdict(program: bytes, architecture: str, number: int, arguments: tuple[int, ...] = ()) -> int:
    """What `program` returns for a call, whose arguments are taken as 64-bit words and zero where not given."""
    words = [argument % (1 << 64) for argument in (*arguments, 0, 0, 0, 0, 0, 0)[:6]]
    data = struct.pack("<IIQ6Q", number % (1 << 32), AUDIT[architecture], 0x7F0000001234, *words)
    instructions = list(struct.iter_unpack("<HBBI", program))
    accumulator, position = 0, 0
    while True:
        operation, yes, no, operand = instructions[position]
        position += 1
        if operation == 0x20:  # load a word
            assert operand % 4 == 0
            (accumulator,) = struct.unpack_from("<I", data, operand)
        elif operation == 0x54:  # and
            accumulator &= operand
        elif operation == 0x05:  # jump
            position += operand
        elif operation == 0x15:  # jump if equal
            position += yes if accumulator == operand else no
        elif operation == 0x35:  # jump if greater or equal
            position += yes if accumulator >= operand else no
        elif operation == 0x06:  # return
            return int(operand)
        else:
            raise AssertionError(f"operation {operation:#x} is none of those that filters use")
