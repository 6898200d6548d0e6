"""`holewright`: the commands and their options. Each command's work is in a module of its own, imported when it is
called."""

from __future__ import annotations

import errno
import logging
import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from server.cli.failure import CallError, complain

app = typer.Typer(
    name="holewright",
    help="Fill the holes of a sketch, run every fill against its examples, and say plainly what holds.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

#: The exit status after Ctrl-C, as shells have it.
_INTERRUPTED = 130


class EngineName(StrEnum):
    """Where candidates come from."""

    AUTO = "auto"
    LOCAL = "local"
    OPENAI = "openai"
    REPLAY = "replay"


class SandboxName(StrEnum):
    """What keeps candidates from everything else."""

    AUTO = "auto"
    FULL = "full"
    BUBBLEWRAP = "bubblewrap"
    LANDLOCK = "landlock"
    SEATBELT = "seatbelt"
    INTERPRETER = "interpreter"
    LIMITS = "limits"


class EffortName(StrEnum):
    """How hard to try."""

    NORMAL = "normal"
    HIGH = "high"


class CheckFormat(StrEnum):
    """How `check` reports."""

    TEXT = "text"
    JSON = "json"
    JUNIT = "junit"
    SARIF = "sarif"


class PlainFormat(StrEnum):
    """How the other commands report."""

    TEXT = "text"
    JSON = "json"


Paths = Annotated[list[Path], typer.Argument(help="Sketches (.anpl, .py) or folders of them.", show_default=False)]
SketchPath = Annotated[Path, typer.Argument(help="A sketch (.anpl or .py).", show_default=False)]
HoleName = Annotated[str, typer.Argument(help="A hole or function: its name, id or description.", show_default=False)]
Python = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="The interpreter that runs candidates.", show_default=False),
]
Sandbox = Annotated[
    SandboxName | None, typer.Option(help="What confines candidates (limits: nothing does).", show_default=False)
]
Readable = Annotated[
    list[Path] | None,
    typer.Option(help="What candidates may read beside modules (repeatable).", show_default=False),
]
Trust = Annotated[bool, typer.Option("--trust", help="Take every setting of the workspace's pyproject.toml.")]
ExampleSeconds = Annotated[
    float | None, typer.Option("--example-seconds", min=0.01, help="Time limit of one example.", show_default=False)
]


Candidates = Annotated[
    int | None, typer.Option("-n", "--candidates", min=1, help="Answers asked for at once.", show_default=False)
]
Rounds = Annotated[int | None, typer.Option(min=0, help="Rounds of repair.", show_default=False)]
HoleSeconds = Annotated[float | None, typer.Option(min=0.1, help="Time limit of one hole.", show_default=False)]
Tokens = Annotated[int | None, typer.Option(min=0, help="Stop when this many are spent.", show_default=False)]


@app.callback()
def main(
    version: Annotated[bool, typer.Option("--version", is_eager=True, help="Show the version and exit.")] = False,
) -> None:
    """Fill the holes of a sketch, run every fill against its examples, and say plainly what holds."""
    if version:
        from holewright import __version__

        print(f"holewright {__version__}")
        raise typer.Exit
    # Of two that look after a process that has ended, asyncio warns the second: nobody can act on that.
    logging.getLogger("asyncio").setLevel(logging.ERROR)


@app.command()
def fill(
    paths: Paths,
    hole: Annotated[
        list[str] | None, typer.Option(help="Fill only this hole (repeatable).", show_default=False)
    ] = None,
    refill: Annotated[bool, typer.Option("--refill", help="Fill anew what is filled already.")] = False,
    engine: Annotated[EngineName | None, typer.Option(help="Where candidates come from.", show_default=False)] = None,
    model: Annotated[str | None, typer.Option(help="The model to ask.", show_default=False)] = None,
    base_url: Annotated[str | None, typer.Option(help="The model service.", show_default=False)] = None,
    replay: Annotated[Path | None, typer.Option(help="Recorded answers to replay.", show_default=False)] = None,
    record: Annotated[Path | None, typer.Option(help="Record the model's answers here.", show_default=False)] = None,
    effort: Annotated[
        EffortName | None,
        typer.Option(help="How long to search offline: 1 s a hole, or 30 s.", show_default=False),
    ] = None,
    candidates: Candidates = None,
    rounds: Rounds = None,
    seconds: HoleSeconds = None,
    tokens: Tokens = None,
    example_seconds: ExampleSeconds = None,
    python: Python = None,
    sandbox: Sandbox = None,
    readable: Readable = None,
    trust: Trust = False,
    format: Annotated[PlainFormat, typer.Option("--format", help="How to report.")] = PlainFormat.TEXT,
) -> None:
    """Fill the open holes, keep what holds in holes.lock, and write the module beside each sketch."""
    from server.cli.fill_command import run_fill

    explicit = {
        "engine": engine, "model": model, "base_url": base_url, "replay": replay, "record": record, "effort": effort,
        "candidates": candidates, "rounds": rounds, "fill_seconds": seconds, "budget_tokens": tokens,
        "example_seconds": example_seconds, "python": python, "sandbox": sandbox, "readable": readable or None,
        "trust": trust or None,
    }  # fmt: skip
    if replay is not None and engine is None:
        explicit["engine"] = EngineName.REPLAY
    raise typer.Exit(run_fill(paths, explicit, frozenset(hole or ()), refill=refill, format=format))


@app.command()
def check(
    paths: Paths,
    frozen: Annotated[
        bool, typer.Option("--frozen", help="Also fail where holes.lock or a written module is out of date.")
    ] = False,
    format: Annotated[CheckFormat, typer.Option("--format", help="How to report.")] = CheckFormat.TEXT,
    example_seconds: ExampleSeconds = None,
    python: Python = None,
    sandbox: Sandbox = None,
    readable: Readable = None,
    trust: Trust = False,
) -> None:
    """Run every example and property; ask no engine, write nothing."""
    from server.cli.check_command import run_check

    explicit = {
        "python": python, "sandbox": sandbox, "readable": readable or None, "example_seconds": example_seconds,
        "trust": trust or None,
    }  # fmt: skip
    raise typer.Exit(run_check(paths, explicit, frozen=frozen, format=format))


@app.command("compile")
def compile_(paths: Paths) -> None:
    """Write the module NAME.py beside each NAME.anpl."""
    from server.cli.compile_command import run_compile

    raise typer.Exit(run_compile(paths))


@app.command()
def trace(
    path: SketchPath,
    hole: HoleName,
    example: Annotated[int, typer.Option("--example", "-e", help="Which of its examples, from 1.")] = 1,
    example_seconds: ExampleSeconds = None,
    python: Python = None,
    sandbox: Sandbox = None,
    readable: Readable = None,
    trust: Trust = False,
) -> None:
    """Run one example and show each hole's call, with inputs and output, nested."""
    from server.cli.trace_command import run_trace

    explicit = {
        "python": python, "sandbox": sandbox, "readable": readable or None, "example_seconds": example_seconds,
        "trust": trust or None,
    }  # fmt: skip
    raise typer.Exit(run_trace(path, hole, example, explicit))


@app.command()
def explain(
    path: SketchPath,
    hole: HoleName,
    example: Annotated[
        int | None, typer.Option("--example", "-e", help="Only this example, from 1.", show_default=False)
    ] = None,
    ask: Annotated[bool, typer.Option("--ask", help="Ask the model too, and show the repair it suggests.")] = False,
    engine: Annotated[EngineName | None, typer.Option(help="Who is asked.", show_default=False)] = None,
    model: Annotated[str | None, typer.Option(help="The model to ask.", show_default=False)] = None,
    base_url: Annotated[str | None, typer.Option(help="The model service.", show_default=False)] = None,
    replay: Annotated[Path | None, typer.Option(help="Recorded answers to replay.", show_default=False)] = None,
    record: Annotated[Path | None, typer.Option(help="Record the model's answer here.", show_default=False)] = None,
    tokens: Tokens = None,
    example_seconds: ExampleSeconds = None,
    python: Python = None,
    sandbox: Sandbox = None,
    readable: Readable = None,
    trust: Trust = False,
) -> None:
    """Say why examples of a hole or function fail: what each call on the way got and gave, and where to look."""
    from server.cli.explain_command import run_explain

    explicit = {
        "engine": engine, "model": model, "base_url": base_url, "replay": replay, "record": record,
        "budget_tokens": tokens, "example_seconds": example_seconds, "python": python, "sandbox": sandbox,
        "readable": readable or None, "trust": trust or None,
    }  # fmt: skip
    if replay is not None and engine is None:
        explicit["engine"] = EngineName.REPLAY
    raise typer.Exit(run_explain(path, hole, example, explicit, ask=ask))


@app.command()
def prompt(path: SketchPath, hole: HoleName) -> None:
    """Show what a model would be sent for a hole. Nothing is sent."""
    from server.cli.prompt_command import run_prompt

    raise typer.Exit(run_prompt(path, hole))


@app.command()
def lsp(
    stdio: Annotated[bool, typer.Option("--stdio", help="As ever; for editors that say so.")] = True,
    client_process_id: Annotated[int | None, typer.Option("--clientProcessId", hidden=True)] = None,
) -> None:
    """Serve an editor, on standard input and output."""
    from server.lsp.front import serve

    raise typer.Exit(serve())


@app.command()
def doctor(
    path: Annotated[Path | None, typer.Argument(help="A sketch or folder.", show_default=False)] = None,
    python: Python = None,
    sandbox: Sandbox = None,
    readable: Readable = None,
    trust: Trust = False,
) -> None:
    """Say what is set, which interpreter and engines would be used, and whether they work."""
    from server.cli.doctor_command import run_doctor

    explicit = {"python": python, "sandbox": sandbox, "readable": readable or None, "trust": trust or None}
    raise typer.Exit(run_doctor(path or Path(), explicit))


def run(arguments: Sequence[str]) -> int:
    """Run the command line and give its exit status: 0 all verified, 1 something is not, 2 the call is wrong, 130
    interrupted. Whatever goes wrong is one sentence on standard error."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            # Whoever closed the stream wants to hear nothing on it.
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115
        # Text of a sketch may hold what the terminal's encoding has no character for.
        getattr(sys, name).reconfigure(errors="backslashreplace")
    if not arguments:
        run(("--help",))
        return 2
    try:
        result = app(args=list(arguments), prog_name="holewright", standalone_mode=False)
        sys.stdout.flush()
        if result == _INTERRUPTED:
            # Typer makes an exit status of Ctrl-C, and says nothing.
            raise KeyboardInterrupt
    except typer.TyperException as error:
        complain(f"{error.format_message()} (see holewright --help)")
        return 2
    except CallError as error:
        complain(str(error))
        return 2
    except (typer.Abort, KeyboardInterrupt):
        kept = "; every fill found before that is kept in holes.lock" if "fill" in arguments[:1] else ""
        complain(f"interrupted{kept}")
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader went away, as `| head` does: nothing is left to be said.
        _drop_output()
        return 1
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None and error.errno in (errno.ENOSPC, errno.EIO):
            _drop_output()
            complain(f"the report cannot be written: {os.strerror(error.errno).lower()}")
            return 2
        if os.environ.get("HOLEWRIGHT_TRACEBACK"):
            raise
        complain(
            f"this is a defect of Holewright, please report it: {type(error).__name__}: {error} "
            "(with HOLEWRIGHT_TRACEBACK=1 it says where)"
        )
        return 2
    return int(result or 0)


def _drop_output() -> None:
    """Standard output takes nothing more, and what is left of it must not fail when we exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
