"""The report as SARIF 2.1.0, which code hosts show beside the lines it speaks of."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath
from urllib.parse import quote

from attrs import frozen

from holes.report import Diagnostic, FileReport, Report, Severity
from holewright import __version__
from server.ranges import Ranges
from server.sandbox import weakest
from sketch.model import Problem, Span

_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "note",
    Severity.HINT: "note",
}

#: The diagnostics of the design: code, severity, and what it means.
RULES: tuple[tuple[str, Severity, str], ...] = (
    ("unfilled-hole", Severity.HINT, "A hole has no fill."),
    ("unchecked-fill", Severity.HINT, "A fill has nothing to check it by: no example and no property."),
    ("example-failed", Severity.ERROR, "An example gives another value than the one expected."),
    ("example-raised", Severity.ERROR, "An example raises an exception that it does not expect."),
    ("example-timeout", Severity.ERROR, "An example does not end in time."),
    ("example-crashed", Severity.ERROR, "An example ends its process."),
    ("example-denied", Severity.ERROR, "An example does something that the sandbox does not allow."),
    ("example-blocked", Severity.INFORMATION, "An example needs a hole that is not filled."),
    ("example-malformed", Severity.ERROR, "An example cannot be read."),
    ("examples-conflict", Severity.ERROR, "Two examples expect different things of the same call."),
    ("property-falsified", Severity.ERROR, "A property does not hold for some input."),
    ("ambiguous-fill", Severity.WARNING, "Every example holds, and they leave open what is meant."),
    ("memorised-examples", Severity.WARNING, "A fill is a table of its examples."),
    ("stale-fill", Severity.WARNING, "A fill was made for another description, signature or examples."),
    ("sketch-syntax", Severity.ERROR, "The sketch has a syntax error."),
    ("engine-error", Severity.ERROR, "An engine could not answer."),
)


@frozen
class Finding:
    """A diagnostic or a problem of a file. `subject` is the id of the hole it is about, or empty."""

    code: str
    level: str
    message: str
    span: Span
    subject: str = ""
    related: tuple[tuple[str, Span], ...] = ()


def dumps(report: Report) -> str:
    """`report` as SARIF text, ASCII only, the same for the same report."""
    return json.dumps(to_sarif(report), indent=2, ensure_ascii=True)


def to_sarif(report: Report) -> dict[str, object]:
    """`report` as plain dicts and lists. Relative paths stay relative to the folder that the call was made in."""
    findings = [(file, finding) for file in report.files for finding in _findings(file)]
    known = {code for code, _, _ in RULES}
    rules = [_rule(*rule) for rule in RULES]
    rules += [{"id": code} for code in sorted({finding.code for _, finding in findings} - known)]
    indexes = {rule["id"]: index for index, rule in enumerate(rules)}
    ranges = {id(file): Ranges(file.sketch.text) for file in report.files}
    seen: Counter[str] = Counter()
    results = [_result(file, finding, indexes[finding.code], ranges[id(file)], seen) for file, finding in findings]
    driver = {"name": "holewright", "version": __version__, "semanticVersion": __version__, "rules": rules}
    run: dict[str, object] = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "artifacts": [{"location": {"uri": uri(file.path)}, "sourceLanguage": "python"} for file in report.files],
        "results": results,
    }
    if (tier := weakest(report.files)) is not None:
        run["properties"] = {"sandbox": str(tier)}
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def uri(path: str) -> str:
    """`path` as a URI reference: relative where it is relative, percent-encoded either way."""
    pure = PurePath(path)
    if pure.is_absolute():
        return pure.as_uri()
    # A colon in the first segment would read as a scheme; it is encoded too.
    return quote(pure.as_posix().encode("utf-8", "surrogateescape"), safe="/~")


def _rule(code: str, severity: Severity, meaning: str) -> dict[str, object]:
    name = "".join(word.capitalize() for word in code.split("-"))
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": meaning},
        "defaultConfiguration": {"level": _LEVELS[severity]},
    }


def _findings(file: FileReport) -> Iterator[Finding]:
    for problem in file.errors:
        yield _of_problem(problem)
    for entry in file.holes:
        for diagnostic in entry.diagnostics:
            yield _of_diagnostic(diagnostic, entry.hole.id)


def _of_problem(problem: Problem) -> Finding:
    return Finding(problem.code, "error", problem.message, problem.span)


def _of_diagnostic(diagnostic: Diagnostic, subject: str) -> Finding:
    related = tuple((item.message, item.span) for item in diagnostic.related)
    level = _LEVELS[diagnostic.severity]
    return Finding(diagnostic.code, level, diagnostic.message, diagnostic.span, subject, related)


def _result(file: FileReport, finding: Finding, rule: int, ranges: Ranges, seen: Counter[str]) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.level,
        "message": {"text": _sound(finding.message)},
        "locations": [_location(file, finding.span, ranges)],
        "partialFingerprints": {"holewright/v1": _fingerprint(file, finding, seen)},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": _sound(message)}, **_location(file, span, ranges)}
            for number, (message, span) in enumerate(finding.related)
        ]
    return result


def _location(file: FileReport, span: Span, ranges: Ranges) -> dict[str, object]:
    (line, column), (end_line, end_column) = ranges.position(span.start), ranges.position(span.end)
    region = {"startLine": line + 1, "startColumn": column + 1, "endLine": end_line + 1, "endColumn": end_column + 1}
    return {"physicalLocation": {"artifactLocation": {"uri": uri(file.path)}, "region": region}}


def _fingerprint(file: FileReport, finding: Finding, seen: Counter[str]) -> str:
    """What makes a finding the same after lines have moved: its file, code, hole and the text it stands on; the second
    of two alike is told by its number."""
    text = file.sketch.text[finding.span.start : finding.span.end]
    key = "\0".join((PurePath(file.path).as_posix(), finding.code, finding.subject, text))
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    seen[digest] += 1
    return f"{digest}:{seen[digest]}"


def _sound(text: str) -> str:
    """`text` with lone surrogates written out, since strict readers refuse them."""
    return text.encode("utf-8", "backslashreplace").decode()
