"""Objects taken apart into what they are made of, and made again from it, after the idea of pickle: but a class is
found by name alone, among few, and nothing is called other than to make an instance of it.

Taking apart is done beside a candidate, where every object may lie; it gives only data. Making again is done where the
result is needed, with data of which nothing is believed.
"""

from __future__ import annotations

import sys

from .standard import STANDARD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ModuleType = type(sys)

_qualname = type.__dict__["__qualname__"].__get__
_module = type.__dict__["__module__"].__get__
_mro = type.__dict__["__mro__"].__get__
_namespace = type.__dict__["__dict__"].__get__


class _Slotted:
    __slots__ = ("slot",)


_SlotType = type(_Slotted.__dict__["slot"])
_FunctionType: type = type(lambda: None)

#: Classes that a class of the user's may be derived from: none of them does anything but hold what it is given.
_BASES = (object, int, float, complex, str, bytes, tuple, list, dict)
_BASE_MODULES = ("abc", "collections.abc", "enum", "numbers", "typing")
_METACLASSES = (("abc", "ABCMeta"), ("typing", "_ProtocolMeta"), ("enum", "EnumMeta"), ("enum", "EnumType"))


class NotMade(TypeError):
    """An object that cannot be made again."""


class Parts:
    """What an object is made of: the arguments of `__new__`, attributes by name, what `__setstate__` gets (a list of
    one, or empty), and the elements or the entries of a list or dict."""

    def __init__(
        self,
        args: tuple[Any, ...] = (),
        attributes: tuple[tuple[str, Any], ...] = (),
        state: tuple[Any, ...] = (),
        items: tuple[Any, ...] = (),
        entries: tuple[tuple[Any, Any], ...] = (),
    ) -> None:
        self.args = args
        self.attributes = attributes
        self.state = state
        self.items = items
        self.entries = entries


def place(kind: type) -> tuple[str, str] | None:
    """The module and the qualified name under which a class is found, None where it is not."""
    module, name = _module(kind), _qualname(kind)
    if type(module) is not str or type(name) is not str or max(len(module), len(name)) > 500:
        return None
    return (module, name) if find_class(module, name) is kind else None


def find_class(module: str, name: str) -> type | None:
    """The class of a qualified name in a module that is loaded already. No attribute of a module or a class is asked
    for in a way that could run code of theirs."""
    found: Any = sys.modules.get(module)
    if type(found) is not ModuleType:
        return None
    space: Any = found.__dict__
    for part in name.split("."):
        found = space.get(part)
        if not issubclass(type(found), type):
            return None
        space = _namespace(found)
    return found  # type: ignore[no-any-return]


def take_apart(thing: object) -> Parts | None:
    """The parts of an object that is no builtin; None where it has none that would make it again. May raise whatever
    code of its class raises."""
    kind = type(thing)
    where = place(kind)
    if where is None:
        return None
    standard = STANDARD.get(where)
    if standard is not None:
        return Parts(standard.args(thing))
    if _is_enumeration(kind):
        return _member(thing, kind)
    if _inherited(kind, "__reduce_ex__") is not object.__reduce_ex__:
        return None
    if _inherited(kind, "__reduce__") is not object.__reduce__:
        return None
    reduced: Any = object.__reduce_ex__(thing, 2)
    import copyreg

    if reduced[0] is not copyreg.__newobj__ or reduced[1][0] is not kind:  # type: ignore[attr-defined]
        return None
    items = tuple(list.__getitem__(thing, slice(None))) if isinstance(thing, list) else ()
    entries = tuple(dict.items(thing)) if isinstance(thing, dict) else ()
    state = reduced[2] if len(reduced) > 2 else None
    if state is None:
        return Parts(tuple(reduced[1][1:]), (), (), items, entries)
    if _inherited(kind, "__setstate__") is not None:
        return Parts(tuple(reduced[1][1:]), (), (state,), items, entries)
    pair = state if type(state) is tuple and len(state) == 2 else (state, None)
    attributes: dict[str, Any] = {}
    for held in pair:
        if held is not None and type(held) is not dict:
            return None
        attributes.update(held or {})
    attributes.pop("__orig_class__", None)  # it says how a generic class was called, as in `Box[int](1)`
    return Parts(tuple(reduced[1][1:]), tuple(attributes.items()), (), items, entries)


def _member(thing: Any, kind: Any) -> Parts:
    """A member of an enumeration by name, and several of a flag by number."""
    name = thing._name_
    known = type(name) is str and kind._member_map_.get(name) is thing
    return Parts((name if known else thing._value_,))


def make(module: str, name: str, parts: Parts, own: str) -> object:
    """The object that has these parts. Its class is one of few of the standard library, or one that is found by name in
    `own`, the name of a module, or in another of the user's project. Raises `NotMade`, and whatever code of the class
    raises."""
    standard = STANDARD.get((module, name))
    if standard is not None:
        if parts.attributes or parts.state or parts.items or parts.entries or not standard.fits(parts.args):
            raise NotMade(f"no parts of a {name}")
        return standard.make(parts.args)
    if not _is_of_project(module, own):
        raise NotMade(f"`{name}` is no class of the sketch or of a module of its project")
    kind = find_class(module, name)
    if kind is None or not _is_harmless(kind, own):
        raise NotMade(f"`{name}` of {module} is no class of which an object can be made from its parts")
    if _is_enumeration(kind):
        return _find_member(kind, parts)
    thing = kind.__new__(kind, *parts.args)
    if type(thing) is not kind:
        raise NotMade(f"`{name}` makes objects of another class")
    _furnish(thing, kind, parts)
    return thing


def _furnish(thing: Any, kind: type, parts: Parts) -> None:
    """Give a bare object what it holds; no property and no `__setattr__` is run."""
    for attribute, value in parts.attributes:
        if attribute.startswith("__") and attribute.endswith("__"):
            raise NotMade(f"`{attribute}` is no attribute to be set")
        slot = _inherited(kind, attribute)
        if type(slot) is _SlotType:
            slot.__set__(thing, value)
        else:
            held = object.__getattribute__(thing, "__dict__")
            if type(held) is not dict:
                raise NotMade("an object without attributes")
            held[attribute] = value
    if parts.items:
        if not isinstance(thing, list):
            raise NotMade("elements of what is no list")
        list.extend(thing, parts.items)
    if parts.entries:
        if not isinstance(thing, dict):
            raise NotMade("entries of what is no dict")
        dict.update(thing, parts.entries)
    if parts.state:
        restore: Any = _inherited(kind, "__setstate__")
        if not issubclass(type(restore), _FunctionType):
            raise NotMade("state for a class that takes none")
        restore(thing, parts.state[0])


def _find_member(kind: Any, parts: Parts) -> object:
    if len(parts.args) != 1 or parts.attributes or parts.state or parts.items or parts.entries:
        raise NotMade("no member of an enumeration")
    import enum

    (key,) = parts.args
    if type(key) is str:
        members = _namespace(kind)["_member_map_"]
        if key not in members:
            raise NotMade(f"`{key}` is no member of the enumeration")
        return members[key]
    if type(key) is int and issubclass(kind, enum.Flag):
        return kind(key)
    raise NotMade("no member of an enumeration")


def _is_enumeration(kind: type) -> bool:
    enum = sys.modules.get("enum")
    return enum is not None and issubclass(type(kind), enum.EnumMeta)


def _is_of_project(module: object, own: str) -> bool:
    """Whether a module that is loaded is the program's own, or another one that belongs to neither Python, nor an
    installed package, nor us."""
    if type(module) is not str:
        return False
    if module == own:
        return True
    found = sys.modules.get(module)
    file = found.__dict__.get("__file__") if type(found) is ModuleType else None
    if type(file) is not str or module.partition(".")[0] == __name__.partition(".")[0]:
        return False
    folders = file.replace("\\", "/").split("/")
    if "site-packages" in folders or "dist-packages" in folders:
        return False
    import os

    return not file.startswith((_folder(os.__file__), _folder(__file__)))


def _folder(file: str) -> str:
    return file[: max(file.rfind("/"), file.rfind("\\")) + 1]


def _is_harmless(kind: type, own: str) -> bool:
    """Whether making an instance runs code of the user's own at most: its metaclass is a common one, and all that it is
    derived from is the project's or plain."""
    meta = type(kind)
    if meta is not type and not any(find_class(*known) is meta for known in _METACLASSES):
        return False
    if _inherited(kind, "__del__") is not None:
        return False
    for base in _mro(kind):
        module = _module(base)
        plain = base in _BASES or (type(module) is str and module in _BASE_MODULES)
        if not plain and not _is_of_project(module, own):
            return False
    return True


def _inherited(kind: type, name: str) -> Any:
    """What a class has under a name, itself or from a base, unbound; None for nothing."""
    for base in _mro(kind):
        space = _namespace(base)
        if name in space:
            return None if base is object and name == "__setstate__" else space[name]
    return None
