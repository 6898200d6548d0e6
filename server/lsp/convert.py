"""Between the plain values of `server/features` and the types of the editor protocol."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen
from lsprotocol import types

from holes.report import Severity
from server.features.action import Action
from server.features.code_descriptions import code_uri
from server.features.code_lenses import Lens
from server.features.completion import Completion
from server.features.completion_examples import CompletionKind
from server.features.diagnostics import Finding
from server.features.folding import Fold, FoldKind
from server.features.hover import Hover
from server.features.inlay_hints import Hint, HintKind
from server.features.markdown import unmarked
from server.features.semantic_tokens import MODIFIERS, TYPES, Token
from server.features.symbols import Symbol, SymbolKind
from server.features.view import View
from server.features.virtual_documents import fill_place, virtual_uri
from server.features.wire import written
from server.lsp.abilities import Abilities
from server.lsp.positions import Positions
from server.lsp.texts import Text
from sketch.model import Span
from sketch.text import Edit

_SEVERITIES: Mapping[Severity, types.DiagnosticSeverity] = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFORMATION: types.DiagnosticSeverity.Information,
    Severity.HINT: types.DiagnosticSeverity.Hint,
}
#: Tags by code: an example that is not run is shown as what it is, without effect.
_TAGS: Mapping[str, types.DiagnosticTag] = {"example-blocked": types.DiagnosticTag.Unnecessary}
_FOLDS: Mapping[FoldKind, types.FoldingRangeKind] = {
    FoldKind.COMMENT: types.FoldingRangeKind.Comment,
    FoldKind.EXAMPLES: types.FoldingRangeKind.Comment,
    FoldKind.REGION: types.FoldingRangeKind.Region,
}
_COMPLETIONS: Mapping[CompletionKind, types.CompletionItemKind] = {
    CompletionKind.FUNCTION: types.CompletionItemKind.Function,
    CompletionKind.VARIABLE: types.CompletionItemKind.Variable,
    CompletionKind.VALUE: types.CompletionItemKind.Value,
    CompletionKind.KEYWORD: types.CompletionItemKind.Keyword,
    CompletionKind.FILE: types.CompletionItemKind.File,
    CompletionKind.SNIPPET: types.CompletionItemKind.Snippet,
    CompletionKind.TEXT: types.CompletionItemKind.Text,
}
_SYMBOLS: Mapping[SymbolKind, types.SymbolKind] = {
    SymbolKind.CLASS: types.SymbolKind.Class,
    SymbolKind.FUNCTION: types.SymbolKind.Function,
    SymbolKind.METHOD: types.SymbolKind.Method,
    SymbolKind.INLINE: types.SymbolKind.Event,
    SymbolKind.CHOICE: types.SymbolKind.Constant,
}

_TOKEN_TYPES = {name: number for number, name in enumerate(TYPES)}
_TOKEN_MODIFIERS = {name: 1 << number for number, name in enumerate(MODIFIERS)}


@frozen
class Places:
    """Where spans are: in the document `uri`, or in a virtual document that shows the fill of a hole of it."""

    uri: str
    positions: Positions
    view: View

    def location(self, span: Span, fill: str | None = None) -> types.Location:
        """The location of `span` in the text or, with the id of a hole, in the source of its fill."""
        if fill is None:
            return types.Location(self.uri, self.positions.range(span))
        content, inside = fill_place(self.view, fill, span)
        uri = virtual_uri("fill", self.uri, fill)
        return types.Location(uri, Positions(content, self.positions.encoding).range(inside))


# What is told.


def diagnostic(finding: Finding, places: Places, can: Abilities) -> types.Diagnostic:
    """A diagnostic. Its data names what it is about, so that actions find it again."""
    told = finding.diagnostic
    data: dict[str, object] = {"hole": finding.hole, "fingerprint": finding.fingerprint, "index": finding.index}
    related = [
        types.DiagnosticRelatedInformation(places.location(item.span, item.fill), item.message)
        for item in told.related
        if item.fill is None or can.opens_content
    ]
    tag = _TAGS.get(told.code)
    return types.Diagnostic(
        range=places.positions.range(told.span),
        message=told.message,
        severity=_SEVERITIES[told.severity],
        code=told.code,
        code_description=types.CodeDescription(code_uri(told.code))
        if can.code_descriptions and can.opens_content
        else None,
        source="holewright",
        tags=[tag] if tag is not None and can.tags else None,
        related_information=related if related and can.related else None,
        data={key: value for key, value in data.items() if value is not None} or None,
    )


def lenses(found: Sequence[Lens], places: Places) -> list[types.CodeLens]:
    """Lenses; one that does nothing has a command without a name, as the protocol wants it."""
    # Several stand above one hole.
    spans = dict.fromkeys(lens.span for lens in found)
    ranges = {span: places.positions.range(span) for span in spans}

    def command(lens: Lens) -> types.Command:
        if lens.command is None:
            return types.Command(lens.title, "")
        return types.Command(lens.title, lens.command, arguments=[{"uri": places.uri, **lens.arguments}])

    return [types.CodeLens(ranges[lens.span], command(lens)) for lens in found]


def hint(found: Hint, places: Places) -> types.InlayHint:
    """An inlay hint."""
    return types.InlayHint(
        position=places.positions.position(found.offset),
        label=found.label,
        # What a call gave is what the person would read from an assignment; a verdict is neither type nor parameter.
        kind=types.InlayHintKind.Type if found.kind is HintKind.CALL else None,
        tooltip=found.tooltip,
        padding_left=found.padding_left,
        padding_right=found.padding_right,
    )


def hover(found: Hover, places: Places, can: Abilities) -> types.Hover:
    """A hover."""
    return types.Hover(_markup(found.markdown, can), places.positions.range(found.span))


def _markup(markdown: str, can: Abilities) -> types.MarkupContent:
    """Markdown, or for an editor that shows none what it says."""
    if can.markdown:
        return types.MarkupContent(types.MarkupKind.Markdown, markdown)
    return types.MarkupContent(types.MarkupKind.PlainText, unmarked(markdown))


def symbol(found: Symbol, places: Places) -> types.DocumentSymbol:
    """A symbol with what is in it."""
    return types.DocumentSymbol(
        name=found.name,
        kind=_SYMBOLS[found.kind],
        range=places.positions.range(found.span),
        selection_range=places.positions.range(found.selection),
        detail=found.detail,
        children=[symbol(child, places) for child in found.children],
    )


def flat_symbols(
    found: Iterable[Symbol], places: Places, container: str | None = None
) -> list[types.SymbolInformation]:
    """Symbols for an editor that cannot nest them."""
    listed: list[types.SymbolInformation] = []
    for item in found:
        location = places.location(item.span)
        listed.append(types.SymbolInformation(location, item.name, _SYMBOLS[item.kind], container_name=container))
        listed += flat_symbols(item.children, places, item.name)
    return listed


def fold(found: Fold, places: Places) -> types.FoldingRange:
    """A folding range, of whole lines."""
    return types.FoldingRange(
        start_line=places.positions.line(found.span.start),
        end_line=places.positions.line(max(found.span.start, found.span.end - 1)),
        kind=_FOLDS.get(found.kind),
    )


def completion(found: Completion, places: Places, can: Abilities) -> types.CompletionItem:
    """A completion; an editor that fills in no places is given the plain text."""
    snippet = found.snippet if can.snippets else None
    told = found.documentation
    return types.CompletionItem(
        label=found.label,
        kind=_COMPLETIONS[found.kind],
        detail=found.detail,
        documentation=_documentation(told, can) if told else None,
        sort_text=found.sort or None,
        insert_text_format=types.InsertTextFormat.Snippet if snippet is not None else types.InsertTextFormat.PlainText,
        insert_text_mode=types.InsertTextMode.AsIs,
        text_edit=types.TextEdit(places.positions.range(found.span), found.text if snippet is None else snippet),
    )


def _documentation(markdown: str, can: Abilities) -> types.MarkupContent | str:
    if can.markdown_completions:
        return types.MarkupContent(types.MarkupKind.Markdown, markdown)
    return unmarked(markdown)


def command(found: Action) -> types.Command:
    """The command of an action."""
    assert found.command is not None
    return types.Command(found.title, found.command.name, arguments=list(found.command.arguments))


def code_action(found: Action, places: Places, diagnostics: Sequence[types.Diagnostic]) -> types.CodeAction:
    """An action about some of `diagnostics`. What it edits is worked out when it is chosen."""
    request = None if found.edit is None else {"uri": places.uri, "request": written(found.edit)}
    return types.CodeAction(
        title=found.title,
        kind=found.kind,
        diagnostics=[diagnostics[index] for index in found.diagnostics] or None,
        is_preferred=found.preferred or None,
        disabled=None if found.disabled is None else types.CodeActionDisabled(found.disabled),
        command=command(found) if found.command is not None and found.disabled is None else None,
        data=request,
    )


def token_data(tokens: Iterable[Token], positions: Positions) -> list[int]:
    """Semantic tokens as the protocol packs them: each told from the one before it."""
    data: list[int] = []
    line = character = 0
    for token in tokens:
        start, end = positions.position(token.span.start), positions.position(token.span.end)
        moved = start.line - line
        data += [
            moved,
            start.character - (0 if moved else character),
            end.character - start.character,
            _TOKEN_TYPES[token.type],
            sum(_TOKEN_MODIFIERS[modifier] for modifier in token.modifiers),
        ]
        line, character = start.line, start.character
    return data


# Edits.


def text_edits(edits: Iterable[Edit], positions: Positions) -> list[types.TextEdit]:
    """Edits of one text."""
    return [types.TextEdit(positions.range(edit.span), edit.text) for edit in edits]


def workspace_edit(uri: str, text: Text, edits: Sequence[Edit], label: str, can: Abilities) -> types.WorkspaceEdit:
    """Edits of one document, for exactly this version of it. An editor that can is told what they are for. None asks
    to be confirmed: one undo takes it back, and editors show such edits in a list in which none is chosen yet."""
    changes = text_edits(edits, text.positions)
    if not can.document_changes:
        return types.WorkspaceEdit(changes={uri: changes})
    identifier = types.OptionalVersionedTextDocumentIdentifier(uri, text.version)
    if not can.annotates:
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, changes)])
    note = "holewright"
    annotated = [types.AnnotatedTextEdit(note, edit.range, edit.new_text) for edit in changes]
    return types.WorkspaceEdit(
        document_changes=[types.TextDocumentEdit(identifier, annotated)],
        change_annotations={note: types.ChangeAnnotation(label)},
    )
