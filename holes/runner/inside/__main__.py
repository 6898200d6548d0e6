"""The way into the process: `python -I FOLDER` serves, `python -I FOLDER zygote CONFIG` confines itself and forks what
serves, and `python -I FOLDER view CONFIG` says what such a zygote needs to read. Nothing is known of the user's code
yet."""

import sys

# The interpreter put our own folder first; the user's modules are looked up without it.
_FOLDER = sys.path.pop(0)
_PACKAGE = "_holewright_inside"


def _start():
    # type: () -> None
    package = type(sys)(_PACKAGE)
    package.__path__ = [_FOLDER]
    sys.modules[_PACKAGE] = package
    if sys.argv[1:2] == ["zygote"]:
        __import__(_PACKAGE + ".zygote", fromlist=["main"]).main(sys.argv[2])
    elif sys.argv[1:2] == ["view"]:
        __import__(_PACKAGE + ".overview", fromlist=["tell"]).tell(sys.argv[2])
    else:
        __import__(_PACKAGE + ".serve", fromlist=["serve"]).serve()


_start()
