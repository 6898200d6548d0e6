"""One example as a tree of calls."""

from __future__ import annotations

from inline_snapshot import snapshot

from holes.runner.protocol import Ending, Error, Outcome, Recorded
from holes.values import Value, from_python
from server.cli.cells import width
from server.cli.look import Look
from server.cli.trace_text import render_trace

NAMES = {"main": ("lines",), "tally": ("text",), "sort-the-words": ("lines", "tally")}
TALLY = Value("opaque", ("function", "<function tally at 0x7f00>"))


def call(
    hole: str,
    args: tuple[object, ...],
    result: object = None,
    depth: int = 0,
    *,
    ending: Ending = Ending.VALUE,
    error: Error | None = None,
    answered: bool = False,
    kwargs: tuple[tuple[str, Value], ...] = (),
) -> Recorded:
    """A recorded call with plain arguments."""
    values = tuple(arg if isinstance(arg, Value) else from_python(arg) for arg in args)
    value = from_python(result) if ending is Ending.VALUE else None
    return Recorded(hole, values, kwargs, ending, value, error, depth, None, 0.002, answered)


def drawn(calls: tuple[Recorded, ...], outcome: Outcome, look: Look | None = None, title: str = "main(['h'])") -> str:
    return render_trace(title, calls, NAMES, outcome, look or Look())


def test_nested_calls() -> None:
    calls = (
        call("main", (["h", "s"],), 1),
        call("sort-the-words", (["h", "s"], TALLY), ["s", "h"], 1),
        call("tally", ("sh",), 1, 2),
        call("tally", ("hs",), 0, 2),
        call("tally", ("sh",), 1, 1),
    )
    assert drawn(calls, Outcome(Ending.VALUE, from_python(1), "1", seconds=0.02)) == snapshot("""\
>>> main(['h'])
└─ main(lines=['h', 's']) → 1  2 ms
   ├─ sort-the-words(lines=['h', 's'], tally=tally) → ['s', 'h']  2 ms
   │  ├─ tally(text='sh') → 1  2 ms
   │  └─ tally(text='hs') → 0  2 ms
   └─ tally(text='sh') → 1  2 ms
→ 1  20 ms
""")


def test_a_hole_that_is_not_filled_and_one_answered_from_examples() -> None:
    calls = (
        call("main", (["h"],), 0, ending=Ending.MISSING),
        call("tally", ("h",), 0, 1, answered=True),
        call("sort-the-words", (["h"], TALLY), None, 1, ending=Ending.MISSING),
    )
    assert drawn(calls, Outcome(Ending.MISSING, missing="sort-the-words")) == snapshot("""\
>>> main(['h'])
└─ main(lines=['h']) → stopped  2 ms
   ├─ tally(text='h') → 0  answered from its examples  2 ms
   └─ sort-the-words(lines=['h'], tally=tally) → not filled: stops here  2 ms
→ stopped at `sort-the-words`, which is not filled
""")


def test_an_exception_on_its_way_out() -> None:
    error = Error("ValueError", "bad\x1b[31m")
    calls = (
        call("main", (["h"],), ending=Ending.RAISED, error=error),
        call("tally", (), ending=Ending.RAISED, error=error, depth=1, kwargs=(("text", from_python("h")),)),
    )
    assert drawn(calls, Outcome(Ending.RAISED, error=error)) == snapshot("""\
>>> main(['h'])
└─ main(lines=['h']) → raised ValueError: bad\\x1b[31m  2 ms
   └─ tally(text='h') → raised ValueError: bad\\x1b[31m  2 ms
→ raised ValueError: bad\\x1b[31m
""")


def test_other_endings() -> None:
    assert drawn((), Outcome(Ending.TIMEOUT, seconds=1.0)) == snapshot("""\
>>> main(['h'])
→ not ended in time  1.0 s
""")
    assert drawn((), Outcome(Ending.DENIED, action="open a socket")) == snapshot("""\
>>> main(['h'])
→ denied by the sandbox: open a socket
""")
    assert drawn((), Outcome(Ending.BROKEN, error=Error("ImportError", "no module"))) == snapshot("""\
>>> main(['h'])
→ the module could not be loaded: ImportError: no module
""")
    assert drawn((), Outcome(Ending.CRASHED)) == snapshot("""\
>>> main(['h'])
→ its process ended
""")


def test_printed_text_and_a_title_of_two_lines() -> None:
    outcome = Outcome(Ending.VALUE, from_python(None), "", "a\nb\n")
    assert drawn((call("tally", (1, 2), None),), outcome, title="for x in y:\n    main(x)") == snapshot("""\
>>> for x in y:
...     main(x)
└─ tally(text=1, 2) → None  2 ms
printed  a
printed  b
→ None
""")


def test_ascii() -> None:
    calls = (call("main", ([],), 1), call("tally", ("é",), 1, 1), call("tally", ("",), 1, 1))
    assert drawn(calls, Outcome(Ending.VALUE, text="1"), Look(encoding="ascii")) == snapshot("""\
>>> main(['h'])
`- main(lines=[]) -> 1  2 ms
   |- tally(text='\\xe9') -> 1  2 ms
   `- tally(text='') -> 1  2 ms
-> 1
""")


def test_long_values_are_cut_to_the_width() -> None:
    calls = (call("main", (list(range(100_000)),), list(range(100_000))), call("tally", ("好" * 100,), "x" * 100, 1))
    text = drawn(calls, Outcome(Ending.VALUE, text="y" * 1_000_000), Look(80))
    assert all(width(line) <= 80 for line in text.split("\n"))
    assert text == snapshot("""\
>>> main(['h'])
└─ main(lines=[0, 1, 2, 3, 4, 5,…9999]) → [0, 1, 2, 3, 4, 5, 6, 7,… 99999]  2 ms
   └─ tally(text='好好好好好好好…好好') → 'xxxxxxxxxxxxxxxxxxxxxx…xxxxxx'  2 ms
→ yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…yyyyyyyyyyyyyyyyyyy
""")


def test_a_thousand_calls() -> None:
    text = drawn(tuple(call("tally", (number,), 1) for number in range(1000)), Outcome(Ending.VALUE, text="1"))
    assert "… and 500 more calls\n" in text
