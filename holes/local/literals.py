"""Which literals a program may contain: everyday ones, those of the description, and those the examples have
in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from holes.local.task import Shown

_EVERYDAY = {0: 3, 1: 3, 2: 4, -1: 5, 3: 7, 10: 7, 4: 8, 5: 8, 6: 9, 7: 9, 8: 9, 9: 9, "": 4, " ": 4}
_QUOTED = re.compile(r"'([^'\n]{1,20})'|\"([^\"\n]{1,20})\"|`([^`\n]{1,20})`")
_NUMBER = re.compile(r"(?<![\w.])-?\d{1,9}(?:\.\d{1,6})?(?![\w.])")
_NUMBER_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "ten": 10, "hundred": 100}
_NAMED = {
    "space": " ", "comma": ",", "dash": "-", "hyphen": "-", "underscore": "_", "dot": ".", "period": ".", "colon": ":",
    "newline": "\n", "slash": "/", "vowel": "aeiou", "vowels": "aeiou",
}  # fmt: skip


def literals(shown: Sequence[Shown], text: str) -> list[tuple[Any, int]]:
    """Literals with their costs, cheapest first. At most some forty."""
    found: dict[str, tuple[Any, int]] = {}

    def offer(value: Any, cost: int) -> None:
        key = repr(value)
        if key not in found or cost < found[key][1]:
            found[key] = (value, cost)

    for value, cost in _EVERYDAY.items():
        offer(value, cost)
    for value in described(text):
        offer(value, 3)
    for value, cost in _common(shown):
        offer(value, cost)
    for value, cost in _results(shown):
        offer(value, cost)
    return sorted(found.values(), key=lambda pair: pair[1])[:40]


def quoted(text: str) -> tuple[str, ...]:
    """The short texts that a description quotes: what it speaks of, a program that follows it will contain."""
    return tuple(
        dict.fromkeys(match[1] or match[2] or match[3] for match in _QUOTED.finditer(text.partition(">>>")[0]))
    )


def described(text: str) -> Iterator[Any]:
    """Literals that the description names: quoted texts, numbers, words for characters. Examples in it are none."""
    text = text.partition(">>>")[0]
    yield from quoted(text)
    for number in _NUMBER.findall(text)[:8]:
        yield float(number) if "." in number else int(number)
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in _NAMED:
            yield _NAMED[word]
            if word.startswith("vowel"):
                yield "aeiouAEIOU"
        elif word in _NUMBER_WORDS:
            yield _NUMBER_WORDS[word]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(key)
            yield from _texts(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)


def _numbers(value: Any) -> Iterator[int | float]:
    if type(value) in (int, float):
        yield value
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _numbers(item)


def _common(shown: Sequence[Shown]) -> Iterator[tuple[Any, int]]:
    """Separators that most inputs or results contain, what begins or ends all results, and numbers that
    results share."""
    inputs = ["".join(_texts(list(one.arguments))) for one in shown]
    outputs = ["".join(_texts(one.expected)) for one in shown if one.raises is None]
    for texts, base in ((inputs, 4), (outputs, 5)):
        signs = Counter(sign for text in texts for sign in sorted(set(text)) if not sign.isalnum())
        yield from (
            (sign, base + (count < len(texts))) for sign, count in signs.most_common(8) if count * 2 > len(texts)
        )
    results = [one.expected for one in shown if isinstance(one.expected, str)]
    if len(results) > 1:
        for affix in (_prefix(results), _prefix([text[::-1] for text in results])[::-1]):
            if 0 < len(affix) <= 20:
                yield affix, 5
        for one in results:
            for piece in re.findall(r"[^\w\s]+ ?|[A-Za-z]+", one):
                if (
                    len(piece) > 1
                    and all(piece in other for other in results)
                    and not all(piece in text for text in inputs)
                ):
                    yield piece, 6
    appearing = [set(_numbers(one.expected)) for one in shown]
    given = [set(_numbers(list(one.arguments))) for one in shown]
    for sets, cost in ((appearing, 6), (given, 6)):
        if len(sets) > 1:
            yield from ((number, cost) for number in sorted(set.intersection(*sets))[:4])


def _results(shown: Sequence[Shown]) -> Iterator[tuple[Any, int]]:
    """Results that come back more than once, or that any program may give for a special case."""
    for one in shown:
        fields = one.expected if type(one.expected) is tuple else (one.expected,)
        yield from ((field, 4) for field in fields if type(field) is bool)
        if one.raises is None and (one.expected is None or one.expected in ([], (), "", 0)):
            yield one.expected, 4
    texts = Counter(
        one.expected for one in shown if isinstance(one.expected, (str, int)) and type(one.expected) is not bool
    )
    if len(texts) < len(shown):
        for value, count in texts.most_common(4):
            if count > 1 and not (isinstance(value, str) and len(value) > 20):
                yield value, 6
        if len(texts) == 2:
            yield from ((value, 6) for value in texts if not (isinstance(value, str) and len(value) > 20))


def _prefix(texts: Sequence[str]) -> str:
    first = min(texts, key=len)
    length = next((index for index, sign in enumerate(first) if any(text[index] != sign for text in texts)), len(first))
    return first[:length]
