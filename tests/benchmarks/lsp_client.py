"""A language client for benchmarks: raw messages over pipes, each noted with the time at which it came."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any


class LspClient:
    """A running server, `command`, and what it has sent. Requests of the server are answered with nothing."""

    def __init__(self, command: Sequence[str], environ: dict[str, str] | None = None) -> None:
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **(environ or {})},
        )
        self._number = 0
        self._came: queue.Queue[tuple[float, dict[str, Any]]] = queue.Queue()
        self._kept: list[tuple[float, dict[str, Any]]] = []
        threading.Thread(target=self._read, daemon=True).start()

    @property
    def pid(self) -> int:
        """The process id of the server."""
        return self._process.pid

    def notify(self, method: str, params: object) -> float:
        """Send a notification; gives when."""
        at = time.perf_counter()
        self._send({"jsonrpc": "2.0", "method": method, "params": params})
        return at

    def request(self, method: str, params: object, seconds: float = 60) -> tuple[float, Any]:
        """Send a request and wait for its answer: how long it took, in seconds, and its result."""
        self._number += 1
        number = self._number
        at = time.perf_counter()
        self._send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        came, message = self.wait(lambda m: m.get("id") == number and "method" not in m, seconds)
        if "error" in message:
            raise RuntimeError(f"{method}: {message['error']}")
        return came - at, message["result"]

    def wait(self, wanted: Callable[[dict[str, Any]], bool], seconds: float = 60) -> tuple[float, dict[str, Any]]:
        """The next message that is `wanted`, and when it came; all before it are forgotten, but answers are kept."""
        deadline = time.perf_counter() + seconds
        for index, (came, message) in enumerate(self._kept):
            if wanted(message):
                del self._kept[index]
                return came, message
        while True:
            came, message = self._came.get(timeout=max(0.001, deadline - time.perf_counter()))
            if "method" in message and "id" in message:
                self._answer(message)
            if wanted(message):
                return came, message
            if "method" not in message:
                self._kept.append((came, message))

    def forget(self) -> None:
        """Drop what has come, but answer what asks."""
        self._kept.clear()
        while not self._came.empty():
            _, message = self._came.get()
            if "method" in message and "id" in message:
                self._answer(message)

    def initialize(self, root: Path, options: object = None, capabilities: object = None) -> float:
        """Initialize; gives the seconds from the start of the process to the answer."""
        params = {
            "processId": os.getpid(),
            "rootUri": root.as_uri(),
            "workspaceFolders": [{"uri": root.as_uri(), "name": root.name}],
            "capabilities": capabilities or {"workspace": {"configuration": False}},
            "initializationOptions": options,
        }
        self.request("initialize", params)
        taken = time.perf_counter() - self.started
        self.notify("initialized", {})
        return taken

    def memory(self) -> float:
        """The resident memory of the server, in megabytes."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def close(self) -> None:
        """End the server."""
        try:
            self.request("shutdown", None, 10)
            self.notify("exit", None)
            self._process.wait(10)
        except (RuntimeError, queue.Empty, subprocess.TimeoutExpired, OSError):
            self._process.kill()

    def _answer(self, message: dict[str, Any]) -> None:
        items = (message.get("params") or {}).get("items", [])
        result = [None for _ in items] if message["method"] == "workspace/configuration" else None
        self._send({"jsonrpc": "2.0", "id": message["id"], "result": result})

    def _send(self, message: object) -> None:
        assert self._process.stdin is not None
        body = json.dumps(message).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _read(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while True:
            length = 0
            while (line := stream.readline()).strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not line:
                return
            body = stream.read(length)
            self._came.put((time.perf_counter(), json.loads(body)))
