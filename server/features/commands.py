"""The commands that an editor can call, each a frozen value: read from what came over the wire, and written for lenses
and actions that offer it.

On the wire a command is its name and one object, `[{"uri": …, "hole": …}]`, whose keys are the fields of its class;
those with a default may be left out. `uri` is the document's, `hole` the id of a hole or function with a body in it,
`index` counts the examples of that from 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from attrs import field, frozen

from server.features.wire import close, counts, read, taken, written


class Call(NamedTuple):
    """A command as the wire has it."""

    name: str
    arguments: list[dict[str, Any]]


@frozen
class Fill:
    """Look for a fill of a hole."""

    uri: str
    hole: str


@frozen
class FillAll:
    """Look for fills of all open, failing and stale holes of a document."""

    uri: str


@frozen
class Refill:
    """Look for another fill of a hole, also where one holds. `feedback` is what to do otherwise, in a person's words.
    With `preview` it is suggested, and what stands is left alone."""

    uri: str
    hole: str
    feedback: str | None = None
    preview: bool = False


@frozen
class Repair:
    """Mend a fill that fails, with as few changes as possible. With `preview` that is suggested, and what stands is
    left alone."""

    uri: str
    hole: str
    preview: bool = False


@frozen
class Explain:
    """Ask a model why a hole or function fails."""

    uri: str
    hole: str


@frozen
class Trace:
    """Run an example and record what each hole got and gave; without `index` the first that fails, else the first."""

    uri: str
    hole: str
    index: int | None = field(default=None, validator=counts)


@frozen
class AddExample:
    """Write the example `source` into the sketch. Without `expected` it expects what the fill makes of it."""

    uri: str
    hole: str
    source: str
    expected: str | None = None


@frozen
class Lock:
    """Keep the fill of a hole whatever happens, until it is unlocked."""

    uri: str
    hole: str


@frozen
class Unlock:
    """Let the fill of a hole be replaced again."""

    uri: str
    hole: str


@frozen
class Compile:
    """Write the module of a sketch beside it. With `quiet` no message says so, for an editor that shows the module."""

    uri: str
    quiet: bool = False


@frozen
class Cancel:
    """Stop the job on a hole; without `hole` all those of the document."""

    uri: str
    hole: str | None = None


@frozen
class PreviewPrompt:
    """Show what a model would be sent for a hole."""

    uri: str
    hole: str


@frozen
class PreviewSuggestion:
    """Show the fill that `explain` suggested, beside the one that stands."""

    uri: str
    hole: str


@frozen
class ApplySuggestion:
    """Put the fill that `explain` suggested in place of the one that stands."""

    uri: str
    hole: str


Command = (
    Fill
    | FillAll
    | Refill
    | Repair
    | Explain
    | Trace
    | AddExample
    | Lock
    | Unlock
    | Compile
    | Cancel
    | PreviewPrompt
    | PreviewSuggestion
    | ApplySuggestion
)

COMMANDS: Mapping[str, type[Command]] = {
    "holewright.fill": Fill,
    "holewright.fillAll": FillAll,
    "holewright.refill": Refill,
    "holewright.repair": Repair,
    "holewright.explain": Explain,
    "holewright.trace": Trace,
    "holewright.addExample": AddExample,
    "holewright.lock": Lock,
    "holewright.unlock": Unlock,
    "holewright.compile": Compile,
    "holewright.cancel": Cancel,
    "holewright.previewPrompt": PreviewPrompt,
    "holewright.previewSuggestion": PreviewSuggestion,
    "holewright.applySuggestion": ApplySuggestion,
}
_NAMES: Mapping[type[Command], str] = {kind: name for name, kind in COMMANDS.items()}


def parse(name: str, arguments: Sequence[object] | None) -> Command:
    """The command that came over the wire. Raises ValueError, with a sentence for the user, where there is none of
    that name or its arguments are not what it takes."""
    kind = COMMANDS.get(name)
    if kind is None:
        raise ValueError(f"There is no command {name!r}{close(name, COMMANDS)}.")
    if not arguments or len(arguments) != 1:
        raise ValueError(f"{name} takes one argument, {taken(kind)}.")
    return read(name, kind, arguments[0])


def call(command: Command) -> Call:
    """The command as the wire has it: `parse(*call(command)) == command`. What has its
    default is left out."""
    return Call(_NAMES[type(command)], [written(command)])
