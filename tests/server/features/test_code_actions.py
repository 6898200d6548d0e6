"""Code actions: for each place and each diagnostic what belongs there, and nothing else."""

from __future__ import annotations

import contextlib
import textwrap
from collections.abc import Sequence
from typing import Unpack

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from holes.doubt import Doubt
from holes.report import Status
from holes.runner.protocol import Ending
from holes.trace import Trace, TracedCall
from holes.verdict import Verdict
from server.features.action import KINDS, PLAIN_EDITS, Action
from server.features.action_edits import resolve
from server.features.code_actions import actions
from server.features.commands import Fill, call, parse
from server.features.view import View
from server.features.wire import written
from sketch.model import Language, Span
from sketch.text import apply_edits
from tests.server.features.generated_views import views
from tests.server.features.viewing import Known, at_cursor, view_at, view_of

URI = "file:///project/sketch.anpl"
TALLY = "def tally(text):\n    return 1\n"
SORT = "def sort(words):\n    return sorted(words)\n"
SKETCH = '''
def tally(text):
    """Count.

    >>> tally("a")
    1
    >>> tally("b")
    2
    """

def main(words):
    """
    >>> main(["b"])
    1
    """
    order = `sort`(words)
    # >>> _(["b", "a"])
    # ['a', 'b']
    return tally(order) + `choose: 1, 2`
'''


def shown(action: Action) -> str:
    """An action in a line: the end of its kind, its title, `*` where it is preferred, the diagnostics it fixes."""
    line = f"{action.kind.rsplit('.', 1)[-1]}: {action.title}"
    line += "*" if action.preferred else ""
    line += f" {list(action.diagnostics)}" if action.diagnostics else ""
    return line + (f" -- {action.disabled}" if action.disabled else "")


def asked(
    fixture: str, only: Sequence[str] = (), codes: Sequence[str] = (), automatic: bool = False, **known: Unpack[Known]
) -> tuple[Action, ...]:
    """The actions where `$0` stands, where the diagnostics `codes` do too."""
    view, offset = view_at(fixture, **known)
    at = [(code, Span(offset, offset)) for code in codes]
    return actions(view, URI, Span(offset, offset), only=only or None, codes=at, automatic=automatic)


def check(
    fixture: str,
    expected: str,
    only: Sequence[str] = (),
    codes: Sequence[str] = (),
    automatic: bool = False,
    **known: Unpack[Known],
) -> None:
    """What is offered where `$0` stands, one action a line."""
    found = asked(fixture, only, codes, automatic, **known)
    lines = [line.strip() for line in textwrap.dedent(expected).strip().split("\n") if line.strip()]
    assert [shown(action) for action in found] == lines


def at(place: str) -> str:
    """The sketch with the cursor in the middle of `place`."""
    assert place in SKETCH
    return SKETCH.replace(place, f"{place[:1]}$0{place[1:]}", 1)


FILE = """
    fillAll: Fill all open holes
    compile: Write the module of this sketch
"""


def test_an_open_hole() -> None:
    for place in ("tally(text)", "Count."):
        check(
            at(place),
            """
            trace: Trace `tally("a")`
            fill: Fill `tally`* [0]
            addExample: Add an example of `tally`
            previewPrompt: Show what a model would be sent for `tally`
            """
            + FILE,
            codes=["unfilled-hole"],
        )
    check(at("Count."), "fill: Fill `tally`* [1]", ["quickfix.holewright.fill"], ["other", "engine-error"])


def test_a_fill_in_doubt() -> None:
    text, _ = at_cursor(at("Count."))
    known = view_of(text, fills={"tally": TALLY}).reports["tally"]
    doubted = evolve(known, status=Status.AMBIGUOUS, doubt=Doubt('tally("")', "1", "ValueError"))
    found = asked(
        at("Count."),
        ["quickfix.holewright.choose"],
        ["ambiguous-fill"],
        fills={"tally": TALLY},
        reports={"tally": doubted},
    )
    assert list(map(shown, found)) == [
        'choose: `tally("")` is to give `1` [0]',
        'choose: `tally("")` is to give `ValueError` [0]',
    ]
    assert all(action.command == call(Fill(URI, "tally")) for action in found)
    view = view_of(text, fills={"tally": TALLY})
    made = [apply_edits(text, resolve(view, written(action.edit)).edits) for action in found if action.edit is not None]
    behind = '    >>> tally("b")\n    2\n'
    assert made == [
        text.replace(behind, f"{behind}    {example}")
        for example in (
            '>>> tally("")\n    1\n',
            '>>> tally("")  # doctest: +IGNORE_EXCEPTION_DETAIL\n'
            "    Traceback (most recent call last):\n    ValueError\n",
        )
    ]


def test_a_use_of_an_inline_hole_and_its_arguments() -> None:
    for place in ("`sort`", "(words)\n    # >>>"):
        check(
            at(place),
            """
            trace: Trace `_(["b", "a"])`
            fill: Fill `sort`*
            addExample: Add an example of `sort`
            previewPrompt: Show what a model would be sent for `sort`
            promote: Make `sort` a named hole
            """
            + FILE,
        )


def test_a_use_of_a_named_hole() -> None:
    check(at("tally(order)"), "fill: Fill `tally`*", ["quickfix"])


def test_a_verified_hole() -> None:
    check(
        at("tally(text)"),
        """
        trace: Trace `tally("a")`
        refill: Find another fill of `tally`
        addExample: Add an example of `tally`
        lock: Lock the fill of `tally`
        previewPrompt: Show what a model would be sent for `tally`
        inline: Write the fill of `tally` into the sketch
        compile: Write the module of this sketch
        """,
        fills={"tally": TALLY, "sort": SORT, "choose-1-2": "1"},
    )


def test_an_example_that_failed() -> None:
    known = Known(fills={"tally": TALLY}, verdicts={"tally": "passed; failed 1"})
    check(
        at('>>> tally("b")'),
        """
        acceptActual: Accept `1` as right for `tally("b")` [0]
        explain: Explain why `tally("b")` does not hold [0]
        removeExample: Remove the example `tally("b")` [0]
        trace: Trace `tally("b")`
        repair: Repair the fill of `tally`* [0]
        refill: Find another fill of `tally`
        addExample: Add an example of `tally`
        lock: Lock the fill of `tally`
        previewPrompt: Show what a model would be sent for `tally`
        inline: Write the fill of `tally` into the sketch
        """
        + FILE,
        codes=["example-failed"],
        **known,
    )
    # At the hole itself, the example that is worth it most.
    check(
        at("Count."),
        """
        explain: Explain why `tally("b")` does not hold
        repair: Repair the fill of `tally`*
        """,
        ["quickfix"],
        **known,
    )
    check(
        at('>>> tally("a")'),
        'removeExample: Remove the example `tally("a")`\nrepair: Repair the fill of `tally`*',
        ["quickfix"],
        **known,
    )


def test_what_raised_is_accepted_as_a_traceback() -> None:
    (action,) = asked(
        at('>>> tally("b")'),
        ["quickfix.holewright.acceptActual"],
        fills={"tally": TALLY},
        verdicts={"tally": "passed; raised ValueError: no"},
    )
    assert shown(action) == 'acceptActual: Accept `ValueError: no` as right for `tally("b")`'
    assert action.edit is not None
    assert action.edit.expected == "Traceback (most recent call last):\nValueError: no"


@pytest.mark.parametrize("verdict", ["timeout", "crashed", "denied", "blocked", "failed <P at 0x7f>", "passed"])
def test_what_is_no_answer_is_not_accepted(verdict: str) -> None:
    found = asked(
        at('>>> tally("b")'),
        ["quickfix.holewright.acceptActual"],
        fills={"tally": TALLY},
        verdicts={"tally": f"passed; {verdict}"},
    )
    assert found == ()


def test_comment_examples_of_an_inline_hole() -> None:
    check(
        at('# >>> _(["b", "a"])'),
        """
        acceptActual: Accept `[]` as right for `_(["b", "a"])` [0]
        explain: Explain why `_(["b", "a"])` does not hold [0]
        removeExample: Remove the example `_(["b", "a"])` [0]
        repair: Repair the fill of `sort`* [0]
        """,
        ["quickfix"],
        ["example-failed"],
        fills={"sort": SORT},
        verdicts={"sort": "failed []"},
    )


def test_an_example_that_waits() -> None:
    check(
        at('>>> main(["b"])'),
        """
        removeExample: Remove the example `main(["b"])`
        fill: Fill `tally` [0]
        fill: Fill `choose: 1, 2` [0]
        """,
        ["quickfix"],
        ["example-blocked"],
        fills={"sort": SORT},
    )


def test_examples_that_contradict_each_other() -> None:
    check(
        SKETCH.replace('>>> tally("b")', '>>> tally( $0"a")'),
        """
        removeExample: Remove the example `tally( "a")` that expects `2` [0]
        removeExample: Remove the example `tally("a")` that expects `1` [0]
        fill: Fill `tally` -- Another example expects `2` of the same call; only one of the two can hold.
        """,
        ["quickfix"],
        ["examples-conflict"],
        verdicts={"tally": "conflicting; conflicting"},
    )


def test_a_function_that_a_person_wrote() -> None:
    known = Known(
        fills={"tally": TALLY, "sort": SORT, "choose-1-2": "1"},
        verdicts={"main": "failed 2"},
        suggestions={"main": "def main(words):\n    return 1\n"},
    )
    check(
        at("main(words)"),
        """
        explain: Explain why `main(["b"])` does not hold
        trace: Trace `main(["b"])`
        repair: Look at the suggested repair of `main`
        repair: Apply the suggested repair of `main`
        addExample: Add an example of `main`
        punch: Make `main` a hole, without its body
        compile: Write the module of this sketch
        """,
        **known,
    )
    # In its body too, where nothing more special stands.
    check(at("return tally"), "punch: Make `main` a hole, without its body", ["refactor.rewrite"], **known)


def test_flags() -> None:
    fills = {"tally": TALLY}
    failing = {"tally": "passed; failed 1"}
    check(
        at("Count."),
        "fill: Fill `tally` again* [0]\nrefill: Find another fill of `tally` [0]",
        ["quickfix.holewright.fill", "refactor.rewrite"],
        ["stale-fill"],
        fills=fills,
        flags={"tally": "stale"},
    )
    check(
        at("Count."),
        """
        explain: Explain why `tally("b")` does not hold
        repair: Repair the fill of `tally` -- The fill of `tally` is locked; unlock it first.
        refill: Find another fill of `tally` -- The fill of `tally` is locked; unlock it first.
        lock: Unlock the fill of `tally`
        """,
        ["quickfix", "refactor.rewrite", "refactor.holewright.lock"],
        fills=fills,
        flags={"tally": "locked"},
        verdicts=failing,
    )
    by_hand = "The fill of `tally` was changed by hand; only looking for another fill replaces it."
    check(
        at("Count."),
        f"""
        explain: Explain why `tally("b")` does not hold
        repair: Repair the fill of `tally` -- {by_hand}
        refill: Find another fill of `tally` in place of what was changed by hand
        """,
        ["quickfix", "refactor.rewrite"],
        fills=fills,
        flags={"tally": "edited"},
        verdicts=failing,
    )
    check(
        at("Count."),
        "refill: Find another fill of `tally` [0]",
        ["refactor.rewrite"],
        ["memorised-examples"],
        fills=fills,
    )
    check(
        at("Count."),
        "addExample: Add an example of `tally` [0]",
        ["refactor.holewright.addExample"],
        ["unchecked-fill"],
    )


def test_a_job_that_runs_can_be_stopped() -> None:
    check(
        at("Count."),
        "cancel: Stop the work on `tally` (asking local, 30%)",
        ["quickfix", "refactor.rewrite"],
        running={"tally": "asking local, 30%"},
    )
    check(
        at("main(words)"), "cancel: Stop the work on `main` (explaining)", ["quickfix"], running={"main": "explaining"}
    )


def test_a_choice() -> None:
    check(at("`choose: 1, 2`"), "fill: Fill `choose: 1, 2`*" + FILE)
    check(
        at("`choose: 1, 2`"),
        """
        refill: Find another fill of `choose: 1, 2`
        lock: Lock the fill of `choose: 1, 2`
        inline: Write the fill of `choose: 1, 2` into the sketch
        """,
        ["quickfix", "refactor"],
        fills={"choose-1-2": "1"},
    )


def test_what_the_last_trace_has_shown() -> None:
    view, offset = view_at(at("tally(text)"))
    main = view.sketch.functions[0]
    calls = (
        TracedCall("tally", "tally", (("text", "'c'"),), Ending.VALUE, "3"),
        TracedCall("tally", "tally", (("text", '"a"'),), Ending.VALUE, "3"),
        TracedCall("tally", "tally", (("text", "'c'"),), Ending.VALUE, "3"),
        TracedCall("tally", "tally", (("text", "<P>"),), Ending.VALUE, "3"),
        TracedCall("tally", "tally", (("text", "'d…'"),), Ending.VALUE, "3"),
        TracedCall("tally", "tally", (("text", "'e'"),), Ending.VALUE, "3", wrong="4"),
        TracedCall("tally", "tally", (("text", "main"), ("key", "nan")), Ending.VALUE, "3"),
        TracedCall("tally", "tally", (("text", "main"), ("key", "[1]")), Ending.RAISED, "ValueError: no"),
        TracedCall("tally", "tally", (("text", "0"),), Ending.VALUE, "None"),
        TracedCall("sort", "sort", (("words", "['x']"),), Ending.VALUE, "['x']"),
    )
    view = evolve(view, trace=Trace(main.id, 0, main.examples[0], Verdict.PASSED, "1", "1", None, calls))
    found = actions(view, URI, Span(offset, offset), only=["refactor.holewright.addExample"])
    assert [shown(action) for action in found] == [
        "addExample: Add an example of `tally`",
        "addExample: Make the traced `tally('c')` an example of `tally`",
        "addExample: Make the traced `tally(main, key=[1])` an example of `tally`",
        "addExample: Make the traced `tally(0)` an example of `tally`",
    ]
    assert [action.edit.expected for action in found if action.edit] == [
        "3",
        "Traceback (most recent call last):\nValueError: no",
        "",
    ]


def test_rows_of_a_file() -> None:
    text = 'def f(n):\n    """Twice.\n\n    Exam$0ples: f.jsonl\n    """\n'
    check(
        text,
        """
        acceptActual: Accept `3` as right for `f(2)` [0] -- This example is line 2 of f.jsonl; change it there.
        explain: Explain why `f(2)` does not hold [0]
        removeExample: Remove the example `f(2)` [0] -- This example is line 2 of f.jsonl; remove it there.
        repair: Repair the fill of `f`* [0]
        """,
        ["quickfix"],
        ["example-failed"],
        fills={"f": "def f(n): ..."},
        verdicts={"f": "passed; failed 3"},
        rows={"f": '{"args": [1], "returns": 2}\n{"args": [2], "returns": 4}\n'},
    )


PYTHON = '''
class C:
    def double(self, n):
        """Twice.

        >>> C().double(4)
        8
        """
        retu$0rn 2 * n

    async def open(self):
        """Open."""
        ...  # hole
'''


def test_inside_the_body_of_a_fill_in_a_python_file() -> None:
    check(
        PYTHON,
        """
        trace: Trace `C().double(4)`
        refill: Find another fill of `C.double`
        addExample: Add an example of `C.double`
        lock: Lock the fill of `C.double`
        previewPrompt: Show what a model would be sent for `C.double`
        punch: Make `C.double` a hole, without its body
        fillAll: Fill all open holes
        """,
        language=Language.PYTHON,
        in_place=["C.double"],
    )
    check(
        PYTHON.replace("retu$0rn", "return").replace("...  # hole", "...  # h$0ole"),
        "fill: Fill `C.open`*",
        ["quickfix"],
        language=Language.PYTHON,
    )


def test_where_there_is_nothing() -> None:
    check("$0" + SKETCH, FILE)
    check("$0" + SKETCH, "", automatic=True)
    check("$0", "")
    check("# $0\n", "", language=Language.PYTHON)


def test_questions_that_nobody_asked() -> None:
    check(at("Count."), "fill: Fill `tally`*", automatic=True)
    check(at("Count."), "", automatic=True, fills={"tally": TALLY})
    check(at("Count."), "compile: Write the module of this sketch", ["source.holewright.compile"], automatic=True)
    locked = Known(fills={"tally": TALLY}, flags={"tally": "locked"}, verdicts={"tally": "passed; failed 1"})
    check(at("Count."), 'explain: Explain why `tally("b")` does not hold', automatic=True, **locked)


def test_kinds_mean_those_below_them() -> None:
    check(at("Count."), "fill: Fill `tally`*", ["quickfix.holewright"])
    check(at("Count."), "", ["quickfix.holewright.fil", "refactor.extract", "source.fixAll"])
    assert len(asked(at("Count."), [""])) == len(asked(at("Count.")))


def test_nothing_runs_where_nothing_is_trusted() -> None:
    known = Known(fills={"tally": TALLY}, trusted=False, suggestions={"tally": TALLY}, running={"tally": "x"})
    check(at("Count."), "inline: Write the fill of `tally` into the sketch", **known)
    check(
        at('>>> tally("b")'),
        'removeExample: Remove the example `tally("b")`\ninline: Write the fill of `tally` into the sketch',
        **known,
    )
    check(at("`sort`"), "promote: Make `sort` a named hole", **known)
    check(at("main(words)"), "punch: Make `main` a hole, without its body", **known)


def test_a_selection_of_several_holes() -> None:
    view = view_of(SKETCH)
    found = actions(view, URI, Span(0, len(view.text)), only=["quickfix.holewright.fill"])
    assert sorted(action.title for action in found) == ["Fill `choose: 1, 2`", "Fill `sort`", "Fill `tally`"]
    # What mends two diagnostics is offered once, for both.
    places = [view.text.index(">>> main"), view.text.index("Count.")]
    codes = [(code, Span(at, at + 3)) for code, at in zip(("example-blocked", "unfilled-hole"), places, strict=True)]
    found = actions(view, URI, Span(0, len(view.text)), only=["quickfix.holewright.fill"], codes=codes)
    assert "fill: Fill `tally`* [0, 1]" in [shown(action) for action in found]


def test_who_asks_about_one_diagnostic_with_all_of_the_text_is_offered_the_one_thing_to_do() -> None:
    def offered(place: str, code: str, *only: str, **known: Unpack[Known]) -> list[str]:
        view, start = view_of(SKETCH, **known), SKETCH.index(place)
        codes = [(code, Span(start, start + len(place)))]
        return [shown(action) for action in actions(view, URI, Span(0, len(SKETCH)), only=only or None, codes=codes)]

    assert offered("Count.", "unfilled-hole") == ["fill: Fill `tally`* [0]"]
    assert offered("sort", "unfilled-hole") == ["fill: Fill `sort`* [0]"]
    # There are several things to do about it, of which some take others' work away.
    fills = {"tally": TALLY, "sort": SORT, "choose-1-2": "1"}
    assert offered('>>> main(["b"])', "example-failed", fills=fills, verdicts={"main": "failed 3"}) == []
    sources = ["fillAll: Fill all open holes", "compile: Write the module of this sketch"]
    assert offered("Count.", "unfilled-hole", "source") == sources


def test_commands_name_the_document() -> None:
    (fill,) = asked(at("Count."), ["quickfix"])
    assert fill.command == ("holewright.fill", [{"uri": URI, "hole": "tally"}])
    (add,) = asked(at("Count."), ["refactor.holewright.addExample"])
    assert add.command is not None
    assert add.command.arguments == [{"uri": URI, "hole": "tally", "source": "tally(...)", "expected": "?"}]


@given(views(), st.data())
def test_any_place_of_any_view(view: View, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(view.text)))
    span = Span(start, data.draw(st.integers(start, min(len(view.text), start + 40))))
    codes = data.draw(
        st.lists(st.tuples(st.sampled_from(["example-failed", "stale-fill", "x"]), st.just(span)), max_size=2)
    )
    automatic = data.draw(st.booleans())
    for action in actions(view, URI, span, codes=codes, automatic=automatic):
        assert action.kind in KINDS
        assert view.trusted or action.kind in PLAIN_EDITS
        assert not (automatic and (action.disabled or not action.kind.startswith("quickfix.")))
        assert all(0 <= index < len(codes) for index in action.diagnostics)
        assert not (action.preferred and action.disabled)
        assert (action.command is None) != (action.edit is None)
        assert "\n" not in action.title
        if action.command is not None:
            parse(*action.command)
        if action.edit is not None and action.disabled is None:
            with contextlib.suppress(ValueError):
                made = resolve(view, written(action.edit))
                apply_edits(view.text, made.edits)
                assert all(0 <= edit.span.start <= edit.span.end <= len(view.text) for edit in made.edits)


@pytest.mark.parametrize("text", ["", SKETCH])
def test_one_diagnostic_of_the_whole_text_is_a_question_like_any_other(text: str) -> None:
    view, whole = view_of(text), Span(0, len(text))
    actions(view, URI, whole, codes=[("sketch-syntax", whole)])
