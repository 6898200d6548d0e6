"""A program loaded, and cases run in it one after another."""

from __future__ import annotations

import io
import sys
import time
from _ast import Expr, Expression, Interactive, Module, PyCF_ALLOW_TOP_LEVEL_AWAIT, PyCF_ONLY_AST

from .codec import decode, encode, represent, text_data
from .effects import Effects
from .errors import error_data
from .record import Missing, Recorder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType
    from typing import Any

ModuleType = type(sys)

_COROUTINE = 0x80
#: The file name of the code of examples.
_EXAMPLE = "<example>"
_FUTURES = 0xFFF0000


class Output(io.BufferedIOBase):
    """Standard output of a case: keeps the first `limit` bytes, drops the rest."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._left = limit
        self._kept: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        size = len(data)
        if self._left > 0:
            piece = bytes(memoryview(data).cast("B")[: self._left])
            self._kept.append(piece)
            self._left -= len(piece)
        return size

    def text(self) -> str:
        return b"".join(self._kept).decode("utf-8", "replace")


class Program:
    """A module under the user's own name for it. `filename` is where its sketch is; the module believes that it is in
    the same folder in the `file` of another name, and the code is compiled under a third: neither names a file, so that
    no `open(__file__)`, traceback or `inspect` reads the sketch with its examples."""

    def __init__(
        self, source: str, filename: str, recorder: Recorder, output: int, value: int, effects: Effects
    ) -> None:
        name = filename.replace("\\", "/").rpartition("/")[2]
        stem = name.partition(".")[0]
        self.name = _free_name(stem if stem.isidentifier() else "sketch")
        self.code_name = f"<{self.name}>"
        self._source = source
        self.file = f"{filename[: len(filename) - len(name)]}.holewright-{stem}.py"
        #: The package it belongs to, for its relative imports; empty for none.
        self.package = ""
        self._recorder = recorder
        self._output = output
        self._value = value
        self._effects = effects
        self._acted_at_load: str | None = None
        self._flags = 0
        self._module = ModuleType(self.name)

    def load(self) -> None:
        """Execute the module. Raises whatever it raises."""
        self._module.__file__ = self.file
        self._module.__package__ = self.package
        self._module.__dict__["__holewright__"] = self._recorder
        sys.modules[self.name] = self._module
        sys.stdout = _writer(Output(0))
        self._effects.watch(self.code_name, _EXAMPLE)
        self._effects.begin()
        code = compile(self._source, self.code_name, "exec", 0, True)
        self._flags = code.co_flags & _FUTURES
        exec(code, self._module.__dict__)
        self._acted_at_load = self._effects.acted

    def broken(self, error: BaseException) -> dict[str, object]:
        """What to reply where loading raised `error`."""
        action = self._effects.acted or self._effects.looked
        told = {} if action is None else {"action": text_data(action)}
        return {"ending": "broken", "error": self.describe(error), **told}

    def given(self, data: Any) -> Any:
        """What data from the parent stands for; objects of the module's classes are made again."""
        return decode(data, self.name)

    def describe(self, error: BaseException) -> dict[str, object]:
        """An exception as data."""
        return error_data(error, self.code_name, self.name)

    def run(self, case: dict[str, Any]) -> dict[str, object]:
        """One case: how it ended, as data. Raises nothing."""
        recorder = self._recorder
        recorder.restart()
        self._effects.begin()
        output = Output(self._output)
        sys.stdout = _writer(output)
        loop = _Loop()
        reply: dict[str, object]
        since = time.perf_counter()
        try:
            try:
                value = self._value_of(case, loop, output)
                text = represent(value, self._output) if value is not None else ""
                reply = {"ending": "value", "value": encode(value, self._value), "text": text_data(text)}
            finally:
                seconds = time.perf_counter() - since
                loop.close()
        except Missing:
            reply = {"ending": "missing"}
        except BaseException as error:
            reply = {"ending": "raised", "error": self.describe(error)}
        _flush()
        reply = self._denied(reply)
        if recorder.missed is not None:
            reply = {"ending": "missing", "missing": recorder.missed}
        reply["printed"] = text_data(output.text())
        reply["seconds"] = seconds
        reply["reached"] = list(recorder.reached)
        reply["returned"] = list(recorder.returned)
        reply["calls"] = recorder.calls
        reply["cut"] = recorder.cut
        return reply

    def _denied(self, reply: dict[str, object]) -> dict[str, object]:
        """The reply for a case that tried what is refused. It can end with a value all the same, which counts for
        nothing: only to look for a file that is not shown, and to go on without it, is honest."""
        action = self._acted_at_load or self._effects.acted
        only_looked = action is None
        if only_looked and reply["ending"] == "raised":
            action = self._effects.looked
        if action is None:
            return reply
        error = {"error": reply["error"]} if "error" in reply else {}
        return {"ending": "denied", "action": text_data(action), "only_looked": only_looked, **error}

    def _value_of(self, case: dict[str, Any], loop: _Loop, output: Output) -> Any:
        if case["call"] is not None:
            function, args, kwargs = case["call"]
            called = self._find(function)
            return loop.finished(called(*map(self.given, args), **{name: self.given(arg) for name, arg in kwargs}))
        namespace = dict(self._module.__dict__)
        if case["underscore"] is not None:
            namespace["_"] = self._find(case["underscore"])
        for name, data in case["env"]:
            namespace[name] = self.given(data)
        for statement in case["setup"]:
            self._execute(statement, namespace, loop)
        _flush()
        output.__init__(self._output)  # type: ignore[misc]
        return self._execute(case["source"], namespace, loop)

    def _find(self, name: str) -> Any:
        first, *rest = name.split(".")
        if first not in self._module.__dict__:
            raise NameError(f"name {first!r} is not defined")
        found = self._module.__dict__[first]
        for part in rest:
            found = getattr(found, part)
        return found

    def _execute(self, source: str, namespace: dict[str, Any], loop: _Loop) -> Any:
        """Execute statements as an interactive interpreter would; the value is that of the last one, None where it
        is no expression."""
        key = source, self._flags
        if key not in _compiled:
            _compiled[key] = tuple(_codes(source, self._flags))
        value = None
        for code in _compiled[key]:
            value = loop.executed(code, namespace)
        return loop.finished(value)


#: The codes of examples that were run here: candidates that are screened together have the same.
_compiled: dict[tuple[str, int], tuple[CodeType, ...]] = {}


def _codes(source: str, future: int) -> Iterator[CodeType]:
    """What is to be run for a source, compiled; only the last expression gives a value. Raises SyntaxError."""
    flags = future | PyCF_ALLOW_TOP_LEVEL_AWAIT
    tree = compile(source, _EXAMPLE, "exec", future | PyCF_ONLY_AST, True)
    assert isinstance(tree, Module)
    for statement in tree.body:
        if statement is tree.body[-1] and isinstance(statement, Expr):
            yield compile(Expression(statement.value), _EXAMPLE, "eval", flags, True)
        else:
            yield compile(Interactive([statement]), _EXAMPLE, "single", flags, True)


async def _nothing() -> None:
    """A coroutine, for its type."""


_coroutine = _nothing()
_CoroutineType = type(_coroutine)
_coroutine.close()


class _Loop:
    """An event loop, made when the first coroutine shows up."""

    def __init__(self) -> None:
        self._loop: Any = None

    def executed(self, code: CodeType, namespace: dict[str, Any]) -> Any:
        """Run compiled code, which may await at its top level."""
        if code.co_flags & _COROUTINE:
            return self.finished(eval(code, namespace))
        return eval(code, namespace)

    def finished(self, value: Any) -> Any:
        """What a coroutine gives in the end; any other value as it is."""
        if type(value) is not _CoroutineType:
            return value
        import asyncio

        if self._loop is None:
            self._loop = asyncio.new_event_loop()
        return self._loop.run_until_complete(value)

    def close(self) -> None:
        if self._loop is not None:
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()


def _writer(output: Output) -> io.TextIOWrapper:
    return io.TextIOWrapper(output, encoding="utf-8", errors="backslashreplace", newline="\n", write_through=True)  # type: ignore[arg-type]


def _flush() -> None:
    """Let what the user's code wrote into its standard output arrive, if it still is one."""
    try:  # noqa: SIM105 - contextlib takes longer to import than all of this
        sys.stdout.flush()
    except Exception:
        pass


def _free_name(stem: str) -> str:
    """A module name that hides no module: `heapq.anpl` may import the standard library's `heapq`."""
    taken: frozenset[str] = getattr(sys, "stdlib_module_names", frozenset())
    return f"{stem}_sketch" if stem in sys.modules or stem in taken or stem in sys.builtin_module_names else stem
