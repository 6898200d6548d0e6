"""The search for one hole's fill: ask engines for candidates, judge each, and ask again with what is wrong.

Handing a failing example with its actual value back to the model follows Self-Debug (Chen et al., 2023); that the same
failure twice ends it is our own rule, since a model that repeats itself only costs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import aclosing

from attrs import evolve, field, frozen

from holes.answers.extract import extract
from holes.answers.memorised import memorised
from holes.answers.rejection import Rejection
from holes.answers.static_check import check, normalised
from holes.bench import Bench
from holes.budget import Spending
from holes.engines.protocol import Engine, EngineError, Feedback, Proposal, Request, Usage
from holes.observe import observe
from holes.progress import Progress
from holes.prompt import held_back, messages, tokens
from holes.trial import Trial, in_words, try_fill
from sketch.model import Fill, Hole, Sketch

#: An engine that watches its own deadline is given this many seconds more to say so in its own words.
_GRACE = 1.0
_TOO_LITTLE = "The budget leaves too little for one more question; raise it, or fill again to go on from here."


@frozen
class Effort:
    """How hard to try for one hole: `candidates` are asked for at once, and again for up to `rounds` of repair, all
    within `seconds` for each engine."""

    candidates: int = 3
    rounds: int = 3
    seconds: float = 60.0
    max_tokens: int = 2048


@frozen
class Means:
    """What a search works with. `engines` are asked in order."""

    engines: tuple[Engine, ...]
    bench: Bench
    spending: Spending
    progress: Progress = field(repr=False)


@frozen
class Attempt:
    """What came of one hole: the best trial (None where no candidate could be judged), how many candidates were judged,
    what was spent, and sentences on what stood in the way."""

    best: Trial | None = None
    judged: int = 0
    usage: Usage = field(factory=Usage)
    notes: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether a candidate was found that holds."""
        return self.best is not None and self.best.holds


@frozen
class _Round:
    """One question to an engine: `best` of its candidates not seen before is None where there was none; `refused` are
    those that could not be judged, each as its text and why; `repeated` counts those that were."""

    attempt: Attempt
    best: Trial | None = None
    refused: tuple[tuple[str, str], ...] = ()
    repeated: int = 0


async def search(
    sketch: Sketch, fills: Mapping[str, Fill], hole: Hole, filename: str, means: Means, effort: Effort
) -> Attempt:
    """Look for a fill of `hole`, with `fills` in the other holes. Ends with the first candidate that holds, when the
    engines have nothing more, or when time or budget is spent: then with the best there was."""
    observations = await observe(sketch, fills, hole, means.bench, filename)
    request = Request(
        sketch=sketch,
        hole=hole,
        shown=held_back(hole.examples),
        observations=observations,
        fills=tuple((id, fill.source) for id, fill in fills.items() if id != hole.id),
        count=effort.candidates,
        seconds=effort.seconds,
        max_tokens=effort.max_tokens,
    )
    asking = _Asking(fills, filename, means, effort)
    attempt = Attempt()
    for engine in means.engines:
        attempt = await asking.ask(engine, request, attempt)
        if attempt.holds:
            break
    if attempt.best is None and not attempt.notes:
        attempt = noted(attempt, _nothing_found(means.engines, observations))
    return attempt


class _Asking:
    """The candidates seen so far, so that none is judged twice; all else is as `search` was given it."""

    def __init__(self, fills: Mapping[str, Fill], filename: str, means: Means, effort: Effort) -> None:
        self._fills = fills
        self._filename = filename
        self._means = means
        self._effort = effort
        self._seen: set[str] = set()

    async def ask(self, engine: Engine, request: Request, attempt: Attempt) -> Attempt:
        """Ask one engine and, where it can use what is wrong with its best candidate, ask again with that."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + request.seconds
        before: object = None
        for _ in range(1 + (self._effort.rounds if engine.repairs else 0)):
            if engine.costs and (sentence := self._means.spending.exceeded()) is not None:
                return noted(attempt, sentence)
            left = deadline - loop.time()
            if left <= 0:
                return attempt
            round = await self._within_budget(engine, evolve(request, seconds=left), attempt)
            attempt = round.attempt
            if attempt.holds:
                return attempt
            feedback, failure = _feedback(round, request)
            if (failure == before and before is not None) or (feedback is None and round.repeated):
                return noted(attempt, "stalled: the repair failed as the candidate before it did")
            if feedback is None:
                return attempt
            before, request = failure, evolve(request, feedback=feedback)
        return attempt

    async def _within_budget(self, engine: Engine, request: Request, attempt: Attempt) -> _Round:
        """One question, cut to what the budget still allows."""
        spending = self._means.spending
        if spending.budget.boundless or not engine.costs:
            return await self._round(engine, request, attempt)
        try:
            async with asyncio.timeout(request.seconds) as waiting:
                asked = tokens(messages(request))
                async with spending.granted(asked, request.max_tokens, request.count) as grant:
                    waiting.reschedule(None)
                    if grant.count == 0:
                        return _Round(noted(attempt, _TOO_LITTLE))
                    bounded = evolve(
                        request,
                        count=grant.count,
                        max_tokens=grant.max_tokens,
                        continuations=0 if grant.limited else request.continuations,
                        requests=grant.count if spending.budget.requests is not None else None,
                    )
                    return await self._round(engine, bounded, attempt)
        except TimeoutError:
            return _Round(noted(attempt, _TOO_LITTLE))

    async def _round(self, engine: Engine, request: Request, attempt: Attempt) -> _Round:
        """One question: judge the proposals as they come, stop at the first that holds."""
        best: Trial | None = None
        refused: list[tuple[str, str]] = []
        repeated = 0
        lost: list[Usage] = []

        def given_up(usage: Usage) -> None:
            self._means.spending.charge(usage)
            lost.append(usage)

        request = evolve(request, lost=given_up)
        try:
            async with (
                asyncio.timeout(request.seconds + _GRACE),
                aclosing(engine.propose(request)) as proposals,
            ):
                async for proposal in proposals:
                    self._means.spending.charge(proposal.usage)
                    attempt = evolve(attempt, usage=attempt.usage + proposal.usage)
                    fill = usable(proposal, request)
                    if isinstance(fill, Rejection):
                        refused.append((proposal.text, fill.reason))
                    elif (key := normalised(fill)) in self._seen:
                        repeated += 1
                    else:
                        self._seen.add(key)
                        trial = await self._tried(fill, proposal, request)
                        attempt = better(attempt, trial)
                        best = trial if best is None or trial.rank > best.rank else best
                        self._means.progress.candidate(
                            request.hole.name, proposal.engine, attempt.judged, trial.passed, trial.checked
                        )
                    if attempt.holds or (engine.costs and self._means.spending.exceeded() is not None):
                        break
        except EngineError as error:
            self._means.spending.charge(error.usage)
            attempt = noted(evolve(attempt, usage=attempt.usage + error.usage), str(error))
        except TimeoutError:
            attempt = noted(attempt, f"{engine.name} found nothing that holds within {self._effort.seconds:g} s")
        attempt = evolve(attempt, usage=sum(lost, attempt.usage))
        if attempt.best is None and refused:
            attempt = noted(attempt, f"no answer of {engine.name} could be used: {refused[0][1]}")
        return _Round(attempt, best, tuple(refused), repeated)

    async def _tried(self, fill: Fill, proposal: Proposal, request: Request) -> Trial:
        bench = self._means.bench
        return await try_fill(request.sketch, self._fills, request.hole, fill, proposal, bench, self._filename)


def usable(proposal: Proposal, request: Request) -> Fill | Rejection:
    """The fill in a proposal, if there is one that is worth running."""
    fill = extract(proposal.text, request.hole, request.sketch)
    if not isinstance(fill, Rejection):
        fill = check(fill, request.hole, request.sketch)
    if not isinstance(fill, Rejection) and memorised(fill, request.hole):
        return Rejection("it is a table of the examples")
    return fill


def better(attempt: Attempt, trial: Trial) -> Attempt:
    """`attempt` with one more trial judged."""
    best = trial if attempt.best is None or trial.rank > attempt.best.rank else attempt.best
    return evolve(attempt, best=best, judged=attempt.judged + 1)


def noted(attempt: Attempt, sentence: str) -> Attempt:
    """`attempt` with a sentence more, unless it is there already."""
    return attempt if sentence in attempt.notes else evolve(attempt, notes=(*attempt.notes, sentence))


def _feedback(round: _Round, request: Request) -> tuple[Feedback | None, object]:
    """What to tell the engine, and what went wrong, to notice when it goes wrong the same way again. It is told of its
    latest answers, even where an earlier one was better: the earlier one it has been told of already."""
    if round.best is not None:
        return Feedback(round.best.fill.source, in_words(round.best, request)), round.best.signature
    if round.refused:
        text, reason = round.refused[0]
        return Feedback(text[:4000], reason), reason
    return None, None


def _nothing_found(engines: Sequence[Engine], observations: Sequence[object]) -> str:
    if any(engine.sends for engine in engines):
        return "no engine proposed anything"
    if not observations:
        return (
            "the offline engine needs an example of plain values, called as a function: add one, or configure a model"
        )
    return "nothing was found offline: add an example, or configure a model (HOLEWRIGHT_MODEL)"
