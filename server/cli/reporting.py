"""Handing a report to the person: the format that was asked for on standard output, what is wrong with files on
standard error."""

from __future__ import annotations

import sys

from attrs import evolve

from holes.report import FileReport, Report
from server.cli.failure import complain
from server.sandbox import sandbox_lines, warning
from sketch.lines import LineIndex

#: More errors than this in one file help nobody.
_MOST = 20


def publish(report: Report, format: str) -> None:
    """Print `report`. Errors of the files themselves and messages go to standard error, a line each; machine formats
    hold them too, as far as they have a place for them."""
    for file in report.files:
        complain_about(file)
    for message in report.messages:
        complain(message)
    if format != "text":
        for tier, line in sandbox_lines(report.files):
            if warning(tier) is not None:
                complain(line)
    match format:
        case "json":
            from server.cli.json_report import dumps

            print(dumps(report))
        case "junit":
            from server.cli.junit import to_junit

            print(to_junit(report))
        case "sarif":
            from server.cli.sarif import dumps as dumps_sarif

            print(dumps_sarif(report))
        case _:
            if not report.files:
                return
            from server.cli.text import print_report

            files = tuple(evolve(file, errors=()) for file in report.files)
            print_report(evolve(report, files=files, messages=()), sys.stdout)


def complain_about(file: FileReport) -> None:
    """Say on standard error what is wrong with a file itself."""
    lines = LineIndex(file.sketch.text)
    for problem in file.errors[:_MOST]:
        line, column = lines.line_column(problem.span.start)
        complain(f"{file.path}:{line + 1}:{column + 1}: {problem.message}")
    if len(file.errors) > _MOST:
        complain(f"{file.path}: and {len(file.errors) - _MOST} more")
