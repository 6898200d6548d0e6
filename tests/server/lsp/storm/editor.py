"""An editor at the other end of the server, in the same event loop: it holds the texts that count, does what the server
asks as editors do, and complains of whatever no server may do."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, cast

from attrs import define, field

from server.lsp.protocol import Server
from tests.server.lsp.storm.texts import offset_of, positions

#: Answers that say in a sentence why something is not done, or that nobody waits for it any more.
_REFUSED, _CANCELLED, _INVALID_REQUEST = -32803, -32800, -32600

Message = dict[str, Any]

EDIT_MOODS = ("makes", "makes late", "tells first", "refuses", "types first", "fails")


@define
class Buffer:
    """A document open in the editor. `past` are its earlier texts, for undo; `shown` are the diagnostics that the
    person sees, `holes` the last notification of ours."""

    uri: str
    language: str
    text: str
    version: int
    past: list[str] = field(factory=list)
    shown: list[Message] = field(factory=list)
    holes: Message | None = None

    def span(self, range: Mapping[str, Mapping[str, int]], encoding: str) -> tuple[int, int]:
        """The offsets of a range. Raises ValueError where the text has no such range."""
        start, end = (offset_of(self.text, range[side], encoding) for side in ("start", "end"))
        if start > end:
            raise ValueError(f"{range} ends before it begins")
        return start, end


@define
class Habits:
    """How the editor behaves now. `latency` is how long a message takes, in either direction; `edits` what it does with
    an edit that it is asked to make; `whole` whether it sends whole texts; `progress` whether it lets one be shown."""

    latency: float = 0.0
    edits: str = "makes"
    whole: bool = False
    progress: bool = True


class Editor:
    """The editor. `wrong` is what the server did that it may not do."""

    def __init__(self, server: Server, loop: asyncio.AbstractEventLoop) -> None:
        self.buffers: dict[str, Buffer] = {}
        self.habits = Habits()
        self.settings: object = {}
        self.encoding = "utf-16"
        self.wrong: list[str] = []
        self.said: list[str] = []
        self.methods: dict[int, str] = {}
        self.answers: dict[int, Message] = {}
        self.progress: dict[str, str] = {}
        #: Called with each answer, by the id of the request.
        self.then: dict[int, Callable[[Message], None]] = {}
        #: Called with each edit of the server's before it is made.
        self.inspect: Callable[[Buffer, str, list[tuple[int, int, str]]], None] = lambda *_: None
        self._server = server
        self._loop = loop
        self._out: deque[str] = deque()
        self._in: deque[str] = deque()
        self._owed = 0
        self._number = 0
        self.keeps_versions = False
        #: Whether it has said that it is done, and was answered.
        self.has_left = False
        server.protocol.set_writer(cast(Any, self), include_headers=False)

    # What goes out.

    def request(self, method: str, params: object, then: Callable[[Message], None] | None = None) -> int:
        """Send a request, and give its id."""
        self._number += 1
        self.methods[self._number] = method
        if then is not None:
            self.then[self._number] = then
        self._send({"id": self._number, "method": method, "params": params})
        return self._number

    def notify(self, method: str, params: object) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    @property
    def idle(self) -> bool:
        """Whether no message is on its way, no request open and no answer owed."""
        return not (self._out or self._in or self._owed or self.methods.keys() - self.answers.keys())

    @property
    def unanswered(self) -> list[str]:
        """The requests that wait for an answer."""
        return [f"{number} {method}" for number, method in self.methods.items() if number not in self.answers]

    def _send(self, message: Message) -> None:
        self._out.append(json.dumps({"jsonrpc": "2.0", **message}))
        # One timer for each message, whichever it then takes: they stay in order.
        self._loop.call_later(self.habits.latency, self._deliver)

    def _deliver(self) -> None:
        protocol = self._server.protocol
        try:
            protocol.handle_message(json.loads(self._out.popleft(), object_hook=protocol.structure_message))
        except Exception as error:
            self.wrong.append(f"a message was not taken: {error!r}")

    # Texts.

    def open(self, uri: str, language: str, text: str, version: int = 1) -> Buffer:
        """Open a document."""
        buffer = self.buffers[uri] = Buffer(uri, language, text, version)
        item = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})
        return buffer

    def close(self, uri: str) -> Buffer:
        """Close a document."""
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        return self.buffers.pop(uri)

    def edit(self, buffer: Buffer, edits: Sequence[tuple[int, int, str]]) -> None:
        """Make edits, each of the text as the one before it left it, and tell the server of all of them at once."""
        buffer.past.append(buffer.text)
        changes: list[Message] = []
        for start, end, text in edits:
            first, last = positions(buffer.text, (start, end), self.encoding)
            buffer.text = buffer.text[:start] + text + buffer.text[end:]
            changes.append({"range": {"start": first, "end": last}, "text": text})
        if self.habits.whole:
            changes = [{"text": buffer.text}]
        self._changed(buffer, changes)

    def replace(self, buffer: Buffer, text: str) -> None:
        """Replace the whole text."""
        buffer.past.append(buffer.text)
        buffer.text = text
        self._changed(buffer, [{"text": text}])

    def _changed(self, buffer: Buffer, changes: list[Message]) -> None:
        buffer.version += 1
        identifier = {"uri": buffer.uri, "version": buffer.version}
        self.notify("textDocument/didChange", {"textDocument": identifier, "contentChanges": changes})

    def apply(self, edit: Message, what: str) -> bool:
        """Make an edit of the server's, unless it is for another version than the one here."""
        if "changes" in edit:
            self.wrong.append(f"{what}: an edit without a version")
        changes = edit.get("documentChanges", [])
        for change in changes:
            identifier = change["textDocument"]
            buffer = self.buffers.get(identifier["uri"])
            if buffer is None or buffer.version != identifier["version"]:
                return False
        for change in changes:
            buffer = self.buffers[change["textDocument"]["uri"]]
            try:
                spans = [(*buffer.span(item["range"], self.encoding), item["newText"]) for item in change["edits"]]
            except ValueError as error:
                self.wrong.append(f"{what}: {error}")
                return False
            spans.sort()
            if any(one[1] > other[0] for one, other in pairwise(spans)):
                self.wrong.append(f"{what}: edits overlap")
            self.inspect(buffer, what, spans)
            self.edit(buffer, spans[::-1])
        return True

    # What comes in.

    def write(self, data: bytes) -> None:
        """A message of the server's."""
        self._in.append(data.decode())
        self._loop.call_later(self.habits.latency, self._read)

    def _read(self) -> None:
        message = json.loads(self._in.popleft())
        if "method" not in message:
            self._answered(message)
        elif "id" in message:
            self._asked(message)
        else:
            self._told(message["method"], message["params"])

    def _answered(self, message: Message) -> None:
        number = message["id"]
        if number in self.answers or number not in self.methods:
            self.wrong.append(f"an answer that nobody waits for, to {number} {self.methods.get(number)}: {message}")
            return
        self.answers[number] = message
        error = message.get("error")
        if (
            error is not None
            and error["code"] != -32601
            and error["code"] not in (_REFUSED, _CANCELLED, _INVALID_REQUEST)
        ):
            self.wrong.append(f"{self.methods[number]}: {error}")
        then = self.then.pop(number, None)
        if then is not None:
            then(message)

    def _told(self, method: str, params: Message) -> None:
        match method:
            case "textDocument/publishDiagnostics":
                self._diagnosed(params)
            case "holewright/holes":
                if (buffer := self.buffers.get(params["uri"])) is not None:
                    buffer.holes = params
            case "$/progress":
                self._progressed(params["token"], params["value"])
            case "window/showMessage" | "window/logMessage":
                self.said.append(params["message"])
                if params["type"] == 1 or "Traceback" in params["message"]:
                    self.wrong.append(params["message"])
            case _:
                self.wrong.append(f"nobody knows the notification {method}")

    def _diagnosed(self, params: Message) -> None:
        buffer = self.buffers.get(params["uri"])
        if buffer is None:
            return
        version = params.get("version")
        if version == buffer.version:
            for item in params["diagnostics"]:
                try:
                    buffer.span(item["range"], self.encoding)
                except ValueError as error:
                    self.wrong.append(f"a diagnostic out of the text: {error}: {item}")
        elif self.keeps_versions and version is not None:
            # As Helix does: what is told of another text is not shown.
            return
        buffer.shown = params["diagnostics"]

    def _progressed(self, token: str, value: Message) -> None:
        state, kind = self.progress.get(token), value["kind"]
        allowed = {"begin": ("made",), "report": ("begin", "report"), "end": ("begin", "report")}
        if state not in allowed[kind]:
            self.wrong.append(f"progress {token} goes from {state} to {kind}")
        self.progress[token] = kind
        if kind == "end" and not value.get("message"):
            self.wrong.append(f"progress {token} ends without a word")

    # What it is asked.

    def _asked(self, message: Message) -> None:
        number, method, params = message["id"], message["method"], message.get("params") or {}
        if self.has_left:
            self.wrong.append(f"{method} is asked of an editor that has left")
        match method:
            case "workspace/applyEdit":
                self._asked_to_edit(number, params)
            case "window/workDoneProgress/create":
                if self.habits.progress:
                    self.progress[params["token"]] = "made"
                    self._answer(number, None)
                else:
                    self._answer(number, None, "no progress is shown now")
            case "workspace/configuration":
                self._answer(number, [self.settings for _ in params["items"]])
            case "window/showDocument":
                self._answer(number, {"success": True})
                if params["uri"].startswith("holewright:"):
                    self.request("workspace/textDocumentContent", {"uri": params["uri"]})
            case _ if method.endswith("/refresh") or method == "client/registerCapability":
                self._answer(number, None)
            case _:
                self.wrong.append(f"nobody knows the request {method}")
                self._answer(number, None, "unknown")

    def _asked_to_edit(self, number: str, params: Message) -> None:
        edit, label = params["edit"], params.get("label") or ""
        match self.habits.edits:
            case "makes":
                self._answer(number, {"applied": self.apply(edit, label)})
            case "makes late":
                self._owed += 1

                def late() -> None:
                    self._owed -= 1
                    self._answer(number, {"applied": self.apply(edit, label)})

                self._loop.call_later(2.0, late)
            case "tells first":
                # Some say that it is done before they tell of the change.
                place = len(self._out)
                applied = self.apply(edit, label)
                self._answer(number, {"applied": applied})
                self._out.insert(place, self._out.pop())
            case "types first":
                for buffer in self.buffers.values():
                    self.edit(buffer, [(len(buffer.text), len(buffer.text), "#\n")])
                self._answer(number, {"applied": self.apply(edit, label)})
            case "refuses":
                self._answer(number, {"applied": False, "failureReason": "no"})
            case _:
                self._answer(number, None, "it cannot be done")

    def _answer(self, number: str, result: object, error: str | None = None) -> None:
        if error is not None:
            self._send({"id": number, "error": {"code": -32603, "message": error}})
        else:
            self._send({"id": number, "result": result})
