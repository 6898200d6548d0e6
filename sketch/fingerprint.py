"""Fingerprints: what a hole asks for, as a short hash that does not depend on where it stands.

A fingerprint covers the hole itself and all that its body and its examples call, so it changes when a callee does, and
recursion is no trouble: it hashes the set of everything reachable, not a path.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from itertools import compress
from typing import TypeAlias

from attrs import field, frozen

from sketch.graph import closures, reachable
from sketch.model import Example, Hole, Kind, Row, Sketch
from sketch.statements import parse_python
from sketch.tokens import tokens

_BACKTICKS = re.compile(r"`[^`\r\n]*`")
_LINE_END = re.compile(r"[ \t\f]*(?:\r\n|\r|\n)")
#: From digits of a binary number to what they are.
_BITS = bytes.maketrans(b"01", b"\0\1")


#: What a named hole or sketch function says, so far as its hash depends on it: kind, parent, and the text of it.
_Written: TypeAlias = tuple[Kind, str | None, str]


@frozen
class Prints:
    """The fingerprint of each hole and sketch function, `of` its id, and what they were made of: `own` is a hash of
    each alone, `calls` what its body and its examples call, `written` all that `own` depends on where that is
    little."""

    of: Mapping[str, str]
    own: Mapping[str, str] = field(repr=False)
    calls: Mapping[str, tuple[str, ...]] = field(repr=False)
    written: Mapping[str, _Written] = field(repr=False)


def fingerprints(sketch: Sketch) -> Mapping[str, str]:
    """The fingerprint of each hole and sketch function by its id: 16 hexadecimal digits."""
    return prints(sketch).of


def prints(sketch: Sketch, before: Prints | None = None) -> Prints:
    """The fingerprints of a sketch. With those of an earlier text, only what a change can have reached is made anew."""
    holes = (*sketch.holes, *sketch.functions)
    written = {hole.id: said for hole in holes if (said := _written(hole, sketch.text)) is not None}
    own: dict[str, str] = {}
    for hole in holes:
        as_before = before is not None and hole.id in written and before.written.get(hole.id) == written[hole.id]
        own[hole.id] = before.own[hole.id] if before is not None and as_before else _digest(_parts(hole, sketch.text))
    calls = {hole.id: (*hole.calls, *hole.example_calls) for hole in holes}
    known = _untouched(before, own, calls) if before is not None else {}
    # Named by what they are, not by id: the id of a duplicate or of an inline hole depends on its neighbours.
    order = sorted(own, key=own.__getitem__)
    hashes = [own[id] for id in order]
    reached = closures(calls, order) if len(known) < len(own) else {}
    found: dict[str, str] = {}
    for place, id in enumerate(order):
        if id in known:
            found[id] = known[id]
            continue
        others = reached[id] & ~(1 << place)
        around = compress(hashes, f"{others:b}"[::-1].encode().translate(_BITS))
        found[id] = _among(own[id], around) if others else own[id]
    return Prints(found, own, calls, written)


def _written(hole: Hole, text: str) -> _Written | None:
    """All that the hash of a hole alone depends on; None where that is more than stands in one place."""
    if hole.kind not in (Kind.NAMED, Kind.SKETCH) or hole.examples_files:
        return None
    return hole.kind, hole.parent, text[hole.span.start : hole.span.end]


def _untouched(before: Prints, own: Mapping[str, str], calls: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
    """The fingerprints of `before` of all that leads to nothing that is another one now."""
    if before.own == own and before.calls == calls:
        return before.of
    changed = {id for id in own if before.own.get(id) != own[id] or before.calls.get(id) != calls[id]}
    changed.update(id for id in before.own if id not in own)
    callers: dict[str, list[str]] = {}
    for id, called in calls.items():
        for callee in called:
            callers.setdefault(callee, []).append(id)
    touched = changed.union(*(reachable(callers, id) for id in changed))
    return {id: print for id, print in before.of.items() if id in own and id not in touched}


def _digest(parts: object) -> str:
    return _hash(json.dumps(parts, ensure_ascii=True, sort_keys=True))


def _among(own: str, around: Iterable[str]) -> str:
    """What `_digest` gives of a hash and a list of hashes, which is asked for often."""
    others = '", "'.join(around)
    return _hash(f'["{own}", ["{others}"]]')


def _hash(text: str) -> str:
    return blake2b(text.encode("ascii"), digest_size=8).hexdigest()


def _tokens(text: str | None) -> list[str] | None:
    return None if text is None else tokens(text)


def _lines(text: str) -> str:
    """`text` with `\\n` for every line end, and no white space before one."""
    return _LINE_END.sub("\n", text).rstrip()


def _parts(hole: Hole, text: str) -> list[object]:
    signature = hole.signature
    named = hole.kind in (Kind.NAMED, Kind.SKETCH)
    return [
        hole.kind.value,
        # The Python name of an inline hole is ours, made to differ from others: it says nothing of the hole.
        [hole.parent, hole.name] if named else None,
        hole.description.split(),
        [_parameters(hole, text), _tokens(signature.returns), signature.is_async],
        [_tokens(decorator) for decorator in hole.decorators],
        [_example(example) for example in hole.examples],
        [file.path for file in hole.examples_files],
        [line.source for line in hole.properties],
        [line.source for line in hole.given],
        list(hole.choices),
        tokens(hole.body_indent + text[hole.fill_span.start : hole.fill_span.end])
        if hole.kind is Kind.SKETCH
        else None,
    ]


def _parameters(hole: Hole, text: str) -> list[list[object]]:
    parameters = hole.signature.parameters
    if hole.kind is Kind.INLINE:
        # The other names are those of what its first use happens to be called with.
        by_keyword = _keywords(hole, text)
        return [[p.name if p.name in by_keyword else None, p.kind] for p in parameters]
    return [[p.name, p.kind, _tokens(p.annotation), _tokens(p.default)] for p in parameters]


def _keywords(hole: Hole, text: str) -> frozenset[str]:
    """The names of the keyword arguments in the first use of an inline hole."""
    if not hole.uses or "=" not in (call := text[hole.uses[0].span.end : hole.uses[0].call_span.end]):
        return frozenset()
    tree = parse_python("_" + _BACKTICKS.sub("_", call), "eval")
    if not isinstance(tree, ast.Expression) or not isinstance(tree.body, ast.Call):
        return frozenset()
    return frozenset(argument.arg for argument in tree.body.keywords if argument.arg)


def _example(example: Example) -> list[object]:
    if example.row is not None:
        return ["row", *_row(example.row)]
    expected = None if example.expected is None else _lines(example.expected)
    return [
        [_lines(source) for source in example.setup],
        _lines(example.source),
        expected,
        example.raises,
        sorted(example.options),
    ]


def _row(row: Row) -> list[object]:
    return [list(row.args), dict(row.kwargs), row.returns, row.raises]
