"""How long an editor waits: for the first answer, for verdicts after a keystroke, for everything else while a hole is
being filled.

Run it as a script: `python tests/benchmarks/bench_lsp.py [--rounds 40] [--peer "pylsp"] [--peer jedi-language-server]`,
or with `--minutes 10` to type 1,000 letters a minute for so long and see whether the server grows.
The sketch has 200 holes, all filled, and 600 examples. Peers are language servers for Python, which are given the
sketch's module; they run in the same minutes on the same machine.
"""

from __future__ import annotations

import argparse
import shlex
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from holes.files import Disk
from holes.lock import Entry, LockFile
from sketch.fingerprint import fingerprints
from sketch.model import Fill, Language
from sketch.parse import parse
from tests.benchmarks.lsp_client import LspClient

UNIT = '''
def step_{i}(items: list[int], limit: int = {i}) -> list[int]:
    """Keep the items that are at most the limit, each once, in the order in which they first came.

    >>> step_{i}([3, 1, 3, 2], limit=2)
    [1, 2]
    >>> step_{i}([], limit=0)
    []
    >>> step_{i}([2, 2, 1], limit=5)
    [2, 1]
    """


def run_{i}(lines: list[str]) -> int:
    """Count what step {i} keeps of the numbers in the lines."""
    numbers = []
    for line in lines:
        # Lines that hold no number are left out.
        if line.strip().isdigit():
            numbers.append(int(line))
    kept = step_{i}(numbers)
    if not kept and lines:
        return run_{before}(lines[1:])
    return sum(kept) + len(kept)

'''
FILL = "def {name}(items, limit=0):\n    return list(dict.fromkeys(item for item in items if item <= limit))\n"
COMMAND = (sys.executable, str(Path(__file__).resolve().parents[2] / "holewright.py"), "lsp")


def sketch_text(units: int) -> str:
    """A sketch of one hole with three examples, and one function that calls it, for each of `units`."""
    return '"""A long sketch."""\n' + "".join(UNIT.format(i=i, before=max(i - 1, 0)) for i in range(units))


def prepared(folder: Path, units: int) -> tuple[Path, str]:
    """A sketch on the disk with a lock that fills every hole."""
    text = sketch_text(units)
    path = folder / "long.anpl"
    path.write_text(text)
    sketch = parse(text, Language.ANPL).sketch
    prints = fingerprints(sketch)
    entries = [
        Entry("long.anpl", hole.id, prints[hole.id], "local", "2030-01-01", fill=Fill(FILL.format(name=hole.name)))
        for hole in sketch.holes
    ]
    LockFile(Disk(folder / "guards"), folder / "holes.lock").update(entries)
    return path, text


def opened(client: LspClient, path: Path, text: str, language: str) -> float:
    """Open a document; gives when."""
    item = {"uri": path.as_uri(), "languageId": language, "version": 1, "text": text}
    return client.notify("textDocument/didOpen", {"textDocument": item})


def published(uri: str, version: int) -> Any:
    """What tells diagnostics of a version from all other messages."""

    def wanted(message: dict[str, Any]) -> bool:
        params = message.get("params") or {}
        is_publish = message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == uri
        return bool(is_publish and params.get("version") == version)

    return wanted


def codes(message: dict[str, Any]) -> list[str]:
    """The codes of published diagnostics."""
    return [str(item.get("code")) for item in message["params"]["diagnostics"]]


class Document:
    """An open document that is typed in."""

    def __init__(self, client: LspClient, path: Path, text: str) -> None:
        self.client, self.uri, self.text, self.version = client, path.as_uri(), text, 1

    def replace(self, start: int, end: int, new: str) -> float:
        """Replace a stretch of the text; gives when that was sent."""
        first, last = self._position(start), self._position(end)
        self.text = self.text[:start] + new + self.text[end:]
        self.version += 1
        change = {"range": {"start": first, "end": last}, "text": new}
        document = {"uri": self.uri, "version": self.version}
        return self.client.notify("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})

    def _position(self, offset: int) -> dict[str, int]:
        before = self.text[:offset]
        return {"line": before.count("\n"), "character": offset - (before.rfind("\n") + 1)}


def edit_to_verdict(document: Document, unit: int) -> float:
    """Spoil the first example of a hole, wait for its failure, then mend it again; seconds for the first."""
    mark = f">>> step_{unit}([3, 1, 3, 2], limit=2)\n    [1, 2]"
    place = document.text.index(mark) + len(mark) - 2
    sent = document.replace(place, place + 1, "7")
    while True:
        came, message = document.client.wait(published(document.uri, document.version))
        if "example-failed" in codes(message):
            break
    document.replace(place, place + 1, "2")
    while "example-failed" in codes(document.client.wait(published(document.uri, document.version))[1]):
        pass
    return came - sent


def edit_to_syntax_error(document: Document, unit: int) -> float:
    """Leave a bracket open, wait until that is told, and close it again; seconds for the first."""
    place = document.text.index(f"kept = step_{unit}(numbers)") + len(f"kept = step_{unit}(numbers")
    sent = document.replace(place, place + 1, "")
    while True:
        came, message = document.client.wait(published(document.uri, document.version))
        if "sketch-syntax" in codes(message):
            break
    document.replace(place, place, ")")
    while "sketch-syntax" in codes(document.client.wait(published(document.uri, document.version))[1]):
        pass
    return came - sent


class Slow(BaseHTTPRequestHandler):
    """A model that never answers."""

    def do_POST(self) -> None:
        time.sleep(600)

    def log_message(self, *_: object) -> None: ...


def show(name: str, taken: Sequence[float], aim: str) -> None:
    """Print the median and the 95th percentile of some times."""
    ordered = sorted(seconds * 1000 for seconds in taken)
    late = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(f"{name:<58} {statistics.median(ordered):8.1f} ms {late:8.1f} ms   {aim}")


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=40)
    arguments.add_argument("--peer", action="append", default=[], help="another server's command")
    arguments.add_argument("--minutes", type=float, help="only type, for so long")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made).resolve()
        path, text = prepared(folder, 200)
        if given.minutes is not None:
            typed_for(folder, path, text, given.minutes)
            return
        print(f"{'':<58} {'median':>11} {'95 %':>11}   aim")
        own(folder, path, text, given.rounds)
        for command in given.peer:
            peer(folder, text, command, given.rounds)


def own(folder: Path, path: Path, text: str, rounds: int) -> None:
    """The figures of this server."""
    options = {"trusted": True}
    starts = []
    for _ in range(7):
        client = LspClient(COMMAND)
        starts.append(client.initialize(folder, options))
        client.close()
    show("start to the answer of initialize", starts, "350")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Slow)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    model = {"engine": "openai", "base-url": f"http://127.0.0.1:{server.server_port}/v1", "model": "slow"}
    client = LspClient(COMMAND)
    client.initialize(folder, {**options, "settings": {**model, "api-key": "none"}})
    began = opened(client, path, text, "anpl")
    uri = path.as_uri()
    came, message = client.wait(lambda m: m.get("method") == "holewright/holes", 120)
    verified = sum(hole["status"] == "verified" for hole in message["params"]["holes"])
    assert verified == 200, verified
    show("opening it to all 600 verdicts", [came - began], "")
    document = Document(client, path, text)
    units = [(37 * number) % 200 for number in range(rounds)]
    edit_to_verdict(document, 0)
    show("an edit in an example to its verdict", [edit_to_verdict(document, unit) for unit in units], "60, 150")
    show("an edit to its syntax error", [edit_to_syntax_error(document, unit) for unit in units], "20")
    print(f"{'memory, idle':<58} {client.memory():8.1f} MB               90")
    client.request(
        "workspace/executeCommand",
        {"command": "holewright.refill", "arguments": [{"uri": uri, "hole": "step_100", "feedback": "shorter"}]},
    )
    at = {"line": 30 * 60, "character": 8}
    asked: dict[str, tuple[str, dict[str, Any]]] = {
        "hover": ("textDocument/hover", {"position": at}),
        "completion": ("textDocument/completion", {"position": at}),
        "lenses": ("textDocument/codeLens", {}),
        "actions": ("textDocument/codeAction", {"range": {"start": at, "end": at}, "context": {"diagnostics": []}}),
        "hints, of a window": (
            "textDocument/inlayHint",
            {"range": {"start": {"line": 1800, "character": 0}, "end": {"line": 1860, "character": 0}}},
        ),
        "symbols": ("textDocument/documentSymbol", {}),
        "tokens, of a window": (
            "textDocument/semanticTokens/range",
            {"range": {"start": {"line": 1800, "character": 0}, "end": {"line": 1860, "character": 0}}},
        ),
        "folds": ("textDocument/foldingRange", {}),
    }
    for name, (method, params) in asked.items():
        times = []
        for _ in range(rounds):
            taken, _ = client.request(method, {"textDocument": {"uri": uri}, **params})
            times.append(taken)
        show(
            f"{name}, while a hole is being filled",
            times,
            "20" if name in ("hover", "completion", "lenses", "actions") else "",
        )
    client.request("workspace/executeCommand", {"command": "holewright.cancel", "arguments": [{"uri": uri}]})
    client.close()
    server.shutdown()


def typed_for(folder: Path, path: Path, text: str, minutes: float) -> None:
    """Type into one hole after the other, 1,000 letters a minute, and print what the server has grown to."""
    client = LspClient(COMMAND)
    client.initialize(folder, {"trusted": True})
    opened(client, path, text, "anpl")
    client.wait(lambda m: m.get("method") == "holewright/holes", 120)
    document = Document(client, path, text)
    print(f"{'edits':>7} {'memory':>10} {'descriptors':>12}")
    for number in range(int(1000 * minutes)):
        if number % 500 == 0:
            files = len(list(Path(f"/proc/{client.pid}/fd").iterdir()))
            print(f"{number:>7} {client.memory():>7.1f} MB {files:>12}", flush=True)
        unit = number // 20 % 200
        place = document.text.index("Keep the", document.text.index(f"def step_{unit}("))
        # Ten letters are typed, and taken back.
        document.replace(*((place, place, "x") if number % 20 < 10 else (place - 1, place, "")))
        client.forget()
        time.sleep(0.06)
    print(f"{'at rest':>7} {client.memory():>7.1f} MB")
    client.close()


def peer(folder: Path, text: str, command: str, rounds: int) -> None:
    """The figures of another server: from its start to its first answer, and from an edit to what it says of it."""
    path = folder / "long.py"
    path.write_text(text)
    starts = []
    for _ in range(5):
        client = LspClient(shlex.split(command))
        starts.append(client.initialize(folder))
        client.close()
    name = Path(shlex.split(command)[0]).name
    show(f"{name}: start to the answer of initialize", starts, "")
    client = LspClient(shlex.split(command))
    client.initialize(folder)
    opened(client, path, text, "python")
    client.wait(lambda m: m.get("method") == "textDocument/publishDiagnostics", 120)
    document = Document(client, path, text)
    times = []
    for unit in range(min(rounds, 15)):
        place = document.text.index(f"kept = step_{unit}(numbers)") + len(f"kept = step_{unit}(numbers")
        sent = document.replace(place, place + 1, "")
        while True:
            came, message = client.wait(lambda m: m.get("method") == "textDocument/publishDiagnostics", 120)
            if message["params"]["diagnostics"]:
                break
        times.append(came - sent)
        document.replace(place, place, ")")
        client.wait(lambda m: m.get("method") == "textDocument/publishDiagnostics", 120)
    show(f"{name}: an edit to its syntax error", times, "")
    print(f"{name + ': memory':<58} {client.memory():8.1f} MB")
    client.close()


if __name__ == "__main__":
    main()
