"""Which runner runs candidates here: the strongest that can be had, found out when one is first needed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from attrs import frozen

from holes.runner.protocol import Answer, Case, Confinement, Limits, Outcome, Program, Runner, Session, Tier

#: Chooses the strongest tier that can be had and is safe.
AUTO = "auto"

#: What the kernel of a system can do, strongest first. Windows has nothing that we can use.
_WALLS: dict[str, tuple[Tier, ...]] = {
    "linux": (Tier.FULL, Tier.BUBBLEWRAP, Tier.LANDLOCK),
    "darwin": (Tier.SEATBELT,),
}
_SYSTEMS = {"linux": "Linux", "darwin": "macOS"}


@frozen
class Makers:
    """How runners are made. `confined` is given the tiers to try, strongest first. Making one costs nothing; its
    `confinement()` tries, and raises `Unconfined` where it has no tier to offer, `StartError` where the interpreter
    does not start at all. `nothing` is given the sentence that says why nothing is run."""

    confined: Callable[[tuple[Tier, ...]], Runner]
    interpreter: Callable[[], Runner]
    limits: Callable[[], Runner]
    nothing: Callable[[str], Runner]


async def choose(wanted: str, platform: str, make: Makers) -> tuple[Runner, Confinement | None]:
    """The runner for `wanted` (`AUTO` or the name of a tier) on `platform` (as `sys.platform` has it), and its tier;
    None where the interpreter does not start, which the runner says of each program. `AUTO` is never without
    confinement: where none can be had, nothing is run. Nor is a tier that was named ever replaced."""
    from holes.runner.confined import Unconfined
    from holes.runner.session import StartError

    if wanted == Tier.LIMITS:
        return make.limits(), Confinement(Tier.LIMITS)
    walls = _WALLS.get(platform, ())
    asked = (*walls, Tier.INTERPRETER) if wanted == AUTO else (Tier(wanted),)
    missed = tuple((tier, _elsewhere(tier)) for tier in asked if tier not in (*walls, Tier.INTERPRETER))
    tries: list[Callable[[], Runner]] = []
    if confining := tuple(tier for tier in asked if tier in walls):
        tries.append(lambda: make.confined(confining))
    if Tier.INTERPRETER in asked:
        tries.append(make.interpreter)
    for made in tries:
        runner = made()
        try:
            found = await runner.confinement()
        except Unconfined as error:
            missed += error.missed
        except StartError:
            return runner, None
        else:
            return runner, Confinement(found.tier, (*missed, *found.missed))
    return make.nothing(refusal(wanted, missed)), Confinement(Tier.NONE, missed)


def refusal(wanted: str, missed: tuple[tuple[Tier, str], ...]) -> str:
    """Why nothing is run, as a sentence without its full stop."""
    if wanted == AUTO:
        return "no sandbox can be had here (holewright doctor says why)"
    why = "; ".join(why for _, why in missed)
    return f"the sandbox `{wanted}` cannot be had here ({why})"


def _elsewhere(tier: Tier) -> str:
    system = next((name for platform, name in _SYSTEMS.items() if tier in _WALLS[platform]), None)
    return f"it exists on {system} alone" if system else "it runs nothing"


class ChosenRunner:
    """A runner that is chosen when one is first needed, and stays. Where nothing can be had for `wanted`, what it is
    given to run ends as inconclusive; what runs is never weaker than that."""

    def __init__(self, wanted: str, platform: str, make: Makers) -> None:
        self._wanted = wanted
        self._platform = platform
        self._make = make
        self._chosen: tuple[Runner, Confinement] | None = None
        self._choosing: tuple[asyncio.AbstractEventLoop, asyncio.Lock] | None = None

    async def run(
        self,
        program: Program,
        cases: tuple[Case, ...],
        limits: Limits,
        *,
        trace: bool = False,
        answer: Answer | None = None,
    ) -> tuple[Outcome, ...]:
        """Run `cases` in order, one outcome each."""
        runner, _ = await self._choice()
        return await runner.run(program, cases, limits, trace=trace, answer=answer)

    async def screen(
        self, programs: tuple[Program, ...], cases: tuple[Case, ...], limits: Limits
    ) -> tuple[tuple[Outcome, ...] | None, ...]:
        """Run the same `cases` in each of `programs`, as well as the chosen runner can."""
        runner, _ = await self._choice()
        return await runner.screen(programs, cases, limits)

    async def confinement(self) -> Confinement:
        """The tier that was chosen, and what is missing for the stronger ones. Raises `StartError` where the
        interpreter does not start."""
        runner, confinement = await self._choice()
        return confinement or await runner.confinement()

    @asynccontextmanager
    async def open(self, program: Program, limits: Limits) -> AsyncIterator[Session]:
        """Keep `program` loaded for many cases."""
        runner, _ = await self._choice()
        async with runner.open(program, limits) as session:
            yield session

    async def _choice(self) -> tuple[Runner, Confinement | None]:
        if self._chosen is not None:
            return self._chosen
        # The first one chooses; a lock belongs to one event loop, and another loop may be the next to ask.
        loop = asyncio.get_running_loop()
        if self._choosing is None or self._choosing[0] is not loop:
            self._choosing = (loop, asyncio.Lock())
        async with self._choosing[1]:
            if self._chosen is not None:
                return self._chosen
            runner, confinement = await choose(self._wanted, self._platform, self._make)
            if confinement is not None:
                self._chosen = runner, confinement
            return runner, confinement
