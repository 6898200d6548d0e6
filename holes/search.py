"""The search for one hole's fill: ask engines for candidates, judge each, and ask again with what is wrong.

Handing a failing example with its actual value back to the model follows Self-Debug (Chen et al., 2023); that the same
failure twice ends it is our own rule, since a model that repeats itself only costs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress

from attrs import define, evolve, field, frozen

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
from holes.reuse import is_telling, reuse
from holes.screening import ahead, wider
from holes.start import start_of
from holes.trial import Trial, callers_decide, in_words, screen_fills, try_fill
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
    """What a search works with. `engines` are asked in order. `elsewhere` are fills of the project's other sketches,
    each with the words that it answers."""

    engines: tuple[Engine, ...]
    bench: Bench
    spending: Spending
    progress: Progress = field(repr=False)
    elsewhere: tuple[tuple[str, str], ...] = field(default=(), repr=False)


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


@define
class _Tally:
    """What one question has brought so far: the trials, `doubted` those that only a screen failed, and `refused` and
    `repeated` as in a round."""

    trials: list[Trial] = field(factory=list)
    doubted: list[Trial] = field(factory=list)
    refused: list[tuple[str, str]] = field(factory=list)
    repeated: int = 0

    @property
    def holds(self) -> bool:
        return bool(self.trials) and self.trials[-1].holds


async def search(
    sketch: Sketch,
    fills: Mapping[str, Fill],
    hole: Hole,
    filename: str,
    means: Means,
    effort: Effort,
    feedback: Feedback | None = None,
) -> Attempt:
    """Look for a fill of `hole`, with `fills` in the other holes. Ends with the first candidate that holds, when the
    engines have nothing more, or when time or budget is spent: then with the best there was. `feedback` says what is
    wrong with what stands there; where an engine can use it, only such are asked."""
    observations = await observe(sketch, fills, hole, means.bench, filename)
    request = Request(
        sketch=sketch,
        hole=hole,
        shown=held_back(hole.examples),
        observations=observations,
        fills=tuple((id, fill.source) for id, fill in fills.items() if id != hole.id),
        elsewhere=means.elsewhere,
        feedback=feedback,
        count=effort.candidates,
        seconds=effort.seconds,
        max_tokens=effort.max_tokens,
    )
    asking = _Asking(fills, filename, means, effort)
    attempt, reused = Attempt(), None
    if feedback is None and (local := next((engine for engine in means.engines if engine.name == "local"), None)):
        reused = await reuse(request, fills, means.bench, filename, local.name)
        if reused is not None and is_telling(request):
            return Attempt(reused, 1)
    understanding = tuple(engine for engine in means.engines if engine.repairs) if feedback is not None else ()
    for engine in understanding or means.engines:
        if reused is not None and engine.costs:
            break  # a call that holds costs nothing
        attempt = await asking.ask(engine, request, attempt)
        if attempt.holds:
            break
        if attempt.best is not None and not engine.repairs:
            request = evolve(request, start=start_of(attempt.best, request))
    if reused is not None and not attempt.holds:
        return evolve(attempt, best=reused, judged=attempt.judged + 1, notes=())
    if attempt.best is None and not attempt.notes:
        attempt = noted(attempt, _nothing_found(means.engines, observations))
    return await asking.without_idle_doubt(attempt, request)


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
        loop = asyncio.get_running_loop()
        deadline = loop.time() + request.seconds + _GRACE
        tally = _Tally()
        spent: list[Usage] = []

        def spend(usage: Usage) -> None:
            self._means.spending.charge(usage)
            spent.append(usage)

        def looked(expressions: int, depth: int, fitting: int) -> None:
            self._means.progress.looked(request.hole.name, engine.name, expressions, depth, fitting)

        def enough(proposal: Proposal) -> bool:
            spend(proposal.usage)
            return engine.costs and self._means.spending.exceeded() is not None

        def judged(trial: Trial) -> None:
            number = attempt.judged + len(tally.trials) + len(tally.doubted)
            self._means.progress.candidate(
                request.hole.name, trial.proposal.engine, number, trial.passed, trial.checked
            )

        try:
            async with (
                asyncio.timeout_at(deadline),
                ahead(engine.propose(evolve(request, lost=spend, looked=looked)), enough) as take,
            ):
                await self._judge(take, request, tally, judged)
        except EngineError as error:
            spend(error.usage)
            attempt = noted(attempt, str(error))
        except TimeoutError:
            attempt = noted(attempt, f"{engine.name} found nothing that holds within {self._effort.seconds:g} s")
        count = len(tally.trials) + len(tally.doubted)
        with suppress(TimeoutError):
            async with asyncio.timeout_at(max(deadline, loop.time() + _GRACE)):
                await self._judge_doubted(request, tally)
        best = max(tally.trials, key=_rank, default=None)
        attempt = evolve(
            attempt,
            best=max(filter(None, (attempt.best, best)), key=_rank, default=None),
            judged=attempt.judged + count,
            usage=sum(spent, attempt.usage),
        )
        if attempt.best is None and tally.refused:
            attempt = noted(attempt, f"no answer of {engine.name} could be used: {tally.refused[0][1]}")
        return _Round(attempt, best, tuple(tally.refused), tally.repeated)

    async def _judge(
        self,
        take: Callable[[int], Awaitable[list[Proposal]]],
        request: Request,
        tally: _Tally,
        judged: Callable[[Trial], None],
    ) -> None:
        """Judge what `take` gives until one holds. `judged` is told of each."""
        width = 1
        while not tally.holds and (proposals := await take(width)):
            fresh = await self._fresh(proposals, request, tally)
            if fresh:
                width = wider(width)
            screened = await screen_fills(
                request.sketch, self._fills, request.hole, fresh, self._means.bench, self._filename
            )
            for (fill, proposal), failing in zip(fresh, screened, strict=True):
                trial = failing or await self._tried(fill, proposal, request)
                (tally.doubted if failing else tally.trials).append(trial)
                judged(trial)
                if trial.holds:
                    return

    async def _judge_doubted(self, request: Request, tally: _Tally) -> None:
        """Where nothing holds, one that a screen failed may have been spoiled there by another: the best come first."""
        for trial in sorted(tally.doubted, key=_rank, reverse=True):
            if tally.holds:
                return
            tally.trials.append(await self._tried(trial.fill, trial.proposal, request))

    async def without_idle_doubt(self, attempt: Attempt, request: Request) -> Attempt:
        """`attempt` with its doubt only where the other function holds as well, with the callers' examples, too: an
        engine knows less than there is to hold."""
        best = attempt.best
        if best is None or not best.holds or best.proposal.rival is None or not best.proposal.rival.text:
            return attempt
        other = Proposal(best.proposal.rival.text, best.proposal.engine)
        fill = usable(other, request)
        if isinstance(fill, Fill) and (await self._tried(fill, other, request)).holds:
            where = request.sketch, self._fills, request.hole
            if not await callers_decide(*where, best.fill, fill, self._means.bench, self._filename):
                return attempt
        return evolve(attempt, best=evolve(best, proposal=evolve(best.proposal, rival=None)))

    async def _fresh(
        self, proposals: Sequence[Proposal], request: Request, tally: _Tally
    ) -> list[tuple[Fill, Proposal]]:
        """The fills that are worth running and were not seen before."""
        fresh: list[tuple[Fill, Proposal]] = []
        for proposal in proposals:
            await asyncio.sleep(0)  # reading many answers takes long enough to be felt in an editor
            fill = usable(proposal, request)
            if isinstance(fill, Rejection):
                tally.refused.append((proposal.text, fill.reason))
            elif (key := normalised(fill)) in self._seen:
                tally.repeated += 1
            else:
                self._seen.add(key)
                fresh.append((fill, proposal))
        return fresh

    async def _tried(self, fill: Fill, proposal: Proposal, request: Request) -> Trial:
        bench = self._means.bench
        return await try_fill(request.sketch, self._fills, request.hole, fill, proposal, bench, self._filename)


def _rank(trial: Trial) -> tuple[int, int, int]:
    return trial.rank


def usable(proposal: Proposal, request: Request) -> Fill | Rejection:
    """The fill in a proposal, if there is one that is worth running."""
    fill = extract(proposal.text, request.hole, request.sketch)
    if not isinstance(fill, Rejection):
        fill = check(fill, request.hole, request.sketch)
    if not isinstance(fill, Rejection) and memorised(fill, request.hole):
        return Rejection("it is a table of the examples")
    return fill


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
