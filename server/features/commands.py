"""The commands that an editor can call, each a frozen value: read from what came over the wire, and written for lenses
and actions that offer it.

On the wire a command is its name and one object, `[{"uri": …, "hole": …}]`, whose keys are the fields of its class;
those with a default may be left out. `uri` is the document's, `hole` the id of a hole or function with a body in it,
`index` counts the examples of that from 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

from attrs import Attribute, asdict, field, fields, frozen
from cattrs import ClassValidationError, Converter
from cattrs.errors import ForbiddenExtraKeysError


class Call(NamedTuple):
    """A command as the wire has it."""

    name: str
    arguments: list[dict[str, Any]]


def _counts(_: object, attribute: Attribute[int | None], value: int | None) -> None:
    if value is not None and value < 0:
        raise ValueError(f"{attribute.name!r} counts from 0")


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
    """Look for another fill of a hole, also where one holds. `feedback` is what to do otherwise, in a person's
    words."""

    uri: str
    hole: str
    feedback: str | None = None


@frozen
class Repair:
    """Mend a fill that fails, with as few changes as possible."""

    uri: str
    hole: str


@frozen
class Explain:
    """Ask a model why an example fails; without `index` the first that does."""

    uri: str
    hole: str
    index: int | None = field(default=None, validator=_counts)


@frozen
class Trace:
    """Run an example and record what each hole got and gave; without `index` the first that fails, else the first."""

    uri: str
    hole: str
    index: int | None = field(default=None, validator=_counts)


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
    """Write the module of a sketch beside it."""

    uri: str


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
    "holewright.applySuggestion": ApplySuggestion,
}
_NAMES: Mapping[type[Command], str] = {kind: name for name, kind in COMMANDS.items()}


def parse(name: str, arguments: Sequence[object] | None) -> Command:
    """The command that came over the wire. Raises ValueError, with a sentence for the user, where there is none of
    that name or its arguments are not what it takes."""
    kind = COMMANDS.get(name)
    if kind is None:
        raise ValueError(f"There is no command {name!r}{_close(name, COMMANDS)}.")
    taken = ", ".join(repr(item.name) for item in fields(kind))
    if not arguments or len(arguments) != 1 or not isinstance(arguments[0], Mapping):
        raise ValueError(f"{name} takes one argument, an object of {taken}.")
    given: Mapping[str, object] = arguments[0]
    try:
        return _CONVERTER.structure(given, kind)
    except ClassValidationError as error:
        reason = _reason(error, [item.name for item in fields(kind)])
        raise ValueError(f"{name}: {reason}; it takes an object of {taken}.") from None


def call(command: Command) -> Call:
    """The command as the wire has it: `parse(*call(command)) == command`. What is None is left out."""
    return Call(_NAMES[type(command)], [asdict(command, filter=lambda _, value: value is not None)])


def _reason(error: BaseException, known: Sequence[str]) -> str:
    """The first thing that is wrong, in words."""
    match error:
        case ClassValidationError():
            return _reason(error.exceptions[0], known)
        case ForbiddenExtraKeysError():
            key = min(map(str, error.extra_fields))
            return f"there is no {key!r}{_close(key, known)}"
        case KeyError():
            return f"{error.args[0]!r} is missing"
    # What cattrs was doing when the value was refused names the field.
    where = [note.name for note in getattr(error, "__notes__", ()) if hasattr(note, "name")]
    return f"{where[0]!r} is {error}" if where else str(error)


def _close(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, known, n=1)
    return f" (but {close[0]!r})" if close else ""


def _text(value: object, _: object) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _whole(value: object, _: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("no whole number")
    return value


def _converter() -> Converter:
    """As strict as JSON is: no number passes for a text."""
    converter = Converter(forbid_extra_keys=True)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(int, _whole)
    return converter


_CONVERTER = _converter()
