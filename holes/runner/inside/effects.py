"""What the user's code tried and the confinement refuses: noted for people, in plain words.

The interpreter tells of it (`sys.addaudithook`). This is for telling, not for safety: a candidate can go around the
hook or change what was noted, and the walls stand without it. It makes the verdict the same wherever the walls answer
differently: a file that is not shown is missing behind one and forbidden behind another.
"""

from __future__ import annotations

import os
import sys

from .attempts import ATTEMPTS, Shown, address

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Any, Callable

    from .attempts import Attempt, Describe

    Hook = Callable[[str, tuple[Any, ...]], None]

_caller = sys._getframe
_IMPORTING = ("<frozen importlib._bootstrap>", "<frozen importlib._bootstrap_external>")
_LIBRARY = os.__file__.rpartition("/")[0]
#: Files of the standard library whose functions only ask about the machine. On the way they try what may be refused,
#: start `uname` for example, and do without it.
_ASKING = frozenset(
    f"{_LIBRARY}/{name}.py"
    for name in (
        *("platform", "uuid", "getpass", "locale", "mimetypes", "ctypes/util"),
        *("sysconfig", "sysconfig/__init__", "_osx_support", "_aix_support"),
    )
)


class Effects:
    """What was tried since `begin`: of actions (writing, network, processes) the first, and the first look at a path
    that is not shown; where there is none, what the standard library tried by itself. `shown` are the absolute paths of
    what a confined process may read, empty for a process that is not confined: then nothing is refused, and nothing
    noted. The hook stays for the life of the process."""

    def __init__(self, shown: list[str]) -> None:
        self.refused = bool(shown)
        self.acted: str | None = None
        self.looked: str | None = None
        self._asked = False
        self._shown = Shown(shown)
        self._names: tuple[str, ...] = ()
        if shown:
            sys.addaudithook(_hook(self))

    def watch(self, *names: str) -> None:
        """Hold against the program what it does in code of these file names, or lets others do for it."""
        self._names = names

    def begin(self) -> None:
        """Forget what was tried."""
        self.acted = self.looked = None

    def note(self, describe: Describe, arguments: tuple[Any, ...], frame: FrameType | None) -> None:
        """Note what an event is about that came from `frame`."""
        tried = describe(arguments, self._shown)
        attempt = None if tried is None else self._blamed(tried, frame)
        if tried is None or attempt is None:
            return
        action, text = attempt
        if action:
            self.acted = self.acted or text
            return
        asked = tried[0]
        if self.looked is None or (self._asked and not asked):
            self.looked, self._asked = text, asked

    def _blamed(self, attempt: Attempt, frame: FrameType | None) -> Attempt | None:
        """The attempt in the words of the function that the program called for it; None where it is not the program's:
        what a library does while it is imported is its own. No more than a look is what the standard library does to
        answer a question: it counts only where the program is told of it by an exception."""
        found: Attempt | None = attempt
        while frame is not None:
            code = frame.f_code
            name = code.co_filename
            if type(name) is str:
                if name in self._names:
                    break
                if name in _IMPORTING:
                    return None
                if name in _ASKING and found is not None:
                    found = False, found[1]
            found = _in_other_words(frame, code.co_name, found)
            frame = frame.f_back
        return found


def _hook(effects: Effects) -> Hook:
    """What the interpreter calls: a plain function, since a method costs it several times as much."""
    described, note = ATTEMPTS.get, effects.note

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        # Every import, attribute of a code object and `exec` comes by: what is not told costs one look-up.
        describe = described(event)
        if describe is not None:
            try:  # noqa: SIM105 - contextlib takes longer to import than all of this
                note(describe, arguments, _caller(1))
            except BaseException:
                pass  # it would be raised in the candidate's code

    return hook


_TELLING = ("create_connection", "socketpair", "_get_default_tempdir", "gettempdir")


def _in_other_words(frame: FrameType, function: str, attempt: Attempt | None) -> Attempt | None:
    """What an attempt is part of, where this is a function that says more than the event does."""
    if type(function) is not str or function not in _TELLING:
        return attempt
    module = frame.f_globals.get("__name__")
    if type(module) is not str:
        return attempt
    if function == "create_connection":
        place = frame.f_locals.get("address")
        return (True, f"connect to {address(place)}") if type(place) is tuple else attempt
    if function == "socketpair" and module == "socket":
        return None  # a pair leads nowhere else
    if function == "_get_default_tempdir" and module == "tempfile":
        return True, "write a temporary file"
    if function == "gettempdir" and module == "tempfile" and attempt is not None:
        # To find a folder in which one can write, it writes there; for a file of its own, or because it was asked.
        caller = frame.f_back
        return attempt if caller is not None and caller.f_globals.get("__name__") == module else (False, attempt[1])
    return attempt
