"""The first answer is given from a file, before the server is loaded: it has to be the server's own."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp.clients
from pygls.io_ import StdoutWriter

from server.lsp.app import create
from server.lsp.front import Mute, Replayed, greeting
from tests.e2e.lsp.profiles import BARE, EDITORS, said

#: What each editor says of itself; what was recorded is left as it came.
RECORDED = {path.stem: path for path in Path(pytest_lsp.clients.__file__).parent.glob("*.json")}
EVERY = {
    **{name: json.loads(path.read_text())["capabilities"] for name, path in RECORDED.items()},
    **{profile.name: said(profile) for profile in (*EDITORS, BARE)},
}


def message(capabilities: object, number: object = 1) -> bytes:
    """An `initialize` as it comes over the wire."""
    params = {"processId": None, "rootUri": None, "capabilities": capabilities}
    body = json.dumps({"jsonrpc": "2.0", "id": number, "method": "initialize", "params": params}).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def answered(capabilities: object) -> Any:
    """What the server itself answers; None where it cannot read that."""
    output = io.BytesIO()
    server, _ = create()
    server.protocol.set_writer(StdoutWriter(output))
    body = message(capabilities).partition(b"\r\n\r\n")[2]
    try:
        server.protocol.handle_message(json.loads(body, object_hook=server.protocol.structure_message))
    except Exception:
        return None
    return json.loads(output.getvalue().partition(b"\r\n\r\n")[2])


def without_no(said: Any) -> Any:
    """What is said, without what is said to be not so, which says no more than silence."""
    return (
        {key: without_no(item) for key, item in said.items() if item is not False} if isinstance(said, dict) else said
    )


@pytest.mark.parametrize("name", EVERY)
def test_the_first_answer_is_what_the_server_would_say(name: str) -> None:
    given = greeting(message(EVERY[name]))
    assert given is not None
    assert without_no(json.loads(given)) == without_no(answered(EVERY[name]))


@pytest.mark.parametrize("number", [0, 17, "a", "0f2e"])
def test_it_answers_by_the_number_it_was_asked_with(number: object) -> None:
    given = greeting(message({}, number))
    assert given is not None
    assert json.loads(given)["id"] == number


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"Content-Length: 2\r\n\r\n{}",
        b"Content-Length: 2\r\n\r\n{",
        b"\r\n\r\n[]",
        b'\r\n\r\n{"jsonrpc": "2.0", "method": "exit"}',
        b'\r\n\r\n{"jsonrpc": "2.0", "id": 1, "method": "shutdown", "params": null}',
        b'\r\n\r\n{"jsonrpc": "2.0", "id": null, "method": "initialize", "params": {"capabilities": {}}}',
        b'\r\n\r\n{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}}',
        b'\r\n\r\n{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": []}}',
        b"\r\n\r\n" + b"[" * 100_000,
        b"\r\n\r\n\xff\xfe",
    ],
)
def test_what_is_no_initialize_is_left_to_the_server(said: bytes) -> None:
    assert greeting(said) is None


def test_a_stream_begins_with_what_was_read_of_it() -> None:
    stream = Replayed(b"Content-Length: 5\r\n\r\nhel", io.BytesIO(b"lo\nmore"))
    assert (stream.readline(), stream.readline(), stream.read(5)) == (b"Content-Length: 5\r\n", b"\r\n", b"hello")
    assert (stream.readline(), stream.read(9), stream.readline()) == (b"\n", b"more", b"")


@pytest.mark.parametrize("said", [b'"result": {}', b'"error": {"code": -32602}'])
def test_nothing_is_said_of_the_first_answer_and_all_of_the_rest(said: bytes) -> None:
    output = io.BytesIO()
    stream = Mute(output)
    asked = b'Content-Length: 9\r\n\r\n{"id": "1", "method": "client/registerCapability"}'
    first, second = b'h\r\n\r\n{"id": 1, ' + said + b"}", b'h\r\n\r\n{"id": 2, "result": null}'
    for part in (asked, first, second):
        assert stream.write(part) == len(part)
    assert output.getvalue() == asked + second
