"""The report as one JSON object. Keys may be added, never renamed."""

from __future__ import annotations

import json

from holes.report import Diagnostic, ExampleReport, FileReport, FillReport, HoleReport, PropertyReport, Report
from holes.runner.protocol import Tier
from server.cli.ranges import Ranges
from server.cli.sandbox import weakest
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


def hole_to_json(entry: HoleReport, ranges: Ranges) -> dict[str, object]:
    """One hole or sketch function."""
    hole = entry.hole
    return {
        "id": hole.id,
        "name": hole.name,
        "kind": str(entry.kind),
        "description": hole.description,
        "signature": hole.signature.text,
        "status": str(entry.status),
        "flags": sorted(entry.flags),
        "fingerprint": entry.fingerprint,
        "range": ranges.range(hole.span),
        "examples": [_example(example, ranges) for example in entry.examples],
        "properties": [_property(item, ranges) for item in entry.properties],
        "fill": _fill(entry.fill) if entry.fill is not None else None,
        "diagnostics": [_diagnostic(diagnostic, ranges) for diagnostic in entry.diagnostics],
        "through": list(entry.through),
        "note": entry.note,
    }


def _problem(problem: Problem, ranges: Ranges) -> dict[str, object]:
    return {"code": problem.code, "message": problem.message, "range": ranges.range(problem.span)}


def _example(report: ExampleReport, ranges: Ranges) -> dict[str, object]:
    row = report.example.row
    return {
        "source": report.example.source,
        "range": ranges.range(report.example.span),
        "verdict": str(report.verdict),
        "expected": report.expected,
        "actual": report.actual,
        "message": report.message,
        "seconds": round(report.seconds, 6),
        **({"printed": report.printed} if report.printed else {}),
        **({"row": {"path": row.path, "line": row.line}} if row is not None else {}),
    }


def _property(report: PropertyReport, ranges: Ranges) -> dict[str, object]:
    return {
        "source": report.property.source,
        "range": ranges.range(report.property.span),
        "held": report.held,
        "inputs": report.inputs,
        "falsifiedBy": report.falsified_by,
        "message": report.message,
    }


def _fill(fill: FillReport) -> dict[str, object]:
    return {
        "source": fill.source,
        "engine": fill.engine,
        "model": fill.model,
        "attempts": fill.attempts,
        "tokens": {"prompt": fill.usage.prompt, "completion": fill.usage.completion},
    }


def _diagnostic(diagnostic: Diagnostic, ranges: Ranges) -> dict[str, object]:
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "range": ranges.range(diagnostic.span),
        "related": [{"message": item.message, "range": ranges.range(item.span)} for item in diagnostic.related],
    }


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
