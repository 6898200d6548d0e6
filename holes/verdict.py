"""What an outcome means for an example: a verdict, and why, in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from attrs import frozen

from holes import text
from holes.compare import difference, unequal
from holes.expected import Equal, Expected, Literal, Malformed, Nothing, Raises, Text, read_expected
from holes.runner.protocol import Ending, Error, Outcome
from holes.values import Value, render, shorten
from sketch.model import Example

_SHOWN = 60
#: Characters of an attempted action: two paths.
_ACTION = 200
#: What to do about a refusal.
_INSTEAD = "pass in what it needs as an argument, or check with `--sandbox limits` if you trust the code"
#: What to do about a read of data that is refused.
ALLOW = "let it be read with `--readable PATH` or the setting `readable`"
_INSTEAD_OR_ALLOW = f"pass in what it needs as an argument, or {ALLOW}"
#: A read of what may be data: not of a system's file, of one whose name begins with a dot, of a module or a sketch.
_READ = re.compile(
    r"(?:read|list|open the database) /(?!(?:etc|proc|sys|dev)(?:/|$))(?!(?:.*/)?\.)(?!.*\.(?:anpl|py)$)"
)
_FULL = 10_000


class Verdict(StrEnum):
    """What became of an example."""

    PASSED = "passed"
    FAILED = "failed"
    RAISED = "raised"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    DENIED = "denied"
    BLOCKED = "blocked"
    MALFORMED = "malformed"
    CONFLICTING = "conflicting"
    INCONCLUSIVE = "inconclusive"


@frozen
class Judgement:
    """A verdict with what was expected and what came, as texts. `message` says in a sentence why the example did not
    pass; `path` is the place in the value where the two first part, None where that is not known."""

    verdict: Verdict
    expected: str
    actual: str
    message: str | None = None
    path: str | None = None


def is_skipped(example: Example) -> bool:
    """Whether the example says that it is not to be run."""
    return "SKIP" in example.options


def _in_module(line: int, function: str) -> str:
    return f"line {line} of the module" if function == "<module>" else f"line {line} of the module, in {function}"


@frozen
class Wording:
    """How messages name things: `hole` gives what a person calls the hole of an id, `place` where a line of the program
    that was run, in a function, comes from."""

    hole: Callable[[str], str] = str
    place: Callable[[int, str], str] = _in_module


def judge(example: Example, outcome: Outcome, wording: Wording = Wording()) -> Judgement:
    """What `outcome` says about `example`."""
    try:
        expected = read_expected(example)
    except Malformed as error:
        return Judgement(
            Verdict.MALFORMED, example.expected or "", _actual(outcome, None), f"{_call(example)}: {error}"
        )
    shown, actual = _expected_text(expected), _actual(outcome, expected)
    if outcome.ending is Ending.VALUE:
        found = _judge_value(expected, outcome, example.options)
        if isinstance(expected, Equal):
            actual = str(found is None)
        if found is None:
            return Judgement(Verdict.PASSED, shown, actual)
        words, path = found
        return Judgement(Verdict.FAILED, shown, actual, f"{_call(example)}: {words}", path)
    # Who looked for a file that is not shown, and raised what was expected of it, has done no wrong.
    looked = outcome.error if outcome.ending is Ending.DENIED and outcome.only_looked else None
    if looked is not None and isinstance(expected, Raises) and _raises(expected, looked, example.options):
        return Judgement(Verdict.PASSED, shown, actual)
    if outcome.ending is Ending.RAISED and outcome.error is not None:
        if isinstance(expected, Raises):
            if _raises(expected, outcome.error, example.options):
                return Judgement(Verdict.PASSED, shown, actual)
            words = f"expected {shorten(expected.line, _SHOWN)}, got {_short(outcome.error)}"
            words += _where(outcome.error, wording)
            return Judgement(Verdict.FAILED, shown, actual, f"{_call(example)}: {words}")
        if "SyntaxError" in outcome.error.bases and not outcome.error.frames:
            words = f"is no Python: {outcome.error.message}"
            return Judgement(Verdict.MALFORMED, shown, actual, f"{_call(example)} {words}")
    verdict, words = _without_value(outcome, wording)
    return Judgement(verdict, shown, actual, f"{_call(example)} {words}")


def _judge_value(expected: Expected, outcome: Outcome, options: frozenset[str]) -> tuple[str, str | None] | None:
    """How the value that came is not what was expected, and where; or None.

    A literal is compared as a value, so that an object which only looks like it does not pass. Only where a call gave
    None may what it printed stand for one, as it would for an interactive interpreter (`>>> show(3)`, `3`), and never
    for a quoted text: who writes quotes means a value."""
    value = outcome.value or Value("none")
    output = _output(outcome)
    match expected:
        case Raises():
            came = f"the value {render(value, _SHOWN)}" if value.tag != "none" else "no exception"
            return f"expected {shorten(expected.line, _SHOWN)}, got {came}", None
        case Nothing():
            if not output:
                return None
            return f"expected nothing, got {shorten(output, _SHOWN)}: write what is right in the line below", None
        case Literal():
            found = difference(expected.value, value, json=expected.json)
            if found is None:
                return None
            printed = value.tag == "none" and expected.value.tag not in ("str", "bytes")
            elided = "ELLIPSIS" in options and "..." in expected.text
            if expected.text and (printed or elided) and text.matches(expected.text, output, options):
                return None
            if value.tag == "none" and outcome.printed:
                return f"expected the value {found.expected}, got None; it printed {_quoted(outcome.printed)}", None
            return found.sentence(), found.path
        case Equal():
            apart = unequal(expected.value, value)
            return None if apart is None else (apart.sentence(), apart.path)
        case Text():
            if text.matches(expected.text, output, options):
                return None
            return _text_words(expected.text, output, options), None


def _text_words(wanted: str, output: str, options: frozenset[str]) -> str:
    """Where two texts part; of several lines, only the first that differs."""
    if not output:
        return f"expected {shorten(wanted, _SHOWN)}, got nothing"
    line = text.first_line_apart(wanted, output, options)
    if line is None:
        return f"expected {shorten(wanted, _SHOWN)}, got {shorten(output, _SHOWN)}"
    ours, theirs = (_line(one, line) for one in (wanted, output))
    return f"the texts part in line {line}: expected {ours}, got {theirs}"


def _line(lines: str, number: int) -> str:
    split = lines.removesuffix("\n").split("\n")
    return shorten(split[number - 1], _SHOWN) if number <= len(split) else "no more lines"


def _raises(expected: Raises, error: Error, options: frozenset[str]) -> bool:
    if expected.by_name:
        return expected.line in error.bases or expected.line == error.type
    return text.exception_matches(expected.line, error.type, error.message, options)


def _without_value(outcome: Outcome, wording: Wording) -> tuple[Verdict, str]:
    """The verdict and the words for a case that gave neither the value nor the exception that was expected."""
    error = outcome.error or Error("", "")
    match outcome.ending:
        case Ending.TIMEOUT:
            return Verdict.TIMEOUT, f"gave no answer within {outcome.seconds:g} s"
        case Ending.CRASHED:
            return Verdict.CRASHED, f"crashed: {error.message or 'its process ended'}"
        case Ending.DENIED:
            return (
                Verdict.DENIED,
                f"tried to {refused(outcome)}{_raised_too(error)}{_where(error, wording)}: "
                f"{_INSTEAD_OR_ALLOW if reads_data(outcome) else _INSTEAD}",
            )
        case Ending.MISSING:
            return Verdict.BLOCKED, f"needs `{wording.hole(outcome.missing or '')}`, which is not filled"
        case Ending.INCONCLUSIVE:
            return Verdict.INCONCLUSIVE, f"could not be judged: {error.message or 'it was not run'}"
        case Ending.BROKEN if "SyntaxError" in error.bases:
            return Verdict.BLOCKED, "was not run: the sketch has a syntax error"
        case Ending.BROKEN if outcome.action is not None:
            reason = f"the module tried to {refused(outcome)}, and cannot be loaded: {_short(error)}"
            instead = f": {ALLOW}" if reads_data(outcome) else ""
            return Verdict.DENIED, f"could not run, as {reason}{_where(error, wording)}{instead}"
        case Ending.BROKEN:
            return (
                Verdict.RAISED,
                f"could not run, as the module cannot be loaded: {_short(error)}{_where(error, wording)}",
            )
        case _:
            return Verdict.RAISED, f"raised {_short(error)}{_where(error, wording)}"


def refused(outcome: Outcome) -> str:
    """What a case tried, in words that follow "tried to"."""
    return f"{shorten(outcome.action or 'do something', _ACTION)}, which the sandbox refuses"


def reads_data(outcome: Outcome) -> bool:
    """Whether what was refused is no more than a read, of a path at which a person may keep data."""
    return outcome.only_looked and outcome.action is not None and _READ.match(outcome.action) is not None


def _raised_too(error: Error) -> str:
    """An exception that does not merely say that something was refused."""
    return f", and raised {_short(error)}" if error.type and "OSError" not in error.bases else ""


def _where(error: Error, wording: Wording) -> str:
    """The innermost line of the program that an exception passed."""
    return f" ({wording.place(*error.frames[-1])})" if error.frames else ""


def _short(error: Error) -> str:
    return shorten(_line_of(error), 2 * _SHOWN)


def _line_of(error: Error) -> str:
    return f"{error.type}: {error.message}" if error.type and error.message else error.type or error.message


def _output(outcome: Outcome) -> str:
    """What an interactive interpreter would show: what was printed, then the value unless it is None."""
    shown = outcome.value is not None and outcome.value.tag != "none"
    return outcome.printed + outcome.text if shown else outcome.printed


def _expected_text(expected: Expected) -> str:
    match expected:
        case Nothing():
            return ""
        case Equal():
            return "True"
        case Literal():
            return expected.text or render(expected.value, _FULL)
        case Text():
            return expected.text
        case Raises():
            return expected.line


def _actual(outcome: Outcome, expected: Expected | None) -> str:
    """What came, as text: an array as the nested list it is compared with, where the expected value is one."""
    match outcome.ending:
        case Ending.VALUE if outcome.value is not None and outcome.value.tag == "array" and not outcome.printed:
            as_list = isinstance(expected, Literal) and expected.value.tag == "list"
            data = outcome.value.data
            nested = data[1] if isinstance(data, tuple) else None
            return render(nested, _FULL) if as_list and isinstance(nested, Value) else outcome.text
        case Ending.VALUE if outcome.value is not None and not outcome.printed:
            return "None" if outcome.value.tag == "none" else outcome.text
        case Ending.VALUE:
            return _output(outcome)
        case Ending.RAISED | Ending.DENIED:
            return _line_of(outcome.error or Error("", ""))
        case _:
            return ""


def _quoted(printed: str) -> str:
    return shorten(repr(printed), _SHOWN)


def _call(example: Example) -> str:
    return shorten(example.source, _SHOWN)
