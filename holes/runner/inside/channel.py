"""Frames over pipes or a socket that user code does not see: four bytes of length, then JSON."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

#: No request is longer, in bytes; the parent keeps to it.
LONGEST = 1 << 28


def _json() -> tuple[Callable[[object], str], Callable[[str], object]]:
    """Writing and reading of JSON: the standard library's own C functions, without the regular expressions, enums and
    collections that importing its `json` would bring; or `json`, where an interpreter has not got them as expected.
    Taken here once, so that user code which changes `json` changes nothing for us."""
    try:
        import _json as c

        class Reading:
            strict = True
            object_hook = object_pairs_hook = None
            parse_float = float
            parse_int = int
            parse_constant = None
            memo: dict[str, str] = {}  # noqa: RUF012 - the scanner's own cache

        reading: Any = Reading
        default: Any = None
        write = c.make_encoder(None, default, c.encode_basestring_ascii, None, ":", ",", False, False, False)
        scan = c.make_scanner(reading)

        def written(data: object) -> str:
            return "".join(write(data, 0))

        def read(text: str) -> object:
            return scan(text, 0)[0]

        sample: object = {"a": [1, 1.5, True, None, "\ud83d\u00e9"]}
        if read(written(sample)) == sample:
            return written, read
    except Exception:
        pass
    import json

    return json.dumps, json.loads


dump, load = _json()


class Closed(Exception):
    """The parent is gone, or speaks another language."""


class Channel:
    """The descriptor that requests are read from, and the one that replies are written to."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading = reading
        self._writing = writing
        self._ahead = bytearray()  # what has been read beyond the last request

    def read(self) -> dict[str, object]:
        """The next request. Raises `Closed`."""
        length = int.from_bytes(self._exactly(4), "big")
        if length > LONGEST:
            raise Closed
        request = load(self._exactly(length).decode())
        if not isinstance(request, dict):
            raise Closed
        return request

    def write(self, reply: dict[str, object]) -> None:
        """Send one frame. Raises `Closed`."""
        body = dump(reply).encode()
        data = memoryview(len(body).to_bytes(4, "big") + body)
        try:
            while data:
                data = data[os.write(self._writing, data) :]
        except OSError:
            raise Closed from None

    def _exactly(self, count: int) -> bytes:
        while len(self._ahead) < count:
            piece = os.read(self._reading, 1 << 16)
            if not piece:
                raise Closed
            self._ahead += piece
        data = bytes(self._ahead[:count])
        del self._ahead[:count]
        return data


def standard_channel() -> Channel:
    """The channel of a process whose standard input, output and error are the protocol's pipes. They are null devices
    afterwards."""
    channel = Channel(away(0), away(1))
    _die_with_parent(away(2))
    nothing_standard()
    return channel


def nothing_standard() -> None:
    """Let standard input, output and error be null devices."""
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    if null > 2:
        os.close(null)


def _die_with_parent(lifeline: int) -> None:
    """Let the end of the parent end this process and all that it started, whatever they are doing. Nothing is ever
    sent through the pipe `lifeline`; its closing at the other end raises SIGIO, whose default is to terminate."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, -os.getpgrp())
        asynchronous = getattr(os, "O_ASYNC", 0) or getattr(fcntl, "FASYNC", 0)
        fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | asynchronous)
    except OSError:
        pass


def away(number: int) -> int:
    """A copy of a descriptor, far from those that programs use by habit, and not inherited by other programs."""
    if sys.platform == "win32":
        import msvcrt

        copy = os.dup(number)
        msvcrt.setmode(copy, os.O_BINARY)
        return copy
    import fcntl

    try:
        return fcntl.fcntl(number, fcntl.F_DUPFD_CLOEXEC, 200)
    except OSError:
        return fcntl.fcntl(number, fcntl.F_DUPFD_CLOEXEC, 3)
