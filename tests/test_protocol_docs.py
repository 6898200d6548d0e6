"""What `docs/protocol.md` says is what the language server does: neither has something that the other lacks."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from attrs import NOTHING, asdict, evolve, fields
from lsprotocol import types
from lsprotocol.converters import get_converter

from holes.engines.protocol import Usage
from holes.report import Related, Severity, Status
from holes.runner.protocol import Ending, Tier
from holes.trace import Trace, TracedCall
from holes.verdict import Verdict
from server.features import semantic_tokens, virtual_documents
from server.features.action import KINDS, PLAIN_EDITS
from server.features.code_descriptions import DESCRIPTIONS, code_uri
from server.features.commands import COMMANDS
from server.features.completion import TRIGGER_CHARACTERS
from server.features.virtual_documents import virtual_uri
from server.hole_json import hole_to_json
from server.lsp import app, projects, protocol, watching
from server.lsp.abilities import Abilities, abilities
from server.option import Option
from server.ranges import Ranges
from server.settings import OPTIONS, Settings
from server.status_json import status_to_json
from server.trace_json import trace_to_json
from sketch.model import Kind, Row, Span
from tests.server.cli.report_maker import RANKS, ranks

HOME = Path(__file__).resolve().parents[1]
TEXT = (HOME / "docs/protocol.md").read_text("utf-8")


# Reading the page.


def section(heading: str) -> str:
    """What stands under a heading, with the sections below it."""
    start = re.search(rf"^(#+) {re.escape(heading)}$", TEXT, re.MULTILINE)
    assert start is not None, f"there is no section {heading!r}"
    end = re.compile(rf"^#{{1,{len(start[1])}}} ", re.MULTILINE).search(TEXT, start.end())
    return TEXT[start.end() : end.start() if end is not None else len(TEXT)]


def rows(text: str) -> list[list[str]]:
    """The rows of all tables in `text`, without their heads."""
    found = re.findall(r"^\|(.*)\|$", text, re.MULTILINE)
    heads = {index for index, row in enumerate(found[1:]) if set(row) <= set("-|")}
    return [
        [cell.strip() for cell in row.split("|")]
        for index, row in enumerate(found)
        if index not in heads and index - 1 not in heads
    ]


def table(heading: str) -> dict[str, list[str]]:
    """The rows of the tables under a heading by what stands first in them, which stands there once."""
    found = rows(section(heading))
    names = [code(row[0])[0] for row in found]
    assert sorted(names) == sorted(set(names))
    return dict(zip(names, (row[1:] for row in found), strict=True))


def code(cell: str) -> list[str]:
    """What is marked as code in a cell."""
    return re.findall(r"`([^`]+)`", cell)


def example(heading: str) -> Any:
    """The JSON under a heading."""
    (found,) = re.findall(r"```json\n(.*?)```", section(heading), re.DOTALL)
    return json.loads(found)


def keys(value: object, path: str = "") -> Iterator[str]:
    """Every place that a JSON value has, whatever stands there."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield f"{path}.{key}"
            yield from keys(item, f"{path}.{key}")
    elif isinstance(value, list):
        for item in value:
            yield from keys(item, f"{path}[]")


# Methods.


@cache
def syntax(*modules: str) -> tuple[ast.AST, ...]:
    """Every piece of syntax in files that match one of `modules`."""
    paths = sorted(path for pattern in modules for path in HOME.glob(pattern))
    return tuple(node for path in paths for node in ast.walk(ast.parse(path.read_text("utf-8"))))


def served() -> set[str]:
    manager = app.create()[0].protocol.fm
    return {*manager.features, *manager.builtin_features, types.CANCEL_REQUEST}


def sent() -> set[str]:
    """Methods that the server calls by their names in pygls, and notifications of its own."""
    called = {node.attr.removesuffix("_async") for node in syntax("server/lsp/*.py") if isinstance(node, ast.Attribute)}
    named = {snake(method).replace("/", "_").removeprefix("$_"): method for method in types.METHOD_TO_TYPES}
    own = {
        str(node.value)
        for node in syntax("server/lsp/*.py")
        if isinstance(node, ast.Constant) and re.fullmatch(r"holewright/\w+", str(node.value))
    }
    to_editor = {
        method
        for name, method in named.items()
        if name in called and types.message_direction(method) != "clientToServer" and method not in served()
    }
    return to_editor | (own - served())


def snake(name: str) -> str:
    return re.sub(r"[A-Z]", lambda letter: f"_{letter[0].lower()}", name)


def kind_of(method: str) -> str | None:
    """Whether a method is a request or a notification, where the protocol says so."""
    known = types.METHOD_TO_TYPES.get(method)
    return None if known is None else "request" if known[0].__name__.endswith("Request") else "notification"


@pytest.mark.parametrize(("heading", "methods"), [("What is served", served()), ("What the server sends", sent())])
def test_methods(heading: str, methods: set[str]) -> None:
    found = table(heading)
    assert set(found) == methods
    for name, row in found.items():
        assert row[0] in ({kind_of(name)} if kind_of(name) else {"request", "notification"}), name


def test_own_methods() -> None:
    own = {method for method in served() | sent() if method.startswith("holewright/")}
    headings = re.findall(r"^### `(.*)`$", section("Methods of our own"), re.MULTILINE)
    assert sorted(headings) == sorted(own)


def test_what_the_protocol_says_of_errors() -> None:
    codes = {item.name: item.value for item in (*types.ErrorCodes, *types.LSPErrorCodes)}
    for number, name, _ in rows(section("Errors")):
        assert codes[code(name)[0]] == int(number.replace("−", "-"))
    told = {code(name)[0] for _, name, _ in rows(section("Errors"))}
    source = Path(protocol.__file__).read_text("utf-8")
    assert set(re.findall(r"ErrorCodes\.(\w+)", source)) <= told


def test_options_at_the_start() -> None:
    source = Path(app.__file__).read_text("utf-8")
    assert set(table("The start")) == set(re.findall(r'said\.get\("(\w+)"\)', source))


def test_watched_files() -> None:
    (line,) = (line for line in section("What the server sends").splitlines() if line.startswith("These files"))
    assert code(line) == list(watching.PATTERNS)


def test_trigger_characters() -> None:
    told = table("Questions about a document")["textDocument/completion"][1]
    named = {"a space": " ", "`` ` ``": "`", "`+`": "+", "`(`": "("}
    assert {sign for words, sign in named.items() if words in told} == set(TRIGGER_CHARACTERS)


# Capabilities.

_WHOLE = {
    "textDocument.diagnostic": {},
    "textDocument.publishDiagnostics.tagSupport": {"valueSet": [1]},
    "textDocument.diagnostic.tagSupport": {"valueSet": [1]},
    "textDocument.codeAction.codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}},
    "workspace.workspaceEdit.changeAnnotationSupport": {},
    "workspace.workspaceEdit.resourceOperations": ["create"],
    "workspace.textDocumentContent": {},
}


def turned_on(*capabilities: str) -> set[str]:
    """The abilities of an editor that has only these capabilities."""
    said: dict[str, Any] = {}
    for capability in capabilities:
        path, _, word = capability.partition(": ")
        place = said
        *above, last = path.split(".")
        for part in above:
            place = place.setdefault(part, {})
        place[last] = [word] if word else _WHOLE.get(path, True)
    found = abilities(get_converter().structure(said, types.ClientCapabilities))
    return {name for name, value in asdict(found).items() if value}


def test_capabilities() -> None:
    looked_at = {
        node.attr
        for node in syntax("server/lsp/*.py")
        if isinstance(node, ast.Attribute) and getattr(node.value, "attr", getattr(node.value, "id", "")) == "can"
    }
    depend: set[str] = set()
    for cell, _ in rows(section("What depends on the client")):
        together = code(cell)
        ways = [together] if " and " in cell else [[one] for one in together]
        for way in ways:
            assert turned_on(*way), f"nothing depends on {way}"
            depend |= turned_on(*way)
        assert " and " not in cell or not any(turned_on(one) for one in together)
    assert depend == looked_at & {item.name for item in fields(Abilities)}


# Commands.


def test_commands() -> None:
    found = table("Commands")
    assert set(found) == set(COMMANDS) == set(app.create()[0].protocol.fm.commands)
    for name, (arguments, _, _) in found.items():
        taken = [f"{item.name}{'' if item.default is NOTHING else '?'}" for item in fields(COMMANDS[name])]
        assert code(arguments) == taken, name


# What is told of holes.


def test_holes_have_the_keys_that_are_shown() -> None:
    verified, _, failing = ranks().holes
    (judged,) = failing.examples
    asked = evolve(judged.example, row=Row("rows.jsonl", 1))
    (told, _) = failing.diagnostics
    places = (Related("here", Span(0, 1)), Related("there", Span(0, 1), fill="tally"))
    whole = evolve(
        failing,
        examples=(evolve(judged, example=asked, printed="…"),),
        properties=verified.properties,
        diagnostics=(evolve(told, related=places),),
    )
    shown = {"uri": "", "version": 1, "holes": [hole_to_json(whole, Ranges(RANKS))]}
    assert set(keys(example("`holewright/holes`"))) == set(keys(shown))


def test_traces_have_the_keys_that_are_shown() -> None:
    asked = ranks().holes[0].examples[0].example
    call = TracedCall("tally", "tally", (("text", "'sh'"),), Ending.VALUE)
    trace = Trace("tally", 0, asked, Verdict.PASSED, "1", "1", None, (call,))
    assert set(keys(example("`holewright/trace`"))) == set(keys(trace_to_json(trace)))


def test_the_status_has_the_keys_that_are_shown() -> None:
    shown = {"uri": "", **status_to_json(Settings(), Tier.FULL, Usage(), trusted=True)}
    assert set(keys(example("`holewright/status`"))) == set(keys(shown))


def test_words() -> None:
    found = {name: code(words) for name, (words,) in table("`holewright/holes`").items()}
    assert found == {
        "kind": list(Kind),
        "status": list(Status),
        "flags": ["stale", "edited", "locked"],
        "verdict": list(Verdict),
        "severity": list(Severity),
        "ending": list(Ending),
    }


# Documents, diagnostics, actions, tokens.


def test_virtual_documents() -> None:
    found = {kind: code(uri)[0] for kind, (uri, _) in table("Virtual documents").items()}
    kinds = virtual_documents._SUFFIXES
    assert found == {
        **{kind: virtual_uri(kind, "DOCUMENT", "HOLE").replace("/HOLE.", "/NAME.") for kind in kinds},
        "codes": code_uri("CODE"),
    }


def severities() -> dict[str, str]:
    """How serious each code is: wherever the two are named side by side, and what is wrong with the text itself."""
    found: dict[str, str] = {}
    for node in syntax("holes/diagnostics.py", "server/features/diagnostics.py"):
        items = node.args if isinstance(node, ast.Call) else node.elts if isinstance(node, ast.Tuple) else []
        for one, other in pairwise(items):
            if isinstance(one, ast.Constant) and isinstance(other, ast.Attribute) and hasattr(Severity, other.attr):
                found[str(one.value)] = str(Severity[other.attr])
    for node in syntax("sketch/*.py", "holes/example_files.py"):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem":
            found |= {str(item.value): str(Severity.ERROR) for item in node.args[:1] if isinstance(item, ast.Constant)}
    return found


def test_diagnostics() -> None:
    found = {name: row[0] for name, row in table("Diagnostics").items()}
    assert found == severities()
    assert set(found) == set(DESCRIPTIONS)


def test_code_actions() -> None:
    found = table("Code actions")
    assert set(found) == set(KINDS)
    assert {kind for kind, row in found.items() if row[2] == "offered"} == set(PLAIN_EDITS)


def test_the_legend() -> None:
    names = list(table("Semantic tokens"))
    assert names == [*semantic_tokens.TYPES, *semantic_tokens.MODIFIERS]


# Settings.


def kind_in_words(option: Option) -> str:
    """What a setting may be, as a person reads it."""
    span = f" from {option.least:.10g} to {option.most:.10g}"
    if option.most == float("inf"):
        span = f" of at least {option.least:.10g}"
    return {
        "choice": f"one of {', '.join(f'`{word}`' for word in option.one_of)}",
        "flag": "true or false",
        "key": "key",
        "number": f"number{span}",
        "path": "path",
        "paths": "list of paths",
        "program": "program",
        "text": "text",
        "url": "address",
        "whole": f"whole number{span}",
    }[option.kind]


def default_in_words(value: object) -> str:
    if value is None:
        return ""
    shown = {True: "true", False: "false", (): "[]"}.get(value) if isinstance(value, bool | tuple) else None
    return f"`{shown or (f'{value:g}' if isinstance(value, float) else value)}`"


def who_may_say(option: Option) -> str:
    """What an untrusted workspace may say of a setting."""
    if not option.guarded:
        return "yes"
    said = [f"`{value}`" for value in option.harmless if isinstance(value, str)]
    return f"only {', '.join(said)}" if said else "no"


def test_settings() -> None:
    defaults = Settings()
    assert table("Settings") == {
        name.replace("_", "-"): [
            kind_in_words(option),
            default_in_words(getattr(defaults, name)),
            who_may_say(option),
        ]
        for name, option in OPTIONS.items()
        if name != "trust"
    }


def test_settings_that_are_the_clients_own() -> None:
    (line,) = re.findall(r"These are left to the client.*?(?=\n\n|\Z)", section("Settings"), re.DOTALL)
    assert set(code(line)) == projects._EDITORS_OWN
