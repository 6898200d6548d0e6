"""What keeps a program from being loaded is told of those that need it, and the others are run without it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest

from holes.bench import Bench
from holes.recheck import Verdicts, batches, standing
from holes.verdict import Verdict
from tests.holes.fakes import Folder, InProcess

_UNIT = """

def {name}(n{default}):
    '''
    >>> {name}(1)
    {expected}
    '''
    return {body}
"""


def unit(name: str, body: str = "n", *, default: str = "", expected: int = 1) -> str:
    """A function with an example."""
    return _UNIT.format(name=name, body=body, default=default, expected=expected)


def verdicts(path: Path, text: str) -> tuple[Mapping[str, Verdict], int]:
    """The verdict of each function's example, and how many programs were run for them."""
    folder = Folder(path)
    folder.write(text)
    runner = InProcess()
    bench = Bench(runner)

    async def run() -> dict[str, Verdict]:
        found = standing(folder.load(), bench, "", Verdicts())
        told: dict[str, Verdict] = {}
        async for batch in batches(found, found.unknown, bench):
            assert not told.keys() & batch.keys()
            told |= {id: items[0].judgement.verdict for id, items in batch.items()}
        assert told.keys() == set(found.unknown)
        return told

    return asyncio.run(run()), len(runner.programs)


ALIKE = "".join(unit(f"f{number}") for number in range(16))


def test_one_program_does_for_all_that_can_be_loaded(tmp_path: Path) -> None:
    found, programs = verdicts(tmp_path, ALIKE)
    assert (set(found.values()), programs) == ({Verdict.PASSED}, 1)


def test_a_syntax_error_is_that_of_who_needs_it(tmp_path: Path) -> None:
    found, programs = verdicts(tmp_path, ALIKE + unit("torn", "n +") + unit("user", "torn(n)"))
    assert {id for id, verdict in found.items() if verdict is not Verdict.PASSED} == {"torn", "user"}
    assert found["torn"] is found["user"] is Verdict.BLOCKED
    assert programs == 3  # one for each kind, and one to see that it is nothing that all have


@pytest.mark.parametrize("torn", ["LIMIT = (\n", "LIMIT = nobody\n"])
def test_what_all_need_is_looked_for_once(tmp_path: Path, torn: str) -> None:
    found, programs = verdicts(tmp_path, torn + ALIKE)
    assert Verdict.PASSED not in found.values()
    assert programs == 2


@pytest.mark.parametrize("torn", [unit("torn", default="=nobody"), unit("torn", "n\n    nonlocal n")])
def test_what_only_python_refuses_is_searched_for(tmp_path: Path, torn: str) -> None:
    found, programs = verdicts(tmp_path, ALIKE + torn + unit("user", "torn(n)"))
    assert {id for id, verdict in found.items() if verdict is not Verdict.PASSED} == {"torn", "user"}
    assert programs < 14


def test_a_choice_among_the_defaults_is_of_all(tmp_path: Path) -> None:
    found, _ = verdicts(tmp_path, unit("one") + unit("other", default=", by=`choose: 1, 2`"))
    assert set(found.values()) == {Verdict.BLOCKED}
