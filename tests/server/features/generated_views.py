"""Views of any text in any state, for property tests: what holds of a feature must hold in all of them."""

from __future__ import annotations

from hypothesis import strategies as st

from holes.runner.protocol import Ending
from holes.trace import Trace, TracedCall
from holes.verdict import Verdict, is_skipped
from server.features.view import View
from sketch.model import Hole, Language
from sketch.parse import parse
from tests.generated_sketches import fill_for, sketch_texts
from tests.server.features.viewing import Known, view_of

_ACTUALS = ("", " 3", " ValueError: `no`", " [1,\n 2]", " ```" + "x" * 300, " 🎈\t")
_PROPERTIES = ("held", "held 7", "falsified n=[0, `1`]", "untried its\nreason")


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A sketch, whole or as it is while somebody types, or any text at all."""
    text = draw(st.one_of(sketch_texts(), sketch_texts(), st.text(max_size=60)))
    if draw(st.booleans()):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        text = text[:start] + draw(st.sampled_from(["", "(", '"""', "`", "\n", ">>> ", "é🎈", "\r", "\f"])) + text[end:]
    return text


@st.composite
def views(draw: st.DrawFn) -> View:
    """A view of such a text: some holes filled, some examples failing, some pending, some jobs running."""
    text = draw(texts())
    language = draw(st.sampled_from([Language.ANPL, Language.ANPL, Language.PYTHON]))
    sketch = parse(text, language).sketch
    subjects = (*sketch.holes, *sketch.functions)
    known = Known(language=language, trusted=draw(st.sampled_from([True, True, True, False])))
    known["fills"] = {hole.id: fill_for(hole).source for hole in sketch.holes if draw(st.booleans())}
    if language is Language.PYTHON:
        known["in_place"] = [hole.id for hole in sketch.functions if draw(st.booleans())]
    known["flags"] = {hole.id: draw(st.sampled_from(["", "stale", "locked edited"])) for hole in subjects}
    known["pending"] = [hole.id for hole in subjects if draw(st.integers(0, 5)) == 0]
    known["running"] = {hole.id: "asking local" for hole in sketch.holes if draw(st.integers(0, 5)) == 0}
    known["verdicts"] = {hole.id: "; ".join(_verdicts(draw, hole)) for hole in subjects if draw(st.booleans())}
    known["properties"] = {
        hole.id: "; ".join(draw(st.sampled_from(_PROPERTIES)) for _ in hole.properties) for hole in subjects
    }
    known["trace"] = draw(st.one_of(st.none(), _traces(subjects)))
    return view_of(text, **known)


def _verdicts(draw: st.DrawFn, hole: Hole) -> list[str]:
    return [
        draw(st.sampled_from(list(Verdict))) + draw(st.sampled_from(_ACTUALS))
        for example in hole.examples
        if not is_skipped(example)
    ]


@st.composite
def _traces(draw: st.DrawFn, subjects: tuple[Hole, ...]) -> Trace | None:
    """A trace of one of the examples, with calls that need not make sense."""
    traceable = [hole for hole in subjects if hole.examples]
    if not traceable:
        return None
    hole = draw(st.sampled_from(traceable))
    calls: list[TracedCall] = []
    for number in range(draw(st.integers(0, 5))):
        called = draw(st.sampled_from(subjects))
        parent = draw(st.one_of(st.none(), st.integers(0, number - 1))) if number else None
        depth = 0 if parent is None else calls[parent].depth + 1
        ending = draw(st.sampled_from(list(Ending)))
        gave = draw(st.sampled_from([None, "3", "x" * 200, "[1,\n `2`]"]))
        arguments = (("x", "1"), ("", '"```"'))
        calls.append(TracedCall(called.id, called.name, arguments, ending, gave, depth, parent))
    wrong = draw(st.sampled_from([None, *range(len(calls))]))
    example = hole.examples[0]
    return Trace(hole.id, 0, example, Verdict.FAILED, "1", "2", "no", tuple(calls), wrong)
