"""Rights that this process gives up for good."""

from __future__ import annotations

import errno
import sys

from . import libc, syscalls

_PR_SET_DUMPABLE = 4
_PR_CAPBSET_DROP = 24
_PR_SET_SECUREBITS = 28
_PR_SET_NO_NEW_PRIVS = 38
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_CLEAR_ALL = 4

#: Root is nobody, identities change no capabilities, none is kept or raised, and all that is locked.
_SECURE_BITS = 0b11101111
_CAPABILITY_VERSION = 0x20080522


def renounce() -> None:
    """Have no capability and gain none, and let no other process look into this one. Raises OSError."""
    try:
        libc.prctl(_PR_SET_SECUREBITS, _SECURE_BITS)
        _empty_bounds()
    except PermissionError:
        pass  # Who may not lock these has no capability that could be raised, and programs are never executed.
    libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL)
    header = _CAPABILITY_VERSION.to_bytes(4, sys.byteorder) + bytes(4)
    libc.call(syscalls.table(syscalls.architecture())["capset"], header, bytes(24))
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1)
    libc.prctl(_PR_SET_DUMPABLE, 0)


def _empty_bounds() -> None:
    for capability in range(64):
        try:
            libc.prctl(_PR_CAPBSET_DROP, capability)
        except OSError as error:  # noqa: PERF203 - it ends the loop
            if error.errno != errno.EINVAL or not capability:
                raise
            return  # There are no more of them.
