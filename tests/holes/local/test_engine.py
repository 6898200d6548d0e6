"""The `local` engine with its real worker process."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from holes.engines.local import LocalEngine, task_of
from holes.engines.protocol import EngineError, Observation, Request
from holes.values import Value, from_python
from sketch.model import Hole, Kind, Language, Parameter, Signature, Sketch, Span

_NOWHERE = Span(0, 0)


def request(
    signature: str,
    *observations: Observation,
    doc: str = "",
    parameters: tuple[Parameter, ...] = (),
    seconds: float = 20.0,
) -> Request:
    name = signature.partition("(")[0].split()[-1]
    hole = Hole(name, name, Kind.NAMED, doc, Signature(signature, parameters), _NOWHERE, _NOWHERE, _NOWHERE, _NOWHERE)
    return Request(Sketch("", Language.ANPL), hole, observations=observations, seconds=seconds)


def seen(*arguments: Any, returns: Any = None, raises: str | None = None) -> Observation:
    return Observation(tuple(map(from_python, arguments)), (), None if raises else from_python(returns), raises)


def unique(seconds: float = 20.0) -> Request:
    return request(
        "def unique(items: list[int]) -> list[int]",
        seen([3, 1, 3], returns=[1, 3]),
        seen([2, 5, 1, 2], returns=[1, 2, 5]),
        parameters=(Parameter("items", annotation="list[int]"),),
        seconds=seconds,
    )


def hard() -> Request:
    """Nothing short fits this."""
    return request(
        "def f(n)",
        *(seen(n, returns=n * 7919 % 1000003 ^ n << 3) for n in range(5, 900, 101)),
        parameters=(Parameter("n"),),
    )


async def texts(asked: Request, engine: LocalEngine | None = None) -> list[str]:
    return [proposal.text async for proposal in (engine or LocalEngine(20.0)).propose(asked)]


def children() -> set[str]:
    """The process ids of our children, zombies included."""
    if not Path(f"/proc/self/task/{os.getpid()}/children").exists():
        pytest.skip("needs /proc to see child processes")
    while True:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # a thread has ended meanwhile
            return {
                pid for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()
            }


def test_yields_whole_functions_with_the_holes_signature() -> None:
    found = asyncio.run(texts(unique()))
    assert found[0] == "def unique(items: list[int]) -> list[int]:\n    return sorted(set(items))\n"


def test_a_whole_number_is_a_float_where_the_annotation_says_so() -> None:
    asked = request(
        "def average(numbers: list[int]) -> float",
        seen([1, 3], returns=2),
        seen([2, 2, 5], returns=3),
        seen([4, 4, 8, 8], returns=6),
        doc="the average",
        parameters=(Parameter("numbers", annotation="list[int]"),),
    )
    asked = evolve(asked, hole=evolve(asked.hole, signature=asked.hole.signature._replace(returns="float")))
    assert asyncio.run(texts(asked))[0].endswith("    return sum(numbers) / len(numbers)\n")


def test_an_argument_is_a_float_where_the_annotation_says_so() -> None:
    asked = request(
        "def within(xs, low: float)",
        seen([1.5, 5.0], 2, returns=[5.0]),
        parameters=(Parameter("xs"), Parameter("low", annotation="float")),
    )
    task = task_of(asked)
    assert task is not None
    assert [type(value) for value in task.shown[0].arguments] == [list, float]


def test_exceptions_defaults_and_keywords() -> None:
    parameters = (Parameter("n"), Parameter("by", default="2"))
    observations = (
        seen(4, returns=8),
        Observation((from_python(5),), (("by", from_python(3)),), from_python(15)),
        seen(-1, raises="ValueError"),
        seen(-7, raises="ValueError"),
    )
    found = asyncio.run(texts(request("def f(n, by=2)", *observations, parameters=parameters)))
    assert found[0].endswith("        raise ValueError\n    return n * by\n")


@pytest.mark.parametrize(
    "asked",
    [
        request("def f(x)", parameters=(Parameter("x"),)),
        request(
            "def f(x)", Observation((Value("opaque", ("A", "<A>")),), (), from_python(1)), parameters=(Parameter("x"),)
        ),
        request("def f(*x)", seen(1, returns=1), parameters=(Parameter("x", "star"),)),
        request("def f(x, y)", seen(1, returns=1), parameters=(Parameter("x"), Parameter("y"))),
        request("def f(x)", seen(1, 2, returns=1), parameters=(Parameter("x"),)),
        request("def f(x)", seen(b"a", returns=b"a"), parameters=(Parameter("x"),)),
        request("def f()", seen(returns=1)),
    ],
)
def test_what_it_cannot_compute_with_gives_nothing(asked: Request) -> None:
    assert asyncio.run(texts(asked)) == []


def test_no_time_gives_nothing() -> None:
    assert asyncio.run(texts(unique(seconds=0.0))) == []


def test_closing_the_iterator_ends_and_reaps_the_worker() -> None:
    async def run() -> None:
        before = children()
        proposals = LocalEngine(20.0).propose(unique())
        await anext(proposals)
        await proposals.aclose()
        assert children() <= before

    asyncio.run(run())


def test_cancelling_ends_and_reaps_the_worker() -> None:
    async def run() -> None:
        before = children()
        task = asyncio.ensure_future(texts(hard(), LocalEngine(60.0)))
        while children() <= before:  # noqa: ASYNC110 (a process has no event to wait for)
            await asyncio.sleep(0.005)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asyncio.wait_for(task, 10)
        assert children() <= before

    asyncio.run(run())


def test_a_users_packages_of_the_same_names_are_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("holes", "sketch", "server", "json"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('the wrong one')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert asyncio.run(texts(unique()))


def test_a_missing_interpreter_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="could not start"):
        asyncio.run(texts(unique(), LocalEngine(1.0, python=str(tmp_path / "none"))))


@pytest.mark.skipif(sys.platform == "win32", reason="no resource limits there")
def test_the_worker_caps_its_own_memory(tmp_path: Path) -> None:
    import subprocess

    start = "import sys; sys.path.append(sys.argv[1]); from holes.local import worker"
    code = f"{start}; worker._be_modest(); bytearray(600 << 20)"
    home = str(Path(__file__).resolve().parents[3])
    ended = subprocess.run([sys.executable, "-I", "-S", "-c", code, home], capture_output=True, text=True, check=False)
    assert "MemoryError" in ended.stderr


def test_garbage_from_a_worker_ends_the_proposals(tmp_path: Path) -> None:
    script = tmp_path / "python"
    script.write_text("#!/bin/sh\nread line\necho garbage\n")
    script.chmod(0o755)
    assert asyncio.run(texts(unique(), LocalEngine(1.0, python=str(script)))) == []


def test_it_says_how_far_it_is() -> None:
    told: list[tuple[int, ...]] = []
    asked = evolve(hard(), looked=lambda *looked: told.append(looked))
    asyncio.run(texts(asked, LocalEngine(2.0)))
    assert told == sorted(told)
    assert len(told) > 1
    assert told[-1][0] > 1000
