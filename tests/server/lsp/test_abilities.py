"""What editors say that they can do, and what that means here."""

from __future__ import annotations

import pytest
from attrs import asdict
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from lsprotocol.converters import get_converter
from pytest_lsp import client_capabilities

from server.lsp.abilities import Abilities, abilities, readable


def can(**said: object) -> set[str]:
    """The abilities that these capabilities come to."""
    return _names(get_converter().structure(said, types.ClientCapabilities))


def _names(said: types.ClientCapabilities) -> set[str]:
    return {name for name, value in asdict(abilities(said)).items() if value}


def test_one_that_says_nothing_can_do_nothing() -> None:
    assert abilities(types.ClientCapabilities()) == Abilities()
    assert can(textDocument={}, workspace={}, window={}, general={}) == set()


def test_an_editor_pulls_only_where_it_can_be_told_to_pull_again() -> None:
    pulls: dict[str, object] = {"diagnostic": {}}
    assert can(textDocument=pulls) == set()
    assert can(textDocument=pulls, workspace={"diagnostics": {}}) == set()
    assert can(textDocument=pulls, workspace={"diagnostics": {"refreshSupport": False}}) == set()
    assert can(textDocument=pulls, workspace={"diagnostics": {"refreshSupport": True}}) == {"pulls"}
    assert can(workspace={"diagnostics": {"refreshSupport": True}}) == set()


def test_what_diagnostics_may_have_is_said_in_either_place() -> None:
    pushed = {"publishDiagnostics": {"relatedInformation": True, "tagSupport": {"valueSet": [1]}}}
    assert can(textDocument=pushed) == {"related", "tags"}
    assert can(textDocument={"diagnostic": {"codeDescriptionSupport": True}}) == {"code_descriptions"}
    assert can(textDocument={"publishDiagnostics": {"versionSupport": True}}) == {"versions"}


def test_actions_are_resolved_where_their_edit_is_asked_for_later() -> None:
    assert can(textDocument={"codeAction": {"resolveSupport": {"properties": ["command"]}}}) == set()
    assert can(textDocument={"codeAction": {"resolveSupport": {"properties": ["edit"]}}}) == {"resolves_actions"}


def fits(said: object) -> bool:
    """Whether these capabilities can be read."""
    try:
        get_converter().structure(said, types.ClientCapabilities)
    except Exception:
        return False
    return True


def completes(tags: object) -> dict[str, object]:
    """The capabilities of an editor that knows these tags."""
    return {"textDocument": {"completion": {"completionItem": {"snippetSupport": True, "tagSupport": tags}}}}


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ({}, {}),
        (None, {}),
        (completes({"valueSet": [1]}), completes({"valueSet": [1]})),
        (completes({"valueSet": [1, 9]}), completes({"valueSet": [1]})),
        (completes({"valueSet": [9]}), completes({"valueSet": []})),
        (
            {"window": {"workDoneProgress": True}, "textDocument": {"hover": {"contentFormat": 3}}},
            {"window": {"workDoneProgress": True}, "textDocument": {"hover": {}}},
        ),
        ({"textDocument": 3, "workspace": {"applyEdit": True}}, {"workspace": {"applyEdit": True}}),
    ],
)
def test_what_cannot_be_read_is_lacked_alone(said: object, read: object) -> None:
    found = readable(said, fits)
    assert found == read
    assert fits(found)


_NAMES = st.sampled_from(("textDocument", "workspace", "window", "completion", "codeAction", "valueSet", "tagSupport"))


@given(st.recursive(st.none() | st.integers() | st.text(), lambda some: st.lists(some) | st.dictionaries(_NAMES, some)))
def test_whatever_is_said_something_can_be_read(said: object) -> None:
    assert fits(readable(said, fits))


def test_visual_studio_code() -> None:
    assert _names(client_capabilities("visual-studio-code")) == {
        "refreshes_lenses", "refreshes_tokens", "configuration", "progress", "watches", "document_changes",
        "annotates", "resolves_actions", "disables_actions", "literal_actions", "shows_documents", "related", "tags",
        "code_descriptions", "nests_symbols", "snippets", "markdown", "markdown_completions",
    }  # fmt: skip


def test_neovim() -> None:
    assert _names(client_capabilities("neovim@0.11")) == {
        "refreshes_hints", "refreshes_tokens", "configuration", "progress", "document_changes", "resolves_actions",
        "literal_actions",
        "shows_documents", "related", "tags", "nests_symbols", "snippets", "markdown", "markdown_completions",
    }  # fmt: skip


def test_emacs() -> None:
    assert _names(client_capabilities("emacs")) == {
        "configuration", "progress", "watches", "document_changes", "literal_actions", "tags", "nests_symbols",
        "markdown",
    }  # fmt: skip
