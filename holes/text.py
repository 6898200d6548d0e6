"""Text compared as doctest does, with its option flags."""

from __future__ import annotations

ELLIPSIS = "ELLIPSIS"
NORMALIZE_WHITESPACE = "NORMALIZE_WHITESPACE"
IGNORE_EXCEPTION_DETAIL = "IGNORE_EXCEPTION_DETAIL"
DONT_ACCEPT_BLANKLINE = "DONT_ACCEPT_BLANKLINE"
_MARK = "..."


def matches(wanted: str, got: str, options: frozenset[str]) -> bool:
    """Whether `got` is what `wanted` says, one line end at the end of either apart."""
    if wanted.removesuffix("\n") == got.removesuffix("\n"):
        return True
    wanted, got = _prepared(wanted, got, options)
    return wanted == got or (ELLIPSIS in options and _elided(wanted, got))


def first_line_apart(wanted: str, got: str, options: frozenset[str]) -> int | None:
    """The number of the first line, from 1, in which two texts differ, or None where neither has more than one."""
    wanted, got = _prepared(wanted, got, options - {NORMALIZE_WHITESPACE})
    ours, theirs = wanted.split("\n"), got.split("\n")
    if len(ours) == 1 and len(theirs) == 1:
        return None
    for number, (one, other) in enumerate(zip(ours, theirs, strict=False), start=1):
        if not matches(one, other, options):
            return number
    return min(len(ours), len(theirs)) + 1


def exception_matches(wanted: str, name: str, message: str, options: frozenset[str]) -> bool:
    """Whether the last line of a traceback that is `wanted` fits an exception: its class, with the module or without
    it, and its message exactly (not with `IGNORE_EXCEPTION_DETAIL`)."""
    written = wanted.partition(":")[0]
    plain = name.rpartition(".")[2]
    wanted_plain = written.strip().rpartition(".")[2]
    if IGNORE_EXCEPTION_DETAIL in options:
        return wanted_plain == plain
    # A class of the sketch's own has no module here, and may be written with one where the sketch was imported.
    wanteds = {wanted} if "." in name else {wanted, wanted_plain + wanted[len(written) :]}
    shown = {f"{form}: {message}" if message else form for form in (name, plain)}
    return any(matches(one, line, options) for one in wanteds for line in shown)


def _prepared(wanted: str, got: str, options: frozenset[str]) -> tuple[str, str]:
    wanted, got = wanted.removesuffix("\n"), got.removesuffix("\n")
    if DONT_ACCEPT_BLANKLINE not in options and "<BLANKLINE>" in wanted:
        wanted = "\n".join("" if line.strip() == "<BLANKLINE>" else line for line in wanted.split("\n"))
        got = "\n".join("" if not line.strip() else line for line in got.split("\n"))
    if NORMALIZE_WHITESPACE in options:
        wanted, got = " ".join(wanted.split()), " ".join(got.split())
    return wanted, got


def _elided(wanted: str, got: str) -> bool:
    """Whether `got` is `wanted` with some text in place of each `...`."""
    first, *middle = wanted.split(_MARK)
    if not middle:
        return False
    last = middle.pop()
    if len(first) + len(last) > len(got) or not got.startswith(first) or not got.endswith(last):
        return False
    position, end = len(first), len(got) - len(last)
    for piece in middle:
        position = got.find(piece, position, end)
        if position < 0:
            return False
        position += len(piece)
    return True
