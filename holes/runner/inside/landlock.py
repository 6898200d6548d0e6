"""Landlock: what files this process and all that it starts may open, whoever owns them; no network, no signals out."""

from __future__ import annotations

import os
import stat
import sys

from . import libc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# The numbers are the same on every machine that has Landlock.
_CREATE_RULESET = 444
_ADD_RULE = 445
_RESTRICT_SELF = 446

_CREATE_RULESET_VERSION = 1
_RULE_PATH_BENEATH = 1
_PR_SET_NO_NEW_PRIVS = 38

_WRITE_FILE = 1 << 1
_READ_FILE = 1 << 2
_READ_DIR = 1 << 3

#: All rights over files that each version of the interface knows: to execute, write, read, list, remove and make in the
#: first; to move between folders, to truncate, and to control devices in later ones.
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_NET_RIGHTS = 0b11  # to bind and to connect TCP sockets, from version 4
_SCOPES = 0b11  # abstract Unix sockets and signals of others, from version 6

_DEVICES = (
    ("/dev/null", _READ_FILE | _WRITE_FILE),
    *((f"/dev/{name}", _READ_FILE) for name in ("zero", "random", "urandom")),
)


def version() -> int:
    """The version of Landlock's interface that the kernel has. Raises OSError where there is none, or it is off."""
    return libc.call(_CREATE_RULESET, None, 0, _CREATE_RULESET_VERSION)


def restrict(shown: Iterable[str], import_path: Iterable[str] = ()) -> int:
    """Allow this process from now on to read only what is at or below the paths `shown`, and a few devices. Nothing can
    be executed or, but for the null device, written. The folders of `import_path` and `sys.path`, of which the import
    system lists the names, may be listed with all below them, not read. Gives the version of the interface. Raises
    OSError that names the step, and then nothing is restricted."""
    step = "landlock"
    try:
        abi = version()
        files = _FILE_RIGHTS[max(known for known in _FILE_RIGHTS if known <= abi)]
        words = (files, _NET_RIGHTS if abi >= 4 else 0, _SCOPES if abi >= 6 else 0)
        step = "landlock ruleset"
        ruleset = libc.call(_CREATE_RULESET, b"".join(word.to_bytes(8, sys.byteorder) for word in words), 24, 0)
        try:
            for path, rights in _rules(shown, import_path):
                step = f"landlock rule for {path}"
                _allow(ruleset, path, rights)
            step = "no new privileges"
            libc.prctl(_PR_SET_NO_NEW_PRIVS, 1)
            step = "landlock restrict"
            libc.call(_RESTRICT_SELF, ruleset, 0)
        finally:
            os.close(ruleset)
    except OSError as error:
        raise OSError(error.errno, os.strerror(error.errno or 0), step) from None
    return abi


def _rules(shown: Iterable[str], import_path: Iterable[str]) -> Iterable[tuple[str, int]]:
    for path in shown:
        yield path, _READ_FILE | _READ_DIR
    for path in {*import_path, *sys.path}:
        if os.path.isdir(path):
            yield path, _READ_DIR
    yield from _DEVICES


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return  # It has gone since, or could not be read anyway.
    try:
        if not stat.S_ISDIR(os.fstat(opened).st_mode):
            rights &= ~_READ_DIR
        rule = rights.to_bytes(8, sys.byteorder) + opened.to_bytes(4, sys.byteorder)
        libc.call(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0)
    finally:
        os.close(opened)
