"""Each diagnostic of the table: where it stands, how grave it is, and what goes with it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from lsprotocol import types

from tests.chat_server import ChatServer, Say
from tests.e2e.lsp.editor import Editor, editor
from tests.e2e.lsp.profiles import VSCODE
from tests.e2e.lsp.sketches import model

pytestmark = pytest.mark.asyncio(loop_scope="module")

ERROR, WARNING = types.DiagnosticSeverity.Error, types.DiagnosticSeverity.Warning
INFORMATION, HINT = types.DiagnosticSeverity.Information, types.DiagnosticSeverity.Hint


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def it(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Editor]:
    """An editor that shows all there is to show."""
    folder = tmp_path_factory.mktemp("diagnostics")
    async with editor(folder, VSCODE, settings={"example-seconds": 1, "engine": "local"}) as it:
        yield it


def function(body: str, *asked: str, header: str = "def f(n: int) -> int:") -> str:
    """A function with this body, of which this is asked."""
    lines = "".join(f"    {line}\n" for line in asked)
    return f'{header}\n    """Some 🔢 or other.\n\n{lines}    """\n' + "".join(
        f"    {line}\n" for line in body.split("; ")
    )


@pytest.mark.parametrize(
    ("text", "code", "severity", "under", "message"),
    [
        (function("return n", ">>> f(1)", "2"), "example-failed", ERROR, ">>> f(1)\n    2", "f(1): expected 2, got 1"),
        (function("return 1 // n", ">>> f(0)", "2"), "example-raised", ERROR, ">>> f(0)\n    2", "ZeroDivisionError"),
        (function("while n: pass", ">>> f(1)", "2"), "example-timeout", ERROR, ">>> f(1)\n    2", "1 s"),
        (function("import os; os._exit(3)", ">>> f(1)", "2"), "example-crashed", ERROR, ">>> f(1)\n    2", "f(1)"),
        (function("return n", ">>> f(1", "2"), "example-malformed", ERROR, ">>> f(1", "not one Python statement"),
        (
            function("return n", "Properties:", "    result > 0"),
            "property-falsified", ERROR, "result > 0", "does not hold",
        ),
        (function("..."), "unfilled-hole", HINT, "Some 🔢 or other.", "`f` is not filled"),
        ("def f(:\n", "sketch-syntax", ERROR, ":", ""),
    ],
    ids=lambda value: value if isinstance(value, str) and value.islower() and " " not in value else "",
)  # fmt: skip
async def test_what_can_be_wrong(
    it: Editor, text: str, code: str, severity: types.DiagnosticSeverity, under: str, message: str
) -> None:
    sketch = it.open("a.anpl", text)
    (found,) = await it.diagnostics(sketch)
    assert (found.code, found.severity, found.source) == (code, severity, "holewright")
    assert sketch.under(found.range) == under
    assert message in found.message
    assert found.code_description is not None
    assert code in found.code_description.href
    assert len(await it.content(found.code_description.href)) > 100
    if code != "sketch-syntax":
        assert found.data is not None
        assert found.data["hole"] == "f"
    it.close(sketch)
    await it.quiet()


async def test_examples_that_contradict_each_other(it: Editor) -> None:
    sketch = it.open("a.anpl", function("...", ">>> f(1)", "2", ">>> f(1)", "3"))
    conflicts = [item for item in await it.diagnostics(sketch) if item.code == "examples-conflict"]
    assert [sketch.under(item.range) for item in conflicts] == [">>> f(1)\n    2", ">>> f(1)\n    3"]
    await it.command("fill", sketch, hole="f")
    assert (await it.ended()).startswith("`f`")
    remove = [title for title in await it.actions(sketch, "f(1)\n    2") if title.startswith("Remove the example")]
    assert remove == [
        "Remove the example `f(1)` that expects `2`",
        "Remove the example `f(1)` that expects `3`",
    ]
    it.close(sketch)
    await it.quiet()


async def test_an_example_that_waits_for_a_hole(it: Editor) -> None:
    hole = function("...", header="def g(n: int) -> int:")
    sketch = it.open("a.anpl", f"{function('return g(n)', '>>> f(1)', '2')}\n\n{hole}")
    blocked, _ = await it.diagnostics(sketch)
    assert (blocked.code, blocked.severity) == ("example-blocked", INFORMATION)
    assert blocked.message == "f(1) needs `g`, which is not filled"
    assert blocked.tags == [types.DiagnosticTag.Unnecessary] or tuple(blocked.tags or ()) == (1,)
    assert "Fill `g`" in await it.actions(sketch, ">>> f(1)")
    it.close(sketch)
    await it.quiet()


async def test_where_a_failure_comes_from(it: Editor) -> None:
    text = (
        f"{function('return g(n) + 1', '>>> f(1)', '2')}\n\n{function('return n * 2', header='def g(n: int) -> int:')}"
    )
    sketch = it.open("a.anpl", text)
    (failed,) = await it.diagnostics(sketch)
    assert failed.message.startswith("f(1): expected 2, got 3")
    related = [(sketch.under(item.location.range), item.message) for item in failed.related_information or ()]
    assert ("f", "the code of `f`") in related
    it.close(sketch)
    await it.quiet()


async def test_a_fill_that_nothing_checks_or_that_is_out_of_date(it: Editor) -> None:
    answer = Say("```python\ndef f(n: int) -> int:\n    return n\n```")
    with ChatServer([answer]) as server:
        it.configure(model(server))
        sketch = it.open("a.anpl", function("..."))
        await it.command("fill", sketch, hole="f")
        assert await it.ended() == "`f` is filled"
        await it.stands(sketch, f="unchecked")
        (unchecked,) = await it.diagnostics(sketch)
        assert (unchecked.code, unchecked.severity) == ("unchecked-fill", HINT)
        it.replace(sketch, "or other", "and others")
        await it.shows(sketch, "stale-fill | Some 🔢 and others. | ", "unchecked-fill | Some 🔢 and others. | ")
        stale, _ = await it.diagnostics(sketch)
        assert stale.severity == WARNING
        again = (await it.actions(sketch, "Some 🔢"))["Fill `f` again"]
        assert isinstance(again, types.CodeAction)
        assert [item.code for item in again.diagnostics or ()] == ["stale-fill"]
        it.close(sketch)
        it.configure({"example-seconds": 1, "engine": "local"})
        await it.quiet()


async def test_an_editor_that_shows_it_beside_a_hover_is_not_told_twice(
    it: Editor, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = function("return n", ">>> f(1)", "2")
    sketch = it.open("twice.anpl", text)
    await it.shows(sketch, "example-failed")
    under, shown = await it.hover(sketch, "$0>>> f(1)") or ("", "")
    assert under == ">>> f(1)\n    2"
    assert "expected 2, got 1" in shown
    folder = tmp_path_factory.mktemp("brief")
    async with editor(folder, VSCODE, options={"diagnosticsInHovers": True}) as brief:
        sketch = brief.open("twice.anpl", text)
        await brief.shows(sketch, "example-failed")
        under, shown = await brief.hover(sketch, "$0>>> f(1)") or ("", "")
        assert under == ">>> f(1)\n    2"
        assert shown.startswith("Example of `f` · **failed** · ")
        assert "\n" not in shown
