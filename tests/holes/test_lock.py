"""`holes.lock`: round trips, merging, and what is said of a lock that cannot be used."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from holes.doubt import Doubt
from holes.files import Disk
from holes.lock import Entry, Lock, LockError, LockFile, parse, render
from sketch.model import Fill

TALLY = Entry(
    "ranks.anpl", "tally", "0123456789abcdef", "local", "2026-01-02", fill=Fill("def tally(text):\n    return 1\n")
)

texts = st.text(st.characters(codec="utf-8"), max_size=40)
entries = st.builds(
    Entry,
    file=texts,
    id=texts,
    fingerprint=texts,
    engine=texts,
    date=texts,
    model=st.none() | texts,
    fill=st.none() | st.builds(Fill, texts),
    fill_hash=st.none() | texts,
    passed=st.integers(0, 99),
    checked=st.integers(0, 99),
    locked=st.booleans(),
    doubt=st.none() | st.builds(Doubt, texts, texts, texts),
)


@given(st.lists(entries, max_size=4))
def test_what_is_written_is_read_again(some: list[Entry]) -> None:
    lock = Lock().updated(some)
    assert parse(render(lock)) == lock


def test_it_is_made_to_be_read() -> None:
    assert render(Lock((TALLY,))) == (
        "# Written by Holewright: what fills each hole, and the evidence for it. Commit this file; do not edit it.\n"
        "version = 1\n"
        "\n"
        "[[hole]]\n"
        'file = "ranks.anpl"\n'
        'id = "tally"\n'
        'fingerprint = "0123456789abcdef"\n'
        'engine = "local"\n'
        'date = "2026-01-02"\n'
        "passed = 0\n"
        "checked = 0\n"
        "fill = '''\n"
        "def tally(text):\n"
        "    return 1\n"
        "'''\n"
    )


def check_refused(text: str, expected: str) -> None:
    with pytest.raises(LockError) as caught:
        parse(text, "holes.lock")
    assert str(caught.value) == expected


REPAIR = "delete it and fill again, or take it back from version control"


def test_a_lock_that_cannot_be_used_says_why() -> None:
    check_refused(
        "version = 2\n", "holes.lock was written by a newer Holewright (format 2, this one reads 1): update it"
    )
    check_refused("", f"holes.lock is corrupt (no format version): {REPAIR}")
    check_refused("version = 1\nhole = 3\n", f"holes.lock is corrupt (no format version): {REPAIR}")
    check_refused("version = 1\n[[hole]]\nid = 'f'\n", f"holes.lock is corrupt (hole `f` has no 'file'): {REPAIR}")
    check_refused(
        "version = 1\n<<<<<<< HEAD\n=======\n>>>>>>> theirs\n",
        "holes.lock has merge conflict markers: resolve the conflict, keeping either side of each hole",
    )
    wrong = render(Lock((TALLY,))).replace("passed = 0", 'passed = "many"')
    check_refused(wrong, f"holes.lock is corrupt (hole `tally`: 'passed' is no int): {REPAIR}")
    halved = render(Lock((evolve(TALLY, doubt=Doubt("tally('a')", "1", "0")),))).replace('    "0",\n', "")
    check_refused(halved, f"holes.lock is corrupt (hole `tally`: 'doubt' is no call with two answers): {REPAIR}")
    twice = render(Lock((TALLY, TALLY)))
    check_refused(twice, "holes.lock has two entries for `tally` of ranks.anpl: keep one of them")
    with pytest.raises(LockError, match="is corrupt"):
        parse("version = = 1")


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(LockError):
        parse(text)


def test_an_older_lock_may_have_keys_that_are_new_to_it() -> None:
    assert parse(render(Lock((TALLY,))) + 'colour = "red"\n') == Lock((TALLY,))


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    names = [f"hole{number}" for number in range(12)]

    def write(half: list[str]) -> None:
        file = LockFile(Disk(tmp_path / "guards"), tmp_path / "holes.lock")
        for name in half:
            file.update([Entry("a.anpl", name, "0", "local", "2026-01-02", fill=Fill("x"))])

    threads = [Thread(target=write, args=(names[start::2],)) for start in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = LockFile(Disk(), tmp_path / "holes.lock").read()
    assert [entry.id for entry in kept.entries] == sorted(names)


def test_an_update_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    file = LockFile(Disk(tmp_path / "guards"), tmp_path / "holes.lock")
    file.update([TALLY])
    before = file.path.stat().st_mtime_ns
    file.update([TALLY])
    assert file.path.stat().st_mtime_ns == before


def test_a_sketch_is_named_from_the_lock_on(tmp_path: Path) -> None:
    file = LockFile(Disk(), tmp_path / "holes.lock")
    assert file.key(tmp_path / "deep" / "a.anpl") == "deep/a.anpl"
    assert file.key(Path("/elsewhere/a.anpl")) == "/elsewhere/a.anpl"


def test_a_fill_that_looks_like_a_conflict_is_read() -> None:
    fill = Fill('def f():\n    return """\n<<<<<<< ours\n>>>>>>> theirs\n"""\n')
    lock = Lock().updated([evolve(TALLY, fill=fill)])
    assert parse(render(lock)) == lock
    check_refused(
        render(Lock((evolve(TALLY, fill=fill),))),
        "holes.lock has merge conflict markers: resolve the conflict, keeping either side of each hole",
    )


def test_a_fill_changed_by_hand_is_noticed() -> None:
    text = render(Lock().updated([TALLY]))
    (entry,) = parse(text).entries
    assert not entry.fill_edited
    assert not parse(text.replace("\n", "\r\n")).entries[0].fill_edited
    (entry,) = parse(text.replace("return 1", "return 2")).entries
    assert entry.fill_edited
    # Writing something else down does not make it unseen.
    (entry,) = Lock().updated([evolve(entry, passed=3)]).entries
    assert entry.fill_edited
    assert not TALLY.fill_edited
