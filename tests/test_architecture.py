"""The house stands as ARCHITECTURE.md draws it."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

HOME = Path(__file__).resolve().parents[1]
INSIDE = sorted((HOME / "holes/runner/inside").glob("**/*.py"))

#: Slow to import, and needed only by some commands or only for some sketches.
LATE = ("openai", "hypothesis", "rich", "tomli_w", "httpx", "httpx2", "pydantic", "pydantic_monty", "numpy")


def test_imports_run_one_way() -> None:
    lint = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as main; main()", "--no-cache"]
    answer = subprocess.run(lint, capture_output=True, text=True, cwd=HOME)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize("path", INSIDE, ids=lambda path: path.stem)
def test_what_runs_under_the_users_interpreter_is_plain_and_old_enough(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"), feature_version=(3, 9))
    functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    late = {node for function in functions for node in ast.walk(function)}
    plain = sys.stdlib_module_names | {module.stem for module in INSIDE} | {""}
    for node in ast.walk(tree):
        # An array is only met where the user's own code has numpy: then it is imported, and not before.
        assert imported(node) <= (plain | {"numpy"} if node in late else plain)


def imported(node: ast.AST) -> set[str]:
    """The top-level names of the modules that `node` itself imports; "" for the package it is in."""
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {"" if node.level else (node.module or "").partition(".")[0]}
    return set()


def test_starting_up_imports_nothing_slow() -> None:
    code = "import json, sys, server.cli.app, server.cli.check_command; print(json.dumps(sorted(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=HOME, check=True)
    assert not set(LATE) & set(json.loads(answer.stdout))


def test_the_lock_satisfies_what_the_project_asks_for() -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))
    asked = (
        project["project"]["dependencies"] + project["dependency-groups"]["dev"] + project["build-system"]["requires"]
    )
    locked = locked_versions((HOME / "requirements.lock").read_text("utf-8"))
    for requirement in map(Requirement, asked):
        versions = locked.get(canonicalize_name(requirement.name), [])
        assert versions, f"{requirement} is not in requirements.lock: run `make lock`"
        assert all(version in requirement.specifier for version in versions), f"{requirement}: run `make lock`"


def test_the_lock_names_no_host_and_hashes_everything() -> None:
    text = (HOME / "requirements.lock").read_text("utf-8")
    assert "://" not in text
    entries = re.split(r"\n(?=\S)", text.strip())
    assert all("--hash=sha256:" in entry for entry in entries)


def locked_versions(text: str) -> dict[str, list[Version]]:
    """The versions that a requirements file pins, by canonical name."""
    found: dict[str, list[Version]] = {}
    for line in re.findall(r"^[^\s#-].*$", text, re.MULTILINE):
        pin = Requirement(line.removesuffix("\\").strip())
        (specifier,) = pin.specifier
        found.setdefault(canonicalize_name(pin.name), []).append(Version(specifier.version))
    return found


def test_every_locked_package_that_applies_here_is_pinned_once() -> None:
    environment = default_environment()
    names: list[str] = []
    for line in re.findall(r"^[^\s#-].*$", (HOME / "requirements.lock").read_text("utf-8"), re.MULTILINE):
        pin = Requirement(line.removesuffix("\\").strip())
        if pin.marker is None or pin.marker.evaluate({key: str(value) for key, value in environment.items()}):
            names.append(canonicalize_name(pin.name))
    assert len(names) == len(set(names))
