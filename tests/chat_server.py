"""A real HTTP server on loopback that speaks chat completions, well or badly, as its script says.

    with ChatServer([Fail(429, headers={"Retry-After": "1"}), Say("def f(): ...")]) as server:
        ...  # server.base_url, server.requests

One item of the script answers one request; the last one answers all that follow.
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

from attrs import field, frozen

#: The longest that anything is waited for, in seconds.
_PATIENCE = 60.0


@frozen
class Say:
    """A completion, streamed or not as the request asks. `size` characters go into one event. `cut_after` closes the
    connection after so many events, `hang_after` goes silent after them. `split_bytes` sends the stream in pieces of
    so many bytes, through the middle of characters. A cut is an error of the protocol, or (`politely`) looks
    like an end. `usage` False leaves it out."""

    text: str
    finish: str = "stop"
    size: int = 12
    cut_after: int | None = None
    politely: bool = False
    hang_after: int | None = None
    split_bytes: int | None = None
    usage: bool = True
    refusal: str | None = None
    ignores_stream: bool = False
    error_after: int | None = None


@frozen
class Fail:
    """An error status. `{key}` in `message` becomes the key that was sent."""

    status: int
    message: str = "no"
    headers: dict[str, str] = field(factory=dict)
    code: str | None = None


@frozen
class Refuse:
    """400 for requests that hold `parameter`, as servers do that do not know it; `then` answers the others."""

    parameter: str
    then: Say


@frozen
class Raw:
    """Any body at all, with status 200."""

    body: str
    content_type: str = "application/json"


@frozen
class Redirect:
    """307 to another address."""

    location: str


@frozen
class Hang:
    """No answer, not even headers, until the server is closed or the client leaves."""


@frozen
class Held:
    """What `then` says, once `gate` is open."""

    gate: threading.Event
    then: Say


Turn = Say | Fail | Refuse | Raw | Redirect | Hang | Held

#: A completion without a choice, and an answer that is no JSON.
EMPTY_CHOICES = Raw(json.dumps({"id": "x", "object": "chat.completion", "created": 0, "model": "m", "choices": []}))
GARBAGE = Raw('{"choices": [{"mess')
HTML = Raw("<html><body>Welcome to the router</body></html>", "text/html")


@frozen
class Received:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: dict[str, object]

    @property
    def messages(self) -> list[dict[str, str]]:
        """The messages sent."""
        listed = self.body["messages"]
        assert isinstance(listed, list)
        return listed


class ChatServer:
    """The server; starts on entering the context, and ends every connection on leaving it."""

    def __init__(self, script: Iterable[Turn]) -> None:
        self.requests: list[Received] = []
        self.left = threading.Event()
        self._turns: Sequence[Turn] = tuple(script)
        self._came = threading.Condition()
        self._closing = threading.Event()
        self._server = _server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def base_url(self) -> str:
        """The address that a client is given."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> ChatServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def take(self, received: Received) -> Turn:
        """Note a request and say how it is answered."""
        with self._came:
            self.requests.append(received)
            self._came.notify_all()
            return self._turns[min(len(self.requests), len(self._turns)) - 1]

    def wait_for(self, count: int) -> None:
        """Wait until `count` requests have come. Raises TimeoutError after a minute."""
        with self._came:
            if not self._came.wait_for(lambda: len(self.requests) >= count, _PATIENCE):
                raise TimeoutError

    def hang(self, connection: socket.socket) -> None:
        """Wait until the client leaves (then `left` is set) or the server closes."""
        connection.settimeout(0.02)
        while not self._closing.is_set():
            try:
                if not connection.recv(1):
                    break
            except TimeoutError:
                continue
            except OSError:
                break
        self.left.set()


def _server(chat: ChatServer) -> ThreadingHTTPServer:
    class Handler(_Handler):
        owner = chat

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    return server


class _Handler(BaseHTTPRequestHandler):
    owner: ChatServer
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Keep test output quiet."""

    def do_POST(self) -> None:
        """Answer one request as the script says."""
        content = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        received = Received(self.path, headers, json.loads(content))
        try:
            self._answer(self.owner.take(received), received)
        except (BrokenPipeError, ConnectionResetError):
            self.owner.left.set()
            self.close_connection = True

    def _answer(self, turn: Turn, received: Received) -> None:
        if isinstance(turn, Refuse):
            message = f"Unsupported parameter: '{turn.parameter}' is not supported with this model."
            turn = Fail(400, message) if turn.parameter in received.body else turn.then
        if isinstance(turn, Held):
            turn.gate.wait(_PATIENCE)
            turn = turn.then
        if isinstance(turn, Hang):
            self.close_connection = True
            self.owner.hang(self.connection)
        elif isinstance(turn, Redirect):
            self._send(307, "", "text/plain", {"Location": turn.location})
        elif isinstance(turn, Raw):
            self._send(200, turn.body, turn.content_type, {})
        elif isinstance(turn, Fail):
            key = received.headers.get("authorization", "").removeprefix("Bearer ")
            error = {"message": turn.message.replace("{key}", key), "type": "error", "code": turn.code, "param": None}
            self._send(turn.status, json.dumps({"error": error}), "application/json", turn.headers)
        elif received.body.get("stream") and not turn.ignores_stream:
            self._stream(turn, received)
        else:
            self._send(200, json.dumps(_completion(turn, received)), "application/json", {})

    def _send(self, status: int, body: str, content_type: str, headers: dict[str, str]) -> None:
        content = body.encode()
        self.send_response(status)
        for name, value in {"Content-Type": content_type, "Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def _stream(self, turn: Say, received: Received) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.close_connection = True
        for number, event in enumerate(_events(turn, received)):
            if number == turn.cut_after:
                if turn.politely:
                    self._chunk(b"")
                return
            if number == turn.hang_after:
                self.owner.hang(self.connection)
                return
            if number == turn.error_after:
                event = json.dumps({"error": {"message": "the model fell over", "type": "server_error"}})
            content = f"data: {event}\n\n".encode()
            step = turn.split_bytes or len(content)
            for start in range(0, len(content), step):
                self._chunk(content[start : start + step])
        self._chunk(b"")

    def _chunk(self, content: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(content), content))
        self.wfile.flush()


def _usage(turn: Say, received: Received) -> dict[str, int]:
    prompt = sum(len(message["content"]) for message in received.messages) // 4
    completion = len(turn.text) // 4
    return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}


def _completion(turn: Say, received: Received) -> dict[str, object]:
    message = {"role": "assistant", "content": turn.text or None, "refusal": turn.refusal}
    whole: dict[str, object] = {"id": "x", "object": "chat.completion", "created": 0, "model": received.body["model"]}
    whole["choices"] = [{"index": 0, "message": message, "finish_reason": turn.finish}]
    return {**whole, "usage": _usage(turn, received)} if turn.usage else whole


def _events(turn: Say, received: Received) -> list[str]:
    head = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": received.body["model"]}
    pieces = [turn.text[start : start + turn.size] for start in range(0, len(turn.text), turn.size)]
    deltas: list[dict[str, object]] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": piece} for piece in pieces]
    if turn.refusal is not None:
        deltas.append({"refusal": turn.refusal})
    chunks: list[dict[str, object]] = [
        {**head, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in deltas
    ]
    chunks.append({**head, "choices": [{"index": 0, "delta": {}, "finish_reason": turn.finish}]})
    if turn.usage and received.body.get("stream_options") == {"include_usage": True}:
        chunks.append({**head, "choices": [], "usage": _usage(turn, received)})
    return [*(json.dumps(chunk, ensure_ascii=False) for chunk in chunks), "[DONE]"]
