"""What real editors say of themselves, and how they go about things where the protocol leaves it open.

VS Code, Neovim and Emacs said so themselves, to pytest-lsp; what VS Code has learned since is added. What Helix says is
from its source.
"""

from __future__ import annotations

from typing import Any

from attrs import frozen
from lsprotocol import types
from lsprotocol.converters import get_converter
from pytest_lsp import client_capabilities


@frozen
class Profile:
    """An editor. `echoes_first` is whether it sends the text that an edit of the server's made before it answers that
    it made it, and whether it `claims` to have made one that it did not, as it was of an older text. One that
    `drops_old` shows no diagnostics that are of another version than its text. `settings_key` is where in a changed
    configuration ours are, None for an editor that sends nothing there."""

    name: str
    capabilities: types.ClientCapabilities
    echoes_first: bool = False
    claims: bool = False
    drops_old: bool = False
    settings_key: str | None = "holewright"

    @property
    def pulls(self) -> bool:
        """Whether diagnostics are asked for. One that cannot be told to ask again is pushed them."""
        document, workspace = self.capabilities.text_document, self.capabilities.workspace
        asks = document is not None and document.diagnostic is not None
        return asks and workspace is not None and workspace.diagnostics is not None

    @property
    def watches(self) -> bool:
        """Whether it can be asked to watch files."""
        workspace = self.capabilities.workspace
        watched = workspace.did_change_watched_files if workspace is not None else None
        return bool(watched is not None and watched.dynamic_registration)

    @property
    def resolves(self) -> bool:
        """Whether it asks for the edit of an action when that is chosen."""
        document = self.capabilities.text_document
        action = document.code_action if document is not None else None
        return action is not None and action.resolve_support is not None


_LEARNED = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {
        "diagnostics": {"refreshSupport": True},
        "inlayHint": {"refreshSupport": True},
        "foldingRange": {"refreshSupport": True},
        "textDocumentContent": {"dynamicRegistration": True},
    },
    "textDocument": {
        "diagnostic": {
            "dynamicRegistration": True,
            "relatedDocumentSupport": False,
            "relatedInformation": True,
            "tagSupport": {"valueSet": [1, 2]},
            "codeDescriptionSupport": True,
            "dataSupport": True,
        },
        "inlayHint": {"dynamicRegistration": True, "resolveSupport": {"properties": ["tooltip", "textEdits"]}},
        "inlineCompletion": {"dynamicRegistration": True},
    },
}

_HELIX = {
    "workspace": {
        "applyEdit": True,
        "configuration": True,
        "didChangeConfiguration": {"dynamicRegistration": False},
        "workspaceFolders": True,
        "symbol": {"dynamicRegistration": False},
        "executeCommand": {"dynamicRegistration": False},
        "inlayHint": {"refreshSupport": False},
        "workspaceEdit": {
            "documentChanges": True,
            "resourceOperations": ["create", "rename", "delete"],
            "failureHandling": "abort",
            "normalizesLineEndings": False,
        },
        "didChangeWatchedFiles": {"dynamicRegistration": True, "relativePatternSupport": False},
        "fileOperations": {"willRename": True, "didRename": True},
    },
    "textDocument": {
        "completion": {
            "completionItem": {
                "snippetSupport": True,
                "resolveSupport": {"properties": ["documentation", "detail", "additionalTextEdits"]},
                "insertReplaceSupport": True,
                "deprecatedSupport": True,
                "tagSupport": {"valueSet": [1]},
            },
            "completionItemKind": {},
        },
        "hover": {"contentFormat": ["markdown"]},
        "rename": {"dynamicRegistration": False, "prepareSupport": True, "honorsChangeAnnotations": False},
        "codeAction": {
            "codeActionLiteralSupport": {
                "codeActionKind": {
                    "valueSet": [
                        "",
                        "quickfix",
                        "refactor",
                        "refactor.extract",
                        "refactor.inline",
                        "refactor.rewrite",
                        "source",
                        "source.organizeImports",
                    ]
                }
            },
            "isPreferredSupport": True,
            "disabledSupport": True,
            "dataSupport": True,
            "resolveSupport": {"properties": ["edit", "command"]},
        },
        "publishDiagnostics": {"versionSupport": True, "tagSupport": {"valueSet": [1, 2]}},
        "inlayHint": {"dynamicRegistration": False},
    },
    "window": {"workDoneProgress": True},
    "general": {"positionEncodings": ["utf-8", "utf-32", "utf-16"]},
}

_CONVERTER = get_converter()


def _read(said: dict[str, Any]) -> types.ClientCapabilities:
    return _CONVERTER.structure(said, types.ClientCapabilities)


def _with(known: types.ClientCapabilities, more: dict[str, Any]) -> types.ClientCapabilities:
    said: dict[str, Any] = _CONVERTER.unstructure(known)
    for part, abilities in more.items():
        said[part] = {**said.get(part, {}), **abilities}
    return _read(said)


def said(profile: Profile) -> dict[str, Any]:
    """The capabilities of an editor as it sends them."""
    told: dict[str, Any] = _CONVERTER.unstructure(profile.capabilities)
    return told


VSCODE = Profile(
    "vscode", _with(client_capabilities("visual-studio-code"), _LEARNED), echoes_first=True, settings_key=None
)
NEOVIM = Profile("neovim", client_capabilities("neovim"), claims=True)
EMACS = Profile("emacs", client_capabilities("emacs"))
HELIX = Profile("helix", _read(_HELIX), drops_old=True)
#: An editor of which nothing is known but that it speaks the protocol.
BARE = Profile("bare", types.ClientCapabilities())

EDITORS = (VSCODE, NEOVIM, EMACS, HELIX)
