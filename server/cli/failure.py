"""Why a call of the command line could not be done, and saying so."""

from __future__ import annotations

import sys


class CallError(Exception):
    """The call itself is wrong, or a file it names: one sentence for standard error, and exit status 2."""


def complain(sentence: str) -> None:
    """Say something on standard error, on one line."""
    print(f"holewright: {' '.join(sentence.splitlines())}", file=sys.stderr)
