"""`holewright fill`: the main job, from a sketch to a module that holds."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from attrs import evolve

from holes.bench import called
from holes.budget import Budget, Spending
from holes.check import check
from holes.clock import SystemClock
from holes.compiled import compiled, write
from holes.engines.protocol import Engine, Usage
from holes.files import FileError
from holes.fill import FillOptions, fill_document
from holes.named import means
from holes.report import FileReport, Report, Status
from holes.search import Means
from server.assembly import NoEngine, bench, budget, effort, engines
from server.cli.call import Target, targets
from server.cli.failure import CallError
from server.cli.progress import progress_on
from server.cli.reporting import publish
from server.sandbox import may_run, with_sandbox
from server.settings import Settings
from sketch.model import Language


def run_fill(
    paths: list[Path], explicit: Mapping[str, object], only: frozenset[str], *, refill: bool, format: str
) -> int:
    """Fill the sketches that `paths` mean and print the report. Gives the exit status. Raises `CallError`."""
    started = time.monotonic()
    found = targets(paths, explicit)
    failures: list[str] = []
    files: list[FileReport] = []
    meters: dict[Budget, Spending] = {}
    for target in found:
        settings = target.parts.settings
        options = FillOptions(
            only=only,
            refill=refill,
            effort=effort(settings),
        )
        limit = budget(settings)
        spending = meters.setdefault(limit, Spending(limit, SystemClock()))
        ask = _engines(settings)
        try:
            files.append(asyncio.run(_fill(target, ask, options, spending)))
        except (CallError, FileError) as error:
            failures.append(str(error))
    if only and files and not any(means(entry.hole, word) for word in only for file in files for entry in file.holes):
        failures.append(f"no hole is called {', '.join(sorted(only))}")
    usage = sum((meter.spent for meter in meters.values()), Usage())
    report = Report(tuple(files), time.monotonic() - started, usage, tuple(failures))
    publish(report, format)
    return 2 if failures else report.exit_status()


async def _fill(target: Target, ask: tuple[Engine, ...], options: FillOptions, spending: Spending) -> FileReport:
    parts = target.parts
    document = target.load()
    where = bench(parts.settings, parts.root, target.path)
    if any(problem.code == "sketch-syntax" for problem in document.sketch.problems):
        # What a broken text means is a guess, and a guess is worth no token.
        checked = evolve(await check(document, where), note="nothing was filled: mend the sketch first")
        return await with_sandbox(checked, where)
    if not await may_run(where):
        # What could not be judged would be asked for in vain.
        checked = evolve(await check(document, where), note="nothing was filled: nothing can be run here")
        return evolve(await with_sandbox(checked, where), path=str(target.path))
    with progress_on(sys.stderr) as progress:
        search = Means(ask, where, spending, progress, parts.lock.read().elsewhere(document.key))
        report = await fill_document(document, search, parts.store, options)
    return _with_module(target, evolve(await with_sandbox(report, where), path=str(target.path)))


def _with_module(target: Target, report: FileReport) -> FileReport:
    """Write the module where everything is filled and nothing fails; else say why not."""
    document = target.load()
    if document.sketch.language is not Language.ANPL:
        return report
    if report.note is not None:
        return report
    wrong = [called(entry.hole) for entry in report.holes if entry.status in _WRONG]
    name = target.path.with_suffix(".py").name
    if wrong or report.errors:
        return evolve(report, note=f"{name} was not written: {_named(wrong) if wrong else 'the sketch has errors'}")
    module = compiled(target.path, document.sketch, document.fills)
    if module.missing:
        missing = [called(hole) for hole in document.sketch.holes if hole.id in module.missing]
        return evolve(report, note=f"{name} was not written: {_named(missing)}")
    write(module, target.parts.files)
    return evolve(report, written=str(module.path))


_WRONG = (Status.UNFILLED, Status.FAILING, Status.BLOCKED)


def _named(holes: list[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in holes[:3])
    more = f" and {len(holes) - 3} more" if len(holes) > 3 else ""
    return f"{shown}{more} {'is' if len(holes) == 1 else 'are'} not filled, or not right yet"


def _engines(settings: Settings) -> tuple[Engine, ...]:
    try:
        return engines(settings)
    except NoEngine as error:
        raise CallError(str(error)) from None
