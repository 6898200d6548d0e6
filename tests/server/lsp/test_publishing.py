"""What an editor is told without asking: when it is news, and only then."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from attrs import define, field

from server.features.diagnostics import Said
from server.features.view import View
from server.lsp.abilities import Abilities
from server.lsp.client import Client
from server.lsp.documents import OpenDocument
from server.lsp.publishing import Publisher, holes_json
from server.lsp.texts import opened
from sketch.model import Language
from tests.server.features.viewing import view_of

TWICE = '''def twice(n: int) -> int:
    """Twice the number.

    >>> twice(2)
    4
    """
'''
FILLED = {"twice": "return 2 * n"}
#: Nothing runs yet, but that the hole is open can be seen.
OPEN = view_of(TWICE, pending=["twice"])


@define
class Ear:
    """An editor that only listens."""

    can: Abilities = field(factory=Abilities)
    heard: list[str] = field(factory=list)

    def publish(self, uri: str, version: int | None, diagnostics: list[Any]) -> None:
        self.heard.append(f"published {' '.join(item.code for item in diagnostics) or 'nothing'}")

    def notify(self, method: str, params: object) -> None:
        self.heard.append(method)

    def refresh(self) -> None:
        self.heard.append("refreshed")


def heard(*views: View | None, can: Abilities | None = None, glimpses: bool = False) -> list[str]:
    """What an editor hears that is told of these views, one after the other; with `glimpses` it asked in between."""
    ear = Ear(can or Abilities())
    publisher = Publisher(cast(Client, ear))
    text = opened(TWICE, Language.ANPL, 1, "utf-16", sketch=True)
    document = OpenDocument("file:///a.anpl", Path("/a.anpl"), Language.ANPL, text, True)
    for view in views:
        if glimpses:
            publisher.glimpsed(document)
        publisher.tell(document, view, Said())
    return ear.heard


def test_the_same_is_told_once() -> None:
    assert heard(OPEN, OPEN) == ["published unfilled-hole", "refreshed"]


def test_who_has_asked_too_early_is_told_to_ask_again() -> None:
    known = view_of(TWICE, fills=FILLED)
    assert heard(known, known) == ["published nothing", "refreshed"]
    assert heard(known, known, glimpses=True) == ["published nothing", "refreshed", "refreshed"]


def test_who_asks_for_diagnostics_is_pushed_none() -> None:
    assert heard(OPEN, can=Abilities(pulls=True)) == ["refreshed"]


def test_what_comes_to_hold_changes_no_diagnostic_but_lenses() -> None:
    checking, holds = view_of(TWICE, fills=FILLED, pending=["twice"]), view_of(TWICE, fills=FILLED)
    assert heard(checking) == ["published nothing", "refreshed"]
    assert heard(checking, holds, holds) == ["published nothing", "refreshed", "refreshed"]


def test_a_lock_changes_no_diagnostic_but_lenses() -> None:
    free, locked = view_of(TWICE, fills=FILLED), view_of(TWICE, fills=FILLED, flags={"twice": "locked"})
    assert heard(free, locked) == ["published nothing", "refreshed", "refreshed"]


def test_what_is_no_sketch_any_more_loses_its_diagnostics() -> None:
    assert heard(None) == []
    assert heard(OPEN, None)[2:] == ["published nothing", "refreshed"]


def holes(view: View) -> list[tuple[object, ...]]:
    """How each hole stands, as an editor is told."""
    text = opened(TWICE, Language.ANPL, 1, "utf-16", sketch=True)
    document = OpenDocument("file:///a.anpl", Path("/a.anpl"), Language.ANPL, text, True)
    return [
        (hole["id"], hole["status"], hole.get("pending"), [item["verdict"] for item in hole["examples"]])
        for hole in cast(list[dict[str, Any]], holes_json(document, view))
    ]


def test_every_hole_is_told_of_also_where_nothing_may_run() -> None:
    assert holes(view_of(TWICE, fills=FILLED)) == [("twice", "verified", None, ["passed"])]
    assert holes(view_of(TWICE, fills=FILLED, trusted=False)) == [("twice", "unchecked", True, [None])]
    assert holes(view_of(TWICE, trusted=False)) == [("twice", "unfilled", True, [None])]
