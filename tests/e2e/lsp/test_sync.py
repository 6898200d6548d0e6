"""However a text came to be, by keystrokes in any units or as a whole, what is said of it is the same."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from tests.e2e.lsp.buffer import Buffer
from tests.e2e.lsp.editor import Editor, editor
from tests.e2e.lsp.profiles import EDITORS, Profile
from tests.e2e.lsp.sketches import LEAGUE

pytestmark = pytest.mark.asyncio

#: What a text may hold of which programs count lines or characters differently.
PIECES = (
    "🏆", "é", "e\u0301", "👩\u200d👧", "\f", "\v", "\x1c", "\x85", "\u2028", "\t", "\r\n", "\n", "\r", "\ufeff",
    "\0", "\ud7ff", "    ", '"""', "`", "# 🔢 ", ">>> ", "def f(x):\n", "    >>> f(1)\n    2\n", "`do it`(x)",
    "...  # hole", "\\",
)  # fmt: skip


def is_place(text: str, offset: int) -> bool:
    """Whether an editor's cursor can stand there: not between the two characters of a line end."""
    return text[max(0, offset - 1) : offset + 1] != "\r\n"


def typed(rng: random.Random, text: str) -> tuple[int, int, str]:
    """A change that somebody may make."""
    places = [place for place in range(len(text) + 1) if is_place(text, place)]
    start = rng.choice(places)
    near = [place for place in places if start <= place <= start + rng.choice((0, 0, 1, 3, 40))]
    return start, rng.choice(near), "".join(rng.choices(PIECES, k=rng.choice((0, 1, 1, 2, 3))))


async def told(it: Editor, buffer: Buffer) -> dict[str, Any]:
    """All that is said of a text, with nothing that names the file."""
    await it.settled(buffer)
    client, identifier = it.client, buffer.identifier
    tokens = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(identifier))
    folds = await client.text_document_folding_range_async(types.FoldingRangeParams(identifier))
    lenses = await it.lenses(buffer)
    return {
        "tokens": tokens.data if tokens is not None else None,
        "folds": folds,
        "lenses": [(lens.range, lens.command.title if lens.command else None) for lens in lenses],
        "diagnostics": [(item.range, item.code, item.message) for item in await it.diagnostics(buffer)],
        "holes": [(hole["id"], hole["range"], hole["description"], hole["fingerprint"]) for hole in buffer.holes],
    }


@pytest.mark.parametrize("profile", EDITORS, ids=lambda profile: profile.name)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
async def test_a_text_is_what_was_typed(tmp_path: Path, profile: Profile, end: str) -> None:
    rng = random.Random(f"{profile.name} {end!r}")
    async with editor(tmp_path, profile, trusted=False) as it:
        sketch = it.open("a.anpl", ("\ufeff" if end == "\r" else "") + LEAGUE.replace("\n", end))
        for round in range(12):
            for _ in range(5):
                changes, text = [], sketch.text
                for _ in range(rng.choice((1, 1, 1, 2, 3))):
                    start, stop, new = typed(rng, text)
                    changes.append((start, stop, new))
                    text = text[:start] + new + text[stop:]
                it.type(sketch, *changes)
                assert sketch.text == text
            fresh = it.open(f"fresh{round}.anpl", sketch.text)
            assert await told(it, sketch) == await told(it, fresh)
            it.close(fresh)
            if len(sketch.text) < 200 or round % 4 == 3:
                it.rewrite(sketch, LEAGUE.replace("\n", end))


async def test_a_text_that_is_taken_back_is_as_it_was(tmp_path: Path) -> None:
    async with editor(tmp_path) as it:
        sketch = it.open("a.anpl", LEAGUE)
        before = await told(it, sketch)
        for start, stop, new in ((0, 3, "🏆"), (40, 40, "\r\n"), (100, 400, ""), (10, 10, "def f(")):
            kept = sketch.text[start:stop]
            it.type(sketch, (start, stop, new))
            it.type(sketch, (start, start + len(new), kept))
        assert sketch.text == LEAGUE
        assert await told(it, sketch) == before


async def test_changes_of_many_places_at_once(tmp_path: Path) -> None:
    async with editor(tmp_path, trusted=False) as it:
        sketch = it.open("a.anpl", LEAGUE)
        places = [place for place in range(len(LEAGUE)) if LEAGUE.startswith("scores", place)]
        it.type(sketch, *((place, place + 6, "values") for place in reversed(places)))
        assert sketch.text == LEAGUE.replace("scores", "values")
        fresh = it.open("b.anpl", sketch.text)
        assert await told(it, sketch) == await told(it, fresh)


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "`", '"""', "def", "\0", "# 🔢", "\r"])
async def test_hardly_a_text_at_all(tmp_path: Path, text: str) -> None:
    async with editor(tmp_path) as it:
        sketch = it.open("a.anpl", text)
        await it.settled(sketch)
        await told(it, sketch)
        it.rewrite(sketch, LEAGUE)
        it.rewrite(sketch, text)
        fresh = it.open("b.anpl", text)
        assert await told(it, sketch) == await told(it, fresh)
