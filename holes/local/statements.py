"""Statements: lines of a loop's body, made of the expressions of a table."""

from __future__ import annotations

import re
from collections.abc import Mapping

_MORE = re.compile(r"t ([+*-]) (.+)")
_NAME = re.compile(r'(?<![\w."])[a-z]+\b(?!["(])')


def renamed(text: str, names: Mapping[str, str]) -> str:
    """The text with other names for those of a table, not within texts."""
    return _NAME.sub(lambda match: names.get(match[0], match[0]), text)


def become(step: str) -> list[str]:
    """The lines by which a state `t` becomes what the step says: a conditional that may leave it is an `if`."""
    if not step.endswith(" else t"):
        return [_assigned(step)]
    lines = []
    for place, part in enumerate(step.removesuffix(" else t").split(" else ")):
        then, test = part.split(" if ")
        lines += [f"{'elif' if place else 'if'} {test}:", f"    {_assigned(then)}"]
    return lines


def _assigned(step: str) -> str:
    more = _MORE.fullmatch(step)
    if more and " if " not in more[2] and (more[1] == "+" or re.fullmatch(r"\w+", more[2])):
        return f"t {more[1]}= {more[2]}"
    return f"t = {step}"
