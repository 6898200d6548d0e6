"""System calls that the standard library has no function for."""

from __future__ import annotations

import ctypes
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def call(number: int, *arguments: Any) -> int:
    """The system call `number`; whole numbers are passed as machine words. Raises OSError."""
    return invoke(words(number, *arguments))


def words(*arguments: Any) -> tuple[Any, ...]:
    """Whole numbers as machine words, and the rest as it is: a system call ready to be made."""
    return tuple([ctypes.c_long(argument) if type(argument) is int else argument for argument in arguments])


def invoke(ready: tuple[Any, ...]) -> int:
    """Make the system call that `words` gave. Raises OSError."""
    result = int(_libc.syscall(*ready))
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result


def prctl(option: int, *arguments: Any) -> int:
    """`prctl(2)` with up to four arguments; those not given are zero, as the kernel asks for. Raises OSError."""
    padded = [*arguments, 0, 0, 0, 0][:4]
    longs = [ctypes.c_ulong(argument) if type(argument) is int else argument for argument in padded]
    result = int(_libc.prctl(ctypes.c_int(option), *longs))
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result
