"""Watching the memory of a process, with a clock and a library that are none."""

from __future__ import annotations

import asyncio
import ctypes
from typing import Any

import pytest

from holes.runner import memory
from holes.runner.memory import Measure, Usage, footprint, watch


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "INTERVAL", 0)


def measured(*sizes: int | None) -> tuple[Measure, list[int | None]]:
    """A measure that gives `sizes` in turn, and the list of those that are left."""
    left = list(sizes)
    return lambda pid: left.pop(0), left


@pytest.mark.parametrize(
    ("sizes", "over", "unseen"),
    [
        ((10, 100, 101, 500), 1, 1),
        ((10, 100, None), 0, 0),
        ((None, 500), 0, 1),
    ],
)
def test_it_is_over_once(sizes: tuple[int | None, ...], over: int, unseen: int) -> None:
    calls: list[None] = []
    measure, left = measured(*sizes)
    asyncio.run(watch(7, 100, lambda: calls.append(None), measure))
    assert (len(calls), len(left)) == (over, unseen)


def test_watching_can_be_cancelled() -> None:
    async def scenario() -> bool:
        task = asyncio.create_task(watch(7, 100, lambda: None, lambda pid: 1))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        return task.cancelled()

    assert asyncio.run(scenario())


class FakeLibproc:
    """Knows one process, of 5 MB."""

    def proc_pid_rusage(self, pid: int, version: int, usage: Any) -> int:
        assert version == 0
        if pid != 7:
            return -1
        ctypes.cast(usage, ctypes.POINTER(Usage)).contents.ri_phys_footprint = 5 << 20
        return 0


def test_what_the_system_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_libproc", FakeLibproc)
    assert (footprint(7), footprint(8)) == (5 << 20, None)


def test_the_structure_is_laid_out_as_in_the_header() -> None:
    offsets = (Usage.ri_resident_size.offset, Usage.ri_phys_footprint.offset, ctypes.sizeof(Usage))
    assert offsets == (64, 72, 96)
