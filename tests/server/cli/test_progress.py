"""Progress: moving on a terminal, silent in a pipe."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from attrs import evolve
from inline_snapshot import snapshot

from holes.report import HoleReport, Status
from server.cli.look import Look, plain
from server.cli.progress import Live, Running, State, progress_on, state_lines
from tests.server.cli.report_maker import ranks


def finished() -> HoleReport:
    """A hole that was filled."""
    return ranks().holes[0]


def test_a_pipe_gets_notes_alone() -> None:
    stream = io.StringIO()
    with progress_on(stream, {}) as progress:
        progress.start(2)
        progress.hole_started("tally")
        progress.candidate("tally", "local", 1, 0, 2)
        progress.note("rate limited:\nwaiting 20 s \x1b[31m")
        progress.hole_finished(finished())
    assert stream.getvalue() == snapshot("rate limited: waiting 20 s \\x1b[31m\n")


def test_what_moves() -> None:
    running = (
        Running("tally", 1.0, "openai", 3, 1, 4),
        Running("sort the words so that their concatenation has the highest tally", 2.0),
        Running("worst", 12.0, "local", looked=1_234_567, depth=14),
        Running("tie", 12.0, "local", looked=80_000, depth=9, fitting=2),
    )
    state = State(total=5, started=0.0, finished=2, verified=1, tokens=1204, running=running)
    assert plain(state_lines(state, 12.34, Look(80))) == snapshot("""\
⠸ filling 2/5 holes done · 1 verified · 1,204 tokens · 12 s
  tally                       openai · 3 candidates · best 1/4 · 11.3 s
  sort the words so that th…  waiting for a first candidate · 10.3 s
  worst                       local · 1,234,567 expressions · size 14 · 0.3 s
  tie                         local · 80,000 expressions · size 9 · 2 fit so far · 0.3 s
""")


def test_more_holes_than_lines() -> None:
    state = State(total=20, running=tuple(Running(f"hole{number}", 0.0) for number in range(20)))
    assert plain(state_lines(state, 1.0, Look(80, encoding="ascii"))) == snapshot("""\
- filling 0/20 holes done - 1 s
  hole12  waiting for a first candidate - 1.0 s
  hole13  waiting for a first candidate - 1.0 s
  hole14  waiting for a first candidate - 1.0 s
  hole15  waiting for a first candidate - 1.0 s
  hole16  waiting for a first candidate - 1.0 s
  hole17  waiting for a first candidate - 1.0 s
  hole18  waiting for a first candidate - 1.0 s
  hole19  waiting for a first candidate - 1.0 s
  ... and 12 more holes
""")


class Terminal(io.StringIO):
    """A terminal that remembers what was written."""

    def isatty(self) -> bool:
        return True


def test_the_cursor_comes_back_after_ctrl_c_and_standard_output_is_left_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    stream, before = Terminal(), (sys.stdout, sys.stderr)

    def work() -> None:
        with progress_on(stream, {"TERM": "xterm"}) as progress:
            progress.start(1)
            progress.hole_started("tally")
            assert (sys.stdout, sys.stderr) == before
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    shown = stream.getvalue()
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")
    assert capsys.readouterr().out == ""


def test_closing_twice_and_without_a_start_does_no_harm() -> None:
    stream = Terminal()
    live = Live(stream, Look(80))
    live.close()
    live.start(0)
    live.close()
    assert stream.getvalue() == ""
    live.start(1)
    live.close()
    live.close()


def test_a_hole_that_is_finished_is_counted() -> None:
    live = Live(Terminal(), Look(80), clock=lambda: 5.0)
    live.start(2)
    live.hole_started("tally")
    live.hole_started("main")
    live.candidate("tally", "local", 1, 2, 2)
    live.hole_finished(finished())
    live.note("[bold]not markup[/bold]")
    live.close()
    console = live._console.file
    assert isinstance(console, Terminal)
    assert "[bold]not markup[/bold]" in console.getvalue()
    assert "1/2 holes done" in console.getvalue()


def test_a_hole_that_holds_is_done_and_counted_once() -> None:
    live = Live(Terminal(), Look(80), clock=lambda: 5.0)
    live.start(2)
    live.hole_started("tally")
    live.candidate("tally", "local", 1, 1, 2)
    assert live._state.running == (Running("tally", 5.0, "local", 1, 1, 2),)
    live.candidate("tally", "local", 2, 2, 2)
    live.candidate("tally", "local", 3, 2, 2)
    live.hole_finished(finished())
    live.close()
    assert live._state == State(2, 5.0, 1, 1, 0, (), frozenset({"tally"}))


def test_a_dumb_terminal_gets_notes_alone() -> None:
    stream = Terminal()
    with progress_on(stream, {"TERM": "dumb"}) as progress:
        progress.start(1)
        progress.hole_started("tally")
    assert stream.getvalue() == ""


def _all_that_came(terminal: int) -> str:
    """What was written to a terminal whose other side is closed, which it says with an error."""
    came = b""
    with suppress(OSError):
        while part := os.read(terminal, 100_000):
            came += part
    os.close(terminal)
    return came.decode()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals of this kind")
def test_on_a_real_terminal(tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    with (
        os.fdopen(theirs, "w", encoding="utf-8") as stream,
        progress_on(stream, {"TERM": "xterm"}) as progress,
    ):
        progress.start(1)
        progress.hole_started("词语排序")
        progress.note("a note")
    shown = _all_that_came(ours)
    assert "词语排序" in shown
    assert "a note" in shown
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")


def test_a_hole_that_holds_beside_another_one_is_not_verified() -> None:
    live = Live(Terminal(), Look(80), clock=lambda: 5.0)
    live.start(1)
    live.hole_started("tally")
    live.looked("tally", "local", 20_000, 9, 2)
    assert live._state.running == (Running("tally", 5.0, "local", looked=20_000, depth=9, fitting=2),)
    live.candidate("tally", "local", 1, 2, 2)
    live.hole_finished(evolve(finished(), status=Status.AMBIGUOUS))
    live.close()
    assert (live._state.finished, live._state.verified) == (1, 0)
