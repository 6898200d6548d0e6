"""Asking a model, where the person chose one, why examples fail: its words, and the repair that it suggests."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from textwrap import dedent

from attrs import evolve, field, frozen

from holes.answers.rejection import Rejection
from holes.answers.static_check import normalised
from holes.answers.unwrap import fenced, outside, tidy
from holes.bench import Bench
from holes.budget import Spending
from holes.document import Document
from holes.engines.protocol import EngineError, Proposal, Request, Usage
from holes.engines.talk import Question, Talker, talker
from holes.explain import Explanation, explain_failures, speaking_against
from holes.explanation_prompt import explanation_prompt
from holes.prompt import Message, held_back, tokens, without_examples
from holes.report import HoleReport
from holes.search import Means, usable
from holes.trial import Trial, try_fill
from sketch.edits import fill_in_place
from sketch.layout import indentation, reindent
from sketch.model import Example, Fill, Hole, Kind, Sketch, Span, overlap
from sketch.text import Edit

#: So many examples of the hole are shown.
_SHOWN = 20
#: Words of more characters than this are cut.
_LONGEST = 2_000
#: Seconds that an engine that watches its own deadline is given more.
_GRACE = 1.0

NOBODY_TO_ASK = (
    "No model is chosen that could be asked: name one with --model, HOLEWRIGHT_MODEL or the setting `model`."
)
_TOO_LITTLE = "The budget leaves too little for a question; raise it and ask again."


@frozen
class Repair:
    """A function that a model suggests for the hole or function `hole`, in place of the text `before`. It was tried:
    less speaks against it than the `failures` examples and properties that speak against what stands there."""

    hole: str
    before: str
    failures: int
    trial: Trial

    @property
    def fill(self) -> Fill:
        """What is suggested."""
        return self.trial.fill


@frozen
class Words:
    """What a model says of a hole that fails. `note` says what became of code that it gave and that is no repair."""

    text: str
    model: str
    repair: Repair | None = None
    note: str | None = None
    usage: Usage = field(factory=Usage)

    @property
    def said(self) -> str:
        """The words with who says them, as they may stand below facts."""
        return f"{self.model} says: {self.text}" if self.text else f"{self.model} gave no explanation"


async def ask_why(
    document: Document,
    fills: Mapping[str, Fill],
    reports: Mapping[str, HoleReport],
    id: str,
    means: Means,
    *,
    seconds: float = 60.0,
    max_tokens: int = 2048,
) -> Words:
    """Ask why the hole or function `id` fails, of which `reports`, by id, are what a check of `document` with `fills`
    found. A corrected function is asked for of the hole that was the first to go wrong, and suggested where it does
    better on trial; nothing is written. Held-back examples are not sent. Raises `EngineError`, with a sentence, also
    where no engine of `means` can talk or the budget is spent."""
    asked = talker(means.engines)
    if asked is None:
        raise EngineError(NOBODY_TO_ASK)
    sketch, bench = document.sketch, means.bench
    may_tell = _open_to_all(document)
    judges = speaking_against(reports, id)
    found = await explain_failures(document, fills, judges, bench, may_tell)
    subject = _subject(sketch, fills, found, id)
    opened = _opened(sketch, subject)
    around, hole = opened or (sketch, subject)
    shown = tuple(index for index, example in enumerate(hole.examples) if may_tell(subject, example))
    others = tuple((other, fill.source) for other, fill in fills.items() if other != hole.id)
    request = Request(around, hole, shown[:_SHOWN], fills=others)
    examples = {report.hole.id: report.hole.examples for report in judges}
    prompt = explanation_prompt(
        request,
        _stands(sketch, fills, subject),
        [(examples[judge][index], explanation) for (judge, index), explanation in found.items()],
        _falsified(reports.get(id)),
        code=opened is not None,
    )
    answer = await _answered(asked, prompt, means.spending, seconds, max_tokens)
    words = Words(_prose(answer.text), answer.model or answer.engine, usage=answer.usage)
    if opened is None:
        return words
    tried = await _tried(answer, request, fills, _as_fill(sketch, fills, subject), bench, document.path.name)
    return evolve(words, note=tried) if isinstance(tried, str) else evolve(words, repair=tried)


def repair_edits(sketch: Sketch, repair: Repair) -> tuple[Edit, ...]:
    """The edits that write a repair of a function with a body into the text of `sketch`. Raises ValueError, with a
    sentence, where `sketch` has no such function any more, or holes stand in its body."""
    function = next((function for function in sketch.functions if function.id == repair.hole), None)
    opened = None if function is None else _opened(sketch, function)
    if opened is None:
        raise ValueError(f"`{repair.hole}` is no longer the function that was repaired.")
    return fill_in_place(opened[0], repair.hole, repair.fill)


# What is asked about, and what may be told.


def _open_to_all(document: Document) -> Callable[[Hole, Example], bool]:
    """Whether a model may be told of an example: not where it is held back to judge what engines come up with."""
    shown: dict[str, frozenset[Example]] = {}

    def may_tell(hole: Hole, example: Example) -> bool:
        if hole.kind is Kind.SKETCH and not document.filled_in_place(hole):
            return True
        if hole.id not in shown:
            shown[hole.id] = frozenset(hole.examples[index] for index in held_back(hole.examples))
        return example in shown[hole.id]

    return may_tell


def _subject(sketch: Sketch, fills: Mapping[str, Fill], found: Mapping[tuple[str, int], Explanation], id: str) -> Hole:
    """What is to be repaired: what an example shows to be the first wrong step, or else what was asked about."""
    subjects = {item.id: item for item in (*sketch.functions, *sketch.holes)}
    first = (item.first_wrong for item in found.values())
    other = next((one for one in first if one in subjects and one != id and _is_filled(subjects[one], fills)), id)
    return subjects[other]


def _is_filled(hole: Hole, fills: Mapping[str, Fill]) -> bool:
    return hole.kind is Kind.SKETCH or hole.id in fills


def _opened(sketch: Sketch, hole: Hole) -> tuple[Sketch, Hole] | None:
    """`sketch` in which `hole` can be filled, also where it is a function with a body. None for a choice, which is
    searched, and where other holes stand in that body: they would be lost."""
    if hole.kind is not Kind.SKETCH:
        return None if hole.kind is Kind.CHOICE else (sketch, hole)
    if any(_touches(other, hole.fill_span) for other in sketch.holes):
        return None
    opened = evolve(hole, kind=Kind.NAMED, calls=())
    functions = tuple(
        item
        for item in sketch.functions
        if item is not hole and not hole.fill_span.start <= item.span.start < hole.fill_span.end
    )
    holes = tuple(sorted((*sketch.holes, opened), key=lambda item: item.span))
    return evolve(sketch, holes=holes, functions=functions), opened


def _touches(hole: Hole, body: Span) -> bool:
    return overlap(hole.span, body) or any(overlap(use.span, body) for use in hole.uses if hole.kind is not Kind.NAMED)


def _stands(sketch: Sketch, fills: Mapping[str, Fill], hole: Hole) -> str:
    """What stands there, as a model may read it."""
    if hole.id in fills:
        return fills[hole.id].source
    return dedent(indentation(sketch.text, hole.span.start) + without_examples(sketch, hole.span))


def _as_fill(sketch: Sketch, fills: Mapping[str, Fill], hole: Hole) -> Fill:
    """What stands there, as a fill would be written."""
    if hole.id in fills:
        return fills[hole.id]
    body = hole.body_indent + sketch.text[hole.fill_span.start : hole.fill_span.end]
    return Fill(f"{hole.signature.text.rstrip(':')}:\n{reindent(body, '    ', chr(10))}\n")


def _falsified(report: HoleReport | None) -> list[str]:
    stated = () if report is None else report.properties
    return [
        item.message or f"`{item.property.source}` does not hold for {item.falsified_by}"
        for item in stated
        if item.held is False
    ]


# The answer.


async def _answered(
    asked: Talker, prompt: tuple[Message, ...], spending: Spending, seconds: float, max_tokens: int
) -> Proposal:
    """The answer, within what the budget allows."""
    if asked.costs and (sentence := spending.exceeded()) is not None:
        raise EngineError(sentence)
    bounded = asked.costs and not spending.budget.boundless
    requests = 1 if bounded and spending.budget.requests is not None else None
    question = Question(prompt, max_tokens, seconds, requests, spending.charge)
    try:
        async with asyncio.timeout(seconds + _GRACE):
            if not bounded:
                answer = await asked.say(question)
            else:
                async with spending.granted(tokens(prompt), max_tokens, 1) as grant:
                    if grant.count == 0:
                        raise EngineError(_TOO_LITTLE)
                    answer = await asked.say(evolve(question, max_tokens=grant.max_tokens))
    except EngineError as error:
        spending.charge(error.usage)
        raise
    except TimeoutError:
        raise EngineError(f"No answer came within {seconds:g} s; allow more time, or choose a faster model.") from None
    spending.charge(answer.usage)
    return answer


def _prose(text: str) -> str:
    """The words of an answer, without its code and without what only leads to that."""
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", outside(tidy(text))) if part.strip()]
    if len(paragraphs) > 1 and paragraphs[-1].endswith(":"):
        del paragraphs[-1]
    words = "\n\n".join(paragraphs)
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rpartition(' ')[0]} …"


async def _tried(
    answer: Proposal, request: Request, fills: Mapping[str, Fill], stands: Fill, bench: Bench, filename: str
) -> Repair | str | None:
    """The repair in an answer, or a sentence on why code in it is none; None where it holds no code."""
    if not fenced(tidy(answer.text)):
        return None
    sketch, hole = request.sketch, request.hole
    fill = usable(answer, request)
    if isinstance(fill, Rejection):
        return f"its corrected function could not be used: {fill.reason}"
    if normalised(fill) == normalised(stands):
        return "its corrected function is the one that stands there"
    trial = await try_fill(sketch, fills, hole, fill, answer, bench, filename)
    before = await try_fill(sketch, fills, hole, stands, answer, bench, filename)
    if trial.failures >= before.failures:
        return "its corrected function was tried, and does no better"
    return Repair(hole.id, stands.source, before.failures, trial)
