"""Names and ids of holes that have none of their own: inline and choice holes are named after their text."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Container

_WORD = re.compile(r"[^\W_]+")
_ID_LENGTH = 48
_NAME_LENGTH = 40


def short_hash(text: str) -> str:
    """Four hexadecimal digits that tell texts apart which look alike once shortened."""
    from hashlib import blake2b

    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=2).hexdigest()


def _words(text: str, length: int) -> tuple[list[str], bool]:
    """The lower-case words of `text` that fit into `length` with separators, and whether any was left out."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).lower())
    kept: list[str] = []
    used = 0
    for word in words:
        if used + len(word) > length:
            return (kept or [word[:length]]), True
        kept.append(word)
        used += len(word) + 1
    return kept, False


def slug(text: str) -> str:
    """`sort-the-words` for "Sort the words!": lower case, at most about 48 characters, never empty.

    What is shortened or has no word gets a hash, so that the slug depends on this text alone.
    """
    words, shortened = _words(text, _ID_LENGTH)
    if not words:
        return f"hole-{short_hash(text)}"
    return "-".join([*words, short_hash(text)] if shortened else words)


def python_name(text: str) -> str:
    """A Python identifier after `text`: `sort_the_words`; never a keyword, never empty, at most about 40 characters."""
    words, _ = _words(text, _NAME_LENGTH)
    name = unicodedata.normalize("NFKC", "_".join(words))
    if name and not name.isidentifier():
        name = f"hole_{name}"
    if not name or not name.isidentifier():
        return f"hole_{short_hash(text)}"
    return f"{name}_" if keyword.iskeyword(name) or keyword.issoftkeyword(name) else name


def unique(wanted: str, taken: Container[str], text: str, separator: str) -> str:
    """`wanted`, or where it is taken `wanted` with a hash of `text`, and with a number where that is taken too."""
    if wanted not in taken:
        return wanted
    wanted = candidate = f"{wanted}{separator}{short_hash(text)}"
    number = 2
    while candidate in taken:
        candidate = f"{wanted}{separator}{number}"
        number += 1
    return candidate
