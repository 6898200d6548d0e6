"""A process that a zygote has forked: what runs a program."""

from __future__ import annotations

import asyncio
import os
import socket
from typing import TYPE_CHECKING

from holes.runner import messages
from holes.runner.child import ending
from holes.runner.ear import Ear
from holes.runner.messages import BadReply
from holes.runner.session import Gone, Lost

if TYPE_CHECKING:
    from holes.runner.zygote import Zygote

_PIECE = 1 << 16

#: What is said of a process that ended with the zygote that it was forked from.
LOST = "what starts its process came to an end"


class Fork:
    """A process that has been forked, at the other end of `channel`: a connection that runs a program. It owes a frame
    for each that was sent to it."""

    def __init__(self, zygote: Zygote, id: int, channel: socket.socket) -> None:
        self._zygote = zygote
        self._id = id
        self._channel = channel
        self._ear = Ear(channel)
        self._owed = 0
        self._unsent = bytearray()
        self._received = bytearray()
        self._soon: asyncio.Handle | None = None
        self._sending: asyncio.AbstractEventLoop | None = None
        self._ended = False
        self.largest = 0
        self.memory = 0

    def send(self, frame: bytes) -> None:
        """Write one frame."""
        self._unsent += frame
        self._owed += 1
        if self._soon is None:
            self._soon = asyncio.get_running_loop().call_soon(self._flush)

    async def receive(self, until: float) -> dict[str, object]:
        """The next frame. Raises `BadReply`, `Gone` or `Lost` where the process ended instead, or `TimeoutError` where
        nothing came by the time `until` of the event loop; a frame that was there in time is given also when we are
        late."""
        self._flush()
        while (frame := self._frame()) is None:
            if self._ended:
                raise Lost(LOST)
            try:
                piece = self._channel.recv(_PIECE)
            except BlockingIOError:
                await self._ear.wait(until)
                continue
            except OSError:
                piece = b""
            if not piece:
                raise await self._end_of_it()
            self._received += piece
        return messages.reply(frame, self.largest)

    async def end(self) -> None:
        """Kill the process. Nothing is asked of it."""
        if self._channel.fileno() >= 0:
            self.abandon()
            self._zygote.done(self.memory)

    def abandon(self) -> None:
        """Kill the process, at once and from outside an event loop too."""
        if not self._ended:
            self._ended = True
            self._zygote.kill(self._id)
        self._ear.stop()
        self._stop_sending()
        self._channel.close()

    def _frame(self) -> bytes | None:
        """The next frame, if all of it is there. Raises `BadReply`."""
        if not self._received:
            return None
        length = int.from_bytes(self._received[:4], "big")
        if self._owed == 0:
            raise BadReply
        if length > self.largest:
            raise messages.TooLarge
        if len(self._received) < length + 4:
            return None
        self._owed -= 1
        with memoryview(self._received) as received:
            frame = bytes(received[4 : length + 4])
        del self._received[: length + 4]
        return frame

    async def _end_of_it(self) -> Exception:
        """How the process ended, as what is raised for it."""
        try:
            status = await self._zygote.status(self._id)
        except Lost as lost:
            return lost
        self._ended = True
        if status < 0:
            return Lost("no process could be started for it")
        return Gone(ending(os.waitstatus_to_exitcode(status), b""))

    def _flush(self) -> None:
        """Write what was sent, in one piece where it was sent in many."""
        self._forget_soon()
        try:
            while self._unsent:
                del self._unsent[: self._channel.send(self._unsent)]
        except BlockingIOError:
            if self._sending is None:
                self._sending = asyncio.get_running_loop()
                self._sending.add_writer(self._channel, self._flush)
            return
        except OSError:
            self._unsent.clear()  # It has ended, as what is received will tell.
        self._stop_sending()

    def _forget_soon(self) -> None:
        if self._soon is not None:
            self._soon.cancel()
            self._soon = None

    def _stop_sending(self) -> None:
        self._forget_soon()
        if self._sending is not None:
            if not self._sending.is_closed():
                self._sending.remove_writer(self._channel)
            self._sending = None
