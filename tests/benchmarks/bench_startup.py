"""How long a person waits before anything happens: a cold `holewright --version`, and `check` of a 10-hole sketch.

Targets: 150 ms; 600 ms, of which importing our own modules is at most 150 ms. What they import of others is printed
beside it.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
RUNS = 15

HOLE = '''
def double_{n}(number: int) -> int:
    """Twice the number, plus {n}.

    >>> double_{n}(1)
    {one}
    >>> double_{n}(10)
    {ten}
    """
    return 2 * number + {n}
'''


def sketch() -> str:
    """A `.py` file of ten filled functions with two examples each: all of `check`'s work, and no engine's."""
    return "\n".join(HOLE.format(n=n, one=2 + n, ten=20 + n) for n in range(10))


def seconds(command: list[str], folder: Path, wanted: int) -> float:
    """The median time of `command`, each time a new process. Raises where it doesn't end as `wanted`."""
    # Compiled modules are kept, as for any person; some build machines tell Python not to.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "HOLEWRIGHT_CACHE_DIR": str(folder / "cache"), "HOLEWRIGHT_ENGINE": "local"}
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        answer = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
        times.append(time.perf_counter() - start)
        if answer.returncode != wanted:
            raise SystemExit(f"{' '.join(command)} ended with {answer.returncode}: {answer.stdout}{answer.stderr}")
    return statistics.median(times)


def own_imports(python: str, imports: str) -> float:
    """The median seconds that Python counts for our own modules alone, without what they import of others. Counting
    costs time too, so the truth is below."""
    totals = []
    for _ in range(RUNS):
        counted = subprocess.run(
            [python, "-X", "importtime", "-c", imports, str(HOME)], capture_output=True, text=True, check=True
        ).stderr
        rows = re.findall(r"import time:\s+(\d+) \|\s+\d+ \| +(\w+)", counted)
        totals.append(sum(int(took) for took, package in rows if package in ("sketch", "holes", "server")) / 1e6)
    return statistics.median(totals)


def main() -> None:
    """Measure and print."""
    python = sys.executable
    holewright = str(Path(python).parent / "holewright")
    imports = "import sys; sys.path.insert(0, sys.argv[1]); import server.cli.app, server.cli.check_command"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "ten.py").write_text(sketch(), "utf-8")
        bare = seconds([python, "-c", "pass"], folder, 0)
        version = seconds([holewright, "--version"], folder, 0)
        importing = seconds([python, "-c", imports, str(HOME)], folder, 0) - bare
        check = seconds([holewright, "check", "ten.py"], folder, 0)
        own = own_imports(python, imports)
    print(f"median of {RUNS} cold runs, Python {sys.version.split()[0]}")
    for what, took, target in (
        ("python -c pass", bare, None),
        ("holewright --version", version, 0.150),
        ("holewright check, 10 holes", check, 0.600),
        ("  of which our own imports", own, 0.150),
        ("  all imports", importing, None),
    ):
        verdict = (
            "" if target is None else f"   target {target * 1000:4.0f} ms   {'ok' if took <= target else 'MISSED'}"
        )
        print(f"{what:28} {took * 1000:7.1f} ms{verdict}")


if __name__ == "__main__":
    main()
