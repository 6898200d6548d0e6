"""The standard library's pure functions, as what a result may be called by name.

They are found by looking, not listed one by one: what a module documents as callable, but for what has effects, what
needs more than values, and what a person would not write.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple


class Callee(NamedTuple):
    """Something that can be called with values: its text, and what it costs. `method` says that the first argument
    stands before the dot. `least` and `most` bound the number of arguments."""

    text: str
    call: Callable[..., Any]
    cost: int
    method: bool
    least: int
    most: int


_BUILTINS = """
abs all any ascii bin bool chr complex dict divmod enumerate float format frozenset hex int len list map max min oct ord
pow range repr reversed round set slice sorted str sum tuple zip
"""
#: Modules in the order in which they are tried, with what it costs to import one.
_MODULES: tuple[tuple[str, int], ...] = (
    ("math", 3),
    ("itertools", 4),
    ("collections", 4),
    ("bisect", 5),
    ("heapq", 5),
    ("string", 6),
    ("statistics", 5),
    ("textwrap", 5),
    ("html", 5),
    ("calendar", 6),
    ("urllib.parse", 6),
    ("posixpath", 7),
    ("fnmatch", 7),
    ("unicodedata", 7),
    ("shlex", 7),
    ("json", 6),
    ("difflib", 8),
    ("colorsys", 7),
    ("keyword", 7),
    ("cmath", 8),
    ("binascii", 8),
)
_TYPES: tuple[tuple[type, int], ...] = (
    (str, 2), (list, 3), (dict, 3), (int, 4), (float, 4), (tuple, 3), (set, 3), (frozenset, 5),
)  # fmt: skip
#: What has effects, waits, reads files, or is no function of values.
_NEVER_TEXT = """
Calendar ChainMap Formatter HTMLCalendar IS_CHARACTER_JUNK IS_LINE_JUNK JSONDecoder JSONEncoder LocaleHTMLCalendar
LocaleTextCalendar Template TextCalendar UserDict UserList UserString abspath add append calendar call clear
context_diff count cycle discard dump exists expanduser expandvars extend filter format_map formatstring get getatime
getctime getmtime getsize heapify heappop heappush heappushpop heapreplace indent insert insort insort_left
insort_right isdevdrive isdir isfile isjunction islice islink ismount isreserved lexists load main month namedtuple
ndiff pop popitem prcal prmonth prweek pryear realpath relpath remove repeat reverse samefile sameopenfile samestat
setdefault setfirstweekday shlex sort tee test translate unified_diff unwrap update week weekheader
"""
_NEVER = frozenset(_NEVER_TEXT.split())
#: What may take long or give something huge where a number is large.
_HUGE_TEXT = """
factorial comb perm range ljust rjust center zfill product permutations combinations combinations_with_replacement
to_bytes expandtabs exp pow gamma lgamma fill format wrap shorten monthcalendar ldexp leapdays round
"""
HUGE = frozenset(_HUGE_TEXT.split())

#: The flag of a code object that takes any number of arguments.
_STARRED = 4


def builtin_callees() -> Iterator[Callee]:
    """What needs no import: the built-in functions, and the methods of the built-in types."""
    import builtins

    for name in _BUILTINS.split():
        yield _callee(name, getattr(builtins, name), 2, method=False)
    for kind, cost in _TYPES:
        for name in sorted(vars(kind)):
            call = getattr(kind, name)
            if name[0] != "_" and callable(call) and name not in _NEVER:
                if (
                    isinstance(vars(kind)[name], (staticmethod, classmethod))
                    or type(vars(kind)[name]).__name__ == "classmethod_descriptor"
                ):
                    yield _callee(f"{kind.__name__}.{name}", call, cost + 2, method=False)
                else:
                    yield _callee(f".{name}", call, cost, method=True)


def module_callees() -> Iterator[Callee]:
    """What a module has to be imported for, module by module."""
    for module_name, cost in _MODULES:
        module = importlib.import_module(module_name)
        for name in getattr(module, "__all__", None) or sorted(vars(module)):
            call = getattr(module, name, None)
            if name[0] == "_" or name in _NEVER or not callable(call):
                continue
            if isinstance(call, type) and (issubclass(call, BaseException) or "Result" in name):
                continue
            yield _callee(f"{module_name}.{name}", call, cost, method=False)


def _callee(text: str, call: Callable[..., Any], cost: int, *, method: bool) -> Callee:
    least, most = _arity(call)
    return Callee(text, call, cost, method, max(least, int(method)), most)


def _arity(call: Callable[..., Any]) -> tuple[int, int]:
    """How many positional arguments it takes, as far as it tells."""
    code = getattr(call, "__code__", None)
    if code is not None:
        least = code.co_argcount - len(call.__defaults__ or ())
        if code.co_kwonlyargcount > len(call.__kwdefaults__ or ()):
            return 9, 9
        return least, 4 if code.co_flags & _STARRED else min(code.co_argcount, 4)
    signature = getattr(call, "__text_signature__", None)
    if signature is None or "*" in signature.partition("*,")[0]:
        return 1, 4
    positional = [part.strip() for part in signature.strip("()").partition("*")[0].split(",")]
    names = [part for part in positional if part and part[0] not in "$/"]
    own = sum(part == "$self" for part in positional)
    return len([name for name in names if "=" not in name]) + own, len(names) + own
