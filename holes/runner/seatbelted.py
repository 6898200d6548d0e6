"""Starting a zygote in the sandbox of macOS, whose walls stand before it: what it will need is asked without them."""

from __future__ import annotations

import asyncio
import json
import subprocess
from contextlib import suppress

from attrs import evolve

from holes.runner import seatbelt, zygote
from holes.runner.child import INSIDE, Interpreter, ending
from holes.runner.zygote import Refused, Walls, Zygote, led_to, no_python, unstartable

#: Seconds for an interpreter to say what it needs.
_PATIENCE = 60.0


async def start(python: Interpreter, walls: Walls) -> Zygote:
    """Start a zygote, and wait until it is ready. Raises `StartError` where the interpreter does not start, `Refused`
    where the sandbox cannot be had."""
    told = await _overview(python, walls)
    if "refused" in told:
        raise Refused(str(told["refused"]))
    read, listed, links, shown = (_texts(told[name]) for name in ("read", "listed", "links", "shown"))
    programs = seatbelt.programs(str(told["executable"]), str(told["base_prefix"]))
    try:
        profile = seatbelt.profile(read, programs, listed, links)
    except ValueError as error:
        raise Refused(str(error)) from None
    return await zygote.start(led_to(told, python), evolve(walls, shown=shown), seatbelt.command(profile, ()))


async def _overview(python: Interpreter, walls: Walls) -> dict[str, object]:
    """What the interpreter says that a zygote with these walls needs (`inside/overview.py`). Raises `StartError`,
    `Refused`."""
    try:
        process = await asyncio.create_subprocess_exec(
            python.path,
            "-I",
            "-X",
            "utf8",
            str(INSIDE),
            "view",
            walls.config,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(python.environment),
            cwd="/",
        )
    except OSError as error:
        raise unstartable(python, error) from error
    try:
        async with asyncio.timeout(_PATIENCE):
            output, complaint = await process.communicate()
    except TimeoutError:
        raise Refused(f"what it needs was not told within {_PATIENCE:g} s") from None
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    # What leads to an interpreter may have said something before it.
    for line in output.splitlines()[-1:]:
        with suppress(ValueError):
            told = json.loads(line)
            if isinstance(told, dict):
                return told
    raise no_python(python, ending(process.returncode or 0, complaint))


def _texts(told: object) -> tuple[str, ...]:
    assert isinstance(told, list)
    return tuple(map(str, told))
