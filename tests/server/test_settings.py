from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.option import canonical
from server.settings import OPTIONS, Resolved, Settings, resolve
from server.surroundings import Surroundings, surroundings

HOME = Path("/home/ada")
PROJECT = Path("/home/ada/work/ranks")
CONFIG = "/home/ada/.config/holewright/config.toml"
OURS = Path("/opt/holewright/bin/python")


def around(files: Mapping[str, str] | None = None, environ: Mapping[str, str] | None = None) -> Surroundings:
    """A machine with nothing on it but `files`, by absolute path."""
    disk = {Path(name): text for name, text in (files or {}).items()}
    folders = {parent for path in disk for parent in path.parents} | {PROJECT}
    return Surroundings(
        environ=environ or {},
        folder=PROJECT,
        home=HOME,
        config_folder=HOME / ".config/holewright",
        cache_folder=HOME / ".cache/holewright",
        executable=OURS,
        windows=False,
        read=disk.get,
        exists=lambda path: path in disk or path in folders,
        is_folder=lambda path: path in folders,
    )


def settled(
    explicit: Mapping[str, object] | None = None,
    *,
    project: str = "",
    user: str = "",
    env: Mapping[str, str] | None = None,
    files: Mapping[str, str] | None = None,
    named: bool = False,
) -> Resolved:
    """What is in force for a sketch in PROJECT; `project` stands in `[tool.holewright]`, `user` in the user's file."""
    disk = dict(files or {})
    if project:
        disk[str(PROJECT / "pyproject.toml")] = f"[tool.holewright]\n{project}\n"
    if user:
        disk[CONFIG] = user
    return resolve(PROJECT / "ranks.anpl", explicit, named=named, around=around(disk, env))


@pytest.mark.parametrize(
    ("said", "seconds"), [("", 1), ('effort = "high"', 30), ('effort = "high"\nlocal-seconds = 5', 5)]
)
def test_how_long_is_searched_offline(said: str, seconds: float) -> None:
    assert settled(project=said).settings.offline_seconds == seconds


def test_nothing_said_gives_the_defaults() -> None:
    resolved = settled()
    assert resolved.messages == ()
    assert resolved.root == PROJECT
    assert resolved.settings == Settings(python=OURS, cache_dir=HOME / ".cache/holewright")


def test_the_strongest_place_decides() -> None:
    everywhere = {"project": "rounds = 2", "user": "rounds = 1\ncandidates = 9\nmax-tokens = 100"}
    assert settled({"rounds": 3}, **everywhere).settings.rounds == 3  # type: ignore[arg-type]
    assert settled({"rounds": None}, **everywhere).settings.rounds == 2  # type: ignore[arg-type]
    assert settled(**everywhere).settings.candidates == 9  # type: ignore[arg-type]

    engines = settled({"engine": "replay"}, env={"HOLEWRIGHT_ENGINE": "openai"}, user="engine = 'local'")
    assert engines.settings.engine == "replay"
    assert settled(env={"HOLEWRIGHT_ENGINE": "openai"}, user="engine = 'local'").settings.engine == "openai"
    assert settled(user="engine = 'openai'").settings.engine == "openai"


def test_the_environment_says_what_the_design_lists() -> None:
    env = {
        "HOLEWRIGHT_ENGINE": "openai",
        "HOLEWRIGHT_BASE_URL": "http://localhost:8080/v1",
        "OPENAI_BASE_URL": "https://elsewhere.example/v1",
        "HOLEWRIGHT_MODEL": " qwen ",
        "HOLEWRIGHT_API_KEY": "ours",
        "OPENAI_API_KEY": "theirs",
        "HOLEWRIGHT_PYTHON": "/usr/bin/python3",
        "HOLEWRIGHT_CACHE_DIR": "~/cache",
    }
    resolved = settled(env=env, files={"/usr/bin/python3": ""})
    assert resolved.messages == ()
    settings = resolved.settings
    assert (settings.engine, settings.base_url, settings.model) == ("openai", "http://localhost:8080/v1", "qwen")
    assert settings.api_key == "ours"
    assert settings.python == Path("/usr/bin/python3")
    assert settings.cache_dir == HOME / "cache"


def test_an_empty_variable_says_nothing() -> None:
    resolved = settled(env={"HOLEWRIGHT_ENGINE": "", "HOLEWRIGHT_BASE_URL": " ", "OPENAI_BASE_URL": "http://a/v1"})
    assert resolved.messages == ()
    assert resolved.settings.base_url == "http://a/v1"


@pytest.mark.parametrize("key", ["example_seconds", "example-seconds", "exampleSeconds"])
def test_every_spelling_of_a_name_is_understood(key: str) -> None:
    assert settled({key: 3}).settings.example_seconds == 3


@given(st.sampled_from(sorted(OPTIONS)))
def test_canonical_undoes_camel_case(name: str) -> None:
    head, *rest = name.split("_")
    assert canonical(head + "".join(word.title() for word in rest)) == name
    assert canonical(name.replace("_", "-")) == name


def test_budget_and_price_may_be_tables() -> None:
    user = "[budget]\ntokens = 5000\nmoney = 0.5\n[price]\nprompt = 1.25\ncompletion = 10"
    resolved = settled(user=user)
    assert resolved.messages == ()
    settings = resolved.settings
    assert (settings.budget_tokens, settings.budget_money) == (5000, 0.5)
    assert (settings.price_prompt, settings.price_completion) == (1.25, 10)


def test_money_without_prices_is_spoken_of() -> None:
    assert settled(user="budget-money = 1").messages == (
        "`budget-money` has no effect without `price-prompt` and `price-completion`.",
    )


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            {"rounds": "many"},
            "`rounds` in the command line is 'many', but has to be a whole number from 0 to 20, so `3` is used.",
        ),
        (
            {"rounds": True},
            "`rounds` in the command line is True, but has to be a whole number from 0 to 20, so `3` is used.",
        ),
        (
            {"rounds": -1},
            "`rounds` in the command line is -1, but has to be a whole number from 0 to 20, so `3` is used.",
        ),
        (
            {"candidates": 2.5},
            "`candidates` in the command line is 2.5, but has to be a whole number from 1 to 64, so `4` is used.",
        ),
        (
            {"exampleSeconds": float("nan")},
            "`exampleSeconds` in the command line is nan, but has to be a number from 0.01 to 600, so `1.0` is used.",
        ),
        (
            {"stream": "yes"},
            "`stream` in the command line is 'yes', but has to be true or false, so `True` is used.",
        ),
        (
            {"model": ""},
            "`model` in the command line is '', but has to be a text, so the default is used.",
        ),
        (
            {"model": "a\nb"},
            "`model` in the command line is 'a\\nb', but has to be a text, so the default is used.",
        ),
        (
            {"temperature": 3},
            "`temperature` in the command line is 3, but has to be a number from 0 to 2, so the default is used.",
        ),
        (
            {"python": "/nowhere/python"},
            "`python` in the command line is '/nowhere/python', but has to be a Python interpreter's path, or its name "
            "on PATH, and there is no such program, so the default is used.",
        ),
        (
            {"modle": "x"},
            "`modle` in the command line is no setting (did you mean model?), so it is ignored.",
        ),
        (
            {"zzz": 1},
            "`zzz` in the command line is no setting, so it is ignored.",
        ),
    ],
)
def test_what_is_wrong_gives_a_sentence_and_the_default(said: dict[str, object], message: str) -> None:
    resolved = settled(said)
    assert resolved.messages == (message,)
    assert resolved.settings == settled().settings


def test_a_wrong_value_does_not_fall_through_to_a_weaker_place() -> None:
    assert settled({"rounds": "x"}, user="rounds = 9").settings.rounds == Settings().rounds


def test_a_misspelt_engine_stays_on_the_machine() -> None:
    resolved = settled({"engine": "lcoal"}, env={"OPENAI_API_KEY": "k", "HOLEWRIGHT_MODEL": "m"})
    assert resolved.settings.engine == "local"
    assert resolved.messages == (
        "`engine` in the command line is 'lcoal', but has to be one of auto, local, openai, replay "
        "(did you mean local?), so `local` is used.",
    )


def test_a_misspelt_budget_spends_nothing() -> None:
    assert settled(user="[budget]\ntokens = '5k'").settings.budget_tokens == 0


@pytest.mark.parametrize(
    "address", ["localhost:8080", "htp://host/v1", "https://", "https://host:99999/v1", "http://a b/", 7, "http://[::1"]
)
def test_a_wrong_address_sends_nothing(address: object) -> None:
    resolved = settled({"base_url": address, "engine": "openai"}, env={"OPENAI_API_KEY": "k"})
    assert resolved.settings.base_url is None
    assert resolved.settings.engine == "local"
    assert resolved.messages == (
        "`base_url` in the command line has to be an address such as https://host/v1, so the default is used.",
        "Nothing is sent to a model, because the address meant for it is not in use.",
    )


def test_an_address_with_a_password_is_refused_and_not_shown() -> None:
    resolved = settled(env={"HOLEWRIGHT_BASE_URL": "https://ada:secret@host/v1"})
    assert resolved.settings.base_url is None
    assert "secret" not in repr(resolved)


@pytest.mark.parametrize("key", ["sëcret", "two words", "secret\x00", ["secret"]])
def test_a_wrong_key_is_refused_and_not_shown(key: object) -> None:
    resolved = settled({"api_key": key})
    assert resolved.settings.api_key is None
    assert len(resolved.messages) == 1
    assert "cret" not in repr(resolved)
    assert "words" not in repr(resolved)


def test_a_key_is_never_in_a_repr() -> None:
    assert "secret" not in repr(settled({"api_key": "secret"}))


def test_relative_paths_start_where_they_are_written() -> None:
    assert settled({"replay": "a.jsonl"}).settings.replay == PROJECT / "a.jsonl"
    assert settled(user="replay = 'a.jsonl'").settings.replay == HOME / ".config/holewright/a.jsonl"
    assert settled(user="replay = '~/a.jsonl'").settings.replay == HOME / "a.jsonl"
    assert settled({"replay": "../a.jsonl"}).settings.replay == HOME / "work/a.jsonl"


# The workspace and trust

GUARDED = """
engine = "openai"
base-url = "https://evil.example/v1"
model = "m"
api-key = "k"
python = "./evil"
cache-dir = "c"
replay = "r"
record = "/home/ada/.profile"
budget.tokens = 1000000
price.prompt = 0
trust = true
"""


def test_an_untrusted_workspace_cannot_send_run_write_or_spend() -> None:
    resolved = settled(project=GUARDED, files={str(PROJECT / "evil"): ""})
    assert resolved.settings == settled(project="engine = 'local'").settings
    assert resolved.messages == (
        "`engine` and `base-url` and `model` and `api-key` and `python` and `cache-dir` and `replay` and `record` and "
        "`budget.tokens` and `price.prompt` and `trust` in /home/ada/work/ranks/pyproject.toml are ignored, "
        "because the folder is not trusted: pass --trust, set HOLEWRIGHT_TRUST=1, or list the folder under `trusted` "
        "in /home/ada/.config/holewright/config.toml.",
        "Nothing is sent to a model, because the address meant for it is not in use.",
    )


def test_an_untrusted_workspace_may_still_ask_for_less() -> None:
    resolved = settled(project="engine = 'local'\nrounds = 1", env={"HOLEWRIGHT_MODEL": "m"})
    assert resolved.messages == ()
    assert (resolved.settings.engine, resolved.settings.rounds) == ("local", 1)


def test_an_untrusted_workspace_cannot_loosen_what_the_user_set() -> None:
    assert settled(project="engine = 'auto'", user="engine = 'local'").settings.engine == "local"


def test_what_a_workspace_has_the_editor_say_counts_no_more_than_what_it_says_itself() -> None:
    said: dict[str, object] = {
        "engine": "openai", "baseUrl": "http://localhost:1/v1", "apiKey": "k", "python": "python3", "sandbox": "limits",
        "cache-dir": "/tmp/elsewhere", "readable": ["/home/ada"], "budget": {"tokens": 9}, "Trust": True, "rounds": 7,
    }  # fmt: skip
    files = {CONFIG: "", str(PROJECT / "pyproject.toml"): "[tool.holewright]\nmodel = 'm'\n"}
    resolved = resolve(PROJECT / "ranks.anpl", said, from_editor=True, around=around(files))
    assert resolved.settings == Settings(rounds=7, python=OURS, cache_dir=HOME / ".cache/holewright")
    where = PROJECT / "pyproject.toml"
    assert resolved.messages == (
        f"`model` in {where} is ignored, because the folder is not trusted: trust it in the editor.",
    )
    asked_less = resolve(PROJECT / "ranks.anpl", {"engine": "local"}, from_editor=True, around=around())
    assert asked_less.settings.engine == "local"


def test_what_a_stronger_place_decides_is_not_spoken_of() -> None:
    resolved = settled(project="base-url = 'http://gpu/v1'", env={"HOLEWRIGHT_BASE_URL": "http://mine/v1"})
    assert resolved.messages == ()
    assert resolved.settings.base_url == "http://mine/v1"


@pytest.mark.parametrize(
    "trust",
    [
        {"explicit": {"trust": True}},
        {"env": {"HOLEWRIGHT_TRUST": "1"}},
        {"user": "trusted = ['~/work']"},
        {"user": "trusted = ['/home/ada/work/ranks']"},
        {"user": "trust = true"},
    ],
)
def test_a_trusted_workspace_decides(trust: dict[str, object]) -> None:
    resolved = settled(project=GUARDED, files={str(PROJECT / "evil"): ""}, **trust)  # type: ignore[arg-type]
    assert resolved.messages == ()
    settings = resolved.settings
    assert settings.trust
    assert (settings.engine, settings.base_url, settings.api_key) == ("openai", "https://evil.example/v1", "k")
    assert settings.python == PROJECT / "evil"
    assert settings.cache_dir == PROJECT / "c"


@pytest.mark.parametrize(
    "distrust",
    [
        {"explicit": {"trust": False}, "user": "trusted = ['~/work']"},
        {"env": {"HOLEWRIGHT_TRUST": "0"}, "user": "trusted = ['~/work']"},
        {"user": "trusted = ['/home/ada/wor', '/home/ada/work/ranks/sub', '/home/ada/work/../other']"},
        {"user": "trusted = []"},
    ],
)
def test_trust_is_withheld(distrust: dict[str, object]) -> None:
    assert not settled(project="model = 'm'", **distrust).settings.trust  # type: ignore[arg-type]


def test_a_trusted_folder_does_not_trust_the_one_above_it() -> None:
    """A pyproject.toml further up is not covered by trust in the project below it."""
    files = {
        "/home/ada/work/ranks/holes.lock": "",
        "/home/ada/work/pyproject.toml": "[tool.holewright]\nmodel = 'm'",
        CONFIG: "trusted = ['/home/ada/work/ranks']",
    }
    resolved = settled(files=files)
    assert resolved.root == PROJECT
    assert resolved.settings.model is None


@pytest.mark.parametrize("trusted", ["'all'", "[1]", "['']"])
def test_a_wrong_list_of_trusted_folders_trusts_none(trusted: str) -> None:
    resolved = settled(project="model = 'm'", user=f"trusted = {trusted}")
    assert not resolved.settings.trust
    assert resolved.messages[0] == "`trusted` in config.toml has to be a list of folders, so none is trusted."


def test_wrong_trust_is_no_trust() -> None:
    resolved = settled(env={"HOLEWRIGHT_TRUST": "maybe"})
    assert not resolved.settings.trust
    assert resolved.messages == (
        "`HOLEWRIGHT_TRUST` in the environment is 'maybe', but has to be true or false, so `False` is used.",
    )


# Keys and addresses


@pytest.mark.parametrize(
    ("places", "key"),
    [
        ({}, "theirs"),
        ({"env": {"OPENAI_BASE_URL": "http://a/v1"}}, "theirs"),
        ({"env": {"HOLEWRIGHT_BASE_URL": "http://a/v1"}}, "theirs"),
        ({"explicit": {"base_url": "http://a/v1"}}, "theirs"),
        ({"user": "base-url = 'http://a/v1'"}, "theirs"),
        ({"user": "base-url = 'http://a/v1'\napi-key = 'own'"}, "own"),
        ({"user": "api-key = 'own'"}, "theirs"),
        ({"explicit": {"api_key": "own"}}, "own"),
        ({"env": {"HOLEWRIGHT_API_KEY": "own"}}, "own"),
        ({"explicit": {"trust": True}, "project": "base-url = 'http://a/v1'"}, None),
        ({"explicit": {"trust": True}, "project": "base-url = 'http://a/v1'\napi-key = 'own'"}, "own"),
    ],
)
def test_where_the_openai_key_goes(places: dict[str, object], key: str | None) -> None:
    env = {"OPENAI_API_KEY": "theirs", **places.pop("env", {})}  # type: ignore[dict-item]
    assert settled(env=env, **places).settings.api_key == key  # type: ignore[arg-type]


def test_the_openai_key_stays_back_with_a_sentence() -> None:
    resolved = settled({"trust": True}, project="base-url = 'http://a/v1'", env={"OPENAI_API_KEY": "k"})
    assert resolved.messages == (
        "OPENAI_API_KEY is not sent to http://a/v1, which is set in pyproject.toml: "
        "set HOLEWRIGHT_API_KEY to use a key there.",
    )


@pytest.mark.parametrize(
    ("said", "env", "key"),
    [
        ({}, {}, "theirs"),
        ({}, {"HOLEWRIGHT_BASE_URL": "http://a/v1"}, "theirs"),
        ({"base-url": "http://a/v1"}, {}, None),
        ({"base-url": "http://a/v1", "api-key": "own"}, {}, "own"),
        ({"base-url": "http://a/v1"}, {"HOLEWRIGHT_API_KEY": "own"}, "own"),
    ],
)
def test_an_editor_may_have_found_an_address_in_the_workspace(
    said: dict[str, object], env: dict[str, str], key: str | None
) -> None:
    machine = around(environ={"OPENAI_API_KEY": "theirs", **env})
    resolved = resolve(PROJECT / "ranks.anpl", {**said, "trust": True}, named=True, from_editor=True, around=machine)
    assert resolved.settings.api_key == key
    assert resolved.messages == (
        ()
        if key
        else (
            "OPENAI_API_KEY is not sent to http://a/v1, which is set in the editor's settings: "
            "set HOLEWRIGHT_API_KEY to use a key there.",
        )
    )


@pytest.mark.parametrize(
    ("env", "chosen"),
    [
        ({}, False),
        ({"OPENAI_API_KEY": "k"}, False),
        ({"OPENAI_BASE_URL": "http://a/v1"}, False),
        ({"HOLEWRIGHT_MODEL": "m"}, False),
        ({"HOLEWRIGHT_MODEL": "m", "OPENAI_API_KEY": "k"}, True),
        ({"HOLEWRIGHT_MODEL": "m", "HOLEWRIGHT_BASE_URL": "http://a/v1"}, True),
    ],
)
def test_a_key_alone_is_no_choice_of_a_model(env: dict[str, str], chosen: bool) -> None:
    assert settled(env=env).settings.model_chosen is chosen


# Files


@pytest.mark.parametrize(
    ("present", "root"),
    [
        (["/home/ada/pyproject.toml"], "/home/ada"),
        (["/home/ada/work/holes.lock", "/home/ada/work/ranks/pyproject.toml"], "/home/ada/work"),
        (["/home/ada/.git/config", "/home/ada/work/pyproject.toml"], "/home/ada/work"),
        (["/home/ada/.git/config"], "/home/ada"),
        (["/home/bob/pyproject.toml"], "/home/ada/work/ranks"),
    ],
)
def test_the_root_of_a_project(present: list[str], root: str) -> None:
    assert settled(files=dict.fromkeys(present, "")).root == Path(root)


def test_a_folder_is_its_own_start() -> None:
    files = {str(PROJECT / "pyproject.toml"): "[tool.holewright]\nrounds = 7"}
    assert resolve(PROJECT, around=around(files)).settings.rounds == 7
    assert resolve(Path(), around=around(files)).settings.rounds == 7
    assert resolve(Path("deep/down/a.anpl"), around=around(files)).settings.rounds == 7


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.holewright\n", "is not TOML"),
        ("[tool]\nholewright = 3\n", "`tool.holewright` in /home/ada/work/ranks/pyproject.toml has to be a table"),
        ("tool = 'holewright'\n", "`tool.holewright` in /home/ada/work/ranks/pyproject.toml has to be a table"),
        ("x = " + "[" * 100_000 + "# holewright", "is not TOML"),
    ],
)
def test_a_wrong_file_gives_a_sentence(text: str, message: str) -> None:
    resolved = settled(files={str(PROJECT / "pyproject.toml"): text})
    assert resolved.settings == settled(project="rounds = 3").settings
    assert message in resolved.messages[0]
    assert len(resolved.messages) == 1


def test_a_file_that_is_none_of_ours_is_not_judged() -> None:
    assert settled(files={str(PROJECT / "pyproject.toml"): "[project\nname ="}).messages == ()


def test_an_unreadable_file_gives_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(b"[tool.holewright]\nmodel = '\xff'")
    real = surroundings()
    resolved = resolve(tmp_path / "a.anpl", around=real)
    assert f"{tmp_path / 'pyproject.toml'} can't be read (it is not UTF-8), so its settings are not used." in (
        resolved.messages
    )


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    files = {str(PROJECT / "pyproject.toml"): "\ufeff[tool.holewright]\r\nrounds = 7\r\n"}
    assert settled(files=files).settings.rounds == 7


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
ANYTHING = SCALARS | st.lists(SCALARS) | st.dictionaries(st.text(), SCALARS)


@given(st.dictionaries(st.text(), ANYTHING))
def test_nothing_that_is_said_crashes(said: dict[str, object]) -> None:
    settled(said)


@given(st.sampled_from(sorted(OPTIONS)), ANYTHING)
def test_no_value_crashes_or_escapes_its_type(name: str, value: object) -> None:
    settings = settled({name: value}).settings
    assert isinstance(getattr(settings, name), (str, Path, int, float, tuple, type(None)))


# The interpreter

VENV = str(PROJECT / ".venv/bin/python")
SYSTEM = "/usr/bin/python3"
ACTIVE = "/home/ada/env/bin/python"


@pytest.mark.parametrize(
    ("present", "env", "named", "python"),
    [
        ([VENV, SYSTEM, ACTIVE], {"VIRTUAL_ENV": "/home/ada/env", "PATH": "/usr/bin"}, True, ACTIVE),
        ([VENV, SYSTEM], {"VIRTUAL_ENV": "/home/ada/env", "PATH": "/usr/bin"}, True, VENV),
        ([VENV, SYSTEM], {"PATH": "/usr/bin"}, True, VENV),
        ([VENV, SYSTEM], {"PATH": "/usr/bin"}, False, SYSTEM),
        ([VENV, SYSTEM], {"PATH": "/usr/bin", "HOLEWRIGHT_TRUST": "1"}, False, VENV),
        ([VENV], {"PATH": "/usr/bin"}, False, str(OURS)),
        ([SYSTEM], {"PATH": "/bin:/usr/bin"}, True, SYSTEM),
        ([], {}, True, str(OURS)),
        ([str(PROJECT / "python3")], {"PATH": f".::{PROJECT}"}, False, str(OURS)),
    ],
)
def test_the_interpreter_where_none_is_chosen(
    present: list[str], env: dict[str, str], named: bool, python: str
) -> None:
    files = dict.fromkeys([*present, str(PROJECT / "pyproject.toml")], "")
    assert settled(files=files, env=env, named=named).settings.python == Path(python)


def test_an_interpreter_by_name_is_looked_up() -> None:
    resolved = settled({"python": "python3.12"}, files={"/usr/bin/python3.12": ""}, env={"PATH": "/bin:/usr/bin"})
    assert resolved.settings.python == Path("/usr/bin/python3.12")


def test_the_real_surroundings_resolve(tmp_path: Path) -> None:
    resolved = resolve(tmp_path)
    assert resolved.settings.python is not None
    assert resolved.settings.python.is_absolute()
    assert resolved.settings.cache_dir is not None


@pytest.mark.parametrize("asked", ["limits", "interpreter", "landlock", "bubblewrap", "auto"])
def test_a_workspace_cannot_weaken_the_sandbox(asked: str) -> None:
    resolved = settled(project=f'sandbox = "{asked}"', user='sandbox = "full"')
    assert resolved.settings.sandbox == "full"
    (message,) = resolved.messages
    assert message.startswith(
        f"`sandbox` in {PROJECT / 'pyproject.toml'} is ignored, because the folder is not trusted"
    )
    assert settled(project=f'sandbox = "{asked}"', env={"HOLEWRIGHT_TRUST": "1"}).settings.sandbox == asked


def test_a_workspace_may_ask_for_the_strongest() -> None:
    resolved = settled(project='sandbox = "full"', user='sandbox = "limits"')
    assert (resolved.settings.sandbox, resolved.messages) == ("full", ())


def test_the_sandbox_is_chosen_by_the_person() -> None:
    assert settled().settings.sandbox == "auto"
    assert settled(env={"HOLEWRIGHT_SANDBOX": "limits"}).settings.sandbox == "limits"
    assert settled({"sandbox": "landlock"}, env={"HOLEWRIGHT_SANDBOX": "limits"}).settings.sandbox == "landlock"
    assert settled(user='sandbox = "interpreter"').settings.sandbox == "interpreter"


def test_a_misspelt_sandbox_is_no_way_out() -> None:
    resolved = settled(env={"HOLEWRIGHT_SANDBOX": "limit"})
    assert resolved.settings.sandbox == "auto"
    (message,) = resolved.messages
    assert "(did you mean limits?), so `auto` is used" in message


DATA = {str(PROJECT / "words.txt"): "", str(PROJECT / "data/a.csv"): "", str(HOME / ".config/holewright/own.txt"): ""}


@pytest.mark.parametrize(
    ("said", "paths"),
    [
        ({"explicit": {"readable": [Path("words.txt"), "data"]}}, [PROJECT / "words.txt", PROJECT / "data"]),
        ({"env": {"HOLEWRIGHT_READABLE": "words.txt:data:words.txt"}}, [PROJECT / "words.txt", PROJECT / "data"]),
        ({"user": "readable = ['own.txt']"}, [HOME / ".config/holewright/own.txt"]),
        ({"project": "readable = ['data']", "env": {"HOLEWRIGHT_TRUST": "1"}}, [PROJECT / "data"]),
        ({"project": "readable = ['data']", "explicit": {"readable": ["words.txt"]}}, [PROJECT / "words.txt"]),
        ({"project": "readable = []", "user": "readable = ['own.txt']"}, []),
    ],
)
def test_readable_paths(said: dict[str, object], paths: list[Path]) -> None:
    resolved = settled(files=DATA, **said)  # type: ignore[arg-type]
    assert (resolved.settings.readable, resolved.messages) == (tuple(paths), ())


def test_a_workspace_cannot_have_files_read() -> None:
    resolved = settled(project="readable = ['words.txt']", files=DATA)
    assert resolved.settings.readable == ()
    (message,) = resolved.messages
    assert message.startswith(
        f"`readable` in {PROJECT / 'pyproject.toml'} is ignored, because the folder is not trusted"
    )


def test_a_readable_path_that_does_not_exist() -> None:
    resolved = settled({"readable": ["none.txt", "words.txt"]}, files=DATA)
    assert resolved.settings.readable == (PROJECT / "words.txt",)
    assert resolved.messages == (f"`readable` names {PROJECT / 'none.txt'}, which does not exist, so it is ignored.",)


@pytest.mark.parametrize("value", ["words.txt", [1], [""], ["/"], ["/proc/self"]])
def test_a_wrong_list_of_readable_paths(value: object) -> None:
    resolved = settled({"readable": value}, files=DATA)
    assert resolved.settings.readable == ()
    (message,) = resolved.messages
    assert "but has to be a list of files and folders" in message
    assert message.endswith(", so the default is used.")
