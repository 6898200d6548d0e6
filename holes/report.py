"""What is known of a file's holes: plain values that the command line prints and an editor shows."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from holes.doubt import Doubt
from holes.engines.protocol import Usage
from holes.runner.protocol import Confinement
from holes.verdict import Verdict
from sketch.model import Example, Hole, Kind, Problem, Property, Sketch, Span


class Status(StrEnum):
    """The state of a hole or sketch function, as in the design."""

    UNFILLED = "unfilled"
    UNCHECKED = "unchecked"
    VERIFIED = "verified"
    FAILING = "failing"
    AMBIGUOUS = "ambiguous"
    BLOCKED = "blocked"


class Severity(StrEnum):
    """How serious a diagnostic is."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"
    HINT = "hint"


@frozen
class Related:
    """A further place that a diagnostic leads to: in the sketch's text or, where `fill` is the id of a hole, in the
    source of the fill that stands in it."""

    message: str
    span: Span
    fill: str | None = None


@frozen
class Diagnostic:
    """One finding. `code` is one of the design's table; `span` where it stands in the sketch's text."""

    code: str
    severity: Severity
    message: str
    span: Span
    related: tuple[Related, ...] = ()


@frozen
class ExampleReport:
    """One example with its verdict. `expected` and `actual` are full texts; `message` is None where it passed;
    `printed` is what it wrote to standard output, `…` at its end where there was more."""

    example: Example
    verdict: Verdict
    expected: str
    actual: str | None = None
    message: str | None = None
    seconds: float = 0.0
    printed: str = ""


@frozen
class PropertyReport:
    """One property. `held` is None where it could not be tried (`message` says why); `inputs` counts those tried;
    `falsified_by` is the shrunken input as people write it: `items=[0, 0]`."""

    property: Property
    held: bool | None
    inputs: int = 0
    falsified_by: str | None = None
    message: str | None = None


@frozen
class FillReport:
    """What stands in a hole and where it came from. `attempts` counts candidates judged for it."""

    source: str
    engine: str
    model: str | None = None
    attempts: int = 0
    usage: Usage = field(factory=Usage)


@frozen
class HoleReport:
    """A hole with all that is known of it. `kind` is `hole.kind`, but `named` for a function of a `.py` file that
    Holewright filled. `through` names the functions whose examples judged a hole that has none of its own. `doubt` is
    why one is ambiguous."""

    hole: Hole
    kind: Kind
    status: Status
    fingerprint: str
    flags: tuple[str, ...] = ()
    examples: tuple[ExampleReport, ...] = ()
    properties: tuple[PropertyReport, ...] = ()
    fill: FillReport | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    through: tuple[str, ...] = ()
    note: str | None = None
    doubt: Doubt | None = None


@frozen
class FileReport:
    """One file. `errors` are problems of the text and its `Examples:` files; `written` is the path of the module
    that was written, `note` a sentence on why none was. `sandbox` is how its examples were confined, None where there
    was nothing to run."""

    path: str
    sketch: Sketch
    errors: tuple[Problem, ...] = ()
    holes: tuple[HoleReport, ...] = ()
    written: str | None = None
    note: str | None = None
    sandbox: Confinement | None = None


@frozen
class Summary:
    """Counts over files. `holes` counts every entry, `seconds` is wall time."""

    holes: int = 0
    verified: int = 0
    failing: int = 0
    unfilled: int = 0
    unchecked: int = 0
    ambiguous: int = 0
    blocked: int = 0
    examples: int = 0
    passed: int = 0
    tokens: int = 0
    requests: int = 0
    seconds: float = 0.0


@frozen
class Report:
    """Everything that one run of `check` or `fill` found. `messages` are sentences for the person that belong to no
    file."""

    files: tuple[FileReport, ...] = ()
    seconds: float = 0.0
    usage: Usage = field(factory=Usage)
    messages: tuple[str, ...] = ()

    def summary(self) -> Summary:
        """Counts over all files."""
        entries = [hole for file in self.files for hole in file.holes]
        examples = [example for entry in entries for example in entry.examples]
        count = {status: sum(entry.status is status for entry in entries) for status in Status}
        return Summary(
            holes=len(entries),
            verified=count[Status.VERIFIED],
            failing=count[Status.FAILING],
            unfilled=count[Status.UNFILLED],
            unchecked=count[Status.UNCHECKED],
            ambiguous=count[Status.AMBIGUOUS],
            blocked=count[Status.BLOCKED],
            examples=len(examples),
            passed=sum(example.verdict is Verdict.PASSED for example in examples),
            tokens=self.usage.prompt + self.usage.completion,
            requests=self.usage.requests,
            seconds=self.seconds,
        )

    def exit_status(self) -> int:
        """2 where a file itself is at fault, 1 where something is not verified, else 0."""
        if any(file.errors for file in self.files):
            return 2
        return 0 if all(entry.status is Status.VERIFIED for file in self.files for entry in file.holes) else 1
