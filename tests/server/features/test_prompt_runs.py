"""Prompts that stand together."""

from __future__ import annotations

from server.features.prompt_runs import prompt_runs
from tests.server.features.viewing import view_of


def check(text: str, *expected: str) -> None:
    """That the runs of the first hole, also with other line ends, are as told: their first and last lines."""
    for shown in (text, text.replace("\n", "\r\n"), text.replace("\n", "\r")):
        runs = [shown[span.start : span.end].splitlines() for span in prompt_runs(shown, view_of(shown).subjects[0])]
        assert [f"{lines[0].strip()} … {lines[-1].strip()}" for lines in runs] == list(expected)


def test_docstrings() -> None:
    head = 'def f(x):\n    """Do.\n\n'
    check(f'{head}    """\n')
    check(f'{head}    >>> f(1)\n    2\n    >>> f(2)\n    3\n    """\n', ">>> f(1) … 3")
    check(f'{head}    >>> f(1)\n    2\n\n    >>> f(2)\n    3\n    """\n', ">>> f(1) … 3")
    check(f'{head}    >>> f(1)\n    2\n    \n    Or:\n    >>> f(2)\n    3\n    """\n', ">>> f(1) … 2", ">>> f(2) … 3")
    check(
        f'{head}    >>> a = 1\n    >>> f(a)\n    2\n    >>> c = (\n    ...   1)\n    >>> f(c)\n    """\n',
        ">>> a = 1 … >>> f(c)",
    )


def test_comments() -> None:
    check("x = `do`(1)\n# Say.\n# >>> a = 1\n# >>> _(a)\n# 2\n#\n# >>> _(2)\n# 3\n", ">>> a = 1 … # 3")


def test_the_start_of_the_text() -> None:
    check("'''>>> f(1)\n2'''\ndef f(x):\n    '''Do.'''\n")
    check("def f(x): '''>>> f(1)\n2'''\n", ">>> f(1) … 2")
