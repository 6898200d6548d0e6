"""Another name for a hole or sketch function, another text for a hole in backticks: everything that speaks of it
follows, in the sketch and in the fills, and nothing comes to mean anything else."""

from __future__ import annotations

import ast
import keyword
import re
import unicodedata
from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from holes.answers.scopes import Scope
from holes.answers.source import Function
from holes.document import Document, body_hash, outermost
from holes.lock import Entry
from holes.lock_changes import LockChange, asked_of, edited
from holes.mentions import Classes, Target, behind_dots, class_of, classes_of, mentions, named, target_of
from holes.passages import Home, Part, Passage, fill_passage, passages, unreadable
from sketch.lines import LineIndex
from sketch.model import Fill, Hole, Kind, Sketch, Span
from sketch.parse import parse
from sketch.text import Edit, apply_edits

_CHOOSE = re.compile(r"\s*choose\s*:")
_LONGEST_SHOWN = 40


@frozen
class Renaming:
    """What a new name changes: `edits` of the text, `ids` are pairs of an old and a new id for every hole and function
    that has another one now, and `fills`, by old id, those whose source changes."""

    edits: tuple[Edit, ...]
    ids: tuple[tuple[str, str], ...] = ()
    fills: tuple[tuple[str, Fill], ...] = ()


def rename_hole(sketch: Sketch, fills: Mapping[str, Fill], hole: Hole, name: str) -> Renaming:
    """Call `hole` by `name`, or describe it so where it is one in backticks. Raises ValueError, with a sentence for the
    person, where that cannot be, or would change what anything means."""
    if hole.kind is Kind.CHOICE:
        raise ValueError("A choice has no name: change what is to choose from instead.")
    if hole.kind is Kind.INLINE:
        return _describe(sketch, fills, hole, name.strip())
    return _rename(sketch, fills, hole, name.strip())


def _describe(sketch: Sketch, fills: Mapping[str, Fill], hole: Hole, text: str) -> Renaming:
    if not text:
        raise ValueError("A hole needs a description: say what it does.")
    if "\n" in text or "\r" in text:
        raise ValueError("A description in backticks stands on one line; promote the hole to say more.")
    if "`" in text:
        raise ValueError("A description in backticks can hold no backtick.")
    if _CHOOSE.match(text):
        raise ValueError("`choose:` begins a choice, not a description; write it otherwise.")
    inline = [other for other in sketch.holes if other.kind is Kind.INLINE]
    texts = {sketch.text[other.name_span.start : other.name_span.end]: other.id for other in inline}
    if text in texts:
        if texts[text] == hole.id:
            return Renaming(())
        raise ValueError(f"There is a hole {_shown(text)} already; choose other words.")
    edits = tuple(Edit(Span(use.span.start + 1, use.span.end - 1), text) for use in hole.uses)
    return _checked(sketch, fills, edits, {}, "With this description")


def _rename(sketch: Sketch, fills: Mapping[str, Fill], hole: Hole, name: str) -> Renaming:
    if name == hole.name:
        return Renaming(())
    _refuse_name(hole, name)
    if (place := unreadable(sketch, (hole.name, name))) is not None:
        line = LineIndex(sketch.text).line_column(place)[0] + 1
        raise ValueError(f"Correct the syntax error near line {line} first: `{hole.name}` may stand there too.")
    found = passages(sketch, (hole.name, name), fills)
    target = target_of(hole, found)
    changes = _Changes(sketch, target, name, found)
    edits = [Edit(span, name) for span in mentions(sketch, hole)]
    sources: dict[str, Fill] = {}
    for passage in found:
        changes.refuse_clash(passage)
        spans = changes.spans(passage)
        if any(passage.source.text[span.start : span.end] != hole.name for span in spans):
            raise ValueError(
                f"`{hole.name}` stands in a string where it cannot be renamed for certain; change that first."
            )
        if passage.part is not Part.FILL:
            edits += [Edit(passage.place(span), name) for span in spans]
        elif passage.subject is not None and spans:
            fill = fills[passage.subject.id]
            sources[passage.subject.id] = evolve(fill, source=_replaced(passage, spans, name))
    unique = tuple(sorted(set(edits), key=lambda edit: edit.span))
    if any(sketch.text[edit.span.start : edit.span.end] != hole.name for edit in unique):
        raise ValueError(f"`{hole.name}` is written with an escape somewhere; write it out first.")
    return _checked(sketch, fills, unique, sources, "With this name")


def _refuse_name(hole: Hole, name: str) -> None:
    if not name.isidentifier() or unicodedata.normalize("NFKC", name) != name:
        raise ValueError(f"{_shown(name)} is no name: use letters, digits and underscores.")
    if keyword.iskeyword(name):
        raise ValueError(f"`{name}` is a word of Python itself; choose another name.")
    if name == "_":
        raise ValueError("`_` is what examples call a hole in backticks; choose another name.")
    if hole.is_method and hole.name.startswith("__") and hole.name.endswith("__"):
        raise ValueError(f"`{hole.name}` is called by Python itself, so it has to keep its name.")
    if hole.is_method and name.startswith("__"):
        raise ValueError(
            "Python has a use of its own for methods that begin with two underscores; choose another name."
        )


def _shown(text: str) -> str:
    return f"`{text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + '…'}`"


def _replaced(passage: Passage, spans: Iterable[Span], name: str) -> str:
    return apply_edits(passage.source.text, [Edit(span, name) for span in set(spans)])


class _Changes:
    """Where `target` is spoken of, and whether `name` is free to speak of it there."""

    def __init__(self, sketch: Sketch, target: Target, name: str, found: tuple[Passage, ...]) -> None:
        self._target = target
        self._name = name
        self._classes = classes_of(sketch) if target.cls is not None else None
        subjects = (*sketch.holes, *sketch.functions)
        spans = set(mentions(sketch, target.hole))
        #: All that is defined by this name: an overloaded function and a property are so several times.
        self._group = {hole.id for hole in subjects if hole.name_span in spans}

    def spans(self, passage: Passage) -> tuple[Span, ...]:
        """The spans of `passage`'s source that get the new name."""
        found = set(named(passage, self._target))
        if self._classes is not None:
            found.update(behind_dots(passage, self._target, self._classes))
        if passage.part is Part.FILL and passage.subject is not None:
            own = {item.span for item in passage.names.occurrences if item.node is passage.function}
            renamed = passage.subject.id in self._group and passage.function_name == self._target.hole.name
            found = found | own if renamed else found - own
        return tuple(sorted(found))

    def refuse_clash(self, passage: Passage) -> None:
        """Raises ValueError where the new name means something already, or would not mean what it shall."""
        home, name = self._target.home, self._name
        for occurrence in passage.names.occurrences:
            scope, here = occurrence.scope, passage.home(occurrence)
            if occurrence.name == name and here == home:
                self._refuse(passage, scope, "has a meaning already")
            elif occurrence.name == name:
                if home is not None and not _is_within(here, home) and _sees(passage, scope, home):
                    self._refuse(passage, scope, "has another meaning")
            elif occurrence.name == self._target.hole.name and here == home:
                there = passage.home_at(name, scope)
                own = passage.function is not None and occurrence.node is passage.function
                if there is not None and _is_within(there, home) and not own:
                    self._refuse(passage, scope, "has another meaning")
        if self._classes is not None:
            self._refuse_attribute(passage, self._classes)

    def _refuse_attribute(self, passage: Passage, classes: Classes) -> None:
        cls, old, new = self._target.cls, self._target.hole.name, self._name
        assert cls is not None
        relatives = {other for other in classes.names if classes.definer(other, old) == cls} | {cls}
        taken = any(classes.definer(other, new) is not None for other in relatives)
        for node, _ in passage.attributes(new):
            taken = taken or class_of(node.value, passage, classes) in relatives
        if taken:
            raise ValueError(f"`{cls}` has a `{new}` already; choose another name.")

    def _refuse(self, passage: Passage, scope: Scope, why: str) -> None:
        raise ValueError(f"In {_place(passage, scope)} `{self._name}` {why}; choose another name.")


def _place(passage: Passage, scope: Scope) -> str:
    """Where a passage is, in words."""
    subject = passage.subject
    if subject is not None:
        called = _shown(subject.name if subject.kind in (Kind.NAMED, Kind.SKETCH) else subject.description)
        parts = {Part.FILL: "fill", Part.PROPERTY: "properties", Part.CHOICE: "text"}
        return f"the {parts.get(passage.part, 'examples')} of {called}"
    around: Scope | None = scope
    while around is not None:
        if isinstance(around.node, Function | ast.ClassDef):
            return f"`{around.node.name}`"
        around = around.parent
    return "this file"


def _is_within(home: Home | None, outer: Home | None) -> bool:
    """Whether `home` is `outer` or in it."""
    if outer is None:
        return True
    if home is None:
        return False
    scope: Scope | None = home.scope
    while scope is not None and scope is not outer.scope:
        scope = scope.parent
    return home.piece is None or scope is not None


def _sees(passage: Passage, scope: Scope, home: Home) -> bool:
    """Whether names of `home` can be read in `scope`, one of `passage`."""
    if home.scope.kind == "class":
        return scope is home.scope
    above: Scope | None = scope
    while above is not None and above is not home.scope:
        above = above.parent
    if above is not None:
        return True
    return passage.outer is not None and _is_within(passage.outer, home)


def _checked(
    sketch: Sketch, fills: Mapping[str, Fill], edits: tuple[Edit, ...], sources: Mapping[str, Fill], what: str
) -> Renaming:
    """The renaming that `edits` are, with what it does to the names of holes in backticks, which we choose. Raises
    ValueError where the sketch would not be the same but for names."""
    after = parse(apply_edits(sketch.text, edits), sketch.language).sketch
    pairs = list(zip(_in_order(sketch), _in_order(after), strict=False))
    ids = {before.id: now.id for before, now in pairs}
    same = (
        len(_in_order(sketch)) == len(_in_order(after))
        and len(after.problems) <= len(sketch.problems)
        and all(_alike(before, now, ids) for before, now in pairs)
    )
    if not same:
        raise ValueError(f"{what} the sketch would mean something else; choose another one.")
    changed = dict(sources)
    for before, now in pairs:
        fill = changed.get(before.id, fills.get(before.id))
        if before.kind is Kind.INLINE and before.name != now.name and fill is not None:
            changed[before.id] = _called(before, now.name, fill)
    moved = tuple((old, new) for old, new in ids.items() if old != new)
    return Renaming(edits, moved, tuple(changed.items()))


def _in_order(sketch: Sketch) -> list[Hole]:
    return sorted((*sketch.holes, *sketch.functions), key=lambda hole: (hole.span.start, -hole.span.end))


def _alike(before: Hole, now: Hole, ids: Mapping[str, str]) -> bool:
    """Whether two holes are the same but for what they and others are called; `ids` are the new ones by the old."""
    return (
        before.kind is now.kind
        and len(before.uses) == len(now.uses)
        and len(before.examples) == len(now.examples) + _rows(before)
        and len(before.properties) == len(now.properties)
        and {ids[called] for called in before.calls} == set(now.calls)
    )


def _rows(hole: Hole) -> int:
    """How many examples of `hole` come from files, which a text alone does not have."""
    return sum(example.row is not None for example in hole.examples)


def _called(hole: Hole, name: str, fill: Fill) -> Fill:
    """The fill of the inline `hole` with the name that it has now."""
    passage = fill_passage(hole, fill)
    if passage is None:
        return fill
    own = [item for item in passage.names.occurrences if item.name == hole.name and item.owner is passage.names.module]
    if any(item.scope.owner(name) is not None for item in own):
        raise ValueError(f"The fill calls something of its own `{name}`; choose other words.")
    return evolve(fill, source=_replaced(passage, [item.span for item in own], name))


def lock_change(document: Document, renaming: Renaming) -> LockChange:
    """What the lock must say of `document` once it is renamed: fills follow their holes, and what was proven stays
    proven."""
    ids, fills = dict(renaming.ids), dict(renaming.fills)
    after = edited(document.sketch, renaming.edits)
    now = {hole.id: hole for hole in (*after.holes, *after.functions)}
    filled = frozenset(
        ids.get(hole.id, hole.id) for hole in document.sketch.functions if document.filled_in_place(hole)
    )
    asked = asked_of(after, filled)
    entries: list[Entry] = []
    for hole in (*document.sketch.holes, *document.sketch.functions):
        entry, id = document.entries.get(hole.id), ids.get(hole.id, hole.id)
        if entry is None or id not in now:
            continue
        changed = _moved(entry, id, fills.get(hole.id))
        nested = id in filled and id not in outermost(after, filled)
        if entry.fingerprint == document.fingerprints[hole.id] and not nested:
            changed = evolve(changed, fingerprint=asked[id])
        if id in filled and entry.fill_hash == body_hash(document.sketch, hole):
            changed = evolve(changed, fill_hash=body_hash(after, now[id]))
        if changed != entry:
            entries.append(changed)
    return LockChange(tuple(entries))


def _moved(entry: Entry, id: str, fill: Fill | None) -> Entry:
    if fill is None or entry.fill is None:
        return evolve(entry, id=id)
    # Without a hash one is made of the new fill; what a person had changed stays changed.
    return evolve(entry, id=id, fill=fill, fill_hash=entry.fill_hash if entry.fill_edited else None)
