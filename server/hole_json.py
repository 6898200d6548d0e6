"""One hole as JSON, for the command line's report and for editors alike. Keys may be added, never renamed."""

from __future__ import annotations

from typing import Protocol

from attrs import asdict

from holes.report import Diagnostic, ExampleReport, FillReport, HoleReport, PropertyReport, Related
from sketch.model import Span


class Ranges(Protocol):
    """What knows where spans are in lines and characters."""

    def json(self, span: Span) -> dict[str, dict[str, int]]:
        """The range of `span` as the editor protocol writes it."""
        ...


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
        "range": ranges.json(hole.span),
        "examples": [_example(example, ranges) for example in entry.examples],
        "properties": [_property(item, ranges) for item in entry.properties],
        "fill": _fill(entry.fill) if entry.fill is not None else None,
        "diagnostics": [_diagnostic(diagnostic, ranges) for diagnostic in entry.diagnostics],
        "through": list(entry.through),
        "note": entry.note,
        **({"doubt": asdict(entry.doubt)} if entry.doubt is not None else {}),
    }


def waiting_to_json(entry: HoleReport, ranges: Ranges) -> dict[str, object]:
    """The same of one that was not checked: there is no verdict on its examples, and `pending` is true."""
    examples = [
        {
            "source": example.source,
            "range": ranges.json(example.span),
            "verdict": None,
            "expected": example.expected if example.expected is not None else example.raises or "",
            "actual": None,
            "message": None,
            "seconds": 0.0,
        }
        for example in entry.hole.examples
    ]
    return {**hole_to_json(entry, ranges), "examples": examples, "pending": True}


def _example(report: ExampleReport, ranges: Ranges) -> dict[str, object]:
    row = report.example.row
    return {
        "source": report.example.source,
        "range": ranges.json(report.example.span),
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
        "range": ranges.json(report.property.span),
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
        "range": ranges.json(diagnostic.span),
        "related": [_related(item, ranges) for item in diagnostic.related],
    }


def _related(related: Related, ranges: Ranges) -> dict[str, object]:
    """A place in the sketch has a range; one in the fill of a hole counts characters of its source."""
    if related.fill is None:
        return {"message": related.message, "range": ranges.json(related.span)}
    return {"message": related.message, "fill": related.fill, "offset": related.span.start}
