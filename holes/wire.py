"""Values to JSON and back, as they cross between our process and the one that runs somebody's code.

The code beside a candidate has an encoder of its own (`holes.runner.inside.codec`: it shares no module with us); a
test keeps the two alike.
"""

from __future__ import annotations

from holes.values import DEPTH, Parts, Unrepresentable, Value, entries, items, names, pair, parts_of

_EXACT = 1 << 53


def to_wire(value: Value, depth: int = 0) -> object:
    """`value` as JSON: null, booleans, small integers and text stand for themselves; anything else is a list
    whose head tells the kind. Floats and big integers are hexadecimal. Raises `Unrepresentable` over 60 deep."""
    if depth > DEPTH:
        raise Unrepresentable("nested over 60 deep")
    data = value.data
    match value.tag:
        case "none":
            return None
        case "ellipsis":
            return ["e"]
        case "bool":
            return data
        case "int":
            assert isinstance(data, int)
            return data if -_EXACT < data < _EXACT else ["i", hex(data)]
        case "float":
            assert isinstance(data, float)
            return ["f", data.hex()]
        case "complex":
            assert isinstance(data, complex)
            return ["c", data.real.hex(), data.imag.hex()]
        case "str":
            assert isinstance(data, str)
            return _text_to_wire(data)
        case "bytes":
            assert isinstance(data, bytes)
            return ["b", data.hex()]
        case "dict":
            flat = [to_wire(part, depth + 1) for entry in entries(value) for part in entry]
            return ["d", flat, value.kind] if value.kind else ["d", flat]
        case "array" | "scalar":
            dtype, content = pair(value)
            return ["a" if value.tag == "array" else "n", _text_to_wire(dtype), to_wire(content, depth + 1)]
        case "opaque":
            shown = ["o", *(_text_to_wire(name) for name in names(value))]
            parts = parts_of(value)
            return shown if parts is None else [*shown, _parts_to_wire(parts, depth)]
        case _:
            return [_LETTERS[value.tag], [to_wire(item, depth + 1) for item in items(value)]]


def _parts_to_wire(parts: Parts, depth: int) -> object:
    return [
        _text_to_wire(parts.module),
        _text_to_wire(parts.name),
        [to_wire(arg, depth + 1) for arg in parts.args],
        [part for name, held in parts.attributes for part in (_text_to_wire(name), to_wire(held, depth + 1))],
        [to_wire(state, depth + 1) for state in parts.state],
        [to_wire(item, depth + 1) for item in parts.items],
        [to_wire(part, depth + 1) for entry in parts.entries for part in entry],
    ]


#: The longest name of a module, a class or an attribute.
_NAME = 500
_DICTS = ("Counter", "OrderedDict", "defaultdict")
_LETTERS = {"list": "l", "tuple": "t", "set": "s", "frozenset": "z"}
_TAGS = {letter: tag for tag, letter in _LETTERS.items()}


def _text_to_wire(text: str) -> object:
    """Text as it is, or in hexadecimal where it has surrogates (JSON would join two of them to one character)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return ["u", text.encode("utf-8", "surrogatepass").hex()]
    return text


def from_wire(data: object, depth: int = 0) -> Value:
    """The value that JSON `data` stands for. Raises `Unrepresentable` for what `to_wire` would not have written."""
    if depth > DEPTH:
        raise Unrepresentable("nested over 60 deep")
    match data:
        case None:
            return Value("none")
        case bool():
            return Value("bool", data)
        case int():
            return Value("int", data)
        case str():
            return Value("str", data)
        case ["l" | "t" | "s" | "z" as letter, list(members)]:
            return Value(_TAGS[letter], tuple([from_wire(member, depth + 1) for member in members]))
        case ["d", list(members)]:
            return Value("dict", _pairs(members, depth))
        case ["d", list(members), str(kind)] if kind in _DICTS:
            return Value("dict", _pairs(members, depth), kind)
        case ["a" | "n" as letter, dtype, content]:
            return Value(
                "array" if letter == "a" else "scalar", (_text_from_wire(dtype), from_wire(content, depth + 1))
            )
        case ["o", name, text]:
            return Value("opaque", (_text_from_wire(name), _text_from_wire(text)))
        case ["o", name, text, parts]:
            return Value("opaque", (_text_from_wire(name), _text_from_wire(text), _parts_from_wire(parts, depth)))
        case ["u", str()]:
            return Value("str", _text_from_wire(data))
        case ["e"]:
            return Value("ellipsis")
    try:
        match data:
            case ["i", str(digits)]:
                return Value("int", int(digits, 16))
            case ["f", str(digits)]:
                return Value("float", float.fromhex(digits))
            case ["c", str(real), str(imaginary)]:
                return Value("complex", complex(float.fromhex(real), float.fromhex(imaginary)))
            case ["b", str(digits)]:
                return Value("bytes", bytes.fromhex(digits))
    except (ValueError, OverflowError):
        pass
    raise Unrepresentable("not a value on the wire")


def _parts_from_wire(data: object, depth: int) -> Parts:
    match data:
        case [module, name, list(args), list(flat), list(state), list(members), list(pairs)] if len(state) <= 1:
            if len(flat) % 2:
                raise Unrepresentable("an attribute without a value")
            return Parts(
                _name_from_wire(module),
                _name_from_wire(name),
                tuple([from_wire(arg, depth + 1) for arg in args]),
                tuple(
                    (_name_from_wire(flat[index]), from_wire(flat[index + 1], depth + 1))
                    for index in range(0, len(flat), 2)
                ),
                tuple([from_wire(one, depth + 1) for one in state]),
                tuple([from_wire(member, depth + 1) for member in members]),
                _pairs(pairs, depth),
            )
    raise Unrepresentable("no parts of an object")


def _pairs(members: list[object], depth: int) -> tuple[tuple[Value, Value], ...]:
    if len(members) % 2:
        raise Unrepresentable("a key without a value")
    parts = [from_wire(member, depth + 1) for member in members]
    return tuple(zip(parts[::2], parts[1::2], strict=True))


def _name_from_wire(data: object) -> str:
    name = _text_from_wire(data)
    if len(name) > _NAME or "\0" in name:
        raise Unrepresentable("no name")
    return name


def _text_from_wire(data: object) -> str:
    match data:
        case str():
            return data
        case ["u", str(digits)]:
            try:
                return bytes.fromhex(digits).decode("utf-8", "surrogatepass")
            except ValueError:
                pass
    raise Unrepresentable("not a text on the wire")
