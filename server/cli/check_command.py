"""`holewright check`: run the evidence of sketches again."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Mapping
from pathlib import Path

from attrs import evolve

from holes.check import check
from holes.compiled import compiled
from holes.document import Document
from holes.files import FileError, Files
from holes.report import FileReport, Report, Status
from server.assembly import bench
from server.cli.call import Target, targets
from server.cli.failure import CallError
from server.cli.reporting import publish
from server.sandbox import with_sandbox
from sketch.model import Language


def run_check(paths: list[Path], explicit: Mapping[str, object], *, frozen: bool, format: str) -> int:
    """Check every sketch that `paths` mean and print the report. Gives the exit status. Raises `CallError`."""
    started = time.monotonic()
    loaded: list[tuple[Target, Document]] = []
    failures: list[str] = []
    for target in targets(paths, explicit):
        try:
            loaded.append((target, target.load()))
        except CallError as error:
            failures.append(str(error))
    try:
        files = asyncio.run(_check_all(loaded))
    except FileError as error:
        raise CallError(str(error)) from None
    outdated = [
        sentence
        for (target, document), file in zip(loaded, files, strict=True)
        for sentence in (out_of_date(document, file, target.parts.files) if frozen else ())
    ]
    report = Report(tuple(files), time.monotonic() - started, messages=(*failures, *outdated))
    publish(report, format)
    return 2 if failures else report.exit_status() or (1 if outdated else 0)


async def _check_all(loaded: list[tuple[Target, Document]]) -> list[FileReport]:
    # A check keeps about one core busy, in the process that runs the examples.
    places = asyncio.Semaphore(os.cpu_count() or 1)

    async def one(target: Target, document: Document) -> FileReport:
        async with places:
            where = bench(target.parts.settings, target.parts.root, target.path)
            return evolve(await with_sandbox(await check(document, where), where), path=str(target.path))

    return await asyncio.gather(*(one(*pair) for pair in loaded))


_REMEDY = {
    "stale": "run holewright fill",
    "edited": "take it back from version control",
}


def out_of_date(document: Document, report: FileReport, files: Files) -> tuple[str, ...]:
    """What `--frozen` objects to: fills for another question, fills changed by hand, fills that the lock lacks, and a
    written module that is not what the sketch and its lock compile to."""
    sentences = [
        f"{report.path}: the fill of `{entry.hole.name}` is {flag}: {_REMEDY[flag]}"
        for entry in report.holes
        for flag in entry.flags
        if flag in _REMEDY
    ]
    sentences += [
        f"{report.path}: the lock has no fill of `{entry.hole.name}`: run holewright fill"
        for entry in report.holes
        if entry.status is Status.UNFILLED and entry.hole.id not in document.entries
    ]
    if document.sketch.language is Language.ANPL:
        module = compiled(document.path, document.sketch, document.fills)
        present = files.read(module.path)
        if present is not None and present.replace("\r\n", "\n") != module.text.replace("\r\n", "\n"):
            sentences.append(f"{module.path} is not what {document.path.name} compiles to: run holewright compile")
    return tuple(sentences)
