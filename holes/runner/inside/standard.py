"""The classes of the standard library whose objects cross between processes, each with the plain arguments that make
one. Making one calls the class and nothing else."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable


class Standard:
    """A class by module and name. `args` gives the arguments for an object of exactly this class; `kinds` are the types
    that they have, one each, None for any; `call` makes the object of the class and them."""

    def __init__(
        self,
        module: str,
        name: str,
        args: Callable[[Any], tuple[Any, ...]],
        kinds: tuple[type | None, ...],
        call: Callable[..., object] | None = None,
    ) -> None:
        self.args = args
        self._module = module
        self._name = name
        self._kinds = kinds
        self._call = call

    def fits(self, args: tuple[Any, ...]) -> bool:
        """Whether these are arguments as `args` gives them."""
        return len(args) == len(self._kinds) and all(
            kind is None or type(arg) is kind for arg, kind in zip(args, self._kinds)
        )

    def make(self, args: tuple[Any, ...]) -> object:
        """The object; its class is imported, from a module that is named here."""
        cls = getattr(__import__(self._module, fromlist=[self._name]), self._name)
        return cls(*args) if self._call is None else self._call(cls, *args)


def _whole(*names: str) -> Callable[[Any], tuple[Any, ...]]:
    return lambda thing: tuple([getattr(thing, name) for name in names])


def _time(cls: Any, *args: Any) -> object:
    *parts, zone, fold = args
    return cls(*parts, _zone(zone), fold=fold)


def _zone(zone: object) -> object:
    """A time zone, or None: a class of the user's would be asked for its offset."""
    kind = type(zone)
    if zone is None or (kind.__module__, kind.__name__) in (("datetime", "timezone"), ("zoneinfo", "ZoneInfo")):
        return zone
    raise TypeError("no time zone of the standard library")


def _timezone(cls: Any, offset: object, name: object) -> object:
    return cls(offset) if name is None else cls(offset, name)


def _timezone_args(thing: Any) -> tuple[Any, ...]:
    args = thing.__getinitargs__()
    return args if len(args) == 2 else (*args, None)


def _deque(cls: Any, items: object, longest: object) -> object:
    return cls(items, longest)


def _identifier(cls: Any, number: object) -> object:
    return cls(int=number)


def _namespace(cls: Any, attributes: Any) -> object:
    return cls(**attributes)


_CLOCK = ("hour", "minute", "second", "microsecond", "tzinfo", "fold")
_DATE = ("year", "month", "day")
_PATHS = ("PurePath", "PurePosixPath", "PureWindowsPath", "Path", "PosixPath", "WindowsPath")

_ALL = [
    Standard("builtins", "range", _whole("start", "stop", "step"), (int, int, int)),
    Standard("builtins", "slice", _whole("start", "stop", "step"), (None, None, None)),
    Standard("builtins", "bytearray", lambda thing: (bytes(thing),), (bytes,)),
    Standard("array", "array", lambda thing: (thing.typecode, thing.tolist()), (str, list)),
    Standard("collections", "deque", lambda thing: (list(thing), thing.maxlen), (list, None), _deque),
    Standard("datetime", "date", _whole(*_DATE), (int, int, int)),
    Standard("datetime", "time", _whole(*_CLOCK), (int,) * 4 + (None, int), _time),
    Standard("datetime", "datetime", _whole(*_DATE, *_CLOCK), (int,) * 7 + (None, int), _time),
    Standard("datetime", "timedelta", _whole("days", "seconds", "microseconds"), (int, int, int)),
    Standard("datetime", "timezone", _timezone_args, (None, None), _timezone),
    Standard("decimal", "Decimal", lambda thing: (str(thing),), (str,)),
    Standard("fractions", "Fraction", _whole("numerator", "denominator"), (int, int)),
    Standard("types", "SimpleNamespace", lambda thing: (dict(thing.__dict__),), (dict,), _namespace),
    Standard("uuid", "UUID", _whole("int"), (int,), _identifier),
    Standard("zoneinfo", "ZoneInfo", _whole("key"), (str,)),
    *(Standard("pathlib", name, lambda thing: (str(thing),), (str,)) for name in _PATHS),
]

#: By module and qualified name, as classes have them.
STANDARD = {(entry._module, entry._name): entry for entry in _ALL}
# Some versions keep these classes in a module of another name.
STANDARD.update({("pathlib._local", name): STANDARD["pathlib", name] for name in _PATHS})
