"""Real sketches in an editor: what it is told is what `holewright check` says, also after what is typed and taken back
everywhere."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from attrs import evolve
from lsprotocol import types
from pygls.io_ import StdoutWriter

from holes.check import check
from holes.report import HoleReport
from server.lsp.app import create
from server.lsp.documents import OpenDocument
from server.lsp.session import Session
from sketch.model import Span
from tests.e2e.test_darc import FAILING, HOLDING, SILENT, put_lock, put_sketches

SKETCHES = (*HOLDING, *FAILING, *SILENT)
#: Programs of grids take longer than most.
SECONDS = 5


class Nowhere:
    """A stream that keeps nothing."""

    def write(self, message: bytes) -> int:
        """Take a message."""
        return len(message)

    def flush(self) -> None:
        """Do nothing."""


def begun(project: Path) -> Session:
    """A session in a trusted workspace."""
    server, session = create()
    server.protocol.set_writer(StdoutWriter(Nowhere()))  # type: ignore[arg-type]
    params: dict[str, Any] = {
        "processId": None,
        "rootUri": project.as_uri(),
        "capabilities": {},
        "initializationOptions": {"trusted": True, "settings": {"example-seconds": SECONDS}},
    }
    message = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params})
    server.protocol.handle_message(json.loads(message, object_hook=server.protocol.structure_message))
    return session


def told(reports: tuple[HoleReport, ...]) -> list[object]:
    """What is said, but for how long it took and what is said beside the message."""
    return [
        (
            report.hole.id,
            report.status,
            report.flags,
            [evolve(item, seconds=0.0) for item in report.examples],
            [(found.code, found.span, found.message.split("\n")[0]) for found in report.diagnostics],
        )
        for report in reports
    ]


async def compared(session: Session, document: OpenDocument, where: str) -> list[str]:
    """Where the session says something else of a document than a check of all of it."""
    await session.settled(document)
    view = session.view(document.uri)
    assert view is not None
    expected = await check(view.document, session.projects.bench(document.path))
    same = told(tuple(view.reports.values())) == told(expected.holes)
    return [] if same else [f"{document.path.name}: {where}"]


def test_an_editor_is_told_what_a_check_says(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "grids"\n', "utf-8")
    put_sketches(tmp_path, SKETCHES)
    put_lock(tmp_path, SKETCHES)

    async def scenario() -> list[str]:
        session = begun(tmp_path)
        wrong: list[str] = []
        for number in SKETCHES:
            path = tmp_path / f"{number}.anpl"
            session.open(path.as_uri(), "anpl", 1, path.read_text("utf-8"))
            document = session.documents.get(path.as_uri())
            assert document is not None
            wrong += await compared(session, document, "as it was opened")
            version = 2
            for word in ("import numpy as np\n", "def main", "return"):
                place = document.text.text.find(word)
                if place < 0:
                    continue
                for start, end, new in ((place, place, "# 🙂\n"), (place, place + 5, "")):
                    at = document.text.positions.range(Span(start, end))
                    session.change(document.uri, version, [types.TextDocumentContentChangePartial(at, new)])
                    version += 1
                wrong += await compared(session, document, f"a comment before {word!r}")
            session.close(document.uri)
        await session.end()
        return wrong

    assert asyncio.run(scenario()) == []
