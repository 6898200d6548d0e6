"""The first answer of the language server, given before the server itself is loaded.

An editor waits for the answer to `initialize` before it does anything else, and what stands in it is known beforehand:
`capabilities.json`, which a test holds against what the server itself would say. So it is sent at once, and the editor
goes on while the rest is being loaded. The server then reads the same message and answers it, to nobody.
"""

from __future__ import annotations

import io
import json
import os
import sys
from typing import Any, BinaryIO

#: A first message longer than this, in bytes, is left to the server.
_LONGEST = 4 << 20
#: So many bytes are read at once.
_PIECE = 1 << 20
_ENCODINGS = ("utf-8", "utf-16", "utf-32")


def serve() -> int:
    """Greet the editor, then serve it. Gives the exit status."""
    # Whatever else may print must not get between our messages.
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    said = _first_message(sys.stdin.buffer)
    answer = greeting(said)
    if answer is not None:
        output.write(b"Content-Length: %d\r\n\r\n" % len(answer) + answer)
        output.flush()
    from server.lsp.app import run

    return run(Replayed(said, sys.stdin.buffer), Mute(output) if answer is not None else output)


def _first_message(stream: BinaryIO) -> bytes:
    """The first message, with its header; as much of it as there is where it is cut or no message."""
    header = b""
    length = 0
    while line := stream.readline(_LONGEST):
        header += line
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            length = int(value)
        if line in (b"\r\n", b"\n") or len(header) > _LONGEST:
            break
    return header + (stream.read(length) if 0 < length <= _LONGEST else b"")


def greeting(message: bytes) -> bytes | None:
    """The answer to the message, as JSON text, where it is an `initialize` that can be answered; else None."""
    from holewright import __version__

    try:
        request = json.loads(message.partition(b"\r\n\r\n")[2])
        params = request["params"]
        asked = {"id": request["id"], "capabilities": params["capabilities"]}
        if request["method"] != "initialize" or not isinstance(asked["id"], (int, str)):
            return None
        told = capabilities(params["capabilities"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    result = {"capabilities": told, "serverInfo": {"name": "holewright", "version": __version__}}
    return json.dumps({"jsonrpc": "2.0", "id": asked["id"], "result": result}).encode()


def capabilities(of_editor: dict[str, Any]) -> dict[str, Any]:
    """What this server can do, as it says it to an editor that can do what `of_editor` says. Raises KeyError, TypeError
    or AttributeError where that is not as it has to be."""
    with open(os.path.join(os.path.dirname(__file__), "capabilities.json"), encoding="utf-8") as file:
        told: dict[str, Any] = json.load(file)
    offered = (of_editor.get("general") or {}).get("positionEncodings") or ()
    told["positionEncoding"] = next((encoding for encoding in offered if encoding in _ENCODINGS), "utf-16")
    workspace, document = of_editor.get("workspace") or {}, of_editor.get("textDocument") or {}
    if document.get("diagnostic") is None or not (workspace.get("diagnostics") or {}).get("refreshSupport"):
        del told["diagnosticProvider"]
    if not (document.get("rename") or {}).get("prepareSupport"):
        told["renameProvider"] = True
    if not (workspace.get("fileOperations") or {}).get("didRename"):
        told["workspace"]["fileOperations"] = {}
    return told


class Replayed:
    """A stream that begins with what was read of it already."""

    def __init__(self, read: bytes, rest: BinaryIO) -> None:
        self._read = io.BytesIO(read)
        self._rest = rest

    def readline(self) -> bytes:
        """The next line."""
        line = self._read.readline()
        return line if line.endswith(b"\n") else line + self._rest.readline()

    def read(self, size: int) -> bytes:
        """The next `size` bytes; fewer only at the end."""
        pieces = [self._read.read(size)]
        left = size - len(pieces[0])
        # A length may be a lie: no room is made for what has not come.
        while left and (piece := self._rest.read(min(left, _PIECE))):
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)


class Mute:
    """A stream that says nothing of the answer that was given already: the first that the server gives."""

    def __init__(self, output: BinaryIO) -> None:
        self._output = output
        self._answered = False

    def write(self, message: bytes) -> int:
        """Write one whole message."""
        if not self._answered and "method" not in json.loads(message.partition(b"\r\n\r\n")[2]):
            self._answered = True
            return len(message)
        return self._output.write(message)

    def flush(self) -> None:
        """Send what was written."""
        self._output.flush()

    def close(self) -> None:
        """Close the stream below."""
        self._output.close()
