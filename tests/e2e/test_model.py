"""The whole way through a model service: a real server on loopback, and the command line as a person calls it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import field, frozen

from holes.prompt import Message, render_prompt
from tests.chat_server import EMPTY_CHOICES, GARBAGE, HTML, ChatServer, Fail, Hang, Say, Turn
from tests.server.cli.project import DOUBLE, Project, Ran

CANARY = "sk-canary-b7f2d1e9a4c6"
RIGHT = "Here it is:\n\n```python\ndef double(n: int) -> int:\n    return 2 * n\n```\n"
WRONG = "```python\ndef double(n: int) -> int:\n    return n + 4\n```\n"


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with one hole, and a key that must be found nowhere afterwards."""
    for name in ("BASE_URL", "API_KEY", "MODEL", "ENGINE", "PYTHON", "TRUST", "CACHE_DIR"):
        monkeypatch.delenv(f"HOLEWRIGHT_{name}", raising=False)
        monkeypatch.delenv(f"OPENAI_{name}", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOLEWRIGHT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("HOLEWRIGHT_API_KEY", CANARY)
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    made = Project(folder, capsys)
    made.write("a.anpl", DOUBLE)
    return made


@frozen
class Model:
    """A server, and `holewright` calls that would use it."""

    project: Project
    server: ChatServer = field(repr=False)

    def run(self, *arguments: str) -> Ran:
        """Run a command with this model configured."""
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("HOLEWRIGHT_MODEL", "small")
            environment.setenv("HOLEWRIGHT_BASE_URL", self.server.base_url)
            return self.project.run(*arguments)

    def fill(self, *arguments: str) -> Ran:
        """Fill the sketch by this model alone, one candidate at a time."""
        return self.run("fill", "a.anpl", "--engine", "openai", "-n", "1", *arguments)


@frozen
class Asked:
    """What a script of answers led to."""

    ran: Ran
    requests: int


@pytest.fixture(autouse=True)
def no_key_anywhere(tmp_path: Path) -> Iterator[None]:
    """After each test, no file holds the key."""
    yield
    for path in tmp_path.rglob("*"):
        assert CANARY not in path.name
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes(), path


def ask(project: Project, *script: Turn, arguments: tuple[str, ...] = ()) -> Asked:
    """Fill with a server that answers by `script`, and see that nothing unwanted is said."""
    with ChatServer(script) as server:
        ran = Model(project, server).fill(*arguments)
        requests = len(server.requests)
    said = ran.out + ran.err
    assert CANARY not in said
    assert "Traceback" not in said
    return Asked(ran, requests)


@pytest.mark.parametrize("streaming", [True, False], ids=["streaming", "whole"])
def test_a_right_answer(project: Project, streaming: bool) -> None:
    if not streaming:
        project.write("pyproject.toml", "[project]\nname = 'x'\n[tool.holewright]\nstream = false\n")
    with ChatServer([Say(RIGHT)]) as server:
        ran = Model(project, server).fill("--format", "json")
        (request,) = server.requests
    assert (ran.status, ran.err) == (0, "")
    assert request.headers["authorization"] == f"Bearer {CANARY}"
    assert bool(request.body.get("stream")) is streaming
    assert CANARY not in json.dumps(request.body)
    report = json.loads(ran.out)
    (hole,) = report["files"][0]["holes"]
    prompt = sum(len(message["content"]) for message in request.messages) // 4
    tokens = {"prompt": prompt, "completion": len(RIGHT) // 4}
    assert (hole["status"], hole["fill"]["engine"], hole["fill"]["model"]) == ("verified", "openai", "small")
    assert {name: hole["fill"]["tokens"][name] for name in tokens} == tokens
    assert report["summary"]["tokens"] == sum(tokens.values())
    assert report["summary"]["requests"] == 1
    assert project.names() == ["a.anpl", "a.py", "holes.lock", "pyproject.toml"]
    assert "return 2 * n" in project.read("a.py")
    assert 'model = "small"' in project.read("holes.lock")
    assert project.run("check", "--frozen", "a.anpl").status == 0


@pytest.mark.parametrize(
    ("script", "requests", "sentence"),
    [
        ([Fail(401, "bad key {key}")], 1, "refused the key; set HOLEWRIGHT_API_KEY to one that it accepts"),
        ([Fail(404)], 1, "does not know the model 'small' or the address"),
        ([GARBAGE], 2, "instead of a chat completion"),
        ([HTML], 1, "instead of a chat completion"),
        ([EMPTY_CHOICES], 2, "instead of a chat completion"),
        ([Fail(429, headers={"Retry-After": "3600"})], 1, "limits the rate of requests"),
        ([Say(RIGHT, refusal="no", finish="content_filter")], 1, "declined to answer"),
    ],
    ids=["401", "404", "garbage", "page", "empty", "429", "refusal"],
)
def test_a_service_that_does_not_answer(project: Project, script: list[Turn], requests: int, sentence: str) -> None:
    asked = ask(project, *script)
    assert asked.ran.status == 1
    assert asked.ran.out.count(sentence) == 1
    assert asked.requests <= requests
    assert project.names() == ["a.anpl", "pyproject.toml"]


def test_prose_without_code(project: Project) -> None:
    asked = ask(project, Say("I would rather talk about the weather."))
    assert asked.ran.status == 1
    assert asked.ran.out.count("no answer of openai could be used") == 1
    assert asked.requests <= 2
    assert project.names() == ["a.anpl", "pyproject.toml"]


def test_a_stream_that_is_cut(project: Project) -> None:
    asked = ask(project, Say(RIGHT, cut_after=3))
    assert asked.ran.status == 1
    assert asked.ran.out.count("broke off in the middle of its answer") == 1


def test_a_service_that_hangs(project: Project) -> None:
    asked = ask(project, Hang(), arguments=("--seconds", "1"))
    assert asked.ran.status == 1
    assert "within 1 s" in asked.ran.out


def test_a_stream_that_hangs(project: Project) -> None:
    asked = ask(project, Say(RIGHT, hang_after=3), arguments=("--seconds", "1"))
    assert asked.ran.status == 1
    assert "within 1 s" in asked.ran.out


def test_nobody_there(project: Project) -> None:
    with ChatServer([]) as server:
        address = server.base_url
    ran = project.run("fill", "a.anpl", "--engine", "openai", "--model", "m", "--base-url", address, "--seconds", "3")
    assert ran.status == 1
    assert "cannot be reached" in ran.out
    assert "Traceback" not in ran.out + ran.err


@pytest.mark.parametrize(
    "script",
    [
        [Fail(500), Say(RIGHT)],
        [Fail(429, headers={"Retry-After": "0"}), Say(RIGHT)],
        [Say(RIGHT, cut_after=2), Say(RIGHT)],
    ],
    ids=["500", "429", "cut"],
)
def test_a_service_that_answers_at_last(project: Project, script: list[Turn]) -> None:
    asked = ask(project, *script)
    assert (asked.ran.status, asked.ran.err, asked.requests) == (0, "", 2)


MANY = "".join(f"    >>> double({number})\n    {2 * number}\n" for number in (3, 10, 4417, 8231, 5, 6, 9203, 8))


def test_a_repair_holds_what_went_wrong_and_no_held_back_example(project: Project) -> None:
    project.write("a.anpl", f'def double(n: int) -> int:\n    """Twice the number.\n\n{MANY}    """\n')
    secret = ("4417", "8834", "9203", "18406")
    with ChatServer([Say(WRONG), Say(RIGHT)]) as server:
        model = Model(project, server)
        ran = model.fill()
        first, second = (json.dumps(request.messages) for request in server.requests)
    assert (ran.status, ran.err) == (0, "")
    assert "expected 6, got 7" in second
    assert "expected 6, got 7" not in first
    assert "return n + 4" in second
    assert [word for word in secret if word in first + second] == []


def test_a_repair_where_only_held_back_examples_fail(project: Project) -> None:
    project.write("a.anpl", f'def double(n: int) -> int:\n    """Twice the number.\n\n{MANY}    """\n')
    small = (
        "```python\ndef double(n: int) -> int:\n    return 2 * n if n not in range(4000, 9300) or n == 8231 else 0\n```"
    )
    with ChatServer([Say(small), Say(RIGHT)]) as server:
        ran = Model(project, server).fill()
        sent = [json.dumps(request.messages) for request in server.requests]
    assert (ran.status, len(sent)) == (0, 2)
    assert [word for word in ("4417", "8834", "9203", "18406") for text in sent if word in text] == []


def test_what_was_recorded_is_replayed_without_the_service(project: Project) -> None:
    with ChatServer([Say(WRONG), Say(RIGHT)]) as server:
        ran = Model(project, server).fill("--record", "answers.jsonl")
    assert ran.status == 0
    lock, module = project.read("holes.lock"), project.read("a.py")
    for name in ("holes.lock", "a.py"):
        (project.folder / name).unlink()
    again = project.run("fill", "a.anpl", "--replay", "answers.jsonl")
    assert (again.status, again.err) == (0, "")
    assert project.read("a.py") == module
    assert project.read("holes.lock") == lock.replace('"openai"', '"replay"')


def test_a_record_that_cannot_be_written(project: Project) -> None:
    (project.folder / "answers.jsonl").mkdir()
    asked = ask(project, Say(RIGHT), arguments=("--record", "answers.jsonl"))
    assert asked.ran.status == 1
    assert "answers.jsonl cannot be written" in asked.ran.out


def test_the_prompt_shown_is_the_prompt_sent(project: Project) -> None:
    inline = "def main(n: int) -> int:\n    return `add one`(double(n))\n    # >>> _(3)\n    # 4\n"
    project.write("a.anpl", f"import math\n\n{DOUBLE}\n{inline}")
    with ChatServer([Say("```python\ndef add_one(n):\n    return n + 1\n```")]) as server:
        model = Model(project, server)
        shown = model.run("prompt", "a.anpl", "add one")
        assert (shown.status, shown.err, server.requests) == (0, "", [])
        assert model.fill("--hole", "add one").status in (0, 1)
        (request,) = server.requests
    sent = render_prompt([Message(message["role"], message["content"]) for message in request.messages])
    assert shown.out == sent + "\n"


def test_what_asks_nobody(project: Project) -> None:
    with ChatServer([Say(RIGHT)]) as server:
        model = Model(project, server)
        for arguments in (
            ("check", "a.anpl"), ("prompt", "a.anpl", "double"), ("doctor", "a.anpl"), ("compile", "a.anpl"),
            ("trace", "a.anpl", "double"), ("fill", "a.anpl", "--engine", "local"), ("check", "--frozen", "."),
        ):  # fmt: skip
            ran = model.run(*arguments)
            assert ran.status in (0, 1)
            assert "Traceback" not in ran.out + ran.err
            assert CANARY not in ran.out + ran.err
        assert server.requests == []


def test_what_is_found_offline_is_not_asked_for(project: Project) -> None:
    with ChatServer([Say(RIGHT)]) as server:
        assert Model(project, server).run("fill", "a.anpl").status == 0
        assert server.requests == []


def test_auto_asks_the_model_for_what_is_not_found_offline(project: Project) -> None:
    examples = "    >>> odd(3)\n    'drei'\n    >>> odd(9)\n    'neun'\n"
    project.write("a.anpl", f'def odd(n: int) -> str:\n    """Say it.\n\n{examples}    """\n')
    words = "null eins zwei drei vier f\u00fcnf sechs sieben acht neun"
    answer = f"def odd(n):\n    words = '{words}'\n    return words.split()[n]\n"
    with ChatServer([Say(answer)]) as server:
        ran = Model(project, server).run("fill", "a.anpl", "-n", "1")
        assert len(server.requests) == 1
    assert (ran.status, ran.err) == (0, "")
    assert "f\u00fcnf" in project.read("a.py")


def test_a_key_in_an_answer_is_not_kept(project: Project) -> None:
    answer = f"```python\ndef double(n: int) -> int:\n    key = '{CANARY}'\n    return 2 * n\n```"
    with ChatServer([Say(answer)]) as server:
        ran = Model(project, server).fill("--record", "answers.jsonl")
    assert ran.status == 0
    assert CANARY not in ran.out + ran.err


def test_tokens_are_a_limit(project: Project) -> None:
    with ChatServer([Say(WRONG)]) as server:
        ran = Model(project, server).fill("--tokens", "1")
        assert server.requests == []
    assert ran.status == 1
    assert "budget" in ran.out
