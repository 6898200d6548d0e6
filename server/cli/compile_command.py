"""`holewright compile`: the module beside each sketch."""

from __future__ import annotations

from pathlib import Path

from holes.compiled import compiled, write
from holes.files import FileError
from server.cli.call import targets
from server.cli.failure import CallError, complain
from sketch.model import Language


def run_compile(paths: list[Path]) -> int:
    """Write the module of every `.anpl` that `paths` mean. Gives the exit status: 1 where a hole is not filled, whose
    function then raises NotImplementedError. Raises `CallError`."""
    status = 0
    for target in targets(paths, {}):
        document = target.load()
        if document.sketch.language is not Language.ANPL:
            if target.path in paths:
                raise CallError(f"{target.path}: only .anpl is compiled; a .py file is its own module")
            continue
        broken = [problem for problem in document.sketch.problems if problem.code == "sketch-syntax"]
        if broken:
            raise CallError(f"{target.path} was not compiled: {broken[0].message}")
        module = compiled(target.path, document.sketch, document.fills)
        try:
            changed = write(module, target.parts.files)
        except FileError as error:
            raise CallError(str(error)) from None
        print(f"{'wrote' if changed else 'up to date:'} {module.path}")
        if module.missing:
            status = 1
            names = ", ".join(f"`{id}`" for id in module.missing)
            complain(f"{module.path}: not filled, so calling raises NotImplementedError: {names}")
    return status
