"""The long run by hand, with its figures: `python tests/runner/soak/run.py --candidates 20000`."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from holes.runner.protocol import Tier
from tests.runner.soak.soak import soak


def main() -> int:
    """Run, print, and say by the status whether anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=20_000)
    parser.add_argument("--tier", type=Tier, default=Tier.FULL, choices=[Tier.FULL, Tier.BUBBLEWRAP, Tier.LANDLOCK])
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    report = soak(options.candidates, options.tier, options.seed, partial(print, flush=True))
    print("\n".join(report.lines()))
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
