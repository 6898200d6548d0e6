"""What can be asked of a sketch is answered rightly to each editor, in its own units."""

from __future__ import annotations

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from server.features.semantic_tokens import MODIFIERS, TYPES
from tests.e2e.lsp.buffer import Buffer
from tests.e2e.lsp.editor import Editor
from tests.e2e.lsp.profiles import EMACS, HELIX, NEOVIM, VSCODE

pytestmark = pytest.mark.asyncio(loop_scope="module")

COUNTING = "how many of the results are of this kind"
FIRST, SECOND = f'`$0{COUNTING}`(results, "W")', f'`$0{COUNTING}`(results, "D")'


def places(buffer: Buffer, found: object) -> list[str]:
    """The text at each location in the document; of one elsewhere, the end of its URI."""
    assert isinstance(found, list | tuple)
    return [
        buffer.under(item.range) if item.uri == buffer.uri else item.uri.rpartition("/")[2]
        for item in found
        if isinstance(item, types.Location)
    ]


async def test_each_editor_is_answered_in_the_units_it_prefers(reader: Editor) -> None:
    preferred = {"vscode": "utf-16", "neovim": "utf-8", "emacs": "utf-32", "helix": "utf-8"}
    assert reader.encoding == preferred[reader.profile.name]


async def test_diagnostics(reader: Editor, league: Buffer) -> None:
    assert await reader.problems(league) == [
        "example-failed | >>> worst([4, 1])\n    4 | worst([4, 1]): expected 4, got 1",
        "engine-error | The name, greeted in a way that nobody has thought of. | the offline engine needs an example "
        "of plain values, called as a function: add one, or configure a model",
        "unfilled-hole | The name, greeted in a way that nobody has thought of. | `nobody` is not filled",
    ]


async def test_a_diagnostic_has_all_that_the_editor_can_show(reader: Editor, league: Buffer) -> None:
    failed = (await reader.diagnostics(league))[0]
    assert (failed.severity, failed.source) == (types.DiagnosticSeverity.Error, "holewright")
    assert failed.data is not None
    assert (failed.data["hole"], failed.data["index"]) == ("worst", 0)
    knows = reader.profile in (VSCODE, NEOVIM)
    related = [item.location for item in failed.related_information or ()]
    assert places(league, related) == (["worst"] if knows else [])
    assert (failed.code_description is not None) == (reader.profile is VSCODE)


async def test_what_a_code_means_can_be_read(reader: Editor, league: Buffer) -> None:
    assert "example" in await reader.content("holewright:/codes/example-failed.md")


async def test_lenses(reader: Editor, league: Buffer) -> None:
    lenses = await reader.lenses(league)
    assert [(league.under(lens.range), lens.command.title) for lens in lenses if lens.command] == [
        ("", "Fill all (1 open)"),
        ("", "Compile"),
        ("points", "Trace"),
        ("points", "verified · 2/2 examples"),
        (f"`{COUNTING}`", "Refill"),
        (f"`{COUNTING}`", "Trace"),
        (f"`{COUNTING}`", "verified · 3/3 examples"),
        ("`choose: 2, 3`", "Refill"),
        ("`choose: 2, 3`", "verified · chosen: 3 · judged through points"),
        ("ahead", "Refill"),
        ("ahead", "Trace"),
        ("ahead", "verified · 3/3 examples · 1/1 property"),
        ("worst", "Trace"),
        ("worst", "0/1 example"),
        ("nobody", "Fill"),
        ("nobody", "Trace"),
        ("nobody", "1 example"),
    ]


async def test_what_a_lens_does_an_action_does_too(reader: Editor, league: Buffer) -> None:
    def called(command: types.Command) -> tuple[object, ...]:
        return command.command, *(command.arguments or ())

    offered: list[object] = []
    for words in (FIRST, "`$0choose: 2", "$0points(results", "$0ahead(score:", "$0worst(scores", "$0nobody(name"):
        actions = (await reader.actions(league, words)).values()
        offered += [called(item.command) for item in actions if isinstance(item, types.CodeAction) and item.command]
    pressed = [lens.command for lens in await reader.lenses(league) if lens.command and lens.command.command]
    assert len(pressed) == 11
    assert [command for command in map(called, pressed) if command not in offered] == []


async def test_hints(reader: Editor, league: Buffer) -> None:
    assert await reader.hints(league) == [
        "7 → ✓", "0 → ✓", "# 2 → ✓", "# 5 → ✓", "# 0 → ✓", "1 → ✓", "3 → ✓", "0 → ✓", "4 → ✗ got 1",
    ]  # fmt: skip


async def test_hints_of_the_lines_on_the_screen(reader: Editor, league: Buffer) -> None:
    params = types.InlayHintParams(league.identifier, league.where(">>> ahead(1, [5, 1, 5, 2])\n    3"))
    found = await reader.client.text_document_inlay_hint_async(params) or ()
    assert [(hint.label, hint.position) for hint in found] == [("✓", league.at("\n    3$0\n    >>> ahead(0"))]


@pytest.mark.parametrize(
    ("words", "under", "says"),
    [
        ("$0points(results", "points", "**verified** · 2/2 examples"),
        (FIRST, f"`{COUNTING}`", "return results.count(arg2)"),
        (SECOND, f"`{COUNTING}`", "3 of 3 checks held then"),
        ("`choose: $02, 3`", "`choose: 2, 3`", "- `3` ← **chosen**"),
        ("ahead(4$0", ">>> ahead(4, [1, 6, 4])\n    1", "Example of `ahead` · **passed**"),
        ("result $0<= ", "result <= len(scores)", "Property of `ahead` · **holds**"),
        ("worst([4$0", ">>> worst([4, 1])\n    4", "Expected:\n\n```python\n4\n```\n\nGot:\n\n```python\n1\n```"),
        ("greeted in a $0way", "The name, greeted in a way that nobody has thought of.", "**not filled** · 1 example"),
    ],
)
async def test_hover(reader: Editor, league: Buffer, words: str, under: str, says: str) -> None:
    found = await reader.hover(league, words)
    assert found is not None
    assert (found[0].strip('"\n ').split("\n\n")[0], says in found[1]) == (under, True)


@pytest.mark.parametrize("words", ["return $0min", "wins $0= ", "A league $0table"])
async def test_nothing_is_said_of_what_is_not_ours(reader: Editor, league: Buffer, words: str) -> None:
    assert await reader.hover(league, words) is None


async def test_symbols(reader: Editor, league: Buffer) -> None:
    found = await reader.client.text_document_document_symbol_async(types.DocumentSymbolParams(league.identifier))
    if reader.profile is HELIX:
        flat = [item for item in found or () if isinstance(item, types.SymbolInformation)]
        assert [(item.name, item.container_name) for item in flat] == [
            ("points", None),
            (f"`{COUNTING}`", "points"),
            ("`choose: 2, 3`", "points"),
            ("ahead", None),
            ("worst", None),
            ("nobody", None),
        ]
        return
    listed = [item for item in found or () if isinstance(item, types.DocumentSymbol)]
    assert [(item.name, item.detail, league.under(item.selection_range)) for item in listed] == [
        ("points", "verified 2/2", "points"),
        ("ahead", "verified 3/3", "ahead"),
        ("worst", "failing 0/1", "worst"),
        ("nobody", "unfilled", "nobody"),
    ]
    assert [(item.name, item.detail) for item in listed[0].children or ()] == [
        (f"`{COUNTING}`", "verified 3/3"),
        ("`choose: 2, 3`", "verified"),
    ]


async def test_folding(reader: Editor, league: Buffer) -> None:
    found = await reader.client.text_document_folding_range_async(types.FoldingRangeParams(league.identifier))
    lines = league.text.split("\n")
    folded = [(lines[item.start_line].strip(), lines[item.end_line].strip()) for item in found or ()]
    assert ('>>> points("WWD")', "0") in folded
    assert ('# >>> _("WWDL", "W")', "# 0") in folded
    assert ("def ahead(score: int, scores: list[int]) -> int:", '"""') in folded


async def tokens(reader: Editor, league: Buffer) -> list[tuple[str, str, set[str]]]:
    """All tokens: their text, type and modifiers."""
    params = types.SemanticTokensParams(league.identifier)
    found = await reader.client.text_document_semantic_tokens_full_async(params)
    assert found is not None
    told, line, character = [], 0, 0
    for start in range(0, len(found.data), 5):
        down, right, length, kind, modifiers = found.data[start : start + 5]
        line, character = line + down, right if down else character + right
        at = types.Range(types.Position(line, character), types.Position(line, character + length))
        named = {name for number, name in enumerate(MODIFIERS) if modifiers & (1 << number)}
        told.append((league.under(at), TYPES[kind], named))
    return told


async def test_semantic_tokens(reader: Editor, league: Buffer) -> None:
    found = await tokens(reader, league)
    assert ("ahead", "function", {"declaration", "hole", "verified"}) in found
    assert ("nobody", "function", {"declaration", "hole", "unfilled"}) in found
    assert found.count((f"`{COUNTING}`", "function", {"hole", "verified"})) == 2
    assert {text for text, kind, _ in found if kind == "keyword"} == {">>>", "choose:"}


async def test_semantic_tokens_of_a_range(reader: Editor, league: Buffer) -> None:
    params = types.SemanticTokensRangeParams(league.identifier, league.where(f'draws = `{COUNTING}`(results, "D")'))
    found = await reader.client.text_document_semantic_tokens_range_async(params)
    assert found is not None
    assert len(found.data) == 5


async def test_definition(reader: Editor, league: Buffer) -> None:
    async def of(words: str) -> list[str]:
        params = types.DefinitionParams(league.identifier, league.at(words))
        return places(league, await reader.client.text_document_definition_async(params))

    assert await of('$0_("WWDL') == [COUNTING]
    assert await of(">>> $0ahead(4") == ["ahead"]
    assert await of(FIRST) == [f"{COUNTING.replace(' ', '-')}.py"]
    assert await of("$0ahead(score: int") == ["ahead.py"]
    assert await of("$0min(scores") == []


async def test_a_definition_in_a_fill_is_where_it_says(reader: Editor, league: Buffer) -> None:
    params = types.DefinitionParams(league.identifier, league.at("$0ahead(score: int"))
    found = await reader.client.text_document_definition_async(params)
    assert isinstance(found, list | tuple)
    (location,) = found
    assert isinstance(location, types.Location)
    assert location.uri.startswith("holewright:" if reader.profile is VSCODE else "file:")
    fill = Buffer(location.uri, league.path, "python", await reader.opened(location.uri), reader.encoding)
    assert fill.under(location.range) == "ahead"
    assert fill.text.endswith("return sum(number > score for number in scores)\n")


async def test_references_and_highlights(reader: Editor, league: Buffer) -> None:
    everywhere = [f"`{COUNTING}`", "_", "_", "_", f"`{COUNTING}`"]
    for words in (FIRST, SECOND, '$0_("WWDL'):
        context = types.ReferenceContext(include_declaration=True)
        params = types.ReferenceParams(context, league.identifier, league.at(words))
        assert places(league, await reader.client.text_document_references_async(params)) == everywhere
        at = types.DocumentHighlightParams(league.identifier, league.at(words))
        found = await reader.client.text_document_document_highlight_async(at) or ()
        assert [league.under(item.range) for item in found] == everywhere
        written, read = types.DocumentHighlightKind.Write, types.DocumentHighlightKind.Read
        assert [item.kind for item in found] == [written, read, read, read, read]


async def test_references_without_the_declaration(reader: Editor, league: Buffer) -> None:
    context = types.ReferenceContext(include_declaration=False)
    params = types.ReferenceParams(context, league.identifier, league.at("$0ahead(score: int"))
    assert places(league, await reader.client.text_document_references_async(params)) == ["ahead"] * 3


async def test_what_can_be_renamed(reader: Editor, league: Buffer) -> None:
    async def of(words: str) -> tuple[str, str] | None:
        params = types.PrepareRenameParams(league.identifier, league.at(words))
        found = await reader.client.text_document_prepare_rename_async(params)
        assert found is None or isinstance(found, types.PrepareRenamePlaceholder)
        return None if found is None else (league.under(found.range), found.placeholder)

    assert await of("$0ahead(score: int") == ("ahead", "ahead")
    assert await of(FIRST) == (COUNTING, COUNTING)
    assert await of("$0min(scores") is None


async def completed(reader: Editor, league: Buffer, words: str) -> dict[str, types.CompletionItem]:
    """What is offered at a place, by label."""
    params = types.CompletionParams(league.identifier, league.at(words))
    found = await reader.client.text_document_completion_async(params)
    items = found.items if isinstance(found, types.CompletionList) else found or ()
    return {item.label: item for item in items}


async def test_completion_in_an_example(reader: Editor, league: Buffer) -> None:
    offered = await completed(reader, league, ">>> ahe$0ad(4")
    item = offered["ahead"]
    assert isinstance(item.text_edit, types.TextEdit)
    assert league.under(item.text_edit.range) == "ahe"
    snippets = reader.profile is not EMACS
    assert item.insert_text_format == (types.InsertTextFormat.Snippet if snippets else types.InsertTextFormat.PlainText)
    assert ("$" in item.text_edit.new_text) == snippets


async def test_nothing_is_completed_in_ordinary_code(reader: Editor, league: Buffer) -> None:
    assert await completed(reader, league, "return mi$0n(scores)") == {}


async def test_no_ghost_text_where_a_body_stands(reader: Editor, league: Buffer) -> None:
    context = types.InlineCompletionContext(types.InlineCompletionTriggerKind.Automatic)
    params = types.InlineCompletionParams(context, league.identifier, league.at("return $0min(scores)"))
    found = await reader.client.text_document_inline_completion_async(params)
    assert not (found.items if isinstance(found, types.InlineCompletionList) else found)


async def test_a_prompt_can_be_read_before_anything_is_sent(reader: Editor, league: Buffer) -> None:
    told = await reader.command("previewPrompt", league, hole="nobody")
    said = await reader.content(told["uri"])
    assert await reader.looked() == said
    assert "The name, greeted in a way that nobody has thought of." in said
    asked = await reader.ask("workspace/textDocumentContent", types.TextDocumentContentParams(told["uri"]))
    assert asked.text == said


async def test_a_trace_can_be_asked_for(reader: Editor, league: Buffer) -> None:
    told = await reader.ask("holewright/trace", {"uri": league.uri, "hole": "points", "index": 0})
    assert told.verdict == "passed"
    assert len(told.calls) == 3


async def test_there_is_no_document_of_another_kind(reader: Editor, league: Buffer) -> None:
    for uri in (
        "holewright:/fill",
        "holewright:/nothing/a/b/c.py",
        "file:///etc/passwd",
        "",
        "holewright:/fill/%FF/x/y/",
    ):
        with pytest.raises(JsonRpcException, match=r"^(Holewright has no document|the sketch that this is about)"):
            await reader.content(uri)
