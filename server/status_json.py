"""What holds for a document as JSON, for editors that show it: who fills its holes, what confines what is run, and what
was spent."""

from __future__ import annotations

from holes.engines.protocol import Usage
from holes.runner.protocol import Tier
from server.assembly import NoEngine, engines
from server.sandbox import MEANINGS
from server.settings import Settings


def status_to_json(settings: Settings, tier: Tier | None, spent: Usage, *, trusted: bool) -> dict[str, object]:
    """What holds where `settings` do, as plain dicts. `tier` is what confines what is run there, None where nothing was
    run yet; `spent` is counted since the server started. Where nothing is `trusted`, nothing is asked."""
    problem, host, sends = None, None, False
    try:
        asked = engines(settings)
    except NoEngine as error:
        problem, asked = str(error), ()
    if trusted and any(engine.name == "openai" for engine in asked):
        host, sends = _host(settings), any(engine.sends for engine in asked)
    return {
        "trusted": trusted,
        "engine": settings.engine,
        "model": settings.model if host is not None else None,
        "host": host,
        "sends": sends,
        "problem": problem,
        "sandbox": str(tier) if tier is not None else None,
        "sandboxMeans": MEANINGS[tier] if tier is not None else None,
        "spent": spent_to_json(spent),
    }


def spent_to_json(spent: Usage) -> dict[str, object]:
    """Tokens and requests."""
    return {"prompt": spent.prompt, "completion": spent.completion, "requests": spent.requests}


def _host(settings: Settings) -> str:
    """Where the model is, for people."""
    from holes.engines.service import ModelSettings

    return (ModelSettings(base_url=settings.base_url) if settings.base_url is not None else ModelSettings()).host
