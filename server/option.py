"""One setting: what it may be, and reading what a person wrote for it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from server.interpreter import on_path
from server.surroundings import Surroundings

OPTION = "option"

#: Folders that tell of all processes, keys in their environments among it, or lead to devices.
_OF_THE_SYSTEM = tuple(Path(path) for path in ("/proc", "/sys", "/dev"))


class Wrong(ValueError):
    """A setting can't be what was written; `str(wrong)` says what it has to be, as in "has to be …"."""


@frozen
class Option:
    """What a setting may be. `kind` is one of the names in `_READERS`; `least` and `most` bound a number; `guarded`
    means that an untrusted workspace can't set it, unless to one of `harmless`; `fallback` is in force after a wrong
    value, where that is not the default."""

    kind: str
    one_of: tuple[str, ...] = ()
    least: float = -math.inf
    most: float = math.inf
    guarded: bool = False
    harmless: tuple[object, ...] = ()
    fallback: object = None


def option(
    default: object,
    kind: str,
    *,
    one_of: tuple[str, ...] = (),
    least: float = -math.inf,
    most: float = math.inf,
    guarded: bool = False,
    harmless: tuple[object, ...] = (),
    fallback: object = None,
    repr: bool = True,
) -> Any:
    """An attrs field that is a setting."""
    described = Option(kind, one_of, least, most, guarded, harmless, default if fallback is None else fallback)
    return field(default=default, repr=repr, metadata={OPTION: described})


def canonical(key: str) -> str:
    """`base-url` and `baseUrl` as `base_url`."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in key).replace("-", "_").lstrip("_")


def read_value(option: Option, value: object, folder: Path, around: Surroundings) -> object:
    """What `value` means. `folder` is where relative paths start. Raises `Wrong`."""
    return _READERS[option.kind](option, value, folder, around)


def _text(value: object, what: str = "a text") -> str:
    if not isinstance(value, str) or not value.strip() or any(ord(letter) < 32 for letter in value.strip()):
        raise Wrong(f"has to be {what}")
    return value.strip()


def _read_text(option: Option, value: object, folder: Path, around: Surroundings) -> str:
    return _text(value)


def _read_choice(option: Option, value: object, folder: Path, around: Surroundings) -> str:
    if isinstance(value, str) and value.strip() in option.one_of:
        return value.strip()
    raise Wrong(f"has to be one of {', '.join(option.one_of)}{did_you_mean(value, option.one_of)}")


def _read_flag(option: Option, value: object, folder: Path, around: Surroundings) -> bool:
    if isinstance(value, bool):
        return value
    raise Wrong("has to be true or false")


def _read_number(option: Option, value: object, folder: Path, around: Surroundings) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and option.least <= value <= option.most:
        return value
    raise Wrong(f"has to be a number {_range(option)}")


def _read_whole(option: Option, value: object, folder: Path, around: Surroundings) -> int:
    # An editor's JSON may write a whole number as 4.0.
    if isinstance(value, (int, float)) and not isinstance(value, bool) and option.least <= value <= option.most:
        whole = int(value)
        if whole == value:
            return whole
    raise Wrong(f"has to be a whole number {_range(option)}")


def _read_url(option: Option, value: object, folder: Path, around: Surroundings) -> str:
    from urllib.parse import urlsplit

    what = "an address such as https://host/v1"
    url = _text(value, what)
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        whole = False
    if not whole or " " in url:
        raise Wrong(f"has to be {what}")
    if parts.username is not None or parts.password is not None:
        raise Wrong("has to be without a name or password in it: set the key as HOLEWRIGHT_API_KEY")
    return url


def _read_key(option: Option, value: object, folder: Path, around: Surroundings) -> str:
    key = _text(value, "a key of plain letters, digits and signs")
    if not key.isascii() or " " in key:
        raise Wrong("has to be a key of plain letters, digits and signs")
    return key


def _read_path(option: Option, value: object, folder: Path, around: Surroundings) -> Path:
    return around.absolute(value if isinstance(value, Path) else _text(value, "a path"), folder)


def _read_paths(option: Option, value: object, folder: Path, around: Surroundings) -> tuple[Path, ...]:
    what = "a list of files and folders"
    if not isinstance(value, (list, tuple)):
        raise Wrong(f"has to be {what}")
    paths = (around.absolute(item if isinstance(item, Path) else _text(item, what), folder) for item in value)
    found = tuple(dict.fromkeys(paths))
    if any(path == path.parent or any(path.is_relative_to(one) for one in _OF_THE_SYSTEM) for path in found):
        raise Wrong(f"has to be {what}, and none that is the system's own")
    return found


def _read_program(option: Option, value: object, folder: Path, around: Surroundings) -> Path:
    what = "a Python interpreter's path, or its name on PATH"
    text = str(value) if isinstance(value, Path) else _text(value, what)
    if not set(text) & set("/\\") and not text.startswith("~"):
        found = on_path(text, around)
    else:
        path = around.absolute(text, folder)
        found = path if around.exists(path) and not around.is_folder(path) else None
    if found is None:
        raise Wrong(f"has to be {what}, and there is no such program")
    return found


_READERS: Mapping[str, Callable[[Option, object, Path, Surroundings], object]] = {
    "text": _read_text,
    "choice": _read_choice,
    "flag": _read_flag,
    "number": _read_number,
    "whole": _read_whole,
    "url": _read_url,
    "key": _read_key,
    "path": _read_path,
    "paths": _read_paths,
    "program": _read_program,
}


def _range(option: Option) -> str:
    if option.most == math.inf:
        return f"of at least {option.least:g}"
    return f"from {option.least:g} to {option.most:g}"


def did_you_mean(word: object, known: tuple[str, ...]) -> str:
    """` (did you mean …?)` where something known is close."""
    import difflib

    close = difflib.get_close_matches(str(word), known, n=1) if isinstance(word, str) else []
    return f" (did you mean {close[0]}?)" if close else ""
