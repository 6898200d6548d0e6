"""Atoms: what single steps of cutting and changing make of the arguments, cheapest first.

An atom's column is computed at once over all examples, and only the first few atoms of a column are kept: more would
say the same about the examples.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from holes.local.strings.dates import READ, date_steps, inside_steps
from holes.local.strings.numbers import number_steps
from holes.local.strings.tokens import TOKENS, separators
from holes.local.terms import literal

#: A column: a text for each example, or None where the atom raises.
Column = tuple[str | None, ...]
#: A step: what it costs, its text around `{0}`, and the column that it makes.
Step = tuple[int, str, Iterable[str | None]]
Separators = Sequence[tuple[str, int]]

#: Atoms of one column that are kept.
_ALIKE = 3
#: The least that is left of the highest cost where parameters are tried, which costs more than constants do.
_BY_PARAMETER = 9
#: The least that is left of the highest cost where dates are looked for within the parameters: so that they are read.
_INSIDE = 16
_CASES: dict[str, Callable[[str], str]] = {
    "{0}.lower()": str.lower,
    "{0}.upper()": str.upper,
    "{0}.title()": str.title,
    "{0}.capitalize()": str.capitalize,
}


_READING = re.compile(
    rf"(?:str\()?\(?\(?(\(\(moment := {READ}\) [-+] datetime\.timedelta\(.*?\)\)"
    rf"|{READ}|\{{0\}}\.split\(.*?\)|re\.findall\(.*?\)"
    r"|int\((?:\{0\}|float\(\{0\}\))\) // \d+ \* \d+)(?:[.\[]| \+|\)$)"
)


#: By what a part of a date is known: it is kept, as it is cheap beside another part of the same date.
_DATE = re.compile(READ)


class Atom:
    """A text-valued expression: `template` around the text of `base`."""

    __slots__ = ("base", "column", "cost", "template")

    def __init__(self, template: str, base: Atom | None, column: Column, cost: int) -> None:
        self.template = template
        self.base = base
        self.column = column
        self.cost = cost

    @property
    def text(self) -> str:
        """Its Python."""
        return self.template if self.base is None else self.template.replace("{0}", self.base.text)

    @property
    def reading(self) -> tuple[str, Atom | None] | None:
        """What the atom takes a part of, as others may: a date that is read, a list of parts, where a range begins."""
        match = _READING.match(self.template)
        return (match[1], self.base) if match else None


def closure(
    bases: Sequence[Atom],
    numbers: Sequence[tuple[str, Sequence[int]]],
    highest: int,
    limit: int,
    spend: Callable[[], None],
) -> list[Atom]:
    """The bases and all that steps make of them up to a cost, cheapest first; at most `limit`.

    `numbers` are parameters by which texts may be cut, the bases themselves are what they may be split by. `spend` is
    called for each column that is computed.
    """
    waiting: dict[int, list[Atom]] = defaultdict(list)
    for base in bases:
        waiting[base.cost].append(base)
    known: dict[Column, int] = {}
    found: list[Atom] = []
    between = {base: separators([text for text in base.column if text is not None]) for base in bases}
    roots = {base: base for base in bases}
    for cost in range(highest + 1):
        for atom in waiting.pop(cost, ()):
            seen = known.get(atom.column, 0)
            if (seen >= _ALIKE and _DATE.search(atom.template) is None) or len(found) == limit:
                continue
            known[atom.column] = seen + 1
            found.append(atom)
            root = roots[atom]
            if seen or highest - cost < 2:
                continue
            late = 1 if atom.template in _CASES else 0  # a person cuts first and changes the case then
            steps = [_steps(atom, between[root], highest - cost)]
            if highest - cost >= _BY_PARAMETER:
                steps += [
                    _by_number(atom.column, numbers),
                    _by_text(atom.column, [base for base in bases if base is not root]),
                ]
            for price, template, values in chain.from_iterable(steps):
                spend()
                if late and template in _CASES:
                    continue
                column = tuple(values)
                if column != atom.column and any(column):
                    made = Atom(template, atom, column, cost + price + late)
                    roots[made] = root
                    waiting[cost + price + late].append(made)
    return found


def _steps(atom: Atom, between: Separators, spare: int) -> Iterator[Step]:
    """All steps from an atom that cost no more than `spare`."""
    texts = atom.column
    known = [text for text in texts if text is not None]
    if atom.base is None and spare >= _INSIDE:
        yield from inside_steps(texts, known)
    for least, family in _FAMILIES:
        if least <= spare:
            for step in family(texts, known, between):
                if step[0] <= spare:
                    yield step


def _each(texts: Column, act: Callable[[str], str]) -> Iterator[str | None]:
    for text in texts:
        yield None if text is None else act(text)


def _cases(texts: Column, known: Sequence[str], _: Separators) -> Iterator[Step]:
    if any(text != text.strip() for text in known):
        yield 3, "{0}.strip()", _each(texts, str.strip)
    if not any(text.lower() != text.upper() for text in known):
        return
    for template, act in _CASES.items():
        yield 4, template, _each(texts, act)


def _splits(texts: Column, known: Sequence[str], between: Separators) -> Iterator[Step]:
    if any(any(sign.isspace() for sign in text) for text in known):
        yield from _parts(6, "{0}.split()", [None if text is None else text.split() for text in texts])
        yield 5, '" ".join({0}.split())', _each(texts, lambda text: " ".join(text.split()))
    for separator, extra in between:
        if not any(separator in text for text in known):
            continue
        written = literal(separator)
        yield from _parts(
            7 + extra, f"{{0}}.split({written})", [None if text is None else text.split(separator) for text in texts]
        )
        before = [None if text is None else text.partition(separator) for text in texts]
        after = [None if text is None else text.rpartition(separator) for text in texts]
        yield 8 + extra, f"{{0}}.partition({written})[2]", _items(before, 2)
        yield 8 + extra, f"{{0}}.rpartition({written})[0]", _items(after, 0)
        yield 9 + extra, f"{{0}}.rpartition({written})[2]", _items(after, 2)


def _parts(cost: int, template: str, lists: Sequence[Sequence[str] | None]) -> Iterator[Step]:
    longest = max((len(parts) for parts in lists if parts is not None), default=0)
    for index, extra in ((0, 0), (-1, 0), (1, 1), (2, 2), (-2, 3), (3, 4), (4, 5), (-3, 5)):
        if longest >= (index + 1 if index >= 0 else -index):
            yield cost + extra, f"{template}[{index}]", _items(lists, index)


def _items(lists: Sequence[Sequence[str] | None], index: int) -> Iterator[str | None]:
    for parts in lists:
        try:
            yield None if parts is None else parts[index]
        except IndexError:
            yield None


def _slices(texts: Column, known: Sequence[str], _: Separators) -> Iterator[Step]:
    longest = max(map(len, known), default=0)
    if longest < 2:
        return
    yield 4, "{0}[0]", (None if not text else text[0] for text in texts)
    yield 5, "{0}[-1]", (None if not text else text[-1] for text in texts)
    for length in range(1, min(longest, 12)):
        extra = length if length < 4 else 4 + length // 4
        yield 5 + extra, f"{{0}}[{length}:]", _each(texts, lambda text, at=length: text[at:])  # type: ignore[misc]
        yield 5 + extra, f"{{0}}[:-{length}]", _each(texts, lambda text, at=length: text[:-at])  # type: ignore[misc]
        if length > 1:
            yield 5 + extra, f"{{0}}[:{length}]", _each(texts, lambda text, at=length: text[:at])  # type: ignore[misc]
            yield 5 + extra, f"{{0}}[-{length}:]", _each(texts, lambda text, at=length: text[-at:])  # type: ignore[misc]
            yield (
                8 + extra,
                f"{{0}}[{length}]",
                (None if not text else text[length : length + 1] or None for text in texts),
            )


def _runs(texts: Column, known: Sequence[str], _: Separators) -> Iterator[Step]:
    for pattern, cost in TOKENS:
        find = re.compile(pattern).findall
        lists = [None if text is None else find(text) for text in texts]
        if not any(lists) or all(found == [text] for found, text in zip(lists, texts, strict=True)):
            continue
        quoted = f'r"{pattern}"'
        for index, extra in ((0, 0), (-1, 1), (1, 2), (2, 3), (-2, 4), (3, 5)):
            yield cost + extra, f"re.findall({quoted}, {{0}})[{index}]", _items(lists, index)
        yield (
            cost + 1,
            f'"".join(re.findall({quoted}, {{0}}))',
            ("".join(found) if found is not None else None for found in lists),
        )
    if any(" " in text for text in known):
        yield (
            8,
            '"".join(word[0] for word in {0}.split())',
            _each(texts, lambda text: "".join(word[0] for word in text.split())),
        )


def _replaced(texts: Column, known: Sequence[str], between: Separators) -> Iterator[Step]:
    for separator, extra in between:
        if any(separator in text for text in known):
            yield (
                6 + extra,
                f'{{0}}.replace({literal(separator)}, "")',
                _each(
                    texts,
                    lambda text, old=separator: text.replace(old, ""),  # type: ignore[misc]
                ),
            )
    for pattern, cost in ((r"\d+", 9), (r"[^\w\s]", 10), (r"\W+", 10), (r"\D+", 10), (r"<.*?>", 10), (r"\(.*?\)", 11)):
        drop = re.compile(pattern).sub
        yield cost, f're.sub(r"{pattern}", "", {{0}})', _each(texts, lambda text, drop=drop: drop("", text))  # type: ignore[misc]


def _numbers(texts: Column, known: Sequence[str], _: Separators) -> Iterator[Step]:
    if not all(text.isdigit() for text in known if text):
        return
    if any(text.startswith("0") for text in known):
        yield 5, "str(int({0}))", (str(int(text)) if text and text.isascii() else None for text in texts)
    for width in (2, 3, 4, 5, 6, 8):
        if any(len(text) < width for text in known):
            yield 6 + width // 3, f"{{0}}.zfill({width})", _each(texts, lambda text, width=width: text.zfill(width))  # type: ignore[misc]
    if any(len(text) > 3 for text in known):
        yield 7, 'format(int({0}), ",")', (f"{int(text):,}" if text and text.isascii() else None for text in texts)


def _dates(texts: Column, known: Sequence[str], _: Separators) -> Iterator[Step]:
    return date_steps(texts, known)


def _decimals(texts: Column, known: Sequence[str], _: Separators) -> Iterator[Step]:
    return number_steps(texts, known)


def _by_number(texts: Column, numbers: Sequence[tuple[str, Sequence[int]]]) -> Iterator[Step]:
    """What is cut by a parameter that is a number."""
    for name, values in numbers:
        both = list(zip(texts, values, strict=True))
        yield 8, f"{{0}}[{name}:]", (text if text is None else text[at:] for text, at in both)
        yield 8, f"{{0}}[:{name}]", (text if text is None else text[:at] for text, at in both)
        yield 9, f"{{0}}[-{name}:]", (text if text is None else text[-at:] for text, at in both)
        yield 9, f"{{0}}[:-{name}]", (text if text is None else text[:-at] for text, at in both)
        yield 8, f"{{0}}[{name}]", ((text and text[at : at + 1]) or None for text, at in both)
        for separator in (None, ",", "-", "_", "/", ".", ";"):
            lists = [text if text is None else text.split(separator) for text in texts]
            if any(parts is not None and len(parts) > 1 for parts in lists):
                template = f"{{0}}.split({'' if separator is None else literal(separator)})"
                yield 9, f"{template}[{name}]", _items_at(lists, values)
                yield 9, f"{template}[{name} - 1]", _items_at(lists, [at - 1 for at in values])


def _by_text(texts: Column, others: Sequence[Atom]) -> Iterator[Step]:
    """What is split by, or freed of, a parameter that is a text."""
    for other in others:
        both = [(text, by) if text is not None and by else None for text, by in zip(texts, other.column, strict=True)]
        if not any(pair is not None and pair[1] in pair[0] for pair in both):
            continue
        lists = [None if pair is None else pair[0].split(pair[1]) for pair in both]
        yield from _parts(8, f"{{0}}.split({other.text})", lists)
        yield (
            8,
            f'{{0}}.replace({other.text}, "")',
            (None if pair is None else pair[0].replace(pair[1], "") for pair in both),
        )


def _items_at(lists: Sequence[Sequence[str] | None], places: Sequence[int]) -> Iterator[str | None]:
    for parts, at in zip(lists, places, strict=True):
        yield parts[at] if parts is not None and -len(parts) <= at < len(parts) else None


#: Steps of one sort, with what the cheapest of them costs.
_FAMILIES: tuple[tuple[int, Callable[[Column, Sequence[str], Separators], Iterator[Step]]], ...] = (
    (3, _cases),
    (4, _slices),
    (5, _numbers),
    (5, _splits),
    (6, _replaced),
    (7, _runs),
    (8, _decimals),
    (9, _dates),
)
