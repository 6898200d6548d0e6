"""From settings to working parts: engines, bench, store. The one place that knows which implementation stands where."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

from attrs import evolve, frozen

from holes.bench import Bench
from holes.budget import Budget, Price
from holes.clock import SystemClock
from holes.engines.protocol import Engine
from holes.files import Disk, Files
from holes.lock import NAME, LockFile
from holes.runner.protocol import Limits, Runner, Tier
from holes.search import Effort
from holes.store import Store
from server.settings import Settings


class NoEngine(Exception):
    """The engine that was chosen cannot be used as it is set. `str(error)` is one sentence that says what to set."""


@frozen
class Parts:
    """What both the command line and the language server work with."""

    settings: Settings
    root: Path
    files: Files
    lock: LockFile
    store: Store


def parts(settings: Settings, root: Path) -> Parts:
    """The parts for one project root."""
    files = Disk(settings.cache_dir / "guards" if settings.cache_dir else None)
    lock = LockFile(files, root / NAME)
    return Parts(settings, root, files, lock, Store(lock, SystemClock()))


def bench(settings: Settings, root: Path, sketch: Path) -> Bench:
    """Where the sketch at `sketch` is run: in its own folder; that, the project's root and what holds the package that
    the sketch stands in are importable, in this order."""
    limits = Limits(seconds=settings.example_seconds, memory=settings.memory_mb << 20)
    own = sketch.resolve().parent
    package, above = _package(own)
    folders = dict.fromkeys(map(str, (own, root.resolve(), *((above,) if package else ()))))
    made = runner(str(settings.python), settings.sandbox)
    return Bench(made, limits, tuple(folders), str(own), package, readable=tuple(map(str, settings.readable)))


@lru_cache(maxsize=8)
def runner(python: str, sandbox: str) -> Runner:
    """What runs candidates under the interpreter `python` in `sandbox` (`auto` or a tier), the same each time, since it
    keeps warm processes. Nothing is tried, and nothing of a tier imported, before something is run."""
    from holes.runner.choose import ChosenRunner, Makers

    def confined(tiers: tuple[Tier, ...]) -> Runner:
        from holes.runner.confined import ConfinedRunner

        return ConfinedRunner(python, tiers)

    def restricted() -> Runner:
        from holes.runner.interpreter import InterpreterRunner

        return InterpreterRunner()

    def limits() -> Runner:
        from holes.runner.process import ProcessRunner

        return ProcessRunner(python)

    def nothing(reason: str) -> Runner:
        from holes.runner.nothing import NoRunner

        return NoRunner(reason)

    return ChosenRunner(sandbox, sys.platform, Makers(confined, restricted, limits, nothing))


def _package(folder: Path) -> tuple[str | None, Path]:
    """The dotted name of the package that `folder` is, None where it is none, and the folder that holds it."""
    names: list[str] = []
    while (folder / "__init__.py").is_file() and folder != folder.parent:
        names.insert(0, folder.name)
        folder = folder.parent
    return ".".join(names) or None, folder


def engines(settings: Settings) -> tuple[Engine, ...]:
    """The engines to ask, in order. Raises `NoEngine`."""
    match settings.engine:
        case "replay":
            return (_replay(settings),)
        case "openai":
            return (_openai(settings),)
        case "local":
            return (_local(settings),)
        case _:
            return (_local(settings), _openai(settings)) if settings.model_chosen else (_local(settings),)


def _local(settings: Settings) -> Engine:
    from holes.engines.local import LocalEngine

    return LocalEngine(seconds=settings.offline_seconds)


def _replay(settings: Settings) -> Engine:
    from holes.engines.replay import ReplayEngine

    if settings.replay is None:
        raise NoEngine("the replay engine needs a file of recorded answers: give --replay FILE")
    if not settings.replay.is_file():
        raise NoEngine(
            f"the file of recorded answers {settings.replay} does not exist: give another with --replay FILE"
        )
    return ReplayEngine(settings.replay)


def _openai(settings: Settings) -> Engine:
    from holes.engines.openai import ModelSettings, OpenAIEngine
    from holes.engines.replay import Recording

    if settings.model is None:
        raise NoEngine("no model is set: name one with --model or HOLEWRIGHT_MODEL")
    model = ModelSettings(model=settings.model, api_key=settings.api_key or "", stream=settings.stream)
    if settings.base_url is not None:
        model = evolve(model, base_url=settings.base_url)
    if settings.temperature is not None:
        model = evolve(model, temperature=settings.temperature)
    return OpenAIEngine(model, SystemClock(), Recording(settings.record) if settings.record else None)


def effort(settings: Settings) -> Effort:
    """How hard to try for one hole."""
    return Effort(settings.candidates, settings.rounds, settings.fill_seconds, settings.max_tokens)


def budget(settings: Settings) -> Budget:
    """What one fill may spend."""
    priced = settings.price_prompt is not None or settings.price_completion is not None
    return Budget(
        tokens=settings.budget_tokens,
        requests=settings.budget_requests,
        seconds=settings.budget_seconds,
        money=settings.budget_money,
        price=Price(settings.price_prompt or 0.0, settings.price_completion or 0.0) if priced else None,
    )
