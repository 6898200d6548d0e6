"""What is defined in the restricted interpreter before a program: the recorder that instrumented code calls, and an
encoder that turns a value into the text which leaves it.

All is text. What a program defines under the names of builtins changes nothing here: they are bound beforehand. Nothing
but text ever comes back, so that no set or dict of a candidate's making is built outside.
"""

from __future__ import annotations

PRELUDE = """
import json as __holewright_json__

class __Holewright__:
    def __init__(self, kind, encode, dumps):
        self.kind = kind
        self.encode = encode
        self.dumps = dumps
        self.restart()

    def restart(self):
        self.reached = {}
        self.returned = {}
        self.missed = None
        self.hidden = False
        self.value = None

    def hole(self, identity):
        def decorated(function):
            def noted(*args, **kwargs):
                self.reached[identity] = None
                value = function(*args, **kwargs)
                if self.kind(value).__name__ == "coroutine":
                    return self.finished(identity, value)
                self.returned[identity] = None
                return value
            return noted
        return decorated

    async def finished(self, identity, coroutine):
        value = await coroutine
        self.returned[identity] = None
        return value

    def missing(self, identity):
        def decorated(function):
            def unfilled(*args, **kwargs):
                return self.miss(identity)
            return unfilled
        return decorated

    def choice(self, identity):
        return self.miss(identity)

    def chosen(self, identity, value):
        self.reached[identity] = None
        self.returned[identity] = None
        return value

    def miss(self, identity):
        self.reached[identity] = None
        if self.missed is None:
            self.missed = identity
        raise SystemExit(identity)

    def caught(self, types):
        self.hidden = True
        return types

    def state(self):
        return [[*self.reached], [*self.returned], self.missed, self.hidden]

    def told(self):
        return self.dumps(self.state())

    def reply(self, budget):
        return self.dumps([self.state(), self.encode(self.value, budget)])

def __holewright_encoder__(type=type, len=len, abs=abs, hex=hex, repr=repr, isinstance=isinstance, none=None,
                           bool=bool, int=int, str=str, float=float, list=list, tuple=tuple, set=set,
                           frozenset=frozenset, dict=dict, bytes=bytes, complex=complex):
    letters = [(list, "l"), (tuple, "t"), (set, "s"), (frozenset, "z")]

    def encode(thing, depth, left):
        left[0] -= 8
        if left[0] < 0 or depth > 60:
            return ["?", "a value as large or as deep as this one"]
        kind = type(thing)
        if thing is None or kind is bool:
            return thing
        if kind is str:
            left[0] -= len(thing)
            return thing if left[0] >= 0 else ["?", "a value as large as this one"]
        if kind is int:
            if abs(thing) < 9007199254740992:
                return thing
            left[0] -= len(hex(thing))
            return ["i", hex(thing)] if left[0] >= 0 else ["?", "a value as large as this one"]
        if kind is float:
            return ["f", repr(thing)]
        for other, letter in letters:
            if kind is other:
                if 8 * len(thing) > left[0]:
                    return ["?", "a value as large as this one"]
                return [letter, [encode(item, depth + 1, left) for item in thing]]
        if kind is dict:
            return ["d", [encode(part, depth + 1, left) for entry in thing.items() for part in entry]]
        if kind is bytes:
            left[0] -= 2 * len(thing)
            return ["b", thing.hex()] if left[0] >= 0 else ["?", "a value as large as this one"]
        if kind is complex:
            return ["c", repr(thing.real), repr(thing.imag)]
        if thing is ...:
            return ["e"]
        return ["?", "a value of the class " + f"{kind.__name__:.100}"]

    return lambda thing, budget: encode(thing, 0, [budget])

def __holewright_round__(isinstance=isinstance, float=float, plain=round):
    def round(number, ndigits=None):
        if ndigits is None or not isinstance(number, float) or ndigits < 0 or number - number != 0:
            return plain(number, ndigits)
        return float(f"{number:.{ndigits}f}")
    return round

def __holewright_shown__(print=print, repr=repr):
    def show(value):
        if value is not None:
            print(repr(value))
    return show

__holewright__ = __Holewright__(type, __holewright_encoder__(), __holewright_json__.dumps)
__holewright_show__ = __holewright_shown__()
round = __holewright_round__()
"""
