"""The restricted interpreter: what it says is what Python says, or that it cannot say."""

from __future__ import annotations

import asyncio
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from holes.answers.extract import extract
from holes.bench import Bench
from holes.check import check_with
from holes.document import snapshot
from holes.files import Disk
from holes.lock import LockFile
from holes.report import Status
from holes.runner.interpreter import InterpreterRunner
from holes.runner.process import ProcessRunner
from holes.runner.protocol import Answer, Call, Case, Ending, Limits, Outcome, Program, Tier
from holes.values import Value, from_python
from holes.verdict import Verdict
from sketch.model import Fill
from tests.e2e.test_reference_solutions import FOLDER, tasks
from tests.runner.running import BRIEF, PATIENT, told

RUNNER = InterpreterRunner()
PYTHON = ProcessRunner(sys.executable)

SNIPPETS = (Path(__file__).parent / "snippets.txt").read_text("utf-8").splitlines()

PROGRAM = """
base = 10

def helper(x):
    return base + x

@__holewright__.hole("add")
def add(x, y=1):
    print("adding", x)
    return helper(x) + y

@__holewright__.hole("fails")
def fails(kind):
    if kind == "explicit":
        raise TypeError("mine")
    if kind == "name":
        return undefined
    return len(5)

@__holewright__.missing("nope")
def nope(): ...

@__holewright__.hole("later")
async def later(x):
    return x

def tries_nope():
    try:
        return nope()
    except Exception:
        return 0

depth = __holewright__.chosen("depth", (3))
"""


def run(
    source: str,
    cases: Iterable[Case | str],
    limits: Limits = PATIENT,
    *,
    trace: bool = False,
    answer: Answer | None = None,
) -> tuple[Outcome, ...]:
    asked = tuple(Case(case) if isinstance(case, str) else case for case in cases)
    return asyncio.run(RUNNER.run(Program(source, "words.anpl"), asked, limits, trace=trace, answer=answer))


def check(case: Case | str, expected: str, printed: str = "", source: str = PROGRAM) -> Outcome:
    (outcome,) = run(source, [case])
    assert told(outcome) == expected
    assert outcome.printed == printed
    return outcome


def cannot(case: Case | str, words: str, source: str = PROGRAM) -> None:
    (outcome,) = run(source, [case])
    assert outcome.ending is Ending.INCONCLUSIVE, outcome
    assert outcome.error is not None
    assert outcome.error.type == ""
    assert outcome.error.message == f"the restricted interpreter {words}"


def imports(snippet: str) -> str:
    """A line that imports the modules of the standard library that a snippet names."""
    names = dict.fromkeys(re.findall(r"\b([a-z]+)\.[a-zA-Z]", snippet))
    found = [name for name in names if name in sys.stdlib_module_names]
    return f"import {', '.join(found)}\n" if found else "\n"


def test_never_different_from_python() -> None:
    """Equal in value, text, output, exception and lines, or inconclusive."""
    program = (Path(__file__).parent / "snippets_program.txt").read_text("utf-8")
    whole = Program(imports("\n".join(SNIPPETS)) + program, "words.anpl")
    cases = tuple(map(Case, SNIPPETS))

    async def both() -> tuple[list[Outcome], tuple[Outcome, ...]]:
        alone = [(Program(imports(one) + program, "words.anpl"), (Case(one),)) for one in SNIPPETS]
        ours = [(await RUNNER.run(whole, case, PATIENT))[0] for whole, case in alone]
        return ours, await PYTHON.run(whole, cases, PATIENT)

    found = list(zip(SNIPPETS, *asyncio.run(both()), strict=True))
    judged = [one for one in found if one[1].ending is not Ending.INCONCLUSIVE]
    assert [(snippet, seen(ours)) for snippet, ours, _ in judged] == [
        (snippet, seen(theirs)) for snippet, _, theirs in judged
    ]
    assert len(judged) > len(found) // 3


def seen(outcome: Outcome) -> tuple[object, ...]:
    return told(outcome), outcome.text, outcome.printed, outcome.error and outcome.error.frames


def test_calls_by_value_and_by_source() -> None:
    outcome = check(Case(call=Call("add", (from_python(1),), (("y", from_python(2.5)),))), "value 13.5", "adding 1\n")
    assert outcome.reached == outcome.returned == ("add",)
    assert outcome.text == "13.5"
    check("add(1)", "value 12", "adding 1\n")
    check("depth", "value 3")
    check("await later([1.5])", "value [1.5]")
    check("later(2)", "value 2")


def test_setup_underscore_and_names() -> None:
    check(Case("x + 1", setup=("print('before')", "x = 3")), "value 4")
    check(Case("_(n)", underscore="add", env=(("n", Value("int", 4)),)), "value 15", "adding 4\n")
    check("1; 'a'; 3", "value 3", "1\n'a'\n")
    check("x = 3", "value None")


def test_names_of_one_case_are_gone_in_the_next_but_what_a_module_holds_stays() -> None:
    source = "kept = []\ndef put(x):\n    kept.append(x)\n    return kept.copy()\n"
    found = run(source, ["x = put(1)", "put(2)", "x"])
    assert [told(outcome) for outcome in found[:2]] == ["value None", "value [1, 2]"]
    assert found[2].ending is Ending.INCONCLUSIVE


def test_values_of_all_kinds() -> None:
    value = "{'a': (None, True, 1.5, -0.0, b'x', 2j, 10**30, -(2**53)), 1: [[], {}, (), 'é\\n', ...]}"
    outcome = check(
        value,
        "value {'a': (None, True, 1.5, -0.0, b'x', 2j, "
        "1000000000000000000000000000000, -9007199254740992), 1: [[], {}, (), 'é\\n', Ellipsis]}",
    )
    assert outcome.text == str(eval(value))
    same = Case(call=Call("same", (outcome.value or Value("none"),)))
    assert run("def same(x):\n    return x\n", [same])[0].value == outcome.value


def test_holes_without_a_fill() -> None:
    for source in ("nope()", "tries_nope()"):
        outcome = check(source, "missing nope")
        assert outcome.reached == ("nope",)
    (answered,) = run(PROGRAM, ["nope()"], answer=lambda hole, args, kwargs: Value("int", 1))
    assert answered.ending is Ending.INCONCLUSIVE
    (traced,) = run(PROGRAM, ["add(1)"], trace=True)
    assert traced.ending is Ending.INCONCLUSIVE
    check("1", "missing c", source="x = __holewright__.choice('c')\n")


def test_its_own_exceptions_and_those_of_the_program() -> None:
    outcome = check("fails('explicit')", "raised TypeError: mine")
    assert outcome.error is not None
    assert outcome.error.frames == ((15, "fails"),)
    assert outcome.error.bases == ("TypeError", "Exception", "BaseException", "object")
    cannot("fails('name')", "knows nothing of the name `undefined`")
    (outcome,) = run(PROGRAM, ["fails('len')"])
    assert outcome.ending is Ending.INCONCLUSIVE


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("import string", "has no module `string`"),
        ("import numpy", "has no module `numpy`"),
        ("from collections import OrderedDict", "has no `OrderedDict` in the module `collections`"),
        ("import os", "has another module `os`"),
        ("def f():\n    yield 1\n", "does not know yield expressions"),
        ("class A(B):\n    pass\n", "does not know class inheritance and metaclasses"),
        ("x = getattr(1, 'real')", "is not the same for `getattr`"),
        ("x = list({1, 2})", "keeps the members of a set in another order, and the program may depend on it"),
        ("x = map(str, [1])", "makes a list of what is given one by one"),
        (
            "try:\n    import numpy\nexcept ImportError:\n    numpy = None\n",
            "cannot tell whether an exception that was caught came from something it lacks",
        ),
    ],
)
def test_what_it_lacks_or_does_otherwise(source: str, words: str) -> None:
    cannot("1", words, source)


@pytest.mark.parametrize(
    "use",
    ["sorted({3, 1})", "len(set('aab'))", "1 in {1}", "{1, 2} == {2, 1}", "sum(x for x in {1, 2})", "max({1, 2})"],
)
def test_sets_where_their_order_does_not_show(use: str) -> None:
    assert run(f"x = {use}\n", ["x"])[0].ending is Ending.VALUE


@pytest.mark.parametrize(
    "source",
    [
        "def f(s: set):\n    return [x for x in s]\n",
        "s = set()\ns.add(1)\nx = list(s)\n",
        "def g():\n    return {1, 2}\nfor x in g(): pass\n",
        "class A:\n    def __init__(self):\n        self.s = set()\n    def f(self):\n        return tuple(self.s)\n",
        "x = ''.join(set('ab'))",
        "x = {1, 2}.pop()",
        "x = sorted({1, 2}, key=abs)",
        "x = f'{ {1} }'",
    ],
)
def test_sets_where_it_may(source: str) -> None:
    cannot("1", "keeps the members of a set in another order, and the program may depend on it", source)


ATTACKS = {
    "while True: pass": "timeout",
    "try:\n    while True: pass\nexcept BaseException:\n    pass": "timeout",
    "sum(range(10**12))": "timeout",
    "while True: print('a' * 1000)": "timeout",
    "import asyncio\nawait asyncio.sleep(60)": "timeout",
    "9**9**9": "raised",
    "[0] * 10**9": "raised",
    "'a' * 10**11": "raised",
    "def f(n): return f(n + 1)\nf(0)": "inconclusive",
    "str(10**5000)": "inconclusive",
    "'a' * 10**7": "inconclusive",
    "[1] * 10**6": "inconclusive",
    "(" * 100_000: "inconclusive",
    "-" * 50_000 + "1": "inconclusive",
    "import re\nre.match(r'(a+)+$', 'a' * 50 + 'b')": "inconclusive",
    "open('/etc/passwd').read()": "inconclusive",
    "open('forged', 'w')": "inconclusive",
    "import os\nos.system('id')": "inconclusive",
    "__import__('os').system('id')": "inconclusive",
    "import socket": "inconclusive",
    "import subprocess": "inconclusive",
    "import ctypes": "inconclusive",
    "().__class__.__bases__[0].__subclasses__()": "inconclusive",
    "__holewright__.dumps = lambda thing: '[' * 10**6\n3": "inconclusive",
    "__holewright__.told = 5\n1 / 0": "inconclusive",
    "raise SystemExit": "raised",
}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda text: text[:40])
def test_attacks_end_and_an_honest_case_runs_after_them(attack: str) -> None:
    patience = BRIEF if ATTACKS[attack] == "timeout" else PATIENT
    limits = Limits(seconds=patience.seconds, load_seconds=60, memory=1 << 28)
    outcome, after = run(PROGRAM, [attack, Case("depth")], limits)
    assert str(outcome.ending) == ATTACKS[attack]
    assert told(after) == "value 3"


def test_a_set_made_to_be_slow_slows_nobody_but_its_own_case() -> None:
    flood = "{i * (2**61 - 1) for i in range(5000)}"
    outcome, after = run(PROGRAM, [flood, "depth"], Limits(seconds=2, load_seconds=60))
    assert outcome.ending in (Ending.VALUE, Ending.TIMEOUT, Ending.INCONCLUSIVE)
    assert told(after) == "value 3"


def test_cancelling_ends_the_worker_and_the_next_run_has_another() -> None:
    async def cancelled() -> tuple[Outcome, ...]:
        program = Program(PROGRAM, "words.anpl")
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await RUNNER.run(program, (Case("while True: pass"),), PATIENT)
        return await RUNNER.run(program, (Case("depth"),), PATIENT)

    assert told(asyncio.run(cancelled())[0]) == "value 3"


def test_a_session_keeps_its_program_and_calls_may_overlap() -> None:
    async def both() -> tuple[Outcome, Outcome]:
        async with RUNNER.open(Program(PROGRAM, "words.anpl"), PATIENT) as session:
            return await asyncio.gather(session.run(Case("add(1)")), session.run(Case("add(2)")))

    assert [told(outcome) for outcome in asyncio.run(both())] == ["value 12", "value 13"]


def test_a_worker_is_kept_for_the_next_program_and_leaves_nothing_open() -> None:
    runner = InterpreterRunner()
    program = Program(PROGRAM, "words.anpl")

    def descriptors() -> int:
        folder = Path("/proc/self/fd")
        return len(list(folder.iterdir())) if folder.is_dir() else 0

    asyncio.run(runner.run(program, (Case("depth"),), PATIENT))
    before = descriptors()
    for _ in range(5):
        asyncio.run(runner.run(program, (Case("depth"),), PATIENT))
    assert descriptors() <= before


def test_the_tier() -> None:
    assert asyncio.run(RUNNER.confinement()).tier is Tier.INTERPRETER


@pytest.mark.parametrize(("name", "least"), [("humaneval", 96), ("mbpp", 100)])
def test_right_solutions_are_verified_or_unchecked(name: str, least: int) -> None:
    bench = Bench(RUNNER, Limits(seconds=20, load_seconds=60))

    async def status() -> Counter[Status]:
        found: Counter[Status] = Counter()
        for task in tasks(name)[:: 5 if name == "mbpp" else 1]:
            path = FOLDER / f"{task.name}.anpl"
            text = task.sketch("\n".join([task.words, *task.examples]))
            document = snapshot(path, FOLDER, text, LockFile(Disk(), FOLDER / "holes.lock"))
            (hole,) = document.sketch.holes
            fill = extract(task.solution, hole, document.sketch)
            assert isinstance(fill, Fill)
            report = await check_with(document, {hole.id: fill}, bench)
            (entry,) = [entry for entry in report.holes if entry.hole.id == hole.id]
            inconclusive = any(example.verdict is Verdict.INCONCLUSIVE for example in entry.examples)
            assert inconclusive == (entry.status is Status.UNCHECKED)
            found[entry.status] += 1
        return found

    found = asyncio.run(status())
    assert set(found) == {Status.VERIFIED, Status.UNCHECKED}
    assert found[Status.VERIFIED] >= least
