"""What a code action is, and what those that offer it need to know."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from holes.report import HoleReport
from holes.values import shorten
from server.features.action_edits import EditRequest
from server.features.commands import Call, Command, call
from server.features.view import View
from sketch.layout import line_end, line_start
from sketch.model import Example, Hole, Span

FILL = "quickfix.holewright.fill"
REPAIR = "quickfix.holewright.repair"
CHOOSE = "quickfix.holewright.choose"
EXPLAIN = "quickfix.holewright.explain"
ACCEPT_ACTUAL = "quickfix.holewright.acceptActual"
REMOVE_EXAMPLE = "quickfix.holewright.removeExample"
CANCEL = "quickfix.holewright.cancel"
PROMOTE = "refactor.extract.holewright.promote"
INLINE = "refactor.inline.holewright.inline"
REFILL = "refactor.rewrite.holewright.refill"
PUNCH = "refactor.rewrite.holewright.punch"
ADD_EXAMPLE = "refactor.holewright.addExample"
TRACE = "refactor.holewright.trace"
LOCK = "refactor.holewright.lock"
PREVIEW_PROMPT = "refactor.holewright.previewPrompt"
FILL_ALL = "source.holewright.fillAll"
COMPILE = "source.holewright.compile"

#: All kinds that there are.
KINDS = (
    FILL, REPAIR, CHOOSE, EXPLAIN, ACCEPT_ACTUAL, REMOVE_EXAMPLE, CANCEL, PROMOTE, INLINE, REFILL, PUNCH, ADD_EXAMPLE,
    TRACE, LOCK, PREVIEW_PROMPT, FILL_ALL, COMPILE,
)  # fmt: skip
#: Those that change the text alone: nothing runs, and nothing is sent.
PLAIN_EDITS = (PROMOTE, INLINE, PUNCH, REMOVE_EXAMPLE)
#: The codes of diagnostics of an example that was run and does not hold.
FAILURES = ("example-failed", "example-raised", "example-timeout", "example-crashed", "example-denied")
_SHOWN = 40


@frozen
class Action:
    """One thing that can be done, of one of `KINDS`, about the hole `hole` and its example `index`. `diagnostics` are
    the indexes of those given that it fixes, `preferred` the action for them that one takes without looking. An `edit`
    is made before a `command` is called; `disabled` says why it can't be chosen now."""

    title: str
    kind: str
    hole: str | None = None
    index: int | None = None
    diagnostics: tuple[int, ...] = ()
    preferred: bool = False
    command: Call | None = None
    edit: EditRequest | None = None
    disabled: str | None = None

    def unless(self, reason: str | None) -> Action:
        """The same, but disabled where there is a `reason`."""
        return self if reason is None else evolve(self, disabled=reason, preferred=False)


@frozen
class Scene:
    """What actions are asked for: a view of the document `uri`, and the code and place of each diagnostic there."""

    view: View
    uri: str
    codes: tuple[tuple[str, Span], ...] = ()

    def about(self, hole: Hole, *codes: str) -> tuple[int, ...]:
        """The indexes of the diagnostics of one of `codes` that are about a hole, its examples or properties."""
        examples = (_lines(self.view.text, example) for example in hole.examples)
        properties = (line.span for line in hole.properties)
        return self._in((hole.name_span, hole.description_span, *examples, *properties), codes)

    def about_example(self, example: Example, *codes: str) -> tuple[int, ...]:
        """The same for one example."""
        return self._in((_lines(self.view.text, example),), codes)

    def _in(self, places: Sequence[Span], codes: Sequence[str]) -> tuple[int, ...]:
        return tuple(
            index
            for index, (code, span) in enumerate(self.codes)
            if code in codes and any(place.start <= span.start and span.end <= place.end for place in places)
        )

    def report(self, hole: Hole) -> HoleReport | None:
        """What is known of a hole."""
        return self.view.reports.get(hole.id)

    def flags(self, hole: Hole) -> tuple[str, ...]:
        """`stale`, `edited` and `locked`, as far as they hold."""
        report = self.report(hole)
        return report.flags if report is not None else self.view.document.flags(hole)

    def request(self, action: str, hole: Hole, index: int | None = None, **texts: str) -> EditRequest:
        """The edit `action` of `hole` as it is now."""
        return EditRequest(action, hole.id, self.view.document.fingerprints.get(hole.id, ""), index, **texts)


def _lines(text: str, example: Example) -> Span:
    """The whole lines of an example."""
    return Span(line_start(text, example.span.start), line_end(text, example.span.end))


def commanded(
    title: str,
    kind: str,
    hole: Hole | None,
    command: Command,
    fixed: tuple[int, ...] = (),
    *,
    index: int | None = None,
    preferred: bool = False,
) -> Action:
    """An action that calls a command, and fixes the diagnostics with the indexes `fixed`."""
    id = hole.id if hole is not None else None
    return Action(title, kind, id, index, fixed, preferred, call(command))


def edited(title: str, kind: str, request: EditRequest, fixed: tuple[int, ...] = ()) -> Action:
    """An action that changes the text."""
    return Action(title, kind, request.hole, request.index, fixed, edit=request)


def quoted(source: str) -> str:
    """A piece of code in a title."""
    return f"`{shorten(source, _SHOWN)}`"
