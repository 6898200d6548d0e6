"""Where examples are run: a runner with its limits, and the steps from a sketch with fills to judged examples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from attrs import field, frozen

from holes.cases import case_for
from holes.files import FileError
from holes.properties.pool import Pool
from holes.runner.protocol import NOT_STARTED, Answer, Case, Ending, Limits, Outcome, Program, Runner
from holes.values import shorten
from holes.verdict import Judgement, Verdict, Wording, is_skipped, judge
from sketch.compile import Module, instrument
from sketch.lines import LineIndex
from sketch.model import Example, Fill, Hole, Kind, Sketch, overlap
from sketch.rows import contradicting_rows

_IMPORTS_NUMPY = re.compile(r"^\s*(?:import|from) +numpy\b", re.MULTILINE)
#: How much of a line of code a message quotes.
_CODE = 60


@frozen
class Bench:
    """A runner and how to use it. `import_path` are the folders from which the user's own modules are imported,
    `folder` the one in which they run: the sketch's own, so that what it opens is found from wherever it is checked.
    `package` is the dotted name of the package that the sketch stands in, None where it stands in none. `pool` keeps
    the inputs that were drawn for properties."""

    runner: Runner = field(repr=False)
    limits: Limits = field(factory=Limits)
    import_path: tuple[str, ...] = ()
    folder: str | None = None
    package: str | None = None
    pool: Pool = field(factory=Pool, eq=False, repr=False)


@frozen
class Evidence:
    """One example that was run, what came of it and what that means."""

    example: Example
    outcome: Outcome
    judgement: Judgement

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
    return _program(instrument(sketch, fills), bench, filename)


def _program(module: Module, bench: Bench, filename: str) -> Program:
    return Program(module.text, filename, bench.import_path, bench.folder, bench.package)


async def run_examples(
    sketch: Sketch, fills: Mapping[str, Fill], holes: Iterable[Hole], bench: Bench, filename: str
) -> dict[str, tuple[Evidence, ...]]:
    """Run the examples of `holes`, all in one program. Gives each hole's evidence by id, in order of its examples;
    examples that are skipped or contradict one another are left out. Raises `FileError` where the interpreter cannot be
    started."""
    wanted = [(hole, example) for hole in holes for example in runnable(sketch, hole)]
    if not wanted:
        return {}
    cases = tuple(case_of(sketch, hole, example) for hole, example in wanted)
    module = instrument(sketch, fills)
    outcomes = await bench.runner.run(_program(module, bench, filename), cases, bench.limits)
    if (error := outcomes[0].error) is not None and NOT_STARTED in error.bases:
        raise FileError(error.message)
    wording = _wording(sketch, module)
    evidence: dict[str, tuple[Evidence, ...]] = {}
    for (hole, example), outcome in zip(wanted, outcomes, strict=True):
        judged = Evidence(example, outcome, judge(example, outcome, wording))
        evidence[hole.id] = (*evidence.get(hole.id, ()), judged)
    return evidence


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
    outcomes = await bench.runner.run(_program(module, bench, filename), (Case("None"),), bench.limits)
    error = outcomes[0].error
    if outcomes[0].ending is not Ending.BROKEN or error is None:
        return None
    if not error.type:
        return error.message
    place = f" ({_wording(sketch, module).place(*error.frames[-1])})" if error.frames else ""
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
        _program(module, bench, filename),
        (case_of(sketch, hole, example),),
        bench.limits,
        trace=True,
        answer=answer,
    )
    return Evidence(example, outcomes[0], judge(example, outcomes[0], _wording(sketch, module)))


def case_of(sketch: Sketch, hole: Hole, example: Example) -> Case:
    """What is run for an example of `hole` in this sketch."""
    return case_for(hole, example, numpy=_IMPORTS_NUMPY.search(sketch.text) is not None)
