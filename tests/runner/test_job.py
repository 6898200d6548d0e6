"""Job objects without Windows: what it would be told, and what is done where it refuses."""

from __future__ import annotations

import asyncio
import ctypes
import sys
from pathlib import Path
from typing import Any

import pytest

from holes.runner import child, job
from holes.runner.job import BasicLimits, Counters, ExtendedLimits, Kernel, behind, confine
from holes.runner.process import ProcessRunner
from holes.runner.protocol import Case, Limits, Program


class FakeKernel:
    """Notes what it is told, and fails at `fails`."""

    def __init__(self, fails: str = "") -> None:
        self.fails = fails
        self.calls: list[str] = []
        self.limits = ExtendedLimits()

    @property
    def kernel(self) -> Kernel:
        return Kernel(self._create, self._inform, self._assign, self._close, lambda: OSError(5, "Access is denied"))

    def _called(self, what: str, *about: object) -> int:
        self.calls.append(" ".join(map(str, (what, *about))))
        return 0 if what == self.fails else 1

    def _create(self, security: None, name: None) -> int | None:
        return 77 if self._called("create") else None

    def _inform(self, handle: int, kind: int, limits: Any, size: int) -> int:
        ctypes.memmove(ctypes.byref(self.limits), limits, size)
        return self._called("inform", handle, kind, size)

    def _assign(self, handle: int, process: int) -> int:
        return self._called("assign", handle, process)

    def _close(self, handle: int) -> int:
        return self._called("close", handle)


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the documented sizes are those of 64 bits")
def test_structures_are_laid_out_as_documented() -> None:
    assert (ctypes.sizeof(BasicLimits), ctypes.sizeof(Counters), ctypes.sizeof(ExtendedLimits)) == (64, 48, 144)
    offsets = {name: getattr(BasicLimits, name).offset for name, _ in BasicLimits._fields_}
    assert offsets == {
        "PerProcessUserTimeLimit": 0,
        "PerJobUserTimeLimit": 8,
        "LimitFlags": 16,
        "MinimumWorkingSetSize": 24,
        "MaximumWorkingSetSize": 32,
        "ActiveProcessLimit": 40,
        "Affinity": 48,
        "PriorityClass": 56,
        "SchedulingClass": 60,
    }
    assert (ExtendedLimits.IoInfo.offset, ExtendedLimits.ProcessMemoryLimit.offset) == (64, 112)


def test_a_process_is_alone_in_its_job() -> None:
    fake = FakeKernel()
    made = confine(42, 1 << 30, fake.kernel)
    assert fake.calls == ["create", "inform 77 9 144", "assign 77 42"]
    basic = fake.limits.BasicLimitInformation
    assert (basic.LimitFlags, basic.ActiveProcessLimit) == (0x2508, 1)
    assert fake.limits.ProcessMemoryLimit == 1 << 30
    made.close()
    assert fake.calls[-1] == "close 77"


@pytest.mark.parametrize("fails", ["create", "inform", "assign"])
def test_what_windows_refuses_is_an_error(fails: str) -> None:
    fake = FakeKernel(fails)
    with pytest.raises(OSError, match="Access is denied"):
        confine(42, 1 << 30, fake.kernel)
    assert ("close 77" in fake.calls) == (fails != "create")


def test_what_stands_behind_a_virtual_environment(tmp_path: Path) -> None:
    home, scripts = tmp_path / "Python312", tmp_path / "venv" / "Scripts"
    for folder in (home, scripts):
        folder.mkdir(parents=True)
        (folder / "python.exe").touch()
    python = str(scripts / "python.exe")
    assert behind(python) == (python, {})
    (tmp_path / "venv" / "pyvenv.cfg").write_text(f"Home = {home}\nversion = 3.12.1\n", "utf-8")
    assert behind(python) == (str(home / "python.exe"), {"__PYVENV_LAUNCHER__": python})
    (home / "python.exe").unlink()
    assert behind(python) == (python, {})


class Handled:
    """A process of Windows, as far as its handle."""

    _handle = 42


class FakeTransport:
    """Knows the process that it carries."""

    def get_extra_info(self, name: str) -> Handled | None:
        return Handled() if name == "subprocess" else None


def test_a_child_holds_its_job(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeKernel()
    monkeypatch.setattr(job, "kernel32", lambda: fake.kernel)

    async def scenario() -> None:
        made = child.Child(1000, lambda greeting: None)
        made.connection_made(FakeTransport())  # type: ignore[arg-type]
        made.limit(1 << 20)

    asyncio.run(scenario())
    assert fake.calls[-1] == "assign 77 42"


@pytest.mark.skipif(sys.platform != "win32", reason="jobs are of Windows")
def test_a_candidate_starts_no_process() -> None:
    case = Case("__import__('subprocess').run(['cmd', '/c', 'echo'])")
    (outcome,) = asyncio.run(ProcessRunner(sys.executable).run(Program("", "f.anpl"), (case,), Limits(20, 60)))
    assert outcome.error is not None
