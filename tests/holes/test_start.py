"""Starts: what is offered to a model, and what is kept from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.holes.fakes import FakeEngine, Folder

EXAMPLES = "".join(
    f"    >>> size({n})\n    {size!r}\n" for n, size in [(1, "a"), (2, "b"), (77, "q"), (3, "c"), (4, "d")]
)
SIZE = f'def size(n):\n    """A letter.\n\n{EXAMPLES}    """\n'


@pytest.mark.parametrize(
    ("body", "offered"),
    [
        ("chr(n + 96)", True),
        ('"q" if n > 4 else chr(n + 96) + " "', False),
        ("chr(n + 96) if n < 77 else ''", False),
        ("'e'", False),
    ],
)
def test_what_is_right_on_a_part_is_a_start_unless_it_tells_of_what_is_held_back(
    tmp_path: Path, body: str, offered: bool
) -> None:
    folder = Folder(tmp_path)
    folder.write(SIZE)
    part = f"def size(n):\n    return {body}\n"
    offline, model = FakeEngine((part,), repairs=False), FakeEngine((), sends=True)
    folder.fill(offline, model)
    assert [request.start for request in model.asked] == [part if offered else None]
