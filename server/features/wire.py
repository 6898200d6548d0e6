"""Values of ours as an editor sends them back: JSON objects whose keys are the fields of a class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

from attrs import Attribute, AttrsInstance, asdict, fields
from cattrs import ClassValidationError, Converter
from cattrs.errors import ForbiddenExtraKeysError

_T = TypeVar("_T", bound=AttrsInstance)


def read(name: str, kind: type[_T], given: object) -> _T:
    """The value of class `kind` that `given` says. It is as strict as JSON is: no number passes for a text, and nothing
    is ignored. Raises ValueError with a sentence that begins with `name`."""
    if not isinstance(given, Mapping):
        raise ValueError(f"{name} takes {taken(kind)}.")
    try:
        return _CONVERTER.structure(given, kind)
    except ClassValidationError as error:
        reason = _reason(error, [item.name for item in fields(kind)])
        raise ValueError(f"{name}: {reason}; it takes {taken(kind)}.") from None


def written(value: AttrsInstance) -> dict[str, Any]:
    """`value` as an object that `read` reads. What has its default is left out."""
    return asdict(value, filter=lambda attribute, item: item != attribute.default)


def taken(kind: type[AttrsInstance]) -> str:
    """What an object of class `kind` has, in words."""
    return f"an object of {', '.join(repr(item.name) for item in fields(kind))}"


def counts(_: object, attribute: Attribute[int | None], value: int | None) -> None:
    """A validator: there is nothing before the first. Raises ValueError."""
    if value is not None and value < 0:
        raise ValueError(f"{attribute.name!r} counts from 0")


def close(word: str, known: Iterable[str]) -> str:
    """What may have been meant by `word`, in brackets; empty where nothing is like it."""
    found = get_close_matches(word, known, n=1)
    return f" (but {found[0]!r})" if found else ""


def _reason(error: BaseException, known: Sequence[str]) -> str:
    """The first thing that is wrong, in words."""
    match error:
        case ClassValidationError():
            return _reason(error.exceptions[0], known)
        case ForbiddenExtraKeysError():
            key = min(map(str, error.extra_fields))
            return f"there is no {key!r}{close(key, known)}"
        case KeyError():
            return f"{error.args[0]!r} is missing"
    # What was being read when the value was refused is told by a note.
    where = [note.name for note in getattr(error, "__notes__", ()) if hasattr(note, "name")]
    return f"{where[0]!r} is {error}" if where else str(error)


def _text(value: object, _: object) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _whole(value: object, _: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("no whole number")
    return value


def _flag(value: object, _: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")
    return value


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(int, _whole)
    converter.register_structure_hook(bool, _flag)
    return converter


_CONVERTER = _converter()
