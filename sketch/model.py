"""What a sketch is: frozen values that every other part of Holewright reads.

Positions are offsets, in code points, into one immutable text (`Sketch.text`). Nothing here knows of lines, files or
editors, and nothing here can fail: a sketch with errors is a `Sketch` whose `problems` are not empty.

The small values, of which a sketch holds thousands, are named tuples: each keystroke makes many of them anew.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from attrs import field, frozen


class Language(StrEnum):
    """The two kinds of file: the sketch proper, and ordinary Python with `...  # hole`."""

    ANPL = "anpl"
    PYTHON = "python"


class Kind(StrEnum):
    """What a hole is. `SKETCH` is a function with a body: it is not filled, but its examples are checked."""

    NAMED = "named"
    INLINE = "inline"
    CHOICE = "choice"
    SKETCH = "sketch"


class Span(NamedTuple):
    """A half-open range of offsets, `start <= end`."""

    start: int
    end: int


def overlap(one: Span, other: Span) -> bool:
    """Whether the two have an offset in common."""
    return one.start < other.end and other.start < one.end


class Problem(NamedTuple):
    """Something wrong with the text itself. `code` is a diagnostic code of the design (`sketch-syntax`, …)."""

    code: str
    message: str
    span: Span


class Parameter(NamedTuple):
    """One parameter; `kind` is `positional-only`, `positional`, `star`, `keyword-only` or `double-star`."""

    name: str
    kind: str = "positional"
    annotation: str | None = None
    default: str | None = None


class Signature(NamedTuple):
    """What a hole takes and gives. `text` is one line without colon, as in `def tally(text: str) -> int`.

    An inline hole's signature is derived from its first call: identifiers keep their name, other arguments are
    called `arg1`, `arg2`, …
    """

    text: str
    parameters: tuple[Parameter, ...] = ()
    returns: str | None = None
    is_async: bool = False


@frozen
class Row:
    """One line of an `Examples:` file, as JSON values. `line` counts from 1. Either `returns` or `raises` is meant:
    `raises` is None where a value is expected."""

    path: str
    line: int
    args: tuple[object, ...] = field(factory=tuple, hash=False)
    kwargs: tuple[tuple[str, object], ...] = field(factory=tuple, hash=False)
    returns: object = field(default=None, hash=False)
    raises: str | None = None


@frozen
class Example:
    """One input-output example.

    `source` is the statement as typed, prompts and indentation removed (in a comment example `_` still names the
    hole). `setup` holds the earlier statements of the same docstring or comment block that `source` needs, in order:
    an example can be run alone, in a fresh namespace. `expected` is the text below, or None where nothing is expected
    (the value must be None and nothing printed) or an exception is: then `raises` is its last line
    (`ValueError: bad`). `options` are doctest option flags switched on. A `row` is set for an example from a file;
    its `source` is then a rendering for people and its `span` the `Examples:` line.
    """

    span: Span
    source: str
    source_span: Span
    setup: tuple[str, ...] = ()
    expected: str | None = None
    expected_span: Span | None = None
    raises: str | None = None
    options: frozenset[str] = frozenset()
    row: Row | None = None


class Property(NamedTuple):
    """A Python expression that must hold: over the parameters and `result`, or (in `Given:`) the parameters alone."""

    source: str
    span: Span


class ExamplesFile(NamedTuple):
    """A docstring line `Examples: path`, relative to the sketch's own folder."""

    path: str
    span: Span


class Use(NamedTuple):
    """A place that calls a hole. `caller` is the id of the enclosing function or inline hole's function, or
    `None` at module level. `call_span` covers callee and arguments; `span` the callee alone (or the choice)."""

    span: Span
    call_span: Span
    caller: str | None


@frozen
class Hole:
    """A hole, or (kind `SKETCH`) a function with a body.

    `id` is the qualified name (`Class.method`, `outer.inner`) or, for inline and choice holes, a slug of the text.
    `name` is the Python name it is called by; for an inline hole the name that the compiled module gives it.
    `span` is the whole definition with decorators, or the first backtick string. `name_span` is the name in the
    `def`, or the text between the backticks. `description_span` is where diagnostics about the hole stand.
    `fill_span` is what a fill replaces: in `.py` the `...  # hole` line's statement and comment; in an `.anpl` named
    hole the trailing `...`/`pass` or the empty place just behind the docstring; for inline and choice holes the
    first backtick string; for a sketch function its body behind the docstring.
    `body_indent` is the white space before each body line.
    `calls` are the ids of holes and sketch functions that its body calls (`SKETCH` only).
    `example_calls` are the ids that its examples call beside itself.
    """

    id: str
    name: str
    kind: Kind
    description: str
    signature: Signature
    span: Span
    name_span: Span
    description_span: Span
    fill_span: Span
    docstring_span: Span | None = None
    body_indent: str = ""
    decorators: tuple[str, ...] = ()
    is_method: bool = False
    parent: str | None = None
    uses: tuple[Use, ...] = ()
    examples: tuple[Example, ...] = ()
    examples_files: tuple[ExamplesFile, ...] = ()
    properties: tuple[Property, ...] = ()
    given: tuple[Property, ...] = ()
    choices: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    example_calls: tuple[str, ...] = ()


@frozen
class Fill:
    """What stands in a hole. For a named or inline hole `source` is one complete function, dedented, with the hole's
    `name`, without docstring, its imports and helpers inside the body; for a choice the chosen expression."""

    source: str


@frozen
class Sketch:
    """A parsed text. `holes` are those to be filled, `functions` the sketch functions, both in order of the text."""

    text: str
    language: Language
    holes: tuple[Hole, ...] = ()
    functions: tuple[Hole, ...] = ()
    problems: tuple[Problem, ...] = ()
