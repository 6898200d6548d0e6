"""The `local` engine: offline synthesis from examples, in a process that can be killed at any moment."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

from attrs import evolve

from holes.doubt import Doubt
from holes.engines.arrays import Arrays, with_arrays, without_arrays
from holes.engines.protocol import EngineError, Observation, Proposal, Request, Rival
from holes.local.task import Shown, Task
from holes.local.wire import Apart, Looked, Unsendable, question, read_line
from holes.values import Unrepresentable, parse_literal, to_python
from sketch.model import Hole, Kind, Parameter

#: Where our packages are. The worker starts isolated and without `site`, so that nothing of the user's is in its way.
_HOME = str(Path(__file__).resolve().parents[2])
_START = "import sys; sys.path.append(sys.argv[1]); from holes.local.worker import main; main()"
#: Proposals that differ in behaviour, at most.
_PROPOSALS = 4
#: Seconds beyond the budget after which a silent worker is given up.
_GRACE = 6.0
#: Bits of an integer that a float can hold.
_EXACT = 53


class LocalEngine:
    """Finds short programs by their behaviour on the examples. Needs examples by value; without any it
    proposes nothing."""

    name = "local"
    costs = False
    repairs = False
    sends = False

    def __init__(self, seconds: float = 1.0, python: str = sys.executable) -> None:
        """`seconds` bounds the search for one hole, `python` is the interpreter of Holewright itself."""
        self._seconds = seconds
        self._python = python

    async def propose(self, request: Request) -> AsyncGenerator[Proposal, None]:
        """Yield complete functions that fit all observations, the most natural first, each differing in behaviour;
        the first with a doubt where another may be meant as well. Where none fits: one that fits half of them, if any.

        Raises `EngineError` if the worker can't be started. Closing the iterator or cancelling kills the worker.
        """
        seconds = min(self._seconds, request.seconds)
        observations, arrays = without_arrays(request.observations, request.hole.signature)
        task = task_of(evolve(request, observations=observations))
        if task is None or seconds <= 0:
            return
        try:
            asked = question(task, request.hole.signature.text, seconds, max(_PROPOSALS, request.count))
        except Unsendable:
            return
        process = await self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds + _GRACE
        try:
            process.stdin.write(asked)
            process.stdin.close()
            while True:
                line = await asyncio.wait_for(process.stdout.readline(), deadline - loop.time())
                if not line:
                    await asyncio.wait_for(process.wait(), _GRACE)
                    return
                said = read_line(line)
                if isinstance(said, Looked):
                    if request.looked is not None:
                        request.looked(*said)
                    continue
                rival = None if said.apart is None else _rival(said.apart, request.hole, arrays)
                yield Proposal(text=with_arrays(said.text, arrays), engine=self.name, rival=rival)
        except (TimeoutError, ConnectionError, ValueError):
            return  # a worker that died or hangs has nothing more to say; what it found is out
        finally:
            await _end(process)

    async def _start(self) -> asyncio.subprocess.Process:
        flags = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
        try:
            return await asyncio.create_subprocess_exec(
                self._python, "-I", "-S", "-c", _START, _HOME,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, creationflags=flags,
                limit=1 << 20,
            )  # fmt: skip
        except OSError as error:
            raise EngineError(
                f"The offline engine could not start {self._python}: {error.strerror or error}."
            ) from None


def _rival(apart: Apart, hole: Hole, arrays: Arrays) -> Rival:
    """Another program that fits. Examples call an inline hole `_`."""
    call = apart.call.replace(hole.name, "_", 1) if hole.kind is Kind.INLINE else apart.call
    return Rival(with_arrays(apart.text, arrays) if apart.text else "", Doubt(call, apart.answer, apart.other))


async def _end(process: asyncio.subprocess.Process) -> None:
    """Kill the worker if it still runs, and reap it."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    await asyncio.shield(process.wait())


def task_of(request: Request) -> Task | None:
    """The request in plain values, or None where there is nothing to compute with: no examples,
    objects, star parameters."""
    hole = request.hole
    parameters = hole.signature.parameters
    if not request.observations or any(parameter.kind in ("star", "double-star") for parameter in parameters):
        return None
    try:
        shown = tuple(_shown(one, parameters) for one in request.observations)
        if hole.signature.returns == "float":
            shown = tuple(one._replace(expected=_float(one.expected)) for one in shown)
    except (Unrepresentable, LookupError):
        return None
    words = hole.description if hole.name.startswith("_") else f"{hole.name}. {hole.description}"
    asked = {other.id: f"{other.name} {other.description}" for other in request.sketch.holes}
    known = (*((asked[id], source) for id, source in request.fills if id in asked), *request.elsewhere)
    return Task(tuple(parameter.name for parameter in parameters), words, shown, known)


def _float(value: Any) -> Any:
    """A number as its annotation has it: who writes `-> float` and expects `3` means `3.0`, and so for parameters."""
    return float(value) if type(value) is int and value.bit_length() <= _EXACT else value


def _shown(one: Observation, parameters: tuple[Parameter, ...]) -> Shown:
    """The example with an argument for each parameter. Raises LookupError where one has neither argument nor
    literal default."""
    given = {name: to_python(value) for name, value in one.kwargs}
    given |= {parameter.name: to_python(value) for parameter, value in zip(parameters, one.args, strict=False)}
    for parameter in parameters:
        default = parse_literal(parameter.default) if parameter.default is not None else None
        if parameter.name not in given and default is not None:
            given[parameter.name] = to_python(default)
    if len(one.args) > len(parameters) or len(given) > len(parameters):
        raise LookupError("arguments without a parameter")
    arguments = tuple(
        _float(given[parameter.name]) if parameter.annotation == "float" else given[parameter.name]
        for parameter in parameters
    )
    return Shown(arguments, None if one.returns is None else to_python(one.returns), one.raises)
