"""The tasks that the offline engine is measured on, read from the shared data into one form."""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from holes.local.task import Shown

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
_TAGS: dict[str, Any] = {"tuple": tuple, "set": set, "frozenset": frozenset, "float": float, "complex": complex}
#: Of so many parts of all tasks, the first is for testing alone: nothing is learnt from it.
_PARTS = 4


class Question(NamedTuple):
    """A function to find. `signature` has no colon at its end, `preamble` is what its annotations need; `held` are
    examples that the search does not see; `close` allows floats to differ a little."""

    id: str
    source: str
    signature: str
    words: str
    shown: tuple[Shown, ...]
    held: tuple[Shown, ...]
    preamble: str = ""
    close: bool = False

    @property
    def name(self) -> str:
        """The function's name."""
        return self._definition().name

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of its parameters."""
        return tuple(argument.arg for argument in self._definition().args.args)

    def _definition(self) -> ast.FunctionDef:
        (definition,) = ast.parse(f"{self.signature}: ...").body
        assert isinstance(definition, ast.FunctionDef)
        return definition


def place(identity: str) -> int:
    """A number that only the identity decides, by which samples are taken."""
    return int(hashlib.sha256(identity.encode()).hexdigest(), 16)


def twin(identity: str) -> str:
    """What a task of HumanEval or MBPP is called in both forms that it is here in, as `HumanEval/0` and
    `humaneval/0`; any other is its own twin."""
    source, _, rest = identity.partition("/")
    return f"{source.lower()}/{rest}"


def is_for_testing(identity: str) -> bool:
    """Whether nothing may be learnt from the task, nor from its twin."""
    return place(twin(identity)) % _PARTS == 0


def part(questions: list[Question], name: str) -> list[Question]:
    """The `test` part, the `train` part, or `all`."""
    if name == "all":
        return questions
    return [question for question in questions if is_for_testing(question.id) == (name == "test")]


def sample(questions: list[Question], count: int) -> list[Question]:
    """So many of the questions, always the same ones; a larger sample holds a smaller one."""
    return sorted(questions, key=lambda question: place(f"sample {question.id}"))[:count]


def pbe() -> list[Question]:
    """Functions to find from examples alone."""
    found = []
    for path in sorted((DATA / "pbe").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            task = json.loads(line)
            name = task["signature"].removeprefix("def ").partition("(")[0]
            shown, held = (tuple(map(_plain_case, task[key])) for key in ("examples", "holdout"))
            signature = task["signature"].rstrip(":")
            found.append(Question(task["id"], path.stem, signature, f"{name}. {task['doc']}", shown, held))
    return [question for question in found if question.shown]


def holes() -> list[Question]:
    """Single functions of HumanEval and MBPP as a person meets them: a sentence, and the examples that it shows."""
    found = []
    for source in ("humaneval", "mbpp"):
        for line in (DATA / "holes" / f"{source}.jsonl").read_text("utf-8").splitlines():
            task = json.loads(line)
            if task["compare"] not in ("exact", "approx") or not task["examples"]:
                continue
            shown, held = (tuple(map(_literal_case, task[key])) for key in ("examples", "hidden"))
            found.append(
                Question(
                    task["id"],
                    source,
                    task["signature"].rstrip(":"),
                    f"{task['entry_point']}. {task.get('docstring_no_examples') or task['docstring']}",
                    shown,
                    held,
                    task["preamble"],
                    task["compare"] == "approx",
                )
            )
    return found


def _plain_case(case: dict[str, Any]) -> Shown:
    return Shown(tuple(_plain(case["args"])), _plain(case["expected"]))


def _plain(thing: Any) -> Any:
    if isinstance(thing, list):
        return [_plain(item) for item in thing]
    if not isinstance(thing, dict):
        return thing
    tag = thing.get("$t")
    if tag in _TAGS:
        return _TAGS[tag](_plain(thing["v"]))
    if tag == "dict":
        return {_plain(key): _plain(value) for key, value in thing["v"]}
    if tag is not None:
        raise ValueError(f"unknown tag {tag}")
    return {key: _plain(value) for key, value in thing.items()}


def _literal_case(case: dict[str, Any]) -> Shown:
    codec = _codec()
    return Shown(tuple(codec.decode(case["args"])), codec.decode(case["expected"]))


@cache
def _codec() -> ModuleType:
    """The reader that lies beside the data."""
    spec = importlib.util.spec_from_file_location("codec", DATA / "holes" / "codec.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
