"""Imports that are forgotten often enough to be put in unasked, and what star imports of the standard library bring."""

from __future__ import annotations

import ast
import importlib

#: Modules of the standard library whose star imports are spelled out; reading them runs nobody's code.
_STARS = frozenset({"math", "cmath", "heapq", "bisect", "collections", "collections.abc", "itertools", "functools"})
_STARS |= {"operator", "re", "string", "random", "typing", "datetime", "decimal", "fractions", "statistics", "copy"}

_MODULES = frozenset(
    {"math", "cmath", "re", "collections", "itertools", "functools", "typing", "string", "heapq", "bisect", "operator"}
    | {"random", "copy", "json", "statistics", "fractions", "decimal", "textwrap", "sys", "os", "time", "datetime"}
    | {"numbers", "struct", "hashlib", "base64", "unicodedata", "calendar", "asyncio", "contextlib", "dataclasses"}
)

_NAMES = {
    "typing": "Any Callable Dict FrozenSet Generator Iterable Iterator List Literal Mapping NamedTuple Optional"
    " Sequence Set Tuple Type TypeVar Union",
    "collections": "Counter OrderedDict defaultdict deque namedtuple ChainMap",
    "itertools": "accumulate chain combinations combinations_with_replacement groupby islice permutations product"
    " pairwise takewhile dropwhile zip_longest cycle starmap tee",
    "functools": "cache cmp_to_key lru_cache partial reduce",
    "heapq": "heapify heappop heappush heappushpop heapreplace nlargest nsmallest",
    "bisect": "bisect_left bisect_right insort",
    "math": "ceil comb factorial floor gcd hypot inf isclose isqrt lcm pi prod sqrt",
    "operator": "attrgetter itemgetter",
    "copy": "deepcopy",
    "fractions": "Fraction",
    "decimal": "Decimal ROUND_HALF_UP",
    "dataclasses": "dataclass",
    "enum": "Enum",
    "datetime": "timedelta",
    "string": "ascii_letters ascii_lowercase ascii_uppercase punctuation",
}

_BY_NAME = {name: module for module, listed in _NAMES.items() for name in listed.split()}
_ALIASES = {"np": "numpy", "pd": "pandas"}


def import_for(name: str, tree: ast.Module) -> str | None:
    """The import that `name` needs, as one statement, or None where it could mean anything. `tree` shows its use."""
    if name in ("datetime", "bisect", "copy", "time"):
        return f"import {name}" if _as_module(name, tree) else f"from {name} import {name}"
    if name in _MODULES:
        return f"import {name}"
    if name in _ALIASES:
        return f"import {_ALIASES[name]} as {name}"
    return f"from {_BY_NAME[name]} import {name}" if name in _BY_NAME else None


def _as_module(name: str, tree: ast.Module) -> bool:
    """Whether `name` is used as the module, rather than as the thing in it of the same name."""
    members = {"datetime", "date", "timedelta", "timezone", "UTC"} if name == "datetime" else None
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == name:
            return members is None or node.attr in members
    return False


def star_names(module: str) -> frozenset[str] | None:
    """The names that `from module import *` brings, None for a module that is not looked into."""
    if module not in _STARS:
        return None
    found = importlib.import_module(module)
    public = getattr(found, "__all__", None) or [name for name in dir(found) if not name.startswith("_")]
    return frozenset(public)
