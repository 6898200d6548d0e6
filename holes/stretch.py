"""Work on an event loop that others wait for."""

from __future__ import annotations

import asyncio
import time

#: Seconds without a turn of the loop that nobody feels.
_UNFELT = 0.005


class Stretch:
    """The time since the event loop had its turn, as far as the one who counts knows."""

    def __init__(self) -> None:
        self._since = time.perf_counter()

    async def breathe(self) -> None:
        """Give the loop its turn, if the work took long enough to be felt."""
        if time.perf_counter() - self._since > _UNFELT:
            await asyncio.sleep(0)
            self._since = time.perf_counter()
