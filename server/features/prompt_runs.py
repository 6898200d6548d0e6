"""Where the prompts of a hole stand together, its examples with their set-up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sketch.layout import line_start
from sketch.model import Hole, Span

_PROMPTS = re.compile(r"(?:[ \t\f]*(?:#[ \t]*)?(?:(?:>>>|\.\.\.)[^\r\n]*)?(?:\r\n|\r|\n|\Z))*")
_PROMPT = re.compile(r"[ \t\f]*(?:#[ \t]*)?>>>")


def prompt_runs(text: str, hole: Hole) -> Iterator[Span]:
    """The examples of `hole`, those together that nothing but set-up parts. A run goes from its first prompt to the end
    of its last expected text."""
    run: Span | None = None
    for example in sorted(hole.examples, key=lambda example: example.span):
        if example.row is not None:
            continue
        start, end = example.span
        if run is not None and start >= run.end and _PROMPTS.fullmatch(text, run.end, line_start(text, start)):
            run = Span(run.start, end)
            continue
        if run is not None:
            yield run
        run = Span(_first_prompt(text, start), end)
    if run is not None:
        yield run


def _first_prompt(text: str, start: int) -> int:
    """Where the first of the prompts begins that stand right above that at `start`."""
    place = start
    while (line := line_start(text, place)) > 0:
        above = line_start(text, line - 2 if text.startswith("\r\n", line - 2) else line - 1)
        prompt = _PROMPT.match(text, above, line)
        if prompt is None:
            break
        place = prompt.end() - len(">>>")
    return place
