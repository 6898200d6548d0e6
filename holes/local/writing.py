"""Writing: from a term to the function a person would have written."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator

from holes.local.bounded import lines_of
from holes.local.components import ATOM, LOOSE, OR, TERNARY, UNARY, Component
from holes.local.shapes import SHAPES
from holes.local.terms import (
    Bundle,
    Choose,
    Constant,
    Loop,
    Term,
    Variable,
    Written,
    evaluate,
    literal,
    modules_of,
    variables,
    without_texts,
)
from holes.local.textbook.catalogue import called, definition, written_out

#: What is imported by its own name, from where.
_FROM = {
    "Counter": "collections", "accumulate": "itertools", "combinations": "itertools", "groupby": "itertools",
    "takewhile": "itertools", "dropwhile": "itertools", "chain": "itertools", "reduce": "functools",
}  # fmt: skip
_QUALIFIED = re.compile(r"\b(?:itertools|collections|functools)\.(" + "|".join(_FROM) + r")\b(?=\()")
#: What is named inside of an expression, as a date that is read, reads better in a line of its own.
_NAMED = re.compile(r"\((\w+) := ")
_BRACKET_OR_TEXT = re.compile(r"[\[\](){}]|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'")
#: A conditional expression longer than this becomes an `if` statement.
_LINE = 72
#: A list of so few items is written out; and signs of a literal that is written for what it comes to.
_FEW = 3
_SHORT = 12
#: What takes any iterable, so that a list need not be made first.
_CONSUMERS = {
    "sum({0})", "min({0})", "max({0})", "sorted({0})", "set({0})", "sorted(set({0}))", "{0}.join({1})", '"".join({0})',
    "any({0})", "all({0})", "math.prod({0})", "tuple({0})", "dict({0})", "sorted({0}, reverse=True)",
}  # fmt: skip
#: What does not depend on the order of whole numbers. Of floats it does, in the last digits.
_ORDERLESS = ("sum({0})", "math.prod({0})")
_LAZY = re.compile(
    r"list\(((?:map|range|zip|enumerate|combinations|accumulate|takewhile|dropwhile)\(.*\)|\w+\.(?:items|keys|values)\(\))\)"
)
_EQUALITY = ("{0} == {1}", "{0} != {1}")
_FLIPPED = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "==": "==", "!=": "!="}


def function_text(signature: str, term: Term, guard: tuple[Term, str] | None = None) -> str:
    """The complete function. `signature` is a `def` line without its colon; `guard` a test and the exception
    it raises."""
    body: list[str] = []
    if guard is not None:
        test, exception = guard
        body += [f"if {render(test)}:", f"    raise {exception}"]
    body += _returns(term)
    brought = [line for line in body if line.startswith(("import ", "from "))]
    body = [_QUALIFIED.sub(r"\1", line) for line in body if line not in brought]
    loops = [
        line
        for head in _with_helpers((term, *guard[:1]) if guard else (term,))
        if any(re.search(rf"(?<![\w.]){head.helper}\(", line) for line in body)
        for line in ("", *lines_of(head.helper, head.given, head.loop))
    ]
    code = without_texts("\n".join((*body, *loops)))
    parameters = set(re.findall(r"\w+", signature.partition("(")[2])) | set(_locals(term))
    helpers = [line for name in called(code) for line in ("", *definition(name))]
    heads = "\n".join(line for line in helpers if line.startswith("def "))
    imports = [*brought, *(f"import {name}" for name in modules_of(f"{code}\n{heads}", parameters))]
    helpers = [line for line in helpers if line.strip() not in imports or not line]
    helpers += loops
    helpers += [""] if helpers else []
    own = _hidden_builtin(signature, parameters)
    if own is not None and any(own.search(without_texts(line)) for line in (*helpers, *body)):
        # The function hides what it is called like, and would call itself.
        helpers, body = ([own.sub(r"builtins.\g<0>", line) for line in lines] for lines in (helpers, body))
        imports.append("import builtins")
    for name, module in _FROM.items():
        if re.search(rf"(?<![\w.]){name}[(.]", code) and name not in parameters:
            imports.append(f"from {module} import {name}")
    lines = [*sorted(set(imports)), *(helpers if imports else helpers[1:]), *body]
    return "\n".join([f"{signature}:", *(f"    {line}" if line else "" for line in lines)]) + "\n"


def _locals(term: Term) -> Iterator[str]:
    """The names that fields are given."""
    if isinstance(term[1], Bundle):
        yield from term[1].names
    for argument in term[2]:
        yield from _locals(argument)


def _with_helpers(terms: tuple[Term, ...]) -> Iterator[Written]:
    """What in the terms calls a function of its own."""
    for term in terms:
        if isinstance(term[1], Written) and term[1].helper:
            yield term[1]
        yield from _with_helpers(term[2])


def _hidden_builtin(signature: str, parameters: set[str]) -> re.Pattern[str] | None:
    """What finds the builtin that has the name of the function itself; None where there is none."""
    name = signature.partition("(")[0].split()[-1]
    return re.compile(rf"(?<![\w.]){name}\b(?!=)") if hasattr(builtins, name) and name not in parameters else None


def _returns(term: Term) -> list[str]:
    text = render(term)
    line = f"return {text}"
    if not isinstance(term[1], Choose):
        if isinstance(term[1], Written) and term[1].loop:
            return list(term[1].loop)
        return written_out(text) or _with_names(line)
    test, then, otherwise = term[2]
    loops = any(isinstance(part[1], Written) and part[1].helper for part in (then, otherwise))
    if len(line) <= _LINE and not isinstance(otherwise[1], Choose) and not loops:
        return [line]
    return [f"if {render(test)}:", *(f"    {part}" for part in _returns(then)), *_returns(otherwise)]


def _with_names(line: str) -> list[str]:
    """The line after those that give names to what it names."""
    lines = []
    while found := list(_NAMED.finditer(line)):
        texts = [line[one.start() : _closing(line, one.start()) + 1] for one in found]
        # The first without another name in it: what follows may speak of it.
        named, text = next((one, text) for one, text in zip(found, texts, strict=True) if not _NAMED.search(text, 1))
        value = text[len(named[0]) : -1]
        if '"' not in value:
            value = value.replace("'", '"')
        lines.append(f"{named[1]} = {value[1:-1] if value[0] == '(' and _one_bracket(value) else value}")
        line = line.replace(text, named[1])
    return [*lines, line]


def render(term: Term, least: int = LOOSE) -> str:
    """The term as Python, in brackets where what is around it binds more strongly than `least` allows."""
    text, strength = _write(term)
    return f"({text})" if strength < least else text


def _write(term: Term) -> tuple[str, int]:
    head, arguments = term[1], term[2]
    if isinstance(head, Variable):
        return head.name, ATOM
    if isinstance(head, Constant):
        text = literal(head.value, head.kind)
        return text, UNARY if text.startswith("-") else ATOM
    if isinstance(head, Written):
        return head.text, head.strength
    if isinstance(head, Choose):
        condition, then, otherwise = arguments
        return f"{render(then, OR)} if {render(condition, OR)} else {render(otherwise, TERNARY)}", TERNARY
    if isinstance(head, Bundle):
        inner = ", ".join(
            f"({name} := {render(argument)})" if name else render(argument)
            for name, argument in zip(head.names or ("",) * len(arguments), arguments, strict=True)
        )
        return (f"[{inner}]" if head.is_list else f"({inner})"), ATOM
    if isinstance(head, Loop):
        return _write_loop(head, arguments), ATOM
    value = _value(term)
    if value is not None:
        return value, UNARY if value.startswith("-") else ATOM
    template = head.template
    if template == "{0} and {1}" and (between := _between(arguments)) is not None:
        return between, arguments[0][1].strength
    if (
        head.symmetric
        and isinstance(arguments[0][1], Constant if template in _EQUALITY else (Variable, Constant))
        and not isinstance(arguments[1][1], (Variable, Constant))
    ):
        arguments = arguments[::-1]  # `a * b + c` rather than `c + a * b`, but `text == text[::-1]`
    elif head.symmetric and all(isinstance(side[1], Variable) and len(side[1].name) == 1 for side in arguments):
        arguments = tuple(sorted(arguments, key=lambda side: str(side[1].name)))  # `i * j`, whichever goes on faster
    sign = template[4:-4]
    if sign in _FLIPPED and isinstance(arguments[0][1], Constant):
        template, arguments = f"{{0}} {_FLIPPED[sign]} {{1}}", arguments[::-1]
    parts = [render(argument, slot) for argument, slot in zip(arguments, head.slots, strict=True)]
    if template in _CONSUMERS:
        parts[-1] = _consumed(parts[-1], "," not in template)
    if template in _ORDERLESS and term[0] and all(type(value) is int for value in term[0]):
        parts[0] = _in_any_order(parts[0])
    return template.format(*parts), head.strength


def _between(tests: tuple[Term, ...]) -> str | None:
    """Two comparisons with one term between the others, as `low < term < high`."""
    one, other = map(_ascending, tests)
    for (low, sign, middle), (same, second, high) in ((one, other), (other, one)):
        if middle and middle == same:
            return f"{low} {sign} {middle} {second} {high}"
    return None


def _ascending(test: Term) -> tuple[str, str, str]:
    """What is less, the sign, and what is greater; empty texts where nothing is compared so."""
    template = test[1].template if isinstance(test[1], Component) else ""
    sign = template[4:-4]
    if sign not in ("<", "<=", ">", ">="):
        return "", "", ""
    left, right = (render(side, slot) for side, slot in zip(test[2], test[1].slots, strict=True))
    return (left, sign, right) if sign[0] == "<" else (right, _FLIPPED[sign], left)


def _value(term: Term) -> str | None:
    """What is made of literals alone, as the literal that it comes to, if that is short."""
    if variables(term):
        return None
    try:
        value = evaluate(term, {})
    except Exception:
        return None
    kind = term[1].gives
    if type(value) in (int, bool, str) or (kind in ("Li", "Ls") and len(value) <= _FEW):
        text = literal(value, kind)
        return text if len(text) <= _SHORT else None
    return None


def _consumed(text: str, alone: bool) -> str:
    """The text of a list that is only gone through."""
    lazy = _lazily(text)
    if lazy is not None:
        return lazy
    if text.startswith("[") and " for " in text and alone and _one_bracket(text):
        return text[1:-1]
    return text


def _in_any_order(text: str) -> str:
    """A set rather than what it is when sorted."""
    is_sorted = text.startswith("sorted(set(") and _closing(text, len("sorted")) == len(text) - 1
    return text[len("sorted(") : -1] if is_sorted else text


def _lazily(text: str) -> str | None:
    """What a list is made of, where it need not be a list."""
    lazy = _LAZY.fullmatch(text)
    return lazy[1] if lazy is not None and _closing(text, len("list")) == len(text) - 1 else None


def _one_bracket(text: str) -> bool:
    """Whether the first bracket is closed by the last sign."""
    return _closing(text, 0) == len(text) - 1


def _closing(text: str, begin: int) -> int:
    """Where the bracket that begins there is closed."""
    depth = 0
    for token in _BRACKET_OR_TEXT.finditer(text, begin):
        depth += (token[0] in "[({") - (token[0] in "])}")
        if depth == 0:
            return token.start()
    return len(text)


def _write_loop(loop: Loop, arguments: tuple[Term, ...]) -> str:
    keyed = loop.shape in ("sort", "sort-down", "max", "min", "take", "drop")
    sources = [render(argument, LOOSE if keyed else OR) for argument in arguments[: loop.sources]]
    body, last = arguments[loop.sources], arguments[-1]
    used = variables(body) | variables(last)
    source = _lazily(sources[0]) or sources[0]
    if loop.over == "enumerate":
        source = f"enumerate({source})"
    elif loop.over == "zip":
        source = f"zip({', '.join(_lazily(each) or each for each in sources)})"
    elif loop.over == "pairs":
        source = f"zip({source}, {render(arguments[0], ATOM)}[1:])"
    elif loop.over == "combinations":
        source = f"combinations({source}, 2)"
    elif loop.over == "entries":
        source = f"{render(arguments[0], ATOM)}.items()"
    text = SHAPES[loop.shape].text
    element, index = loop.names[-1], loop.names[0]
    used |= {name for name, mark in ((element, "{element}"), (index, "{index}")) if mark in text}
    names = ", ".join(name if name in used else "_" for name in loop.names)
    return text.format(
        body=render(body, OR if "if" in text or "in {body}" in text else TERNARY),
        names=names,
        source=source,
        element=element,
        index=index,
        condition=render(last, OR),
    )
