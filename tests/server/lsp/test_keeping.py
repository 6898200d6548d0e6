"""A fill that was found is kept in the text as it is by then, also where the editor is behind with telling it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from attrs import define, field
from lsprotocol import types

from holes.engines.protocol import Proposal
from holes.trial import Trial
from server.lsp import keeping
from server.lsp.abilities import Abilities
from server.lsp.client import Client
from server.lsp.keeping import EditorKeeper
from server.lsp.session import Session
from sketch.model import Fill

TWICE = '''def twice(n: int) -> int:
    """Twice the number.

    >>> twice(2)
    4
    """
    ...  # hole
'''
FILLED = TWICE.replace("...  # hole", "return 2 * n")
TRIAL = Trial(Fill("def twice(n):\n    return 2 * n\n"), Proposal("", "local"))


@define
class Desk:
    """An editor with one file open. Before it makes an edit it does the next of `meanwhile`, which says whether it
    makes it then."""

    path: Path
    meanwhile: list[Callable[[Desk], bool]] = field(factory=list)
    can: Abilities = field(factory=Abilities)
    text: str = ""
    version: int = 1
    warned: list[str] = field(factory=list)
    session: Session = field(init=False)

    def open(self, text: str) -> None:
        self.session = Session(cast(Client, self))
        self.text = text
        self.session.open(self.path.as_uri(), "python", self.version, text)

    def type(self, text: str) -> None:
        """Send a text as it is now."""
        self.version += 1
        self.text = text
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.session.change(self.path.as_uri(), self.version, [change])

    def end(self) -> None: ...

    async def apply(self, edit: types.WorkspaceEdit, label: str) -> bool:
        if self.meanwhile and not self.meanwhile.pop(0)(self):
            return False
        assert edit.changes is not None
        ((made,),) = edit.changes.values()
        lines = self.text.splitlines(keepends=True)
        start, end = (sum(map(len, lines[: at.line])) + at.character for at in (made.range.start, made.range.end))
        self.type(self.text[:start] + made.new_text + self.text[end:])
        return True

    def warn(self, sentence: str) -> None:
        self.warned.append(sentence)

    def publish(self, *told: object) -> None:
        pass

    def notify(self, *told: object) -> None:
        pass

    def refresh(self) -> None:
        pass


def kept(folder: Path, *meanwhile: Callable[[Desk], bool]) -> Desk:
    """What is open once a fill was kept."""
    desk = Desk(folder / "a.py", list(meanwhile))

    async def play() -> None:
        desk.open(TWICE)
        open_document = desk.session.documents.get(desk.path.as_uri())
        assert open_document is not None
        document = desk.session.document(open_document)
        assert document is not None
        done = await EditorKeeper(desk.session, open_document.uri).keep(document, document.sketch.holes[0], TRIAL)
        assert done is not bool(desk.warned)
        await desk.session.end()

    asyncio.run(play())
    return desk


def types_and_refuses(desk: Desk) -> bool:
    """It has a newer text already, and has said so."""
    desk.type(f"# typed\n{desk.text}")
    return False


def refuses_and_types_later(desk: Desk) -> bool:
    """It has a newer text already, which it will send after a pause."""
    asyncio.get_running_loop().call_later(0.01, desk.type, f"# typed\n{desk.text}")
    return False


def makes_it(desk: Desk) -> bool:
    return True


@pytest.mark.parametrize(
    ("meanwhile", "expected"),
    [
        ((), FILLED),
        ((makes_it,), FILLED),
        ((types_and_refuses,), f"# typed\n{FILLED}"),
        ((refuses_and_types_later,), f"# typed\n{FILLED}"),
        ((refuses_and_types_later, types_and_refuses), f"# typed\n# typed\n{FILLED}"),
    ],
)
def test_what_is_typed_meanwhile_is_kept_as_well(
    tmp_path: Path, meanwhile: tuple[Callable[[Desk], bool], ...], expected: str
) -> None:
    desk = kept(tmp_path, *meanwhile)
    assert (desk.text, desk.warned) == (expected, [])
    assert 'id = "twice"' in (tmp_path / "holes.lock").read_text()


def test_who_refuses_and_types_nothing_is_not_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_UNSENT_SECONDS", 0.01)
    desk = kept(tmp_path, lambda desk: False)
    assert (desk.text, desk.warned) == (TWICE, ["the editor did not write the fill of `twice`"])
    assert not (tmp_path / "holes.lock").exists()
