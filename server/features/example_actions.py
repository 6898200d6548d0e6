"""Code actions about examples: accepting, removing, explaining and tracing one, and adding others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from attrs import evolve

from holes.acceptable import acceptable
from holes.bench import out_of_reach
from holes.explain import WRONG
from holes.report import ExampleReport
from holes.verdict import Verdict, is_skipped
from server.features.action import (
    ACCEPT_ACTUAL,
    ADD_EXAMPLE,
    CHOOSE,
    EXPLAIN,
    FAILURES,
    FILL,
    REMOVE_EXAMPLE,
    TRACE,
    Action,
    Scene,
    commanded,
    edited,
    quoted,
)
from server.features.action_edits import name_of
from server.features.commands import AddExample, Explain, Fill, Trace, call
from server.features.cursor import At, judged
from server.features.example_call import UNKNOWN, example_call
from server.features.standing import is_filled
from server.features.traced_examples import traced_examples
from server.features.view import View
from sketch.graph import examples_reach
from sketch.model import Example, Hole, Kind
from sketch.statements import normal_form

#: What is not run shows nothing when it is traced.
_NOT_RUN = (Verdict.MALFORMED, Verdict.CONFLICTING)
#: So many examples of a selection, holes that one waits for, and calls of a trace are offered.
_MOST = 5
_TRACED = 3


def example_actions(scene: Scene, at: At) -> Iterator[Action]:
    """What can be done about the examples that the cursor is at or, where it is at the hole itself, about the one that
    is worth it most: the first that does not hold, else the first."""
    hole = at.hole
    reports = judged(hole, scene.report(hole))
    for index in at.examples[:_MOST]:
        yield from _of_example(scene, hole, index, reports.get(index))
    if not at.examples:
        runs = [index for index in range(len(hole.examples)) if _runs(hole.examples[index], reports.get(index))]
        wrong = [index for index in runs if index in reports and reports[index].verdict in WRONG]
        if wrong:
            yield _explaining(scene, hole, wrong[0])
        if runs:
            yield _tracing(scene, hole, (wrong or runs)[0])


def adding(scene: Scene, hole: Hole) -> Iterator[Action]:
    """Adding an example to be completed, and those that the last trace has shown."""
    view, name = scene.view, name_of(hole)
    if hole.kind is Kind.CHOICE or out_of_reach(view.sketch, hole) is not None:
        return
    # Of a fill it can be asked what it gives; without one, the person is to write it.
    expected = None if is_filled(view, hole) else UNKNOWN
    command = AddExample(scene.uri, hole.id, example_call(hole), expected)
    yield commanded(f"Add an example of {name}", ADD_EXAMPLE, hole, command, scene.about(hole, "unchecked-fill"))
    for source, came in islice(traced_examples(view, hole), _TRACED):
        request = scene.request("addExample", hole, source=source, expected=came)
        yield edited(f"Make the traced {quoted(source)} an example of {name}", ADD_EXAMPLE, request)


def choosing(scene: Scene, hole: Hole) -> Iterator[Action]:
    """Saying which of two functions that hold is meant, by an example; then the hole is asked again."""
    report = scene.report(hole)
    if report is None or report.doubt is None or out_of_reach(scene.view.sketch, hole) is not None:
        return
    doubt = report.doubt
    fixed = scene.about(hole, "ambiguous-fill")
    for answer, source, expected in doubt.examples():
        title = f"{quoted(doubt.call)} is to give {quoted(answer)}"
        request = scene.request("addExample", hole, source=source, expected=expected)
        yield evolve(edited(title, CHOOSE, request, fixed), command=call(Fill(scene.uri, hole.id)))


def _of_example(scene: Scene, hole: Hole, index: int, report: ExampleReport | None) -> Iterator[Action]:
    example = hole.examples[index]
    if report is not None and (accepted := acceptable(report)) is not None:
        came = accepted.split("\n", 1)[-1] if accepted.startswith("Traceback") else accepted or "None"
        title = f"Accept {quoted(came)} as right for {quoted(example.source)}"
        request = scene.request("acceptActual", hole, index, expected=accepted)
        fixed = scene.about_example(example, "example-failed", "example-raised")
        yield edited(title, ACCEPT_ACTUAL, request, fixed).unless(_elsewhere(example, "change"))
    if report is not None and report.verdict in WRONG:
        yield _explaining(scene, hole, index)
    yield from _removing(scene, hole, index)
    if _runs(example, report):
        yield _tracing(scene, hole, index)
    if report is not None and report.verdict is Verdict.BLOCKED:
        yield from _needed(scene, hole, example)


def _removing(scene: Scene, hole: Hole, index: int) -> Iterator[Action]:
    """Taking an example away, or of those that contradict each other any."""
    example = hole.examples[index]
    conflict = scene.about_example(example, "examples-conflict")
    fixed = (*scene.about_example(example, *FAILURES, "example-malformed"), *conflict)
    others = tuple(_contradicting(scene.view, hole, index))
    for other in (index, *others):
        removed = hole.examples[other]
        expecting = f" that expects {quoted(_said(removed))}" if others else ""
        title = f"Remove the example {quoted(removed.source)}{expecting}"
        request = scene.request("removeExample", hole, other)
        action = edited(title, REMOVE_EXAMPLE, request, fixed if other == index else conflict)
        yield action.unless(_elsewhere(removed, "remove"))


def _explaining(scene: Scene, hole: Hole, index: int) -> Action:
    example = hole.examples[index]
    title = f"Explain why {quoted(example.source)} does not hold"
    fixed = scene.about_example(example, *FAILURES)
    return commanded(title, EXPLAIN, hole, Explain(scene.uri, hole.id), fixed, index=index)


def _tracing(scene: Scene, hole: Hole, index: int) -> Action:
    title = f"Trace {quoted(hole.examples[index].source)}"
    return commanded(title, TRACE, hole, Trace(scene.uri, hole.id, index), index=index)


def _needed(scene: Scene, hole: Hole, example: Example) -> Iterator[Action]:
    """Filling the holes that an example waits for."""
    reached = examples_reach(scene.view.sketch, hole.id)
    waited = (other for other in scene.view.sketch.holes if other.id in reached and other.id != hole.id)
    fixed = scene.about_example(example, "example-blocked")
    for other in islice((other for other in waited if not is_filled(scene.view, other)), _MOST):
        yield commanded(f"Fill {name_of(other)}", FILL, other, Fill(scene.uri, other.id), fixed)


def _runs(example: Example, report: ExampleReport | None) -> bool:
    """Whether a trace of an example can show something."""
    return not is_skipped(example) and (report is None or report.verdict not in _NOT_RUN)


def _contradicting(view: View, hole: Hole, index: int) -> Iterator[int]:
    """The indexes of the other examples of the same call, where the text says that they contradict each other."""
    asked = hole.examples[index]
    spans = {problem.span for problem in view.sketch.problems if problem.code == "examples-conflict"}
    if asked.row is not None or asked.span not in spans:
        return
    for other, example in enumerate(hole.examples):
        same = other != index and example.row is None and example.span in spans
        if same and _statements(example) == _statements(asked):
            yield other


def _statements(example: Example) -> tuple[str, ...]:
    return tuple(map(normal_form, (*example.setup, example.source)))


def _elsewhere(example: Example, doing: str) -> str | None:
    """Why an example can't be edited: it stands in a file of examples."""
    row = example.row
    return None if row is None else f"This example is line {row.line} of {row.path}; {doing} it there."


def _said(example: Example) -> str:
    return example.raises if example.raises is not None else example.expected or "None"
