"""What a model is asked about a failure."""

from __future__ import annotations

from holes.engines.protocol import Request
from holes.explain import Explanation
from holes.explanation_prompt import HIDDEN, explanation_prompt
from sketch.model import Language
from sketch.parse import parse

TEXT = '''\
def double(n: int) -> int:
    """Twice the number.

    >>> m = 4
    >>> double(m)
    8
    >>> double(-1)
    -2
    """
'''
SKETCH = parse(TEXT, Language.ANPL).sketch
(HOLE,) = SKETCH.holes
STANDS = "def double(n):\n    return n\n"


def test_a_question_about_a_failure() -> None:
    explanation = Explanation("double", 0, "double(m): expected 8, got 4", steps=("on the way:", "  f() gave 1"))
    system, user = explanation_prompt(
        Request(SKETCH, HOLE, shown=(0,)),
        STANDS,
        [(HOLE.examples[0], explanation)],
        ["`result > n` does not hold"],
        code=True,
    )
    assert "two to four plain sentences" in system.content
    assert "one fenced Python block" in system.content
    assert (
        user.content
        == '''\
What is asked for is this function:

```python
def double(n: int) -> int:
    """Twice the number."""
```

Examples:

```pycon
>>> m = 4
>>> double(m)
8
```

What stands there now:

```python
def double(n):
    return n
```

What does not hold:

```text
>>> m = 4
double(m): expected 8, got 4
on the way:
  f() gave 1

`result > n` does not hold
```

Explain why, then give the corrected function `double`.'''
    )


def test_what_may_not_be_told_is_only_hinted_at() -> None:
    _, user = explanation_prompt(Request(SKETCH, HOLE, shown=(0,)), STANDS, [], [], code=True)
    assert HIDDEN in user.content
    assert "-1" not in user.content


def test_only_words_may_be_asked_for() -> None:
    system, user = explanation_prompt(Request(SKETCH, HOLE), STANDS, [], [], code=False)
    assert "fenced" not in system.content
    assert user.content.endswith("Explain why; give no code.")


def test_few_failures_are_told_and_none_at_any_length() -> None:
    long = Explanation("double", 0, "x" * 99_999)
    _, user = explanation_prompt(Request(SKETCH, HOLE), STANDS, [(HOLE.examples[1], long)] * 9, [], code=True)
    assert len(user.content) < 15_000
