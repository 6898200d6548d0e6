"""Code that tries things, under an interpreter with the hook; nothing is confined, so none of it may do harm."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

INSIDE = Path(__file__).resolve().parents[3] / "holes/runner/inside"

_DRIVER = """
import json, sys
package = type(sys)("_inside")
package.__path__ = [sys.argv[1]]
sys.modules["_inside"] = package
from _inside.effects import Effects

asked = json.load(sys.stdin)
sys.path.insert(0, asked["path"])
effects = Effects(asked["shown"])
effects.watch("<words>", "<example>")
found = []
for source in asked["sources"]:
    code = compile(source, "<words>", "exec")
    effects.begin()
    try:
        exec(code, {"__name__": "words"})
    except BaseException as error:
        raised = type(error).__name__ + (f" {error}" if isinstance(error, SystemExit) else "")
    else:
        raised = ""
    found.append([effects.acted, effects.looked, raised])
json.dump(found, sys.stdout)
"""

#: What was done, what was looked at, and the name of the exception that it ended with, if any.
Tried = tuple[str | None, str | None, str]


def attempts(python: str, sources: Iterable[str], shown: list[str], folder: Path) -> list[Tried]:
    """Run each of `sources` in `folder`, from which modules are imported too."""
    asked = {"sources": list(sources), "shown": shown, "path": str(folder)}
    answer = subprocess.run(
        [python, "-I", "-W", "ignore", "-c", _DRIVER, str(INSIDE)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        cwd=folder,
        timeout=60,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return [(acted, looked, raised) for acted, looked, raised in json.loads(answer.stdout)]
