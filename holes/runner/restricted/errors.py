"""Which exceptions of the restricted interpreter are the program's own, and which may mean that it lacks something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from pydantic_monty import Frame, MontyRuntimeError

_LONGEST_MESSAGE = 10_000
_MOST_FRAMES = 40

#: Raised by Python's own operations with the same words on both sides.
_OWN = frozenset({"IndexError", "AssertionError", "StopIteration"})

#: A `ValueError` can also say that a format or an argument is not supported: these say what is wrong with a value.
_OWN_VALUES = re.compile(
    r"invalid literal for int\(\)|could not convert string to float|not enough values to unpack|"
    r"substring not found|list\.remove\(x\): x not in list"
)


@frozen
class Raised:
    """An exception that the program raised: as data for the parent."""

    data: dict[str, object]


@frozen
class Lacking:
    """Why a case was not run to its end: what follows "the restricted interpreter"."""

    words: str


def read(error: MontyRuntimeError, program: str) -> Raised | Lacking:
    """What an exception means; `program` is the name under which the program was given."""
    inner = error.exception()
    kind = type(inner)
    frames = [frame for frame in error.traceback() if frame.filename == program]
    message = _message(inner)
    innermost = error.traceback()[-1:]
    explicit = bool(innermost) and _raised_there(innermost[0], kind.__name__)
    own = kind.__name__ in _OWN or _same_words(kind, message)
    if not explicit and not own:
        return Lacking(_words(kind.__name__, message))
    return Raised(
        {
            "type": _name(kind),
            "message": message,
            "bases": [base.__name__ for base in kind.__mro__],
            "frames": _lines(frames),
        }
    )


def data(kind: type[BaseException], message: str) -> dict[str, object]:
    """An exception of ours as data for the parent."""
    return {"type": _name(kind), "message": message, "bases": [base.__name__ for base in kind.__mro__], "frames": []}


def _raised_there(frame: Frame, name: str) -> bool:
    """Whether the statement `raise NAME` stands where the exception came from: then it is meant."""
    line = frame.source_line or ""
    before, after = line[: frame.column - 1], line[frame.column - 1 :]
    return re.search(r"(^|[\s;:])raise\s+$", before) is not None and re.match(rf"{name}\b", after) is not None


def _same_words(kind: type[BaseException], message: str) -> bool:
    if kind is ValueError:
        # Digits beyond ASCII are numbers for Python.
        return message.isascii() and _OWN_VALUES.match(message) is not None
    if kind is KeyError:
        # It keeps the text of a key alone: what looks like a name is a text, but for three.
        return message[1:-1].isidentifier() and message[1:-1] not in ("None", "True", "False")
    return False


def _message(error: BaseException) -> str:
    try:
        return str(error)[:_LONGEST_MESSAGE]
    except Exception:
        return "<exception str() failed>"


def _name(kind: type[BaseException]) -> str:
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _lines(frames: list[Frame]) -> list[list[object]]:
    lines: list[list[object]] = [[frame.line, frame.function_name or "<module>"] for frame in frames]
    return lines if len(lines) <= _MOST_FRAMES else lines[: _MOST_FRAMES // 2] + lines[-_MOST_FRAMES // 2 :]


def _words(kind: str, message: str) -> str:
    if module := re.fullmatch(r"No module named '(.*)'", message):
        return f"has no module `{module[1]}`"
    if missing := re.match(r"cannot import name '(\w+)' from '([\w.]+)'", message):
        return f"has no `{missing[1]}` in the module `{missing[2]}`"
    if syntax := re.fullmatch(r"The monty syntax parser does not yet support (.*)", message, re.DOTALL):
        return f"does not know {syntax[1][:200]}"
    if missing := re.fullmatch(r"name '(\w+)' is not defined", message):
        return f"knows nothing of the name `{missing[1]}`"
    shown = " ".join(f"{kind}: {message}".split())
    return f"cannot tell whether it lacks something or the program is wrong: {shown[:200]}"
