"""`holewright explain`: facts, a model's words, and what nothing is said of."""

from __future__ import annotations

import pytest

from holes.engines.protocol import Proposal
from holes.report import FileReport, HoleReport, Status
from holes.trial import Trial
from holes.why import Repair, Words
from server.cli.cells import width
from server.cli.explain_text import answer, facts
from server.cli.look import Look, plain
from sketch.model import Fill, Kind, Language
from sketch.parse import parse
from tests.chat_server import ChatServer, Fail, Say, Turn
from tests.server.cli.project import DOUBLE, Project, Ran

LOCK = """\
version = 1

[[hole]]
file = "a.anpl"
id = "double"
fingerprint = "0"
engine = "local"
date = "2030-01-02"
passed = 1
checked = 2
fill = \'\'\'
def double(n):
    return n + 4
\'\'\'
"""
MAIN = """

def main(n: int) -> int:
    \"\"\"
    >>> main(-1)
    0
    \"\"\"
    return double(n) + 2
"""
WHY = "It adds four to every number, where it should double it."
RIGHT = "def double(n: int) -> int:\n    return 2 * n\n"


@pytest.fixture
def wrong(project: Project) -> Project:
    """A project in which `double` adds four."""
    project.write("a.anpl", DOUBLE + MAIN)
    project.write("holes.lock", LOCK)
    return project


def test_a_failing_hole(wrong: Project) -> None:
    ran = wrong.run("explain", "a.anpl", "double")
    assert (ran.status, ran.err) == (1, "")
    assert ran.out == (
        "  double\n"
        "    a.anpl:6:9  double(-1)\n"
        "      expected  -2    actual  3\n"
        "      the fill of `double`, line 1: def double(n):\n"
    )


def test_a_function_whose_callee_is_wrong(wrong: Project) -> None:
    ran = wrong.run("explain", "a.anpl", "main")
    assert ran.status == 1
    assert ran.out == (
        "  main\n"
        "    a.anpl:13:9  main(-1)\n"
        "      expected  0    actual  5\n"
        "      first wrong step: double(n=-1) gave 3, where its example expects -2\n"
        "      the first wrong step: the fill of `double`, line 1: def double(n):\n"
        "      a.anpl:16:12  `double` is called here\n"
    )


def test_one_example(wrong: Project) -> None:
    assert wrong.run("explain", "a.anpl", "double", "-e", "1").out == "double(4) holds\n"
    assert wrong.run("explain", "a.anpl", "double", "-e", "1").status == 0
    ran = wrong.run("explain", "a.anpl", "double", "-e", "2")
    assert (ran.status, "double(-1)" in ran.out) == (1, True)
    ran = wrong.run("explain", "a.anpl", "double", "-e", "3")
    assert (ran.status, ran.err) == (2, "holewright: `double` has 2 examples: there is no example 3\n")


def test_where_nothing_fails(project: Project) -> None:
    project.write("a.anpl", f'{DOUBLE}\n\ndef plain(n):\n    return n\n\ndef open_(n):\n    """Anything."""\n')
    ran = project.run("explain", "a.anpl", "double")
    assert (ran.status, ran.out) == (1, "`double` is not filled: holewright fill a.anpl\n")
    assert project.run("fill", "a.anpl", "--engine", "local", "--hole", "double").status in (0, 1)
    ran = project.run("explain", "a.anpl", "double")
    assert (ran.status, ran.out, ran.err) == (0, "`double` holds: 2 checks passed\n", "")
    ran = project.run("explain", "a.anpl", "plain")
    assert (ran.status, ran.out) == (0, "`plain` has no examples and no properties: nothing of it can fail\n")


def test_what_waits_for_another_hole(project: Project) -> None:
    project.write("a.anpl", DOUBLE + MAIN)
    ran = project.run("explain", "a.anpl", "main")
    assert ran.status == 1
    assert ran.out == (
        "  main\n"
        "    a.anpl:13:9  main(-1)\n"
        "      needs `double`, which is not filled\n"
        "      a.anpl:2:8  `double` is not filled\n"
        "      a.anpl:16:12  `double` is called here\n"
    )


def test_a_hole_that_its_callers_judge(project: Project) -> None:
    project.write("a.anpl", 'def double(n: int) -> int:\n    """Twice the number."""\n' + MAIN)
    project.write("holes.lock", LOCK)
    ran = project.run("explain", "a.anpl", "double")
    assert ran.status == 1
    assert "  main\n" in ran.out
    assert "double(n=-1) gave 3" in ran.out


def test_a_property_that_does_not_hold(project: Project) -> None:
    text = DOUBLE[: DOUBLE.rindex('    """')] + '\n    Properties:\n        result == n + n\n    """\n'
    project.write("a.anpl", text)
    project.write("holes.lock", LOCK.replace("n + 4", "2 * n if n in (4, -1) else 0"))
    ran = project.run("explain", "a.anpl", "double")
    assert ran.status == 1
    assert "result == n + n" in ran.out
    assert "falsified by  n=1" in ran.out


@pytest.mark.parametrize(
    ("arguments", "err"),
    [
        (("a.anpl", "nothing"), "has no hole or function called 'nothing'"),
        ((".", "double"), "name one sketch, not a folder"),
        (("a.anpl", "double", "-e", "0"), "there is no example 0"),
        (("a.anpl", "double", "--ask"), "No model is chosen that could be asked: name one with --model"),
        (("a.anpl", "double", "--ask", "--engine", "local"), "No model is chosen that could be asked"),
        (("a.anpl", "double", "--ask", "--engine", "openai"), "no model is set"),
    ],
)
def test_a_call_that_is_wrong(wrong: Project, arguments: tuple[str, ...], err: str) -> None:
    ran = wrong.run("explain", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert err in ran.err
    assert ran.err.count("\n") == 1


def test_a_sketch_with_an_error_of_its_own(wrong: Project) -> None:
    wrong.write("a.anpl", DOUBLE + "\n\ndef broken(:\n")
    ran = wrong.run("explain", "a.anpl", "double")
    assert ran.status == 2
    assert ran.err.startswith("holewright: a.anpl:")


# Asking.


def ask(project: Project, *script: Turn, arguments: tuple[str, ...] = ()) -> tuple[Ran, int]:
    """What is said of `double` where a model answers by `script`, and how often it was asked."""
    with ChatServer(script) as server:
        model = ("--model", "small", "--base-url", server.base_url, "--engine", "openai")
        ran = project.run("explain", "a.anpl", "double", "--ask", *model, *arguments)
        return ran, len(server.requests)


def test_words_and_a_suggested_repair(wrong: Project) -> None:
    before = {name: wrong.read(name) for name in wrong.names()}
    ran, requests = ask(wrong, Say(f"{WHY}\n\n```python\n{RIGHT}```\n"))
    assert (ran.status, ran.err, requests) == (1, "", 1)
    head, _, said = ran.out.partition("\n\n")
    assert head.startswith("  double\n")
    assert said == (
        "  small says\n"
        f"    {WHY}\n"
        "\n"
        "  suggested for double: all of it holds; nothing was written\n"
        "    @@ -1,2 +1,2 @@\n"
        "    -def double(n):\n"
        "    -    return n + 4\n"
        "    +def double(n: int) -> int:\n"
        "    +    return 2 * n\n"
    )
    assert {name: wrong.read(name) for name in wrong.names()} == before


def test_a_repair_that_is_none_is_not_shown(wrong: Project) -> None:
    ran, _ = ask(wrong, Say(f"{WHY}\n\n```python\ndef double(n):\n    return 7\n```\n"))
    assert ran.status == 1
    assert ran.out.endswith(f"    {WHY}\n    its corrected function was tried, and does no better\n")


def test_a_model_that_does_not_answer_leaves_the_facts(wrong: Project) -> None:
    ran, requests = ask(wrong, Fail(401, "bad key"))
    assert (ran.status, requests) == (1, 1)
    assert "double(-1)" in ran.out
    assert ran.err.startswith("holewright: ")
    assert ran.err.count("\n") == 1


def test_a_budget_that_is_spent_asks_nobody(wrong: Project) -> None:
    ran, requests = ask(wrong, Say(WHY), arguments=("--tokens", "10"))
    assert (ran.status, requests) == (1, 0)
    assert "budget" in ran.err


def test_nobody_is_asked_about_what_holds(wrong: Project) -> None:
    ran, requests = ask(wrong, Say(WHY), arguments=("-e", "1"))
    assert (ran.status, requests, ran.out) == (0, 0, "double(4) holds\n")


def test_a_recorded_answer_is_replayed(wrong: Project) -> None:
    ran, _ = ask(wrong, Say(WHY), arguments=("--record", "answers.jsonl"))
    assert WHY in ran.out
    again = wrong.run("explain", "a.anpl", "double", "--ask", "--replay", "answers.jsonl")
    assert again.out == ran.out


# Lines.


@pytest.mark.parametrize("look", [Look(40), Look(60, encoding="ascii"), Look()])
def test_lines_fit_where_they_are_shown(look: Look) -> None:
    sketch = parse(DOUBLE, Language.ANPL).sketch
    (hole,) = sketch.holes
    trial = Trial(Fill(RIGHT), Proposal("", "fake"), True)
    words = Words(
        f"{WHY} " * 3 + "\n\nAnd more…", "small", Repair("double", "def double(n):\n    return n\n", 3, trial)
    )
    text = plain(answer(words, hole, look))
    assert all(width(line) <= look.width for line in text.splitlines() if "suggested" not in line)
    assert look.encoding != "ascii" or text.isascii()
    entry = HoleReport(hole, Kind.NAMED, Status.FAILING, "0")
    assert plain(facts(FileReport("a.anpl", sketch), entry, [], {}, look)) == "  double\n"
