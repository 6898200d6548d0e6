"""Verdicts and the words that go with them."""

from __future__ import annotations

import pytest
from attrs import evolve

from holes.cases import case_for
from holes.runner.protocol import Call, Case, Ending, Error, Outcome
from holes.values import Value, from_python
from holes.verdict import Verdict, is_skipped, judge, reads_data
from sketch.model import Example, Hole, Kind, Parameter, Row, Signature, Span

NO = Span(0, 0)


def example(expected: str | None = None, *options: str, raises: str | None = None, row: Row | None = None) -> Example:
    return Example(NO, "f(1)", NO, expected=expected, raises=raises, options=frozenset(options), row=row)


def gave(thing: object, printed: str = "") -> Outcome:
    return Outcome(Ending.VALUE, from_python(thing), "" if thing is None else repr(thing), printed)


def shown(text: str) -> Outcome:
    return Outcome(Ending.VALUE, Value("opaque", ("Foo", text)), text)


def raised(type: str, message: str = "", *bases: str) -> Outcome:
    return Outcome(Ending.RAISED, error=Error(type, message, (type.rpartition(".")[2], *bases), ((3, "f"),)))


def check(example: Example, outcome: Outcome, verdict: Verdict, message: str | None = None) -> None:
    judgement = judge(example, outcome)
    assert (judgement.verdict, judgement.message) == (verdict, message)


@pytest.mark.parametrize(
    ("expected", "outcome"),
    [
        ("[1, 2]", gave([1, 2])),
        ("{2, 1}", gave({1, 2})),
        ("1", gave(1, printed="working on it\n")),
        ("hi", gave(None, printed="hi\n")),
        ("1", gave(None, printed="1\n")),
        ("hi\n3", gave(3, printed="hi\n")),
        ("<Foo 1>", shown("<Foo 1>")),
        ("Point(x=1, y=2)", shown("Point(x=1, y=2)")),
        ("a\n<BLANKLINE>\nb", gave(None, printed="a\n\nb\n")),
        (None, gave(None)),
    ],
)
def test_what_passes(expected: str | None, outcome: Outcome) -> None:
    check(example(expected), outcome, Verdict.PASSED)


@pytest.mark.parametrize(
    ("expected", "option", "outcome"),
    [
        ("[0, 1, ..., 9]", "ELLIPSIS", gave(list(range(10)))),
        ("<Foo at 0x...>", "ELLIPSIS", shown("<Foo at 0x7f00>")),
        ("...", "ELLIPSIS", gave("anything")),
        ("a   b\nc", "NORMALIZE_WHITESPACE", gave(None, printed="a b c\n")),
    ],
)
def test_option_flags(expected: str, option: str, outcome: Outcome) -> None:
    check(example(expected, option), outcome, Verdict.PASSED)
    assert judge(example(expected), outcome).verdict is Verdict.FAILED


@pytest.mark.parametrize(
    ("expected", "outcome", "message"),
    [
        ("3", gave(4), "f(1): expected 3, got 4"),
        ("True", gave(1), "f(1): expected True, got 1"),
        ("[[1, 2]]", gave([[1, 3]]), "f(1): at [0][1]: expected 2, got 3"),
        (None, gave(3), "f(1): expected nothing, got 3: write what is right in the line below"),
        (None, gave(None, printed="oh\n"), "f(1): expected nothing, got oh: write what is right in the line below"),
        ("3", gave(None, printed="3!\n"), "f(1): expected the value 3, got None; it printed '3!\\n'"),
        ("'a'", gave(None, printed="'a'\n"), "f(1): expected the value 'a', got None; it printed \"'a'\\n\""),
        ("hello", gave(None, printed="hallo\n"), "f(1): expected hello, got hallo"),
        ("hello", gave(None), "f(1): expected hello, got nothing"),
        ("a\nb\nc", gave(None, printed="a\nx\nc\n"), "f(1): the texts part in line 2: expected b, got x"),
        ("a\nb", gave(None, printed="a\n"), "f(1): the texts part in line 2: expected b, got no more lines"),
        ("Point(x=1)", shown("Point(x=2)"), "f(1): expected Point(x=1), got Point(x=2)"),
    ],
)
def test_what_fails(expected: str | None, outcome: Outcome, message: str) -> None:
    check(example(expected), outcome, Verdict.FAILED, message)


def test_the_path_of_a_difference_is_kept() -> None:
    assert judge(example("{'a': [1]}"), gave({"a": [2]})).path == "['a'][0]"


@pytest.mark.parametrize(
    ("raises", "options", "outcome"),
    [
        ("ValueError: bad", (), raised("ValueError", "bad")),
        ("ValueError", (), raised("ValueError")),
        ("ValueError: b...", ("ELLIPSIS",), raised("ValueError", "bad")),
        ("JSONDecodeError: bad", (), raised("json.decoder.JSONDecodeError", "bad")),
        ("json.decoder.JSONDecodeError: bad", (), raised("json.decoder.JSONDecodeError", "bad")),
        ("words.Oops: a: b.c", (), raised("Oops", "a: b.c")),
        ("other.ValueError: whatever", ("IGNORE_EXCEPTION_DETAIL",), raised("ValueError", "bad")),
    ],
)
def test_expected_exceptions(raises: str, options: tuple[str, ...], outcome: Outcome) -> None:
    check(example(None, *options, raises=raises), outcome, Verdict.PASSED)


@pytest.mark.parametrize(
    ("raises", "outcome", "message"),
    [
        ("ValueError: good", raised("ValueError", "bad"), "expected ValueError: good, got ValueError: bad"),
        ("Exception: bad", raised("ValueError", "bad", "Exception"), "expected Exception: bad, got ValueError: bad"),
        ("a.Oops: bad", raised("b.Oops", "bad"), "expected a.Oops: bad, got b.Oops: bad"),
    ],
)
def test_another_exception_than_expected(raises: str, outcome: Outcome, message: str) -> None:
    check(example(raises=raises), outcome, Verdict.FAILED, f"f(1): {message} (line 3 of the module, in f)")


def test_a_value_in_place_of_an_exception() -> None:
    check(example(raises="ValueError: x"), gave(3), Verdict.FAILED, "f(1): expected ValueError: x, got the value 3")
    check(example(raises="ValueError: x"), gave(None), Verdict.FAILED, "f(1): expected ValueError: x, got no exception")


def test_an_object_that_only_looks_like_a_literal_does_not_pass() -> None:
    forged = Outcome(Ending.VALUE, Value("opaque", ("m.E", "2")), "2")
    assert judge(example("2"), forged).verdict is Verdict.FAILED


@pytest.mark.parametrize(
    ("outcome", "verdict", "message"),
    [
        (raised("KeyError", "'a'"), Verdict.RAISED, "f(1) raised KeyError: 'a' (line 3 of the module, in f)"),
        (Outcome(Ending.TIMEOUT, seconds=1.0), Verdict.TIMEOUT, "f(1) gave no answer within 1 s"),
        (Outcome(Ending.CRASHED), Verdict.CRASHED, "f(1) crashed: its process ended"),
        (
            Outcome(Ending.INCONCLUSIVE, error=Error("", "nothing here can confine it")),
            Verdict.INCONCLUSIVE,
            "f(1) could not be judged: nothing here can confine it",
        ),
        (Outcome(Ending.MISSING, missing="g"), Verdict.BLOCKED, "f(1) needs `g`, which is not filled"),
        (
            Outcome(Ending.BROKEN, error=Error("NameError", "no x", ("NameError",), ((7, "<module>"),))),
            Verdict.RAISED,
            "f(1) could not run, as the module cannot be loaded: NameError: no x (line 7 of the module)",
        ),
        (
            Outcome(Ending.RAISED, error=Error("SyntaxError", "invalid syntax", ("SyntaxError",))),
            Verdict.MALFORMED,
            "f(1) is no Python: invalid syntax",
        ),
    ],
)
def test_endings_without_a_value(outcome: Outcome, verdict: Verdict, message: str) -> None:
    check(example("1"), outcome, verdict, message)


TRUST = "pass in what it needs as an argument, or check with `--sandbox limits` if you trust the code"
ALLOW = "let it be read with `--readable PATH` or the setting `readable`"
MISSING_FILE = raised("FileNotFoundError", "no such file", "OSError").error


@pytest.mark.parametrize(
    ("outcome", "words", "instead"),
    [
        (
            Outcome(Ending.DENIED, action="connect to ::1:80"),
            "tried to connect to ::1:80, which the sandbox refuses",
            TRUST,
        ),
        (
            Outcome(Ending.DENIED, action="read /x", only_looked=True, error=MISSING_FILE),
            "tried to read /x, which the sandbox refuses (line 3 of the module, in f)",
            f"pass in what it needs as an argument, or {ALLOW}",
        ),
        (
            Outcome(Ending.DENIED, action="read /x", only_looked=True, error=raised("KeyError", "'a'").error),
            "tried to read /x, which the sandbox refuses, and raised KeyError: 'a' (line 3 of the module, in f)",
            f"pass in what it needs as an argument, or {ALLOW}",
        ),
    ],
)
def test_an_attempt_is_told(outcome: Outcome, words: str, instead: str) -> None:
    check(example("1"), outcome, Verdict.DENIED, f"f(1) {words}: {instead}")


@pytest.mark.parametrize(
    ("action", "only_looked", "data"),
    [
        ("read /home/ada/words.txt", True, True),
        ("list /home/ada/data", True, True),
        ("open the database /srv/a.db", True, True),
        ("read /home/ada/words.txt", False, False),
        ("write to /home/ada/words.txt", False, False),
        ("start the program /bin/ls", False, False),
        ("load the library /home/ada/fast.so", True, False),
        ("read /etc/passwd", True, False),
        ("read /home/ada/.ssh/key.txt", True, False),
        ("read /.env", True, False),
        ("read /home/ada/ranks.anpl", True, False),
    ],
)
def test_only_data_may_be_made_readable(action: str, only_looked: bool, data: bool) -> None:
    assert reads_data(Outcome(Ending.DENIED, action=action, only_looked=only_looked)) is data


def test_an_attempt_while_the_module_is_loaded() -> None:
    check(
        example("1"),
        Outcome(Ending.BROKEN, action="read /x", only_looked=True, error=MISSING_FILE),
        Verdict.DENIED,
        "f(1) could not run, as the module tried to read /x, which the sandbox refuses, and cannot be loaded: "
        f"FileNotFoundError: no such file (line 3 of the module, in f): {ALLOW}",
    )


def test_only_who_looked_may_raise_what_is_expected() -> None:
    looked = Outcome(Ending.DENIED, action="read /x", only_looked=True, error=MISSING_FILE)
    expected = example(raises="FileNotFoundError: no such file")
    check(expected, looked, Verdict.PASSED)
    assert judge(example(raises="KeyError: 3"), looked).verdict is Verdict.DENIED
    assert judge(expected, evolve(looked, action="write to /x", only_looked=False)).verdict is Verdict.DENIED


def test_a_long_action_is_cut() -> None:
    message = judge(example("1"), Outcome(Ending.DENIED, action="read " + "x" * 3_000)).message
    assert message is not None
    assert len(message) < 500


def test_a_malformed_expectation() -> None:
    check(example("approx()"), gave(1), Verdict.MALFORMED, "f(1): approx takes a value, and optionally rel and abs")


def test_rows() -> None:
    check(example(row=Row("r", 1, returns=[[1], 2.0])), gave(([1], 2)), Verdict.PASSED)
    check(example(row=Row("r", 1, raises="LookupError")), raised("KeyError", "", "LookupError"), Verdict.PASSED)
    check(
        example(row=Row("r", 1, raises="TypeError")),
        raised("json.KeyError"),
        Verdict.FAILED,
        "f(1): expected TypeError, got json.KeyError (line 3 of the module, in f)",
    )
    check(
        example(row=Row("r", 1, returns="a")),
        gave(None, "a\n"),
        Verdict.FAILED,
        "f(1): expected the value 'a', got None; it printed 'a\\n'",
    )


def test_long_texts_are_kept_whole_in_the_report_and_short_in_the_message() -> None:
    judgement = judge(example(str(list(range(100)))), gave([*range(99), 5]))
    assert judgement.message == "f(1): at [99]: expected 99, got 5"
    assert judgement.expected == str(list(range(100)))
    assert judgement.actual == str([*range(99), 5])


def test_skipped() -> None:
    assert is_skipped(example("1", "SKIP"))
    assert not is_skipped(example("1"))


def hole(kind: Kind, *parameters: Parameter, id: str = "Grid.turn") -> Hole:
    return Hole(id, "turn", kind, "", Signature("", parameters), NO, NO, NO, NO)


def test_a_typed_example_runs_as_typed() -> None:
    typed = Example(NO, "_(x)", NO, setup=("x = 1",), expected="2")
    assert case_for(hole(Kind.INLINE), typed) == Case("_(x)", ("x = 1",), underscore="turn")
    assert case_for(hole(Kind.NAMED), typed) == Case("_(x)", ("x = 1",))


@pytest.mark.parametrize(
    ("annotation", "is_array"),
    [
        ("np.ndarray", True),
        ("ndarray", True),
        ("'numpy.ndarray'", True),
        ("NDArray[np.int64]", True),
        ("npt.NDArray[np.int64] | None", True),
        ("Optional[np.ndarray]", True),
        ("list[np.ndarray]", False),
        ("list[int]", False),
        (None, False),
    ],
)
def test_rows_become_calls_by_value(annotation: str | None, is_array: bool) -> None:
    grid = from_python([[1]])
    wanted = Value("array", ("", grid)) if is_array else grid
    parameters = (Parameter("grid", annotation=annotation), Parameter("times"), Parameter("k", "star", annotation))
    row = Row("r", 1, args=([[1]], 2, [[1]]), kwargs=(("grid", [[1]]),))
    assert case_for(hole(Kind.NAMED, *parameters), example(row=row)).call == Call(
        "Grid.turn", (wanted, from_python(2), wanted), (("grid", wanted),)
    )
