"""Each request is answered, once and in a sentence, whatever an editor sends."""

from __future__ import annotations

import asyncio
import io
import json
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.io_ import StdoutWriter

from server.lsp.app import create
from server.lsp.protocol import Server

HOVER: dict[str, object] = {"textDocument": {"uri": "file:///a.anpl"}, "position": {"line": 0, "character": 0}}


class Wire:
    """Both ends of the line: what an editor sends, and what it hears."""

    def __init__(self) -> None:
        self._output = io.BytesIO()
        self.server: Server = create()[0]
        self.server.protocol.set_writer(StdoutWriter(self._output))

    def send(self, **message: object) -> None:
        """Send a message."""
        body = json.dumps({"jsonrpc": "2.0", **message})
        protocol = self.server.protocol
        protocol.handle_message(json.loads(body, object_hook=protocol.structure_message))

    def ask(self, method: str, params: object) -> None:
        """Send the request with the id 7."""
        self.send(id=7, method=method, params=params)

    def begin(self) -> None:
        """Begin the session."""
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self.heard()

    def heard(self) -> list[Any]:
        """What was said since this was asked last."""
        said = self._output.getvalue()
        self._output.seek(0)
        self._output.truncate()
        found = []
        while said:
            header, _, rest = said.partition(b"\r\n\r\n")
            length = int(header.split(b"\r\n")[0].split(b":")[1])
            found.append(json.loads(rest[:length]))
            said = rest[length:]
        return found


def error(code: types.ErrorCodes, sentence: str) -> list[Any]:
    """The one answer that refuses the request 7."""
    return [{"jsonrpc": "2.0", "id": 7, "error": {"code": code.value, "message": sentence}}]


def test_nothing_is_answered_before_the_session_and_nothing_after_it() -> None:
    wire = Wire()
    wire.ask("textDocument/hover", HOVER)
    assert wire.heard() == error(types.ErrorCodes.ServerNotInitialized, "the server is not initialized yet")
    wire.begin()
    wire.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
    assert wire.heard() == error(types.ErrorCodes.InvalidRequest, "the server is initialized already")

    async def end() -> None:
        wire.ask("shutdown", None)
        await asyncio.sleep(0)

    asyncio.run(end())
    wire.heard()
    wire.ask("textDocument/hover", HOVER)
    assert wire.heard() == error(types.ErrorCodes.InvalidRequest, "the server is shutting down")


@pytest.mark.parametrize("params", [{}, {**HOVER, "position": 3}, {**HOVER, "textDocument": None}, [], None])
def test_a_request_that_cannot_be_read_is_refused(params: object) -> None:
    wire = Wire()
    wire.begin()
    wire.ask("textDocument/hover", params)
    sentence = "the parameters of textDocument/hover are not as the protocol has them"
    assert wire.heard() == error(types.ErrorCodes.InvalidParams, sentence)
    wire.ask("textDocument/hover", HOVER)
    assert wire.heard() == [{"jsonrpc": "2.0", "id": 7, "result": None}]


def test_a_notification_that_cannot_be_read_is_for_the_log() -> None:
    wire = Wire()
    wire.begin()
    with pytest.raises(JsonRpcException):
        wire.send(method="textDocument/didOpen", params={})
    assert wire.heard() == []


def test_an_answer_that_cannot_be_read_is_a_refusal() -> None:
    wire = Wire()
    wire.begin()

    async def scene() -> None:
        edit = types.ApplyWorkspaceEditParams(types.WorkspaceEdit())
        asked = asyncio.ensure_future(wire.server.workspace_apply_edit_async(edit))
        await asyncio.sleep(0)
        (request,) = wire.heard()
        wire.send(id=request["id"], result={"failureReason": 3})
        with pytest.raises(JsonRpcException, match="the answer cannot be read"):
            await asked

    asyncio.run(scene())


def test_an_error_of_our_own_is_told_without_a_traceback() -> None:
    wire = Wire()
    wire.begin()

    @wire.server.feature("test/fails")
    def fails(params: object) -> None:
        raise RuntimeError("a secret place")

    wire.ask("test/fails", {})
    sentence = "this is an error of Holewright's own; the log has more"
    assert wire.heard() == error(types.ErrorCodes.InternalError, sentence)


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({}, "holewright/trace: 'uri' is missing; it takes an object of 'uri', 'hole', 'index'."),
        ({"uri": "file:///a.anpl", "hole": "f"}, "this file is not open, or is no sketch"),
        (
            {"uri": "file:///a.anpl", "hole": "f", "index": "1"},
            "holewright/trace: 'index' is no whole number; it takes an object of 'uri', 'hole', 'index'.",
        ),
        (
            {"uri": "file:///a.anpl", "hole": "f", "index": -1},
            "holewright/trace: 'index' counts from 0; it takes an object of 'uri', 'hole', 'index'.",
        ),
    ],
)
def test_a_trace_is_asked_for_as_the_protocol_of_our_own_has_it(params: object, sentence: str) -> None:
    wire = Wire()
    wire.begin()

    async def scene() -> None:
        wire.ask("holewright/trace", params)
        for _ in range(5):
            await asyncio.sleep(0)

    asyncio.run(scene())
    assert [answer["error"]["message"] for answer in wire.heard()] == [sentence]


def test_nothing_is_kept_of_what_was_handled() -> None:
    wire = Wire()
    wire.begin()
    protocol = wire.server.protocol

    async def scene() -> None:
        item = {"uri": "untitled:a", "languageId": "anpl", "version": 1, "text": ""}
        wire.send(method="textDocument/didOpen", params={"textDocument": item})
        for version in range(2, 20):
            identifier = {"uri": "untitled:a", "version": version}
            change = {"textDocument": identifier, "contentChanges": [{"text": f"x = {version}\n"}]}
            wire.send(method="textDocument/didChange", params=change)
            wire.ask("textDocument/hover", {**HOVER, "textDocument": {"uri": "untitled:a"}})
            wire.ask("textDocument/hover", {})
            wire.ask("workspace/executeCommand", {"command": "holewright.nothing"})
            wire.heard()
            edit = types.ApplyWorkspaceEditParams(types.WorkspaceEdit())
            asked = asyncio.ensure_future(wire.server.workspace_apply_edit_async(edit))
            await asyncio.sleep(0)
            request = next(message for message in wire.heard() if message["method"] == "workspace/applyEdit")
            wire.send(id=request["id"], error={"code": -32603, "message": "no"})
            with pytest.raises(JsonRpcException):
                await asked
        wire.send(method="textDocument/didClose", params={"textDocument": {"uri": "untitled:a"}})
        await asyncio.sleep(0.01)

    asyncio.run(scene())
    assert not protocol._request_futures
    assert not protocol._result_types


def test_what_is_open_when_the_session_ends_is_answered() -> None:
    wire = Wire()
    wire.begin()

    @wire.server.feature("test/waits")
    async def waits(params: Any) -> None:
        await asyncio.sleep(60)

    @wire.server.command("test.waits")
    async def waits_too(*arguments: Any) -> None:
        await asyncio.sleep(60)

    async def end() -> None:
        for number in range(3):
            wire.send(id=10 + number, method="test/waits", params={})
            wire.send(id=20 + number, method="workspace/executeCommand", params={"command": "test.waits"})
        await asyncio.sleep(0)
        wire.ask("shutdown", None)
        for _ in range(5):
            await asyncio.sleep(0)

    asyncio.run(end())
    heard = {answer["id"]: answer for answer in wire.heard()}
    assert heard.pop(7)["result"] is None
    assert sorted(heard) == [10, 11, 12, 20, 21, 22]
    assert {answer["error"]["code"] for answer in heard.values()} == {types.LSPErrorCodes.RequestCancelled.value}
