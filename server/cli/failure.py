"""Why a call of the command line could not be done."""

from __future__ import annotations


class CallError(Exception):
    """The call itself is wrong, or a file it names: one sentence for standard error, and exit status 2."""
