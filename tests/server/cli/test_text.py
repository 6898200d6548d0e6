# ruff: noqa: E501 (expected texts are as long as they are)
"""The report that a person reads."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from holes.engines.protocol import Usage
from holes.report import Diagnostic, FileReport, FillReport, HoleReport, PropertyReport, Report, Severity, Status
from holes.verdict import Verdict
from server.cli.cells import width
from server.cli.look import Look, look_at
from server.cli.text import print_report, render
from sketch.model import Kind, Language, Problem, Property, Row, Sketch, Span
from tests.server.cli.report_maker import RANKS, example, hole, one_example, ranks, ranks_report, span_of


def other_states() -> FileReport:
    """A file with every status but those of `ranks`."""
    (verified, *_) = ranks().holes
    unfilled = HoleReport(
        hole(RANKS, "tally", "Deep.nested.unfilled"),
        Kind.NAMED,
        Status.UNFILLED,
        "",
        examples=(example(RANKS, 'tally("sh")', Verdict.BLOCKED, "1"),),
        note="no engine found a candidate: add examples that show more of what is wanted",
    )
    unchecked = HoleReport(
        hole(RANKS, "tally", "plain"), Kind.NAMED, Status.UNCHECKED, "", fill=FillReport("x", "local")
    )
    needs = 'main(["h", "s"]) needs the hole `plain`, which is not filled'
    blocked = HoleReport(
        hole(RANKS, "main", "waits"),
        Kind.SKETCH,
        Status.BLOCKED,
        "",
        examples=(example(RANKS, 'main(["h", "s"])', Verdict.BLOCKED, "1", None, needs),),
    )
    ambiguous = HoleReport(
        hole(RANKS, "main", "词语排序"),
        Kind.NAMED,
        Status.AMBIGUOUS,
        "",
        flags=("locked",),
        examples=verified.examples,
        diagnostics=(Diagnostic("ambiguous-fill", Severity.WARNING, "candidates differ on text=''", Span(0, 1)),),
        fill=FillReport("x", "openai", "small-model", 7, Usage(100, 100)),
    )
    through = HoleReport(
        hole(RANKS, "main", "inner"), Kind.NAMED, Status.VERIFIED, "", through=("main",), fill=FillReport("x", "local")
    )
    holes = (unfilled, unchecked, blocked, ambiguous, through)
    return FileReport("more/ranks.anpl", Sketch(RANKS, Language.ANPL), (), holes, note="ranks.py was not written")


def test_a_report_in_a_pipe() -> None:
    assert render(ranks_report(), Look()) == snapshot("""\
ranks.anpl
  ✓ tally                                     verified  2/2 examples · 1 property, 100 inputs · local · 12 candidates
  ✗ main                                      failing   0/1 example
  ✗ `sort the words so that their concaten…`  failing   stale · 0/1 example · small-model · 3 candidates · 1,204 tokens
      its description changed since the fill

  main
    ranks.anpl:17:9  main(["h", "s"])
      expected  1    actual  0

  `sort the words so that their concatenation has the highest tally`
    ranks.anpl:21:11  _(["h", "s"], tally)
      expected  ['s', 'h']    actual  ['h', 's']
                  ^    ^                ^    ^
      differs at [0]

1 of 3 holes verified · 2 failing · 2/4 examples · 1,204 tokens · 0.3 s
→ see each call: holewright trace ranks.anpl main
""")


def test_eighty_columns() -> None:
    assert render(ranks_report(), Look(80)) == snapshot("""\
ranks.anpl
  ✓ tally                     verified  2/2 examples · 1 property, 100 inputs
                                        local · 12 candidates
  ✗ main                      failing   0/1 example
  ✗ `sort the words so tha…`  failing   stale · 0/1 example · small-model
                                        3 candidates · 1,204 tokens
      its description changed since the fill

  main
    ranks.anpl:17:9  main(["h", "s"])
      expected  1    actual  0

  `sort the words so that their concatenation has the highest tally`
    ranks.anpl:21:11  _(["h", "s"], tally)
      expected  ['s', 'h']    actual  ['h', 's']
                  ^    ^                ^    ^
      differs at [0]

1 of 3 holes verified · 2 failing · 2/4 examples · 1,204 tokens · 0.3 s
→ see each call: holewright trace ranks.anpl main
""")


def test_sixty_columns() -> None:
    assert render(ranks_report(), Look(60)) == snapshot("""\
ranks.anpl
  ✓ tally              verified  2/2 examples
                                 1 property, 100 inputs
                                 local · 12 candidates
  ✗ main               failing   0/1 example
  ✗ `sort the words…`  failing   stale · 0/1 example
                                 small-model · 3 candidates
                                 1,204 tokens
      its description changed since the fill

  main
    ranks.anpl:17:9  main(["h", "s"])
      expected  1    actual  0

  `sort the words so that their concatenation has the hi…`
    ranks.anpl:21:11  _(["h", "s"], tally)
      expected  ['s', 'h']    actual  ['h', 's']
                  ^    ^                ^    ^
      differs at [0]

1 of 3 holes verified · 2 failing · 2/4 examples
1,204 tokens · 0.3 s
→ see each call: holewright trace ranks.anpl main
""")


def test_a_hundred_and_twenty_columns() -> None:
    assert render(ranks_report(), Look(120)) == snapshot("""\
ranks.anpl
  ✓ tally                                 verified  2/2 examples · 1 property, 100 inputs · local · 12 candidates
  ✗ main                                  failing   0/1 example
  ✗ `sort the words so that their conc…`  failing   stale · 0/1 example · small-model · 3 candidates · 1,204 tokens
      its description changed since the fill

  main
    ranks.anpl:17:9  main(["h", "s"])
      expected  1    actual  0

  `sort the words so that their concatenation has the highest tally`
    ranks.anpl:21:11  _(["h", "s"], tally)
      expected  ['s', 'h']    actual  ['h', 's']
                  ^    ^                ^    ^
      differs at [0]

1 of 3 holes verified · 2 failing · 2/4 examples · 1,204 tokens · 0.3 s
→ see each call: holewright trace ranks.anpl main
""")


def test_ascii_only() -> None:
    text = render(Report((other_states(),), 1.0), Look(80, encoding="ascii"))
    assert text.isascii()
    assert text == snapshot("""\
more/ranks.anpl
  o Deep.nested.unfilled      unfilled   1 example
      no engine found a candidate: add examples that show more of what is wanted
  ? plain                     unchecked  no examples - local
  . waits                     blocked    1 example
      needs the hole `plain`, which is not filled
  ! \\u8bcd\\u8bed\\u6392\\u5e8f  ambiguous  locked - 2/2 examples - small-model
                                         7 candidates - 200 tokens
      candidates differ on text=''
  + inner                     verified   judged through main - local
  ranks.py was not written

1 of 5 holes verified - 1 ambiguous - 1 unfilled - 1 unchecked - 1 blocked
2/4 examples - 0 tokens - 1.0 s
""")


def test_every_other_status_and_several_files() -> None:
    report = Report((ranks(), other_states()), 62.4, Usage(10, 10), ("the budget of the day is spent",))
    assert render(report, Look(80)) == snapshot("""\
ranks.anpl
  ✓ tally                     verified  2/2 examples · 1 property, 100 inputs
                                        local · 12 candidates
  ✗ main                      failing   0/1 example
  ✗ `sort the words so tha…`  failing   stale · 0/1 example · small-model
                                        3 candidates · 1,204 tokens
      its description changed since the fill

  main
    ranks.anpl:17:9  main(["h", "s"])
      expected  1    actual  0

  `sort the words so that their concatenation has the highest tally`
    ranks.anpl:21:11  _(["h", "s"], tally)
      expected  ['s', 'h']    actual  ['h', 's']
                  ^    ^                ^    ^
      differs at [0]

more/ranks.anpl
  ○ Deep.nested.unfilled  unfilled   1 example
      no engine found a candidate: add examples that show more of what is wanted
  ? plain                 unchecked  no examples · local
  … waits                 blocked    1 example
      needs the hole `plain`, which is not filled
  ≠ 词语排序              ambiguous  locked · 2/2 examples · small-model
                                     7 candidates · 200 tokens
      candidates differ on text=''
  ✓ inner                 verified   judged through main · local
  ranks.py was not written

the budget of the day is spent
2 of 8 holes verified · 2 failing · 1 ambiguous · 1 unfilled · 1 unchecked
1 blocked · 4/8 examples · 20 tokens · 1 min 2 s
→ see each call: holewright trace ranks.anpl main
""")


def test_what_was_written() -> None:
    (verified, *_) = ranks().holes
    file = FileReport("ranks.anpl", ranks().sketch, (), (verified,), written="ranks.py")
    assert render(Report((file,), 0.05), Look()) == snapshot("""\
ranks.anpl
  ✓ tally  verified  2/2 examples · 1 property, 100 inputs · local · 12 candidates

1 of 1 hole verified · 2/2 examples · 0 tokens · 50 ms
wrote ranks.py
""")


def test_no_files_and_no_holes() -> None:
    assert render(Report(), Look()) == snapshot("nothing to check\n")
    assert render(Report((FileReport("a.anpl", Sketch("", Language.ANPL)),), 0.001), Look()) == snapshot("""\
a.anpl
  no holes and no examples

no holes · 1 ms
""")


def test_errors_of_the_file_stand_with_their_line() -> None:
    text = "def f():\n\tx = ``(1)\n\ny = `a\n"
    errors = (
        Problem("sketch-syntax", "a backtick is not closed", span_of(text, "`a")),
        Problem("sketch-syntax", "a hole has no description", span_of(text, "``")),
    )
    report = Report((FileReport("dir/a.anpl", Sketch(text, Language.ANPL), errors),))
    assert render(report, Look()) == snapshot("""\
dir/a.anpl
  dir/a.anpl:2:6: sketch-syntax: a hole has no description
    2 │     x = ``(1)
                ^^
  dir/a.anpl:4:5: sketch-syntax: a backtick is not closed
    4 │ y = `a
            ^^

no holes · 2 errors · under 1 ms
""")


def test_one_line_for_what_gave_no_value() -> None:
    raised = one_example(
        "1", "", Verdict.RAISED, "f(1) raised ZeroDivisionError: division by zero (line 3 of the module)"
    )
    assert details(raised) == snapshot("""\
  f
    a.anpl:2:9  f(1)
      raised ZeroDivisionError: division by zero (line 3 of the module)
      expected  1\
""")
    assert details(one_example("1", "", Verdict.TIMEOUT, "f(1) gave no answer within 1 s")) == snapshot("""\
  f
    a.anpl:2:9  f(1)
      gave no answer within 1 s\
""")
    assert details(one_example("1", None, Verdict.MALFORMED, "f(1): its expected text is missing")) == snapshot("""\
  f
    a.anpl:2:9  f(1)
      malformed: its expected text is missing\
""")
    assert details(one_example("1", None, Verdict.CRASHED)) == snapshot("""\
  f
    a.anpl:2:9  f(1)
      crashed\
""")


def details(report: Report) -> str:
    """What stands under the table."""
    return render(report, Look()).split("\n\n")[1]


def test_the_message_is_told_unless_it_repeats_the_two_values() -> None:
    assert details(one_example("1", "2", message="f(1): expected 1, got 2")) == snapshot("""\
  f
    a.anpl:2:9  f(1)
      expected  1    actual  2\
""")
    assert details(one_example("[1]", "[2]", message="f(1): at [0]: expected 1, got 2")) == snapshot("""\
  f
    a.anpl:2:9  f(1)
      expected  [1]    actual  [2]
                 ^              ^
      at [0]: expected 1, got 2\
""")
    assert details(one_example("1", "2", message="f(1): expected the value 1, got None; it printed '2'")) == snapshot("""\
  f
    a.anpl:2:9  f(1)
      expected  1    actual  2
      expected the value 1, got None; it printed '2'\
""")


def test_a_source_of_many_lines_and_a_long_one() -> None:
    assert details(one_example("1", "2", source="for x in y:\n    f(x)")) == snapshot("""\
  f
    a.anpl:2:9
      for x in y:
          f(x)
      expected  1    actual  2\
""")
    assert details(one_example("1", "2", source=f"f({list(range(400))})")) == snapshot("""\
  f
    a.anpl:2:9
      f([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 1…5, 396, 397, 398, 399])
      expected  1    actual  2\
""")


def test_an_example_from_a_file_is_placed_there() -> None:
    report = one_example("1", "2", path="dir/a.anpl")
    (file,) = report.files
    (entry,) = file.holes
    (judged,) = entry.examples
    judged = evolve(judged, example=evolve(judged.example, row=Row("grids.jsonl", 7)))
    file = evolve(file, holes=(evolve(entry, examples=(judged,)),))
    assert details(Report((file,))) == snapshot("""\
  f
    dir/grids.jsonl:7  f(1)
      expected  1    actual  2\
""")


def test_a_falsified_property_and_one_that_could_not_be_tried() -> None:
    report = one_example("1", "1", Verdict.PASSED)
    (file,) = report.files
    items = (
        PropertyReport(Property("result > 0", Span(0, 1)), held=False, inputs=17, falsified_by="x='\\x00'"),
        PropertyReport(Property("result < x", Span(0, 1)), held=None, message="no inputs can be drawn for `x`"),
    )
    entry = evolve(file.holes[0], properties=items, status=Status.FAILING)
    assert render(Report((evolve(file, holes=(entry,)),), 1), Look()) == snapshot("""\
a.anpl
  ✗ f  failing  1/1 example · 0/2 properties, 17 inputs

  f
    a.anpl:1:1  result > 0
      falsified by  x='\\x00'
    a.anpl:1:1  result < x
      not tried: no inputs can be drawn for `x`

0 of 1 hole verified · 1 failing · 1/1 example · 1.0 s
""")


def test_only_the_first_failing_examples_are_shown() -> None:
    report = one_example("1", "2")
    (file,) = report.files
    entry = evolve(file.holes[0], examples=file.holes[0].examples * 40)
    text = render(Report((evolve(file, holes=(entry,)),)), Look())
    assert text.count("expected") == 5
    assert "… and 35 more examples; --format json lists all" in text


def test_nothing_of_a_value_reaches_the_terminal_as_a_command() -> None:
    harmful = "\x1b]0;title\x07\x9b31m\u202e\r"
    text = render(one_example(harmful, harmful + "x", message=harmful, source=harmful.replace("\r", "")), Look())
    assert not set("\x1b\x07\x9b\u202e\r") & set(text)


def test_what_a_failing_example_printed() -> None:
    refused = "f(1) tried to read /x, which the sandbox refuses: pass in what it needs"
    report = one_example("1", "KeyError: 'a'", Verdict.DENIED, refused, printed="".join(f"{n}\n" for n in range(9)))
    assert details(report) == snapshot("""\
  f
    a.anpl:2:9  f(1)
      tried to read /x, which the sandbox refuses: pass in what it needs
      expected  1
      printed  0
      printed  1
      printed  2
      printed  3
      printed  4
      printed  5
      … and 3 more lines\
""")
    assert "printed" not in render(one_example("1", "1", Verdict.PASSED, printed="hi\n"), Look())
    # It stands in front of the value already.
    assert "printed" not in render(one_example("1", "hi\n2", printed="hi\n"), Look())


def test_nothing_that_was_printed_reaches_the_terminal_as_a_command() -> None:
    harmful = "\x1b]0;title\x07\x9b31m\u202e\r"
    text = render(one_example("1", None, Verdict.RAISED, printed=f"{harmful}\n{harmful * 1_000}"), Look(80))
    assert text.count("printed  ") == 2
    assert not set("\x1b\x07\x9b\u202e\r") & set(text)
    assert all(width(line) <= 80 for line in text.split("\n") if not line.startswith("→"))


def test_markup_is_not_interpreted() -> None:
    text = render(one_example("[bold]x[/bold]", "[link=x]:smile:", source="[red]"), Look(colour=True))
    assert "smile" in text
    assert "link" in text
    assert "[red]" in text


def test_huge_values_are_cut() -> None:
    text = render(one_example("a" * 1_000_000, "a" * 999_999 + "b"), Look(80))
    assert len(text) < 2_000


def test_colours_only_where_they_are_wanted() -> None:
    def colour(environ: Mapping[str, str], *, terminal: bool) -> bool:
        stream = Terminal() if terminal else io.StringIO()
        return look_at(stream, environ).colour

    assert colour({}, terminal=True)
    assert not colour({}, terminal=False)
    assert not colour({"NO_COLOR": "1"}, terminal=True)
    assert colour({"NO_COLOR": ""}, terminal=True)
    assert not colour({"TERM": "dumb"}, terminal=True)
    assert colour({"FORCE_COLOR": "1"}, terminal=False)
    assert not colour({"FORCE_COLOR": "0"}, terminal=False)
    assert not colour({"FORCE_COLOR": "1", "NO_COLOR": "1"}, terminal=True)


def test_width_is_what_columns_says() -> None:
    assert look_at(io.StringIO(), {"COLUMNS": "66"}).columns == 66
    assert look_at(io.StringIO(), {"COLUMNS": "x"}).columns is None
    assert look_at(io.StringIO(), {}).columns is None
    assert look_at(Terminal(), {}).columns == 80
    assert look_at(Terminal(), {"COLUMNS": "-4"}).columns == 80


class Terminal(io.StringIO):
    """A terminal without a size."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_colours_and_a_pipe_does_not() -> None:
    terminal, pipe = Terminal(), io.StringIO()
    print_report(ranks_report(), terminal)
    print_report(ranks_report(), pipe)
    assert "\x1b[" not in pipe.getvalue()
    assert "tally" in terminal.getvalue()


def test_a_report_in_colour() -> None:
    text = render(one_example("1", "2"), Look(colour=True))
    assert text == snapshot("""\
\x1b[1ma.anpl\x1b[0m
\x1b[1;31m  ✗ \x1b[0mf  \x1b[1;31mfailing\x1b[0m  \x1b[1;31m0/1 example\x1b[0m

  \x1b[1mf\x1b[0m
    \x1b[36ma.anpl:2:9\x1b[0m  \x1b[1mf(1)\x1b[0m
      \x1b[2mexpected  \x1b[0m\x1b[1;30;42m1\x1b[0m    \x1b[2mactual  \x1b[0m\x1b[1;37;41m2\x1b[0m

\x1b[1m0 of 1 hole verified\x1b[0m\x1b[2m · \x1b[0m\x1b[1;31m1 failing\x1b[0m\x1b[2m · \x1b[0m0/1 example\x1b[2m · \x1b[0m0.1 s
\x1b[36m→ \x1b[0m\x1b[36msee each call: holewright trace a.anpl f\x1b[0m
""")


def test_a_pipe_does_not_wait_for_rich() -> None:
    program = (
        "import sys; import server.cli.text, server.cli.progress, server.cli.junit, server.cli.sarif;"
        "from holes.report import Report; server.cli.text.print_report(Report(), sys.stdout);"
        "assert not {'rich', 'xml.etree', 'hypothesis'} & set(sys.modules), 'too much is imported'"
    )
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False)
    assert (done.stderr, done.stdout) == ("", "nothing to check\n")


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=60), st.integers(40, 120))
def test_any_text_is_shown_within_the_width(expected: str, actual: str, message: str, columns: int) -> None:
    text = render(one_example(expected, actual, message=message), Look(columns))
    # A command to be typed is never broken.
    assert all(width(line) <= columns for line in text.split("\n") if not line.startswith("→"))
