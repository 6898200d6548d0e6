"""What a person has chosen, wherever they said it, and which of it may be believed.

Strongest first: what was said for this run (command line, editor) · the environment · `[tool.holewright]` in the
nearest pyproject.toml · the user's own config file. The strongest place that names a setting decides it; where what it
says there is wrong, there is a message and the default, never an error.

A workspace may be somebody else's. What could send code or a key elsewhere, run another program, read or write outside
the workspace or spend more than the user allowed is not taken from its pyproject.toml unless the user trusts it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import evolve, fields, frozen

from server.interpreter import find_interpreter
from server.option import OPTION, Option, Wrong, canonical, did_you_mean, option, read_value
from server.surroundings import Surroundings, surroundings

ENGINES = ("auto", "local", "openai", "replay")
#: How hard to try, and how many seconds of computing the offline search may then take for a hole.
EFFORTS = {"normal": 1.0, "high": 30.0}
SANDBOXES = ("auto", "full", "bubblewrap", "landlock", "seatbelt", "interpreter", "limits")


@frozen
class Settings:
    """Everything that can be chosen. `*_seconds` are seconds, `memory_mb` mebibytes; `budget_*` hold for one fill, None
    is without limit; `price_*` are money for a million tokens, in whatever currency `budget_money` is."""

    # A misspelt engine must not mean "send it": after a wrong value the engine is the one that stays on the machine.
    engine: str = option("auto", "choice", one_of=ENGINES, guarded=True, harmless=("local",), fallback="local")
    base_url: str | None = option(None, "url", guarded=True)
    model: str | None = option(None, "text", guarded=True)
    api_key: str | None = option(None, "key", guarded=True, repr=False)
    python: Path | None = option(None, "program", guarded=True)
    # A workspace may ask for the strongest of a system, and for nothing that could be weaker than what a person has.
    sandbox: str = option("auto", "choice", one_of=SANDBOXES, guarded=True, harmless=("full", "seatbelt"))
    # What a candidate reads it can put into an answer, and a model that repairs it is sent that.
    readable: tuple[Path, ...] = option((), "paths", guarded=True, harmless=([],))
    cache_dir: Path | None = option(None, "path", guarded=True)
    replay: Path | None = option(None, "path", guarded=True)
    record: Path | None = option(None, "path", guarded=True)
    candidates: int = option(4, "whole", least=1, most=64)
    rounds: int = option(3, "whole", least=0, most=20)
    example_seconds: float = option(1.0, "number", least=0.01, most=600)
    fill_seconds: float = option(120.0, "number", least=0.1, most=7200)
    effort: str = option("normal", "choice", one_of=tuple(EFFORTS))
    local_seconds: float | None = option(None, "number", least=0, most=3600)
    memory_mb: int = option(1024, "whole", least=64, most=1_048_576)
    temperature: float | None = option(None, "number", least=0, most=2)
    max_tokens: int = option(2048, "whole", least=16, most=1_000_000)
    stream: bool = option(True, "flag")
    # A misspelt budget must not mean "without limit".
    budget_tokens: int | None = option(None, "whole", least=0, guarded=True, fallback=0)
    budget_requests: int | None = option(None, "whole", least=0, guarded=True, fallback=0)
    budget_seconds: float | None = option(None, "number", least=0, guarded=True, fallback=0.0)
    budget_money: float | None = option(None, "number", least=0, guarded=True, fallback=0.0)
    price_prompt: float | None = option(None, "number", least=0, guarded=True)
    price_completion: float | None = option(None, "number", least=0, guarded=True)
    trust: bool = option(False, "flag", guarded=True, harmless=(False,))

    @property
    def offline_seconds(self) -> float:
        """How long the offline search may take for a hole."""
        return EFFORTS[self.effort] if self.local_seconds is None else self.local_seconds

    @property
    def model_chosen(self) -> bool:
        """Whether `auto` may ask a model: one is named, and where it is or the key to it. A key alone, which may have
        been put into the environment for another program, is no choice."""
        return self.model is not None and (self.base_url is not None or self.api_key is not None)


OPTIONS: Mapping[str, Option] = {attribute.name: attribute.metadata[OPTION] for attribute in fields(Settings)}


@frozen
class Source:
    """One place where settings are said. `values` are by setting; `spelled` is how that place calls each, for messages;
    relative paths start at `folder`."""

    name: str
    folder: Path
    values: Mapping[str, object]
    spelled: Mapping[str, str]


@frozen
class Resolved:
    """The settings in force, one sentence for each thing that was not taken as it was said, and the project's root."""

    settings: Settings
    messages: tuple[str, ...]
    root: Path


#: Environment variables that say a setting, strongest first. OPENAI_API_KEY has a rule of its own.
ENVIRONMENT: Mapping[str, tuple[str, ...]] = {
    "engine": ("HOLEWRIGHT_ENGINE",),
    "base_url": ("HOLEWRIGHT_BASE_URL", "OPENAI_BASE_URL"),
    "model": ("HOLEWRIGHT_MODEL",),
    "api_key": ("HOLEWRIGHT_API_KEY",),
    "python": ("HOLEWRIGHT_PYTHON",),
    "sandbox": ("HOLEWRIGHT_SANDBOX",),
    "readable": ("HOLEWRIGHT_READABLE",),
    "cache_dir": ("HOLEWRIGHT_CACHE_DIR",),
    "trust": ("HOLEWRIGHT_TRUST",),
}


def resolve(
    start: Path,
    explicit: Mapping[str, object] | None = None,
    *,
    named: bool = False,
    from_editor: bool = False,
    home: Path | None = None,
    around: Surroundings | None = None,
) -> Resolved:
    """The settings for the sketch or folder `start`.

    `explicit` is what was said for this run, None meaning nothing was; names may be written `base_url`, `base-url` or
    `baseUrl`. `named` tells that the user named the files to run, as on the command line: then the project's own
    `.venv` runs them even where the folder is not trusted. `from_editor` tells that an editor said all this: `named`,
    that it trusts the folder, and `explicit`, which it may have found in the workspace, and of which no more counts
    then than of the workspace's own pyproject.toml. Relative paths in `explicit` start at `home`, else at the current
    folder. Never raises for what a setting says.
    """
    around = around or surroundings()
    path = around.absolute(start)
    folder = path if around.is_folder(path) else path.parent
    root = project_root(folder, around)
    messages: list[str] = []

    foreign = from_editor and not named
    name = "the editor's settings" if from_editor else "the command line"
    said = _source(name, home or around.folder, explicit or {}, messages)
    if foreign:
        said = evolve(said, values=_unguarded(said.values))
    environment = _environment(around)
    project_file = _nearest(folder, "pyproject.toml", around)
    project = _file(project_file, around, messages, ("tool", "holewright")) if project_file else _nothing(folder)
    user = _file(around.config_folder / "config.toml", around, messages)
    user, trusted_folders = _without_trusted(user, around, messages)

    asked = _first("trust", said, environment, user)
    if asked is None:
        homes = {root, project.folder}
        trusted = all(any(home.is_relative_to(folder) for folder in trusted_folders) for home in homes)
    else:
        trusted = _value("trust", asked, around, []) is True
    listed = f"list the folder under `trusted` in {around.config_folder / user.name}"
    how = "trust it in the editor" if foreign else f"pass --trust, set HOLEWRIGHT_TRUST=1, or {listed}"
    believed = project if trusted else _guard(project, (said, environment), how, messages)

    sources = (said, environment, believed, user)
    settings = _merge(sources, around, messages)
    settings = evolve(settings, trust=trusted)
    settings = _with_readable(settings, around, messages)
    of_workspace = (project, said) if from_editor else (project,)
    settings = _with_openai_key(settings, sources, of_workspace, around, messages)

    if settings.engine in ("auto", "openai") and _address_in_doubt(
        settings, believed, said, environment, project, user
    ):
        settings = evolve(settings, engine="local")
        messages.append("Nothing is sent to a model, because the address meant for it is not in use.")
    if settings.budget_money and None in (settings.price_prompt, settings.price_completion):
        messages.append("`budget-money` has no effect without `price-prompt` and `price-completion`.")
    if settings.python is None:
        settings = evolve(settings, python=find_interpreter(root, around, workspace=named or trusted))
    if settings.cache_dir is None:
        settings = evolve(settings, cache_dir=around.cache_folder)
    return Resolved(settings, tuple(dict.fromkeys(messages)), root)


def _address_in_doubt(settings: Settings, believed: Source, *sources: Source) -> bool:
    """Whether somebody meant another address than the one in force (it was wrong, or the workspace's and not to be
    believed): then no answer is better than code sent to the wrong place."""
    meant = _first("base_url", *sources)
    if meant is None:
        return False
    refused = meant.name == believed.name and "base_url" not in believed.values
    return settings.base_url is None or refused


def project_root(folder: Path, around: Surroundings) -> Path:
    """The nearest folder, from `folder` upward, with a `holes.lock`; else with a pyproject.toml; else with a `.git`;
    else `folder`."""
    for name in ("holes.lock", "pyproject.toml", ".git"):
        if found := _nearest(folder, name, around):
            return found.parent
    return folder


def _nearest(folder: Path, name: str, around: Surroundings) -> Path | None:
    return next((home / name for home in (folder, *folder.parents) if around.exists(home / name)), None)


def _nothing(folder: Path) -> Source:
    return Source("", folder, {}, {})


def _source(name: str, folder: Path, said: Mapping[str, object], messages: list[str]) -> Source:
    """What a mapping of any spelling says; `budget` and `price` may be tables. Tells of keys that mean nothing."""
    values: dict[str, object] = {}
    spelled: dict[str, str] = {}
    known = (*OPTIONS, "trusted")
    for key, value in said.items():
        group = canonical(key)
        if group in ("budget", "price") and isinstance(value, Mapping):
            inner = {f"{group}_{canonical(str(part))}": (f"{key}.{part}", item) for part, item in value.items()}
        else:
            inner = {group: (key, value)}
        for option_name, (spelling, item) in inner.items():
            if item is None:
                continue
            if option_name in known:
                values[option_name], spelled[option_name] = item, spelling
            else:
                suggestion = did_you_mean(option_name, tuple(OPTIONS)).replace("_", "-")
                messages.append(f"`{spelling}` in {name} is no setting{suggestion}, so it is ignored.")
    return Source(name, folder, values, spelled)


def _environment(around: Surroundings) -> Source:
    values: dict[str, object] = {}
    spelled: dict[str, str] = {}
    for name, variables in ENVIRONMENT.items():
        for variable in variables:
            text = around.environ.get(variable, "").strip()
            if text and name not in values:
                flag = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
                values[name] = flag.get(text.lower(), text) if name == "trust" else text
                if name == "readable":
                    values[name] = [path for path in text.split(";" if around.windows else ":") if path.strip()]
                spelled[name] = variable
    return Source("the environment", around.folder, values, spelled)


def _file(path: Path, around: Surroundings, messages: list[str], table: tuple[str, ...] = ()) -> Source:
    """What a TOML file says in `table`; nothing, and a message, where it can't be read."""
    empty = Source(path.name, path.parent, {}, {})
    try:
        text = around.read(path)
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error.strerror or error).lower()
        messages.append(f"{path} can't be read ({reason}), so its settings are not used.")
        return empty
    if text is None or (table and table[-1] not in text):
        return empty
    import tomllib

    try:
        said: object = tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        messages.append(f"{path} is not TOML ({error}), so its settings are not used.")
        return empty
    for name in table:
        said = said.get(name, {}) if isinstance(said, Mapping) else said
    if not isinstance(said, Mapping):
        messages.append(f"`{'.'.join(table)}` in {path} has to be a table, so it is not used.")
        return empty
    return _source(path.name, path.parent, said, messages)


def _without_trusted(user: Source, around: Surroundings, messages: list[str]) -> tuple[Source, tuple[Path, ...]]:
    """The user's own settings, and apart from them the folders they trust."""
    folders = user.values.get("trusted", [])
    rest = {name: value for name, value in user.values.items() if name != "trusted"}
    if not isinstance(folders, list) or not all(isinstance(folder, str) and folder.strip() for folder in folders):
        messages.append(f"`trusted` in {user.name} has to be a list of folders, so none is trusted.")
        folders = []
    return evolve(user, values=rest), tuple(around.absolute(folder, user.folder) for folder in folders)


def _first(name: str, *sources: Source) -> Source | None:
    """The strongest place that says `name`."""
    return next((source for source in sources if name in source.values), None)


def _guard(project: Source, stronger: tuple[Source, ...], how: str, messages: list[str]) -> Source:
    """`project` without what only a trusted one may say. What a stronger place decides anyway is not spoken of; of the
    rest it is said `how` to trust it."""
    kept = _unguarded(project.values)
    refused = [project.spelled[name] for name in project.values if name not in kept and not _first(name, *stronger)]
    if refused:
        names = " and ".join(f"`{name}`" for name in refused)
        are = "is" if len(refused) == 1 else "are"
        where = project.folder / project.name
        messages.append(f"{names} in {where} {are} ignored, because the folder is not trusted: {how}.")
    return evolve(project, values=kept)


def _unguarded(values: Mapping[str, object]) -> dict[str, object]:
    """What anybody may say."""
    return {
        name: value
        for name, value in values.items()
        if name in OPTIONS and (not OPTIONS[name].guarded or value in OPTIONS[name].harmless)
    }


def _value(name: str, source: Source, around: Surroundings, messages: list[str]) -> Any:
    """What `source` says about `name`; after a wrong value, a message and what is in force then."""
    option = OPTIONS[name]
    said = source.values[name]
    try:
        return read_value(option, said, source.folder, around)
    except Wrong as wrong:
        shown = "" if option.kind in ("key", "url") else f" is {_shortened(said)}, but"
        instead = "the default" if option.fallback in (None, ()) else f"`{option.fallback}`"
        messages.append(f"`{source.spelled[name]}` in {source.name}{shown} {wrong}, so {instead} is used.")
        return option.fallback


def _shortened(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _merge(sources: tuple[Source, ...], around: Surroundings, messages: list[str]) -> Settings:
    chosen: dict[str, Any] = {}
    for name in OPTIONS:
        if source := _first(name, *sources):
            chosen[name] = _value(name, source, around, messages)
    return evolve(Settings(), **chosen)


def _with_readable(settings: Settings, around: Surroundings, messages: list[str]) -> Settings:
    """Without readable paths at which there is nothing."""
    there = tuple(path for path in settings.readable if around.exists(path))
    gone = (path for path in settings.readable if path not in there)
    messages += [f"`readable` names {path}, which does not exist, so it is ignored." for path in gone]
    return evolve(settings, readable=there)


def _with_openai_key(
    settings: Settings,
    sources: tuple[Source, ...],
    of_workspace: tuple[Source, ...],
    around: Surroundings,
    messages: list[str],
) -> Settings:
    """Add OPENAI_API_KEY, where no key of ours is set. It was made for a particular host: it goes to OpenAI itself or
    to an address that the user gave, never to one that the user gave a key of its own, or that may be the workspace's,
    as all may that `of_workspace` say."""
    said, environment, project, user = sources
    key = around.environ.get("OPENAI_API_KEY", "").strip()
    if not key or _first("api_key", said, environment, project):
        return settings
    address = _first("base_url", *sources)
    if address is not None and any(address is source for source in of_workspace):
        messages.append(
            f"OPENAI_API_KEY is not sent to {settings.base_url}, which is set in {address.name}: "
            "set HOLEWRIGHT_API_KEY to use a key there."
        )
        return settings
    if address is user and "api_key" in user.values:
        return settings
    own = Source("the environment", around.folder, {"api_key": key}, {"api_key": "OPENAI_API_KEY"})
    return evolve(settings, api_key=_value("api_key", own, around, messages))
