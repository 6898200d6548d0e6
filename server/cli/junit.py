"""The report as JUnit XML, which continuous integration servers show as tests: a suite per file, a case per example
and property."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from holes.report import ExampleReport, FileReport, HoleReport, PropertyReport, Report, Status
from holes.verdict import Verdict
from server.cli.look import Look, plain
from server.cli.side_by_side import side_by_side
from sketch.lines import LineIndex

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOOK = Look()
_CELLS = 120
_LONGEST = 2_000
#: Verdicts that say something of the run, not of the answer.
_ERRORS = (Verdict.CRASHED, Verdict.DENIED, Verdict.MALFORMED)
_SKIPPED = (Verdict.BLOCKED, Verdict.INCONCLUSIVE)


@frozen
class Case:
    """One test case. `result` is `failure`, `error`, `skipped` or empty (it passed), `type` a verdict or code,
    `printed` what it wrote to standard output."""

    group: str
    name: str
    line: int
    seconds: float = 0.0
    result: str = ""
    type: str = ""
    message: str = ""
    text: str = ""
    printed: str = ""


def to_junit(report: Report) -> str:
    """`report` as an XML document, ASCII only, so that no encoding on its way can spoil it."""
    from xml.etree import ElementTree

    root = ElementTree.Element("testsuites", {"name": "holewright"})
    every: list[Case] = []
    for file in report.files:
        cases = _distinct(list(_cases(file)))
        every += cases
        suite = ElementTree.SubElement(root, "testsuite", {"name": _text(file.path), **_counts(cases)})
        if file.sandbox is not None:
            properties = ElementTree.SubElement(suite, "properties")
            ElementTree.SubElement(properties, "property", {"name": "sandbox", "value": str(file.sandbox.tier)})
        for case in cases:
            _append(suite, case, file)
        if file.note:
            ElementTree.SubElement(suite, "system-out").text = _text(file.note)
    root.attrib.update(_counts(every))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root).decode("ascii")


def _append(suite: Element, case: Case, file: FileReport) -> None:
    from xml.etree.ElementTree import SubElement

    attributes = {
        "classname": f"{PurePath(file.path).stem}.{case.group}" if case.group else PurePath(file.path).stem,
        "name": case.name,
        "file": file.path,
        "line": str(case.line),
        "time": f"{case.seconds:.6f}",
    }
    element = SubElement(suite, "testcase", {key: _text(value) for key, value in attributes.items()})
    if case.result == "skipped":
        SubElement(element, "skipped", {"message": _text(case.message)})
    elif case.result:
        detail = SubElement(element, case.result, {"message": _text(case.message), "type": case.type})
        detail.text = _text(case.text or case.message)
    if case.printed:
        SubElement(element, "system-out").text = _text(case.printed)


def _counts(cases: list[Case]) -> dict[str, str]:
    results = [case.result for case in cases]
    return {
        "tests": str(len(cases)),
        "failures": str(results.count("failure")),
        "errors": str(results.count("error")),
        "skipped": str(results.count("skipped")),
        "time": f"{sum(case.seconds for case in cases):.6f}",
    }


def _distinct(cases: list[Case]) -> list[Case]:
    """Servers know a case by its name: a second one of the same name is numbered."""
    seen: dict[tuple[str, str], int] = {}
    named: list[Case] = []
    for case in cases:
        key = (case.group, case.name)
        seen[key] = seen.get(key, 0) + 1
        named.append(case if seen[key] == 1 else evolve(case, name=f"{case.name} #{seen[key]}"))
    return named


def _cases(file: FileReport) -> Iterator[Case]:
    lines = LineIndex(file.sketch.text)
    for problem in file.errors:
        line = lines.line_column(problem.span.start)[0] + 1
        message = f"{file.path}:{line}: {problem.message}"
        yield Case("", problem.code, line, result="error", type=problem.code, message=message)
    for entry in file.holes:
        told = [_example(entry, example, lines) for example in entry.examples]
        told += [_property(entry, item, lines) for item in entry.properties]
        yield from told
        yield from _state(entry, told, lines)


def _example(entry: HoleReport, report: ExampleReport, lines: LineIndex) -> Case:
    line = lines.line_column(report.example.source_span.start)[0] + 1
    name = _LOOK.call(report.example.source, _CELLS)
    case = Case(entry.hole.id, name, line, report.seconds, type=f"example-{report.verdict}", printed=report.printed)
    if report.verdict is Verdict.PASSED:
        return case
    if report.verdict in _SKIPPED:
        return evolve(case, result="skipped", message=report.message or str(report.verdict))
    text = report.message or str(report.verdict)
    if report.actual is not None:
        text += "\n\n" + plain(side_by_side(report.expected, report.actual, _CELLS, _LOOK))
    message = report.message or f"expected {report.expected}, got {report.actual}"
    result = "error" if report.verdict in _ERRORS else "failure"
    return evolve(case, result=result, message=_LOOK.call(message, _LONGEST), text=text)


def _property(entry: HoleReport, report: PropertyReport, lines: LineIndex) -> Case:
    line = lines.line_column(report.property.span.start)[0] + 1
    case = Case(entry.hole.id, _LOOK.call(report.property.source, _CELLS), line, type="property-falsified")
    if report.held:
        return case
    if report.held is None:
        return evolve(case, result="skipped", message=report.message or "not tried")
    falsified = f"does not hold for {_LOOK.call(report.falsified_by or 'some input', _LONGEST)}"
    return evolve(case, result="failure", message=falsified, text=report.message or falsified)


def _state(entry: HoleReport, told: list[Case], lines: LineIndex) -> Iterator[Case]:
    """A case for the hole itself, where its examples and properties do not say all there is."""
    line = lines.line_column(entry.hole.span.start)[0] + 1
    case = Case(entry.hole.id, "status", line)
    own = [d for d in entry.diagnostics if not d.code.startswith("example") and d.code != "property-falsified"]
    said = "; ".join(d.message for d in own) or entry.note or ""
    if entry.status in (Status.UNFILLED, Status.AMBIGUOUS):
        # Nothing failed, yet the file is not what it should be, and a server must not show it green.
        kind = "unfilled-hole" if entry.status is Status.UNFILLED else "ambiguous-fill"
        yield evolve(case, result="failure", type=kind, message=said or str(entry.status))
    elif entry.status is Status.FAILING and not any(item.result in ("failure", "error") for item in told):
        through = f"through {', '.join(entry.through)}" if entry.through else str(entry.status)
        yield evolve(case, result="failure", type="failing", message=said or through)
    elif not told:
        verified = entry.status is Status.VERIFIED
        yield case if verified else evolve(case, result="skipped", message=said or str(entry.status))


def _text(text: str) -> str:
    """`text` with the characters that XML has no way to hold written as Python escapes."""
    return _NOT_XML.sub(lambda match: match[0].encode("unicode_escape").decode(), text)
