"""A sketch with fills, run in a process of its own, for tests of what is told of its calls."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from attrs import frozen

from holes.bench import Bench
from holes.check import check_with
from holes.document import Document
from holes.explain import Explanation, explain_failures
from holes.report import FileReport, Related
from holes.runner.process import ProcessRunner
from holes.runner.protocol import Limits
from holes.trace import Trace, trace
from sketch.model import Fill, Hole
from tests.holes.fakes import Folder

#: A hole that counts wrongly, one that sorts by it, and a function that uses both.
TALLY = '''\
def tally(text: str) -> int:
    """Add one for every 's' that stands to the left of each 'h'.

    >>> tally("sh")
    1
    >>> tally("hs")
    0
    """

def main(lines: list[str]) -> int:
    """
    >>> main(["s", "h"])
    1
    >>> main(["h", "s"])
    1
    """
    order = `best order`(lines, tally)
    # >>> _(["h", "s"], tally)
    # ['s', 'h']
    return tally("".join(order))
'''
COUNTS = "def tally(text):\n    return sum(c == 's' for c in text[: text.rfind('h')])\n"
COUNTS_ALL = "def tally(text):\n    return text.count('s')\n"
SORTS = "def best_order(lines, tally):\n    return sorted(lines, key=tally, reverse=True)\n"
SORTS_WELL = "def best_order(lines, tally):\n    return sorted(lines, key='sh'.index)\n"


@frozen
class Ran:
    """A document with fills, and where it is run."""

    document: Document
    fills: dict[str, Fill]
    bench: Bench

    def hole(self, id: str) -> Hole:
        """The hole or function `id`."""
        return next(item for item in (*self.document.sketch.holes, *self.document.sketch.functions) if item.id == id)

    def trace(self, id: str, index: int = 0) -> Trace:
        """The trace of one example."""
        return asyncio.run(trace(self.document, self.fills, self.hole(id), index, self.bench))

    def check(self) -> FileReport:
        """The report on all of it."""
        return asyncio.run(check_with(self.document, self.fills, self.bench))

    def explain(self) -> dict[tuple[str, int], Explanation]:
        """All explanations of what does not hold."""

        async def go() -> dict[tuple[str, int], Explanation]:
            report = await check_with(self.document, self.fills, self.bench)
            return await explain_failures(self.document, self.fills, report.holes, self.bench)

        return asyncio.run(go())

    def said(self, id: str, index: int = 0) -> str:
        """What is said of one example."""
        explanation = self.explain()[id, index]
        return "\n".join((explanation.sentence, *explanation.lines))

    def places(self, id: str, index: int = 0) -> list[tuple[str, str]]:
        """Where an explanation leads: what is said there, and the code there."""
        return [(item.message, self.code(item)) for item in self.explain()[id, index].related]

    def code(self, item: Related) -> str:
        """The code that a place holds."""
        text = self.document.sketch.text if item.fill is None else self.fills[item.fill].source
        return text[item.span.start : item.span.end]


def ran(path: Path, text: str, name: str = "a.anpl", seconds: float = 5.0, **fills: str) -> Ran:
    """A sketch in the folder `path`, with `fills` by id, `_` in it standing for `-`."""
    folder = Folder(path)
    folder.write(text, name)
    document = folder.load(name)
    ids = {hole.id.replace("-", "_"): hole.id for hole in document.sketch.holes}
    made = {ids[id]: Fill(source) for id, source in fills.items()}
    return Ran(document, made, Bench(ProcessRunner(sys.executable), Limits(seconds=seconds), folder=str(path)))
