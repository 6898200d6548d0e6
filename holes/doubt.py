"""Doubt: the examples leave open which of two functions is meant, and a call on which they part settles it."""

from __future__ import annotations

from attrs import frozen

from sketch.model import Hole
from sketch.statements import normal_form


@frozen
class Doubt:
    """Another function holds as well as the fill: `answer` is what the fill gives for `call`, `other` what that
    function does, each a value as people write it or the name of an exception; `other` is empty where none is known,
    but the examples say too little. `call` is written as in an example."""

    call: str
    answer: str
    other: str

    def __str__(self) -> str:
        if not self.other:
            return f"{self.call} gives {self.answer}, of which the examples say too little: add what it should give"
        return (
            f"{self.call} gives {self.answer}, but what gives {self.other} passes, too: add the example that you mean"
        )

    def is_settled(self, hole: Hole) -> bool:
        """Whether an example of `hole` asks for the call: the fill is judged by it."""
        asked = normal_form(self.call)
        return any(normal_form(example.source) == asked for example in hole.examples)

    def examples(self) -> tuple[tuple[str, str, str], ...]:
        """The examples that settle it: the answer, the source and the expected text of each. The first holds for the
        fill."""
        return tuple((answer, *_example(self.call, answer)) for answer in (self.answer, self.other) if answer)


def _example(call: str, answer: str) -> tuple[str, str]:
    if not answer.isidentifier() or answer in ("True", "False", "None"):
        return call, answer
    return f"{call}  # doctest: +IGNORE_EXCEPTION_DETAIL", f"Traceback (most recent call last):\n{answer}"
