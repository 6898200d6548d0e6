"""Code actions: everything that can be done about what the cursor is at, and about its diagnostics.

What runs or sends something is a command; what changes the text is an edit that is worked out when it is chosen.
Decomposing a hole belongs to `_of_hole` once it exists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from holes.report import Status
from holes.values import shorten
from server.features import commands
from server.features.action import (
    CANCEL,
    COMPILE,
    FAILURES,
    FILL,
    FILL_ALL,
    INLINE,
    LOCK,
    PLAIN_EDITS,
    PREVIEW_PROMPT,
    PROMOTE,
    PUNCH,
    REFILL,
    REPAIR,
    Action,
    Scene,
    commanded,
    edited,
)
from server.features.action_edits import name_of
from server.features.cursor import at_cursor
from server.features.example_actions import adding, choosing, example_actions
from server.features.standing import is_filled
from server.features.view import View
from sketch.model import Hole, Kind, Language, Span, overlap

#: So many of the holes in a selection are offered something.
_MOST = 5
_DOING = 40


def actions(
    view: View,
    uri: str,
    span: Span,
    *,
    only: Sequence[str] | None = None,
    codes: Sequence[tuple[str, Span]] = (),
    automatic: bool = False,
) -> tuple[Action, ...]:
    """What can be done at `span`, which has no length for a cursor. `only` are kinds, which mean those below them too;
    `codes` the diagnostics there with their places. `automatic` is a question that nobody asked but the editor, as the
    cursor moved: without `only` it is answered with what mends something, and with nothing that is disabled. In a view
    that is not trusted nothing is offered that runs or sends something."""
    if not only and len(codes) == 1 and span == Span(0, len(view.text)) != codes[0][1]:
        # Before its version 23.04 Kate asks so about one diagnostic, and then does all that it is offered.
        mending = actions(view, uri, codes[0][1], codes=codes)
        return tuple(action for action in mending if action.preferred and action.diagnostics)[:1]
    scene = Scene(view, uri, tuple(codes))
    found: list[Action] = []
    for at in at_cursor(view, span)[:_MOST]:
        found += example_actions(scene, at)
        found += _of_hole(scene, at.hole)
    found += _of_file(scene)
    if not view.trusted:
        found = [action for action in found if action.kind in PLAIN_EDITS]
    if automatic:
        found = [action for action in found if action.disabled is None]
    wanted = only or (("quickfix",) if automatic else ("",))
    return _distinct(action for action in found if any(_is_below(action.kind, kind) for kind in wanted))


def _distinct(found: Iterable[Action]) -> tuple[Action, ...]:
    """Each action once: an example may wait for a hole that the cursor is at too."""
    kept: dict[tuple[object, ...], Action] = {}
    for action in found:
        key = (action.kind, action.title, action.hole, action.index, action.edit)
        same = kept.get(key, action)
        fixed = tuple(sorted({*same.diagnostics, *action.diagnostics}))
        kept[key] = evolve(same, diagnostics=fixed, preferred=same.preferred or action.preferred)
    return tuple(kept.values())


def _is_below(kind: str, other: str) -> bool:
    """Whether `kind` is `other` or one of its sub-kinds."""
    return not other or kind == other or kind.startswith(f"{other}.")


def _of_hole(scene: Scene, hole: Hole) -> Iterator[Action]:
    view, name, uri = scene.view, name_of(hole), scene.uri
    filled = is_filled(view, hole)
    if (doing := view.running.get(hole.id)) is not None:
        title = f"Stop the work on {name} ({shorten(doing, _DOING)})"
        yield commanded(title, CANCEL, hole, commands.Cancel(uri, hole.id))
    elif filled:
        yield from _filling_again(scene, hole)
    elif hole.kind is not Kind.SKETCH:
        yield _filling(scene, hole)
    if hole.id in view.suggestions:
        yield from _suggested(scene, hole)
    yield from choosing(scene, hole)
    yield from adding(scene, hole)
    if filled and hole.id in view.document.entries:
        if "locked" in scene.flags(hole):
            yield commanded(f"Unlock the fill of {name}", LOCK, hole, commands.Unlock(uri, hole.id))
        else:
            yield commanded(f"Lock the fill of {name}", LOCK, hole, commands.Lock(uri, hole.id))
    if hole.kind in (Kind.NAMED, Kind.INLINE) or (hole.kind is Kind.SKETCH and filled):
        title = f"Show what a model would be sent for {name}"
        yield commanded(title, PREVIEW_PROMPT, hole, commands.PreviewPrompt(uri, hole.id))
    if hole.kind is Kind.INLINE:
        yield edited(f"Make {name} a named hole", PROMOTE, scene.request("promote", hole))
    if filled and view.sketch.language is Language.ANPL:
        yield edited(f"Write the fill of {name} into the sketch", INLINE, scene.request("inline", hole))
    if hole.kind is Kind.SKETCH:
        yield edited(f"Make {name} a hole, without its body", PUNCH, scene.request("punch", hole))


def _filling(scene: Scene, hole: Hole) -> Action:
    """Filling an open hole."""
    name = name_of(hole)
    fixed = scene.about(hole, "unfilled-hole", "engine-error")
    action = commanded(f"Fill {name}", FILL, hole, commands.Fill(scene.uri, hole.id), fixed, preferred=True)
    if "locked" in scene.flags(hole):
        return action.unless(f"{name} is locked; unlock it first.")
    wrong = (problem.message for problem in scene.view.sketch.problems if overlap(problem.span, hole.span))
    return action.unless(next(wrong, None))


def _filling_again(scene: Scene, hole: Hole) -> Iterator[Action]:
    """Mending a fill, making sure of it, or looking for another."""
    name, uri = name_of(hole), scene.uri
    report, flags = scene.report(hole), scene.flags(hole)
    failing = report is not None and report.status is Status.FAILING
    kept = _kept(name, flags)
    if failing and hole.kind is not Kind.CHOICE:
        fixed = scene.about(hole, *FAILURES, "property-falsified")
        repair = commands.Repair(uri, hole.id)
        yield commanded(f"Repair the fill of {name}", REPAIR, hole, repair, fixed, preferred=True).unless(kept)
    fixed = scene.about(hole, "stale-fill", "engine-error")
    if fixed or "stale" in flags or (failing and hole.kind is Kind.CHOICE):
        # Where what stands holds, this keeps it.
        fill = commands.Fill(uri, hole.id)
        yield commanded(f"Fill {name} again", FILL, hole, fill, fixed, preferred=not failing).unless(kept)
    changed = " in place of what was changed by hand" if "edited" in flags else ""
    fixed = scene.about(hole, "stale-fill", "memorised-examples")
    refill = commanded(f"Find another fill of {name}{changed}", REFILL, hole, commands.Refill(uri, hole.id), fixed)
    yield refill.unless(kept if "locked" in flags else None)


def _kept(name: str, flags: Sequence[str]) -> str | None:
    """Why a fill is to stay as it is."""
    if "locked" in flags:
        return f"The fill of {name} is locked; unlock it first."
    if "edited" in flags:
        return f"The fill of {name} was changed by hand; only looking for another fill replaces it."
    return None


def _suggested(scene: Scene, hole: Hole) -> Iterator[Action]:
    """What `explain` came to."""
    fixed = scene.about(hole, *FAILURES, "property-falsified")
    name, uri = name_of(hole), scene.uri
    look = commands.PreviewSuggestion(uri, hole.id)
    yield commanded(f"Look at the suggested repair of {name}", REPAIR, hole, look, fixed)
    apply = commands.ApplySuggestion(uri, hole.id)
    yield commanded(f"Apply the suggested repair of {name}", REPAIR, hole, apply, fixed)


def _of_file(scene: Scene) -> Iterator[Action]:
    view = scene.view
    if any(_is_open(scene, hole) for hole in view.subjects):
        yield commanded("Fill all open holes", FILL_ALL, None, commands.FillAll(scene.uri))
    if view.sketch.language is Language.ANPL and view.subjects:
        yield commanded("Write the module of this sketch", COMPILE, None, commands.Compile(scene.uri))


def _is_open(scene: Scene, hole: Hole) -> bool:
    """Whether filling everything would take on `hole`."""
    report, flags = scene.report(hole), scene.flags(hole)
    if "locked" in flags or "edited" in flags or hole.id in scene.view.running:
        return False
    if not is_filled(scene.view, hole):
        return hole.kind is not Kind.SKETCH
    return "stale" in flags or (report is not None and report.status is Status.FAILING)
