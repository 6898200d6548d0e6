"""Fills out of whatever a model returns."""
# ruff: noqa: E501 (an answer and its fill on one line each are easier to compare)

from __future__ import annotations

import ast
import json
import re
import symtable
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holes.answers.extract import Rejection, extract
from holes.answers.scopes import names
from holes.answers.source import dedent, indent, parse
from sketch.model import Fill, Hole, Kind, Language
from sketch.parse import parse as parse_sketch
from tests.holes.hole_maker import make_hole
from tests.shared_data import shared_data

DOUBLE = make_hole("def double(n: int) -> int")
PLAIN = "def double(n: int) -> int:\n    return n * 2\n"


def check(text: str, expected: str, hole: Hole = DOUBLE) -> None:
    result = extract(text, hole)
    assert isinstance(result, Fill), result
    assert result.source == expected


def behaves(text: str, hole: Hole, call: str, value: object) -> str:
    """The fill's source, after a call of it gave `value`."""
    result = extract(text, hole)
    assert isinstance(result, Fill), result
    space: dict[str, object] = {}
    exec(result.source, space)
    assert eval(call, space) == value
    assert list(dict.fromkeys(name for name in space if name != "__builtins__")) == [hole.name]
    return result.source


WRAPPINGS = {
    "fenced": "```python\ndef double(n):\n    return n * 2\n```",
    "fenced with prose": "Sure! Here's it:\n\n```py\ndef double(n):\n    return n * 2\n```\nIt's simple (isn't it?).",
    "tildes": "~~~\ndef double(n):\n    return n * 2\n~~~",
    "unclosed fence": "Here:\n```python\ndef double(n):\n    return n * 2",
    "in a list": "1. Like this:\n   ```python\n   def double(n):\n       return n * 2\n   ```",
    "unfenced": "def double(n):\n    return n * 2",
    "unfenced with prose": "Here is what you asked for.\n\ndef double(n):\n    return n * 2\n\nIt doesn't loop.",
    "windows line ends": "```python\r\ndef double(n):\r\n    return n * 2\r\n```\r\n",
    "example prints": "```python\ndef double(n):\n    return n * 2\n\nprint(double(3))\nassert double(2) == 4\n```",
    "main guard": "def double(n):\n    return n * 2\n\nif __name__ == '__main__':\n    print(double(1))\n",
    "tests": "```python\ndef double(n):\n    return n * 2\n\ndef test_double():\n    assert double(2) == 4\n```",
    "docstring": '```python\ndef double(n):\n    """Double it.\n\n    >>> double(2)\n    4\n    """\n    return n * 2\n```',
    "other name": "```python\ndef twice(n):\n    return n * 2\n```",
    "other parameter": "```python\ndef double(number):\n    return number * 2\n```",
    "indented whole": "    def double(n):\n        return n * 2\n",
    "indented in prose": "The function:\n\n    def double(n):\n        return n * 2\n\nThat is all.",
    "body": "    return n * 2\n",
    "body at the left": "return n * 2",
    "body in a fence": "```python\n    return n * 2\n```",
    "lambda": "double = lambda n: n * 2",
    "lambda with prose": "```python\ndouble = lambda x: x * 2\n```\nA lambda is enough.",
    "expression": "```python\nn * 2\n```",
    "expression in back-ticks": "Just use `n * 2`.",
    "prompts": ">>> def double(n):\n...     return n * 2\n...\n>>> double(2)\n4\n",
    "diff": "```diff\n-def double(n):\n-    return n\n+def double(n):\n+    return n * 2\n```",
    "static method": "class Solution:\n    @staticmethod\n    def double(n):\n        return n * 2\n",
    "method": "```python\nclass Solution:\n    def double(self, n: int) -> int:\n        return n * 2\n```",
    "method without its class": "def double(self, n):\n    return n * 2",
    "async by mistake": "async def double(n):\n    return n * 2",
    "one line": "def double(n): return n * 2",
    "thoughts": "<think>\ndef double(n):\n    return n\n</think>\n```python\ndef double(n):\n    return n * 2\n```",
    "byte order mark": "\ufeffdef double(n):\n    return n * 2",
    "null byte": "def double(n):\n    return n * 2\0\n",
    "better version later": "```python\ndef double(n):\n    return n + 2\n```\nNo:\n```python\ndef double(n):\n    return n * 2\n```",
    "partial version later": "```python\ndef double(n):\n    return n * 2\n```\nSo:\n```python\ndef double(n):\n    ...\n```",
    "usage in a second fence": "```python\ndef double(n):\n    return n * 2\n```\nUse:\n```python\nprint(double(2))\n```",
    "cut in the next function": "def double(n):\n    return n * 2\n\ndef other(x):\n    return (x +",
    "extra default": "def double(n, times=2):\n    return n * times",
}


@pytest.mark.parametrize("name", WRAPPINGS)
def test_wrappings(name: str) -> None:
    source = behaves(WRAPPINGS[name], DOUBLE, "double(21)", 42)
    assert source.startswith("def double(n: int) -> int:\n")
    if name != "extra default":
        assert source == PLAIN


def test_the_models_own_formatting_is_kept() -> None:
    check(
        "```python\ndef solve(value):\n\n  # twice, as 'value' says\n  total = (value +  # one\n      value)\n  return f'{value}' and total\n```",
        "def double(n: int) -> int:\n  # twice, as 'value' says\n  total = (n +  # one\n      n)\n  return f'{n}' and total\n",
    )


def test_tabs_stay_tabs() -> None:
    check(
        "import math\ndef double(n):\n\treturn math.floor(n * 2)\n",
        "def double(n: int) -> int:\n\timport math\n\treturn math.floor(n * 2)\n",
    )


def test_entities_and_typographic_quotes() -> None:
    hole = make_hole("def f(a, b)")
    check(
        "```python\ndef f(a, b):\n    if a &lt; b:\n        return &quot;x&quot;\n```",
        'def f(a, b):\n    if a < b:\n        return "x"\n',
        hole,
    )
    check("def f(a, b):\n    x = a &lt; b\n    return x\n", "def f(a, b):\n    x = a < b\n    return x\n", hole)
    check("def f(a, b):\n    return “x” + ‘y’\n", "def f(a, b):\n    return \"x\" + 'y'\n", hole)
    check(
        "def f(a, b):\n    return a.replace('<', '&lt;')\n", "def f(a, b):\n    return a.replace('<', '&lt;')\n", hole
    )


def test_imports_and_helpers_move_inside_in_order() -> None:
    text = """```python
import math, sys
from typing import *
from heapq import *

BASE = 2
TABLE = {}
for key in range(3):
    TABLE[key] = key * BASE

def helper(x: List[int]) -> int:
    return math.floor(x[0]) + inner(x)

def inner(x):
    heapify(x)
    return TABLE[1] - BASE

def unused():
    return sys.argv

def double(n: int) -> int:
    return helper([n]) + n
```"""
    source = behaves(text, DOUBLE, "double(21)", 42)
    assert "sys" not in source
    assert "unused" not in source
    assert (
        source.index("import math")
        < source.index("BASE = 2")
        < source.index("def helper")
        < source.index("return helper")
    )
    assert "from heapq import heapify" in source


def test_a_table_that_recursion_shares_is_made_once() -> None:
    text = "memo = {}\ndef fib(k):\n    if k in memo: return memo[k]\n    memo[k] = k if k < 2 else fib(k-1) + fib(k-2)\n    return memo[k]\n"
    behaves(text, make_hole("def f(n)"), "f(200)", 280571172992510140037611932413038677189525)


def test_decorators_global_variables_and_optional_parameters_of_recursion() -> None:
    hole = make_hole("def f(n)")
    cached = "from functools import lru_cache\n@lru_cache(maxsize=None)\ndef f(n):\n    return n if n < 2 else f(n-1) + f(n-2)\n"
    behaves(cached, hole, "f(90)", 2880067194370816120)
    behaves("count = 0\ndef f(n):\n    global count\n    count += n\n    return count\n", hole, "f(3)", 3)
    behaves("def f(n, acc=1):\n    return acc if n == 0 else f(n - 1, acc * n)\n", hole, "f(5)", 120)
    behaves("def g(n, *, step=1):\n    return n + step\n", hole, "f(5)", 6)


def test_names_are_renamed_by_scope() -> None:
    text = "def g(xs, k):\n    def g2(k):\n        return k\n    return [k for xs in xs] + [(lambda xs: xs)(g2(k))] + [g(xs[1:], k)[0] if len(xs) > 1 else 0]\n"
    source = behaves(text, make_hole("def f(items, n)"), "f([1, 2], 7)", [7, 7, 7, 7])
    assert "def g2(k):" in source
    assert "lambda xs: xs" in source
    assert "f(items[1:], n)" in source


def test_parameters_that_would_clash_or_swap() -> None:
    behaves(
        "def g(lst):\n    items = []\n    for x in lst:\n        items.append(x)\n    return items\n",
        make_hole("def f(items)"),
        "f([1])",
        [1],
    )
    behaves("def f(b, a):\n    return a - b\n", make_hole("def f(a, b)"), "f(5, 2)", 3)
    behaves("def f(x, a):\n    return x - a\n", make_hole("def f(a, b)"), "f(5, 2)", 3)
    behaves("def g(v):\n    return f'''{\n v}-{v!r:>{v}}'''\n", make_hole("def f(n)"), "f(3)", "3-  3")
    behaves("def f(*values):\n    return sum(values)\n", make_hole("def f(a, b)"), "f(5, 2)", 7)
    behaves("def f(first, *rest):\n    return first, rest\n", make_hole("def f(a, *b)"), "f(5, 2)", (5, (2,)))
    behaves(
        "def g(m, k=1):\n    return 0 if m == 0 else g(m=m - k, k=k) + 1\n", make_hole("def f(n, step)"), "f(6, 2)", 3
    )


def test_text_over_several_lines_keeps_its_white_space() -> None:
    hole = make_hole("def f()")
    behaves('def helper():\n    return """a\nb\n  c"""\ndef f():\n    return helper()\n', hole, "f()", "a\nb\n  c")
    behaves('class A:\n    def f(self):\n        return """a\n        b"""\n', hole, "f()", "a\n        b")


def test_a_method_that_needs_its_object() -> None:
    text = "class Solution:\n    step = 2\n    def double(self, n):\n        return self.times(n) * self.step\n    def times(self, n):\n        return n\n"
    behaves(text, DOUBLE, "double(21)", 42)


def test_holes_that_are_methods() -> None:
    hole = make_hole("def area(self, scale: int) -> int", is_method=True)
    expected = "def area(self, scale: int) -> int:\n    return self.side ** 2 * scale\n"
    check("class Square:\n    def area(self, k):\n        return self.side ** 2 * k\n", expected, hole)
    check("def area(self, scale):\n    return self.side ** 2 * scale\n", expected, hole)
    check("def area(scale):\n    return scale\n", "def area(self, scale: int) -> int:\n    return scale\n", hole)


def test_a_decorated_method_is_kept_inside() -> None:
    hole = make_hole("def area(self, scale)", is_method=True)
    result = extract("import functools\n@functools.lru_cache\ndef area(self, k):\n    return self.side * k\n", hole)
    assert isinstance(result, Fill)
    space: dict[str, object] = {}
    exec(f"class Square:\n    side = 3\n{indent(result.source, '    ')}", space)
    assert eval("Square().area(4)", space) == 12


def test_what_the_sketch_has_is_not_repeated() -> None:
    text = "import math\nfrom typing import List\n\nLIMIT = 3\n\ndef tally(text):\n    return 5\n"
    sketch = parse_sketch(f'{text}\ndef double(n: int) -> int:\n    """Double."""\n', Language.ANPL).sketch
    body = "    x: List[int] = [tally('') + LIMIT]\n    return math.floor(x[0] + cmath.pi)\n"
    answer = f"import cmath\n{text.replace('return 5', 'return 6')}\ndef double(n: int) -> int:\n{body}"
    result = extract(answer, sketch.holes[0], sketch)
    assert result == Fill(f"def double(n: int) -> int:\n    import cmath\n{body}")


def test_generators_and_async_holes() -> None:
    behaves("def g(n):\n    yield from range(n)\n", make_hole("def f(k)"), "list(f(3))", [0, 1, 2])
    check("def f(x):\n    return x\n", "async def f(a):\n    return a\n", make_hole("async def f(a)"))


def test_an_inline_hole_keeps_its_own_parameters() -> None:
    hole = make_hole("def sort_the_words(lines, tally)", kind=Kind.INLINE)
    check(
        "```python\ndef order(words: list[str], score) -> list[str]:\n    return order(words[1:], score) if words else []\n```",
        "def sort_the_words(words: list[str], score) -> list[str]:\n    return sort_the_words(words[1:], score) if words else []\n",
        hole,
    )
    assert extract("def order(words):\n    return words\n", hole) == Rejection(
        "it takes 1 parameter where the hole takes 2 (lines, tally)"
    )
    check(
        "def g(a, b, reverse=False):\n    return a\n", "def sort_the_words(a, b, reverse=False):\n    return a\n", hole
    )


def test_choices() -> None:
    hole = make_hole("def c()", kind=Kind.CHOICE, choices=("3", '"five"', "7"))
    for text in ("7", "```\n7\n```", "I choose `7`.", "The reason is clear.\n\nAnswer: 7", "return 7"):
        assert extract(text, hole) == Fill("7")
    assert extract("five", hole) == Fill('"five"')
    assert extract("8", hole) == Rejection('the answer is none of the choices 3, "five", 7')


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the answer is empty"),
        ("I'm sorry, but I can't help with that.", "the answer holds no function"),
        ("Sure", "the answer holds no function"),
        ("```python\nprint(1)\n```", "the answer holds no function"),
        ("def double(n):\n    ...", "the function has no body"),
        ("def double(n):\n    '''Words.'''", "the function has no body"),
        ("    pass\n", "the function has no body"),
        ("def double(n, m):\n    return n", "it takes 2 parameters where the hole takes 1 (n)"),
        ("def double():\n    return 2", "it takes 0 parameters where the hole takes 1 (n)"),
        ("def double(n):\n    return (n * ", "the answer holds no function"),
        ("x" * 10_000_001, "the answer is longer than 10 MB"),
    ],
)
def test_rejections_say_why(text: str, reason: str) -> None:
    assert extract(text, DOUBLE) == Rejection(reason)


@pytest.mark.parametrize(
    "text",
    [
        "def double(n):\n    return " + "(" * 5000 + "n" + ")" * 5000,
        "def double(n):\n    return " + "-" * 50_000 + "n",
        "def double(n):\n    return n" + ".a" * 50_000,
        "def double(n):\n    return n" + " + 1" * 50_000,
        "def double(n):\n" + "".join(f"{' ' * (level + 4)}if n:\n" for level in range(200)),
        "```" * 10_000,
        "```python\n" * 3_000,
        "def " * 10_000,
        "def f(\n" * 2_000,
        "x = 1\n" * 30_000 + "def",
        "\ud800def double(n):\n    return n",
        "def double(n):\n    return '" + "\\" * 10_001,
        "&lt;" * 50_000,
        ">>> " * 20_000,
        "+\n" * 20_000,
    ],
)
def test_hostile_answers_never_raise(text: str) -> None:
    assert isinstance(extract(text, DOUBLE), Fill | Rejection)


PIECES = [
    "def double(n):",
    "    return n * 2",
    "```",
    "```python",
    "class A:",
    "@x",
    "'''",
    '"""',
    "\t",
    "é🎉",
    ">>> ",
    "lambda",
    "(",
    "\\",
    "\r",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=14), st.sampled_from(["\n", "", " "]))
@settings(max_examples=150, deadline=None)
def test_arbitrary_text_never_raises(pieces: list[str], glue: str) -> None:
    result = extract(glue.join(pieces), DOUBLE)
    if isinstance(result, Fill):
        (function,) = ast.parse(result.source).body
        assert isinstance(function, ast.FunctionDef)
        assert function.name == "double"


def _header(prompt: str, name: str) -> str | None:
    for text in (f"{prompt}\n    pass", prompt):
        try:
            tree = ast.parse(text)
        except SyntaxError:
            continue
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name == name:
                node.body, node.decorator_list = [ast.Pass()], []
                return ast.unparse(node).split(":\n")[0]
    return None


def _recorded(step: int) -> Iterator[tuple[Hole, str, str]]:
    """Some of the recorded answers: hole, what the model wrote, and that as a module."""
    for name in ("codet_codegen16b_humaneval", "mbpp_pool", "ldb_turns"):
        lines = (shared_data("recorded") / f"{name}.jsonl").read_text().splitlines()
        for line in lines[::step]:
            row = json.loads(line)
            header = _header(row["prompt"], row["entry_point"])
            if header is None:
                continue
            hole = make_hole(header)
            for text in row.get("samples") or [turn["code"] for turn in row["turns"]]:
                yield hole, text, f"{header}:\n{text}" if row["kind"] == "body" else text


def _is_usable(hole: Hole, module: str) -> bool:
    """Whether a module defines the hole's function with a body and as many parameters."""
    try:
        found = [node for node in ast.walk(ast.parse(module)) if isinstance(node, ast.FunctionDef)]
    except (SyntaxError, ValueError):
        return False
    return any(
        node.name == hole.name
        and len(node.args.args) == len(hole.signature.parameters)
        and not all(isinstance(item, ast.Pass | ast.Expr) for item in node.body)
        for node in found
    )


@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::DeprecationWarning")
def test_recorded_answers_become_fills() -> None:
    usable = filled = 0
    for hole, text, module in _recorded(30):
        result = extract(text, hole)
        if isinstance(result, Fill):
            (function,) = ast.parse(result.source).body
            assert isinstance(function, ast.FunctionDef)
            assert function.name == hole.name
        if _is_usable(hole, module):
            usable += 1
            filled += isinstance(result, Fill)
    assert usable > 500
    assert filled >= 0.99 * usable


def _globals(table: symtable.SymbolTable) -> set[str]:
    found = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global() and symbol.is_referenced()}
    if table.get_type() == "module":
        found = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced()}
    return found.union(*(_globals(child) for child in table.get_children()))


@pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::DeprecationWarning")
def test_scopes_agree_with_the_compilers() -> None:
    for _, _, module in list(_recorded(90))[:250]:
        try:
            table = symtable.symtable(module, "x", "exec")
        except (SyntaxError, ValueError):
            continue
        found = names(parse(module))
        everyone = {item.name for item in found.occurrences if item.owner in (None, found.module) and not item.binds}
        private = {name for name in _globals(table) if re.fullmatch(r"\.\d+|__\w+__", name)}
        assert everyone - private - {"__name__"} == _globals(table) - private


def test_indenting_and_dedenting_leave_strings_alone() -> None:
    text = 'x = """a\nb"""\nif x:\n    y = f"""{x}\n  z"""\n'
    assert dedent(indent(text, "    ")) == text
    assert ast.dump(ast.parse("if 1:\n" + indent(text, "  "))) == ast.dump(
        ast.parse("if 1:\n  " + 'x = """a\nb"""\n  if x:\n    y = f"""{x}\n  z"""\n')
    )
