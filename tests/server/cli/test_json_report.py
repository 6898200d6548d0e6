"""The report as JSON: the object that the design promises."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from holes.report import FileReport, Report
from holes.verdict import Verdict
from server.cli.json_report import dumps, to_json
from server.ranges import Ranges
from sketch.model import Language, Problem, Sketch, Span
from tests.server.cli.report_maker import one_example, ranks_report


def loaded(report: Report) -> Any:
    """What a reader gets."""
    return json.loads(dumps(report))


def test_the_whole_object() -> None:
    assert loaded(one_example("1", "1", Verdict.PASSED)) == snapshot(
        {
            "version": 1,
            "files": [
                {
                    "path": "a.anpl",
                    "errors": [],
                    "holes": [
                        {
                            "id": "f",
                            "name": "f",
                            "kind": "named",
                            "description": "",
                            "signature": "def f()",
                            "status": "verified",
                            "flags": [],
                            "fingerprint": "0000000000000000",
                            "range": {"start": {"line": 0, "character": 2}, "end": {"line": 0, "character": 3}},
                            "examples": [
                                {
                                    "source": "f(1)",
                                    "range": {
                                        "start": {"line": 1, "character": 8},
                                        "end": {"line": 1, "character": 12},
                                    },
                                    "verdict": "passed",
                                    "expected": "1",
                                    "actual": "1",
                                    "message": None,
                                    "seconds": 0.0004,
                                }
                            ],
                            "properties": [],
                            "fill": None,
                            "diagnostics": [],
                            "through": [],
                            "note": None,
                        }
                    ],
                    "written": None,
                    "note": None,
                    "sandbox": None,
                }
            ],
            "summary": {
                "holes": 1,
                "verified": 1,
                "failing": 0,
                "unfilled": 0,
                "unchecked": 0,
                "ambiguous": 0,
                "blocked": 0,
                "examples": 1,
                "passed": 1,
                "tokens": 0,
                "requests": 0,
                "seconds": 0.1,
            },
            "messages": [],
            "sandbox": None,
        }
    )


def test_every_key_of_the_design_is_there() -> None:
    (file,) = loaded(ranks_report())["files"]
    assert {"path", "errors", "holes"} <= set(file)
    for entry in file["holes"]:
        keys = [
            "id",
            "name",
            "kind",
            "description",
            "status",
            "flags",
            "fingerprint",
            "range",
            "examples",
            "properties",
            "fill",
        ]
        assert set(keys) <= set(entry)
        for example in entry["examples"]:
            assert {"source", "range", "verdict", "expected", "actual", "message", "seconds"} <= set(example)
    keys = ["holes", "verified", "failing", "unfilled", "examples", "passed", "tokens", "seconds"]
    assert set(keys) <= set(loaded(ranks_report())["summary"])


def test_a_fill_with_what_it_cost() -> None:
    assert loaded(ranks_report())["files"][0]["holes"][2]["fill"] == snapshot(
        {
            "source": """\
def f(a, b):
    return a
""",
            "engine": "openai",
            "model": "small-model",
            "attempts": 3,
            "tokens": {"prompt": 1000, "completion": 204},
        }
    )


def test_errors_have_code_message_and_range() -> None:
    text = "x = 1\n\ty = '🙂' `\n"
    problem = Problem("sketch-syntax", "a backtick is not closed", Span(text.index("`"), text.index("`") + 1))
    report = Report((FileReport("a.anpl", Sketch(text, Language.ANPL), (problem,)),))
    assert loaded(report)["files"][0]["errors"] == snapshot(
        [
            {
                "code": "sketch-syntax",
                "message": "a backtick is not closed",
                "range": {"start": {"line": 1, "character": 10}, "end": {"line": 1, "character": 11}},
            }
        ]
    )


def test_lone_surrogates_are_written_out() -> None:
    text = dumps(one_example("1", "'\ud800'"))
    assert text.isascii()
    assert json.loads(text)["files"][0]["holes"][0]["examples"][0]["actual"] == "'\\ud800'"


def test_an_empty_report() -> None:
    assert loaded(Report()) == snapshot(
        {
            "version": 1,
            "files": [],
            "summary": {
                "holes": 0,
                "verified": 0,
                "failing": 0,
                "unfilled": 0,
                "unchecked": 0,
                "ambiguous": 0,
                "blocked": 0,
                "examples": 0,
                "passed": 0,
                "tokens": 0,
                "requests": 0,
                "seconds": 0.0,
            },
            "messages": [],
            "sandbox": None,
        }
    )


@given(st.text(), st.integers(min_value=0), st.integers(min_value=0))
def test_characters_are_counted_as_utf_16_does(text: str, one: int, other: int) -> None:
    start, end = sorted((one % (len(text) + 1), other % (len(text) + 1)))
    found = Ranges(text).json(Span(start, end))
    line_start = max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1
    if not (text[end - 1 : end] == "\r" and text[end : end + 1] == "\n"):
        expected = len(text[line_start:end].encode("utf-16-le", "surrogatepass")) // 2
        assert found["end"]["character"] == expected
    assert (found["start"]["line"], found["start"]["character"]) <= (found["end"]["line"], found["end"]["character"])


def test_what_was_printed_is_there_where_something_was() -> None:
    def example(printed: str) -> dict[str, object]:
        found: dict[str, object] = loaded(one_example("1", "1", printed=printed))["files"][0]["holes"][0]["examples"][0]
        return found

    assert example("\x1b[2J\n")["printed"] == "\x1b[2J\n"
    assert "printed" not in example("")


@given(st.text(), st.text(), st.text())
def test_any_text_comes_back(expected: str, actual: str, message: str) -> None:
    example = loaded(one_example(expected, actual, message=message))["files"][0]["holes"][0]["examples"][0]
    assert (example["expected"], example["actual"], example["message"]) == (expected, actual, message)


def test_the_same_report_gives_the_same_text() -> None:
    assert dumps(ranks_report()) == dumps(ranks_report())
    assert to_json(ranks_report())["version"] == 1
