"""Why a candidate is not taken."""

from __future__ import annotations

from attrs import frozen


@frozen
class Rejection:
    """A candidate is dropped. `reason` is one sentence without the candidate's text, fit for a person and for a
    repair."""

    reason: str
