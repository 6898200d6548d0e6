"""Expected and actual side by side, so that the eye falls on where they part."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import islice

from attrs import frozen

from server.cli.cells import pad, width, wrap
from server.cli.look import Line, Look, Piece

_LABELS = ("expected  ", "actual    ")
_SIDES = ("expected", "actual")
_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)
#: Longer texts are compared from both ends only, which takes no time however long they are.
_TOKENS_UP_TO = 500
_BREAK_UP_TO = 40_000
#: Of many lines, this many that differ are shown, with this many equal ones around them.
_DIFFERING, _AROUND = 8, 1
_ALL_UP_TO = 10

#: Stretches of a text that differ from the other one. An empty stretch is where something is missing.
Parts = tuple[tuple[int, int], ...]


def side_by_side(expected: str, actual: str, cells: int, look: Look) -> tuple[Line, ...]:
    """`expected` and `actual` in lines of at most `cells`: two columns where they fit, else one above the other, cut
    around their first difference where they are too long even for that."""
    if expected == actual:
        text = look.call(actual, cells - len(_LABELS[0]) - len("  written alike"))
        return (((_LABELS[0], "dim"), (text, "")), ((_LABELS[1], "dim"), (text, ""), ("  written alike", "dim")))
    if expected.endswith("\n") and actual.endswith("\n"):
        expected, actual = expected[:-1], actual[:-1]
    if "\n" in expected or "\n" in actual:
        return _line_by_line(expected.split("\n"), actual.split("\n"), cells, look)
    lines = _in_one_row(expected, actual, cells, look)
    if lines is None:
        rows = broken(expected), broken(actual)
        if rows[0] and rows[1]:
            return _line_by_line(rows[0], rows[1], cells, look)
        lines = _stacked(expected, actual, cells, look)
    return (*lines, *(((line, "dim"),) for line in wrap(_alike(expected, actual), cells) if line))


# Where two texts part.


def common_start(first: str, second: str) -> int:
    """How many characters two texts begin with in common. Takes no time to speak of, also for megabytes."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def differing(first: str, second: str) -> tuple[Parts, Parts]:
    """The stretches of each text that the other has not."""
    start = common_start(first, second)
    rest = first[start:], second[start:]
    end = common_start(rest[0][::-1], rest[1][::-1])
    if len(first) > _TOKENS_UP_TO or len(second) > _TOKENS_UP_TO:
        return ((start, len(first) - end),), ((start, len(second) - end),)
    from difflib import SequenceMatcher

    tokens = _TOKEN.findall(first), _TOKEN.findall(second)
    offsets = _offsets(tokens[0]), _offsets(tokens[1])
    if len(tokens[0]) == len(tokens[1]):
        # Place against place, as values are compared: `[0, 1]` for `[1, 2]` is not `0, ` too much and `, 2` too few.
        apart = [index for index, (one, other) in enumerate(zip(*tokens, strict=True)) if one != other]
        ours, theirs = (tuple((side[index], side[index + 1]) for index in apart) for side in offsets)
        return ours, theirs
    parts: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for kind, a, b, c, d in SequenceMatcher(None, *tokens, autojunk=False).get_opcodes():
        if kind != "equal":
            parts[0].append((offsets[0][a], offsets[0][b]))
            parts[1].append((offsets[1][c], offsets[1][d]))
    return tuple(parts[0]), tuple(parts[1])


def _offsets(tokens: list[str]) -> list[int]:
    offsets = [0]
    for token in tokens:
        offsets.append(offsets[-1] + len(token))
    return offsets


def _alike(expected: str, actual: str) -> str:
    """A word on differences that cannot be seen, or nothing."""
    if len(expected) > _BREAK_UP_TO or len(actual) > _BREAK_UP_TO:
        return ""
    if "".join(expected.split()) == "".join(actual.split()):
        return "they differ in white space only"
    if unicodedata.normalize("NFKC", expected) != unicodedata.normalize("NFKC", actual):
        return ""
    start = common_start(expected, actual)
    points = [
        " ".join(f"U+{ord(char):04X}" for char in text[start : start + 2]) or "nothing" for text in (expected, actual)
    ]
    return f"they look alike, but part at {points[0]} against {points[1]}"


# One line each.


def _pieces(text: str, parts: Parts, side: str, look: Look, first: int = 0) -> list[Piece]:
    """`text`, which begins at offset `first` of the whole, with its differing parts set off."""
    pieces: list[Piece] = []
    position = 0
    for start, end in parts:
        start, end = (max(0, min(offset - first, len(text))) for offset in (start, end))
        if end > start:
            pieces += [(look.clean(text[position:start]), side), (look.clean(text[start:end]), f"{side}-part")]
            position = end
    pieces.append((look.clean(text[position:]), side))
    return [piece for piece in pieces if piece[0]]


def _carets(text: str, parts: Parts, look: Look, first: int = 0) -> str:
    """Marks under the differing parts of `text`; none where all of it differs."""
    if parts == ((first, first + len(text)),):
        return ""
    marks = ""
    for start, end in parts:
        start, end = start - first, end - first
        if end < 0 or start > len(text):
            continue
        before = width(look.clean(text[: max(start, 0)]))
        if before < len(marks):
            continue
        marks = marks.ljust(before) + "^" * max(1, width(look.clean(text[max(start, 0) : max(end, 0)])))
    return marks


def _shown(text: str, look: Look) -> str:
    return look.clean(text) if text else "(nothing)"


def _in_one_row(expected: str, actual: str, cells: int, look: Look) -> tuple[Line, ...] | None:
    """Both on one line, or None where they are too long for that."""
    if len(expected) + len(actual) > 2 * cells:
        return None
    gap = "    "
    shown = _shown(expected, look), _shown(actual, look)
    if sum(map(width, (*shown, *_LABELS, gap))) > cells:
        return None
    parts = differing(expected, actual)
    line: list[Piece] = []
    for label, text, side, part in zip(_LABELS, (expected, actual), _SIDES, parts, strict=True):
        if line:
            line.append((gap, ""))
        line.append((label.rstrip() + "  ", "dim"))
        line += _pieces(text, part, side, look) if text else [("(nothing)", "dim")]
    if look.colour:
        return (tuple(line),)
    left, right = (
        _carets(text, part, look) if text else "" for text, part in zip((expected, actual), parts, strict=True)
    )
    between = width(_LABELS[0] + shown[0] + gap) + len("actual  ")
    marks = (" " * len(_LABELS[0]) + left).ljust(between) + right
    return (tuple(line), ((marks, ""),)) if marks.strip() else (tuple(line),)


def _stacked(expected: str, actual: str, cells: int, look: Look) -> tuple[Line, ...]:
    """One above the other, from the same character on, so that what differs stands in the same column."""
    room = cells - len(_LABELS[0])
    fits = all(len(text) <= room and width(look.clean(text)) <= room for text in (expected, actual))
    parts = differing(expected, actual)
    focus = common_start(expected, actual)
    before_focus = _before(focus, expected, actual, room, look)
    lines: list[Line] = []
    for label, text, side, part in zip(_LABELS, (expected, actual), _SIDES, parts, strict=True):
        window = Window(0, text) if fits else window_around(text, focus, room, before_focus, look)
        before = window.first > 0
        pieces = _pieces(window.text, part, side, look, window.first)
        if before:
            pieces.insert(0, (look.ellipsis, "dim"))
        if window.first + len(window.text) < len(text):
            pieces.append((look.ellipsis, "dim"))
        lines.append(((label, "dim"), *(pieces or [("(nothing)", "dim")])))
        marks = _carets(window.text, part, look, window.first)
        if marks and not look.colour:
            margin = len(label) + (width(look.ellipsis) if before else 0)
            lines.append(((" " * margin + marks, ""),))
    if not fits:
        lengths = " and ".join(f"{length:,}" for length in dict.fromkeys((len(expected), len(actual))))
        note = f"cut around the first difference, at character {focus + 1:,} of {lengths}"
        lines += [((line, "dim"),) for line in wrap(note, cells)]
    return tuple(lines)


def _before(focus: int, expected: str, actual: str, cells: int, look: Look) -> int:
    """How many cells before `focus` are worth showing: a third, or more where little stands behind it."""
    cells -= 2 * width(look.ellipsis)
    behind = max(len(expected), len(actual)) - focus
    return cells - max(cells * 2 // 3, 1) if behind > cells * 2 // 3 else max(cells - behind, 0)


@frozen
class Window:
    """The part `text` of a longer text, from offset `first` on."""

    first: int
    text: str


def window_around(text: str, focus: int, cells: int, before: int, look: Look) -> Window:
    """As much of `text` around offset `focus` as `cells` hold, ellipses included; at most `before` cells before it."""
    room = cells - 2 * width(look.ellipsis)
    first, used = focus, 0
    while first > 0 and (used := used + width(look.clean(text[first - 1]))) <= min(before, room):
        first -= 1
    room -= width(look.clean(text[first:focus]))
    last, used = focus, 0
    while last < len(text) and (used := used + width(look.clean(text[last]))) <= room:
        last += 1
    return Window(first, text[first:last])


# Many lines.


def broken(text: str) -> list[str] | None:
    """A list, tuple, set or dict written on one line, one element a line; None where that would help nobody, because
    the elements are short, or where `text` is none of these."""
    closing = {"[": "]", "(": ")", "{": "}"}
    if len(text) > _BREAK_UP_TO or text[:1] not in closing or text[-1] != closing[text[0]]:
        return None
    rows: list[str] = []
    depth = start = index = 0
    while index < len(text):
        char = text[index]
        if char in "'\"":
            index += 1
            while index < len(text) and text[index] != char:
                index += 2 if text[index] == "\\" else 1
        elif char in "[({":
            depth += 1
        elif char in "])}":
            depth -= 1
            if depth == 0 and index < len(text) - 1:
                return None
        elif char == "," and depth == 1:
            rows.append((" " if rows else "") + text[start : index + 1])
            start = index + 2 if text.startswith(" ", index + 1) else index + 1
        index += 1
    rows.append((" " if rows else "") + text[start:])
    return rows if depth == 0 and len(rows) > 1 and len(text) / len(rows) >= 10 else None


@frozen
class Row:
    """Line against line; None where the other side has more lines."""

    left: str | None
    right: str | None

    @property
    def differs(self) -> bool:
        """Whether the two are not the same."""
        return self.left != self.right


@frozen
class Rows:
    """Lines against lines: the first `start` and those from `stop` on are equal in both, those between stand against
    each other in order. A row is made only where it is looked at: there may be a hundred thousand."""

    left: Sequence[str]
    right: Sequence[str]
    start: int
    stop: int

    def __len__(self) -> int:
        return max(len(self.left), len(self.right))

    def row(self, index: int) -> Row:
        """The row at `index`."""
        if index >= self.stop:
            line = self.left[index - len(self)]
            return Row(line, line)
        end = len(self) - self.stop
        left = self.left[index] if index < len(self.left) - end else None
        return Row(left, self.right[index] if index < len(self.right) - end else None)


def _rows(left: Sequence[str], right: Sequence[str]) -> Rows:
    shorter = min(len(left), len(right))
    start = 0
    while start < shorter and left[start] == right[start]:
        start += 1
    end = 0
    while end < shorter - start and left[-1 - end] == right[-1 - end]:
        end += 1
    return Rows(left, right, start, max(len(left), len(right)) - end)


def _chosen(rows: Rows) -> list[int]:
    """The indexes of the rows to show."""
    if len(rows) <= _ALL_UP_TO:
        return list(range(len(rows)))
    differing_rows = (index for index in range(rows.start, rows.stop) if rows.row(index).differs)
    shown = list(islice(differing_rows, _DIFFERING))
    around = {near for index in shown for near in range(index - _AROUND, index + _AROUND + 1)}
    return sorted(i for i in around if 0 <= i < len(rows) and (i in shown or not rows.row(i).differs))


def _line_by_line(left: Sequence[str], right: Sequence[str], cells: int, look: Look) -> tuple[Line, ...]:
    rows = _rows(left, right)
    chosen = {index: rows.row(index) for index in _chosen(rows)}
    column = (cells - 3) // 2
    sides = [side for row in chosen.values() for side in (row.left or "", row.right or "")]
    fits = all(len(side) <= column and width(look.clean(side)) <= column for side in sides)
    lines: list[Line] = []
    widest = max((len("expected"), *(width(look.clean(side)) for side in sides[::2]))) if fits else 0
    if fits:
        lines.append(((pad("expected", widest) + "   actual", "dim"),))
    else:
        lines.append((("- expected", "expected"), ("   ", ""), ("+ actual", "actual")))
    next_index = 0
    for index, row in chosen.items():
        if index > next_index:
            lines.append(_left_out(rows, next_index, index, look))
        lines += [_two_columns(row, widest, look)] if fits else _one_column(row, cells, look)
        next_index = index + 1
    if next_index < len(rows):
        lines.append(_left_out(rows, next_index, len(rows), look))
    return tuple(lines)


def _left_out(rows: Rows, first: int, last: int, look: Look) -> Line:
    many = f"{last - first:,} " + ("line" if last - first == 1 else "lines")
    same = all(not rows.row(index).differs for index in range(max(first, rows.start), min(last, rows.stop)))
    return ((f"{look.ellipsis} {many}{', the same in both' if same else ' more'}", "dim"),)


def _two_columns(row: Row, widest: int, look: Look) -> Line:
    mark = look.sign("≠") if row.differs else look.sign("│")
    parts: tuple[Parts, Parts] = ((), ())
    if row.left is not None and row.right is not None:
        parts = differing(row.left, row.right)
    sides: list[list[Piece]] = []
    for line, side, part in zip((row.left, row.right), _SIDES, parts, strict=True):
        style = side if row.differs else ""
        sides.append(_pieces(line or "", part, side, look) if part else [(look.clean(line or ""), style)])
    fill = " " * (widest - sum(width(text) for text, _ in sides[0]))
    return (*sides[0], (fill, ""), (f" {mark} ", "warn" if row.differs else "dim"), *sides[1])


def _one_column(row: Row, cells: int, look: Look) -> list[Line]:
    room = cells - 2
    texts = row.left, row.right
    focus = common_start(row.left or "", row.right or "") if row.differs else 0
    parts: tuple[Parts, Parts] = ((), ())
    if row.differs and row.left is not None and row.right is not None:
        parts = differing(row.left, row.right)
    lines: list[Line] = []
    for text, side, part, sign in zip(texts, _SIDES, parts, "-+", strict=True):
        if text is None or (lines and not row.differs):
            continue
        if len(text) <= room and width(look.clean(text)) <= room:
            window = Window(0, text)
        else:
            window = window_around(text, focus, room, _before(focus, texts[0] or "", texts[1] or "", room, look), look)
        before = look.ellipsis if window.first else ""
        behind = look.ellipsis if window.first + len(window.text) < len(text) else ""
        if row.differs:
            pieces = _pieces(window.text, part, side, look, window.first)
            lines.append(((f"{sign} ", side), (before, "dim"), *pieces, (behind, "dim")))
            marks = _carets(window.text, part, look, window.first)
            if marks and not look.colour:
                lines.append(((" " * (2 + width(before)) + marks, ""),))
        else:
            lines.append((("  ", ""), (before + look.clean(window.text) + behind, "")))
    return lines
