"""Cuts: a text taken to pieces, one for each element that it may have been joined from.

Equal elements have equal pieces, which tells where the cuts are: the witness function of a join over a map, as PROSE
would call it (Polozov and Gulwani, OOPSLA 2015).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

#: Elements, and different ones, at most; characters of a piece; ways to cut, and steps to find them.
_TURNS = 300
_ELEMENTS = 40
_LONGEST = 8
_WAYS = 3
_STEPS = 4_000


def cuts(rows: Sequence[Sequence[object]], texts: Sequence[str]) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Ways to give each element of each row a piece of its text, at most three, the most telling first."""
    words = [item for row in rows for item in row if isinstance(item, str)]
    if not 0 < len(set(words)) <= _ELEMENTS or not len(words) == sum(map(len, rows)) <= _TURNS:
        return
    if any(text and not row for text, row in zip(texts, rows, strict=True)):
        return
    search = _Search([tuple(map(str, row)) for row in rows], texts)
    for count, pieces in enumerate(search.from_place(0, 0, 0)):
        if count == _WAYS:
            return
        yield tuple(tuple(pieces[item] for item in row) for row in search.rows)


class _Search:
    """A walk along the texts that goes back where the pieces chosen so far do not fit."""

    def __init__(self, rows: Sequence[tuple[str, ...]], texts: Sequence[str]) -> None:
        self.rows = rows
        self._texts = texts
        self._pieces: dict[str, str] = {}
        self._steps = 0

    def from_place(self, row: int, place: int, done: int) -> Iterator[dict[str, str]]:
        """The pieces of all elements, where those before this `place` of a row have taken `done` characters."""
        self._steps += 1
        if self._steps > _STEPS:
            return
        if row == len(self.rows):
            yield dict(self._pieces)
            return
        text = self._texts[row]
        if place == len(self.rows[row]):
            if done == len(text):
                yield from self.from_place(row + 1, 0, 0)
            return
        item = self.rows[row][place]
        known = self._pieces.get(item)
        if known is not None:
            if text.startswith(known, done):
                yield from self.from_place(row, place + 1, done + len(known))
            return
        for length in _lengths(item, text, done):
            self._pieces[item] = text[done : done + length]
            yield from self.from_place(row, place + 1, done + length)
            del self._pieces[item]


def _lengths(item: str, text: str, done: int) -> Iterator[int]:
    """How long the element's piece may be: first as far as the text repeats it, in capitals or not."""
    again, unit = 0, max(1, len(item))
    while item and text[done + again : done + again + unit].lower() == item.lower():
        again += unit
    likely = [*range(again, 0, -unit), 1, 0]
    longest = min(len(text) - done, _LONGEST)
    yield from dict.fromkeys(length for length in (*likely, *range(2, longest + 1)) if length <= len(text) - done)
