"""What instrumented code calls `__holewright__`: notes which holes are called and, when asked to, each call."""

from __future__ import annotations

import time
from _contextvars import ContextVar

from .codec import encode, text_data
from .equal import Approx, equal, lend

#: `typing`, `inspect` and `functools` take longer to import than all of this; only the type checker needs the first.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Generator, Mapping
    from typing import Any, Callable

    Function = Callable[..., Any]
    Ask = Callable[[str, list[object], list[list[object]]], tuple[bool, Any]]
    Describe = Callable[[BaseException], dict[str, object]]
    Call = dict[str, object]

CO_GENERATOR, CO_COROUTINE, CO_ASYNC_GENERATOR = 0x20, 0x80, 0x200

#: More calls than this are not recorded.
MOST_CALLS = 10_000
#: What one argument or result may take in a recording, and all of them together, in bytes of encoded data.
_ONE_VALUE = 1 << 16
_ALL_VALUES = 8 << 20


class Missing(BaseException):
    """A hole without a fill was needed. No `except Exception` of the user's stops it."""


class Recorder:
    """The state of one case. `ask` asks the parent for an unfilled hole's answer; None where it has none to give."""

    def __init__(self, trace: bool, ask: Ask | None, describe: Describe) -> None:
        self._trace = trace
        self._ask = ask
        self._describe = describe
        self._inside: ContextVar[int | None] = ContextVar("inside", default=None)
        self.restart()

    def restart(self) -> None:
        """Forget the last case."""
        self.reached: dict[str, None] = {}
        self.returned: dict[str, None] = {}
        self.missed: str | None = None
        self.calls: list[Call] = []
        self.cut = False
        self._left = _ALL_VALUES

    # What instrumented code uses.

    def hole(self, identity: str) -> Callable[[Function], Function]:
        """A decorator for a function that stands for a hole, or is a sketch function."""
        return lambda function: (self._traced if self._trace else self._noted)(identity, function)

    def missing(self, identity: str) -> Callable[[Function], Function]:
        """A decorator for a function in place of a hole without a fill."""
        return lambda function: self._unfilled(identity, function)

    def choice(self, identity: str) -> object:
        """The value of a choice that is not made."""
        return self._miss(identity)

    def chosen(self, identity: str, value: object) -> object:
        """The value of a choice that is made."""
        self.reached[identity] = self.returned[identity] = None
        return value

    #: For the process that compares an expected value with one that came, where no candidate is.
    approx = Approx
    equal = staticmethod(equal)
    lend = staticmethod(lend)

    # Noting calls only.

    def _noted(self, identity: str, function: Function) -> Function:
        flags = _flags(function)
        if flags & CO_COROUTINE:

            @wraps(function)
            async def noted(*args: Any, **kwargs: Any) -> Any:
                self.reached[identity] = None
                value = await function(*args, **kwargs)
                self.returned[identity] = None
                return value

        elif flags & CO_GENERATOR:

            @wraps(function)
            def noted(*args: Any, **kwargs: Any) -> Any:
                self.reached[identity] = None
                try:
                    value = yield from function(*args, **kwargs)
                except GeneratorExit:
                    self.returned[identity] = None  # what it gave was enough
                    raise
                self.returned[identity] = None
                return value

        elif flags & CO_ASYNC_GENERATOR:

            @wraps(function)
            async def noted(*args: Any, **kwargs: Any) -> Any:
                self.reached[identity] = None
                try:
                    async for item in _resumed(function(*args, **kwargs), _Step()):
                        yield item
                except GeneratorExit:
                    self.returned[identity] = None
                    raise
                self.returned[identity] = None

        else:

            @wraps(function)
            def noted(*args: Any, **kwargs: Any) -> Any:
                self.reached[identity] = None
                value = function(*args, **kwargs)
                self.returned[identity] = None
                return value

        return noted

    # Recording calls.

    def _traced(self, identity: str, function: Function) -> Function:
        flags = _flags(function)
        if flags & CO_COROUTINE:

            @wraps(function)
            async def traced(*args: Any, **kwargs: Any) -> Any:
                with _Step(self, self._begin(identity, args, kwargs)) as step:
                    return step.returned(await function(*args, **kwargs))

        elif flags & CO_GENERATOR:

            @wraps(function)
            def traced(*args: Any, **kwargs: Any) -> Any:
                generator = function(*args, **kwargs)
                return (yield from _driven(generator, _Step(self, self._begin(identity, args, kwargs), generator)))

        elif flags & CO_ASYNC_GENERATOR:

            @wraps(function)
            async def traced(*args: Any, **kwargs: Any) -> Any:
                generator = function(*args, **kwargs)
                async for item in _resumed(generator, _Step(self, self._begin(identity, args, kwargs), generator)):
                    yield item

        else:

            @wraps(function)
            def traced(*args: Any, **kwargs: Any) -> Any:
                with _Step(self, self._begin(identity, args, kwargs)) as step:
                    return step.returned(function(*args, **kwargs))

        return traced

    def _begin(self, identity: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> int | None:
        """Record the start of a call; its index, or None where there is no room for more."""
        self.reached[identity] = None
        if len(self.calls) >= MOST_CALLS:
            self.cut = True
            return None
        parent = self._inside.get()
        self.calls.append(
            {
                "hole": identity,
                "args": [self._encoded(arg) for arg in args],
                "kwargs": [[text_data(name), self._encoded(arg)] for name, arg in kwargs.items()],
                "ending": "missing",
                "depth": 0 if parent is None else int(str(self.calls[parent]["depth"])) + 1,
                "parent": parent,
                "seconds": 0.0,
            }
        )
        return len(self.calls) - 1

    def _encoded(self, thing: object) -> object:
        data = encode(thing, min(_ONE_VALUE, max(self._left, 256)))
        self._left -= _size(data)
        return data

    # Holes without a fill.

    def _unfilled(self, identity: str, function: Function) -> Function:
        if _flags(function) & CO_COROUTINE:

            @wraps(function)
            async def unfilled(*args: Any, **kwargs: Any) -> Any:
                return self._answer(identity, args, kwargs)

        else:

            @wraps(function)
            def unfilled(*args: Any, **kwargs: Any) -> Any:
                return self._answer(identity, args, kwargs)

        return unfilled

    def _answer(self, identity: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> object:
        index = self._begin(identity, args, kwargs) if self._trace else None
        self.reached[identity] = None
        if self._ask is None:
            return self._miss(identity)
        answered, value = self._ask(
            identity,
            [encode(arg, _ONE_VALUE) for arg in args],
            [[text_data(name), encode(arg, _ONE_VALUE)] for name, arg in kwargs.items()],
        )
        if not answered:
            return self._miss(identity)
        self.returned[identity] = None
        if index is not None:
            self.calls[index].update(ending="value", value=self._encoded(value), answered=True)
        return value

    def _miss(self, identity: str) -> object:
        self.reached[identity] = None
        if self.missed is None:
            self.missed = identity
        raise Missing(identity)


class _Step:
    """One recorded call as it runs: sets it as the parent of calls made meanwhile, and takes down how it ends.
    Without a recorder it does nothing."""

    def __init__(self, recorder: Recorder | None = None, index: int | None = None, result: Any = None) -> None:
        self._recorder = recorder
        self._index = index
        self._result = result
        self._token: Any = None
        self._since = 0.0

    def returned(self, value: Any) -> Any:
        self._result = value
        return value

    def __enter__(self) -> _Step:
        if self._recorder is not None and self._index is not None:
            self._token = self._recorder._inside.set(self._index)
        self._since = time.perf_counter()
        return self

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        self.pause()
        self.end(error)

    def pause(self) -> None:
        """The call gave the control back, for good or for now."""
        seconds = time.perf_counter() - self._since
        if self._recorder is not None and self._index is not None and self._index < len(self._recorder.calls):
            call = self._recorder.calls[self._index]
            call["seconds"] = float(str(call["seconds"])) + seconds
            self._recorder._inside.reset(self._token)

    def end(self, error: BaseException | None = None) -> None:
        recorder, index = self._recorder, self._index
        if recorder is None or index is None or index >= len(recorder.calls):
            return
        call = recorder.calls[index]
        if error is None:
            recorder.returned[str(call["hole"])] = None
            call.update(ending="value", value=recorder._encoded(self._result))
        elif not isinstance(error, Missing):
            call.update(ending="raised", error=recorder._describe(error))


def _driven(generator: Generator[Any, Any, Any], step: _Step) -> Generator[Any, Any, Any]:
    """Run `generator` as its caller asks, each stretch of it inside `step`."""
    sent: Any = None
    thrown: BaseException | None = None
    while True:
        step.__enter__()
        try:
            item = generator.send(sent) if thrown is None else generator.throw(thrown)
        except StopIteration as stop:
            step.pause()
            step.end()
            return stop.value
        except BaseException as error:
            step.pause()
            step.end(error)
            raise
        step.pause()
        sent = thrown = None
        try:
            sent = yield item
        except GeneratorExit:
            generator.close()
            step.end()
            raise
        except BaseException as error:
            thrown = error


async def _resumed(generator: AsyncGenerator[Any, Any], step: _Step) -> AsyncGenerator[Any, Any]:
    """The same for an asynchronous generator."""
    sent: Any = None
    thrown: BaseException | None = None
    while True:
        step.__enter__()
        try:
            awaited: Awaitable[Any] = generator.asend(sent) if thrown is None else generator.athrow(thrown)
            item = await awaited
        except StopAsyncIteration:
            step.pause()
            step.end()
            return
        except BaseException as error:
            step.pause()
            step.end(error)
            raise
        step.pause()
        sent = thrown = None
        try:
            sent = yield item
        except GeneratorExit:
            await generator.aclose()
            step.end()
            raise
        except BaseException as error:
            thrown = error


def wraps(function: Function) -> Callable[[Function], Function]:
    """What `functools.wraps` does."""

    def dressed(wrapper: Function) -> Function:
        for name in ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__", "__type_params__"):
            if hasattr(function, name):
                setattr(wrapper, name, getattr(function, name))
        wrapper.__dict__.update(getattr(function, "__dict__", {}))
        wrapper.__dict__["__wrapped__"] = function
        return wrapper

    return dressed


def _flags(function: Function) -> int:
    return int(getattr(getattr(function, "__code__", None), "co_flags", 0))


def _size(data: object) -> int:
    """About how many bytes `data` takes as JSON."""
    if isinstance(data, list):
        return 2 + sum(_size(item) + 1 for item in data)
    return len(data) + 2 if isinstance(data, str) else 8
