"""Which settings of the editor's side hold: those that it has, or else those that it gave at the start."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import cast

import pytest
from attrs import define, field

from server.lsp.abilities import Abilities
from server.lsp.client import Client
from server.lsp.session import Session


@define
class Told:
    """An editor that answers what its settings are: its own, and those of each folder."""

    said: list[object] | None
    can: Abilities = field(factory=lambda: Abilities(configuration=True))

    async def configuration(self, scopes: list[str | None]) -> list[object] | None:
        return self.said

    def warn(self, sentence: str) -> None:
        raise AssertionError(sentence)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([None, None], 7),
        (None, 7),
        ([{"candidates": 2}, None], 2),
        ([{"candidates": 2}, {"candidates": 3}], 3),
        ([None, {"candidates": 3}], 3),
        # Who has settings has said all that there is to say.
        ([{}, {}], 4),
    ],
)
def test_settings(tmp_path: Path, said: list[object] | None, expected: int) -> None:
    session = Session(cast(Client, Told(said)))
    session.folders = (tmp_path,)
    session.settings_at_start = {"candidates": 7}
    session.projects.configure({None: session.settings_at_start})
    asyncio.run(session.ask_configuration())
    assert session.projects.of(tmp_path / "a.anpl").settings.candidates == expected
