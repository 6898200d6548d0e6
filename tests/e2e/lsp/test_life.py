"""From the first message to the last: each request is answered once, whatever comes when, and errors are sentences."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from server.features.commands import COMMANDS
from tests.e2e.lsp.client import PATIENCE
from tests.e2e.lsp.editor import bare_environment, editor
from tests.e2e.lsp.profiles import BARE
from tests.e2e.lsp.sketches import DOUBLE
from tests.e2e.processes import HOME

pytestmark = pytest.mark.asyncio


class Wire:
    """A server, and messages as they are on the wire."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    def send(self, message: object) -> None:
        """Send a message; a text as it is."""
        body = message.encode() if isinstance(message, str) else json.dumps(message).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def ask(self, number: object, method: str, params: object = None) -> None:
        """Send a request."""
        self.send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})

    def tell(self, method: str, params: object = None) -> None:
        """Send a notification."""
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    async def hear(self) -> dict[str, Any]:
        """The next message."""
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            header = await self.process.stdout.readuntil(b"\r\n\r\n")
            length = int(header.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
            said: dict[str, Any] = json.loads(await self.process.stdout.readexactly(length))
        return said

    async def answer(self, number: object) -> dict[str, Any]:
        """The answer to a request, which is the next message that is one."""
        while (said := await self.hear()).get("method"):
            assert "id" not in said, said
        assert said["id"] == number, said
        return said

    async def rest(self) -> tuple[int, bytes, bytes]:
        """The status that it ends with, and what else it has said by then."""
        assert self.process.stdin is not None
        async with asyncio.timeout(PATIENCE):
            out, err = await self.process.communicate()
        assert self.process.returncode is not None
        return self.process.returncode, out, err


@asynccontextmanager
async def wire(folder: Path) -> AsyncIterator[Wire]:
    """A server that nobody has greeted yet."""
    pipe = asyncio.subprocess.PIPE
    command = (sys.executable, str(HOME / "holewright.py"), "lsp")
    process = await asyncio.create_subprocess_exec(
        *command, cwd=folder, env=bare_environment(folder), stdin=pipe, stdout=pipe, stderr=pipe
    )
    try:
        yield Wire(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


HELLO: dict[str, object] = {"processId": None, "rootUri": None, "capabilities": {}}


async def test_what_is_asked_too_early_is_refused_and_what_is_told_is_dropped(tmp_path: Path) -> None:
    async with wire(tmp_path) as it:
        document = {"uri": "file:///a.anpl", "languageId": "anpl", "version": 1, "text": DOUBLE}
        it.tell("textDocument/didOpen", {"textDocument": document})
        it.ask(1, "textDocument/hover", {"textDocument": {"uri": "file:///a.anpl"}, "position": _ORIGIN})
        it.ask("two", "shutdown")
        refused = await it.answer(1)
        assert refused["error"]["code"] == types.ErrorCodes.ServerNotInitialized.value
        assert (await it.answer("two"))["error"]["code"] == types.ErrorCodes.ServerNotInitialized.value
        it.ask(3, "initialize", HELLO)
        assert "capabilities" in (await it.answer(3))["result"]
        it.tell("initialized", {})
        it.ask(4, "textDocument/hover", {"textDocument": {"uri": "file:///a.anpl"}, "position": _ORIGIN})
        assert (await it.answer(4))["result"] is None
        it.ask(5, "shutdown")
        assert (await it.answer(5))["result"] is None
        it.tell("exit")
        assert (await it.rest())[::2] == (0, b"")


_ORIGIN = {"line": 0, "character": 0}


async def test_an_editor_that_knows_more_than_we_do_lacks_that_alone(tmp_path: Path) -> None:
    can = {"textDocument": {"completion": {"completionItem": {"tagSupport": {"valueSet": [1, 2, 3]}}}, "hover": 3}}
    async with wire(tmp_path) as it:
        it.ask(1, "initialize", {**HELLO, "capabilities": can})
        assert "capabilities" in (await it.answer(1))["result"]
        it.tell("initialized", {})
        it.ask(2, "shutdown")
        assert (await it.answer(2))["result"] is None
        it.tell("exit")
        assert (await it.rest())[::2] == (0, b"")


async def test_nobody_greets_twice(tmp_path: Path) -> None:
    async with wire(tmp_path) as it:
        it.ask(1, "initialize", HELLO)
        it.ask(2, "initialize", HELLO)
        assert "result" in await it.answer(1)
        assert (await it.answer(2))["error"]["code"] == types.ErrorCodes.InvalidRequest.value
        it.tell("initialized", {})
        it.ask(3, "shutdown")
        await it.answer(3)
        it.tell("exit")
        assert (await it.rest())[::2] == (0, b"")


async def test_nothing_is_done_after_the_end(tmp_path: Path) -> None:
    async with wire(tmp_path) as it:
        it.ask(1, "initialize", HELLO)
        await it.answer(1)
        it.tell("initialized", {})
        it.ask(2, "shutdown")
        await it.answer(2)
        it.ask(3, "shutdown")
        it.ask(4, "workspace/executeCommand", {"command": "holewright.fillAll", "arguments": [{"uri": "file:///a"}]})
        it.tell("textDocument/didClose", {"textDocument": {"uri": "file:///a"}})
        for number in (3, 4):
            assert (await it.answer(number))["error"]["code"] == types.ErrorCodes.InvalidRequest.value
        it.tell("exit")
        assert (await it.rest())[::2] == (0, b"")


@pytest.mark.parametrize("greeted", [True, False], ids=["greeted", "not greeted"])
async def test_who_exits_without_a_word_is_told_so_by_the_status(tmp_path: Path, greeted: bool) -> None:
    async with wire(tmp_path) as it:
        if greeted:
            it.ask(1, "initialize", HELLO)
            await it.answer(1)
            it.tell("initialized", {})
        it.tell("exit")
        status, _, err = await it.rest()
        assert (status, err) == (1, b"")


async def test_an_editor_that_is_gone_ends_the_server(tmp_path: Path) -> None:
    async with wire(tmp_path) as it:
        it.ask(1, "initialize", HELLO)
        await it.answer(1)
        assert it.process.stdin is not None
        it.process.stdin.close()
        status, _, err = await it.rest()
        assert (status, err) == (1, b"")


@pytest.mark.parametrize(
    "garbage",
    ["", "{", "null", "[]", "3", '"text"', "{}", '{"jsonrpc": "2.0"}', '{"jsonrpc": "1.0", "id": 7, "method": "x"}'],
)
async def test_garbage_between_messages_does_no_harm(tmp_path: Path, garbage: str) -> None:
    async with wire(tmp_path) as it:
        it.ask(1, "initialize", HELLO)
        await it.answer(1)
        it.tell("initialized", {})
        it.send(garbage)
        it.ask(2, "shutdown")
        said = await it.hear()
        while said.get("id") != 2:
            said = await it.hear()
        assert said["result"] is None
        it.tell("exit")
        status, _, err = await it.rest()
        assert status == 0
        assert b"Traceback" not in err


async def test_what_nobody_knows_is_said_to_be_unknown(tmp_path: Path) -> None:
    async with wire(tmp_path) as it:
        it.ask(1, "initialize", HELLO)
        await it.answer(1)
        it.tell("initialized", {})
        it.ask(2, "textDocument/formatting", {"textDocument": {"uri": "file:///a"}, "options": {}})
        it.ask(3, "somebody/elses", {"a": [1]})
        it.tell("$/setTrace", {"value": "off"})
        it.tell("$/somethingOptional", {})
        it.tell("$/cancelRequest", {"id": 99})
        it.tell("window/workDoneProgress/cancel", {"token": "nothing"})
        for number in (2, 3):
            assert (await it.answer(number))["error"]["code"] in (
                types.ErrorCodes.MethodNotFound.value,
                types.ErrorCodes.InvalidParams.value,
            )
        it.ask(4, "shutdown")
        assert (await it.answer(4))["result"] is None
        it.tell("exit")
        assert (await it.rest())[0] == 0


@pytest.mark.parametrize(
    "params",
    [
        {"textDocument": {"uri": "file:///nothing.anpl"}, "position": {"line": 5, "character": 5}},
        {"textDocument": {"uri": "no uri"}, "position": {"line": 5, "character": 5}},
        {"textDocument": {"uri": ""}, "position": {"line": 2**31 - 1, "character": 2**31 - 1}},
    ],
)
async def test_a_document_that_is_not_open_has_nothing_to_tell(tmp_path: Path, params: dict[str, Any]) -> None:
    async with wire(tmp_path) as it:
        it.ask(0, "initialize", HELLO)
        await it.answer(0)
        it.tell("initialized", {})
        more: dict[str, dict[str, object]] = {
            "textDocument/codeLens": {},
            "textDocument/inlayHint": {"range": {"start": _ORIGIN, "end": params["position"]}},
            "textDocument/hover": {},
            "textDocument/documentSymbol": {},
            "textDocument/foldingRange": {},
            "textDocument/semanticTokens/full": {},
            "textDocument/definition": {},
            "textDocument/references": {"context": {"includeDeclaration": True}},
            "textDocument/documentHighlight": {},
            "textDocument/prepareRename": {},
            "textDocument/rename": {"newName": "x"},
            "textDocument/completion": {},
            "textDocument/inlineCompletion": {"context": {"triggerKind": 1}},
            "textDocument/codeAction": {
                "range": {"start": _ORIGIN, "end": _ORIGIN},
                "context": {"diagnostics": []},
            },
        }
        for number, (method, extra) in enumerate(more.items(), 1):
            it.ask(number, method, {**params, **extra})
            said = await it.answer(number)
            assert said.get("result") in (None, [], {"data": []}, {"isIncomplete": False, "items": []}), said
            assert "error" not in said
        it.ask("end", "shutdown")
        await it.answer("end")
        it.tell("exit")
        assert (await it.rest())[::2] == (0, b"")


async def test_arguments_that_are_no_arguments_are_refused_in_a_sentence(tmp_path: Path) -> None:
    async with editor(tmp_path, BARE) as it:
        sketch = it.open("a.anpl", DOUBLE)
        await it.settled(sketch)
        hole = {"uri": sketch.uri, "hole": "double"}
        wrong: list[list[Any] | None] = [
            None, [], [None], ["double"], [3], [{}], [{"uri": 3}], [{"uri": sketch.uri, "hole": ["double"]}],
            [{**hole, "index": -1}], [{**hole, "nope": 1}], [hole, {}], [{**hole, "uri": "file:///nothing"}],
        ]  # fmt: skip
        for name, arguments in product(COMMANDS, wrong):
            with pytest.raises(JsonRpcException) as refused:
                await it.execute(types.Command(name, name, arguments=arguments))
            sentence = refused.value.message
            assert "\n" not in sentence
            assert refused.value.code == types.LSPErrorCodes.RequestFailed.value
            assert name in sentence or sentence == "this file is not open, or is no sketch"


async def test_a_hole_that_is_gone(tmp_path: Path) -> None:
    async with editor(tmp_path, BARE) as it:
        sketch = it.open("a.anpl", DOUBLE)
        await it.settled(sketch)
        for name in ("fill", "refill", "repair", "explain", "trace", "lock", "unlock", "previewPrompt"):
            with pytest.raises(JsonRpcException, match="there is no hole `gone` in this file any more"):
                await it.command(name, sketch, hole="gone")
        with pytest.raises(JsonRpcException, match="there is no hole `gone` in this file any more"):
            await it.ask("holewright/trace", {"uri": sketch.uri, "hole": "gone", "index": 0})


async def test_a_request_that_is_cancelled_is_answered_once(tmp_path: Path) -> None:
    text = 'import time\n\n\ndef f() -> int:\n    """\n    >>> f()\n    1\n    """\n    time.sleep(600)\n    return 1\n'
    async with editor(tmp_path, BARE, settings={"example-seconds": 600}) as it:
        sketch = it.open("a.anpl", text)
        await it.quiet()
        asked = it.client.protocol.send_request(
            "holewright/trace", {"uri": sketch.uri, "hole": "f", "index": 0}, msg_id="slow"
        )
        it.client.cancel_request(types.CancelParams("slow"))
        with pytest.raises(JsonRpcException) as refused:
            await asyncio.wait_for(asyncio.wrap_future(asked), PATIENCE)
        assert refused.value.code == types.LSPErrorCodes.RequestCancelled.value
        await it.quiet()
