"""Numbers and sentences in words, alike on the command line and in an editor."""

from __future__ import annotations


def count(number: int, noun: str) -> str:
    """`1 example`, `1,204 tokens`; a noun in -y becomes one in -ies."""
    if number != 1:
        noun = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun}"


def part(done: int, total: int, noun: str) -> str:
    """`3/4 examples`."""
    return f"{done:,}/{count(total, noun)}"


def sentence(text: str) -> str:
    """The text, begun with a capital; a name that it begins with, of a hole or a file, stays as it is."""
    first = text.partition(" ")[0]
    return text[:1].upper() + text[1:] if first.rstrip(",:;").isalpha() else text


def duration(seconds: float) -> str:
    """`under 1 ms`, `12 ms`, `0.3 s`, `2 min 5 s`."""
    if seconds < 0.0005:
        return "under 1 ms"
    if seconds < 0.0995:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"
