"""A program loaded in the restricted interpreter, and cases run in it one after another."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from holes.runner.restricted import errors
from holes.runner.restricted.errors import Lacking, Raised
from holes.runner.restricted.prelude import PRELUDE
from holes.runner.restricted.rewrite import Unable, case, program
from holes.values import Unrepresentable, render, to_python
from holes.wire import from_wire, to_wire

if TYPE_CHECKING:
    from pydantic_monty import Monty, MontySession

#: How the interpreter names the second text that a session is given.
_PROGRAM = "<python-input-1>"
#: Python's own limit is 1000, and some of it goes to what runs the program.
_DEEPEST = 950
#: Bytes of a value that is taken out, at most: what takes longer would count against the time of the case.
_LARGEST = 1 << 18
#: Seconds for that, beyond those of the case.
_ENCODING = 0.1
#: Nothing that it encodes is longer than this many times what was asked for, in characters.
_SLACK = 8

Reply = dict[str, object]


class Printed:
    """Standard output of a case: what comes after `mark`, where there is one, at most `limit` characters of it."""

    def __init__(self, limit: int, mark: str | None) -> None:
        self._limit = limit
        self._mark = mark
        self.text = ""

    def __call__(self, stream: str, text: str) -> None:
        if stream != "stdout":
            return
        self.text += text
        if self._mark is not None:
            before, found, after = self.text.partition(f"{self._mark}\n")
            if not found:
                self.text = before[-2 * len(self._mark) :]
                return
            self._mark, self.text = None, after
        self.text = self.text[: self._limit]


class Program:
    """The module of a load request (`messages.load_request`). It is loaded again after a case that spoilt it."""

    def __init__(self, pool: Monty, request: Mapping[str, Any]) -> None:
        self._pool = pool
        self._request = request
        self._limits: Mapping[str, Any] = request["limits"]
        self._open = ExitStack()
        self._session: MontySession | None = None
        self._stops = False
        self._used = False
        stem = str(request["filename"]).replace("\\", "/").rpartition("/")[2].partition(".")[0]
        self._name = stem if stem.isidentifier() else "sketch"

    def close(self) -> None:
        """Give the worker of the interpreter back."""
        self._session = None
        self._open.close()

    def load(self) -> Reply:
        """Load the module: what `messages.read_load` takes, or `inconclusive` with words."""
        import pydantic_monty as monty

        self.close()
        self._open = ExitStack()
        limits: Any = {
            "max_feed_duration_secs": self._limits["seconds"] + _ENCODING,
            "max_memory": self._limits["memory"],
            "max_recursion_depth": _DEEPEST,
        }
        try:
            given = program(str(self._request["source"]), self._name)
            session = self._open.enter_context(self._pool.checkout(limits=limits, assert_message_annotations=False))
            session.feed_run(PRELUDE)
        except Unable as unable:
            return _inconclusive(str(unable))
        except monty.MontyError as error:
            return _inconclusive(f"does not start: {error}")
        self._session = session
        self._stops = given.stops
        self._used = False
        ended: Reply = {"ending": "loaded"}
        try:
            session.feed_run(f"{given.text}\n\nNone", print_callback=_nowhere)
        except monty.MontyRuntimeError as error:
            if _out_of_time(error):
                self.close()
                return _inconclusive("did not load it in time")
            if _out_of_memory(error):
                self.close()
                return _inconclusive("has not the memory to load it")
            match errors.read(error, _PROGRAM):
                case Lacking(words):
                    ended = _inconclusive(words)
                case Raised(raised):
                    ended = {"ending": "broken", "error": raised}
        except monty.MontyError as error:
            return _inconclusive(f"cannot load it: {_shortly(error)}")
        state = self._state()
        if state["missing"] is not None:
            return {"ending": "missing", "missing": state["missing"]}
        if state["hidden"]:
            return _inconclusive(_HIDDEN)
        return ended

    def run(self, request: Mapping[str, Any]) -> Reply:
        """One case (`messages.case_request`): what `messages.read_outcome` takes, or `inconclusive` with words, or
        `timeout`."""
        if self._session is None:
            again = self.load()
            if again["ending"] != "loaded":
                return again if again["ending"] == "inconclusive" else _inconclusive("could not load it a second time")
        mark = secrets.token_hex(16)
        printed = Printed(self._limits["output"], mark if request["setup"] else None)
        since = time.perf_counter()
        try:
            reply = self._ended(request, mark, printed)
        except (Unable, Unrepresentable) as unable:
            reply = _inconclusive(str(unable))
        if self._stops and reply["ending"] in ("raised", "timeout"):
            reply = _inconclusive(_STOPS)
        return {
            "reached": [],
            "returned": [],
            "calls": [],
            **reply,
            "printed": printed.text,
            "seconds": time.perf_counter() - since,
        }

    def _ended(self, request: Mapping[str, Any], mark: str, printed: Printed) -> Reply:
        import pydantic_monty as monty

        session = self._session
        assert session is not None
        used, self._used = self._used, True
        text, given = _feed(request, mark, min(self._limits["value"], _LARGEST))
        try:
            told = session.feed_run(text, inputs={"__holewright_in__": given}, print_callback=printed)
        except monty.MontyRuntimeError as error:
            if _out_of_time(error):
                self.close()
                return {"ending": "timeout"}
            if _out_of_memory(error):
                self.close()
                # What cases before it left behind is not its fault: it is run again where nothing is left.
                if used and self.load()["ending"] == "loaded":
                    return self._ended(request, mark, printed)
                return {"ending": "raised", "error": errors.data(MemoryError, "")}
            return self._raised(error)
        except monty.MontyError as error:
            self.close()
            return _inconclusive(f"gave up: {_shortly(error)}")
        try:
            budget = self._limits["value"]
            told = session.feed_run(
                f'f"{{__holewright__.reply({budget}):.{_SLACK * budget}}}"', print_callback=_nowhere
            )
            state, data = json.loads(told)
            noted = _noted(state)
            value, unsure = _read(data)
        except (ValueError, TypeError, KeyError, IndexError, RecursionError):
            self.close()
            return _inconclusive("cannot give a value as large as this one")
        if noted["missing"] is not None:
            return {**noted, "ending": "missing"}
        if noted.pop("hidden"):
            return _inconclusive(_HIDDEN)
        if unsure is not None:
            return _inconclusive(f"cannot give {unsure} as Python would")
        found = from_wire(value)
        return {**noted, "ending": "value", "value": to_wire(found), "text": _text(found, self._limits["output"])}

    def _raised(self, error: Any) -> Reply:
        noted = self._state()
        if noted["missing"] is not None:
            return {**noted, "ending": "missing"}
        if noted.pop("hidden"):
            return _inconclusive(_HIDDEN)
        match errors.read(error, _PROGRAM):
            case Lacking(words):
                return _inconclusive(words)
            case Raised(raised):
                return {**noted, "ending": "raised", "error": raised}

    def _state(self) -> Reply:
        """What the recorder noted. A session in which that cannot be asked is given up."""
        import pydantic_monty as monty

        assert self._session is not None
        try:
            told = self._session.feed_run('f"{__holewright__.told():.1000000}"', print_callback=_nowhere)
            return _noted(json.loads(told))
        except (monty.MontyError, ValueError, TypeError, IndexError):
            self.close()
            return {"reached": [], "returned": [], "missing": None, "hidden": True}


_HIDDEN = "cannot tell whether an exception that was caught came from something it lacks"


_STOPS = "computes at once what Python would compute one by one, and perhaps not to the end"


def _feed(request: Mapping[str, Any], mark: str, budget: int) -> tuple[str, object]:
    """The text of a case, and what it is given."""
    if request["call"] is not None:
        function, args, kwargs = request["call"]
        if not all(part.isidentifier() for part in function.split(".")):
            raise Unable(f"knows nothing of the name `{function}`")
        given: object = [[_given(arg) for arg in args], {name: _given(arg) for name, arg in kwargs}]
        called = f"{function}(*__holewright_in__[0], **__holewright_in__[1])"
        defined = ""
    else:
        names = [name for name, _ in request["env"]]
        given = [_given(data) for _, data in request["env"]]
        under = request["underscore"]
        extra = [] if under is None or "_" in names else ["_"]
        rewritten = case(request["setup"], request["source"], [*extra, *names], mark)
        defined = rewritten.text
        called = f"__holewright_case__({f'{under}, ' if extra else ''}*__holewright_in__)"
        if defined.startswith("async"):
            called = f"await {called}"
    text = (
        f"{defined}\n__holewright__.restart()\n__holewright__.value = {called}\n"
        "if __holewright__.kind(__holewright__.value).__name__ == 'coroutine':\n"
        "    __holewright__.value = await __holewright__.value\n"
        f'f"{{__holewright__.reply({budget}):.{_SLACK * budget}}}"'
    )
    return text, given


def _given(data: object) -> object:
    """The object that is passed for data on the wire. Raises `Unable`."""
    value = from_wire(data)
    stack = [value]
    while stack:
        one = stack.pop()
        if one.tag in ("set", "frozenset") and isinstance(one.data, tuple) and len(one.data) > 1:
            raise Unable("keeps the members of a set that it is given in another order")
        if one.tag in ("array", "scalar", "opaque"):
            raise Unable("has no numpy and no classes of others")
        if isinstance(one.data, str) and not one.data.isascii():
            try:
                one.data.encode()
            except UnicodeEncodeError:
                raise Unable("has no text with halves of characters (surrogates)") from None
        if isinstance(one.data, tuple):
            stack += [part for entry in one.data for part in (entry if isinstance(entry, tuple) else (entry,))]
    return to_python(value)


def _read(data: Any) -> tuple[object, str | None]:
    """An encoded value as data on the wire, with decimal digits of floats in hexadecimal; and what in it is not
    sure."""
    if not isinstance(data, list):
        return data, None
    match data:
        case ["?", str(words)]:
            return None, words
        case ["f" | "c" as letter, *digits]:
            return [letter, *(float(one).hex() for one in digits)], None
        case [str(letter), list(parts)]:
            read = [_read(part) for part in parts]
            return [letter, [part for part, _ in read]], next((words for _, words in read if words is not None), None)
    return data, None


def _text(value: Any, longest: int) -> str:
    """`repr` of a value, by the interpreter that runs this."""
    if value.tag == "none":
        return ""
    try:
        return repr(to_python(value))[:longest]
    except (ValueError, Unrepresentable):
        return render(value, longest)


def _noted(state: Any) -> Reply:
    reached, returned, missing, hidden = state
    return {
        "reached": [str(one) for one in reached],
        "returned": [str(one) for one in returned],
        "missing": missing if missing is None else str(missing),
        "hidden": bool(hidden),
    }


def _inconclusive(words: str) -> Reply:
    return {"ending": "inconclusive", "words": words}


def _out_of_time(error: Any) -> bool:
    return isinstance(error.exception(), TimeoutError) and str(error.exception()).startswith("feed time limit exceeded")


def _out_of_memory(error: Any) -> bool:
    return isinstance(error.exception(), MemoryError)


def _shortly(error: BaseException) -> str:
    return " ".join(str(error).split())[:200]


def _nowhere(stream: str, text: str) -> None:
    """What a module prints while it is loaded is nobody's output."""
