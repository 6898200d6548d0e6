"""Examples at prompts: every form of the standard library's doctest, and what is malformed."""

from __future__ import annotations

import doctest
import importlib
import inspect
import json

import pytest

from sketch.docstring import joined
from sketch.doctests import examples_of, read_prompts
from sketch.model import Example
from tests.shared_data import shared_data


def read(text: str) -> tuple[Example, ...]:
    mapped = joined([(text, 0)], 0)
    block = read_prompts(mapped)
    assert not block.problems
    for example in (examples := examples_of(block, mapped)):
        # Behind a common indentation the places are exact.
        if "\n" not in example.source:
            assert text[example.source_span.start : example.source_span.end] == example.source
        if example.expected is not None and "\n" not in example.expected and example.expected_span is not None:
            assert text[example.expected_span.start : example.expected_span.end] == example.expected.lstrip()
    return examples


def shown(text: str) -> list[tuple[object, ...]]:
    return [(e.setup, e.source, e.expected) for e in read(text)]


def wrong(text: str) -> list[tuple[str, str]]:
    mapped = joined([(text, 0)], 0)
    return [(text[p.span.start : p.span.end], p.message) for p in read_prompts(mapped).problems]


def test_sources_and_wants() -> None:
    assert shown("x\n  >>> f(1)\n  2\n\n  >>> for i in f(3):\n  ...     print(i)\n  ...\n  0\n    1\n\nprose") == [
        ((), "f(1)", "2"),
        ((), "for i in f(3):\n    print(i)", "0\n  1"),
    ]


def test_a_value_of_none_is_expected_where_nothing_is() -> None:
    assert shown(">>> f(1)\n>>> f(2)\n3") == [((), "f(1)", None), ((), "f(2)", "3")]


def test_setup_is_what_an_example_needs() -> None:
    assert shown(
        ">>> import math\n>>> s = Stack()\n>>> t = Stack()\n>>> s.push(1)\n>>> s.pop()\n1\n"
        ">>> t.pop()\n0\n>>> s.size\n0\n>>> f(2)\n3\n>>> math.floor(f(1))\n2"
    ) == [
        (("s = Stack()", "s.push(1)"), "s.pop()", "1"),
        (("t = Stack()",), "t.pop()", "0"),
        (("s = Stack()", "s.push(1)", "s.pop()"), "s.size", "0"),
        ((), "f(2)", "3"),
        (("import math",), "math.floor(f(1))", "2"),
    ]


def test_setup_follows_names_through_other_statements() -> None:
    assert shown(">>> a = 1\n>>> b = [a]\n>>> b.append(a)\n>>> c = b\n>>> f(c)\n2\n>>> f(a)\n1")[1] == (
        ("a = 1", "b = [a]", "b.append(a)", "c = b", "f(c)"),
        "f(a)",
        "1",
    )


def test_what_raises_or_is_skipped_is_no_setup() -> None:
    text = (
        ">>> s = S()\n>>> s.a\nTraceback (most recent call last):\n  ...\nE: x\n>>> s.b # doctest:+SKIP\n1\n>>> s.c\n2"
    )
    assert shown(text)[-1] == (("s = S()",), "s.c", "2")


@pytest.mark.parametrize("head", ["most recent call last", "innermost last"])
def test_exceptions(head: str) -> None:
    (example,) = read(f'>>> f(-1)\nTraceback ({head}):\n  File "x", line 1\nValueError: bad\n  worse')
    assert (example.expected, example.raises) == (None, "ValueError: bad\n  worse")


def test_options() -> None:
    (example,) = read(">>> f(1)  # doctest: +ELLIPSIS, -SKIP +NORMALIZE_WHITESPACE\na...")
    assert example.options == {"ELLIPSIS", "NORMALIZE_WHITESPACE"}


def test_blank_lines_tabs_and_awaits() -> None:
    assert shown("\t>>> print(f())\n\ta\n\t<BLANKLINE>\n\tb\n\n\t>>> await g(1)\n\t2") == [
        ((), "print(f())", "a\n<BLANKLINE>\nb"),
        ((), "await g(1)", "2"),
    ]


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        (">>>f(1)\n1", ">>>f(1)", "A space is missing behind `>>>`."),
        (">>> f(1\n1", ">>> f(1", "This example is not one Python statement."),
        (">>> f(1,\n...2)\n1", ">>> f(1,\n...2)", "A space is missing behind `...`."),
        ("  >>> f(1)\n 1", ">>> f(1)", "The expected text is indented less than its `>>>`; line them up."),
        (
            ">>> f(1,\n  ... 2)\n1",
            ">>> f(1,\n  ... 2)",
            "The lines of this example are not indented alike; line up `>>>` and `...`.",
        ),
        (">>>\n1", ">>>", "There is nothing to run behind this `>>>`."),
        (">>> # doctest: +SKIP\n", ">>> # doctest: +SKIP", "There is nothing to run behind this `>>>`."),
        (
            ">>> f(1) # doctest: +NUMBER\n1",
            ">>> f(1) # doctest: +NUMBER",
            "`+NUMBER` is no doctest option; use for example `+ELLIPSIS`.",
        ),
        (">>> a = 1\n... b = 2", ">>> a = 1\n... b = 2", "This example is not one Python statement."),
        (">>> \0\n1", ">>> \0", "This example is not one Python statement."),
    ],
)
def test_malformed(text: str, where: str, said: str) -> None:
    assert wrong(text) == [(where, said)]
    around = f">>> g(1)\n1\n\n{text}\n\n>>> g(2)\n2"
    mapped = joined([(around, 0)], 0)
    assert [e.source for e in examples_of(read_prompts(mapped), mapped)] == ["g(1)", "g(2)"]


def test_a_comment_is_no_example() -> None:
    assert shown(">>> # only a comment\n>>> f(1)\n1") == [((), "f(1)", "1")]


def agrees_with_doctest(text: str) -> bool:
    """Whether the standard library finds the same sources, wants and exceptions; it knows no malformed example."""
    text = inspect.cleandoc(text).expandtabs()
    try:
        theirs = doctest.DocTestParser().get_examples(text)
    except ValueError:
        return bool(read_prompts(joined([(text, 0)], 0)).problems)
    block = read_prompts(joined([(text, 0)], 0))
    ours = [(prompt.source, prompt.want or "") for prompt in block.prompts]
    malformed = {text[p.span.start : p.span.end].split("\n")[0] for p in block.problems}
    expected = [
        (example.source.rstrip(), example.want.removesuffix("\n"))
        for example in theirs
        if ">>> " + example.source.split("\n")[0] not in malformed
    ]
    return ours == expected


def test_the_docstrings_of_humaneval() -> None:
    lines = (shared_data("holes") / "humaneval.jsonl").read_text("utf-8").splitlines()
    docstrings = [json.loads(line)["docstring"] for line in lines]
    assert [text for text in docstrings if not agrees_with_doctest(text)] == []
    assert sum(len(read_prompts(joined([(text, 0)], 0)).prompts) for text in docstrings) > 100


@pytest.mark.parametrize(
    "name",
    [
        "bisect",
        "collections",
        "difflib",
        "doctest",
        "enum",
        "fractions",
        "heapq",
        "ipaddress",
        "pickletools",
        "random",
        "statistics",
        "string",
        "textwrap",
        "turtle",
    ],
)
def test_the_docstrings_of_the_standard_library(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except ImportError:
        pytest.skip(f"this Python has no {name}")
    own = [thing for thing in list(vars(module).values()) if getattr(thing, "__module__", None) == name]
    inner = [item for thing in own if inspect.isclass(thing) for item in vars(thing).values()]
    docstrings = [getattr(thing, "__doc__", None) for thing in (module, *own, *inner)]
    assert [text for text in docstrings if isinstance(text, str) and not agrees_with_doctest(text)] == []
