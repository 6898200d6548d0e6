"""The report as SARIF 2.1.0."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from attrs import evolve
from inline_snapshot import snapshot

from holes.report import Diagnostic, FileReport, Related, Report, Severity
from server.cli.sarif import RULES, dumps, to_sarif, uri
from sketch.model import Language, Problem, Sketch, Span
from tests.server.cli.report_maker import one_example, ranks, ranks_report


def run_of(report: Report) -> Any:
    """The single run of the log, as a reader gets it."""
    log = json.loads(dumps(report))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return run


def test_the_shape() -> None:
    run = run_of(ranks_report())
    assert run["columnKind"] == "utf16CodeUnits"
    driver = run["tool"]["driver"]
    assert driver["name"] == "holewright"
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note", "none")
        for location in result["locations"]:
            region = location["physicalLocation"]["region"]
            assert min(region.values()) >= 1
            assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])


def test_one_result_whole() -> None:
    assert run_of(ranks_report())["results"][0] == snapshot(
        {
            "ruleId": "example-failed",
            "ruleIndex": 2,
            "level": "error",
            "message": {"text": "expected ['s', 'h'], got ['h', 's']"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "ranks.anpl"},
                        "region": {"startLine": 21, "startColumn": 11, "endLine": 21, "endColumn": 31},
                    }
                }
            ],
            "partialFingerprints": {"holewright/v1": "b2f113d9492bb4d6b048241d49ebfaee:1"},
        }
    )


def test_rules_are_the_designs() -> None:
    assert len({code for code, _, _ in RULES}) == len(RULES)
    assert run_of(Report())["tool"]["driver"]["rules"][2] == snapshot(
        {
            "id": "example-failed",
            "name": "ExampleFailed",
            "shortDescription": {"text": "An example gives another value than the one expected."},
            "defaultConfiguration": {"level": "error"},
        }
    )
    assert run_of(Report())["results"] == []


def test_columns_are_utf_16_and_count_from_one() -> None:
    text = "a\n'🙂' `\n"
    problem = Problem("sketch-syntax", "a backtick is not closed", Span(text.index("`"), len(text) - 1))
    (result,) = run_of(Report((FileReport("a.anpl", Sketch(text, Language.ANPL), (problem,)),)))["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == snapshot(
        {"startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 7}
    )


def test_a_code_without_a_rule_gets_one() -> None:
    problem = Problem("examples-file", "no such file", Span(0, 0))
    run = run_of(Report((FileReport("a.anpl", Sketch("", Language.ANPL), (problem,)),)))
    assert run["tool"]["driver"]["rules"][-1] == {"id": "examples-file"}


def test_uris_are_encoded_and_relative_ones_stay_so(tmp_path: Path) -> None:
    assert uri("dir/my sketch#1.anpl") == "dir/my%20sketch%231.anpl"
    assert uri("é:100%.anpl") == "%C3%A9%3A100%25.anpl"
    assert uri(str(tmp_path)).startswith("file:///")


def test_fingerprints_outlive_moved_lines_and_tell_two_alike_apart() -> None:
    def prints(file: FileReport) -> list[str]:
        return [result["partialFingerprints"]["holewright/v1"] for result in run_of(Report((file,)))["results"]]

    file = ranks()
    text = "# a new line\n" + file.sketch.text
    moved = tuple(
        evolve(
            entry,
            diagnostics=tuple(evolve(d, span=Span(d.span.start + 13, d.span.end + 13)) for d in entry.diagnostics),
        )
        for entry in file.holes
    )
    assert prints(file) == prints(evolve(file, sketch=evolve(file.sketch, text=text), holes=moved))
    twice = evolve(file, holes=(file.holes[2], file.holes[2]))
    assert len(set(prints(twice))) == 4


def test_related_places() -> None:
    report = one_example("1", "2")
    (file,) = report.files
    related = Related("the fill's line\ud800", Span(0, 3))
    diagnostic = Diagnostic("example-failed", Severity.ERROR, "expected 1, got 2", Span(4, 5), (related,))
    entry = evolve(file.holes[0], diagnostics=(diagnostic,))
    log = to_sarif(Report((evolve(file, holes=(entry,)),)))
    assert json.loads(json.dumps(log))["runs"][0]["results"][0]["relatedLocations"] == snapshot(
        [
            {
                "id": 0,
                "message": {"text": "the fill's line\\ud800"},
                "physicalLocation": {
                    "artifactLocation": {"uri": "a.anpl"},
                    "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 4},
                },
            }
        ]
    )
