"""The sketches that a storm begins with, what a person types into them, and where."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

SKETCH = '''"""A sketch with a 🎈 in it."""

def double(n: int) -> int:
    """Twice 🎈 the number.

    >>> double(2)
    4
    >>> double(3)
    6
    """

def negate(n: int) -> int:
    """The number with the other sign."""

class Box:
    def __init__(self, size: int) -> None:
        self.size = size

    def grown(self, by: int) -> int:
        """The size with something added.

        >>> Box(1).grown(2)
        3
        """

def quadruple(n: int) -> int:
    """
    >>> quadruple(2)
    8
    >>> quadruple(-1)
    4
    """
    return double(double(n))

def total(numbers: list[int]) -> int:
    """
    >>> total([1, 2])
    -6
    """
    factor = `choose: 3, 2, 5`
    return negate(`add up the numbers`(numbers) * factor)
    # >>> _([1, 2])
    # 3
'''

PYTHON = '''import math


def half(n: int) -> int:
    """Half 🎈 of it.

    >>> half(4)
    2
    """
    ...  # hole


def double(n: int) -> int:
    """Twice the number.

    >>> double(2)
    4
    """
    ...  # hole


def quarter(n: int) -> int:
    """
    >>> quarter(8)
    2
    >>> quarter(9)
    3
    """
    return half(half(n))
'''

PLAIN = "import os\n\n\ndef f(x):\n    return x\n"

ROWS = '''def double(n: int) -> int:
    """Twice the number.

    Examples: rows.jsonl
    """
'''

FILES: Mapping[str, str] = {
    "a.anpl": SKETCH,
    "b.py": PYTHON,
    "plain.py": PLAIN,
    "in/rows.anpl": ROWS,
    "windows.anpl": SKETCH.replace("\n", "\r\n"),
    "marked.py": "\ufeff" + PYTHON.replace("\n", "\r\n"),
}
OTHER_FILES: Mapping[str, str] = {
    "in/rows.jsonl": '{"args": [2], "returns": 4}\n',
    "pyproject.toml": "[project]\nname = 'x'\n",
}

#: What a person types or pastes.
SNIPPETS = (
    "x", "x", "2", " ", "\n", "\n", "\r\n", "\t", "🎈", "é", "7", "-", '"""', "`", "'", "(", "#", "\f", "\u2028",
    "\r", "\ud800",
    "    >>> double(5)\n    10\n", "    >>> double(5)\r\n    11\r\n", "\n    ", "...  # hole", "pass", "return 2 * n",
    "\n\ndef triple(n: int) -> int:\n    '''Three times.\n\n    >>> triple(1)\n    3\n    '''\n",
    "'it crashes'\n", "'it hangs'\n", "import math\n", "\ndef half(n):\n    return 1\n", "`say it`(1)",
    "    Examples: rows.jsonl\n", "    # >>> _([2])\n    # 2\n", "4", "8", "    >>> half(\n",
)  # fmt: skip

_PLACES: Mapping[str, str] = {
    "description": r'"""(?=[^\n])|The number|Twice',
    "example": r">>> ?|(?<=\n    )\d",
    "body": r"return |hole|\.\.\.",
    "signature": r"def |\bn\b|: int",
    "name": r"(?<=def )\w",
    "call": r"\b\w+\(",
    "inline": r"`",
    "beginning": r"\A",
    "end": r"\Z",
    "line": r"^",
}
PLACES = (*_PLACES, "anywhere")


def place(text: str, kind: str, number: int) -> int:
    """The offset of the `number`th place of a kind in a text, going round."""
    found = [match.start() for match in re.finditer(_PLACES[kind], text, re.MULTILINE)] if kind in _PLACES else []
    offset = found[number % len(found)] if found else number * 7919 % (len(text) + 1)
    # No editor puts a cursor into the middle of a line end.
    return offset - 1 if text[offset - 1 : offset + 1] == "\r\n" and offset else offset


def positions(text: str, offsets: Sequence[int], encoding: str) -> list[dict[str, int]]:
    """Positions of the protocol, worked out in the simplest way: an oracle for the server's own."""
    return [_position(text, offset, encoding) for offset in offsets]


def _position(text: str, offset: int, encoding: str) -> dict[str, int]:
    before = text[:offset]
    ends = list(re.finditer(r"\r\n|\n|\r", before))
    line = before[ends[-1].end() :] if ends else before
    return {"line": len(ends), "character": _units(line, encoding)}


def offset_of(text: str, position: Mapping[str, int], encoding: str) -> int:
    """The offset of a position. Raises ValueError where the text has no such position."""
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]
    if position["line"] >= len(starts):
        raise ValueError(f"there is no line {position['line']} of {len(starts)}")
    offset, left = starts[position["line"]], position["character"]
    while left > 0:
        if offset >= len(text) or text[offset] in "\r\n":
            raise ValueError(f"line {position['line']} has no character {position['character']}")
        left -= _units(text[offset], encoding)
        offset += 1
    if left < 0:
        raise ValueError("it is in the middle of a character")
    return offset


def _units(line: str, encoding: str) -> int:
    if encoding == "utf-32":
        return len(line)
    coded = line.encode("utf-8" if encoding == "utf-8" else "utf-16-le", "surrogatepass")
    return len(coded) if encoding == "utf-8" else len(coded) // 2
