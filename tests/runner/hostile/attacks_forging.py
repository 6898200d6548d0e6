"""Candidates that want to be taken for right without being it: by lying to who compares, or to who runs them."""

from __future__ import annotations

import textwrap

from tests.runner.hostile.attack import Attack, Kind, calling

_WRONG = "no example passes, and our own process reads what came without harm"
_ALL = (0, 1, 2, 3, 4, 5, 6, 7)
#: A number, a list, a set and a dict: enough where each value takes long to be read.
_KINDS = (0, 2, 3, 4)


def _lies(name: str, source: str, examples: tuple[int, ...] = _ALL) -> Attack:
    return Attack(name, Kind.FORGING, source, _WRONG, examples)


def _floods(name: str, body: str) -> Attack:
    """With time enough for all that it sends to arrive."""
    return Attack(name, Kind.FORGING, _SPEAK + calling(body), _WRONG, (0,), seconds=4.0)


def _loud(name: str, source: str, examples: tuple[int, ...] = _ALL) -> Attack:
    return Attack(name, Kind.FORGING, _SPEAK + textwrap.dedent(source), _WRONG, examples)


def _calls(name: str, body: str, examples: tuple[int, ...] = _ALL) -> Attack:
    return _lies(name, calling(body), examples)


#: Finds the end of the channel among the descriptors, and writes frames as the runner's own code would.
_SPEAK = """
import json, struct
def frame(number, **more):
    reply = {"ending": "value", "value": 1, "text": "1", "printed": "", "seconds": 0.0, "reached": [], "returned": [],
             "calls": [], "cut": False, "number": number, "action": None}
    reply.update(more)
    return framed(json.dumps(reply).encode())
def framed(body):
    return struct.pack(">I", len(body)) + body
def say(data):
    for n in range(3, 1024):
        try:
            os.set_blocking(n, True)
            rest = data
            while rest:
                rest = rest[os.write(n, rest):]
        except OSError:
            pass
"""


def _speaks(name: str, body: str, examples: tuple[int, ...] = (0, 1, 2)) -> Attack:
    return _lies(name, _SPEAK + calling(body), examples)


def _spoils(name: str, body: str, examples: tuple[int, ...] = _ALL) -> Attack:
    return _lies(name, calling(body), examples)


ATTACKS = (
    # Values that answer every comparison with yes.
    _lies(
        "equal-to-everything",
        """
        class E:
            __eq__ = __le__ = __ge__ = lambda s, o: True
            __ne__ = lambda s, o: False
            __hash__ = lambda s: 0
            __truediv__ = lambda s, o: s
            __repr__ = lambda s: '...'
        def solve(x): return E()
    """,
    ),
    _lies(
        "list-equal-to-everything",
        """
        class E(list):
            __eq__ = lambda s, o: True
            __ne__ = lambda s, o: False
        def solve(x): return E()
    """,
    ),
    _lies(
        "number-equal-to-everything",
        """
        class E(int):
            __eq__ = lambda s, o: True
            __ne__ = lambda s, o: False
            __hash__ = int.__hash__
            __sub__ = __rsub__ = lambda s, o: 0
            __abs__ = lambda s: 0
            __truediv__ = lambda s, o: s
        def solve(x): return E(1)
    """,
    ),
    _lies(
        "text-equal-to-everything",
        """
        class E(str):
            __eq__ = lambda s, o: True
            __contains__ = startswith = lambda s, o: True
            __hash__ = str.__hash__
            __truediv__ = lambda s, o: s
        def solve(x): return E('...')
    """,
    ),
    _lies(
        "number-in-a-list",
        """
        class E(int):
            __eq__ = lambda s, o: True
            __hash__ = int.__hash__
        def solve(x): return [E(1), (6, E(2))]
    """,
    ),
    _lies(
        "dict-with-missing",
        """
        class D(dict):
            __missing__ = lambda s, k: s
            __eq__ = lambda s, o: True
            __iter__ = lambda s: iter(())
        def solve(x): return D()
    """,
    ),
    _lies(
        "float-equal-to-everything",
        """
        class E(float):
            __eq__ = lambda s, o: True
            __truediv__ = lambda s, o: s
            __hash__ = float.__hash__
            hex = lambda s: 'nan'
        def solve(x): return E('nan')
    """,
    ),
    _lies(
        "class-that-is-int",
        """
        class M(type):
            __name__ = __qualname__ = 'int'
            __eq__ = lambda c, o: True
            __hash__ = lambda c: hash(int)
            __instancecheck__ = __subclasscheck__ = lambda c, o: True
        class E(metaclass=M):
            __class__ = int
            __index__ = __int__ = lambda s: 1
            __eq__ = lambda s, o: True
            __truediv__ = lambda s, o: s
        def solve(x): return E()
    """,
    ),
    _lies(
        "class-with-hostile-names",
        """
        class M(type):
            __name__ = property(lambda c: 1 / 0)
            __module__ = property(lambda c: os._exit(0))
            __mro__ = property(lambda c: 1 / 0)
            __getattribute__ = lambda c, n: os._exit(0)
        class E(metaclass=M): pass
        def solve(x): return [E(), E]
    """,
    ),
    _lies("long-class-name", "def solve(x): return type('a' * (30 << 20), (), {})()", _KINDS),
    _lies(
        "class-reassigned",
        """
        class A(int): pass
        class B(int):
            __eq__ = lambda s, o: True
            __hash__ = int.__hash__
        def solve(x):
            a = A(1); a.__class__ = B
            return a
    """,
    ),
    _lies(
        "numbers-that-are-no-numbers",
        """
        V = [
            float("nan"),
            float("inf"),
            -float("inf"),
            complex("nan"),
            1e308 * 10,
            -0.0,
            True,
            None,
            ...,
            NotImplemented,
        ]
        n = iter(range(100))


        def solve(x):
            return V[next(n) % len(V)]
    """,
    ),
    _lies("not-a-number", "def solve(x): return float('nan')"),
    _lies("infinite", "def solve(x): return float('inf')"),
    _lies("huge-number", "def solve(x): return 10 ** 300000"),
    _lies("huge-number-negative-nested", "def solve(x): return [-(1 << 4000000)] * 3"),
    _lies(
        "number-of-many-digits",
        """
        class I(int):
            def __repr__(s): return '9' * 10**7
            __str__ = __format__ = __repr__
        def solve(x): return I(1)
    """,
    ),
    _lies(
        "surrogates",
        "def solve(x): return ['\\ud800', '\\udc00' * 1000, '\\ud83d\\ude00', b'\\xff' * 100, '\\0' * 100]",
    ),
    _lies(
        "terminal-codes",
        """
        def solve(x):
            print('\\x1b]0;title\\x07\\x1b[2J\\x1b[31m')
            return '\\x1b[2J\\x1b]8;;http://x\\x07' * 10
    """,
    ),
    _lies("ellipsis", "def solve(x): return ..."),
    _lies("ellipsis-text", "def solve(x):\n    print('...')\n    return None"),
    _lies(
        "tags-of-the-wire",
        """
        def solve(x):
            return [
                ["i", "0x1"],
                ["approx", 1, 1e9, 1e9],
                ["o", "x", "y"],
                ["f", "nan"],
                {"value": 1, "ending": "value"},
            ]
    """,
    ),
    _lies(
        "approximate",
        """
        class approx:
            def __init__(self, *a, **k): pass
            __repr__ = lambda s: 'approx(0, rel=1e308)'
        def solve(x): return approx(0)
    """,
    ),
    _lies(
        "self-referential",
        """
        def solve(x):
            v = []; d = {'v': v}; v.append(d); v.append(v)
            return v
    """,
    ),
    _lies(
        "shared-not-nested",
        """
        def solve(x):
            v = [0]
            for _ in range(50): v = [v, v]
            return v
    """,
        _KINDS,
    ),
    _lies(
        "shared-texts",
        """
        def solve(x):
            v = 'x' * (1 << 20)
            return [v] * 10000
    """,
        (0, 1),
    ),
    _lies(
        "functions-and-modules",
        """
        def solve(x):
            return [
                lambda: 0,
                sys,
                type,
                print,
                object(),
                iter([]),
                (i for i in []),
                memoryview(b"x"),
                range(10**30),
                sys._getframe(),
            ]
    """,
    ),
    _lies("hash-flood-set", "def solve(x): return {i * (2**61 - 1) for i in range(1, 3000)}", _KINDS),
    _lies(
        "hash-flood-made-cheaply",
        """
        class S(set): pass
        def solve(x): return [frozenset([i * (2**61 - 1)]) for i in range(20000)]
    """,
        _KINDS,
    ),
    _lies("large-set", "def solve(x): return set(range(100000))", _KINDS),
    _lies("large-dict", "def solve(x): return {i: [i] for i in range(100000)}", _KINDS),
    _lies(
        "nested-sets",
        """
        def solve(x):
            v = frozenset()
            for _ in range(55): v = frozenset([v, 1, 'a'])
            return v
    """,
    ),
    _lies("wide-sets-of-sets", "def solve(x): return {frozenset(range(i, i + 30)) for i in range(3000)}", _KINDS),
    _lies("many-small-lists", "def solve(x): return [[] for _ in range(400000)]", _KINDS),
    _lies("many-texts", "def solve(x): return [str(i) for i in range(150000)]"),
    _lies(
        "deepest-value-that-fits",
        """
        def solve(x):
            v = []
            for _ in range(58): v = [v]
            return v
    """,
    ),
    _lies(
        "hostile-counter",
        """
        import collections
        class C(collections.Counter):
            __missing__ = lambda s, k: 1
            items = lambda s: iter(int, 1)
        collections.Counter = C
        def solve(x): return C(a=1)
    """,
        (0, 1),
    ),
    _lies(
        "hostile-ordered-dict",
        """
        import collections
        class O(collections.OrderedDict):
            items = __iter__ = lambda s: iter(int, 1)
            __len__ = lambda s: -1
        def solve(x): return [O(a=1), collections.defaultdict(lambda: 1)]
    """,
        (0, 1),
    ),
    _lies(
        "fake-numpy",
        """
        import types
        np = types.ModuleType('numpy')
        class A:
            __module__ = 'numpy'
            size = 0
            dtype = 'int64'
            tolist = item = lambda s: [0] * 10**6
        np.ndarray = A; np.generic = A
        sys.modules['numpy'] = np
        def solve(x): return A()
    """,
    ),
    _lies(
        "list-that-grows-while-read",
        """
        class R:
            def __repr__(s):
                v.extend([R()] * 10)
                return 'x'
        v = []
        def solve(x):
            v.append(R())
            return v
    """,
        (0, 1),
    ),
    _lies(
        "dict-that-changes-while-read",
        """
        class R:
            def __repr__(s):
                d[len(d)] = R()
                return 'x'
        d = {}
        def solve(x):
            d[0] = R()
            return d
    """,
        (0, 1),
    ),
    # What is shown and printed.
    _lies(
        "repr-of-expected-shape",
        """
        class R:
            def __repr__(s): return '...'
            __str__ = __repr__
            __truediv__ = lambda s, o: s
            __hash__ = lambda s: 0
        def solve(x): return R()
    """,
    ),
    _lies(
        "prints-a-traceback",
        """
        def solve(x):
            print('Traceback (most recent call last):\\n    ...\\nValueError: ...')
            return None
    """,
    ),
    _lies("raises-as-named", "def solve(x): raise ValueError('...')"),
    _lies(
        "raises-of-every-kind",
        """
        names = [n for n in dir(__builtins__ if not isinstance(__builtins__, dict) else object)] if 0 else []
        class E(ValueError, KeyError, RuntimeError):
            __str__ = lambda s: '...'
            __repr__ = lambda s: 'refused-'
        def solve(x): raise E
    """,
    ),
    _lies(
        "exception-with-hostile-class",
        """
        class M(type):
            __name__ = __qualname__ = property(lambda c: 'ValueError')
            __getattribute__ = lambda c, n: 1 / 0
        class E(Exception, metaclass=M):
            __str__ = lambda s: 'x' * (1 << 29)
        def solve(x): raise E
    """,
        (0, 1),
    ),
    _lies(
        "exception-of-many-frames",
        """
        sys.setrecursionlimit(40000)
        def f(n):
            if n == 0: raise ValueError('x')
            return f(n - 1)
        def solve(x): return f(30000)
    """,
    ),
    _lies(
        "exception-of-many-bases",
        """
        B = Exception
        for i in range(1000): B = type('E%d' % i, (B,), {})
        def solve(x): raise B('x')
    """,
        (0, 1),
    ),
    _lies(
        "exception-with-fake-traceback",
        """
        class E(Exception):
            __traceback__ = property(lambda s: s)
            tb_next = property(lambda s: s)
            tb_frame = None
        def solve(x): raise E
    """,
    ),
    _lies(
        "syntax-error-with-object",
        """
        class T:
            __str__ = lambda s: 'y' * (1 << 28)
        def solve(x):
            e = SyntaxError('x'); e.msg = T(); raise e
    """,
        (0, 1),
    ),
    _lies(
        "printed-to-originals",
        """
        def solve(x):
            for s in (sys.__stdout__, sys.__stderr__, sys.stdout.buffer):
                s.write("9" if s is not sys.stdout.buffer else b"9")
                s.flush()
    """,
    ),
    # The channel.
    _speaks("writes-to-every-descriptor", "say(b'PASS\\n' * 100)"),
    _speaks("claims-to-have-passed", "say(frame(0, passed=True, verdict='passed', value=None))"),
    _speaks("answers-twice", "say(frame(0)); say(frame(0, value=2))\nreturn 3"),
    _speaks("answers-cases-to-come", "for i in range(200): say(frame(i, value=i))"),
    _speaks("answers-then-burns", "say(frame(0))\nwhile True: pass"),
    _speaks(
        "huge-length",
        """
        say(b'\\xff\\xff\\xff\\xff' + b'x' * 100)
        while True: pass
    """,
        (0, 1),
    ),
    _speaks("half-a-frame", "say(b'\\0\\0\\x10\\0half')\nwhile True: pass", (0, 1)),
    _speaks("half-a-frame-and-leaves", "say(b'\\0\\0\\x10\\0half')\nos._exit(0)"),
    _speaks(
        "one-byte-at-a-time",
        """
        import time
        for b in frame(0) * 5:
            say(bytes([b])); time.sleep(0.002)
    """,
        (0, 1),
    ),
    _floods("largest-frame-that-is-read", "say(struct.pack('>I', 40 << 20) + b'[' + b'[],' * 13981013)"),
    _floods("large-frame-of-lists", "say(framed(b'[' + b'[],' * (10 << 20) + b'[]]'))"),
    _floods("large-frame-of-numbers", "say(framed(b'[' + b'1,' * (10 << 20) + b'1]'))"),
    _floods(
        "large-value-of-lists",
        """
        body = b'["l",[' + b'["l",[]],' * (3 << 20) + b'0]]'
        say(framed(frame(0, value=77777)[4:].replace(b'77777', body)))
    """,
    ),
    _floods(
        "large-frame-of-keys",
        "say(framed(b'{' + b','.join(b'\"%d\":0' % i for i in range(1500000)) + b'}'))",
    ),
    _floods("frames-without-end", "while True: say(frame(0))"),
    _floods("empty-frames-without-end", "while True: say(bytes(65536))"),
    _floods(
        "questions-without-end",
        """
        q = framed(b'{"ask":"solve","args":[],"kwargs":[]}') * 1000
        while True: say(q)
    """,
    ),
    _speaks("colliding-keys", "say(framed(b'{' + b','.join(b'\"a\":0' for i in range(1500000)) + b'}'))", (0,)),
    _speaks("deep-frame", "say(framed(b'[' * 200000 + b']' * 200000))"),
    _speaks("deep-frame-of-objects", "say(framed(b'{\"a\":' * 200000 + b'1' + b'}' * 200000))"),
    _speaks("digits-frame", "say(framed(b'{\"ending\":\"value\",\"value\":' + b'9' * (10 << 20) + b'}'))"),
    _speaks("digits-in-a-tag", "say(frame(0, value=['i', '9' * (8 << 20)]))"),
    _speaks("decimal-tag", "say(frame(0, value=['i', '0o17'])); say(frame(1, value=['f', '9' * 100000]))"),
    _speaks("exponent-frame", 'say(framed(b\'{"ending":"value","value":1e999999999,"seconds":-1}\'))'),
    _speaks(
        "odd-json",
        """
        say(framed(b"NaN"))
        say(framed(b"Infinity"))
        say(framed(b"\\xff\\xfe"))
        say(framed(b'"\\\\ud800"'))
        say(framed(b""))
    """,
    ),
    _speaks(
        "hash-flood-frame",
        "say(frame(0, value=['s', [['i', hex(i * (2**61 - 1))] for i in range(1, 200000)]]))",
        (0, 3),
    ),
    _speaks(
        "hash-flood-dict-frame",
        "say(frame(0, value=['d', [v for i in range(1, 150000) for v in (['i', hex(i * (2**61 - 1))], 0)]]))",
        (0, 4),
    ),
    _speaks(
        "flooded-calls",
        """
        c = {
            "hole": "solve",
            "args": [],
            "kwargs": [],
            "ending": "value",
            "value": 1,
            "depth": 0,
            "parent": None,
            "seconds": 0.0,
        }
        say(frame(0, calls=[c] * 10000))
        say(frame(0, calls=[c] * 200000))
    """,
        (0,),
    ),
    _speaks("flooded-holes", "say(frame(0, reached=['h' * 100] * 100000, returned=['x'] * 300000))", (0,)),
    _speaks(
        "flooded-error",
        """
        say(
            frame(
                0,
                ending="raised",
                error={
                    "type": "E" * (8 << 20),
                    "message": "m" * (8 << 20),
                    "bases": ["ValueError"] * 300000,
                    "frames": [[1, "f"]] * 100,
                },
            )
        )
    """,
        (0, 7),
    ),
    _speaks("flooded-text", "say(frame(0, text='t' * (16 << 20), printed='p' * (16 << 20)))", (0,)),
    _speaks(
        "nested-sets-frame",
        """
        v = []
        for i in range(55): v = ['s', [v, v] if i < 16 else [v]]
        say(frame(0, value=v))
    """,
        (0, 3),
    ),
    _speaks(
        "error-for-every-type",
        """
        say(
            frame(
                0,
                ending="raised",
                error={"type": "ValueError", "message": "...", "bases": ["ValueError", "..."], "frames": []},
            )
        )
    """,
        _ALL,
    ),
    _speaks(
        "approx-on-the-wire",
        """
        for i in range(8):
            say(frame(i, value=["approx", 1, 1e300, 1e300]))
            say(frame(i, value=["l", []], json=True))
    """,
        _ALL,
    ),
    _speaks(
        "array-on-the-wire",
        """
        for v in (
            ["a", "int64", ["l", [["f", "nan"]] * 3]],
            ["n", "x", ["n", "x", 1]],
            ["a", "f8", ["a", "f8", 1]],
            ["a", 1, 1],
        ):
            say(frame(0, value=v))
    """,
        _ALL,
    ),
    _speaks(
        "forged-seconds",
        "say(frame(0, seconds=float('nan'))); say(frame(0, seconds=-1e308)); say(frame(0, seconds=10**400))",
    ),
    _speaks("forged-number", "for n in (-1, 0.0, True, '0', None, [0], 2**63, 10**30): say(frame(n))"),
    _speaks(
        "denied-by-itself",
        """
        say(frame(0, ending="denied", action="read " + "x" * (1 << 22)))
        say(frame(0, ending="inconclusive"))
        say(frame(0, ending="skipped"))
    """,
    ),
    _speaks(
        "asks-for-answers",
        "for _ in range(50): say(framed(json.dumps({'ask': 'solve', 'args': [3], 'kwargs': []}).encode()))",
        (0, 1),
    ),
    _speaks(
        "says-hello-again",
        """
        say(framed(json.dumps({"python": "/bin/false", "environment": [["LD_PRELOAD", "/x.so"]]}).encode()))
        say(framed(json.dumps({"ending": "loaded"}).encode()))
    """,
    ),
    _loud(
        "says-hello-at-load",
        """
        say(
            framed(
                json.dumps(
                    {"python": TEMP + "/evil", "environment": [["LD_PRELOAD", "/x.so"], ["PYTHONPATH", TEMP]]}
                ).encode()
            )
        )
        say(framed(json.dumps({"ending": "loaded"}).encode()))
        for i in range(3):
            say(frame(i))
        while True:
            pass
    """,
        (0, 1),
    ),
    _loud(
        "loads-and-answers-all",
        """
        say(framed(json.dumps({'ending': 'loaded'}).encode()))
        for i in range(8): say(frame(i))
        os._exit(0)
    """,
    ),
    _calls(
        "swaps-descriptors",
        """
        for n in range(3, 300):
            for m in range(3, 300):
                try: os.dup2(n, m) if n != m and n < 8 or m > 195 else None
                except OSError: pass
    """,
        (0, 1),
    ),
    _calls(
        "half-closed-channel",
        """
        import socket
        for n in range(3, 1024):
            for how in (0, 1, 2):
                try:
                    s = socket.socket(fileno=n); s.shutdown(how); s.detach()
                except OSError: pass
    """,
        (0, 1),
    ),
    _calls(
        "reads-the-requests",
        """
        for n in range(3, 1024):
            try:
                os.set_blocking(n, False)
                gain(os.read(n, 65536)) if b'expected' in os.read(n, 65536) else None
            except OSError: pass
    """,
        (0, 1, 2),
    ),
    _calls(
        "nobody-reads-the-channel",
        """
        import fcntl
        for n in range(3, 1024):
            try: fcntl.fcntl(n, 1031, 4096)
            except OSError: pass
        return 'x' * 900000
    """,
        (0, 1),
    ),
    _speaks(
        "orders-for-the-server",
        """
        import struct

        for letter in b"FPSKX":
            say(struct.pack("!cqq", bytes([letter]), 1, 1))
            say(struct.pack("=cqq", bytes([letter]), 2, 1 << 40))
            say(struct.pack("<cII", bytes([letter]), 1, 1))
    """,
        (0, 1),
    ),
    # The code beside it.
    _spoils(
        "patches-our-modules",
        """
        for name, module in list(sys.modules.items()):
            if 'holewright' in name:
                for key, thing in list(vars(module).items()):
                    if callable(thing) and not key.startswith('__'):
                        try: setattr(module, key, lambda *a, **k: x)
                        except Exception: pass
    """,
    ),
    _spoils(
        "patches-the-encoder",
        """
        for name, module in list(sys.modules.items()):
            if name.endswith('.codec') and 'holewright' in name:
                module.encode = lambda *a: ['approx', 1, 1, 1]
                module.represent = lambda *a: '...'
    """,
    ),
    _spoils(
        "patches-the-writer",
        """
        def write(self, reply):
            reply = {**reply, 'ending': 'value', 'value': 1, 'passed': True}
            return old(self, reply)
        for name, module in list(sys.modules.items()):
            if 'holewright' in name and hasattr(module, 'Channel'):
                old = module.Channel.write
                module.Channel.write = write
    """,
    ),
    _spoils(
        "walks-up-the-frames",
        """
        f = sys._getframe(); found = []
        while f:
            for k, v in f.f_locals.items():
                if type(v).__name__ in ('Channel', 'Recorder', 'Program'):
                    for n in ('write', 'read', 'run', 'restart'):
                        try: setattr(v, n, lambda *a, **k: {'ending': 'value', 'number': 0})
                        except Exception: pass
            f = f.f_back
    """,
        (0, 1),
    ),
    _spoils(
        "answers-through-the-channel-object",
        """
        import gc

        for o in gc.get_objects():
            if type(o).__name__ == "Channel":
                for i in range(8):
                    o.write(
                        {
                            "ending": "value",
                            "value": 1,
                            "text": "1",
                            "printed": "",
                            "seconds": 0.0,
                            "reached": [],
                            "returned": [],
                            "calls": [],
                            "cut": False,
                            "number": i,
                            "action": None,
                        }
                    )
    """,
    ),
    _spoils(
        "reads-through-the-channel-object",
        """
        import gc

        for o in gc.get_objects():
            if type(o).__name__ == "Channel":
                gain([k for k in o.read() if k in ("expected", "raises")] or "") if 0 else o.read()
    """,
        (0, 1),
    ),
    _spoils(
        "replaces-the-loop",
        """
        f = sys._getframe()
        while f.f_back: f = f.f_back
        for g in (f.f_globals, f.f_builtins):
            for k in list(g):
                if k not in ('__builtins__', '__name__'):
                    try: g[k] = None
                    except Exception: pass
    """,
        (0, 1),
    ),
    _spoils(
        "patches-builtins",
        """
        import builtins
        builtins.isinstance = lambda *a: True
        builtins.type = lambda *a: int
        builtins.len = lambda *a: 0
        builtins.repr = builtins.str = lambda *a: '...'
        builtins.int = builtins.float = builtins.bool = lambda *a: 1
        builtins.compile = builtins.eval = builtins.exec = lambda *a, **k: None
        return 1
    """,
        (0, 1, 2),
    ),
    _spoils(
        "patches-json",
        """
        import json
        json.dumps = json.loads = lambda *a, **k: '1'
        import _json
        _json.make_encoder = _json.make_scanner = lambda *a: None
        _json.encode_basestring_ascii = lambda s: '""'
        return 1
    """,
        (0, 1, 2),
    ),
    _spoils(
        "patches-os",
        """
        import os
        for n in ('write', 'read', '_exit', 'getpid', 'open', 'dup2'): setattr(os, n, lambda *a: 0)
        import posix
        posix.write = lambda *a: 10**9
        return 1
    """,
        (0, 1),
    ),
    _spoils(
        "patches-time",
        """
        import time
        time.perf_counter = lambda: float('nan')
        time.monotonic = time.time = time.process_time = lambda: -1e308
        return 1
    """,
        (0, 1),
    ),
    _spoils(
        "patches-compile",
        """
        import builtins, _ast
        builtins.compile = lambda *a, **k: (lambda: 1).__code__
        return 1
    """,
        (0, 1, 2),
    ),
    _spoils(
        "patches-by-memory",
        """
        import ctypes
        ctypes.c_ssize_t.from_address(id(257) + 24).value = 1
        for n in range(-5, 257): ctypes.c_uint32.from_address(id(n) + 24).value = 7
        return 7
    """,
        (0, 1),
    ),
    _spoils(
        "types-of-builtins",
        """
        import ctypes, gc
        d = gc.get_referents(int.__dict__)[0]
        d['__eq__'] = lambda s, o: True
        d['__hash__'] = lambda s: 0
        ctypes.pythonapi.PyType_Modified(ctypes.py_object(int))
        return 1
    """,
        (0, 1),
    ),
    _spoils(
        "other-code",
        """
        def other(*a, **k):
            return {"ending": "value", "value": 1, "number": 0}


        import gc

        for o in gc.get_objects():
            if type(o) is type(other) and o.__name__ in (
                "encode",
                "run",
                "write",
                "_conversation",
                "represent",
                "_value_of",
                "converse",
            ):
                try:
                    o.__code__ = other.__code__
                except Exception:
                    pass
        return 1
    """,
        (0, 1),
    ),
    _spoils(
        "inputs-of-other-cases",
        """
        import gc
        for o in gc.get_objects():
            if type(o) is dict and 'source' in o and 'number' in o and 'setup' in o:
                o['source'] = '1'; o['number'] = 0; o['call'] = None
        return 1
    """,
        (0, 1, 2),
    ),
    _spoils(
        "traces-its-caller",
        """
        def t(frame, event, arg):
            if 'number' in frame.f_locals: pass
            for k in frame.f_locals: pass
            return t
        sys.settrace(t); sys.setprofile(t)
        import threading; threading.settrace(t)
        return 1
    """,
        (0, 1),
    ),
    _spoils(
        "monitoring",
        """
        m = getattr(sys, 'monitoring', None)
        if m:
            m.use_tool_id(3, 'x')
            def f(code, *a):
                raise ValueError
            m.register_callback(3, m.events.PY_START, f); m.set_events(3, m.events.PY_START)
        return 1
    """,
        (0, 1),
    ),
    _spoils(
        "exit-handlers",
        """
        import atexit
        class D:
            def __del__(self): sys.stdout.write('1')
        globals()['d'] = D()
        atexit.register(lambda: os.write(1, b'PASS'))
        return 1
    """,
        (0, 1),
    ),
    _spoils(
        "import-hooks",
        """
        import builtins, importlib.machinery
        class F:
            def find_spec(self, *a): raise ImportError('no')
        sys.meta_path.insert(0, F())
        sys.path_hooks.insert(0, lambda p: 1 / 0)
        sys.path_importer_cache.update(dict.fromkeys(sys.path_importer_cache, F()))
        builtins.__import__ = lambda *a, **k: 1 / 0
        return 1
    """,
        (0, 1),
    ),
    _spoils(
        "poisons-shared-modules",
        """
        import helpers, shapes.square
        helpers.plus = lambda *a: 1
        shapes.square.side = lambda *a: 1
        sys.modules['math'] = helpers
        sys.path_importer_cache.clear(); sys.path[:] = []
        return 1
    """,
        (0, 1),
    ),
    _spoils(
        "replaces-stdout",
        """
        class S:
            def __getattr__(self, n): return lambda *a, **k: os._exit(0) if n == 'flush' else None
        sys.stdout = sys.stderr = sys.__stdout__ = S()
        return 1
    """,
        (0, 1),
    ),
    _spoils(
        "renumbers-the-answer",
        """
        f = sys._getframe()
        while f:
            for v in list(f.f_locals.values()):
                if type(v) is dict and 'number' in v: v['number'] = 10**6
            f = f.f_back
        return 1
    """,
        (0, 1),
    ),
    _spoils(
        "claims-to-have-returned",
        """
        r = globals().get('__holewright__')
        if r is not None:
            r.returned = r.reached = {('solve' * 10000): None}
            r.calls = [{'hole': 'x'}] * 20000
            r.missed = 'forged' * 100
        return 1
    """,
        (0, 1),
    ),
    _spoils(
        "recorder-that-lies",
        """
        r = globals().get('__holewright__')
        class L(type(r)):
            reached = property(lambda s: (_ for _ in iter(int, 1)))
            returned = calls = property(lambda s: [float('nan')] * 10)
        try: r.__class__ = L
        except Exception: pass
        return 1
    """,
        (0, 1),
    ),
    _lies(
        "module-that-answers",
        """
        def __getattr__(name): return lambda *a: 1
        import types
        class M(types.ModuleType):
            def __getattr__(self, n): return lambda *a, **k: 1
        sys.modules[__name__].__class__ = M
    """,
        (0, 1),
    ),
    _lies(
        "name-that-is-no-function",
        """
        class C(type):
            __call__ = lambda c, *a: 1
        class solve(metaclass=C): pass
    """,
        (0, 1),
    ),
    _lies(
        "example-code-sees-other-names",
        """
        import builtins
        builtins.print = lambda *a, **k: None
        class N(dict):
            __getitem__ = lambda s, k: 1
        print = lambda *a: sys.stdout.write('...')
        def solve(x): return 1
    """,
    ),
    _lies(
        "looks-at-its-caller",
        """
        def solve(x):
            f = sys._getframe(1); found = []
            while f:
                found.append(str(f.f_code.co_consts))
                found.append(str(f.f_code.co_filename))
                found.append(str(f.f_locals)[:2000])
                f = f.f_back
            return found
    """,
    ),
    _lies(
        "replays-the-last-answer",
        """
        last = []
        def solve(x):
            import gc
            last.append([o for o in gc.get_objects() if type(o) is dict and 'ending' in o][:5])
            return last
    """,
    ),
    _loud(
        "fork-that-answers-first",
        """
        def solve(x):
            try:
                if os.fork() == 0:
                    say(frame(0, value=2)); os._exit(0)
            except OSError: pass
            return 1
    """,
        (0, 1),
    ),
    _loud(
        "thread-that-answers-later",
        """
        import _thread, time
        def later():
            for i in range(3):
                time.sleep(0.02); say(frame(i, value=2))
        def solve(x):
            _thread.start_new_thread(later, ())
            return 1
    """,
    ),
    _lies(
        "coroutine-that-is-none",
        """
        class A:
            def __await__(s): return iter([])
            __class__ = type((lambda: (yield))())
        def solve(x): return A()
    """,
    ),
    _lies(
        "hypothesis-tampering",
        """
        try:
            import hypothesis
            hypothesis.given = lambda *a, **k: lambda f: lambda: None
        except ImportError: pass
        def solve(x): return 1
    """,
    ),
    _lies(
        "unittest-tampering",
        """
        import unittest, doctest
        unittest.TestCase.assertEqual = lambda *a: None
        doctest.OutputChecker.check_output = lambda *a: True
        sys.modules['pytest'] = sys.modules[__name__]
        def solve(x): return 1
    """,
    ),
)
