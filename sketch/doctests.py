"""Examples at `>>>` prompts: the forms of the standard library's doctest, read with their exact places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from sketch.docstring import MappedText
from sketch.model import Example, Problem
from sketch.statements import Statement, names_in, parse_statement

FLAGS = frozenset(
    {
        "DONT_ACCEPT_TRUE_FOR_1",
        "DONT_ACCEPT_BLANKLINE",
        "NORMALIZE_WHITESPACE",
        "ELLIPSIS",
        "SKIP",
        "IGNORE_EXCEPTION_DETAIL",
        "REPORT_UDIFF",
        "REPORT_CDIFF",
        "REPORT_NDIFF",
        "REPORT_ONLY_FIRST_FAILURE",
        "FAIL_FAST",
    }
)

_PROMPT = re.compile(r"([ \t]*)>>>(.*)")
_CONTINUATION = re.compile(r"([ \t]*)\.\.\.(.*)")
_DIRECTIVE = re.compile(r"#\s*doctest:\s*([^\n'\"]*)$", re.MULTILINE)
_COMMENT_ONLY = re.compile(r"\s*(#.*)?")
_TRACEBACK = re.compile(
    r"Traceback \((?:most recent call last|innermost last)\):[ \t]*\n(?:.*?\n)??(?P<message>\w.*)", re.DOTALL
)


class Prompted(NamedTuple):
    """One prompt: lines `first` up to (not including) `last` of the text; positions are in the mapped text."""

    first: int
    last: int
    start: int
    end: int
    source: str
    source_start: int
    source_end: int
    want: str | None
    want_start: int
    want_end: int
    options: frozenset[str]
    statement: Statement


class Block(NamedTuple):
    """The prompts of one docstring or comment block, well formed ones only; `lines` are the numbers of all lines
    that belong to a prompt, well formed or not."""

    prompts: tuple[Prompted, ...]
    problems: tuple[Problem, ...]
    lines: frozenset[int]


def _indentation(text: str) -> int:
    return len(text.expandtabs())


def _unindented(line: str, indent: str) -> str | None:
    """`line` without `indent`; a blank line may have less. None where it is indented otherwise."""
    if line.startswith(indent):
        return line[len(indent) :]
    if not line.strip():
        return ""
    lead = line[: len(line) - len(line.lstrip(" \t"))]
    width = _indentation(indent)
    if _indentation(lead) < width:
        return None
    return " " * (_indentation(lead) - width) + line[len(lead) :]


def _options(source: str) -> tuple[frozenset[str], str | None]:
    """The flags that `source` switches on, and what is wrong with its directives."""
    on: set[str] = set()
    if "#" not in source:
        return frozenset(), None
    for match in _DIRECTIVE.finditer(source):
        for option in match[1].replace(",", " ").split():
            if option[0] not in "+-" or option[1:] not in FLAGS:
                return frozenset(), f"`{option}` is no doctest option; use for example `+ELLIPSIS`."
            if option[0] == "+":
                on.add(option[1:])
            else:
                on.discard(option[1:])
    return frozenset(on), None


def line_starts(lines: Sequence[str]) -> list[int]:
    """Where each of `lines` begins in the text they were split from, and where one behind them would."""
    return [0, *accumulate([len(line) + 1 for line in lines])]


def read_prompts(text: MappedText) -> Block:
    """All prompts of `text`, in order. What is malformed becomes a problem at its place, and the rest still counts."""
    if ">>>" not in text.text:
        return Block((), (), frozenset())
    lines = text.text.split("\n")
    starts = line_starts(lines)
    prompts: list[Prompted] = []
    problems: list[Problem] = []
    used: set[int] = set()
    number = 0
    while number < len(lines):
        opening = _PROMPT.match(lines[number]) if ">>>" in lines[number] else None
        if opening is None:
            number += 1
            continue
        first = number
        number += 1
        while number < len(lines) and _CONTINUATION.match(lines[number]):
            number += 1
        source_last = number
        while number < len(lines) and lines[number].strip(" \t") and not _PROMPT.match(lines[number]):
            number += 1
        used.update(range(first, number))
        found = _read_one(lines, starts, first, source_last, number)
        if isinstance(found, Prompted):
            prompts.append(found)
        elif found is not None:
            start = starts[first] + len(opening[1])
            end = starts[source_last - 1] + len(lines[source_last - 1].rstrip())
            problems.append(Problem("example-malformed", found, text.span(start, end)))
    return Block(tuple(prompts), tuple(problems), frozenset(used))


def _read_one(lines: list[str], starts: list[int], first: int, wanted: int, last: int) -> Prompted | str | None:
    """The prompt at line `first` with its continuation up to `wanted` and expected text up to `last`; or what is wrong
    with it; or None where it holds nothing but a comment."""
    opening = _PROMPT.match(lines[first])
    assert opening is not None
    indent = opening[1]
    sources: list[str] = []
    for number in range(first, wanted):
        rest = _unindented(lines[number], indent)
        if rest is None or rest[:1] in (" ", "\t"):
            return "The lines of this example are not indented alike; line up `>>>` and `...`."
        if rest[3:4] not in ("", " "):
            return f"A space is missing behind `{rest[:3]}`."
        sources.append(rest[4:])
    source = "\n".join(sources).rstrip()
    wants: list[str] = []
    for number in range(wanted, last):
        rest = _unindented(lines[number], indent)
        if rest is None:
            return "The expected text is indented less than its `>>>`; line them up."
        wants.append(rest)
    options, wrong = _options(source)
    if wrong is not None:
        return wrong
    if _COMMENT_ONLY.fullmatch(source):
        if source and not wants and not options:
            return None
        return "There is nothing to run behind this `>>>`."
    statement = parse_statement(source)
    if statement is None:
        return "This example is not one Python statement."
    start = starts[first] + len(indent)
    source_end = starts[wanted - 1] + len(lines[wanted - 1].rstrip())
    source_start = min(start + 4, source_end)
    want_start = starts[wanted] + len(lines[wanted]) - len(lines[wanted].lstrip(" \t")) if wants else source_end
    want_end = starts[last - 1] + len(lines[last - 1]) if wants else source_end
    want = "\n".join(wants) if wants else None
    return Prompted(
        first, last, start, want_end, source, source_start, source_end, want, want_start, want_end, options, statement
    )


def _raises(want: str | None) -> str | None:
    match = _TRACEBACK.match(want) if want is not None else None
    return match["message"].rstrip() if match else None


def _setup(prompts: Sequence[Prompted], index: int, bound: frozenset[str]) -> tuple[str, ...]:
    """The earlier statements that the one at `index` needs: all that bind or mention a name it depends on.

    Those that are expected to raise, or are skipped, are no set-up.
    """
    needed = set(names_in(prompts[index].source).mentions & bound) if bound else set()
    if not needed and "*" not in bound:
        return ()
    chosen: set[int] = set()
    grew = True
    while grew:
        grew = False
        for earlier, prompt in enumerate(prompts[:index]):
            if earlier in chosen or "SKIP" in prompt.options or _raises(prompt.want) is not None:
                continue
            mentions = names_in(prompt.source).mentions
            if mentions & needed or "*" in prompt.statement.binds:
                chosen.add(earlier)
                needed |= mentions & bound
                grew = True
    return tuple(prompts[earlier].source for earlier in sorted(chosen))


def _is_example(prompts: Sequence[Prompted], index: int, bound: frozenset[str]) -> bool:
    """Whether the statement at `index` is one to be checked, not set-up alone."""
    prompt = prompts[index]
    if prompt.want is not None:
        return True
    if not prompt.statement.is_expression:
        return False
    names = names_in(prompt.source).mentions & bound if bound else frozenset()
    return not names or not any(names & names_in(later.source).mentions for later in prompts[index + 1 :])


def examples_of(block: Block, text: MappedText) -> tuple[Example, ...]:
    """The examples among the prompts of `block`; each comes with the statements it needs as its set-up."""
    prompts = block.prompts
    bound_before: list[frozenset[str]] = []
    bound: frozenset[str] = frozenset()
    for prompt in prompts:
        bound_before.append(bound)
        if prompt.statement.binds:
            bound |= prompt.statement.binds
    examples: list[Example] = []
    for index, prompt in enumerate(prompts):
        if not _is_example(prompts, index, bound_before[index]):
            continue
        raises = _raises(prompt.want)
        wanted = None
        if prompt.want is not None:
            wanted = text.span(prompt.want_start, prompt.want_end)
        examples.append(
            Example(
                text.span(prompt.start, prompt.end),
                prompt.source,
                text.span(prompt.source_start, prompt.source_end),
                _setup(prompts, index, bound_before[index]),
                None if raises is not None else prompt.want,
                wanted,
                raises,
                prompt.options,
            )
        )
    return tuple(examples)
