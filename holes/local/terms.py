"""Terms: the expressions that the search builds, and how one is computed for a single input."""

from __future__ import annotations

import re
import sys
from collections.abc import Container, Mapping
from functools import cache
from types import CodeType
from typing import Any, NamedTuple

from holes.local import guards
from holes.local.bounded import bounded
from holes.local.components import Component, function
from holes.local.kinds import copied, fields, freeze
from holes.local.shapes import collector
from holes.local.textbook.catalogue import called, entries

#: A term: its column over the inputs, its head, its arguments, and its cost. Plain tuples, since there are so many.
Term = tuple[tuple[Any, ...], Any, tuple[Any, ...], int]


class Variable(NamedTuple):
    """A parameter, or the name that a loop gives to an element."""

    name: str


class Constant(NamedTuple):
    """A literal; `value` is frozen, `kind` its kind."""

    value: Any
    kind: str


class Loop(NamedTuple):
    """A form that runs a body over the elements of a source: `shape` is a key of `SHAPES`, `over` one of `elements`;
    `names` are bound in the body to an element's parts (one name: the element itself).

    The arguments of such a term are its sources (two for `zip`), then the body, then the condition where there is one.
    """

    shape: str
    names: tuple[str, ...]
    over: str
    kind: str

    @property
    def sources(self) -> int:
        """How many of the arguments are sources."""
        return 2 if self.over == "zip" else 1


class Choose(NamedTuple):
    """`then if condition else otherwise`; the arguments come in the order condition, then, otherwise."""


class Bundle(NamedTuple):
    """A tuple, or a list, of the arguments. Those with a name may be spoken of by it in what follows them."""

    is_list: bool
    names: tuple[str, ...] = ()


class Written(NamedTuple):
    """An expression that a part has found, as text. `loop` are the lines of a function's body that do the same, where a
    person would write a loop; `called` are the words that call for it, where it is a call of the textbook; `helper` is
    the name of the function that it calls, whose body the `loop` is."""

    text: str
    strength: int
    loop: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    helper: str = ""

    @property
    def given(self) -> list[str]:
        """What the helper is called with: names of parameters, which its own are called like."""
        return self.text[len(self.helper) + 1 : -1].split(", ")


def elements(over: str, sources: list[Any]) -> tuple[Any, ...]:
    """What a loop meets, turn by turn."""
    if over == "enumerate":
        return tuple(enumerate(sources[0]))
    if over == "zip":
        return tuple(zip(*sources, strict=False))
    if over == "pairs":
        return tuple(zip(sources[0], sources[0][1:], strict=False))
    if over == "combinations":
        return guards.pairs(sources[0])
    if over == "entries":
        return tuple(sources[0].items())
    return tuple(sources[0])


def shown_elements(over: str, met: tuple[Any, ...]) -> tuple[Any, ...]:
    """What a loop keeps of what it meets."""
    return tuple([item for _, item in met]) if over == "enumerate" else met


def evaluate(term: Term, names: Mapping[str, Any]) -> Any:
    """The term's frozen value where its variables have these frozen values. Raises what the expression raises, or
    `guards.Refused`."""
    head, arguments = term[1], term[2]
    if isinstance(head, Component):
        result = function(head.code, len(arguments))(*[evaluate(argument, names) for argument in arguments])
        if head.grows and not guards.fits_bounds(result):
            raise guards.Refused
        return result
    if isinstance(head, Variable):
        return names[head.name]
    if isinstance(head, Constant):
        return head.value
    if isinstance(head, Choose):
        condition, then, otherwise = arguments
        return evaluate(then if evaluate(condition, names) else otherwise, names)
    if isinstance(head, Bundle):
        return _evaluate_fields(head, arguments, names)
    if isinstance(head, Written):
        return freeze(_run(head, names[RAW]))
    return _evaluate_loop(head, arguments, names)


def _evaluate_fields(head: Bundle, arguments: tuple[Any, ...], names: Mapping[str, Any]) -> Any:
    if not head.names:
        return tuple([evaluate(argument, names) for argument in arguments])
    known, values = dict(names), []
    for name, argument in zip(head.names, arguments, strict=True):
        values.append(evaluate(argument, known))
        known[name] = values[-1]
    return tuple(values)


#: The name under which the unfrozen arguments are kept.
RAW = " raw"


_MODULE = re.compile(r"(?<![\w.\"'\])])([a-z]+)\.(parse\.)?[A-Za-z_]")


def modules_of(text: str, taken: Container[str] = ()) -> list[str]:
    """The modules of the standard library that code, without the texts in it, speaks of; names that are `taken` are
    none."""
    found = {
        match[1] + (".parse" if match[2] else "")
        for match in _MODULE.finditer(text)
        if match[1] in sys.stdlib_module_names and match[1] not in taken
    }
    return sorted(found)


@cache
def _prepared(head: Written) -> tuple[CodeType, dict[str, Any]]:
    code = without_texts("\n".join((head.text, *head.loop)) if head.helper else head.text)
    named = {name: entries()[name].call for name in called(code)}
    modules = {name.partition(".")[0]: __import__(name) for name in modules_of(code)}
    if head.helper:
        named[head.helper] = bounded(head.helper, head.given, head.loop, modules)
    return compile(head.text, "<part>", "eval"), {**named, **modules}


_TEXT = re.compile(r"f\"(?P<fields>(?:[^\"\\]|\\.)*)\"|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'")


def without_texts(code: str) -> str:
    """Code with nothing in its literal texts but the expressions in them."""
    return _TEXT.sub(
        lambda match: (
            f"({without_texts(', '.join(re.findall(r'{([^{}]*)}', match['fields'])))})" if match["fields"] else '""'
        ),
        code,
    )


def _run(head: Written, names: Mapping[str, Any]) -> Any:
    code, modules = _prepared(head)
    return eval(code, {**modules, **{name: copied(value) for name, value in names.items()}})


def _evaluate_loop(loop: Loop, arguments: tuple[Any, ...], names: Mapping[str, Any]) -> Any:
    count = loop.sources
    met = elements(loop.over, [evaluate(argument, names) for argument in arguments[:count]])
    scope = dict(names)
    bodies, flags = [], []
    for item in met:
        if len(loop.names) == 1:
            scope[loop.names[0]] = item
        else:
            scope.update(zip(loop.names, item, strict=True))
        if len(arguments) > count + 1:
            flags.append(evaluate(arguments[-1], scope))
            bodies.append(evaluate(arguments[count], scope) if flags[-1] else None)
        else:
            bodies.append(evaluate(arguments[count], scope))
    return collector(loop.shape)(shown_elements(loop.over, met), tuple(bodies), flags)


def variables(term: Term) -> set[str]:
    """The names a term uses, those its loops bind included."""
    if isinstance(term[1], Variable):
        return {term[1].name}
    if isinstance(term[1], Written):
        import ast

        return {node.id for node in ast.walk(ast.parse(term[1].text)) if isinstance(node, ast.Name)}
    return {name for argument in term[2] for name in variables(argument)}


def constants(term: Term) -> list[Any]:
    """The literals in a term, in order of the text."""
    if isinstance(term[1], Constant):
        return [term[1].value]
    return [value for argument in term[2] for value in constants(argument)]


def literal(value: Any, kind: str = "?") -> str:
    """A frozen value as people write it: double quotes where they need no escaping."""
    if isinstance(value, str):
        text = repr(value)
        return f'"{text[1:-1]}"' if text[0] == "'" and '"' not in text else text
    if isinstance(value, tuple):
        kinds = fields(kind) if kind[0] == "T" else (kind[1:] or "?",) * len(value)
        inner = ", ".join(literal(item, one) for item, one in zip(value, kinds, strict=False))
        if kind[0] == "L":
            return f"[{inner}]"
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if isinstance(value, dict):
        return repr(dict(value))
    if isinstance(value, frozenset):
        return f"{{{', '.join(sorted(map(repr, value)))}}}" if value else "set()"
    return repr(value)
