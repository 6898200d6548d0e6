"""What an editor is told of the engine, the sandbox and what was spent."""

from __future__ import annotations

import pytest
from attrs import evolve

from holes.engines.protocol import Usage
from holes.runner.protocol import Tier
from server.settings import Settings
from server.status_json import status_to_json

NOTHING = {"model": None, "host": None, "sends": False, "problem": None}
MODEL = Settings(model="m", base_url="https://user:secret@models.example:8443/v1", api_key="k")


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (Settings(), {"engine": "auto", **NOTHING}),
        # A model alone is no choice, and with the engine `local` none is asked.
        (Settings(model="m"), {"engine": "auto", **NOTHING}),
        (evolve(MODEL, engine="local"), {"engine": "local", **NOTHING}),
        (MODEL, {"engine": "auto", "model": "m", "host": "models.example:8443", "sends": True, "problem": None}),
        (Settings(model="m", api_key="k"), {"host": "api.openai.com", "sends": True}),
        (Settings(model="m", base_url="http://localhost:11434/v1"), {"host": "localhost:11434", "sends": False}),
        (
            Settings(engine="openai"),
            {**NOTHING, "problem": "no model is set: name one with --model or HOLEWRIGHT_MODEL"},
        ),
    ],
)
def test_the_engine(settings: Settings, expected: dict[str, object]) -> None:
    told = status_to_json(settings, None, Usage(), trusted=True)
    assert {key: told[key] for key in expected} == expected
    assert "secret" not in str(told)


def test_nothing_is_asked_where_nothing_is_trusted() -> None:
    told = status_to_json(MODEL, None, Usage(), trusted=False)
    assert (told["host"], told["model"], told["sends"]) == (None, None, False)


def test_the_sandbox_and_what_was_spent() -> None:
    told = status_to_json(Settings(), Tier.LANDLOCK, Usage(3, 4, 1), trusted=True)
    assert (told["sandbox"], told["spent"]) == ("landlock", {"prompt": 3, "completion": 4, "requests": 1})
    assert str(told["sandboxMeans"]).startswith("as full, but")
    assert status_to_json(Settings(), None, Usage(), trusted=True)["sandbox"] is None
