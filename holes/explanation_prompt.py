"""What a model is asked where somebody wants to know why examples fail: as for a fill, held-back examples appear
nowhere in it."""

from __future__ import annotations

from collections.abc import Sequence

from holes.engines.protocol import Request
from holes.explain import Explanation
from holes.prompt import Message, about, fenced
from sketch.model import Example

_SYSTEM = """\
You explain to a programmer why a function of their Python program does not do what its examples say. Answer in two to \
four plain sentences: what the code does with what it is given, where that goes wrong, and why. Name the expression \
that is at fault. No headings, no lists, and do not repeat the examples."""

_SYSTEM_CODE = """\
 Then, if you can, give the corrected function, complete, in one fenced Python block, and nothing else that is code. \
Change as little as possible, keep its name and its parameters, put every import and helper it needs inside its body, \
and handle the general case: never table the examples."""

#: So many failures are told, and of each so many characters.
_FAILURES = 3
_LONGEST = 4_000

#: What is wrong, where that may not be told.
HIDDEN = "It is right for the examples above, but wrong for other inputs: it must do what is described."


def explanation_prompt(
    request: Request, stands: str, failures: Sequence[tuple[Example, Explanation]], others: Sequence[str], *, code: bool
) -> tuple[Message, ...]:
    """The conversation that asks why `stands`, the code in the hole of `request`, fails. `failures` are examples with
    their explanations, `others` further sentences on what does not hold; both hold only what may be told. `code` asks
    for a corrected function too."""
    words = [*(_failure(*failure) for failure in failures[:_FAILURES]), *others[:_FAILURES]]
    name = request.hole.name
    closing = f"Explain why, then give the corrected function `{name}`." if code else "Explain why; give no code."
    parts = (
        *about(request, "What is asked for is this"),
        f"What stands there now:\n\n{fenced(stands)}",
        "What does not hold:\n\n" + fenced("\n\n".join(words), "text") if words else HIDDEN,
        closing,
    )
    return Message("system", _SYSTEM + (_SYSTEM_CODE if code else "")), Message("user", "\n\n".join(parts))


def _failure(example: Example, explanation: Explanation) -> str:
    setup = [f">>> {statement}" for statement in example.setup]
    text = "\n".join((*setup, explanation.sentence, *explanation.lines))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
