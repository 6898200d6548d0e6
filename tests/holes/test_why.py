"""Asking why: what is sent, what is made of the answer, and when nothing is sent at all."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from attrs import evolve, frozen

from holes.budget import Budget, Spending
from holes.clock import SystemClock
from holes.engines.local import LocalEngine
from holes.engines.openai import ModelSettings, OpenAIEngine
from holes.engines.protocol import EngineError, Proposal
from holes.lock import Entry
from holes.progress import Silent
from holes.search import Means
from holes.trial import Trial
from holes.why import NOBODY_TO_ASK, Repair, Words, ask_why, repair_edits
from sketch.compile import compile_module
from sketch.model import Fill, Language
from sketch.parse import parse
from sketch.text import apply_edits
from tests.chat_server import ChatServer, Fail, Hang, Received, Say, Turn
from tests.holes.explained import COUNTS, COUNTS_ALL, SORTS, SORTS_WELL, TALLY, Ran, ran
from tests.holes.fakes import Folder

WHY = "It counts every 's', also those that no 'h' follows."
RIGHT = "def tally(text):\n    return sum(text[:i].count('s') for i, c in enumerate(text) if c == 'h')\n"


def told(words: str, code: str) -> str:
    """An answer of words and code."""
    return f"{words}\n\n```python\n{code}```\n"


@frozen
class Asked:
    """What an answer led to."""

    words: Words
    requests: list[Received]
    spending: Spending

    @property
    def prompt(self) -> str:
        """All that was sent."""
        return "\n".join(message["content"] for received in self.requests for message in received.messages)


def ask(made: Ran, id: str, *script: Turn, budget: Budget | None = None, seconds: float = 20.0) -> Asked:
    with ChatServer(script) as server:
        engine = OpenAIEngine(ModelSettings(server.base_url, "sk-1", "tiny"), SystemClock())
        spending = Spending(budget or Budget(), SystemClock())
        means = Means((LocalEngine(seconds=1.0), engine), made.bench, spending, Silent())
        reports = {report.hole.id: report for report in made.check().holes}
        words = asyncio.run(ask_why(made.document, made.fills, reports, id, means, seconds=seconds))
        return Asked(words, server.requests, spending)


def test_words_and_a_repair_that_holds(tmp_path: Path) -> None:
    made = ran(tmp_path, TALLY, tally=COUNTS_ALL, best_order=SORTS_WELL)
    asked = ask(made, "tally", Say(told(f"{WHY}\n\nThe corrected function:", RIGHT)))
    assert asked.words.said == f"tiny says: {WHY}"
    repair = asked.words.repair
    assert repair is not None
    assert (repair.hole, repair.before, repair.failures) == ("tally", COUNTS_ALL, 1)
    assert repair.fill.source == RIGHT.replace("(text):", "(text: str) -> int:", 1)
    assert (repair.trial.failures, repair.trial.passed) == (0, 2)
    assert asked.words.note is None
    assert 'tally("hs"): expected 0, got 1' in asked.prompt
    assert COUNTS_ALL in asked.prompt
    assert asked.spending.spent == asked.words.usage
    assert asked.words.usage.requests == 1


@pytest.mark.parametrize(
    ("answer", "note"),
    [
        (WHY, None),
        (told(WHY, COUNTS_ALL), "its corrected function is the one that stands there"),
        (
            told(WHY, "def tally(text):\n    return 7\n"),
            "its corrected function was tried, and does no better",
        ),
        (
            told(WHY, "no code at all\n"),
            "its corrected function could not be used: the answer holds no function",
        ),
        (
            told(WHY, 'def tally(text):\n    return {"sh": 1, "hs": 0}[text]\n'),
            "its corrected function could not be used: it is a table of the examples",
        ),
    ],
)
def test_code_that_is_no_repair(tmp_path: Path, answer: str, note: str | None) -> None:
    made = ran(tmp_path, TALLY, tally=COUNTS_ALL, best_order=SORTS_WELL)
    words = ask(made, "tally", Say(answer)).words
    assert (words.text, words.repair, words.note) == (WHY, None, note)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("One.\n\n\n\nTwo.", "One.\n\nTwo."),
        ("<think>Hm: is it?\n\nYes.</think>\n\nIt is.", "It is."),
        (told(f"{WHY}\n\nHere it is:", "x"), WHY),
        (f"{WHY} {'word ' * 900}", None),
        (told("", RIGHT), ""),
    ],
)
def test_only_the_words_are_shown(tmp_path: Path, answer: str, text: str | None) -> None:
    made = ran(tmp_path, TALLY, tally=COUNTS_ALL, best_order=SORTS_WELL)
    words = ask(made, "tally", Say(answer)).words
    assert len(words.text) <= 2_010
    if text is None:
        assert words.text.endswith("word …")
    else:
        assert words.text == text
    if not text and text is not None:
        assert words.said == "tiny gave no explanation"


def test_what_went_wrong_first_is_what_is_repaired(tmp_path: Path) -> None:
    made = ran(tmp_path, TALLY, tally=COUNTS, best_order=SORTS)
    asked = ask(made, "main", Say(told("It sorts each word alone.", SORTS_WELL)))
    repair = asked.words.repair
    assert repair is not None
    assert (repair.hole, repair.before, repair.fill.source) == ("best-order", SORTS, SORTS_WELL)
    assert "give the corrected function `best_order`" in asked.prompt
    assert 'main(["h", "s"]): expected 1, got 0' in asked.prompt


OWN = '''\
def half(n: int) -> int:
    """Half of it.

    >>> half(4)
    2
    """
    # Mine.
    return n // 3


def other(n):
    return half(n)
'''


def test_a_persons_own_function(tmp_path: Path) -> None:
    made = ran(tmp_path, OWN)
    asked = ask(made, "half", Say(told("It divides by three.", "def half(n):\n    return n // 2\n")))
    repair = asked.words.repair
    assert repair is not None
    assert repair.before == "def half(n: int) -> int:\n    # Mine.\n    return n // 3\n"
    assert repair.trial.failures == 0
    edits = repair_edits(made.document.sketch, repair)
    changed = OWN.replace("    # Mine.\n    return n // 3\n", "    # Mine.\n    return n // 2\n")
    assert apply_edits(OWN, edits) in (changed, changed.replace("    # Mine.\n", ""))
    with pytest.raises(ValueError, match="no longer"):
        repair_edits(parse("x = 1\n", Language.ANPL).sketch, repair)


def test_a_function_with_holes_in_it_is_explained_but_not_rewritten(tmp_path: Path) -> None:
    text = 'def f(n):\n    """\n    >>> f(2)\n    5\n    """\n    return `one more`(n)\n'
    made = ran(tmp_path, text, one_more="def one_more(n):\n    return n + 1\n")
    asked = ask(made, "f", Say(told("It adds only one.", "def f(n):\n    return 5\n")))
    assert (asked.words.text, asked.words.repair, asked.words.note) == ("It adds only one.", None, None)
    assert "give no code" in asked.prompt


SECRETS = '''\
def double(n: int) -> int:
    """Twice the number.

    >>> double(1)
    2
    >>> double(2)
    4
    >>> double(777)
    1554
    >>> double(4)
    8
    """


def main(n: int) -> int:
    """
    >>> main(777)
    1555
    """
    return double(n) + 1
'''


@pytest.mark.parametrize("id", ["double", "main"])
def test_held_back_examples_are_not_sent(tmp_path: Path, id: str) -> None:
    """Of the four examples the third is held back."""
    made = ran(tmp_path, SECRETS, double="def double(n):\n    return 2 * n if n < 9 else 0\n")
    asked = ask(made, id, Say(WHY))
    assert "1554" not in asked.prompt
    assert ("double(777)" in asked.prompt) is False
    if id == "double":
        assert "777" not in asked.prompt
        assert "wrong for other inputs" in asked.prompt


def test_a_hole_that_only_its_callers_judge(tmp_path: Path) -> None:
    text = 'def twice(n):\n    """Twice."""\n\n'
    text += 'def quad(n):\n    """\n    >>> quad(3)\n    12\n    """\n    return twice(twice(n))\n'
    made = ran(tmp_path, text, twice="def twice(n):\n    return n + 2\n")
    asked = ask(made, "twice", Say(told("It adds two.", "def twice(n):\n    return 2 * n\n")))
    repair = asked.words.repair
    assert repair is not None
    assert (repair.hole, repair.failures, repair.trial.failures) == ("twice", 1, 0)
    assert "quad(3): expected 12, got 7" in asked.prompt


def test_nobody_to_ask_and_nothing_left_to_spend(tmp_path: Path) -> None:
    made = ran(tmp_path, TALLY, tally=COUNTS_ALL, best_order=SORTS_WELL)
    reports = {report.hole.id: report for report in made.check().holes}
    means = Means((LocalEngine(seconds=1.0),), made.bench, Spending(Budget(), SystemClock()), Silent())
    with pytest.raises(EngineError) as caught:
        asyncio.run(ask_why(made.document, made.fills, reports, "tally", means))
    assert str(caught.value) == NOBODY_TO_ASK
    for budget in (Budget(tokens=0), Budget(tokens=80), Budget(requests=0)):
        with pytest.raises(EngineError, match="budget"):
            ask(made, "tally", Say(WHY), budget=budget)


def test_a_budget_bounds_the_answer_and_is_charged_for_failures(tmp_path: Path) -> None:
    made = ran(tmp_path, TALLY, tally=COUNTS_ALL, best_order=SORTS_WELL)
    asked = ask(made, "tally", Say(WHY), budget=Budget(tokens=2_000, requests=1))
    assert isinstance(tokens := asked.requests[0].body["max_tokens"], int)
    assert tokens < 2_000
    with pytest.raises(EngineError):
        ask(made, "tally", Fail(503), budget=Budget(requests=1))


def test_a_model_that_never_answers(tmp_path: Path) -> None:
    made = ran(tmp_path, TALLY, tally=COUNTS_ALL, best_order=SORTS_WELL)
    with pytest.raises(EngineError, match=r"within 0\.3 s"):
        ask(made, "tally", Hang(), seconds=0.3)


def test_a_fill_that_stands_in_a_python_file(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    text = 'def half(n):\n    """Half.\n\n    >>> half(4)\n    2\n    """\n    return n // 3\n'
    folder.write(text, "a.py")
    folder.lock.update([Entry("a.py", "half", "0", "local", "2030-01-02", fill_hash="0")])
    made = evolve(ran(tmp_path, text, "a.py"), document=folder.load("a.py"))
    repair = ask(made, "half", Say(told("By three.", "def half(n):\n    return n // 2\n"))).words.repair
    assert repair is not None
    assert apply_edits(text, repair_edits(made.document.sketch, repair)) == text.replace("// 3", "// 2")


@pytest.mark.parametrize(
    "text",
    [
        "def f(n):\n    return n\n",
        "def f(n): return n\n",
        "class A:\n\tdef f(self, n):\n\t\t'''Words.'''\n\n\t\tdef inner():\n\t\t\treturn n\n\t\treturn inner()\n",
        "def f(n):\r\n    x = n\r\n    return x\r\n\r\n# After.\r\n",
        '@staticmethod\ndef f(n): "Words."; return n\n',
    ],
)
def test_a_body_is_replaced_wherever_it_stands(text: str) -> None:
    sketch = parse(text, Language.ANPL).sketch
    function = sketch.functions[0]
    header = "def f(self, n):" if function.is_method else "def f(n):"
    made = Fill(f"{header}\n    y = n\n    return y + 1\n")
    repair = Repair(function.id, "", 1, Trial(made, Proposal("", "fake")))
    changed = apply_edits(text, repair_edits(sketch, repair))
    compile(changed, "a.py", "exec")
    assert "y + 1" in changed
    assert compile_module(parse(changed, Language.ANPL).sketch, {}).text == changed
