# ruff: noqa: E501 (expected texts are as long as they are)
"""The report as JUnit XML."""

from __future__ import annotations

from xml.etree import ElementTree

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from holes.report import FileReport, PropertyReport, Report, Status
from holes.verdict import Verdict
from server.cli.junit import to_junit
from sketch.model import Language, Problem, Property, Sketch, Span
from tests.server.cli.report_maker import one_example, ranks_report


def parsed(report: Report) -> ElementTree.Element:
    """The document's root, after a check of the shape that servers agree on."""
    root = ElementTree.fromstring(to_junit(report))
    assert root.tag == "testsuites"
    for suite in (root, *root):
        cases = list(suite.iter("testcase"))
        for word, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.attrib[word]) == sum(case.find(tag) is not None for case in cases)
        assert int(suite.attrib["tests"]) == len(cases)
        float(suite.attrib["time"])
    for suite in root:
        assert suite.tag == "testsuite"
        names = [(case.attrib["classname"], case.attrib["name"]) for case in suite.iter("testcase")]
        assert len(names) == len(set(names))
        for case in suite.iter("testcase"):
            results = [part.tag for part in case if part.tag != "system-out"]
            assert results in ([], ["failure"], ["error"], ["skipped"])
            assert [part.tag for part in case] in (results, [*results, "system-out"])
            assert float(case.attrib["time"]) >= 0
    return root


def test_the_whole_document() -> None:
    parsed(ranks_report())
    assert to_junit(ranks_report()) == snapshot("""\
<?xml version="1.0" encoding="utf-8"?>
<testsuites name="holewright" tests="5" failures="2" errors="0" skipped="0" time="0.001600">
  <testsuite name="ranks.anpl" tests="5" failures="2" errors="0" skipped="0" time="0.001600">
    <testcase classname="ranks.tally" name="tally(&quot;sh&quot;)" file="ranks.anpl" line="6" time="0.000400" />
    <testcase classname="ranks.tally" name="tally(&quot;hs&quot;)" file="ranks.anpl" line="8" time="0.000400" />
    <testcase classname="ranks.tally" name="result &gt;= 0" file="ranks.anpl" line="12" time="0.000000" />
    <testcase classname="ranks.main" name="main([&quot;h&quot;, &quot;s&quot;])" file="ranks.anpl" line="17" time="0.000400">
      <failure message="expected 1, got 0" type="example-failed">failed

expected  1    actual  0
</failure>
    </testcase>
    <testcase classname="ranks.sort-the-words-so-that-their" name="_([&quot;h&quot;, &quot;s&quot;], tally)" file="ranks.anpl" line="21" time="0.000400">
      <failure message="differs at [0]" type="example-failed">differs at [0]

expected  ['s', 'h']    actual  ['h', 's']
            ^    ^                ^    ^
</failure>
    </testcase>
  </testsuite>
</testsuites>\
""")


def test_verdicts_of_the_run_are_errors_and_blocked_ones_skipped() -> None:
    found = {}
    for verdict in Verdict:
        (case,) = [
            case for case in parsed(one_example("1", None, verdict)).iter("testcase") if case.attrib["name"] != "status"
        ]
        found[str(verdict)] = case[0].tag if len(case) else "passed"
    assert found == snapshot(
        {
            "passed": "passed",
            "failed": "failure",
            "raised": "failure",
            "timeout": "failure",
            "crashed": "error",
            "denied": "error",
            "blocked": "skipped",
            "malformed": "error",
            "conflicting": "failure",
            "inconclusive": "skipped",
        }
    )


def test_errors_of_a_file() -> None:
    sketch = Sketch("def f(:\n", Language.ANPL)
    problem = Problem("sketch-syntax", "a bracket is not closed", Span(5, 6))
    root = parsed(Report((FileReport("a.anpl", sketch, (problem, problem)),)))
    assert [case.attrib["name"] for case in root.iter("testcase")] == ["sketch-syntax", "sketch-syntax #2"]


def test_a_hole_that_is_open_is_never_green() -> None:
    report = one_example("1", None, Verdict.BLOCKED)
    (file,) = report.files
    entry = evolve(file.holes[0], status=Status.UNFILLED)
    root = parsed(Report((evolve(file, holes=(entry,)),)))
    assert root.attrib["failures"] == "1"
    assert root.attrib["skipped"] == "1"


def test_properties_are_cases() -> None:
    report = one_example("1", "1", Verdict.PASSED)
    (file,) = report.files
    items = (
        PropertyReport(Property("result > 0", Span(0, 1)), held=True, inputs=100),
        PropertyReport(Property("result > 1", Span(0, 1)), held=False, inputs=3, falsified_by="x=0"),
        PropertyReport(Property("result > 2", Span(0, 1)), held=None, message="no inputs"),
    )
    root = parsed(Report((evolve(file, holes=(evolve(file.holes[0], properties=items),)),)))
    results = [case[0].tag if len(case) else "passed" for case in root.iter("testcase")]
    assert results == ["passed", "passed", "failure", "skipped"]


def test_characters_that_xml_cannot_hold() -> None:
    root = parsed(one_example("\x00", "\x1b\ud800\ufffe", message="\x07"))
    assert root.attrib["failures"] == "1"


def test_the_text_is_ascii_whatever_it_tells() -> None:
    report = one_example("'好'", "'é'", message="they differ: 好")
    assert to_junit(report).isascii()
    (failure,) = parsed(report).iter("failure")
    assert failure.attrib["message"] == "they differ: 好"


def test_huge_values_are_cut() -> None:
    assert len(to_junit(one_example("a" * 1_000_000, "b" * 1_000_000))) < 5_000


def test_what_was_printed_stands_in_its_case() -> None:
    for verdict in (Verdict.PASSED, Verdict.DENIED):
        report = one_example("1", None, verdict, printed="a\x1b[2J]]>\n<b>")
        (found,) = parsed(report).iter("system-out")
        assert found.text == "a\\x1b[2J]]>\n<b>"
    assert not list(parsed(one_example("1", "2")).iter("system-out"))


@given(st.text(), st.text(), st.text(), st.text(min_size=1))
def test_any_text_makes_a_document(expected: str, actual: str, message: str, path: str) -> None:
    parsed(one_example(expected, actual, message=message, path=path))
