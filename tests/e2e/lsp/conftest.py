"""An editor of each kind with a filled sketch open, for tests that only ask."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.e2e.lsp.buffer import Buffer
from tests.e2e.lsp.editor import Editor, editor
from tests.e2e.lsp.profiles import EDITORS
from tests.e2e.lsp.sketches import LEAGUE


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What an editor did not say that it knows must not be sent to it."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.filterwarnings("error::pytest_lsp.LspSpecificationWarning"))


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=EDITORS, ids=lambda profile: profile.name)
async def reader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Editor]:
    """An editor that has opened the league table and filled what can be."""
    async with editor(tmp_path_factory.mktemp("league"), request.param) as it:
        sketch = it.open("league.anpl", LEAGUE)
        await it.command("fillAll", sketch)
        assert await it.ended() == "3 of 4 holes are filled"
        await it.stands(sketch, points="verified", ahead="verified", worst="failing", nobody="unfilled")
        yield it


@pytest.fixture
def league(reader: Editor) -> Buffer:
    """The league table in that editor."""
    (buffer,) = reader.buffers.values()
    return buffer
