"""The long run by hand, with its figures: `python tests/runner/soak/run.py --candidates 20000`."""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from holes.runner.protocol import Tier
from tests.runner.soak.soak import Report, soak

#: Python's own allocator keeps a megabyte for as long as one object lives in it: what it holds after large replies
#: tells nothing of leaks. Where each object is given back to the system, what is left is ours.
_PLAIN = {"PYTHONMALLOC": "malloc", "MALLOC_ARENA_MAX": "1"}

#: Candidates after which nothing grows any more: caches are full, and memory has been taken.
_WARM = 2_000
_GROWTH = 1.05


def main() -> int:
    """Run, print, and say by the status whether anything was wrong."""
    if os.environ.get("PYTHONMALLOC") != "malloc":
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **_PLAIN})
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=20_000)
    parser.add_argument("--tier", type=Tier, default=Tier.FULL, choices=[Tier.FULL, Tier.BUBBLEWRAP, Tier.LANDLOCK])
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    report = soak(options.candidates, options.tier, options.seed, partial(print, flush=True))
    wrong = [*report.wrong, *grown(report)]
    print("\n".join([*report.lines(), *grown(report)]))
    return 1 if wrong else 0


def grown(report: Report) -> list[str]:
    """What took more memory than after the warm-up."""
    warm = [sample for done, sample in report.samples if done >= _WARM]
    ours = [sample.memory for sample in warm]
    theirs = [size for sample in warm for size in sample.warm.values()]
    return [
        f"memory of {whose} grew from {sizes[0] / 2**20:.1f} to {max(sizes) / 2**20:.1f} MB"
        for whose, sizes in (("ours", ours), ("a zygote", theirs))
        if sizes and max(sizes) > _GROWTH * sizes[0]
    ]


if __name__ == "__main__":
    sys.exit(main())
