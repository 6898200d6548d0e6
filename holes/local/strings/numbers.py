"""Numbers in texts: rounded to places and to multiples, scaled, and written in the usual ways."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

#: A step: what it costs, its text around `{0}`, and the column that it makes.
_Step = tuple[int, str, Iterable[str | None]]
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,12})?")
_MULTIPLES = (10, 100, 5, 20, 25, 50, 1000)
#: How many parts of one are counted.
_FRACTIONS = (2, 4, 10)
_FACTORS = (1000, 100)


def number_steps(texts: Sequence[str | None], known: Sequence[str]) -> Iterator[_Step]:
    """What can be said of the texts as numbers, where all are: cost, text around `{0}`, and the column."""
    if not known or not all(_NUMBER.fullmatch(text) for text in known):
        return
    if any("." in text for text in known):
        yield from _places(texts)
        for parts in _FRACTIONS:
            for name, act in (("round", round), ("math.ceil", math.ceil), ("math.floor", math.floor)):
                whole = f"{name}(float({{0}}) * {parts}) / {parts}"
                rounded = _of(texts, lambda text, act=act, n=parts: act(float(text) * n) / n)  # type: ignore[misc]
                yield 11, f"str({whole})", map(_written, rounded)
    for factor in _FACTORS:
        for sign, power in (("*", factor), ("/", 1 / factor)):
            scaled = _of(texts, lambda text, power=power: float(text) * power)  # type: ignore[misc]
            yield (
                11,
                f'format(float({{0}}) {sign} {factor}, ".10g")',
                (None if value is None else f"{value:.10g}" for value in scaled),
            )
    yield from _multiples(texts, "float" if any("." in text for text in known) else "int")


def _places(texts: Sequence[str | None]) -> Iterator[_Step]:
    for places in (2, 1, 3, 0, 4):
        for cost, form in ((8, f".{places}f"), (9, f",.{places}f")):
            yield cost, f'format(float({{0}}), "{form}")', (text and format(float(text), form) for text in texts)
        if places:
            yield 8, f"str(round(float({{0}}), {places}))", (text and str(round(float(text), places)) for text in texts)
            longer = (text and f"{round(float(text), places):.{places + 1}f}" for text in texts)
            yield 11, f'format(round(float({{0}}), {places}), ".{places + 1}f")', longer
    yield 8, "str(round(float({0})))", (text and str(round(float(text))) for text in texts)
    yield 8, "str(int(float({0})))", (text and str(int(float(text))) for text in texts)


def _multiples(texts: Sequence[str | None], kind: str) -> Iterator[_Step]:
    read = f"{kind}({{0}})"
    whole = read if kind == "int" else f"int({read})"
    for step in _MULTIPLES:
        below = [None if text is None else math.floor(float(text)) // step * step for text in texts]
        down = f"{whole} // {step} * {step}"
        yield 11, f"str({down})", map(_written, below)
        for more in (step - 1, step):
            yield 13, f"str({down} + {more})", (None if low is None else str(low + more) for low in below)
        if kind == "int":
            first = [None if text is None else (int(text) - 1) // step * step for text in texts]
            for more in (1, step):
                text = f"str(({read} - 1) // {step} * {step} + {more})"
                yield 13, text, (None if low is None else str(low + more) for low in first)
        for cost, name, act in ((11, "round", round), (12, "math.ceil", math.ceil)):
            near = _of(texts, lambda text, act=act, n=step: act(float(text) / n) * n)  # type: ignore[misc]
            yield cost, f"str({name}({read} / {step}) * {step})", map(_written, near)


def _of(texts: Sequence[str | None], act: Callable[[str], float]) -> list[float | None]:
    return [None if text is None else act(text) for text in texts]


def _written(value: float | None) -> str | None:
    return None if value is None else str(value)
