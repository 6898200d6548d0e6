"""What holds for each open document beside its holes, for an editor that asked to be told: sent when it has changed."""

from __future__ import annotations

from holes.bench import Bench
from holes.engines.protocol import Usage
from server.lsp.client import Client
from server.lsp.projects import Project
from server.sandbox import confinement_of
from server.status_json import spent_to_json, status_to_json

STATUS = "holewright/status"


class Statuses:
    """What the editor was told of each document, and what was spent on all of them."""

    def __init__(self, client: Client) -> None:
        self._client = client
        #: Whether the editor wants to be told.
        self.wanted = False
        self._spent = Usage()
        self._told: dict[str, dict[str, object]] = {}

    def charge(self, usage: Usage) -> None:
        """Something was spent: count it, and tell."""
        if usage == Usage():
            return
        self._spent += usage
        for uri, told in self._told.items():
            told["spent"] = spent_to_json(self._spent)
            self._client.notify(STATUS, {"uri": uri, **told})

    async def tell(self, uri: str, project: Project, bench: Bench | None) -> None:
        """Tell what holds for a document, where that is something else than before. `bench` is where it was run, None
        where nothing was."""
        if not self.wanted:
            return
        confinement = await confinement_of(bench) if bench is not None else None
        tier = confinement.tier if confinement is not None else None
        told = status_to_json(project.settings, tier, self._spent, trusted=project.trusted)
        if told != self._told.get(uri):
            self._told[uri] = told
            self._client.notify(STATUS, {"uri": uri, **told})

    def close(self, uri: str) -> None:
        """The document is not open any more."""
        self._told.pop(uri, None)
