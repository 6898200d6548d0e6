"""What an editor said that it can do; what it did not name it lacks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from attrs import frozen
from lsprotocol import types
from pygls.capabilities import get_capability


@frozen
class Abilities:
    """What an editor can do. `pulls` is whether it asks for diagnostics itself, and again when it is told to: then none
    are pushed, which it would show beside those; `versions` whether it looks at their version; `opens_content`
    whether it opens documents that only the server has; `annotates` whether an
    edit may name its parts; `literal_actions` whether actions may be more than commands."""

    pulls: bool = False
    versions: bool = False
    refreshes_lenses: bool = False
    refreshes_hints: bool = False
    refreshes_tokens: bool = False
    opens_content: bool = False
    configuration: bool = False
    progress: bool = False
    watches: bool = False
    document_changes: bool = False
    annotates: bool = False
    resolves_actions: bool = False
    disables_actions: bool = False
    literal_actions: bool = False
    shows_documents: bool = False
    related: bool = False
    tags: bool = False
    code_descriptions: bool = False
    nests_symbols: bool = False
    snippets: bool = False
    markdown: bool = False
    markdown_completions: bool = False


def readable(said: object, fits: Callable[[object], bool]) -> object:
    """What of the capabilities that an editor has said can be read, which `fits` tells: one that knows more than the
    protocol as we know it lacks that alone."""
    found = _readable(said, fits)
    return {} if found is _UNREADABLE else found


_UNREADABLE = object()


def _readable(said: object, fits: Callable[[object], bool]) -> object:
    if fits(said):
        return said
    kept: object = _UNREADABLE
    if isinstance(said, Mapping):
        parts = {name: _readable(part, partial(_fits_at, fits, name)) for name, part in said.items()}
        kept = {name: part for name, part in parts.items() if part is not _UNREADABLE}
    elif isinstance(said, list):
        kept = [part for part in said if fits([part])]
    return kept if kept is not _UNREADABLE and fits(kept) else _UNREADABLE


def _fits_at(fits: Callable[[object], bool], name: object, part: object) -> bool:
    return fits({name: part})


def abilities(capabilities: types.ClientCapabilities) -> Abilities:
    """What `capabilities` say."""

    def has(path: str) -> bool:
        return bool(get_capability(capabilities, path))

    def names(path: str, name: str) -> bool:
        return name in (get_capability(capabilities, path) or ())

    def diagnoses(name: str) -> bool:
        return has(f"text_document.publish_diagnostics.{name}") or has(f"text_document.diagnostic.{name}")

    return Abilities(
        # What becomes of examples is known later than the text: one that cannot be told of that must not pull.
        pulls=has("text_document.diagnostic") and has("workspace.diagnostics.refresh_support"),
        versions=has("text_document.publish_diagnostics.version_support"),
        refreshes_lenses=has("workspace.code_lens.refresh_support"),
        refreshes_hints=has("workspace.inlay_hint.refresh_support"),
        refreshes_tokens=has("workspace.semantic_tokens.refresh_support"),
        opens_content=has("workspace.text_document_content"),
        configuration=has("workspace.configuration"),
        progress=has("window.work_done_progress"),
        watches=has("workspace.did_change_watched_files.dynamic_registration"),
        # What creates and renames files can only stand among changes of documents: who knows those knows these.
        document_changes=has("workspace.workspace_edit.document_changes")
        or has("workspace.workspace_edit.resource_operations"),
        annotates=has("workspace.workspace_edit.change_annotation_support"),
        resolves_actions=names("text_document.code_action.resolve_support.properties", "edit"),
        disables_actions=has("text_document.code_action.disabled_support"),
        literal_actions=has("text_document.code_action.code_action_literal_support"),
        shows_documents=has("window.show_document.support"),
        related=diagnoses("related_information"),
        tags=diagnoses("tag_support"),
        code_descriptions=diagnoses("code_description_support"),
        nests_symbols=has("text_document.document_symbol.hierarchical_document_symbol_support"),
        snippets=has("text_document.completion.completion_item.snippet_support"),
        markdown=names("text_document.hover.content_format", types.MarkupKind.Markdown),
        markdown_completions=names(
            "text_document.completion.completion_item.documentation_format", types.MarkupKind.Markdown
        ),
    )
