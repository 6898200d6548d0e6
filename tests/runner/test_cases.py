"""What running a case gives: values, output, exceptions, under each version of Python."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from holes.runner.protocol import Call, Case, Ending, Outcome, Tier
from holes.values import Value, from_python, names, render
from tests.runner import running
from tests.runner.running import interpreter, one, run, told

PROGRAM = """
import asyncio

base = 10

def add(x, y=1):
    print("adding", x)
    return base + x + y

async def later(x):
    await asyncio.sleep(0)
    return x

def fails(x):
    return inner(x)

def inner(x):
    raise Oops(f"no {x}")

class Oops(ValueError):
    pass

class Box:
    @classmethod
    def made(cls, *args, **kwargs):
        return [list(args), kwargs]

if __name__ == "__main__":
    raise SystemExit("not to be run")
"""


def check(case: Case | str, expected: str, printed: str = "", source: str = PROGRAM) -> Outcome:
    outcome = one(source, case)
    assert told(outcome) == expected
    assert outcome.printed == printed
    return outcome


@pytest.mark.parametrize("version", ["3.9", "3.10", "3.11", "3.12", "3.13", "3.14"])
def test_under_each_version(version: str) -> None:
    python = interpreter(version)
    if python is None:
        pytest.skip(f"there is no Python {version} on this machine")
    cases = ["add(1)", "await later([1.5])", "fails(3)", "{'a': {1, 2}, 'b': (None, ..., b'x', 2j, 10**30)}", "nope()"]
    outcomes = run(
        '@__holewright__.hole("add")\ndef add(x):\n    return x\n' + PROGRAM + '\n@__holewright__.missing("nope")\n'
        "def nope(): ...\n",
        cases,
        python=python,
    )
    assert [told(outcome) for outcome in outcomes] == [
        "value 12",
        "value [1.5]",
        "raised Oops: no 3",
        "value {'a': {1, 2}, 'b': (None, Ellipsis, b'x', 2j, 1000000000000000000000000000000)}",
        "missing nope",
    ]


def test_an_expression() -> None:
    outcome = check("add(1, y=2)", "value 13", "adding 1\n")
    assert outcome.text == "13"
    assert outcome.seconds > 0


def test_statements_before_an_expression() -> None:
    check("x = add(1)\nx + 1", "value 13", "adding 1\n")
    check("x = 3", "value None")
    check("for x in (1, 2): x", "value None", "1\n2\n")
    check("", "value None")


def test_set_up_is_run_first_and_its_output_left_out() -> None:
    check(Case("x + 1", setup=("x = add(1)", "x += 1")), "value 14")


def test_a_namespace_is_fresh_and_functions_still_see_the_module() -> None:
    outcomes = run(PROGRAM, ["base = 99; add(1)", "base", "import math", "math"])
    assert [told(outcome) for outcome in outcomes] == [
        "value 12",
        "value 10",
        "value None",
        "raised NameError: name 'math' is not defined",
    ]


def test_calls_by_value() -> None:
    args = (from_python([1, (2,)]), from_python({"a": 1.5}))
    call = Call("Box.made", args, (("k", from_python({1})),))
    check(Case(call=call), "value [[[1, (2,)], {'a': 1.5}], {'k': {1}}]")
    check(Case(call=Call("nobody")), "raised NameError: name 'nobody' is not defined")


def test_an_array_is_passed_as_one() -> None:
    pytest.importorskip("numpy")
    source = "import numpy as np\ndef turn(grid):\n    assert isinstance(grid, np.ndarray)\n    return np.rot90(grid)\n"
    grid = Value("array", ("", from_python([[1, 2], [3, 4]])))
    outcome = check(Case(call=Call("turn", (grid,))), "value array([[2, 4], [1, 3]])", source=source)
    assert outcome.text == "array([[2, 4],\n       [1, 3]])"


def test_names_bound_to_values() -> None:
    check(Case("len(result) == n", env=(("result", from_python([1, 2])), ("n", from_python(2)))), "value True")
    check(Case("_(5)", underscore="add"), "value 16", "adding 5\n")


def test_asynchronous_code() -> None:
    check("later(3)", "value 3")
    check("await later(4) + await later(5)", "value 9")
    check(Case("y", setup=("y = await later(6)",)), "value 6")
    check(Case(call=Call("later", (from_python(7),))), "value 7")


def test_an_exception_tells_its_way_through_the_program() -> None:
    error = check("fails(3)", "raised Oops: no 3").error
    assert error is not None
    assert error.bases[:3] == ("Oops", "ValueError", "Exception")
    assert error.frames == ((15, "fails"), (18, "inner"))


def test_names_of_exceptions_are_those_that_doctest_shows() -> None:
    check(
        "import json; json.loads('{')",
        "raised json.decoder.JSONDecodeError: Expecting property name enclosed in "
        "double quotes: line 1 column 2 (char 1)",
    )
    check("{}['a']", "raised KeyError: 'a'")
    check("1 +", "raised SyntaxError: invalid syntax")


def test_leaving_is_raising() -> None:
    check("import sys; sys.exit(3)", "raised SystemExit: 3")
    check("raise KeyboardInterrupt", "raised KeyboardInterrupt: ")


def test_a_broken_module_says_why() -> None:
    for source, expected in [
        ("x = (\n", "broken SyntaxError: '(' was never closed"),
        ("x = 1\ny = z\n", "broken NameError: name 'z' is not defined"),
        ("import sys\nsys.exit()\n", "broken SystemExit: "),
        ("import nobody_has_this\n", "broken ModuleNotFoundError: No module named 'nobody_has_this'"),
        ("import os\nos._exit(4)\n", "broken : while it was loaded its process ended with status 4"),
    ]:
        outcomes = run(source, ["1", "2"])
        assert [told(outcome) for outcome in outcomes] == [expected] * 2


def test_the_line_at_which_a_module_broke() -> None:
    (outcome,) = run("x = 1\ny = z\n", ["1"])
    assert outcome.error is not None
    assert outcome.error.frames == ((2, "<module>"),)


def test_user_modules_of_any_name_are_theirs(tmp_path: Path) -> None:
    names = ("server", "holes", "sketch", "codec", "serve", "record", "limits", "errors", "channel", "execute")
    for name in names:
        (tmp_path / f"{name}.py").write_text(f"mine = {name!r}\n")
    source = "".join(f"import {name}\n" for name in names)
    (outcome,) = run(source, [f"[{', '.join(f'{name}.mine' for name in names)}]"], import_path=(str(tmp_path),))
    assert told(outcome) == f"value {list(names)!r}"


def test_the_strongest_folder_comes_first(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "mine.py").write_text(f"where = {folder!r}\n")
    path = (str(tmp_path / "one"), str(tmp_path / "two"))
    assert told(run("import mine\n", ["mine.where"], import_path=path)[0]) == "value 'one'"


def test_a_sketch_named_like_a_library_hides_nothing() -> None:
    (outcome,) = run("import heapq\n", ["heapq.nsmallest(1, [2, 1]), __name__"], filename="/tmp/heapq.anpl")
    assert told(outcome) == "value ([1], 'heapq_sketch')"


def test_what_the_module_knows_of_itself() -> None:
    source = "import sys\nfrom dataclasses import dataclass\n@dataclass\nclass P:\n    x: 'int'\n"
    case = "__name__, sys.argv, sys.modules[__name__].P is P, P(1)"
    outcome = run(source, [case], filename="/nowhere/words.anpl")[0]
    assert outcome.text == "('words', ['/nowhere/.holewright-words.py'], True, P(x=1))"


def test_the_module_finds_its_folder_but_not_the_sketch(tmp_path: Path) -> None:
    (tmp_path / "words.anpl").write_text("secret")
    (tmp_path / "data.txt").write_text("beside")
    source = "import pathlib, sys\nhere = pathlib.Path(__file__)\n"
    cases = ["(here.parent / 'data.txt').read_text()", "here.read_text()", "open(sys.argv[0]).read()"]
    data, *sketches = run(source, cases, filename=str(tmp_path / "words.anpl"))
    if running.RUNNING[-1] is Tier.LIMITS:
        assert told(data) == "value 'beside'"
    else:
        assert data.action == f"read {tmp_path / 'data.txt'}"
    assert all(sketch.error is not None and sketch.error.type == "FileNotFoundError" for sketch in sketches)


def test_the_source_of_the_sketch_is_not_read_for_tracebacks(tmp_path: Path) -> None:
    sketch = tmp_path / "words.anpl"
    sketch.write_text("def f():\n    '''\n    >>> f()\n    'secret'\n    '''\n")
    source = "import inspect, traceback\ndef f():\n    try:\n        1 / 0\n    except ZeroDivisionError:\n"
    source += "        return traceback.format_exc()\n"
    shown, found = run(source, ["f()", "inspect.getsource(f)"], filename=str(sketch))
    assert "secret" not in shown.text
    assert found.ending is Ending.RAISED


def test_the_environment_is_empty_of_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    (outcome,) = run("import os, sys\n", ["(dict(os.environ), sys.path)"])
    assert "secret" not in outcome.text
    assert "/somewhere" not in outcome.text


def test_an_interpreter_that_is_none() -> None:
    (outcome,) = run("", ["1"], python="/nowhere/python")
    assert told(outcome) == (
        "broken : cannot start the interpreter /nowhere/python: no such file or directory; choose another one"
    )


@pytest.mark.skipif(not Path("/bin/false").exists(), reason="needs /bin/false")
def test_an_interpreter_that_ends_at_once() -> None:
    (outcome,) = run("", ["1"], python="/bin/false")
    assert outcome.ending is Ending.BROKEN
    assert "its process ended with status 1" in told(outcome)


def test_objects_without_a_plain_form_come_as_text() -> None:
    source = "from collections import namedtuple, Counter, deque\nPoint = namedtuple('Point', 'x y')\n"
    outcomes = run(source, ["Point(1, 2)", "Counter('aab')", "deque([1])", "range(3)", "(x for x in ())", "print"])
    assert [(outcome.value.tag if outcome.value else "") for outcome in outcomes] == [
        "opaque",
        "dict",
        "opaque",
        "opaque",
        "opaque",
        "opaque",
    ]
    assert outcomes[0].text == "Point(x=1, y=2)"
    assert outcomes[1].text == "Counter({'a': 2, 'b': 1})"
    assert outcomes[0].value is not None
    assert names(outcomes[0].value) == ("words.Point", "Point(x=1, y=2)")


def test_arguments_are_passed_as_they_are() -> None:
    source = "def change(x):\n    x.append(1)\n"
    check(Case("x", setup=("x = []", "change(x)")), "value [1]", source=source)


def test_large_values_are_not_sent() -> None:
    outcome = one("", "list(range(10 ** 6))")
    assert outcome.value is not None
    assert outcome.value.tag == "opaque"
    assert "too large to show" in render(outcome.value, 200)


def test_many_elements_are_sent() -> None:
    outcome = one("", "list(range(100_000))")
    assert outcome.value == from_python(list(range(100_000)))


def test_text_of_any_kind() -> None:
    check(r"'\ud83d', '\ud83d\ude00', '😀', '\x00\r\n'", r"value ('\ud83d', '\ud83d\ude00', '😀', '\x00\r\n')")
    check(r"print('😀\r\n\x0c')", "value None", "😀\r\n\x0c\n")


def test_futures_of_the_program_hold_in_its_cases() -> None:
    source = "from __future__ import annotations\n"
    check(Case("f.__annotations__", setup=("def f(x: nobody): ...",)), "value {'x': 'nobody'}", source=source)


def test_this_interpreter_is_among_the_versions() -> None:
    assert interpreter(".".join(map(str, sys.version_info[:2]))) == sys.executable
