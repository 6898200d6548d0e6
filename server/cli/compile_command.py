"""`holewright compile`: the module beside each sketch."""

from __future__ import annotations

from pathlib import Path

from holes.compiled import compiled, write
from holes.files import FileError
from server.cli.call import Target, targets
from server.cli.failure import CallError, complain
from sketch.model import Language


def run_compile(paths: list[Path]) -> int:
    """Write the module of every `.anpl` that `paths` mean. Gives the exit status: 1 where a hole is not filled, whose
    function then raises NotImplementedError, and 2 where a file could not be compiled; the others are. Raises
    `CallError`."""
    status = 0
    for target in targets(paths, {}):
        try:
            status = max(status, _compile(target, named=target.path in paths))
        except (CallError, FileError) as error:
            complain(str(error))
            status = 2
    return status


def _compile(target: Target, *, named: bool) -> int:
    """Write one module, and say so. Raises `CallError` and `FileError`."""
    document = target.load()
    if document.sketch.language is not Language.ANPL:
        if named:
            raise CallError(f"{target.path}: only .anpl is compiled; a .py file is its own module")
        return 0
    broken = [problem for problem in document.sketch.problems if problem.code == "sketch-syntax"]
    if broken:
        raise CallError(f"{target.path} was not compiled: {broken[0].message}")
    module = compiled(target.path, document.sketch, document.fills)
    changed = write(module, target.parts.files)
    print(f"{'wrote' if changed else 'up to date:'} {module.path}")
    if not module.missing:
        return 0
    names = ", ".join(f"`{id}`" for id in module.missing)
    complain(f"{module.path}: not filled, so calling raises NotImplementedError: {names}")
    return 1
