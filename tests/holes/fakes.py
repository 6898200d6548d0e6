"""An engine that says what a test tells it to, a runner that runs in this process, and a folder to fill holes in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from attrs import define, evolve, field

from holes.bench import Bench
from holes.budget import Budget, Spending
from holes.check import check
from holes.document import Document, load
from holes.engines.protocol import EngineError, Proposal, Request, Usage
from holes.files import Disk
from holes.fill import FillOptions, fill_document
from holes.lock import Entry, LockFile
from holes.progress import Progress, Silent
from holes.report import FileReport, HoleReport
from holes.runner.protocol import Answer, Case, Confinement, Ending, Error, Limits, Outcome, Program, Runner, Tier
from holes.search import Effort, Means
from holes.store import Store
from holes.values import Unrepresentable, from_python, to_python

#: What one item of a fake engine's script costs.
COST = Usage(10, 5, 1)


class FixedClock:
    """A clock whose time moves only when a test moves it."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return datetime(2030, 1, 2, tzinfo=UTC)

    async def sleep(self, seconds: float) -> None:
        self.seconds += seconds


class FakeEngine:
    """Answers its n-th question with the n-th of `rounds`, later ones with nothing. An item is a text to propose, a
    proposal, an error to raise, or a function to call before going on. `asked` are the requests, `given` the texts
    that were taken."""

    def __init__(
        self,
        *rounds: tuple[str | Proposal | EngineError | Callable[[], object], ...],
        name: str = "fake",
        sends: bool = False,
        repairs: bool = True,
    ) -> None:
        self.name = name
        self.sends = sends
        self.repairs = repairs
        self.costs = True
        self.asked: list[Request] = []
        self.given: list[str] = []
        self.closed = 0
        self._rounds = rounds

    async def propose(self, request: Request) -> AsyncGenerator[Proposal, None]:
        """What the script says."""
        self.asked.append(request)
        number = len(self.asked) - 1
        try:
            for item in self._rounds[number] if number < len(self._rounds) else ():
                if isinstance(item, EngineError):
                    raise item
                if isinstance(item, Proposal):
                    self.given.append(item.text)
                    yield item
                    continue
                if callable(item):
                    item()
                    continue
                self.given.append(item)
                yield Proposal(item, self.name, "small", COST)
        finally:
            self.closed += 1


class ByHole:
    """An engine with an answer for each hole, by id; `order` is the order in which it was asked for them."""

    name = "fake"
    sends = False
    costs = True
    repairs = False

    def __init__(self, **answers: str) -> None:
        self.order: list[str] = []
        self._answers = answers

    async def propose(self, request: Request) -> AsyncGenerator[Proposal, None]:
        """The answer for the hole that is asked for, if there is one."""
        self.order.append(request.hole.id)
        if request.hole.id in self._answers:
            yield Proposal(self._answers[request.hole.id], self.name, None, COST)


class _Missing(BaseException):
    pass


class _Hooks:
    """What a program calls back into: it notes which holes were reached."""

    def __init__(self) -> None:
        self.reached: dict[str, None] = {}
        self.returned: dict[str, None] = {}

    def hole(self, id: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
            def called(*args: object, **kwargs: object) -> object:
                self.reached[id] = None
                value = function(*args, **kwargs)
                self.returned[id] = None
                return value

            return called

        return decorate

    def missing(self, id: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
            def called(*args: object, **kwargs: object) -> object:
                raise _Missing(id)

            return called

        return decorate

    def choice(self, id: str) -> object:
        raise _Missing(id)

    def chosen(self, id: str, value: object) -> object:
        self.reached[id] = None
        self.returned[id] = None
        return value


class InProcess:
    """A runner of friendly programs in this very process: fast, and with no limit at all. `programs` are those run."""

    def __init__(self) -> None:
        self.programs: list[str] = []

    async def run(
        self,
        program: Program,
        cases: tuple[Case, ...],
        limits: Limits,
        *,
        trace: bool = False,
        answer: Answer | None = None,
    ) -> tuple[Outcome, ...]:
        """One outcome for each case; calls are not recorded."""
        self.programs.append(program.source)
        await asyncio.sleep(0)
        return tuple(_outcome(program, case) for case in cases)

    async def screen(
        self, programs: tuple[Program, ...], cases: tuple[Case, ...], limits: Limits
    ) -> tuple[tuple[Outcome, ...] | None, ...]:
        """One outcome for each case in each program."""
        return tuple([await self.run(program, cases, limits) for program in programs])

    async def confinement(self) -> Confinement:
        """None at all."""
        return Confinement(Tier.LIMITS)

    @asynccontextmanager
    async def open(self, program: Program, limits: Limits) -> AsyncIterator[_Session]:
        """The program for many cases."""
        self.programs.append(program.source)
        yield _Session(program)


#: Texts in a fill that make `Together` take it for one that hangs, or that spoils all behind it in the same process.
HANGS, SPOILS = "it hangs", "it spoils"


class Together(InProcess):
    """A runner that screens as one does which puts many programs into a process. `programs` are those that were run
    alone, `screened` those that were put into one process, each time."""

    def __init__(self) -> None:
        super().__init__()
        self.screened: list[tuple[str, ...]] = []

    async def run(
        self,
        program: Program,
        cases: tuple[Case, ...],
        limits: Limits,
        *,
        trace: bool = False,
        answer: Answer | None = None,
    ) -> tuple[Outcome, ...]:
        """One outcome for each case."""
        outcomes = await super().run(program, cases, limits, trace=trace, answer=answer)
        return (_hung(),) * len(cases) if HANGS in program.source else outcomes

    async def screen(
        self, programs: tuple[Program, ...], cases: tuple[Case, ...], limits: Limits
    ) -> tuple[tuple[Outcome, ...] | None, ...]:
        """What hangs has one outcome, and those behind it none."""
        self.screened.append(tuple(program.source for program in programs))
        found: list[tuple[Outcome, ...]] = []
        await asyncio.sleep(0)
        for number, program in enumerate(programs):
            if HANGS in program.source:
                found.append((_hung(),))
                break
            if any(SPOILS in earlier.source for earlier in programs[:number]):
                spoiled = Outcome(Ending.RAISED, error=Error("NameError", "spoiled", ("NameError",)))
                found.append((spoiled,) * len(cases))
            else:
                found.append(tuple(_outcome(program, case) for case in cases))
        return (*found, *[None] * (len(programs) - len(found)))


def _hung() -> Outcome:
    return Outcome(Ending.TIMEOUT, seconds=1.0)


class _Session:
    def __init__(self, program: Program) -> None:
        self._program = program

    async def run(self, case: Case) -> Outcome:
        return _outcome(self._program, case)


def _outcome(program: Program, case: Case) -> Outcome:
    hooks = _Hooks()
    names: dict[str, Any] = {"__holewright__": hooks, "__name__": "program"}
    try:
        code = compile(program.source, program.filename, "exec")
        exec(code, names)
    except _Missing as missing:
        return Outcome(Ending.MISSING, missing=str(missing))
    except Exception as error:
        return Outcome(Ending.BROKEN, error=_told(error))
    try:
        names |= {name: to_python(value) for name, value in case.env}
        if case.underscore is not None:
            names["_"] = _attribute(names, case.underscore)
        for statement in case.setup:
            exec(statement, names)
        if case.call is not None:
            kwargs = {name: to_python(value) for name, value in case.call.kwargs}
            value = _attribute(names, case.call.function)(*map(to_python, case.call.args), **kwargs)
        else:
            value = _value(case.source, names)
        return Outcome(
            Ending.VALUE, from_python(value), repr(value), reached=tuple(hooks.reached), returned=tuple(hooks.returned)
        )
    except _Missing as missing:
        return Outcome(
            Ending.MISSING, missing=str(missing), reached=tuple(hooks.reached), returned=tuple(hooks.returned)
        )
    except (Exception, Unrepresentable) as error:
        return Outcome(Ending.RAISED, error=_told(error), reached=tuple(hooks.reached), returned=tuple(hooks.returned))


def _told(error: BaseException) -> Error:
    return Error(type(error).__name__, str(error), tuple(base.__name__ for base in type(error).__mro__))


def _attribute(names: dict[str, Any], dotted: str) -> Any:
    first, *rest = dotted.split(".")
    value = names[first]
    for name in rest:
        value = getattr(value, name)
    return value


def _value(source: str, names: dict[str, Any]) -> object:
    try:
        code = compile(source, "<example>", "eval")
    except SyntaxError:
        exec(source, names)
        return None
    return eval(code, names)


@define
class Folder:
    """A folder with sketches and a `holes.lock`, and what a fill in it works with."""

    path: Path
    runner: Runner = field(factory=InProcess)
    clock: FixedClock = field(factory=FixedClock)

    def write(self, text: str | bytes, name: str = "a.anpl") -> Path:
        """Write a file, byte for byte."""
        path = self.path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def read(self, name: str = "a.anpl") -> str:
        """A file's text, line ends as they are."""
        return (self.path / name).read_bytes().decode()

    @property
    def lock(self) -> LockFile:
        """The folder's `holes.lock`."""
        return LockFile(Disk(self.path / "guards"), self.path / "holes.lock")

    @property
    def store(self) -> Store:
        """Where fills are kept."""
        return Store(self.lock, self.clock)

    @property
    def bench(self) -> Bench:
        """Where examples are run."""
        return Bench(self.runner)

    def entry(self, id: str, name: str = "a.anpl") -> Entry | None:
        """What the lock says of a hole."""
        return self.lock.read().of(name).get(id)

    def kept(self, id: str, name: str = "a.anpl") -> str | None:
        """The fill that the lock holds for a hole."""
        entry = self.entry(id, name)
        return entry.fill.source if entry is not None and entry.fill is not None else None

    def set_locked(self, id: str, name: str = "a.anpl") -> None:
        """Lock a hole that has a fill."""
        entry = self.entry(id, name)
        assert entry is not None
        self.lock.update([evolve(entry, locked=True)])

    def load(self, name: str = "a.anpl") -> Document:
        """A sketch as it stands."""
        return load(self.path / name, self.path, self.lock)

    def check(self, name: str = "a.anpl") -> FileReport:
        """Check a sketch."""
        return asyncio.run(check(self.load(name), self.bench))

    def fill(
        self,
        *engines: FakeEngine | ByHole,
        name: str = "a.anpl",
        budget: Budget | None = None,
        effort: Effort | None = None,
        only: frozenset[str] = frozenset(),
        refill: bool = False,
        progress: Progress | None = None,
    ) -> FileReport:
        """Fill a sketch."""
        means = Means(engines, self.bench, Spending(budget or Budget(), self.clock), progress or Silent())
        options = FillOptions(only, refill, effort or Effort(seconds=20.0))
        return asyncio.run(fill_document(self.load(name), means, self.store, options))


def hole_of(report: FileReport, id: str) -> HoleReport:
    """What a report says of one hole."""
    return next(entry for entry in report.holes if entry.hole.id == id)
