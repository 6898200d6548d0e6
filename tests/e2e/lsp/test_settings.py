"""Settings: from whoever may say them, live, and with a message and a default where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from server.words import sentence as capital
from tests.chat_server import ChatServer, Fail, Say
from tests.e2e.lsp.editor import editor
from tests.e2e.lsp.profiles import BARE, EDITORS, VSCODE, Profile
from tests.e2e.lsp.sketches import DOUBLE, model

pytestmark = pytest.mark.asyncio

RIGHT = Say("```python\ndef double(n: int) -> int:\n    return 2 * n\n```")
SLOW = 'import time\n\n\ndef nap() -> int:\n    """\n    >>> nap()\n    1\n    """\n    time.sleep(2)\n    return 1\n'
EVERY = pytest.mark.parametrize("profile", [*EDITORS, BARE], ids=lambda profile: profile.name)


@EVERY
async def test_what_is_wrong_is_said_once_and_the_default_holds(tmp_path: Path, profile: Profile) -> None:
    settings = {"candidates": "many", "engin": "local", "engine": "locl", "example-seconds": 0.5}
    async with editor(tmp_path, profile, settings=settings) as it:
        sketch = it.open("a.anpl", DOUBLE)
        told = sorted([await it.message() for _ in range(3)])
        assert [sentence.partition(" in the editor's settings is ")[::2] for sentence in told] == [
            ("warning: `candidates`", "'many', but has to be a whole number from 1 to 64, so `4` is used."),
            ("warning: `engin`", "no setting (did you mean engine?), so it is ignored."),
            (
                "warning: `engine`",
                "'locl', but has to be one of auto, local, openai, replay (did you mean local?), so `local` is used.",
            ),
        ]
        await it.settled(sketch)
        it.replace(sketch, "Twice", "Two times")
        await it.settled(sketch)


@pytest.mark.parametrize("settings", [None, "engine", 3, [], {"budget": 3}, {"python": {"a": 1}}])
async def test_settings_of_any_shape_do_no_harm(tmp_path: Path, settings: object) -> None:
    async with editor(tmp_path, settings=settings) as it:  # type: ignore[arg-type]
        sketch = it.open("a.anpl", DOUBLE)
        await it.stands(sketch, double="unfilled")
        if isinstance(settings, dict):
            assert (await it.message()).startswith("warning: `")


@EVERY
async def test_settings_count_from_the_moment_they_change(tmp_path: Path, profile: Profile) -> None:
    async with editor(tmp_path, profile, settings={"example-seconds": 0.3}) as it:
        sketch = it.open("a.anpl", SLOW)
        await it.shows(sketch, "example-timeout | >>> nap()\n    1 | ")
        it.configure({"example-seconds": 20})
        await it.stands(sketch, nap="verified")
        await it.shows(sketch)


async def test_a_model_that_is_chosen_later(tmp_path: Path) -> None:
    with ChatServer([RIGHT]) as server:
        async with editor(tmp_path, settings={"engine": "openai"}) as it:
            sketch = it.open("a.anpl", DOUBLE)
            await it.command("fill", sketch, hole="double")
            told = await it.ended()
            assert await it.message() == f"warning: {capital(told)}"
            assert "model" in told
            it.configure(model(server))
            await it.stands(sketch, double="unfilled")
            await it.command("fill", sketch, hole="double")
            assert await it.ended() == "`double` is filled"
            await it.stands(sketch, double="verified")
            assert "return 2 * n" in it.read("holes.lock")


async def test_a_key_is_shown_nowhere(tmp_path: Path) -> None:
    with ChatServer([Fail(401, "the key {key} is not known"), RIGHT]) as server:
        async with editor(tmp_path, settings=model(server)) as it:
            sketch = it.open("a.anpl", DOUBLE)
            await it.command("fill", sketch, hole="double")
            told = [await it.ended(), (await it.says(sketch, "is not known")).message]
            it.configure({**model(server), "api-key": "sk-secret-🔑"})
            told.append(await it.message())
            assert "the key *** is not known" in told[0]
            assert not [sentence for sentence in (*told, *it.logged, *it.client.errors) if "secret" in sentence]


async def test_each_folder_has_its_own(tmp_path: Path) -> None:
    short, long = tmp_path / "short", tmp_path / "long"
    short.mkdir()
    long.mkdir()
    async with editor(tmp_path, folders=[short, long]) as it:
        it.settings[short.as_uri()] = {"example-seconds": 0.3}
        it.configure({"example-seconds": 20}, long)
        slow = it.open("short/a.anpl", SLOW)
        fast = it.open("long/a.anpl", SLOW)
        await it.shows(slow, "example-timeout")
        await it.stands(fast, nap="verified")
        await it.shows(fast)


async def test_folders_come_and_go(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    async with editor(tmp_path, folders=[first]) as it:
        it.settings[second.as_uri()] = {"example-seconds": 0.3}
        it.settings[None] = {"example-seconds": 20}
        sketch = it.open("second/a.anpl", SLOW)
        folder = types.WorkspaceFolder(second.as_uri(), "second")
        event = types.WorkspaceFoldersChangeEvent([folder], [])
        it.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
        await it.shows(sketch, "example-timeout")
        event = types.WorkspaceFoldersChangeEvent([], [folder])
        it.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
        await it.stands(sketch, nap="verified")
        await it.shows(sketch)


async def test_a_project_says_what_harms_nobody(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        it.write("pyproject.toml", "[tool.holewright]\nexample-seconds = 0.3\n")
        sketch = it.open("a.anpl", SLOW)
        await it.shows(sketch, "example-timeout")
        it.replaced("pyproject.toml", "[tool.holewright]\nexample-seconds = 20\n")
        await it.stands(sketch, nap="verified")


async def test_an_editor_without_settings_of_ours(tmp_path: Path) -> None:
    async with editor(tmp_path, VSCODE, options={"settings": {"example-seconds": 0.3}}) as it:
        sketch = it.open("a.anpl", SLOW)
        await it.shows(sketch, "example-timeout")
