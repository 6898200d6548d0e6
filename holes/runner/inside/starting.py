"""What it takes to start this interpreter where only some paths can be read."""

from __future__ import annotations

import os
import sys

#: Our own code.
FOLDER = os.path.dirname(os.path.abspath(__file__))


def needed() -> list[str]:
    """The program under each of its names, what makes it the one of an environment, the loader, and our own code."""
    found = [FOLDER]
    for program in (sys.executable, getattr(sys, "_base_executable", "")):
        while program:
            found.append(program)
            target = os.path.realpath(program)
            program = target if target not in found else ""
    found.append(os.path.join(sys.prefix, "pyvenv.cfg"))
    if framework := getattr(sys, "_framework", ""):
        # On macOS, the library that is all of the interpreter, and the application that it is started as.
        found += [os.path.join(sys.base_prefix, name) for name in (framework, "Resources")]
    return [path for path in found if os.path.exists(path)]
