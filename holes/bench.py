"""Where examples are run: a runner with its limits, and the steps from a sketch with fills to judged examples."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from attrs import evolve, field, frozen

from holes.cases import case_for
from holes.comparer import question, settled
from holes.files import FileError
from holes.preload import preload
from holes.properties.pool import Pool
from holes.runner.protocol import NOT_STARTED, Answer, Case, Ending, Error, Limits, Outcome, Program, Runner
from holes.stretch import Stretch
from holes.values import shorten
from holes.verdict import ALLOW, Judgement, Verdict, Wording, is_skipped, judge, reads_data, refused
from sketch.compile import Module, instrument
from sketch.lines import LineIndex
from sketch.model import Example, Fill, Hole, Kind, Sketch, overlap
from sketch.rows import contradicting_rows

# White space that could go over line ends would make looking for it take the square of the time.
_IMPORTS_NUMPY = re.compile(r"^[ \t]*(?:import|from) +numpy\b", re.MULTILINE)
#: How much of a line of code a message quotes.
_CODE = 60
#: What to do about a refusal while the sketch is loaded.
_ELSEWHERE = "do that outside the sketch, or check with `--sandbox limits` if you trust the code"
_ELSEWHERE_OR_ALLOW = f"do that outside the sketch, or {ALLOW}"


@frozen
class Bench:
    """A runner and how to use it. `import_path` are the folders from which the user's own modules are imported,
    `folder` the one in which they run: the sketch's own, so that what it opens is found from wherever it is checked.
    `package` is the dotted name of the package that the sketch stands in, None where it stands in none. `pool` keeps
    the inputs that were drawn for properties. `readable` are the files and folders, by absolute path, that candidates
    may read beside modules."""

    runner: Runner = field(repr=False)
    limits: Limits = field(factory=Limits)
    import_path: tuple[str, ...] = ()
    folder: str | None = None
    package: str | None = None
    pool: Pool = field(factory=Pool, eq=False, repr=False)
    readable: tuple[str, ...] = ()


@frozen
class Evidence:
    """One example that was run, what came of it and what that means. `placed` says that this names a line of the
    sketch, which is another one once something above it has changed."""

    example: Example
    outcome: Outcome
    judgement: Judgement
    placed: bool = False

    @property
    def passed(self) -> bool:
        """Whether the example holds."""
        return self.judgement.verdict is Verdict.PASSED

    @property
    def failed(self) -> bool:
        """Whether the example speaks against the fill: it ran, and not as expected."""
        return self.judgement.verdict not in (Verdict.PASSED, Verdict.BLOCKED, Verdict.INCONCLUSIVE)


def program(sketch: Sketch, fills: Mapping[str, Fill], bench: Bench, filename: str) -> Program:
    """What the runner executes: the sketch with `fills`, without a trace of what is expected."""
    return _program(sketch, instrument(sketch, fills), bench, filename)


def _program(sketch: Sketch, module: Module, bench: Bench, filename: str) -> Program:
    return Program(
        module.text,
        filename,
        bench.import_path,
        bench.folder,
        bench.package,
        preload(sketch.text, bench.import_path),
        _hidden(sketch, bench),
        bench.readable,
    )


def _hidden(sketch: Sketch, bench: Bench) -> tuple[str, ...]:
    """The files of examples of this sketch, where such files could be readable. The runner hides the sketch itself."""
    files = (
        str(Path(bench.folder or "", reference.path))
        for hole in (*sketch.holes, *sketch.functions)
        for reference in hole.examples_files
        if bench.readable
    )
    return tuple(dict.fromkeys(files))


async def run_examples(
    sketch: Sketch, fills: Mapping[str, Fill], holes: Iterable[Hole], bench: Bench, filename: str
) -> dict[str, tuple[Evidence, ...]]:
    """Run the examples of `holes`, all in one program. Gives each hole's evidence by id, in order of its examples;
    examples that are skipped or contradict one another are left out. Raises `FileError` where the interpreter cannot be
    started."""
    wanted = _wanted(sketch, holes)
    if not wanted:
        return {}
    module = instrument(sketch, fills)
    cases = tuple(case_of(sketch, hole, example) for hole, example in wanted)
    outcomes = await bench.runner.run(_program(sketch, module, bench, filename), cases, bench.limits)
    evidence = await _judged(sketch, module, wanted, outcomes)
    return _by_hole(wanted, await _compared(sketch, evidence, bench, filename))


async def screen_examples(
    sketch: Sketch, candidates: Sequence[Mapping[str, Fill]], holes: Iterable[Hole], bench: Bench, filename: str
) -> list[dict[str, tuple[Evidence, ...]] | None]:
    """Run the examples of `holes` with each of `candidates`, which are all the fills of a program, many of them in one
    process. Gives what `run_examples` gives, but only as a hint, since candidates can spoil one another; None where one
    has to be run alone. Raises `FileError` where the interpreter cannot be started."""
    wanted = _wanted(sketch, holes)
    if not wanted or len(candidates) < 2:
        return [None] * len(candidates)
    cases = tuple(case_of(sketch, hole, example) for hole, example in wanted)
    modules: list[Module] = []
    for fills in candidates:
        modules.append(instrument(sketch, fills))
        await asyncio.sleep(0)  # writing many of them takes long enough to be felt in an editor
    programs = tuple(_program(sketch, module, bench, filename) for module in modules)
    screened = await bench.runner.screen(programs, cases, bench.limits)
    judged = {
        index: await _judged(sketch, modules[index], wanted, outcomes)
        for index, outcomes in enumerate(screened)
        if outcomes is not None and len(outcomes) == len(cases)
    }
    flat = [item for evidence in judged.values() for item in evidence]
    compared = iter(await _compared(sketch, flat, bench, filename))
    found = {index: _by_hole(wanted, [next(compared) for _ in evidence]) for index, evidence in judged.items()}
    return [found.get(index) for index in range(len(modules))]


_Wanted: TypeAlias = Sequence[tuple[Hole, Example]]


def _wanted(sketch: Sketch, holes: Iterable[Hole]) -> _Wanted:
    return [(hole, example) for hole in holes for example in runnable(sketch, hole)]


async def _judged(sketch: Sketch, module: Module, wanted: _Wanted, outcomes: Sequence[Outcome]) -> list[Evidence]:
    if (error := outcomes[0].error) is not None and NOT_STARTED in error.bases:
        raise FileError(error.message)
    wording = _wording(sketch, module)
    evidence: list[Evidence] = []
    stretch = Stretch()
    for (_, example), told in zip(wanted, outcomes, strict=True):
        outcome = _believed(told, module)
        evidence.append(Evidence(example, outcome, judge(example, outcome, wording), _is_placed(outcome, module)))
        await stretch.breathe()
    return evidence


def _believed(outcome: Outcome, module: Module) -> Outcome:
    """A candidate can say what it likes, also that it needs a hole that is not filled, to be spared an example.
    That is believed only of a hole that has no fill."""
    if outcome.ending is not Ending.MISSING or outcome.missing in module.missing:
        return outcome
    return evolve(outcome, ending=Ending.CRASHED, missing=None, error=Error("", "it said that it needs another hole"))


def _is_placed(outcome: Outcome, module: Module) -> bool:
    if outcome.error is None or not outcome.error.frames:
        return False
    return module.source_map.to_sketch(LineIndex(module.text).offset(outcome.error.frames[-1][0] - 1, 0)).hole is None


def _by_hole(wanted: _Wanted, evidence: Sequence[Evidence]) -> dict[str, tuple[Evidence, ...]]:
    found: dict[str, tuple[Evidence, ...]] = {}
    for (hole, _), item in zip(wanted, evidence, strict=True):
        found[hole.id] = (*found.get(hole.id, ()), item)
    return found


async def _compared(sketch: Sketch, evidence: Sequence[Evidence], bench: Bench, filename: str) -> Sequence[Evidence]:
    """The same evidence with a second opinion, where values may be equal though their texts are not. It is asked of a
    program without a candidate, one for all of them, and only where there is something to ask."""
    asked = [question(sketch, item.example, item.outcome, item.judgement) for item in evidence]
    cases = tuple(case for case in asked if case is not None)
    if not cases:
        return evidence
    checker = _program(sketch, instrument(sketch, {}), bench, filename)
    said = iter(await bench.runner.run(checker, cases, bench.limits))
    return [
        item
        if case is None
        else evolve(item, judgement=settled(item.example, item.outcome, item.judgement, next(said)))
        for item, case in zip(evidence, asked, strict=True)
    ]


def _wording(sketch: Sketch, module: Module) -> Wording:
    """Messages name holes as the sketch does, and code by its own text: where it stands in a fill, nobody has counted
    its lines."""
    names = {hole.id: called(hole) for hole in sketch.holes}
    lines = LineIndex(module.text)

    def place(line: int, function: str) -> str:
        start, end = lines.offset(line - 1, 0), lines.offset(line, 0)
        location = module.source_map.to_sketch(start)
        code = shorten(module.text[start:end].strip(), _CODE)
        if location.hole is not None:
            return f"at `{code}` in the fill of `{names.get(location.hole, location.hole)}`"
        return f"at `{code}`, line {LineIndex(sketch.text).line_column(location.offset)[0] + 1}"

    return Wording(lambda id: names.get(id, id), place)


async def load_failure(sketch: Sketch, fills: Mapping[str, Fill], bench: Bench, filename: str) -> str | None:
    """Why the module cannot be loaded even before a hole is filled, so that no candidate could be judged; None where it
    can."""
    module = instrument(sketch, fills)
    outcomes = await bench.runner.run(_program(sketch, module, bench, filename), (Case("None"),), bench.limits)
    outcome, error = outcomes[0], outcomes[0].error
    if outcome.ending not in (Ending.BROKEN, Ending.DENIED):
        return None
    place = f" ({_wording(sketch, module).place(*error.frames[-1])})" if error is not None and error.frames else ""
    if outcome.action is not None:
        instead = _ELSEWHERE_OR_ALLOW if reads_data(outcome) else _ELSEWHERE
        return f"the sketch cannot be loaded: it tried to {refused(outcome)}{place}: {instead}"
    if error is None or not error.type:
        return error.message if error is not None else None
    return f"the sketch cannot be loaded: {error.type}: {shorten(error.message, 200)}{place}"


def runnable(sketch: Sketch, hole: Hole) -> tuple[Example, ...]:
    """The examples of `hole` that can be judged."""
    if out_of_reach(sketch, hole) is not None:
        return ()
    contradicted = {id(example) for example in in_conflict(sketch, hole)}
    return tuple(example for example in hole.examples if not is_skipped(example) and id(example) not in contradicted)


def called(hole: Hole) -> str:
    """What a person calls a hole: by its description, where that is all they gave it."""
    return hole.name if hole.kind in (Kind.NAMED, Kind.SKETCH) else shorten(hole.description, _CODE)


def out_of_reach(sketch: Sketch, hole: Hole) -> str | None:
    """Why no example can call `hole`, whatever fills it; None where one can."""
    outside = {function.id: function for function in (*sketch.functions, *sketch.holes)}.get(hole.parent or "")
    if outside is None or hole.kind not in (Kind.NAMED, Kind.SKETCH):
        return None
    return f"`{hole.name}` exists only inside `{outside.name}`, which judges it: give `{outside.name}` the examples"


def in_conflict(sketch: Sketch, hole: Hole) -> tuple[Example, ...]:
    """The examples of `hole` with which another does not agree about the same call."""
    spans = [problem.span for problem in sketch.problems if problem.code == "examples-conflict"]
    if not spans:
        return ()
    typed = [e for e in hole.examples if e.row is None and any(overlap(span, e.span) for span in spans)]
    return (*typed, *(example for pair in contradicting_rows(hole) for example in pair))


async def trace_example(
    sketch: Sketch, fills: Mapping[str, Fill], hole: Hole, example: Example, bench: Bench, filename: str, answer: Answer
) -> Evidence:
    """Run one example and record each call of a hole or sketch function; `answer` stands in for holes without a
    fill."""
    module = instrument(sketch, fills)
    outcomes = await bench.runner.run(
        _program(sketch, module, bench, filename),
        (case_of(sketch, hole, example),),
        bench.limits,
        trace=True,
        answer=answer,
    )
    outcome = _believed(outcomes[0], module)
    evidence = Evidence(example, outcome, judge(example, outcome, _wording(sketch, module)))
    return (await _compared(sketch, (evidence,), bench, filename))[0]


def case_of(sketch: Sketch, hole: Hole, example: Example) -> Case:
    """What is run for an example of `hole` in this sketch."""
    return case_for(hole, example, numpy="numpy" in sketch.text and _IMPORTS_NUMPY.search(sketch.text) is not None)
