"""The way in: makes sure that `sketch`, `holes` and `server` are ours, then hands over to the command line.

A user's project may have packages of the same names, on PYTHONPATH or in the current folder. Holewright runs in an
environment of its own and needs nothing from there, so both are taken off the import path, and our three packages
are imported from the folder this file lies in and from nowhere else, before anything further is imported.
"""

from __future__ import annotations

import importlib
import os
import sys

#: The version, stated here alone: packaging reads it from this line, `holewright --version` answers with it at once.
__version__ = "0.1.0"


def own_import_path(path: list[str], environment: str, here: str, home: str) -> list[str]:
    """`path` without the entries of PYTHONPATH (`environment`) and the current folder (`here`), but with `home`. All
    of them absolute, but for what was written relative; `here` is empty where the current folder is gone."""
    foreign = {os.path.join(here, entry) for entry in environment.split(os.pathsep)} if environment else set()
    foreign.add(here)
    resolved = {os.path.realpath(entry) for entry in foreign if os.path.isabs(entry)}
    own = [entry for entry in path if os.path.isabs(entry) and os.path.realpath(entry) not in resolved]
    return own if home in own else [*own, home]


def _import_own_packages(home: str) -> None:
    """Bind `sketch`, `holes` and `server` to the folders in `home`, whatever else is installed under these names. They
    import nothing themselves, so a path of one entry is enough."""
    path = sys.path[:]
    sys.path[:] = [home]
    try:
        for name in ("sketch", "holes", "server"):
            importlib.import_module(name)
    finally:
        sys.path[:] = path


def main() -> None:
    """Run the command line and end the process with its exit status."""
    if sys.argv[1:] == ["--version"]:
        print(f"holewright {__version__}")
        return
    home = os.path.dirname(os.path.abspath(__file__))
    try:
        here = os.getcwd()
    except FileNotFoundError:
        here = ""
    sys.path[:] = own_import_path(sys.path, os.environ.get("PYTHONPATH", ""), here, home)
    _import_own_packages(home)
    try:
        if sys.argv[1:] in (["lsp"], ["lsp", "--stdio"]):
            # An editor waits for the first answer: it is given before the command line would be loaded.
            from server.lsp.front import serve

            status = serve()
        else:
            from server.cli.app import run

            status = run(sys.argv[1:])
    except KeyboardInterrupt:
        # A second Ctrl-C, or one that came before the command line could deal with it.
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    main()
