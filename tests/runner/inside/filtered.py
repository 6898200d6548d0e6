"""Run with `python -I FILE FOLDER LANDLOCK`: puts the zygote's filter on itself, then executes each snippet of the JSON
list on its standard input in a fork that has the candidate's filter too, and prints how each of them ended.

No other wall stands, so a snippet that is not refused here was not refused by the filters.
"""

import json
import os
import select
import signal
import sys

HELPERS = """
import ctypes, os, sys
def call(number, *arguments):
    from inside.syscalls import architecture, table
    number = table(architecture())[number] if isinstance(number, str) else number
    libc = ctypes.CDLL(None, use_errno=True)
    words = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    if libc.syscall(ctypes.c_long(number), *words) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
"""


def _told(snippet):
    # type: (str) -> str
    try:
        exec(snippet, dict(_names))
    except OSError as error:
        return f"{type(error).__name__} {error.errno}"
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
    return "fine"


def _forked(snippet):
    # type: (str) -> str
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        filters.Candidate(_landlock).load()
        os.write(writing, _told(snippet).encode())
        os._exit(0)
    os.close(writing)
    if not select.select([reading], [], [], 30)[0]:
        os.kill(process, signal.SIGKILL)
    said = os.read(reading, 1 << 16).decode()
    os.close(reading)
    ended = os.waitpid(process, 0)[1]
    return said if ended == 0 else signal.Signals(ended & 0x7F).name


package = type(sys)("inside")
package.__path__ = [sys.argv[1]]
sys.modules["inside"] = package
from inside import filters, libc  # type: ignore[import-not-found] # noqa: E402
from inside.bpf import load  # type: ignore[import-not-found] # noqa: E402

_landlock = int(sys.argv[2])  # the version that is said to be in force, though none is
_names = {}  # type: dict[str, object]
exec(HELPERS, _names)
libc.prctl(38, 1)
load(filters.zygote(_landlock))
print(json.dumps([_forked(snippet) for snippet in json.load(sys.stdin)]))
