"""The profile for macOS as text: what it allows, and that no path can say more than where it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holes.runner.seatbelt import SANDBOX_EXEC, command, profile, programs, quoted

Form = list["Form"] | str

#: What paths decide.
_OF_PATHS = ("file-read*", "file-read-metadata", "file-map-executable")

#: A path may hold any character but this one.
PATHS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=40).map(
    "/{}".format
)


class Text(str):
    """A string of the language, as against a word."""


def read(text: str) -> list[Form]:
    """The forms of `text`, read as TinyScheme does, from which the language was made."""
    letters = iter(text)
    forms: list[Form] = []
    for form in _forms(letters):
        assert form != ")", "a parenthesis too many"
        forms.append(form)
    return forms


def _forms(letters: Iterator[str]) -> Iterator[Form]:
    word = ""
    for letter in letters:
        if letter in ' \n()";':
            if word:
                yield word
            word = ""
        if letter == "(":
            inner: list[Form] = []
            for form in _forms(letters):
                if form == ")" and not isinstance(form, Text):
                    break
                inner.append(form)
            else:
                raise AssertionError("a parenthesis is missing")
            yield inner
        elif letter == ")":
            yield ")"
        elif letter == '"':
            yield Text(_string(letters))
        elif letter == ";":
            while next(letters, "\n") != "\n":
                pass
        elif letter not in " \n":
            word += letter
    if word:
        yield word


def _string(letters: Iterator[str]) -> str:
    found = ""
    for letter in letters:
        if letter == '"':
            return found
        if letter == "\\":
            letter = next(letters)
            assert letter in '\\"', "another escape would mean another letter"
        found += letter
    raise AssertionError("a quote is missing")


def rules(text: str) -> dict[str, set[tuple[str, str]]]:
    """What is allowed: by operation, the filters with one value."""
    allowed: dict[str, set[tuple[str, str]]] = {}
    for form in read(text):
        if form[0] == "allow":
            operations = [part for part in form[1:] if isinstance(part, str)]
            filters = {(str(part[0]), str(part[1])) for part in form[1:] if isinstance(part, list)}
            for operation in operations:
                allowed.setdefault(operation, set()).update(filters)
    return allowed


@given(st.lists(PATHS, max_size=4), st.lists(PATHS, min_size=1, max_size=2))
def test_no_path_says_more_than_where_it_is(shown: list[str], started: list[str]) -> None:
    text = profile(shown, started)
    plain = profile([], ["/p"])
    allowed = rules(text)
    assert {("subpath", path) for path in shown} <= allowed["file-read*"]
    assert allowed["process-exec"] == {("literal", path) for path in started}
    assert [form[:1] for form in read(text)] == [form[:1] for form in read(plain)]
    more = {operation: filters - rules(plain)[operation] for operation, filters in allowed.items()}
    assert set(more) == set(rules(plain))
    assert {name for name, filters in more.items() if filters} <= {*_OF_PATHS, "process-exec"}


@given(st.text())
def test_a_text_comes_back_from_its_quotes(text: str) -> None:
    assert read(quoted(text)) == [text]


@pytest.mark.parametrize("path", ["project", "", "../x", "/a\0b"])
def test_other_paths_are_refused(path: str) -> None:
    with pytest.raises(ValueError, match="absolute"):
        profile([path], ["/usr/bin/python3"])


def test_everything_is_denied_first() -> None:
    text = profile(["/Users/me/project"], ["/opt/python/bin/python3"])
    assert text.startswith("(version 1)\n(deny default)\n")
    allowed = rules(text)
    assert not [
        name for name in allowed if name.startswith(("network", "mach", "file-write*", "file-write-create", "ipc"))
    ]
    assert allowed["file-write-data"] == {("require-all", "['literal', '/dev/null']")}


def test_folders_above_are_seen_but_not_read() -> None:
    allowed = rules(profile(["/Users/me/project"], ["/p"]))
    assert ("literal", "/Users/me") in allowed["file-read-metadata"]
    read_paths = {path for _, path in allowed["file-read*"]}
    assert not read_paths & {"/Users", "/Users/me", "/System/Volumes", "/private/var", "/private/etc"}
    assert ("literal", "/") in allowed["file-read*"]


def test_names_are_read_where_they_are_listed_and_links_are_followed() -> None:
    shown, listed, links = ["/Users/me/project/a.py"], ["/Users/me/project"], ["/opt/python", "/Users/me/x/python"]
    allowed = rules(profile(shown, ["/p"], listed, links))
    assert ("literal", "/Users/me/project") in allowed["file-read*"]
    assert ("subpath", "/Users/me/project") not in allowed["file-read*"]
    assert {("literal", path) for path in (*links, "/opt", "/Users/me/x")} <= allowed["file-read-metadata"]
    assert not {("literal", path) for path in links} & allowed["file-read*"]
    assert not {path for _, path in allowed["file-map-executable"]} & {*listed, *links}
    with pytest.raises(ValueError, match="absolute"):
        profile([], ["/p"], ["x"])
    with pytest.raises(ValueError, match="absolute"):
        profile([], ["/p"], [], ["x"])


def test_a_frameworks_interpreter_is_two_programs() -> None:
    prefix = "/Library/Frameworks/Python.framework/Versions/3.12"
    started = programs(f"{prefix}/bin/python3.12", prefix)
    assert started == (f"{prefix}/bin/python3.12", f"{prefix}/Resources/Python.app/Contents/MacOS/Python")
    tools = "/Library/Developer/CommandLineTools/Library/Frameworks/Python3.framework/Versions/3.9"
    assert programs(f"{tools}/bin/python3.9", tools)[1:] == (f"{tools}/Resources/Python.app/Contents/MacOS/Python",)
    assert programs("/opt/python/bin/python3", "/opt/python") == ("/opt/python/bin/python3",)


def test_the_command_names_the_tool_by_its_whole_path() -> None:
    assert command("(version 1)", ["/p", "-I"]) == (SANDBOX_EXEC, "-p", "(version 1)", "/p", "-I")
