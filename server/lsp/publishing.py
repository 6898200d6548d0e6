"""What the editor is told without asking, and told once: the same list is not sent again.

Diagnostics are pushed, or for an editor that asks for them itself only announced.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from attrs import define
from lsprotocol import types

from holes.check import unchecked, worth_telling
from server.features.diagnostics import Said, findings
from server.features.view import View
from server.hole_json import hole_to_json, waiting_to_json
from server.lsp import convert
from server.lsp.client import Client
from server.lsp.documents import OpenDocument

HOLES = "holewright/holes"


@define
class _Told:
    """What an editor knows of one document: the text, and a hash of each thing that it was told about that."""

    diagnostics: str = ""
    standing: object = None
    holes: str = ""
    listed: list[types.Diagnostic] | None = None


class Publisher:
    """Tells the editor what is new."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._told: dict[str, _Told] = {}

    def tell(self, document: OpenDocument, view: View | None, said: Said) -> None:
        """Tell of a document what it does not know yet. `view` is None for what is no sketch, of which there is nothing
        to tell but that there is nothing any more."""
        told = self._told.get(document.uri)
        if told is None:
            if view is None:
                return
            told = self._told[document.uri] = _Told()
        listed = _diagnostics(document, view, said, self._client) if view is not None else []
        digest, standing = _digest(listed), _standing(view) if view is not None else None
        if self._client.can.versions:
            # It shows none that are of another version than its text, not even the same.
            digest = f"{document.text.version} {digest}"
        told.listed = listed
        if digest != told.diagnostics and not self._client.can.pulls:
            self._client.publish(document.uri, document.text.version, listed)
        if (digest, standing) != (told.diagnostics, told.standing):
            self._client.refresh()
        told.diagnostics, told.standing = digest, standing

    def glimpsed(self, document: OpenDocument) -> None:
        """The editor has asked for what stays on show before it was told that there is something new: it has to ask
        again once that is known."""
        told = self._told.get(document.uri)
        if told is not None:
            told.standing = None

    def tell_holes(self, document: OpenDocument, view: View | None) -> None:
        """Send the notification of our own that says how each hole stands: that there is none any more, where this was
        a sketch and is none now."""
        if view is None and document.uri not in self._told:
            return
        told = self._told.setdefault(document.uri, _Told())
        holes = holes_json(document, view) if view is not None else []
        digest = hashlib.sha256(repr((document.text.version, holes)).encode("utf-8", "replace")).hexdigest()
        if digest != told.holes:
            told.holes = digest
            self._client.notify(HOLES, {"uri": document.uri, "version": document.text.version, "holes": holes})

    def diagnostics(self, document: OpenDocument, view: View | None, said: Said) -> tuple[str, list[types.Diagnostic]]:
        """The diagnostics of a document for an editor that asks, and an identifier of exactly this list."""
        listed = _diagnostics(document, view, said, self._client) if view is not None else []
        return _digest(listed), listed

    def refresh(self) -> None:
        """Something that lenses show has changed."""
        self._client.refresh()

    def close(self, uri: str) -> None:
        """Take back all that was told of a document."""
        told = self._told.pop(uri, None)
        if told is not None and told.listed and not self._client.can.pulls:
            self._client.publish(uri, None, [])


def holes_json(document: OpenDocument, view: View) -> list[dict[str, object]]:
    """How each hole of a document stands, as the command line's report has it, also where nothing may be run."""
    positions, told = document.text.positions, [hole for hole in view.subjects if worth_telling(view.document, hole)]
    return [
        hole_to_json(view.reports[hole.id], positions)
        if hole.id in view.reports
        else waiting_to_json(unchecked(view.document, hole), positions)
        for hole in told
    ]


def _diagnostics(document: OpenDocument, view: View, said: Said, client: Client) -> list[types.Diagnostic]:
    place = convert.Places(document.uri, document.text.positions, view)
    return [convert.diagnostic(finding, place, client.can) for finding in findings(view, said)]


def _standing(view: View) -> object:
    """What lenses and hints show of the holes of a view. It may change where no diagnostic does: what is checked has
    none, and neither has what holds."""
    holes = [
        (id, report.status, report.flags, [(item.verdict, item.actual) for item in report.examples])
        for id, report in view.reports.items()
    ]
    return view.trusted, view.pending, holes


def _digest(listed: Sequence[types.Diagnostic]) -> str:
    return hashlib.sha256(repr(listed).encode("utf-8", "replace")).hexdigest()
