"""What a runner is asked and what it answers.

A runner executes a program in another process, under the user's interpreter, and gives back plain values. Expected
values never pass through here to a program with a candidate in it: a `Case` holds inputs only, and `Outcome`s are
judged by the caller. (`holes.comparer` evaluates expected texts in programs without one.)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from enum import StrEnum
from typing import Protocol

from attrs import frozen

from holes.values import Value


@frozen
class Program:
    """An instrumented module (`sketch.compile.instrument`). `import_path` are folders from which the user's own modules
    are imported, strongest first. `folder` is the working folder of the process, None meaning this process's own.
    `package` is the dotted name of the package it belongs to, for its relative imports. `preload` names modules that
    the sketch itself imports, whatever fills it: a runner may load them once for many programs. `hidden` are files
    that a candidate must not read, since they say what is expected of it; a confined runner shows none of them.
    `readable` are the files and folders, by absolute path, that it may read beside modules and packages."""

    source: str
    filename: str
    import_path: tuple[str, ...] = ()
    folder: str | None = None
    package: str | None = None
    preload: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    readable: tuple[str, ...] = ()


@frozen
class Call:
    """A call by values: `function` is a dotted name in the module (`main`, `Class.method`)."""

    function: str
    args: tuple[Value, ...] = ()
    kwargs: tuple[tuple[str, Value], ...] = ()


@frozen
class Case:
    """One thing to run in a fresh namespace over the module's globals: `setup` statements, then `source` (an
    expression or a statement) or, where `call` is set, that call. `underscore` is the dotted name that `_` stands
    for. `env` are extra names bound to values (properties: parameters and `result`)."""

    source: str = ""
    setup: tuple[str, ...] = ()
    call: Call | None = None
    underscore: str | None = None
    env: tuple[tuple[str, Value], ...] = ()


#: Stands in `Error.bases` of a broken program where the interpreter itself could not be started.
NOT_STARTED = "NotStarted"
#: Stands in `Error.bases` where a value of the case could not be made again from its parts.
NOT_MADE = "NotMade"


class Ending(StrEnum):
    """How a case ended. `DENIED`: it tried what the confinement refuses (`action` says what, `error` what it raised, if
    it did). `MISSING`: it called a hole that has no fill. `BROKEN`: the module itself could not be loaded, so no case
    ran (`error` says why). `INCONCLUSIVE`: it was not run, or not to the end, for no fault of its own (`error` says
    why): a restricted interpreter cannot do it, or nothing here may run it."""

    VALUE = "value"
    RAISED = "raised"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    DENIED = "denied"
    MISSING = "missing"
    BROKEN = "broken"
    INCONCLUSIVE = "inconclusive"


@frozen
class Error:
    """An exception as text: `type` the qualified class name as doctest prints it (empty where a sentence of ours says
    how a process ended), `bases` the plain names of its class's mro, `frames` the lines of the program it passed,
    outermost first, counted from 1, with the function's name."""

    type: str
    message: str
    bases: tuple[str, ...] = ()
    frames: tuple[tuple[int, str], ...] = ()


@frozen
class Recorded:
    """One call of a hole or sketch function: arguments as they were at the call (copied), what came back, nesting
    `depth` (0 outermost), `parent` the index of the enclosing recorded call, `seconds` inside it. `answered` says that
    the hole had no fill and its examples gave the answer."""

    hole: str
    args: tuple[Value, ...]
    kwargs: tuple[tuple[str, Value], ...]
    ending: Ending
    value: Value | None = None
    error: Error | None = None
    depth: int = 0
    parent: int | None = None
    seconds: float = 0.0
    answered: bool = False


@frozen
class Outcome:
    """What running a case gave. `text` is `repr` of the value (capped), `printed` what it wrote to standard output
    (capped), `missing` the id of the unfilled hole it needed, `action` what it tried and was refused, in words that
    follow "it tried to" (`connect to 127.0.0.1:80`), `only_looked` that this was no more than a look at what is not
    shown, which is told because the case raised something, `reached` the ids of holes it called, in order of first
    call, `returned` those of them of which at least one call ended with a value, in order of the first that did.
    `calls_cut` says that there were more calls than were recorded."""

    ending: Ending
    value: Value | None = None
    text: str = ""
    printed: str = ""
    error: Error | None = None
    missing: str | None = None
    action: str | None = None
    only_looked: bool = False
    reached: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    calls: tuple[Recorded, ...] = ()
    calls_cut: bool = False
    seconds: float = 0.0


@frozen
class Limits:
    """Seconds for each case, seconds to start and load the module, bytes of memory, bytes of printed output and of
    one encoded value."""

    seconds: float = 1.0
    load_seconds: float = 10.0
    memory: int = 1 << 30
    output: int = 1 << 16
    value: int = 1 << 20


#: Answers a call of a hole that has no fill: hole id, positional and keyword arguments → its value, or None.
Answer = Callable[[str, tuple[Value, ...], Mapping[str, Value]], Value | None]


class Tier(StrEnum):
    """How well a runner keeps a candidate from everything else, strongest first. `FULL`: own namespaces, Landlock and
    seccomp. `BUBBLEWRAP`: the same, where only that program may make the namespaces. `LANDLOCK`: without namespaces, so
    that names of files can be seen, though nothing in them. `SEATBELT`: the sandbox of macOS. `INTERPRETER`: an
    interpreter that has no way out, and runs only a part of Python. `LIMITS`: a process with limits of time and memory,
    with all the rights of the person. `NONE`: nothing is run."""

    FULL = "full"
    BUBBLEWRAP = "bubblewrap"
    LANDLOCK = "landlock"
    SEATBELT = "seatbelt"
    INTERPRETER = "interpreter"
    LIMITS = "limits"
    NONE = "none"


@frozen
class Confinement:
    """The tier that a runner works in. `missed` are the stronger ones that were tried before, each with a sentence that
    says why it cannot be had here."""

    tier: Tier
    missed: tuple[tuple[Tier, str], ...] = ()


class Session(Protocol):
    """A loaded program that answers one case after another; a case that dies ends only itself."""

    async def run(self, case: Case) -> Outcome:
        """Run one case. Never raises for what the case does. Calls may overlap: their cases run in order of the calls,
        and a runner may send them ahead."""
        ...


class Runner(Protocol):
    """Runs programs. Every method can be cancelled: the process is killed, not asked."""

    async def run(
        self,
        program: Program,
        cases: tuple[Case, ...],
        limits: Limits,
        *,
        trace: bool = False,
        answer: Answer | None = None,
    ) -> tuple[Outcome, ...]:
        """Run `cases` in order, one outcome each. A case that hangs or dies is ended alone; the rest still run."""
        ...

    async def screen(
        self, programs: tuple[Program, ...], cases: tuple[Case, ...], limits: Limits
    ) -> tuple[tuple[Outcome, ...] | None, ...]:
        """Run the same `cases` in each of `programs`, many of them in one process, all cases of a program within the
        time of one: for each its outcomes, None where nothing is known of it. Where it does not come to an end, that is
        the outcome of all its cases. Candidates can spoil one another here, so it only tells which are worth a `run` of
        their own."""
        ...

    async def confinement(self) -> Confinement:
        """How what this runs is confined, found by trying."""
        ...

    def open(self, program: Program, limits: Limits) -> AbstractAsyncContextManager[Session]:
        """Keep `program` loaded for many cases that are not known beforehand, as when an input is being shrunken."""
        ...
