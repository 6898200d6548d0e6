"""How a report says what kept candidates from everything else."""

from __future__ import annotations

import json
import sys
from xml.etree import ElementTree

import pytest

from holes.report import FileReport, Report
from holes.runner.protocol import Confinement, Tier
from server import assembly
from server.cli.json_report import to_json
from server.cli.junit import to_junit
from server.cli.look import Look
from server.cli.sarif import dumps
from server.cli.text import render
from server.sandbox import sandbox_lines, weakest
from sketch.model import Language, Sketch
from tests.server.cli.project import DOUBLE, Project

MAIN = 'def main(n: int) -> int:\n    """\n    >>> main(2)\n    4\n    """\n    return n * 2\n'
NOWHERE = "full" if sys.platform == "darwin" else "seatbelt"


def report(*tiers: Tier | None) -> Report:
    """A report on a file for each tier."""
    sketch = Sketch("", Language.ANPL)
    made = (FileReport("a.anpl", sketch, sandbox=None if tier is None else Confinement(tier)) for tier in tiers)
    return Report(tuple(made))


def sarif_properties(made: Report) -> object:
    """The properties of the one run in SARIF; None where it has none."""
    (run,) = json.loads(dumps(made))["runs"]
    return run.get("properties")


def lines(*tiers: Tier | None) -> list[str]:
    """What the text report says of them."""
    return [line for line in render(report(*tiers), Look()).splitlines() if "andbox" in line or "SANDBOX" in line]


def test_a_text_report_speaks_of_what_is_weaker() -> None:
    assert lines(None, Tier.FULL, Tier.BUBBLEWRAP) == []
    assert lines(Tier.LANDLOCK) == ["sandbox: landlock — names of files can be seen"]
    assert lines(Tier.FULL, Tier.LIMITS, Tier.LIMITS) == [
        "NOT SANDBOXED — what was run had all the rights of your account"
    ]
    assert [line.split()[0] for line in lines(Tier.NONE, Tier.SEATBELT)] == ["sandbox:", "nothing"]


@pytest.mark.parametrize("tier", list(Tier))
def test_machines_are_told_each_tier(tier: Tier) -> None:
    told = to_json(report(Tier.FULL, tier))
    assert told["sandbox"] == tier
    assert [file["sandbox"] for file in told["files"]] == ["full", str(tier)]  # type: ignore[attr-defined]
    assert sarif_properties(report(tier)) == {"sandbox": str(tier)}
    suite = ElementTree.fromstring(to_junit(report(tier))).find("testsuite")
    assert suite is not None
    assert [item.attrib for item in suite.findall("properties/property")] == [{"name": "sandbox", "value": str(tier)}]


def test_where_nothing_ran_nothing_is_said() -> None:
    assert weakest(report(None).files) is None
    assert sandbox_lines(report(None).files) == ()
    assert to_json(report(None))["sandbox"] is None
    assert sarif_properties(report(None)) is None


def test_what_has_all_rights_is_never_unlabelled(project: Project) -> None:
    project.write("a.anpl", MAIN)
    ran = project.run("check", "a.anpl", "--sandbox", "limits")
    assert (ran.status, ran.err) == (0, "")
    assert "NOT SANDBOXED" in ran.out
    for format in ("json", "junit", "sarif"):
        ran = project.run("check", "a.anpl", "--sandbox", "limits", "--format", format)
        assert "NOT SANDBOXED" in ran.err
        assert "limits" in ran.out


def test_a_trace_is_labelled_too(project: Project) -> None:
    project.write("a.anpl", MAIN)
    ran = project.run("trace", "a.anpl", "main", "--sandbox", "limits")
    assert (ran.status, ran.err) == (0, "holewright: NOT SANDBOXED — what was run had all the rights of your account\n")
    assert project.run("trace", "a.anpl", "main", "--python", "/bin/false").status == 1


def test_a_sandbox_that_cannot_be_had_runs_nothing(project: Project) -> None:
    project.write("a.anpl", MAIN.replace("return", "open('ran', 'w'); return"))
    ran = project.run("check", "a.anpl", "--sandbox", NOWHERE, "--format", "json")
    assert ran.status == 1
    assert "--sandbox limits runs it" in ran.err
    told = json.loads(ran.out)
    assert told["sandbox"] == "none"
    (hole,) = told["files"][0]["holes"]
    assert (hole["status"], hole["examples"][0]["verdict"]) == ("unchecked", "inconclusive")
    assert not (project.folder / "ran").exists()


def test_a_fill_asks_nobody_where_nothing_can_be_run(project: Project) -> None:
    project.write("a.anpl", DOUBLE)
    ran = project.run("fill", "a.anpl", "--sandbox", NOWHERE)
    assert ran.status == 1
    assert "nothing was filled: nothing can be run here" in ran.out
    assert "holes.lock" not in project.names()


def test_doctor_names_what_is_missing(project: Project) -> None:
    ran = project.run("doctor", "--sandbox", NOWHERE)
    assert ran.status == 1
    assert "BAD sandbox" in ran.out
    assert "cannot be had here: it exists on" in ran.out


def test_doctor_says_what_limits_are(project: Project) -> None:
    ran = project.run("doctor", "--sandbox", "limits")
    (line,) = [line for line in ran.out.splitlines() if line.split()[0] == "sandbox"]
    assert (
        line.split(None, 1)[1] == "limits: NOT SANDBOXED: limits of time and memory, and all the rights of your account"
    )


def test_runners_are_kept() -> None:
    assert assembly.runner("/p", "auto") is assembly.runner("/p", "auto")
    assert assembly.runner("/p", "auto") is not assembly.runner("/p", "limits")
