"""The way in: makes sure that `sketch`, `holes` and `server` are ours, then hands over to the command line.

A user's project may have packages of the same names, on PYTHONPATH or in the current folder. Holewright runs in an
environment of its own and needs nothing from there, so both are taken off the import path before anything is imported.
"""

from __future__ import annotations

import os
import sys


def _own_import_path(path: list[str], environment: str, here: str, home: str) -> list[str]:
    """`path` without the entries of PYTHONPATH (`environment`) and the current folder (`here`), but with `home`, ours."""
    foreign = {os.path.realpath(entry or here) for entry in environment.split(os.pathsep)} if environment else set()
    foreign.add(os.path.realpath(here))
    own = [entry for entry in path if entry and os.path.realpath(entry) not in foreign]
    return own if home in own else [*own, home]


def main() -> None:
    """Run the command line and end the process with its exit status."""
    home = os.path.dirname(os.path.abspath(__file__))
    try:
        here = os.getcwd()
    except FileNotFoundError:
        here = ""
    sys.path[:] = _own_import_path(sys.path, os.environ.get("PYTHONPATH", ""), here, home)
    from server.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
