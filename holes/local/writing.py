"""Writing: from a term to the function a person would have written."""

from __future__ import annotations

import re

from holes.local.terms import Choose, Term, render

_IMPORTS = {
    r"\bmath\.": "import math",
    r"\bre\.": "import re",
    r"\bstatistics\.": "import statistics",
    r"\bCounter\(": "from collections import Counter",
    r"\baccumulate\(": "from itertools import accumulate",
    r"\bcombinations\(": "from itertools import combinations",
    r"\bgroupby\(": "from itertools import groupby",
}
#: A conditional expression longer than this becomes an `if` statement.
_LINE = 72


def function_text(signature: str, term: Term, guard: tuple[Term, str] | None = None) -> str:
    """The complete function. `signature` is a `def` line without its colon; `guard` a test and the exception
    it raises."""
    body: list[str] = []
    if guard is not None:
        test, exception = guard
        body += [f"if {render(test)}:", f"    raise {exception}"]
    body += _returns(term)
    code = re.sub(r'"(?:[^"\\]|\\.)*"', '""', "\n".join(body))
    imports = sorted(statement for pattern, statement in _IMPORTS.items() if re.search(pattern, code))
    return "\n".join([f"{signature}:", *(f"    {line}" for line in (*imports, *body))]) + "\n"


def _returns(term: Term) -> list[str]:
    line = f"return {render(term)}"
    if not isinstance(term.head, Choose):
        return [line]
    test, then, otherwise = term.args
    if len(line) <= _LINE and not isinstance(otherwise.head, Choose):
        return [line]
    return [f"if {render(test)}:", *(f"    {part}" for part in _returns(then)), *_returns(otherwise)]
