"""The way into the process: `python -I FOLDER`. Nothing is known of the user's code yet."""

import sys

# The interpreter put our own folder first; the user's modules are looked up without it.
_FOLDER = sys.path.pop(0)
_PACKAGE = "_holewright_inside"


def _start():
    # type: () -> None
    package = type(sys)(_PACKAGE)
    package.__path__ = [_FOLDER]
    sys.modules[_PACKAGE] = package
    __import__(_PACKAGE + ".serve", fromlist=["serve"]).serve()


_start()
