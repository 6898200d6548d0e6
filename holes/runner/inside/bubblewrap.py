"""Namespaces made by bubblewrap, on systems that let only programs they know make any."""

from __future__ import annotations

import os
import sys

from .channel import dump
from .starting import FOLDER, needed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

_DEVICES = ("null", "zero", "random", "urandom")


def wrap(config: Any, shown: list[str]) -> NoReturn:
    """Become bubblewrap (the program `config["bubblewrap"]`), and within it, where only the paths `shown` and what it
    takes to start Python are to be seen, the same zygote again. Standard input is the control socket again. Raises
    OSError."""
    os.dup2(3, 0)
    binds = [part for path in dict.fromkeys([*shown, *needed()]) for part in ("--ro-bind-try", path, path)]
    # A program works in such a folder, also where nothing of it is shown.
    folders = [part for path in config["path"] if os.path.isdir(path) for part in ("--dir", path)]
    devices = [part for name in _DEVICES for part in ("--dev-bind", f"/dev/{name}", f"/dev/{name}")]
    walls = ["--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--hostname", "localhost"]
    again = [sys.executable, "-I", "-X", "utf8", FOLDER, "zygote", dump({**config, "within": True})]
    program = config["bubblewrap"]
    os.execve(program, [program, *walls, *binds, *folders, *devices, "--chdir", "/", "--", *again], dict(os.environ))
