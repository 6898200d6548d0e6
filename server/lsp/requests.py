"""What an editor asks of a document: one thin handler for each method, that converts, calls a feature and converts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from lsprotocol import types

from holes.files import FileError
from server.features import (
    action,
    code_actions,
    code_lenses,
    completion,
    folding,
    hover,
    inlay_hints,
    inline_completion,
    navigation,
    rename,
    semantic_tokens,
    symbols,
)
from server.features.action_edits import resolve
from server.features.commands import COMMANDS, Trace
from server.features.view import View
from server.features.wire import read, written
from server.lsp import convert
from server.lsp.commands import execute
from server.lsp.convert import Places
from server.lsp.explaining import traced
from server.lsp.filling import Refused
from server.lsp.protocol import Server, failure
from server.lsp.session import Session
from server.lsp.showing import openable, text_of
from server.trace_json import trace_to_json

#: How long an editor that asks for diagnostics waits for verdicts, in seconds; it is told when there are more.
_PULL_SECONDS = 1.0


def register(server: Server, session: Session) -> None:
    """Have `server` answer from `session`."""

    def places(uri: str, look: Callable[[str], View | None] = session.view) -> Places | None:
        view, document = look(uri), session.documents.get(uri)
        return Places(uri, document.text.positions, view) if view is not None and document is not None else None

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    def code_lens(params: types.CodeLensParams) -> list[types.CodeLens]:
        at = places(params.text_document.uri, session.shown)
        return convert.lenses(code_lenses.lenses(at.view), at) if at is not None else []

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    def inlay_hint(params: types.InlayHintParams) -> list[types.InlayHint]:
        at = places(params.text_document.uri, session.shown)
        if at is None:
            return []
        return [convert.hint(hint, at) for hint in inlay_hints.hints(at.view, at.positions.span(params.range))]

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def show_hover(params: types.HoverParams) -> types.Hover | None:
        at = places(params.text_document.uri)
        if at is None:
            return None
        found = hover.hover(at.view, at.positions.offset(params.position), brief=session.hovers_diagnostics)
        return convert.hover(found, at, session.client.can) if found is not None else None

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def document_symbol(
        params: types.DocumentSymbolParams,
    ) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
        at = places(params.text_document.uri)
        if at is None:
            return []
        found = symbols.symbols(at.view)
        if not session.client.can.nests_symbols:
            return convert.flat_symbols(found, at)
        return [convert.symbol(item, at) for item in found]

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def folding_range(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        at = places(params.text_document.uri)
        return [convert.fold(item, at) for item in folding.folds(at.view)] if at is not None else []

    legend = types.SemanticTokensLegend(list(semantic_tokens.TYPES), list(semantic_tokens.MODIFIERS))

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, legend)
    def all_tokens(params: types.SemanticTokensParams) -> types.SemanticTokens:
        at = places(params.text_document.uri, session.shown)
        found = semantic_tokens.tokens(at.view) if at is not None else ()
        return types.SemanticTokens(convert.token_data(found, at.positions) if at is not None else [])

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, legend)
    def tokens_in_range(params: types.SemanticTokensRangeParams) -> types.SemanticTokens:
        at = places(params.text_document.uri, session.shown)
        found = semantic_tokens.tokens(at.view, at.positions.span(params.range)) if at is not None else ()
        return types.SemanticTokens(convert.token_data(found, at.positions) if at is not None else [])

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> list[types.Location]:
        at = places(params.text_document.uri)
        if at is None:
            return []
        found = navigation.definition(at.view, at.positions.offset(params.position))
        locations = [at.location(target.span, target.fill) for target in found]
        return [
            item if item.uri == at.uri else types.Location(openable(session, item.uri), item.range)
            for item in locations
        ]

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def references(params: types.ReferenceParams) -> list[types.Location]:
        at = places(params.text_document.uri)
        if at is None:
            return []
        offset = at.positions.offset(params.position)
        found = navigation.references(at.view, offset, params.context.include_declaration)
        return [at.location(span) for span in found]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def document_highlight(params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
        at = places(params.text_document.uri)
        if at is None:
            return []
        kinds = {True: types.DocumentHighlightKind.Write, False: types.DocumentHighlightKind.Read}
        return [
            types.DocumentHighlight(at.positions.range(found.span), kinds[found.defines])
            for found in navigation.highlights(at.view, at.positions.offset(params.position))
        ]

    asking = types.CompletionOptions(trigger_characters=list(completion.TRIGGER_CHARACTERS))

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, asking)
    def complete(params: types.CompletionParams) -> types.CompletionList | None:
        at, document = places(params.text_document.uri), session.documents.get(params.text_document.uri)
        if at is None or document is None:
            return None
        trigger = params.context.trigger_character if params.context is not None else None
        offset = at.positions.offset(params.position)
        found = completion.completions(at.view, offset, session.example_files(document), trigger)
        items = [convert.completion(item, at, session.client.can) for item in found]
        return types.CompletionList(len(found) == completion.MOST, items)

    @server.feature(types.TEXT_DOCUMENT_INLINE_COMPLETION)
    def complete_inline(params: types.InlineCompletionParams) -> list[types.InlineCompletionItem]:
        at = places(params.text_document.uri)
        if at is None:
            return []
        found = inline_completion.inline_completions(at.view, at.positions.offset(params.position))
        return [types.InlineCompletionItem(ghost.text, range=at.positions.range(ghost.span)) for ghost in found]

    options = types.CodeActionOptions(list(action.KINDS), resolve_provider=True)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    def code_action(params: types.CodeActionParams) -> list[types.CodeAction | types.Command]:
        at, document = places(params.text_document.uri), session.documents.get(params.text_document.uri)
        if at is None or document is None:
            return []
        ours = [item for item in params.context.diagnostics if item.source == "holewright"]
        found = code_actions.actions(
            at.view,
            at.uri,
            at.positions.span(params.range),
            only=params.context.only,
            codes=[(str(item.code), at.positions.span(item.range)) for item in ours],
            automatic=params.context.trigger_kind is types.CodeActionTriggerKind.Automatic,
        )
        can = session.client.can
        if not can.literal_actions:
            plain = (item for item in found if item.edit is None and item.disabled is None)
            return [convert.command(item) for item in plain if item.command is not None]
        shown = [item for item in found if item.disabled is None or can.disables_actions]
        offered: list[types.CodeAction | types.Command] = []
        for item in shown:
            converted = convert.code_action(item, at, ours)
            # Some editors ask for no edit where there is a command.
            at_once = not can.resolves_actions or item.command is not None
            if item.edit is not None and item.disabled is None and at_once:
                with suppress(ValueError):
                    converted.edit = session.offer(document, resolve(at.view, written(item.edit)))
                    converted.data = None
                    offered.append(converted)
            else:
                offered.append(converted)
        return offered

    @server.feature(types.CODE_ACTION_RESOLVE)
    def resolve_action(params: types.CodeAction) -> types.CodeAction:
        data = params.data if isinstance(params.data, dict) else {}
        at, document = places(str(data.get("uri"))), session.documents.get(str(data.get("uri")))
        if params.edit is not None or "request" not in data:
            return params
        if at is None or document is None:
            raise failure("the sketch that this action is about is not open any more")
        try:
            params.edit = session.offer(document, resolve(at.view, data["request"]))
        except ValueError as error:
            raise failure(str(error)) from None
        return params

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare_rename(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        at = places(params.text_document.uri)
        found = rename.prepare(at.view, at.positions.offset(params.position)) if at is not None else None
        if at is None or found is None:
            return None
        span, name = found
        return types.PrepareRenamePlaceholder(at.positions.range(span), name)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def do_rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        uri = params.text_document.uri
        at, document = places(uri), session.documents.get(uri)
        if at is None or document is None:
            return None
        try:
            made = rename.rename(at.view, at.positions.offset(params.position), params.new_name)
        except ValueError as error:
            raise failure(str(error)) from None
        session.promise(document, made.edits, rename.lock_change(at.view, made))
        title = f"Rename to {params.new_name}"
        return convert.workspace_edit(uri, document.text, made.edits, title, session.client.can)

    @server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, types.DiagnosticOptions(False, False, "holewright"))
    async def diagnostic(params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        document = session.documents.get(params.text_document.uri)
        if document is None:
            return types.RelatedFullDocumentDiagnosticReport([])
        # Who asks wants the verdicts, not what is left of the last ones; but not at any price.
        with suppress(TimeoutError):
            async with asyncio.timeout(_PULL_SECONDS):
                await session.settled(document)
        identifier, listed = session.diagnostics(document)
        if identifier == params.previous_result_id:
            return types.RelatedUnchangedDocumentDiagnosticReport(identifier)
        return types.RelatedFullDocumentDiagnosticReport(listed, result_id=identifier)

    for name in COMMANDS:
        server.command(name)(_command(session, name))

    @server.feature("holewright/trace")
    async def trace(params: Any) -> object:
        """`{uri, hole, index}`: the trace of an example, as `docs/protocol.md` has it."""
        try:
            asked = read("holewright/trace", Trace, _said(params))
            document = session.documents.get(asked.uri)
            if document is None:
                raise Refused("this file is not open, or is no sketch")
            found = await traced(session, document, asked.hole, asked.index)
        except (Refused, FileError, ValueError) as error:
            raise failure(str(error)) from None
        return trace_to_json(found)

    def shown(uri: str) -> str:
        try:
            return text_of(session, uri)
        except ValueError as error:
            raise failure(str(error)) from None

    @server.feature(types.WORKSPACE_TEXT_DOCUMENT_CONTENT)
    def text_document_content(params: types.TextDocumentContentParams) -> types.TextDocumentContentResult:
        return types.TextDocumentContentResult(shown(params.uri))

    @server.feature("holewright/textDocumentContent")
    def own_content(params: Any) -> dict[str, str]:
        return {"text": shown(str(_said(params).get("uri", "")))}


def _said(params: Any) -> dict[str, Any]:
    """What the parameters of a method of ours say. They come as a named tuple, which has an `index` of its own."""
    said: dict[str, Any] = params._asdict() if hasattr(params, "_asdict") else {}
    return said


def _command(session: Session, name: str) -> Callable[..., Coroutine[Any, Any, object]]:
    async def run(*arguments: Any) -> object:
        try:
            return await execute(session, name, arguments)
        except ValueError as error:
            raise failure(str(error)) from None

    return run
