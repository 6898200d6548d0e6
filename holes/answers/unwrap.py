"""What a model wrapped around its code: fences, prose, prompts, diff marks, entities. Text in, texts that parse out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from holes.answers.source import LONGEST, Source, Unparsable, functions, parse, plain_dedent

_FENCE = re.compile(r"^\s*(?:>\s?)*(?P<mark>```+|~~~+)(?P<rest>.*)$")
_CODE_START = re.compile(
    r"(from\s+[\w.]+\s+import\s|import\s+[\w.]+(\s+as\s+\w+)?\s*(,.*|#.*)?$|@\w|(async\s+)?def\s+\w+\s*[\[(]"
    r"|class\s+\w+\s*[:(]|[A-Za-z_]\w*\s*(:[^=()]+)?=[^=])"
)
_FUNCTION = re.compile(r"^[ \t]*(async\s+)?def\s+\w+\s*[\[(]", re.MULTILINE)
_ENTITY = re.compile(r"&(lt|gt|amp|quot|#39|nbsp);")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "#39": "'", "nbsp": " "}
_TYPOGRAPHY = {0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'", 0xA0: " ", 0x200B: None, 0x2212: "-", 0xFEFF: None}
_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?</\1>", re.DOTALL | re.IGNORECASE)

#: How often a text is cut, or begun anew, before it is given up.
_TRIES = 12


def tidy(text: str) -> str:
    """`text` with plain line ends, without null bytes, byte order marks and what a model only thought."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").replace("\ufeff", "")
    if "</think" in text.lower() or "</reasoning" in text.lower():
        thoughtless = _THOUGHT.sub("", text)
        text = thoughtless if thoughtless.strip() else text
    return text


def fenced(text: str) -> tuple[str, ...]:
    """The contents of the fenced blocks, in order; the last may be unclosed."""
    closed, unclosed, _ = _fenced(text)
    return _filled((*closed, unclosed))


def closed_blocks(text: str) -> tuple[str, ...]:
    """The contents of the fenced blocks that are closed, in order."""
    return _filled(_fenced(text)[0])


def outside(text: str) -> str:
    """What stands outside the fenced blocks."""
    return "\n".join(_fenced(text)[2])


def _filled(blocks: Iterable[str]) -> tuple[str, ...]:
    return tuple(block for block in map(plain_dedent, blocks) if block.strip())


def _fenced(text: str) -> tuple[list[str], str, list[str]]:
    """The closed blocks, what stands in one that is not, and the lines outside of all."""
    blocks: list[str] = []
    around: list[str] = []
    content: list[str] | None = None
    mark = ""
    for line in text.split("\n"):
        match = _FENCE.match(line)
        if content is None:
            if match is None:
                around.append(line)
                continue
            rest = match["rest"].strip()
            if rest.endswith(match["mark"]) and len(rest) > len(match["mark"]):
                blocks.append(re.sub(r"^(python3?|py)\s+", "", rest[: -len(match["mark"])]).strip())
                continue
            mark, content = match["mark"], []
        elif match is not None and match["mark"].startswith(mark) and not match["rest"].strip():
            blocks.append("\n".join(content))
            content = None
        else:
            content.append(line)
    return blocks, "\n".join(content or []), around


def unfenced(text: str) -> str:
    """`text` without the lines that are fences."""
    return "\n".join(line for line in text.split("\n") if not _FENCE.match(line))


def readings(block: str) -> Iterator[Source]:
    """Ways to read `block` as Python that holds functions, the most literal first."""
    if not _FUNCTION.search(block.replace(">>> ", "").replace("\n+", "\n").removeprefix("+")):
        return
    seen: set[str] = set()
    for shape in _shapes(block):
        for text in dict.fromkeys((shape, mended(shape), shape.expandtabs(4))):
            if text in seen or len(text) > LONGEST:
                continue
            seen.add(text)
            source = _lenient(text)
            if source is not None and any(functions(source.tree)):
                yield source


def mended(text: str) -> str:
    """`text` with typographic quotes, spaces and HTML entities as Python has them."""
    return _ENTITY.sub(lambda match: _ENTITIES[match[1]], text).translate(_TYPOGRAPHY)


def _shapes(block: str) -> Iterator[str]:
    yield block
    lines = block.split("\n")
    if any(line.lstrip().startswith(">>> ") for line in lines):
        stripped = [line.lstrip() for line in lines]
        yield "\n".join(line[4:] for line in stripped if line[:4] in (">>> ", "... ") or line in (">>>", "..."))
    if any(line.startswith("+") for line in lines):
        kept = (line for line in lines if not line.startswith(("-", "@@", "+++", "diff ", "index ")))
        yield plain_dedent("\n".join(line[1:] if line.startswith("+") else line.removeprefix(" ") for line in kept))
        yield "\n".join(line[1:] for line in lines if line.startswith("+") and not line.startswith("+++"))
    if re.search(r"^\s*\d+[:|]? ", lines[0]) and re.search(r"^\s*\d+[:|]?\s", lines[-1]):
        yield plain_dedent("\n".join(re.sub(r"^\s*\d+[:|]?", "", line) for line in lines))
    match = _FUNCTION.search(block)
    if match is not None and block[match.start()] in " \t":
        yield _indented_excerpt(block[match.start() :])


def _indented_excerpt(text: str) -> str:
    """An indented function somewhere in prose: its line and what is indented at least as far, at the left edge."""
    lines = text.split("\n")
    prefix = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    kept: list[str] = []
    for line in lines:
        if line.strip() and not line.startswith(prefix):
            break
        kept.append(line.removeprefix(prefix))
    return "\n".join(kept)


def _lenient(text: str) -> Source | None:
    """The first stretch of `text` that parses and defines something, prose before and behind it dropped."""
    lines = text.split("\n")
    begins = [number for number, line in enumerate(lines) if _CODE_START.match(line)]
    for begin in [0, *begins[:_TRIES]]:
        source = parse_front("\n".join(lines[begin:]))
        if source is not None and any(functions(source.tree)) and not _misread_entity(source):
            return source
    return None


def parse_front(text: str) -> Source | None:
    """As many of the first top-level statements as parse; None where not even one does."""
    lines = text.split("\n")
    for _ in range(_TRIES):
        try:
            source = parse("\n".join(lines))
        except Unparsable as error:
            line = min(error.line or len(lines), len(lines))
            cut = next(
                (n for n in range(line - 1, 0, -1) if lines[n][:1] not in ("", " ", "\t", ")", "]", "}", "#")), 0
            )
            lines = lines[:cut]
            if not any(line.strip() for line in lines):
                return None
        else:
            return source if source.tree.body else None
    return None


def _misread_entity(source: Source) -> bool:
    """`a &lt; b` parses, as `a & lt` and `b`: no such code is meant."""
    if not _ENTITY.search(source.text):
        return False
    return any(
        isinstance(node, ast.Name) and node.id in ("lt", "gt", "amp", "quot", "nbsp") for node in ast.walk(source.tree)
    )
