"""Of a workspace that is not declared trusted nothing runs and nothing is sent; what changes the text alone works."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pygls.exceptions import JsonRpcException

from server.words import sentence
from tests.chat_server import ChatServer, Say
from tests.e2e.lsp.buffer import Buffer
from tests.e2e.lsp.editor import Editor, editor
from tests.e2e.lsp.profiles import EDITORS, NEOVIM, VSCODE, Profile
from tests.e2e.lsp.sketches import DOUBLE, LEAGUE, model

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.skipif(sys.platform != "linux", reason="what a server has started is read from /proc"),
]

RIGHT = Say("```python\ndef double(n: int) -> int:\n    return 2 * n\n```")
REFUSED = "nothing is run or sent here, because the editor has not said that this workspace is trusted"


def bait(it: Editor) -> str:
    """A sketch, and files beside it, that leave a mark wherever they are run."""
    mark = f"open({str(it.folder / 'ran')!r}, 'w').close()\n"
    it.write("conftest.py", mark)
    it.write("sitecustomize.py", mark)
    it.write("helper.py", mark)
    return f"import helper\n\n{mark}\n\n{DOUBLE}"


def is_checked(sketch: Buffer) -> bool:
    """Whether anything is said to have been run."""
    assert sketch.holes
    return not all(hole.get("pending") for hole in sketch.holes)


@pytest.mark.parametrize("profile", EDITORS, ids=lambda profile: profile.name)
async def test_nothing_runs_and_nothing_is_sent(tmp_path: Path, profile: Profile) -> None:
    with ChatServer([RIGHT]) as server:
        async with editor(tmp_path, profile, trusted=False, settings=model(server)) as it:
            sketch = it.open("a.anpl", bait(it))
            assert await it.problems(sketch) == ["unfilled-hole | Twice the number. | `double` is not filled"]
            assert not is_checked(sketch)
            assert await it.titles(sketch) == ["Nothing runs and nothing is filled until this workspace is trusted"]
            assert await it.hints(sketch) == []
            for name in ("fill", "refill", "repair", "explain", "trace"):
                await it.command(name, sketch, hole="double")
                assert await it.message() == f"warning: {sentence(REFUSED)}"
                assert await it.ended() == REFUSED
            await it.command("fillAll", sketch)
            assert await it.message() == f"warning: {sentence(REFUSED)}"
            assert await it.ended() == REFUSED
            with pytest.raises(JsonRpcException, match=REFUSED):
                await it.command("addExample", sketch, hole="double", source="double(1)")
            with pytest.raises(JsonRpcException, match=REFUSED):
                await it.ask("holewright/trace", {"uri": sketch.uri, "hole": "double", "index": 0})
            it.replace(sketch, "Twice", "Two times")
            await it.settled(sketch)
            assert it.processes() == []
            assert server.requests == []
            assert it.names() == ["a.anpl", "conftest.py", "helper.py", "sitecustomize.py"]
            assert len(it.logged) == 1


async def test_what_changes_the_text_alone_works(tmp_path: Path) -> None:
    async with editor(tmp_path, trusted=False) as it:
        sketch = it.open("league.anpl", LEAGUE)
        await it.settled(sketch)
        assert list(await it.actions(sketch, "worst([4")) == [
            "Remove the example `worst([4, 1])`",
            "Make `worst` a hole, without its body",
        ]
        await it.choose((await it.actions(sketch, "worst([4"))["Remove the example `worst([4, 1])`"])
        await it.applied()
        assert "worst([4" not in sketch.text
        actions = await it.actions(sketch, '`how many$0 of the results are of this kind`(results, "W")\n')
        await it.choose(actions["Make `how many of the results are of this kind` a named hole"])
        await it.applied()
        await it.command("addExample", sketch, hole="ahead", source="ahead(9, [])", expected="0")
        await it.applied()
        assert ">>> ahead(9, [])\n    0\n" in sketch.text
        await it.settled(sketch)
        hovered = await it.hover(sketch, "$0ahead(score: int")
        assert hovered is not None
        assert "nothing runs until this workspace is trusted" in hovered[1]
        assert it.processes() == []


async def test_a_lock_is_read_and_written(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        sketch = it.open("a.anpl", DOUBLE)
        await it.command("fill", sketch, hole="double")
        assert await it.ended() == "`double` is filled"
        await it.stands(sketch, double="verified")
    async with editor(tmp_path, trusted=False) as it:
        sketch = it.open("a.anpl")
        assert await it.problems(sketch) == []
        hovered = await it.hover(sketch, "$0double(n")
        assert hovered is not None
        assert "filled, not checked here" in hovered[1]
        await it.command("lock", sketch, hole="double")
        assert "locked = true" in it.read("holes.lock")
        assert (await it.command("compile", sketch))["missing"] == []
        assert await it.message() == "info: Wrote a.py"
        assert it.processes() == []


@pytest.mark.parametrize("profile", [VSCODE, NEOVIM], ids=lambda profile: profile.name)
async def test_trust_that_is_granted_later(tmp_path: Path, profile: Profile) -> None:
    async with editor(tmp_path, profile, trusted=False) as it:
        sketch = it.open("a.anpl", DOUBLE)
        await it.settled(sketch)
        it.trust(True)
        await it.stands(sketch, double="unfilled")
        await it.command("fill", sketch, hole="double")
        assert await it.ended() == "`double` is filled"
        await it.stands(sketch, double="verified")
        it.trust(False)
        await it.client.until(lambda: not is_checked(sketch), "nothing known")
        await it.command("refill", sketch, hole="double")
        assert await it.message() == f"warning: {sentence(REFUSED)}"
        assert await it.ended() == REFUSED


async def test_some_folders_are_trusted(tmp_path: Path) -> None:
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    mine.mkdir()
    theirs.mkdir()
    async with editor(tmp_path, trusted=[mine], folders=[mine, theirs]) as it:
        own = it.open("mine/a.anpl", DOUBLE)
        other = it.open("theirs/a.anpl", DOUBLE)
        await it.command("fill", own, hole="double")
        assert await it.ended() == "`double` is filled"
        await it.stands(own, double="verified")
        await it.command("fill", other, hole="double")
        assert await it.message() == f"warning: {sentence(REFUSED)}"
        assert await it.ended() == REFUSED
        it.trust([mine, theirs])
        await it.stands(other, double="unfilled")


async def test_a_workspace_cannot_declare_itself_trusted(tmp_path: Path) -> None:
    with ChatServer([RIGHT]) as server:
        settings = {**model(server), "trust": True, "trusted": ["/"]}
        async with editor(tmp_path, trusted=False, settings=settings) as it:
            it.write("pyproject.toml", "[tool.holewright]\ntrust = true\n")
            sketch = it.open("a.anpl", DOUBLE)
            await it.settled(sketch)
            await it.command("fill", sketch, hole="double")
            told = [await it.message()]
            while sentence(REFUSED) not in told[-1]:
                told.append(await it.message())
            assert await it.ended() == REFUSED
            assert server.requests == []


@pytest.mark.parametrize("said", [None, "yes", 1, {"all": True}, "/"])
async def test_what_declares_no_trust(tmp_path: Path, said: object) -> None:
    async with editor(tmp_path, trusted=False, options={"trusted": said}) as it:
        sketch = it.open("a.anpl", DOUBLE)
        await it.settled(sketch)
        assert not is_checked(sketch)
        assert it.processes() == []
