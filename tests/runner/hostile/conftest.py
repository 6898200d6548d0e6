"""The summary of the hostile suite: how many attacks each tier has contained."""

from __future__ import annotations

import pytest

from tests.runner.hostile.stage import TALLIES


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for label, tally in TALLIES.items():
        total = tally.contained + len(tally.let_through)
        through = f"; let through: {', '.join(tally.let_through)}" if tally.let_through else ""
        terminalreporter.write_line(f"{label} (tier {tally.tier}): {tally.contained}/{total} contained{through}")
