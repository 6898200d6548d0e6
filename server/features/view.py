"""What a feature answers from: one version of a document with all that is known of it, frozen."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from holes.document import Document
from holes.report import HoleReport
from holes.trace import Trace
from sketch.model import Hole, Sketch


@frozen
class View:
    """A snapshot of an open document. `reports` are by id of hole or sketch function, in order of the text, and hold
    only what stands for exactly this text: where examples are still running or nothing may run, there is none.
    `pending` are the ids of which a report will come. `running` says by hole id what a job on it is doing, in words.
    `suggestions` are fills that `explain` suggests, by hole id. `trace` is the last one that was asked for, as long as
    what it ran stands. `trusted` is whether anything may run."""

    document: Document
    version: int | None = None
    reports: Mapping[str, HoleReport] = field(factory=dict)
    pending: frozenset[str] = frozenset()
    running: Mapping[str, str] = field(factory=dict)
    suggestions: Mapping[str, str] = field(factory=dict)
    trace: Trace | None = None
    trusted: bool = True

    @property
    def sketch(self) -> Sketch:
        """What the text means."""
        return self.document.sketch

    @property
    def text(self) -> str:
        """The text that all offsets are into."""
        return self.document.sketch.text

    @property
    def subjects(self) -> tuple[Hole, ...]:
        """Holes and sketch functions, in order of the text."""
        return tuple(sorted((*self.sketch.holes, *self.sketch.functions), key=lambda hole: hole.span))
