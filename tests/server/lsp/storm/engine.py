"""An engine and a runner in whatever mood they are put into."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager

from attrs import define

from holes.engines.protocol import EngineError, Proposal, Request, Usage
from holes.engines.talk import Question
from holes.runner.protocol import Answer, Case, Confinement, Ending, Error, Limits, Outcome, Program, Tier
from holes.runner.session import crashed, not_started
from sketch.model import Hole, Kind
from tests.holes.fakes import InProcess, _Session

#: Bodies that hold, by the name of a hole; `$` stands for its first parameter.
_RIGHT = {"double": "return 2 * $", "negate": "return -$", "half": "return $ // 2", "grown": "return self.size + by"}

ENGINE_MOODS = (
    "right", "wrong", "both", "slow", "hangs", "hangs late", "refuses", "is busy", "rubbish", "endless", "nothing",
)  # fmt: skip
RUNNER_MOODS = ("quick", "slow", "cannot start")
#: What a program with one of these in it does whatever its mood: verdicts are of the text, and have to stay so.
CRASHES, HANGS = "it crashes", "it hangs"

#: What the model says of a failure begins with this, so that it can be told from the facts above it.
WORDS = "The storm says"


@define
class Moods:
    """How the engine and the runner are now; `seconds` is what each step of either takes. `failed` tells that the
    interpreter did not start since it was last looked."""

    engine: str = "right"
    runner: str = "quick"
    seconds: float = 0.01
    failed: bool = False


class MoodyEngine:
    """Proposes what its mood says. `allowed` is asked each time whether anything may be sent."""

    name = "openai"
    sends = True
    costs = True
    repairs = True

    def __init__(self, moods: Moods, allowed: Callable[[str], None]) -> None:
        self._moods = moods
        self._allowed = allowed

    async def propose(self, request: Request) -> AsyncGenerator[Proposal, None]:
        """Yield what the mood at the beginning makes of it."""
        self._allowed("an engine was asked")
        mood = self._moods.engine
        await asyncio.sleep(self._moods.seconds)
        match mood:
            case "right":
                yield self._proposal(_right(request.hole))
            case "wrong":
                yield self._proposal(_function(request.hole, "return None"))
            case "both":
                for body in ("return 0", "return 'x' * 3", "raise ValueError('🎈')"):
                    yield self._proposal(_function(request.hole, body))
                    await asyncio.sleep(self._moods.seconds)
                yield self._proposal(f"Here it is 🎈:\n```python\n{_right(request.hole)}\n```\r\n")
            case "slow":
                await asyncio.sleep(20.0)
                yield self._proposal(_right(request.hole))
            case "hangs":
                await asyncio.sleep(1e6)
            case "hangs late":
                yield self._proposal(_function(request.hole, "return None"))
                await asyncio.sleep(1e6)
            case "refuses":
                raise EngineError("The key was refused: set another one.", usage=Usage(1, 0, 1))
            case "is busy":
                raise EngineError("The model is busy: try again later.", retriable=True)
            case "rubbish":
                for text in (
                    "",
                    "\x00\ufeff",
                    "```python\ndef (",
                    "I cannot do that 🙈",
                    "def other():\n\treturn 1",
                    "`" * 99,
                ):
                    yield self._proposal(text)
            case "endless":
                for number in range(200):
                    yield self._proposal(_function(request.hole, f"return {number!r} and None"))
                    await asyncio.sleep(self._moods.seconds)

    async def say(self, question: Question) -> Proposal:
        """Answer in words."""
        self._allowed("a model was asked")
        await asyncio.sleep(self._moods.seconds)
        if self._moods.engine in ("refuses", "is busy"):
            raise EngineError("The key was refused: set another one.")
        if self._moods.engine.startswith("hangs"):
            await asyncio.sleep(1e6)
        code = "\n```python\ndef double(n: int) -> int:\n    return 2 * n\n```" if self._moods.engine == "right" else ""
        return self._proposal(f"{WORDS}: it is wrong 🎈.{code}")

    def _proposal(self, text: str) -> Proposal:
        return Proposal(text, self.name, "m", Usage(3, 2, 1))


def _right(hole: Hole) -> str:
    body = _RIGHT.get(hole.name, "return sum($)")
    return _function(hole, body)


def _function(hole: Hole, body: str) -> str:
    parameters = [parameter.name for parameter in hole.signature.parameters] if hole.kind is not Kind.CHOICE else []
    written = ", ".join(parameters) or "*args"
    first = next((name for name in parameters if name not in ("self", "cls")), "args")
    kind = "async def" if hole.signature.is_async else "def"
    name = hole.name if hole.name.isidentifier() else "filled"
    return f"{kind} {name}({written}):\n    {body.replace('$', first)}\n"


class MoodyRunner(InProcess):
    """Runs friendly programs in this process, as long as its mood lets them. `allowed` is asked each time whether
    anything may be run."""

    def __init__(self, moods: Moods, allowed: Callable[[str], None]) -> None:
        super().__init__()
        self._moods = moods
        self._allowed = allowed

    async def run(
        self,
        program: Program,
        cases: tuple[Case, ...],
        limits: Limits,
        *,
        trace: bool = False,
        answer: Answer | None = None,
    ) -> tuple[Outcome, ...]:
        self._allowed("a program was run")
        mood = self._moods.runner
        await asyncio.sleep(2.0 if mood == "slow" else self._moods.seconds)
        if mood == "cannot start":
            self._moods.failed = True
            return (not_started("the interpreter does not start; choose another one"),) * len(cases)
        if CRASHES in program.source:
            return (crashed("it was killed"),) * len(cases)
        if HANGS in program.source:
            await asyncio.sleep(limits.seconds * len(cases))
            return (Outcome(Ending.TIMEOUT, seconds=limits.seconds),) * len(cases)
        self.programs.clear()
        try:
            program.source.encode()
        except UnicodeEncodeError as error:
            return (Outcome(Ending.BROKEN, error=Error("SyntaxError", str(error), ("SyntaxError",))),) * len(cases)
        return await super().run(program, cases, limits, trace=trace, answer=answer)

    async def confinement(self) -> Confinement:
        await asyncio.sleep(self._moods.seconds)
        return Confinement(Tier.FULL)

    @asynccontextmanager
    async def open(self, program: Program, limits: Limits) -> AsyncIterator[_Session]:
        self._allowed("a program was opened")
        async with super().open(program, limits) as session:
            yield session
