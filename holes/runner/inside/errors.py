"""Exceptions of the user's code as text, whatever their classes do."""

from __future__ import annotations

from .codec import base_names, class_name, clip, text_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType

_LONGEST_MESSAGE = 10_000
_MOST_FRAMES = 40

_traceback = BaseException.__dict__["__traceback__"].__get__


def error_data(error: BaseException, filename: str, module: str) -> dict[str, object]:
    """Type, message, bases, and the lines of the program (the code compiled as `filename`) that the error passed,
    outermost first. A class of the program's own `module` is named as if the program were run by itself."""
    name = class_name(type(error))
    if name.startswith(module + "."):
        name = name[len(module) + 1 :]
    return {
        "type": text_data(name),
        "message": text_data(_message(error)),
        "bases": [text_data(base) for base in base_names(type(error))],
        "frames": [[line, text_data(function)] for line, function in _frames(_traceback(error), filename)],
    }


def _message(error: BaseException) -> str:
    try:
        if isinstance(error, SyntaxError):
            return clip(str(error.msg), _LONGEST_MESSAGE)
        return clip(str(error), _LONGEST_MESSAGE)
    except Exception:
        return "<exception str() failed>"


def _frames(traceback: TracebackType | None, filename: str) -> list[tuple[int, str]]:
    frames: list[tuple[int, str]] = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_filename == filename:
            frames.append((traceback.tb_lineno or 0, code.co_name))
        traceback = traceback.tb_next
    if len(frames) > _MOST_FRAMES:
        frames = frames[: _MOST_FRAMES // 2] + frames[-_MOST_FRAMES // 2 :]
    return frames
