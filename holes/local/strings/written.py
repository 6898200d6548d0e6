"""Writing: parts that stand one after the other, as a person would write them together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from holes.local.components import ATOM, SUM
from holes.local.strings.dates import READ
from holes.local.terms import literal

#: What may stand in an f-string in every version of Python: no quotes of its own kind, no backslash.
_FORMAT = re.compile(r'format\(([^{}"\'\\]+), "([^"]+)"\)')
_STR = re.compile(r"str\((.+)\)")
_DATE = re.compile(rf"(?P<wrap>str\()?(?P<read>{READ})(?P<rest>\..+)")
_READ = re.compile(READ)
_BEGIN = re.compile(rf"\(\((?P<name>moment := )(?P<read>{READ})\) [-+] datetime\.timedelta\(.+?\)\)(?=\.| \+)")
_CODE = re.compile(r'\.strftime\("([^"]+)"\)')
#: Texts of parts, each with whether it is a constant.
Texts = list[tuple[str, bool]]


def written(parts: Sequence[tuple[str, bool]]) -> tuple[str, int]:
    """The parts as Python, with its strength. A part is an expression, or (True) the text of a constant."""
    parts = _dates(list(parts))
    texts = [literal(text) if constant else text for text, constant in parts]
    if len(parts) == 1:
        field = None if parts[0][1] else _formatted(parts[0][0])
        return texts[0] if field is None else f'f"{{{field}}}"', ATOM
    inner = [text if constant else _field(text) for text, constant in parts]
    computed = [text for text, constant in parts if not constant and _formatted(text) is None]
    plain = not any(set("\\'#{") & set(text) for text in computed)
    if not plain or (len(parts) == 2 and any('"' in text for text in computed)):
        return " + ".join(texts), SUM
    body = "".join(
        _constant(part) if constant else f"{{{part}}}" for part, (_, constant) in zip(inner, parts, strict=True)
    )
    return f'f"{body}"', ATOM


def _constant(text: str) -> str:
    """What stands between the fields of an f-string in double quotes."""
    quoted = literal("{" + text)
    inner = quoted[2:-1].replace("{", "{{").replace("}", "}}")
    return inner if quoted[0] == '"' else inner.replace("\\'", "'").replace('"', '\\"')


def _field(text: str) -> str:
    """What stands between the braces of an f-string."""
    if (formatted := _formatted(text)) is not None:
        return formatted
    alone = _STR.fullmatch(text)
    return (alone[1] if alone and _is_whole(alone[1]) else text).replace('"', "'")


def _formatted(text: str) -> str | None:
    """A call of `format` as the field of an f-string, where it can be one."""
    call = _FORMAT.fullmatch(text)
    return f"{call[1]}:{call[2]}" if call and _is_whole(call[1]) else None


def _is_whole(text: str) -> bool:
    """Whether the brackets in a text close one another."""
    depth = 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0


def _dates(parts: Texts) -> Texts:
    """The parts with a date read once: neighbours that write it become one format, and where others are left, the first
    gives it a name."""
    merged: Texts = []
    for text, constant in parts:
        joined = _joined(merged, text) if not constant else None
        if joined is not None:
            merged = joined
        else:
            merged.append((text, constant))
    begins = [match[0] for text, constant in merged if not constant and (match := _BEGIN.search(text))]
    if len(begins) > 1 and len(set(begins)) == 1:
        merged = _named(merged, begins[0], "start")
    reads = [match[0] for text, constant in merged if not constant for match in _READ.finditer(text)]
    if len(reads) < 2 or len(set(reads)) > 1:
        return merged
    plain = [
        (text if constant else text.replace(f"(moment := {reads[0]})", reads[0]), constant) for text, constant in merged
    ]
    return _named(plain, reads[0], "moment")


def _named(parts: Texts, common: str, name: str) -> Texts:
    """The parts with a name for what they have in common, given where it is first."""
    found: Texts = []
    named = False
    for text, constant in parts:
        if not constant and common in text:
            first = text if named else text.replace(common, f"({name} := {common})", 1)
            begin = 0 if named else first.index(common) + len(common)
            text = first[:begin] + first[begin:].replace(common, name)
            named = True
        found.append((text, constant))
    return found


def _joined(before: Texts, text: str) -> Texts | None:
    """The parts before with one more written into the same format, or None where it is no part of one."""
    match = _DATE.fullmatch(text)
    code = _CODE.fullmatch(match["rest"]) if match and not match["wrap"] else None
    between = ""
    place = len(before) - 1
    if place >= 0 and before[place][1]:
        between = before[place][0].replace("%", "%%")
        place -= 1
    if code is None or match is None or place < 0 or before[place][1] or '"' in between or "\\" in between:
        return None
    other = _DATE.fullmatch(before[place][0])
    earlier = _CODE.fullmatch(other["rest"]) if other and not other["wrap"] else None
    if other is None or earlier is None or other["read"] != match["read"]:
        return None
    return [*before[:place], (f'{match["read"]}.strftime("{earlier[1]}{between}{code[1]}")', False)]
