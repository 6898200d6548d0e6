"""`holewright trace`: calls of one example, nested, as far as they came."""

from __future__ import annotations

import re

from tests.server.cli.project import DOUBLE, Project

MAIN = (
    "def main(n: int) -> int:\n"
    '    """\n'
    "    >>> main(4)\n"
    "    9\n"
    "    >>> main(5)\n"
    "    11\n"
    '    """\n'
    "    return `add one`(double(n))\n"
    "    # >>> _(8)\n"
    "    # 9\n"
)
ADD = "def add_one(n):\n    return n + 1\n"


def shown(text: str) -> list[str]:
    """The lines without times."""
    return [re.sub(r"\s+[\d.]+ [mµ]?s$", "", line) for line in text.splitlines()]


def test_calls_are_nested(project: Project) -> None:
    project.write("a.anpl", f"{DOUBLE}\n{MAIN}    # >>> _(-3)\n    # -2\n    # >>> _(0)\n    # 1\n")
    assert project.run("fill", "a.anpl", "--engine", "local").status == 0
    ran = project.run("trace", "a.anpl", "main", "-e", "2")
    assert (ran.status, ran.err) == (0, "")
    assert shown(ran.out) == [
        ">>> main(5)",
        "└─ main(n=5) → 11",
        "   ├─ double(n=5) → 10",
        "   └─ add-one(arg1=10) → 11",
        "→ 11",
    ]


def test_an_open_hole_is_answered_from_its_examples(project: Project) -> None:
    project.write("a.anpl", f"{DOUBLE}\n{MAIN}")
    assert project.run("fill", "a.anpl", "--engine", "local", "--hole", "double").status == 1
    ran = project.run("trace", "a.anpl", "main")
    assert (ran.status, ran.err) == (1, "")
    assert "add-one(arg1=8) → 9" in ran.out
    assert "example" in ran.out
    ran = project.run("trace", "a.anpl", "main", "-e", "2")
    assert ran.status == 1
    assert "double(n=5) → 10" in ran.out
    assert "Traceback" not in ran.out + ran.err


def test_a_call_that_raises(project: Project) -> None:
    text = 'def main(n: int) -> int:\n    """\n    >>> main(0)\n    1\n    """\n    return inner(n)\n\n'
    project.write("a.anpl", text + 'def inner(n):\n    """\n    >>> inner(1)\n    1\n    """\n    return 1 // n\n')
    ran = project.run("trace", "a.anpl", "main")
    assert (ran.status, ran.err) == (1, "")
    assert ran.out.count("ZeroDivisionError") >= 2
    assert "inner(n=0)" in ran.out
    assert "Traceback" not in ran.out


def test_a_folder_is_no_sketch(project: Project) -> None:
    ran = project.run("trace", ".", "main")
    assert (ran.status, ran.err) == (2, "holewright: .: name one sketch, not a folder\n")
