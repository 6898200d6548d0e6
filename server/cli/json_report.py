"""The report as one JSON object. Keys may be added, never renamed."""

from __future__ import annotations

import json

from holes.report import FileReport, Report
from holes.runner.protocol import Tier
from server.hole_json import hole_to_json
from server.ranges import Ranges
from server.sandbox import weakest
from sketch.model import Problem

#: Raised when a key changes its meaning, which it should not.
VERSION = 1


def dumps(report: Report) -> str:
    """`report` as JSON text: ASCII only, so that no encoding on its way can spoil it, the same for the same report."""
    return json.dumps(_sound(to_json(report)), indent=2, ensure_ascii=True, allow_nan=False)


def to_json(report: Report) -> dict[str, object]:
    """`report` as plain dicts and lists."""
    summary = report.summary()
    return {
        "version": VERSION,
        "files": [file_to_json(file) for file in report.files],
        "summary": {
            "holes": summary.holes,
            "verified": summary.verified,
            "failing": summary.failing,
            "unfilled": summary.unfilled,
            "unchecked": summary.unchecked,
            "ambiguous": summary.ambiguous,
            "blocked": summary.blocked,
            "examples": summary.examples,
            "passed": summary.passed,
            "tokens": summary.tokens,
            "requests": summary.requests,
            "seconds": round(summary.seconds, 6),
        },
        "messages": list(report.messages),
        "sandbox": _tier(weakest(report.files)),
    }


def file_to_json(file: FileReport) -> dict[str, object]:
    """One file."""
    ranges = Ranges(file.sketch.text)
    return {
        "path": file.path,
        "errors": [_problem(problem, ranges) for problem in file.errors],
        "holes": [hole_to_json(entry, ranges) for entry in file.holes],
        "written": file.written,
        "note": file.note,
        "sandbox": _tier(file.sandbox.tier if file.sandbox is not None else None),
    }


def _tier(tier: Tier | None) -> str | None:
    return None if tier is None else str(tier)


def _problem(problem: Problem, ranges: Ranges) -> dict[str, object]:
    return {"code": problem.code, "message": problem.message, "range": ranges.json(problem.span)}


def _sound(thing: object) -> object:
    """`thing` with lone surrogates written out as `\\ud800`: JSON could carry them, but strict readers refuse them."""
    match thing:
        case str():
            return thing.encode("utf-8", "backslashreplace").decode() if not thing.isascii() else thing
        case dict():
            return {key: _sound(value) for key, value in thing.items()}
        case list():
            return [_sound(value) for value in thing]
        case _:
            return thing
