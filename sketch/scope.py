"""Which ids the names of a sketch stand for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sketch.definitions import Definition
from sketch.model import Kind
from sketch.reading import Reading
from sketch.references import Reference


class Scope(NamedTuple):
    """Which ids a name stands for: of the module, and of each class by its qualified name.

    `ids` gives the id of each definition, by the index of its piece and its own; `twice` are those definitions, with
    their names, that define anew what must have one meaning.
    """

    ids: dict[tuple[int, int], str]
    module: dict[str, tuple[str, ...]]
    classes: dict[str, dict[str, tuple[str, ...]]]
    names: frozenset[str]
    twice: tuple[tuple[int, int, str], ...]

    def meant(self, reference: Reference, number: int) -> tuple[str, ...]:
        """The ids that `reference`, in piece `number`, speaks of."""
        if reference.owner is not None:
            return self.classes.get(reference.owner, {}).get(reference.name, ())
        if reference.local is not None:
            identity = self.ids.get((number, reference.local))
            return () if identity is None else (identity,)
        return self.module.get(reference.name, ())


def same_scope(old: Sequence[Reading], new: Sequence[Reading]) -> bool:
    """Whether the scope of a sketch stays as it is where some of its pieces said `old` and now say `new`."""
    return len(old) == len(new) and all(map(_same_definitions, old, new))


def changed_names(one: Scope, other: Scope) -> frozenset[str]:
    """Names without which nothing can be said that does not mean the same in both."""
    changed = {
        name for name in one.module.keys() | other.module.keys() if one.module.get(name) != other.module.get(name)
    }
    for owner in one.classes.keys() | other.classes.keys():
        old, new = one.classes.get(owner, {}), other.classes.get(owner, {})
        if old != new:
            changed |= {owner, *old, *new}
    for identity in {*one.ids.values()} ^ {*other.ids.values()}:
        changed.update(identity.partition("@")[0].split("."))
    return frozenset(changed)


def _same_definitions(one: Reading, other: Reading) -> bool:
    if len(one.definitions) != len(other.definitions):
        return False
    return all(map(_same_definition, one.definitions, other.definitions))


def _same_definition(one: Definition, other: Definition) -> bool:
    if (one.hole.kind if one.hole else None) != (other.hole.kind if other.hole else None):
        return False
    told = (one.qualified, one.is_class, one.scope, one.redefines)
    return told == (other.qualified, other.is_class, other.scope, other.redefines)


def scope_of(readings: Sequence[Reading]) -> Scope:
    """The scope of a sketch whose pieces say `readings`."""
    ids: dict[tuple[int, int], str] = {}
    module: dict[str, tuple[str, ...]] = {}
    classes: dict[str, dict[str, tuple[str, ...]]] = {}
    first: dict[str, Kind] = {}
    count: dict[str, int] = {}
    twice: list[tuple[int, int, str]] = []
    for number, reading in enumerate(readings):
        for index, definition in enumerate(reading.definitions):
            qualified, name, hole = definition.qualified, definition.name, definition.hole
            if definition.is_class:
                classes.setdefault(qualified, {})
                continue
            if hole is None:
                continue
            identity = qualified
            count[qualified] = count.get(qualified, 0) + 1
            if count[qualified] == 1:
                first[qualified] = hole.kind
            else:
                identity = f"{qualified}@{count[qualified]}"
                if Kind.NAMED in (first[qualified], hole.kind) and not definition.redefines:
                    twice.append((number, index, qualified))
            ids[number, index] = identity
            if definition.scope is None:
                module[name] = (*module.get(name, ()), identity)
            elif reading.definitions[definition.scope].is_class:
                methods = classes.setdefault(reading.definitions[definition.scope].qualified, {})
                methods[name] = (*methods.get(name, ()), identity)
    names = {definition.name for reading in readings for definition in reading.definitions if definition.hole}
    return Scope(ids, module, classes, frozenset(names), tuple(twice))
