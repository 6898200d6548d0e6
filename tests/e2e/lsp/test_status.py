"""What an editor that asks for it is told of the engine, the sandbox and what was spent."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chat_server import ChatServer, Say
from tests.e2e.lsp.editor import Editor, editor
from tests.e2e.lsp.sketches import DOUBLE, model

pytestmark = pytest.mark.asyncio

RIGHT = Say("```python\ndef double(n: int) -> int:\n    return 2 * n\n```")
OPTIONS = {"status": True}


async def told(it: Editor, **expected: object) -> dict[str, object]:
    """The last status, once it says this."""

    def holds() -> bool:
        return bool(it.statuses) and expected.items() <= it.statuses[-1].items()

    await it.client.until(holds, f"a status of {expected}")
    return it.statuses[-1]


async def test_what_holds_and_what_is_spent(tmp_path: Path) -> None:
    with ChatServer([RIGHT]) as server:
        async with editor(tmp_path, settings=model(server), options=OPTIONS) as it:
            sketch = it.open("a.anpl", DOUBLE)
            nothing = {"prompt": 0, "completion": 0, "requests": 0}
            status = await told(it, uri=sketch.uri, trusted=True, sends=False, spent=nothing)
            assert (status["engine"], status["model"], status["problem"]) == ("openai", "m", None)
            assert str(status["host"]).startswith("127.0.0.1:")
            await it.command("fill", sketch, hole="double")
            assert await it.ended() == "`double` is filled"
            await it.stands(sketch, double="verified")
            # What it was run in is known by then.
            await it.client.until(lambda: it.statuses[-1]["sandbox"] is not None, "the sandbox")
            spent = it.statuses[-1]["spent"]
            assert spent["requests"] == 1
            assert spent["prompt"] > 0 < spent["completion"]


async def test_settings_and_trust_change_it(tmp_path: Path) -> None:
    async with editor(tmp_path, trusted=False, options=OPTIONS) as it:
        it.open("a.anpl", DOUBLE)
        assert (await told(it, trusted=False))["sandbox"] is None
        it.trust(True)
        await told(it, trusted=True, engine="auto")
        it.configure({"engine": "openai"})
        status = await told(it, engine="openai")
        assert "no model is set" in str(status["problem"])


async def test_who_does_not_ask_is_not_told(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        sketch = it.open("a.anpl", DOUBLE)
        await it.settled(sketch)
        assert it.statuses == []
