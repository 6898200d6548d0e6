"""The edits that code actions make, worked out when they are asked for: of the text, and of `holes.lock` with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import evolve, field, frozen

from holes.answers.refit import refit
from holes.lock_changes import LockChange, carried, edited
from holes.values import shorten
from server.features.standing import called
from server.features.view import View
from server.features.wire import counts, read
from sketch import edits
from sketch.model import Hole, Kind, Language, Sketch
from sketch.text import Edit

_SHOWN = 40


@frozen
class EditRequest:
    """An edit that is worked out when it is chosen, whatever the text is then. `action` is one of `ACTIONS`, `hole` the
    id and `fingerprint` that of a hole or sketch function: what it was when the edit was offered. `index` counts its
    examples from 0; `source` and `expected` are the texts of an example."""

    action: str
    hole: str
    fingerprint: str
    index: int | None = field(default=None, validator=counts)
    source: str | None = None
    expected: str | None = None


@frozen
class ActionEdit:
    """What an action does: `edits` of the view's text, and what is to be written to `holes.lock` once they are made."""

    title: str
    edits: tuple[Edit, ...]
    lock: LockChange = field(factory=LockChange)


def resolve(view: View, data: object) -> ActionEdit:
    """The edit that `data`, an `EditRequest` as an object, asks for, on the text as it is in `view`. Raises ValueError,
    with a sentence for the user, where the hole is another one now, or can't be edited so."""
    request = read("This action", EditRequest, data)
    action = ACTIONS.get(request.action)
    if action is None:
        raise ValueError(f"There is no action {request.action!r}.")
    hole = subject(view, request.hole)
    if view.document.fingerprints.get(hole.id) != request.fingerprint:
        raise ValueError(f"{name_of(hole)} was changed meanwhile; choose the action again.")
    return action(view, hole, request)


def subject(view: View, id: str) -> Hole:
    """The hole or sketch function `id`. Raises ValueError."""
    for hole in view.subjects:
        if hole.id == id:
            return hole
    raise ValueError(f"`{shorten(id, _SHOWN)}` is gone.")


def name_of(hole: Hole) -> str:
    """What a person calls a hole, in backticks."""
    name = called(hole, _SHOWN)
    return name if hole.kind in (Kind.INLINE, Kind.CHOICE) else f"`{name}`"


def add_example(view: View, id: str, source: str, expected: str) -> ActionEdit:
    """Write an example of a hole or sketch function. Raises ValueError where there is no such hole, or the example is
    one that can't be written."""
    hole = subject(view, id)
    made = edits.add_example(view.sketch, hole.id, source, expected)
    return _whole(view, f"Add the example {_quoted(source)} to {name_of(hole)}", made)


def _whole(
    view: View,
    title: str,
    made: tuple[Edit, ...],
    *,
    lock: Callable[[Sketch], LockChange] | None = None,
) -> ActionEdit:
    """The edits `made`, with what `lock` says that the sketch after them means for the lock. Raises ValueError where
    they would leave the text worse than before."""
    after = edited(view.sketch, made)
    if _broken(after) > _broken(view.sketch):
        raise ValueError("The text has an error that stands in the way of this; mend it first.")
    return ActionEdit(title, made, LockChange() if lock is None else lock(after))


def _broken(sketch: Sketch) -> int:
    return sum(problem.code == "sketch-syntax" for problem in sketch.problems)


def _quoted(source: str) -> str:
    return f"`{shorten(' '.join(source.split()), _SHOWN)}`"


# The actions.


def _promote(view: View, hole: Hole, request: EditRequest) -> ActionEdit:
    def moved(after: Sketch) -> LockChange:
        named = next((other for other in after.holes if other.kind is Kind.NAMED and other.name == hole.name), None)
        if named is None:
            raise ValueError(f"{name_of(hole)} stands where it can't become a named hole.")
        return carried(view.document, after, {hole.id: named.id}, alike=True)

    return _whole(view, f"Make {name_of(hole)} a named hole", edits.promote(view.sketch, hole.id), lock=moved)


def _inline(view: View, hole: Hole, request: EditRequest) -> ActionEdit:
    if view.sketch.language is Language.PYTHON:
        raise ValueError(f"The fill of {name_of(hole)} stands in the file already.")
    fill = view.document.fills.get(hole.id)
    if fill is None:
        raise ValueError(f"{name_of(hole)} is not filled, so there is nothing to write into the sketch.")
    fitting = fill if hole.kind is Kind.CHOICE else refit(fill, hole, view.sketch)
    if fitting is None:
        raise ValueError(f"The fill of {name_of(hole)} was made for another signature; fill it again first.")
    made = edits.inline(view.sketch, hole.id, fitting)
    title = f"Write the fill of {name_of(hole)} into the sketch"
    return _whole(view, title, made, lock=lambda after: carried(view.document, after, {}, alike=True))


def _punch(view: View, hole: Hole, request: EditRequest) -> ActionEdit:
    entry = view.document.entries.get(hole.id)

    def moved(after: Sketch) -> LockChange:
        kept = carried(view.document, after, {}, alike=False)
        if entry is None:
            return kept
        if not view.document.filled_in_place(hole):
            # It is of a hole that stood here once: its fill is not what is asked for now.
            return evolve(kept, removed=(hole.id,))
        # Where a lock would keep the hole as it is, that was the body which goes now.
        return evolve(kept, entries=(*kept.entries, evolve(entry, locked=False))) if entry.locked else kept

    title = f"Make {name_of(hole)} a hole, without its body"
    return _whole(view, title, edits.punch(view.sketch, hole.id), lock=moved)


def _remove_example(view: View, hole: Hole, request: EditRequest) -> ActionEdit:
    made = edits.remove_example(view.sketch, hole.id, _index(request))
    return _whole(view, f"Remove the example {_source(hole, request)}", made)


def _accept_actual(view: View, hole: Hole, request: EditRequest) -> ActionEdit:
    made = edits.set_expected(view.sketch, hole.id, _index(request), request.expected or "")
    if not request.expected:
        # Without an expected text it may read as set-up of the next example; then None is said.
        now = edited(view.sketch, made)
        same = [other for other in (*now.holes, *now.functions) if other.id == hole.id]
        if not same or len(same[0].examples) != len(hole.examples):
            made = edits.set_expected(view.sketch, hole.id, _index(request), "None")
    return _whole(view, f"Change what {_source(hole, request)} expects", made)


def _add_example(view: View, hole: Hole, request: EditRequest) -> ActionEdit:
    return add_example(view, hole.id, request.source or "", request.expected or "")


def _index(request: EditRequest) -> int:
    if request.index is None:
        raise ValueError("This action: 'index' is missing.")
    return request.index


def _source(hole: Hole, request: EditRequest) -> str:
    return _quoted(hole.examples[_index(request)].source)


Action = Callable[[View, Hole, EditRequest], ActionEdit]

ACTIONS: Mapping[str, Action] = {
    "promote": _promote,
    "inline": _inline,
    "punch": _punch,
    "removeExample": _remove_example,
    "acceptActual": _accept_actual,
    "addExample": _add_example,
}
