"""Waiting for a plain socket to have something to read, in whatever event loop runs."""

from __future__ import annotations

import asyncio
import socket


class Ear:
    """Waits on one socket for one task at a time. The socket may be closed after `stop`, also while that task waits:
    its number may then be another's at once."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._number = channel.fileno()
        self._waiting: tuple[asyncio.AbstractEventLoop, asyncio.Future[None]] | None = None

    async def wait(self, until: float) -> None:
        """Return when there is something to read, the other end has closed, or `stop` was called. Raises TimeoutError
        where none of this is so by the time `until` of the event loop."""
        loop = asyncio.get_running_loop()
        arrival: asyncio.Future[None] = loop.create_future()
        self._waiting = loop, arrival
        loop.add_reader(self._number, self.stop)
        expiry = loop.call_at(until, self.stop)
        try:
            await arrival
        finally:
            expiry.cancel()
            self.stop()
        if loop.time() >= until and self._silent():
            raise TimeoutError

    def stop(self) -> None:
        """Let the task that waits go on."""
        if self._waiting is not None:
            loop, arrival = self._waiting
            self._waiting = None
            if not loop.is_closed():
                loop.remove_reader(self._number)
                if not arrival.done():
                    arrival.set_result(None)

    def _silent(self) -> bool:
        """Whether there is still nothing, for a task that is late itself."""
        try:
            self._channel.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        except OSError:
            pass
        return False
