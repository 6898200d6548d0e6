"""Plain values as the types of the protocol, each editor given what it knows."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from holes.report import Diagnostic, Related, Severity
from server.features.code_lenses import lenses
from server.features.completion import completions
from server.features.diagnostics import Finding, Said, findings
from server.features.folding import folds
from server.features.hover import hover
from server.features.semantic_tokens import MODIFIERS, TYPES, tokens
from server.features.symbols import symbols
from server.lsp import convert
from server.lsp.abilities import Abilities
from server.lsp.convert import Places
from server.lsp.positions import Positions
from server.lsp.texts import opened
from sketch.model import Language, Span
from sketch.text import Edit, apply_edits
from tests.server.features.viewing import Known, view_of

URI = "file:///project/sketch.anpl"
TEXT = '''\
def twice(n: int) -> int:
    """Twice the number 🔢.

    >>> twice(2)
    4
    """


def main() -> int:
    return `ein 🥨 Loch`(1)
'''
FILLED: Known = {"fills": {"twice": "def twice(n: int) -> int:\n    return 2 * n\n"}}
ALL = Abilities(
    related=True, tags=True, code_descriptions=True, opens_content=True, markdown=True, markdown_completions=True,
    snippets=True, document_changes=True, annotates=True,
)  # fmt: skip
NONE = Abilities()


def places(encoding: str = "utf-16", *, text: str = TEXT) -> Places:
    """Where things are in the text."""
    view = view_of(text, **FILLED)
    return Places(URI, Positions(view.text, encoding), view)


def under(at: types.Range, where: Places) -> str:
    """The text of a range."""
    span = where.positions.span(at)
    return where.view.text[span.start : span.end]


def test_a_diagnostic_names_what_it_is_about() -> None:
    where = places()
    where = evolve(where, view=evolve(where.view, reports={}))
    (found,) = [item for item in findings(where.view, Said()) if item.diagnostic.code == "unfilled-hole"]
    told = convert.diagnostic(found, where, ALL)
    assert (told.code, told.source, told.severity) == ("unfilled-hole", "holewright", types.DiagnosticSeverity.Hint)
    assert under(told.range, where) == "ein 🥨 Loch"
    assert told.data == {"hole": "ein-loch", "fingerprint": where.view.document.fingerprints["ein-loch"]}
    assert told.code_description == types.CodeDescription("holewright:/codes/unfilled-hole.md")


def failed(where: Places) -> Finding:
    """A failure with a place in the text and one in a fill."""
    span = where.view.sketch.holes[0].examples[0].span
    fill = "def twice(n: int) -> int:\n    return 2 * n\n"
    line = Span(fill.index("return"), len(fill) - 1)
    related = (Related("called here", span), Related("this line", line, "twice"))
    return Finding(Diagnostic("example-failed", Severity.ERROR, "no", span, related), "twice", "f", 0)


def test_related_places_are_in_the_text_or_in_a_document_of_ours() -> None:
    where = places()
    told = convert.diagnostic(failed(where), where, ALL).related_information
    assert told is not None
    assert [item.message for item in told] == ["called here", "this line"]
    assert under(told[0].location.range, where) == ">>> twice(2)\n    4"
    assert told[1].location.uri.startswith("holewright:/fill/")
    start, end = told[1].location.range.start, told[1].location.range.end
    assert (start.character, end.character) == (4, 16)


def test_an_editor_is_told_nothing_that_it_cannot_show() -> None:
    where = places()
    told = convert.diagnostic(failed(where), where, NONE)
    assert (told.related_information, told.code_description, told.tags) == (None, None, None)
    closed = convert.diagnostic(failed(where), where, evolve(ALL, opens_content=False)).related_information
    assert [item.message for item in closed or ()] == ["called here"]


def test_an_example_that_is_not_run_is_shown_as_without_effect() -> None:
    where = places()
    span = where.view.sketch.holes[0].examples[0].span
    blocked = Finding(Diagnostic("example-blocked", Severity.INFORMATION, "no", span))
    assert convert.diagnostic(blocked, where, ALL).tags == [types.DiagnosticTag.Unnecessary]
    assert convert.diagnostic(blocked, where, ALL).data is None


def test_a_lens_that_only_tells_has_no_command() -> None:
    where = places()
    told = convert.lenses(lenses(where.view), where)
    commands = [lens.command for lens in told if lens.command is not None]
    assert len(commands) == len(told)
    assert {command.command for command in commands if command.arguments is None} == {""}
    assert [
        command.arguments[0] for command in commands if command.arguments and URI not in str(command.arguments[0])
    ] == []


def test_markdown_is_for_those_who_show_it() -> None:
    where = places()
    found = hover(where.view, where.view.text.index("twice"))
    assert found is not None
    marked, plain = (convert.hover(found, where, can).contents for can in (ALL, NONE))
    assert isinstance(marked, types.MarkupContent)
    assert isinstance(plain, types.MarkupContent)
    assert (marked.kind, plain.kind) == (types.MarkupKind.Markdown, types.MarkupKind.PlainText)
    assert "**blocked: it needs" in marked.value
    assert "**" not in plain.value
    assert "```" not in plain.value


def test_places_to_fill_in_are_for_those_who_fill_them_in() -> None:
    text = TEXT.replace("    4\n", "    4\n    >>> tw\n")
    where = places(text=text)
    found = completions(where.view, text.index(">>> tw\n") + 6, (), None)
    offered = {item.label: convert.completion(item, where, ALL) for item in found}
    plain = {item.label: convert.completion(item, where, NONE) for item in found}
    assert offered["twice"].insert_text_format is types.InsertTextFormat.Snippet
    assert isinstance(offered["twice"].text_edit, types.TextEdit)
    assert under(offered["twice"].text_edit.range, where) == "tw"
    assert plain["twice"].insert_text_format is types.InsertTextFormat.PlainText
    assert isinstance(plain["twice"].text_edit, types.TextEdit)
    assert "$" not in plain["twice"].text_edit.new_text
    assert not [item for item in plain.values() if isinstance(item.documentation, types.MarkupContent)]


def test_symbols_nested_and_flat() -> None:
    where = places()
    found = symbols(where.view)
    nested = [convert.symbol(item, where) for item in found]
    assert [item.name for item in nested] == ["twice", "main"]
    assert [under(child.selection_range, where) for child in nested[1].children or ()] == ["`ein 🥨 Loch`"]
    flat = convert.flat_symbols(found, where)
    assert [(item.name, item.container_name) for item in flat] == [
        ("twice", None), ("main", None), ("`ein 🥨 Loch`", "main"),
    ]  # fmt: skip


def test_folds_are_of_whole_lines() -> None:
    where = places()
    assert [(item.start_line, item.end_line) for item in (convert.fold(fold, where) for fold in folds(where.view))][
        :2
    ] == [
        (0, 5),
        (1, 5),
    ]


@given(st.sampled_from(("utf-8", "utf-16", "utf-32")), st.text(alphabet="a🥨é\t \n\r", max_size=12))
def test_tokens_can_be_unpacked_again(encoding: str, before: str) -> None:
    where = places(encoding, text=f"# {before}\n{TEXT}")
    found = tokens(where.view)
    data = convert.token_data(found, where.positions)
    line = character = 0
    told = []
    for start in range(0, len(data), 5):
        down, right, length, kind, modifiers = data[start : start + 5]
        line, character = line + down, right if down else character + right
        at = types.Range(types.Position(line, character), types.Position(line, character + length))
        named = [name for number, name in enumerate(MODIFIERS) if modifiers & (1 << number)]
        told.append((where.positions.span(at), TYPES[kind], sorted(named)))
    assert told == [(token.span, token.type, sorted(token.modifiers)) for token in found]


def test_an_edit_is_of_exactly_this_version() -> None:
    text = opened(TEXT, Language.ANPL, 7, "utf-16", sketch=True)
    edits = [Edit(Span(0, 3), "async def"), Edit(Span(len(TEXT), len(TEXT)), "# 🔢\n")]
    made = convert.workspace_edit(URI, text, edits, "Change it", ALL)
    assert made.changes is None
    assert made.document_changes is not None
    (change,) = made.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    assert (change.text_document.uri, change.text_document.version) == (URI, 7)
    assert made.change_annotations == {"holewright": types.ChangeAnnotation("Change it")}
    assert all(isinstance(edit, types.AnnotatedTextEdit) for edit in change.edits)

    bare = convert.workspace_edit(URI, text, edits, "Change it", evolve(ALL, annotates=False))
    assert bare.change_annotations is None
    assert bare.document_changes is not None
    old = convert.workspace_edit(URI, text, edits, "Change it", NONE)
    assert old.document_changes is None
    assert old.changes is not None
    again = [Edit(text.positions.span(edit.range), edit.new_text) for edit in old.changes[URI]]
    assert apply_edits(TEXT, again) == apply_edits(TEXT, edits)
