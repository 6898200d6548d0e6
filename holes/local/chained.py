"""Chained fields: a tuple whose later fields are made of those before them, as a person writes who gives names to what
has been found so far."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence

from holes.local.deduction import BUNDLE
from holes.local.kinds import common, kind_of
from holes.local.naming import free
from holes.local.task import Shown, Task
from holes.local.terms import Bundle, Constant, Term, Variable, variables

#: What a field is called that others are made of, by the first letters of its kind.
_NAMES = {
    "s": ("text", "part", "word"), "i": ("number", "value", "amount"), "f": ("number", "value", "amount"),
    "b": ("flag", "holds"), "Ls": ("words", "parts", "texts"), "Li": ("numbers", "values"), "Lf": ("numbers", "values"),
    "L": ("items", "entries"), "V": ("items", "entries"), "T": ("pair", "group"), "E": ("distinct", "found"),
    "D": ("table", "mapping"),
}  # fmt: skip

#: Yields what gives the results of the examples of a task, with its cost, cheapest first.
Finder = Callable[[Task], Iterable[tuple[int, Term]]]


def chained(task: Task, plain: Sequence[Term | None], is_list: bool, find: Finder) -> Iterator[tuple[int, Term]]:
    """The tuple, with its cost, where a field is cheaper to make of those before it than without them.

    `plain` are the fields made of the parameters alone, None where nothing is known; the examples of the task have a
    value each, and none of them raises.
    """
    columns = tuple(zip(*(one.expected for one in task.shown), strict=True))
    taken = {*task.parameters, *(name for field in plain if field is not None for name in variables(field))}
    names: list[str] = []
    fields: list[Term] = []
    asked = task
    for column, known in zip(columns, plain, strict=True):
        field = known
        if asked is not task:
            shown = [one._replace(expected=value) for one, value in zip(asked.shown, column, strict=True)]
            _, other = next(iter(find(asked._replace(shown=tuple(shown)))), (0, None))
            if other is not None and (field is None or other[3] < field[3]):
                field = other
        if field is None:
            return
        fields.append(field)
        names.append("")
        if not isinstance(field[1], (Variable, Constant)):
            names[-1] = _name(column, taken)
            taken.add(names[-1])
            asked = _knowing(asked, names[-1], column)
    used = {name for field in fields for name in variables(field)}
    if used.isdisjoint(names):
        return
    cost = sum(field[3] for field in fields) + BUNDLE
    head = Bundle(is_list, tuple(name if name in used else "" for name in names))
    yield cost, ((), head, tuple(fields), cost)


def _name(column: Sequence[object], taken: Container[str]) -> str:
    kind = common(map(kind_of, column))
    return free(_NAMES.get(kind[:2]) or _NAMES.get(kind[:1], ("value", "found")), taken.__contains__)


def _knowing(task: Task, name: str, column: Sequence[object]) -> Task:
    shown = [Shown((*one.arguments, value), one.expected) for one, value in zip(task.shown, column, strict=True)]
    return task._replace(parameters=(*task.parameters, name), shown=tuple(shown))
