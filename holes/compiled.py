"""The module beside a sketch: what `NAME.py` holds, and whether it is ours to replace."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

from holes.files import FileError, Files
from sketch.compile import compile_module
from sketch.model import Fill, Language, Sketch

_HEADER = re.compile(
    r"(?:#![^\n]*\n)?# Compiled by Holewright from [^\n]*\(([0-9a-f]{12})\)[^\n]*\n(?:# -\*- coding: utf-8 -\*-\n)?"
)
#: A comment that Python, in the first two lines, takes for the encoding of the file.
_COOKIE = re.compile(r"[ \t\f]*#.*?coding[:=]")


@frozen
class Compiled:
    """A compiled module. `text` with header, `missing` the ids of holes that only raise NotImplementedError."""

    path: Path
    text: str
    missing: tuple[str, ...] = ()


def compiled(path: Path, sketch: Sketch, fills: Mapping[str, Fill]) -> Compiled:
    """The module of the `.anpl` sketch at `path`."""
    assert sketch.language is Language.ANPL
    module = compile_module(sketch, fills)
    newline = "\r\n" if "\r\n" in module.text else "\n"
    # A line that starts the interpreter must stay the first, unless it names an encoding, which is not the module's.
    shebang = module.text[: module.text.index("\n") + 1] if module.text.startswith("#!") and "\n" in module.text else ""
    if _COOKIE.match(shebang):
        shebang = ""
    body = module.text.removeprefix(shebang)
    name = re.sub("coding([:=])", r"coding \1", path.name)
    header = f"# Compiled by Holewright from {name} ({_digest(body)}): edit that file, not this one.{newline}"
    if not shebang and _COOKIE.match(body):
        # The sketch was read as UTF-8 whatever it says, and so must be the module.
        header += f"# -*- coding: utf-8 -*-{newline}"
    return Compiled(path.with_suffix(".py"), shebang + header + body, module.missing)


def write(module: Compiled, files: Files) -> bool:
    """Write the module; False where it stood there already. Raises `FileError`, also where the file at its place is not
    ours: written by somebody else, or changed by hand since."""
    present = files.read(module.path)
    if present == module.text:
        return False
    if present is not None and (reason := _foreign(present)):
        raise FileError(f"{module.path} was not written: {reason}; rename or delete it first")
    files.write(module.path, module.text)
    return True


def _foreign(text: str) -> str | None:
    """Why the text at the module's place must not be replaced; None where it is as we wrote it."""
    normal = text.replace("\r\n", "\n")
    header = _HEADER.match(normal)
    if header is None:
        return None if not normal.strip() else "there is a file of that name that Holewright did not write"
    return None if _digest(normal[header.end() :]) == header[1] else "it was changed by hand since Holewright wrote it"


def _digest(body: str) -> str:
    """Twelve hex digits of the text behind the header, whatever its line ends."""
    return hashlib.sha256(body.replace("\r\n", "\n").encode("utf-8", "surrogatepass")).hexdigest()[:12]
