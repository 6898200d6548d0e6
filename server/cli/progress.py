"""Progress that moves, on a terminal's standard error; on anything else only what a person should know.

A pipe gets no line per hole: the report on standard output has one, and a log that holds each twice helps nobody.
"""

from __future__ import annotations

import atexit
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

from attrs import evolve, frozen

from holes.engines.protocol import Usage
from holes.progress import Progress
from holes.report import HoleReport, Status
from server.cli.cells import pad, width
from server.cli.look import Line, Look, is_terminal, look_at, plain, rich_text
from server.words import count, duration, part

if TYPE_CHECKING:
    from rich.text import Text

#: Holes shown at once; more are counted.
_ROWS = 8
_FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_PLAIN_FRAMES = "|/-\\"
_FRAMES_A_SECOND = 10


@contextmanager
def progress_on(stream: TextIO, environ: Mapping[str, str] | None = None) -> Iterator[Progress]:
    """Progress for `stream`, closed however the work ends: the cursor comes back, also after Ctrl-C."""
    environ = os.environ if environ is None else environ
    look = look_at(stream, environ)
    moves = is_terminal(stream) and environ.get("TERM", "") not in ("dumb", "unknown")
    progress: Progress = Live(stream, look) if moves else Notes(stream, look)
    try:
        yield progress
    finally:
        progress.close()


class Notes:
    """Writes notes, a line each, and nothing else."""

    def __init__(self, stream: TextIO, look: Look) -> None:
        self._stream = stream
        self._look = look

    def start(self, total: int) -> None: ...

    def hole_started(self, name: str) -> None: ...

    def looked(self, name: str, engine: str, expressions: int, depth: int, fitting: int) -> None: ...

    def candidate(self, name: str, engine: str, number: int, passed: int, total: int) -> None: ...

    def hole_finished(self, report: HoleReport) -> None: ...

    def note(self, sentence: str) -> None:
        self._stream.write(plain([((self._look.sentence(sentence), ""),)]))
        self._stream.flush()

    def close(self) -> None: ...


@frozen
class Running:
    """A hole that is being filled. `started` is in seconds of the display's clock; `looked` expressions were tried, of
    up to the cost `depth`, and `fitting` of them fit and differ."""

    name: str
    started: float
    engine: str = ""
    candidates: int = 0
    passed: int = 0
    total: int = 0
    looked: int = 0
    depth: int = 0
    fitting: int = 0


@frozen
class State:
    """What the display shows. `held` are the names of holes for which a candidate was found that holds: they are done,
    and are not counted again when their report comes."""

    total: int = 0
    started: float = 0.0
    finished: int = 0
    verified: int = 0
    tokens: int = 0
    running: tuple[Running, ...] = ()
    held: frozenset[str] = frozenset()


class Live:
    """A few lines at the bottom of the terminal: how far the work is, and a line for each hole being filled. They are
    gone when it is closed."""

    def __init__(self, stream: TextIO, look: Look, clock: Callable[[], float] = time.monotonic) -> None:
        from rich.console import Console
        from rich.live import Live as RichLive

        self._look = look
        self._clock = clock
        self._state = State(started=clock())
        self._console = Console(
            file=stream, force_terminal=True, no_color=not look.colour, markup=False, highlight=False, emoji=False
        )
        # Other output stays where it was sent: we draw on standard error alone, and catch nobody's standard output.
        self._live = RichLive(
            console=self._console,
            get_renderable=self._frame,
            refresh_per_second=_FRAMES_A_SECOND,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
            vertical_overflow="crop",
        )
        self._open = False

    def start(self, total: int) -> None:
        now = self._clock()
        self._state = evolve(self._state, total=self._state.total + total, started=self._state.started or now)
        if total and not self._open:
            self._open = True
            # A process that ends in some other way must still leave the cursor visible.
            atexit.register(self.close)
            self._live.start()

    def hole_started(self, name: str) -> None:
        others = tuple(item for item in self._state.running if item.name != name)
        self._state = evolve(self._state, running=(*others, Running(name, self._clock())))

    def looked(self, name: str, engine: str, expressions: int, depth: int, fitting: int) -> None:
        self._news(name, engine=engine, looked=expressions, depth=depth, fitting=fitting)

    def candidate(self, name: str, engine: str, number: int, passed: int, total: int) -> None:
        if passed == total > 0 and name not in self._state.held:
            self._finish(name)
            self._state = evolve(self._state, held=self._state.held | {name})
            return
        self._news(name, engine=engine, candidates=number, passed=passed, total=total)

    def _news(self, name: str, **news: Any) -> None:
        running = tuple(evolve(item, **news) if item.name == name else item for item in self._state.running)
        self._state = evolve(self._state, running=running)

    def hole_finished(self, report: HoleReport) -> None:
        usage = report.fill.usage if report.fill is not None else Usage()
        self._state = evolve(self._state, tokens=self._state.tokens + usage.prompt + usage.completion)
        if report.status is Status.VERIFIED:
            self._state = evolve(self._state, verified=self._state.verified + 1)
        if not self._state.held & {report.hole.name, report.hole.id}:
            self._finish(report.hole.name)

    def _finish(self, name: str) -> None:
        self._state = evolve(
            self._state,
            finished=self._state.finished + 1,
            running=tuple(item for item in self._state.running if item.name != name),
        )

    def note(self, sentence: str) -> None:
        self._console.print(rich_text(((self._look.sentence(sentence), "warn"),)), soft_wrap=True)

    def close(self) -> None:
        if self._open:
            self._open = False
            self._live.stop()
            atexit.unregister(self.close)

    def _frame(self) -> Text:
        """What stands on the screen now. Asked for each frame, so that time moves and a new width counts at once."""
        from rich.text import Text

        # One cell is left free: some terminals wrap at the very last one, and then lines could not be taken back.
        columns = max(self._console.width - 1, 1)
        texts = [
            rich_text(line) for line in state_lines(self._state, self._clock(), evolve(self._look, columns=columns))
        ]
        for text in texts:
            text.truncate(columns)
        return Text("\n", no_wrap=True, overflow="crop").join(texts)


def _tried(item: Running, look: Look) -> list[str]:
    if item.candidates:
        return [look.clean(item.engine), count(item.candidates, "candidate"), f"best {item.passed}/{item.total}"]
    found = [f"{item.fitting} fit so far"] if item.fitting else []
    return [look.clean(item.engine), count(item.looked, "expression"), f"size {item.depth}", *found]


def state_lines(state: State, now: float, look: Look) -> tuple[Line, ...]:
    """The lines that show `state` at time `now`."""
    frames = _FRAMES if look.sign("✓") == "✓" else _PLAIN_FRAMES
    frame = frames[int((now - state.started) * _FRAMES_A_SECOND) % len(frames)]
    dot = f" {look.sign('·')} "
    facts = [f"{part(state.finished, state.total, 'hole')} done"]
    if state.verified:
        facts.append(f"{state.verified:,} verified")
    if state.tokens:
        facts.append(count(state.tokens, "token"))
    facts.append(f"{now - state.started:.0f} s")
    lines: list[Line] = [((f"{frame} ", "accent"), ("filling ", "strong"), (dot.join(facts), ""))]
    shown = state.running[-_ROWS:]
    names = [look.brief(item.name, max(12, look.width // 3)) for item in shown]
    widest = max(map(width, names), default=0)
    for item, name in zip(shown, names, strict=True):
        what = dot.join(_tried(item, look)) if item.engine else "waiting for a first candidate"
        lines.append(
            (
                ("  ", ""),
                (pad(name, widest), ""),
                ("  ", ""),
                (f"{what}{dot}", "dim"),
                (duration(now - item.started), "dim"),
            )
        )
    if len(state.running) > len(shown):
        lines.append(((f"  {look.ellipsis} and {count(len(state.running) - len(shown), 'more hole')}", "dim"),))
    return tuple(lines)
