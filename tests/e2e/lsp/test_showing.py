"""What an editor shows is what is so: verdicts while a person types, traces, and documents that no file holds."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from lsprotocol import types

from tests.e2e.lsp.buffer import Buffer
from tests.e2e.lsp.editor import Editor, editor
from tests.e2e.lsp.profiles import EDITORS, HELIX, NEOVIM, VSCODE, Profile
from tests.e2e.lsp.sketches import DOUBLE, DOUBLE_PY

pytestmark = pytest.mark.asyncio

EVERY = pytest.mark.parametrize("profile", EDITORS, ids=lambda profile: profile.name)

PAIR = f'''\
{DOUBLE}

def quadruple(n: int) -> int:
    """Four times.

    >>> quadruple(2)
    8
    """
    return double(double(n))


def apart(n: int) -> int:
    """On its own.

    >>> apart(1)
    2
    """
    return n + 1
'''
#: Counts how often its example is run.
COUNTED = '''

def counted() -> int:
    """
    >>> counted()
    1
    """
    with open("runs", "a") as file:
        file.write("x")
    return 1
'''


async def filled(it: Editor, text: str = PAIR) -> Buffer:
    """A sketch whose hole `double` is filled."""
    sketch = it.open("a.anpl", text)
    await it.command("fill", sketch, hole="double")
    assert await it.ended() == "`double` is filled"
    await it.stands(sketch, double="verified")
    return sketch


@EVERY
async def test_verdicts_follow_what_is_typed(tmp_path: Path, profile: Profile) -> None:
    async with editor(tmp_path, profile) as it:
        sketch = await filled(it)
        await it.shows(sketch)
        it.replace(sketch, ">>> apart(1)\n    2", ">>> apart(1)\n    3")
        await it.shows(sketch, "example-failed | >>> apart(1)\n    3 | apart(1): expected 3, got 2")
        it.replace(sketch, "return n + 1", "return n + 2")
        await it.shows(sketch)
        it.type(sketch, (0, 0, "# 🔢\n"))
        it.replace(sketch, "return n + 2", "return n + ")
        await it.shows(sketch, "example-blocked | >>> apart(1)\n    3 | ", "sketch-syntax")
        it.replace(sketch, "return n + ", "return n + 2")
        await it.shows(sketch)


@pytest.mark.parametrize(
    ("profile", "method"),
    [
        (VSCODE, types.WORKSPACE_CODE_LENS_REFRESH),
        (VSCODE, types.WORKSPACE_INLAY_HINT_REFRESH),
        (NEOVIM, types.WORKSPACE_INLAY_HINT_REFRESH),
    ],
    ids=["vscode-lenses", "vscode-hints", "neovim-hints"],
)
async def test_what_is_shown_is_shown_anew_when_verdicts_come(tmp_path: Path, profile: Profile, method: str) -> None:
    """An editor asks when the text has changed and when it is told to, and never else."""
    async with editor(tmp_path, profile) as it:
        sketch = await filled(it)
        ask = it.titles if method == types.WORKSPACE_CODE_LENS_REFRESH else it.hints
        for words in ("On its own 🔢", "Alone", "On its own"):
            it.type(sketch, (sketch.text.index("def apart") + 33, sketch.text.rindex(".\n\n    >>> apart"), words))
            asked = it.refreshed.get(method, 0)
            shown = await ask(sketch)
            await it.settled(sketch)
            while shown != await ask(sketch):
                await it.client.until(partial(_is_past, it, method, asked), "a refresh")
                asked = it.refreshed[method]
                shown = await ask(sketch)


def _is_past(it: Editor, method: str, asked: int) -> bool:
    return it.refreshed.get(method, 0) > asked


async def test_a_fast_hand_is_shown_what_holds_in_the_end(tmp_path: Path) -> None:
    """Helix shows nothing that is told of an older text."""
    async with editor(tmp_path, HELIX) as it:
        sketch = await filled(it)
        it.replace(sketch, ">>> apart(1)\n    2", ">>> apart(1)\n    3")
        await it.shows(sketch, "example-failed")
        for _ in range(20):
            it.replace(sketch, ">>> apart(1)\n    3", ">>> apart(1)\n    2")
            it.replace(sketch, ">>> apart(1)\n    2", ">>> apart(1)\n    3")
        it.replace(sketch, ">>> apart(1)\n    3", ">>> apart(1)\n    2")
        it.replace(sketch, "On its own", "On its own, too")
        await it.settled(sketch)
        await it.shows(sketch)


async def test_what_was_not_touched_is_not_run_again(tmp_path: Path) -> None:
    settings = {"sandbox": "limits"}
    async with editor(tmp_path, settings=settings) as it:
        sketch = await filled(it, DOUBLE + COUNTED)
        await it.stands(sketch, counted="verified")
        runs = len(it.read("runs"))
        for words in ("Two times the number", "The number, twice", "Twice the number"):
            it.type(sketch, (sketch.text.index('"""') + 3, sketch.text.index(".\n"), words))
            await it.settled(sketch)
        it.type(sketch, (0, 0, "\n\n"))
        await it.stands(sketch, counted="verified")
        assert len(it.read("runs")) == runs
        it.replace(sketch, "return 1", "return 1 + 0")
        await it.stands(sketch, counted="verified")
        assert len(it.read("runs")) > runs


@EVERY
async def test_a_trace_is_shown(tmp_path: Path, profile: Profile) -> None:
    async with editor(tmp_path, profile) as it:
        sketch = await filled(it)
        await it.choose((await it.actions(sketch, ">>> quadruple(2)"))["Trace `quadruple(2)`"])
        assert await it.ended() == "passed, 3 calls"
        shown = await it.looked()
        assert "double(n=2) → 4" in shown
        assert "double(n=4) → 8" in shown
        hints = await it.hints(sketch)
        assert [hint for hint in hints if hint.startswith("return double(")] == [
            "return double(double(n) → → 4, 8 (2 calls at 2 places)",
            "return double(double(n)) → → 4, 8 (2 calls at 2 places)",
        ]
        it.replace(sketch, "return double(double(n))", "return double(n) * 2")
        await it.settled(sketch)
        assert not [hint for hint in await it.hints(sketch) if hint.startswith("return double(")]


async def test_a_trace_where_holes_are_open(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        sketch = it.open("a.anpl", PAIR.replace(">>> quadruple(2)", ">>> quadruple(4)"))
        await it.settled(sketch)
        told = await it.ask("holewright/trace", {"uri": sketch.uri, "hole": "quadruple", "index": 0})
        assert told.verdict != "passed"
        assert [call.hole for call in told.calls] == ["quadruple", "double", "double"]


async def test_a_traced_call_becomes_an_example(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        sketch = await filled(it)
        await it.command("trace", sketch, hole="quadruple", index=0)
        assert await it.ended() == "passed, 3 calls"
        await it.shown()
        actions = await it.actions(sketch, "$0double(n: int")
        await it.choose(actions["Make the traced `double(2)` an example of `double`"])
        await it.applied()
        assert "    >>> double(2)\n    4\n" in sketch.text
        await it.stands(sketch, double="verified")


async def test_a_fill_is_offered_as_ghost_text(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        sketch = await filled(it)
        context = types.InlineCompletionContext(types.InlineCompletionTriggerKind.Automatic)
        at = sketch.at('-2\n    """$0\n')
        found = await it.client.text_document_inline_completion_async(
            types.InlineCompletionParams(context, sketch.identifier, at)
        )
        items = found.items if isinstance(found, types.InlineCompletionList) else found or ()
        assert [item.insert_text for item in items] == ["\n    return n * 2"]


@EVERY
async def test_what_can_be_typed_is_offered_where_it_can(tmp_path: Path, profile: Profile) -> None:
    async def offered(after: str, typed: str) -> list[str]:
        start = sketch.text.index(after) + len(after)
        it.type(sketch, (start, start, typed))
        params = types.CompletionParams(sketch.identifier, sketch.position(start + len(typed)))
        found = await it.client.text_document_completion_async(params)
        it.type(sketch, (start, start + len(typed), ""))
        items = found.items if isinstance(found, types.CompletionList) else found or ()
        return [item.label for item in items]

    async with editor(tmp_path, profile) as it:
        sketch = it.open("a.anpl", DOUBLE)
        assert "Properties:" in await offered("    -2\n", "\n    Pro")
        assert "Given:" in await offered("    -2\n", "\n    G")
        assert "Examples:" in await offered("    -2\n", "\n    Ex")
        assert "double" in await offered("    -2\n", "    >>> dou")
        assert "ELLIPSIS" in " ".join(await offered(">>> double(4)", "  # doctest: +EL"))
        assert sketch.text == DOUBLE
        await it.settled(sketch)


@pytest.mark.parametrize("profile", [VSCODE, NEOVIM], ids=lambda profile: profile.name)
async def test_documents_that_no_file_holds(tmp_path: Path, profile: Profile) -> None:
    async with editor(tmp_path, profile) as it:
        sketch = await filled(it)
        found = await it.client.text_document_definition_async(
            types.DefinitionParams(sketch.identifier, sketch.at("$0double(n: int"))
        )
        assert isinstance(found, list | tuple)
        (location,) = found
        assert isinstance(location, types.Location)
        assert "return n * 2" in await it.opened(location.uri)
        it.close(sketch)
        await it.quiet()


async def test_python_is_shown_the_same(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        sketch = it.open("a.py", DOUBLE_PY)
        await it.settled(sketch)
        assert await it.titles(sketch) == [
            "Fill all (1 open)",
            "Fill",
            "Trace",
            "2 examples",
            "Trace",
            "blocked · 1 example",
        ]
        await it.press(sketch, "Fill")
        await it.applied()
        assert await it.ended() == "`double` is filled"
        # Before the lock says that it is a fill, it is a function like any other.
        await it.client.until(
            lambda: any(hole["kind"] == "named" and hole["fill"] for hole in sketch.holes), "the fill"
        )
        await it.stands(sketch, double="verified", four="verified")
        assert await it.titles(sketch) == [
            "Refill", "Trace", "verified · 2/2 examples", "Trace", "verified · 1/1 example",
        ]  # fmt: skip
        assert await it.hints(sketch) == ["8 → ✓", "-2 → ✓", "4 → ✓"]
