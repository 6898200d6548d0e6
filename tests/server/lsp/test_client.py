"""What the editor is told and asked, against one that is told by the test what it answers."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Coroutine
from typing import Any, cast

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from server.lsp.abilities import Abilities
from server.lsp.client import Client
from server.lsp.protocol import Server

LENSES, TOKENS = "workspace_code_lens_refresh_async", "workspace_semantic_tokens_refresh_async"


class Wire:
    """Stands where the server of pygls does. What the editor is asked waits in `open`."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.open: dict[str, asyncio.Future[Any]] = {}

    def __getattr__(self, name: str) -> Callable[[object], asyncio.Future[Any]]:
        def ask(params: object) -> asyncio.Future[Any]:
            self.asked.append(name)
            self.open[name] = asyncio.get_running_loop().create_future()
            return self.open[name]

        ask.__name__ = name
        return ask


def play(scene: Callable[[Client, Wire], Coroutine[Any, Any, None]], **can: bool) -> None:
    """Play a scene with an editor that can do so much."""
    wire = Wire()
    client = Client(cast(Server, wire))
    client.can = Abilities(**can)
    asyncio.run(scene(client, wire))


async def _turn() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def test_an_editor_that_has_not_answered_is_not_asked_to_refresh_again() -> None:
    async def scene(client: Client, wire: Wire) -> None:
        for _ in range(3):
            client.refresh()
        assert wire.asked == [LENSES]
        wire.open[LENSES].set_result(None)
        await _turn()
        assert wire.asked == [LENSES, LENSES]
        wire.open[LENSES].set_result(None)
        await _turn()
        assert wire.asked == [LENSES, LENSES]
        client.refresh()
        assert wire.asked == [LENSES, LENSES, LENSES]

    play(scene, refreshes_lenses=True)


def test_one_kind_of_refresh_does_not_wait_for_another() -> None:
    async def scene(client: Client, wire: Wire) -> None:
        client.refresh()
        wire.open[TOKENS].set_result(None)
        await _turn()
        client.refresh()
        assert wire.asked == [LENSES, TOKENS, TOKENS]

    play(scene, refreshes_lenses=True, refreshes_tokens=True)


def test_an_editor_that_refuses_a_refresh_may_be_asked_again() -> None:
    async def scene(client: Client, wire: Wire) -> None:
        client.refresh()
        client.refresh()
        wire.open[LENSES].set_exception(JsonRpcException("no"))
        await _turn()
        assert wire.asked == [LENSES, LENSES]

    play(scene, refreshes_lenses=True)


def test_an_editor_that_can_do_nothing_is_asked_nothing() -> None:
    async def scene(client: Client, wire: Wire) -> None:
        client.refresh()
        assert await client.begin_progress("Fill", "waiting") is None
        client.report_progress(None, "halfway", 50)
        client.end_progress(None, "done")
        assert not await client.show("file:///a")
        assert wire.asked == []

    play(scene)


def test_an_edit_that_is_refused_was_not_made() -> None:
    async def scene(client: Client, wire: Wire) -> None:
        for answer, made in (
            (types.ApplyWorkspaceEditResult(True), True),
            (types.ApplyWorkspaceEditResult(False, "no"), False),
            (JsonRpcException("no"), False),
        ):
            asked = asyncio.ensure_future(client.apply(types.WorkspaceEdit(), "Fill"))
            await _turn()
            future = wire.open["workspace_apply_edit_async"]
            if isinstance(answer, JsonRpcException):
                future.set_exception(answer)
            else:
                future.set_result(answer)
            assert await asked is made

    play(scene)


def test_an_answer_that_nobody_waits_for_any_more_does_no_harm() -> None:
    async def scene(client: Client, wire: Wire) -> None:
        asked = asyncio.ensure_future(client.apply(types.WorkspaceEdit(), "Fill"))
        await _turn()
        asked.cancel()
        await asyncio.wait({asked})
        future = wire.open["workspace_apply_edit_async"]
        assert not future.cancelled()
        future.set_result(types.ApplyWorkspaceEditResult(True))

    play(scene)


def test_an_editor_without_progress_after_all() -> None:
    async def scene(client: Client, wire: Wire) -> None:
        asked = asyncio.ensure_future(client.begin_progress("Fill", "waiting"))
        await _turn()
        wire.open["window_work_done_progress_create_async"].set_exception(JsonRpcException("no"))
        assert await asked is None

    play(scene, progress=True)


def test_settings_that_the_editor_does_not_give() -> None:
    async def scene(client: Client, wire: Wire) -> None:
        asked = asyncio.ensure_future(client.configuration([None]))
        await _turn()
        wire.open["workspace_configuration_async"].set_exception(JsonRpcException("no"))
        assert await asked is None

    play(scene, configuration=True)


def test_a_refusal_that_comes_when_nobody_waits_any_more_is_no_error() -> None:
    wrong: list[object] = []

    async def scene(client: Client, wire: Wire) -> None:
        asyncio.get_running_loop().set_exception_handler(lambda loop, context: wrong.append(context))
        for ask in (client.begin_progress("it", "now"), client.apply(types.WorkspaceEdit(), "it")):
            waiting = asyncio.ensure_future(ask)
            await _turn()
            waiting.cancel()
            await _turn()
            assert waiting.cancelled()
        for request in wire.open.values():
            request.set_exception(JsonRpcException("no"))
        await _turn()
        wire.open.clear()
        gc.collect()

    play(scene, progress=True)
    assert wrong == []


def test_an_editor_that_is_about_to_leave_is_asked_for_nothing_more() -> None:
    async def scene(client: Client, wire: Wire) -> None:
        client.refresh()
        client.refresh()
        client.end()
        client.refresh()
        wire.open[LENSES].set_result(None)
        await _turn()
        assert wire.asked == [LENSES]

    play(scene, refreshes_lenses=True)
