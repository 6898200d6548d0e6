"""The catalogue: what there is in the textbook, when a description speaks of it, and how it is written down.

A function runs only on arguments that its annotations allow and that are small enough for it to end soon.
"""

from __future__ import annotations

import datetime
import math
import re
import sys
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from types import GenericAlias
from typing import Any, NamedTuple

from holes.local.guards import Refused
from holes.local.textbook import items, numbers, texts

#: The largest numbers, texts and collections that functions are given which set no limits of their own.
_NUMBER, _TEXT, _ITEMS = 10_000, 200, 60
#: From which likeness on a description is taken to ask for a function.
ASKED = 0.7
#: A word is rare that one function in a hundred or less speaks of.
_RARE = math.log(1 + 100)
_WORD = re.compile(r"[a-z]+")
_CALL = re.compile(r"(\w+)\(((?:[A-Za-z_]\w*)(?:, [A-Za-z_]\w*)*)\)")
_FILLERS = frozenset(
    _WORD.findall(
        "a all an and are as at be by check do does each find for from function get given has have how if in into is "
        "it its many of on one or python return returns takes that the there this to up where whether which with write"
    )
)


class Entry(NamedTuple):
    """A function of the textbook. `takes` are its parameters' types, `call` runs it. `named` are the words of its name
    and `words` those of its first line too."""

    name: str
    parameters: tuple[str, ...]
    takes: tuple[Any, ...]
    gives: Any
    call: Callable[..., Any]
    named: frozenset[str]
    words: frozenset[str]


@cache
def entries() -> Mapping[str, Entry]:
    """All functions by name."""
    found = {}
    for module in (numbers, texts, items):
        for name, function in vars(module).items():
            if getattr(function, "__module__", None) == module.__name__ and not name.startswith("_"):
                found[name] = _entry(name, function, module.LIMITS.get(name))
    return found


def likeness(entry: Entry, words: Collection[str]) -> float:
    """How much the words speak of the function, 0 to 1: what they share with its name, and rare words that they share
    with its first line, beside all that its name says. A word tells the more the rarer it is."""
    rarity = _rarity()
    asked = _roots(tuple(words))
    told = sum(rarity[word] for word in entry.words & asked if word in entry.named or rarity[word] >= _RARE)
    return min(1.0, told / sum(rarity[word] for word in entry.named))


def known(name: str, *arguments: Any) -> Any:
    """What the function of this name gives. Raises `Refused` for what it is not given or what is not as it says, and
    what it raises."""
    entry = entries()[name]
    result = entry.call(*arguments)
    if not fits(entry.gives, result):
        raise Refused
    return result


def body(name: str, arguments: Sequence[str]) -> list[str]:
    """The lines of the function's body where its parameters are called `arguments`, and nothing else is called as
    one of those. Imports come first."""
    _, lines = _source(name)
    entry = entries()[name]
    renamed = dict(zip(entry.parameters, arguments, strict=True))
    used = set(arguments)
    imported = {name for line in lines if line.startswith(("import ", "from ")) for name in re.findall(r"\w+", line)}
    for local in _locals(entry.call.__wrapped__) - imported:  # type: ignore[attr-defined]
        if local in used and local not in entry.parameters:
            renamed[local] = next(new for start in ("other", "own", "some") if (new := f"{start}_{local}") not in used)
    return [_with_names(line, renamed) for line in lines]


def written_out(call: str) -> list[str] | None:
    """The lines of the body that does what the call does, if it is one of a function of the textbook with names."""
    found = _CALL.fullmatch(call)
    if found is None or found[1] not in entries():
        return None
    return body(found[1], found[2].split(", "))


def definition(name: str) -> list[str]:
    """The lines of the function, without what is said of it."""
    head, lines = _source(name)
    return [head, *(f"    {line}" for line in lines)]


def called(code: str) -> list[str]:
    """The functions of the textbook that code calls."""
    return [name for name in dict.fromkeys(re.findall(r"(?<![\w.])(\w+)\(", code)) if name in entries()]


def fits(takes: Any, value: Any) -> bool:
    """Whether a value is of the type that an annotation says: an int may be a float, a tuple a list."""
    if takes is Any:
        return True
    if takes is float:
        return type(value) in (int, float)
    if not isinstance(takes, GenericAlias):
        return type(value) is takes
    origin: Any = takes.__origin__
    inner: tuple[Any, ...] = takes.__args__
    if origin is dict:
        return isinstance(value, dict) and all(
            fits(inner[0], key) and fits(inner[1], item) for key, item in value.items()
        )
    if origin is tuple and inner[-1] is not ...:
        return type(value) is tuple and len(value) == len(inner) and all(map(fits, inner, value))
    kinds: Any = _ALLOWED.get(origin, origin)
    return isinstance(value, kinds) and all(fits(inner[0], item) for item in value)


#: What is as good as the type that an annotation names.
_ALLOWED: Mapping[type, tuple[type, ...]] = {list: (list, tuple), set: (set, frozenset)}


def _entry(name: str, function: Callable[..., Any], limit: int | None) -> Entry:
    types = {key: _type(text) for key, text in function.__annotations__.items()}
    gives = types.pop("return")
    takes = tuple(types.values())
    named = _roots(tuple(name.split("_"))) or frozenset([name])
    said = (function.__doc__ or "").partition("\n")[0].lower()
    words = named | _roots(tuple(_WORD.findall(said)))
    return Entry(name, tuple(types), takes, gives, _guarded(function, takes, limit), named, words)


@cache
def _type(annotation: str) -> Any:
    return eval(annotation, {"Any": Any, "datetime": datetime})  # our own text


def _guarded(function: Callable[..., Any], takes: tuple[Any, ...], limit: int | None) -> Callable[..., Any]:
    def call(*arguments: Any) -> Any:
        if len(arguments) != len(takes) or not all(map(fits, takes, arguments)):
            raise Refused
        if not all(_is_small(value, limit) for value in arguments):
            raise Refused
        try:
            return function(*arguments)
        except StopIteration as error:
            raise LookupError from error  # or whoever goes through a list of results would take it for the end

    call.__wrapped__ = function  # type: ignore[attr-defined]
    return call


def _is_small(value: Any, limit: int | None) -> bool:
    if isinstance(value, (int, float)):
        return abs(value) <= (_NUMBER if limit is None else limit)
    if isinstance(value, str):
        return len(value) <= (_TEXT if limit is None else min(limit, _TEXT))
    if isinstance(value, (list, tuple, set, frozenset, dict)):
        inner = [*value, *value.values()] if isinstance(value, dict) else value
        inner_limits = (None if isinstance(item, (int, float, str)) else limit for item in inner)
        return len(value) <= (_ITEMS if limit is None else min(limit, _ITEMS)) and all(
            map(_is_small, inner, inner_limits)
        )
    return True


@cache
def _rarity() -> Mapping[str, float]:
    """For each word, how much it tells which function is spoken of."""
    counts = Counter(word for entry in entries().values() for word in entry.words)
    return {word: math.log(1 + len(entries()) / count) for word, count in counts.items()}


@lru_cache(maxsize=64)
def _roots(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset([_root(word) for word in words if word not in _FILLERS])


@cache
def _root(word: str) -> str:
    """What the forms of a word share."""
    for ending in ("ings", "ing", "ies", "es", "ed", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)][:7]
    return word[:7]


@cache
def _source(name: str) -> tuple[str, list[str]]:
    """The head of the function, on one line, and the lines of its body without the docstring."""
    import ast

    function = entries()[name].call.__wrapped__  # type: ignore[attr-defined]
    # Only this function is parsed: the whole module would take longer than the search for something small.
    begin = function.__code__.co_firstlineno - 1
    lines = Path(sys.modules[function.__module__].__file__ or "").read_text("utf-8").splitlines()[begin:]
    end = next((place for place, line in enumerate(lines) if place and line and line[0] != " "), len(lines))
    (node,) = ast.parse("\n".join(lines[:end])).body
    assert isinstance(node, ast.FunctionDef)
    assert node.returns is not None
    lines = lines[node.body[1].lineno - 1 : node.end_lineno]
    head = f"def {name}({ast.unparse(node.args)}) -> {ast.unparse(node.returns)}:"
    return head, [line[4:] for line in lines if line]


def _locals(function: Callable[..., Any]) -> set[str]:
    """The names that a function gives, those in its comprehensions included."""
    found: set[str] = set()
    pending = [function.__code__]
    while pending:
        code = pending.pop()
        found.update(name for name in (*code.co_varnames, *code.co_cellvars) if name.isidentifier())
        pending += [constant for constant in code.co_consts if hasattr(constant, "co_code")]
    return found


_TOKEN = re.compile(r"""[A-Za-z]?"(?:[^"\\]|\\.)*"|[A-Za-z]?'(?:[^'\\]|\\.)*'|(?<![\w.])[A-Za-z_]\w*""")


def _with_names(line: str, renamed: Mapping[str, str]) -> str:
    return _TOKEN.sub(lambda found: renamed.get(found[0], found[0]), line)
