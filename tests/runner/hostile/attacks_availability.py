"""Candidates that hang, die, and use up what there is."""

from __future__ import annotations

from tests.runner.hostile.attack import Attack, Kind, calling

_ENDS = "the case ends in time, and the next candidate is served"
_ALIVE = "nothing outside the candidate's own process ends, stops or is changed"
_MEMORY = "memory is refused or the time is up; our own process needs none for it"
_GONE = "every process that it started is gone afterwards"


def _hang(name: str, source: str) -> Attack:
    return Attack(name, Kind.AVAILABILITY, source, _ENDS, examples=(0,), seconds=0.2)


def _loading(name: str, source: str) -> Attack:
    return Attack(name, Kind.AVAILABILITY, source, _ENDS, examples=(0,), load_seconds=0.5)


def _dies(name: str, body: str, *, examples: tuple[int, ...] = (0, 1)) -> Attack:
    return Attack(name, Kind.AVAILABILITY, calling(body), _ENDS, examples)


def _eats(name: str, body: str) -> Attack:
    return Attack(name, Kind.AVAILABILITY, calling(body), _MEMORY, examples=(0,))


def _reaches(name: str, body: str) -> Attack:
    return Attack(name, Kind.AVAILABILITY, calling(body), _ALIVE, perilous=True)


def _multiplies(name: str, body: str) -> Attack:
    return Attack(name, Kind.AVAILABILITY, calling(body), _GONE, examples=(0,), perilous=True)


ATTACKS = (
    # It leaves.
    _dies("sys-exit", "sys.exit(0)"),
    _dies(
        "sys-exit-hostile-code",
        """
        class E:
            def __str__(self): os._exit(0)
        sys.exit(E())
    """,
    ),
    _dies("os-exit-in-call", "os._exit(0)"),
    Attack("os-exit-at-load", Kind.AVAILABILITY, "os._exit(0)", _ENDS),
    Attack("sys-exit-at-load", Kind.AVAILABILITY, "sys.exit(0)", _ENDS),
    Attack("keyboard-interrupt-at-load", Kind.AVAILABILITY, "raise KeyboardInterrupt", _ENDS),
    _dies("keyboard-interrupt", "raise KeyboardInterrupt"),
    _dies("generator-exit", "raise GeneratorExit"),
    _dies("stop-iteration", "raise StopIteration(x)"),
    _dies("stop-async-iteration", "raise StopAsyncIteration(x)"),
    _dies("base-exception-group", "raise eval(\"BaseExceptionGroup('g', [KeyboardInterrupt(), SystemExit(0)])\")"),
    _dies(
        "deep-exception-group",
        """
        e = ValueError()
        G = eval('ExceptionGroup')
        for _ in range(100000): e = G('g', [e])
        raise e
    """,
    ),
    _dies(
        "endless-causes",
        """
        e = ValueError()
        for _ in range(100000):
            f = ValueError(); f.__cause__ = e; e = f
        raise e
    """,
    ),
    _dies("abort", "os.abort()"),
    _dies("null-pointer", "import ctypes; ctypes.string_at(0)"),
    _dies("own-signal-kill", "import signal; os.kill(os.getpid(), signal.SIGKILL)"),
    _dies("own-signal-segv", "import signal; os.kill(os.getpid(), signal.SIGSEGV)"),
    _dies("corrupt-code", "exec(solve.__code__.replace(co_code=bytes(range(256)) * 4, co_consts=()))"),
    _dies(
        "corrupt-object",
        """
        import ctypes
        ctypes.memset(id(x) if 0 else id([]), 0xff, 64)
        ctypes.memset(id(int), 0, 400)
        return x + 1
    """,
    ),
    _dies(
        "corrupt-reference-count",
        """
        import ctypes
        for t in (None, True, (), type, dict):
            ctypes.c_ssize_t.from_address(id(t)).value = 0
        import gc; gc.collect()
    """,
    ),
    _dies(
        "unmap-everything",
        """
        import ctypes
        l = ctypes.CDLL(None)
        l.munmap(ctypes.c_void_p(id(x) & ~0xfff), ctypes.c_size_t(1 << 20))
        l.munmap(ctypes.c_void_p(0x1000), ctypes.c_size_t(1 << 46))
    """,
    ),
    _dies("jump-into-nowhere", "import ctypes; ctypes.CFUNCTYPE(None)(0xdeadbeef)()"),
    _dies(
        "raise-in-unraisable-hook",
        """
        def hook(*a): os._exit(3)
        sys.unraisablehook = sys.excepthook = hook
        class D:
            def __del__(self): 1 / 0
        D()
    """,
    ),
    _dies("exec-another-program", "os.execv('/bin/true', ['true'])"),
    _dies(
        "exec-own-interpreter", "os.execv(sys.executable, [sys.executable, '-c', 'while True: pass'])", examples=(0,)
    ),
    _dies(
        "delete-builtins",
        """
        import builtins
        for n in list(vars(builtins)):
            try: delattr(builtins, n)
            except BaseException: pass
    """,
    ),
    _dies("clear-modules", "sys.modules.clear(); sys.path.clear(); sys.meta_path.clear(); import json"),
    _dies("close-every-descriptor", "os.closerange(0, 70000)"),
    _dies(
        "recursion-limit-off",
        """
        sys.setrecursionlimit(2**31 - 1)
        def f(n): return f(n + 1) + 1
        f(0)
    """,
    ),
    _dies(
        "recursion-limit-one",
        """
        import threading
        try: sys.setrecursionlimit(6)
        except RecursionError: pass
        return x
    """,
    ),
    _dies(
        "recursive-repr",
        """
        class R:
            def __repr__(self): return repr(self)
        sys.setrecursionlimit(10**8)
        return [R()]
    """,
    ),
    _dies("deep-list-freed", "v = []\nfor _ in range(10**6): v = [v]\ndel v"),
    _dies("deep-list-given", "v = []\nfor _ in range(10**6): v = [v]\nreturn v"),
    _dies(
        "deep-tuple-dict-given",
        """
        v = ()
        for _ in range(10**5): v = ({1: v},)
        return v
    """,
    ),
    _dies(
        "deep-deepcopy",
        """
        import copy
        sys.setrecursionlimit(10**7)
        v = []
        for _ in range(10**5): v = [v]
        copy.deepcopy(v)
    """,
    ),
    _dies(
        "deep-json",
        """
        import json
        sys.setrecursionlimit(10**7)
        json.loads('[' * 10**6 + ']' * 10**6)
    """,
    ),
    _dies(
        "deep-pickle",
        """
        import pickle
        sys.setrecursionlimit(10**7)
        v = []
        for _ in range(10**5): v = [v]
        pickle.dumps(v)
    """,
    ),
    _dies(
        "deep-regex",
        """
        import re
        sys.setrecursionlimit(10**6)
        re.compile('(' * 50000 + ')' * 50000)
    """,
    ),
    _dies("deep-parse", "compile('(' * 10**5 + ')' * 10**5, 'x', 'eval')"),
    _dies(
        "deep-syntax-tree",
        """
        import ast
        sys.setrecursionlimit(10**7)
        n = ast.Constant(1)
        for _ in range(10**5): n = ast.UnaryOp(ast.USub(), n)
        compile(ast.fix_missing_locations(ast.Expression(n)), 'x', 'eval')
    """,
    ),
    _dies(
        "deep-instance-of",
        """
        t = int
        for _ in range(10**5): t = (t,)
        sys.setrecursionlimit(10**7)
        isinstance(x, t)
    """,
    ),
    _dies(
        "deep-union",
        """
        import functools, operator
        functools.reduce(operator.or_, [type(f'T{i}', (), {}) for i in range(300)])
        def f():
            yield from f()
        list(f())
    """,
    ),
    _dies(
        "fault-handler",
        """
        import faulthandler
        faulthandler.enable(sys.__stderr__)
        faulthandler._sigsegv()
    """,
    ),
    _dies(
        "hostile-codec-registry",
        """
        import codecs
        codecs.register(lambda n: 1 / 0)
        codecs.register_error('strict', lambda e: ('', 0))
        codecs.register_error('replace', lambda e: 1 / 0)
        return '\\ud800' * 10
    """,
    ),
    # It never ends.
    _hang("busy-loop", calling("while True: pass")),
    _loading("busy-loop-at-load", "while True: pass"),
    _loading(
        "parser-bomb-at-load",
        """
        x = eval('(' * 60 + '1' + ')' * 60)
        exec('a=' * 200000 + '1')
        while True: pass
    """,
    ),
    _hang(
        "loop-that-swallows",
        calling("""
        while True:
            try:
                while True: pass
            except BaseException: pass
    """),
    ),
    _hang(
        "loop-that-ignores-signals",
        calling("""
        import signal
        for s in range(1, 65):
            try: signal.signal(s, signal.SIG_IGN)
            except Exception: pass
        while True: pass
    """),
    ),
    _hang(
        "blocked-signals",
        calling("""
        import signal
        signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
        while True: pass
    """),
    ),
    _hang("power-tower", calling("return 9 ** 9 ** 9")),
    _hang("factorial", calling("import math; return math.factorial(10**8)")),
    _hang("regex-backtracking", calling("import re; re.match('(a+)+$', 'a' * 60 + 'b')")),
    _hang("sum-of-endless", calling("import itertools; return sum(itertools.repeat(1))")),
    _hang(
        "int-to-text",
        calling("""
        getattr(sys, 'set_int_max_str_digits', int)(0)
        return len(str(1 << (1 << 26)))
    """),
    ),
    _hang(
        "text-to-int",
        calling("""
        getattr(sys, 'set_int_max_str_digits', int)(0)
        return int('9' * 10**7)
    """),
    ),
    _hang("contains-in-endless", calling("import itertools; return -1 in itertools.count()")),
    _hang("sleep", calling("import time; time.sleep(600)")),
    _hang("stops-itself", calling("import signal; os.kill(os.getpid(), signal.SIGSTOP)")),
    _hang(
        "waits-for-a-lock",
        calling("""
        import _thread
        l = _thread.allocate_lock()
        l.acquire(); l.acquire()
    """),
    ),
    _hang(
        "waits-for-input",
        calling("""
        os.read(0, 1) or sys.stdin.read()
        import select
        select.select([], [], [])
    """),
    ),
    _hang(
        "endless-generator",
        calling("""
        def g():
            while True: yield 1
        return set(g())
    """),
    ),
    _hang(
        "endless-awaitable",
        """
        class A:
            def __await__(self):
                while True: yield
        async def solve(x):
            return await A()
    """,
    ),
    _hang(
        "await-for-ever",
        """
        import asyncio
        async def solve(x):
            await asyncio.Event().wait()
    """,
    ),
    _hang(
        "asyncio-swallows-cancelling",
        """
        import asyncio
        async def solve(x):
            while True:
                try: await asyncio.sleep(60)
                except BaseException: pass
    """,
    ),
    _hang(
        "asyncgen-never-closes",
        """
        async def solve(x):
            async def g():
                try: yield 1
                finally:
                    while True: pass
            async for _ in g(): return 1
    """,
    ),
    _hang(
        "hanging-repr",
        calling("""
        class R:
            def __repr__(self):
                while True: pass
        return R()
    """),
    ),
    _hang(
        "hanging-exception-text",
        calling("""
        class E(Exception):
            def __str__(self):
                while True: pass
        raise E
    """),
    ),
    _hang(
        "hanging-destructor",
        calling("""
        class D:
            def __del__(self):
                while True: pass
        D()
    """),
    ),
    _hang(
        "hanging-weakref-callback",
        calling("""
        import weakref
        class D: pass
        d = D()
        r = weakref.ref(d, lambda _: [0 for _ in iter(int, 1)])
        del d
    """),
    ),
    _hang(
        "hanging-stdout",
        calling("""
        class S:
            def flush(self):
                while True: pass
            write = flush
        sys.stdout = S()
    """),
    ),
    _hang(
        "hanging-trace",
        calling("""
        def t(*a):
            while True: pass
        sys.settrace(t); sys.setprofile(t)
    """),
    ),
    _hang(
        "hanging-gc-callback",
        calling("""
        import gc
        def c(*a):
            while True: pass
        gc.callbacks.append(c)
        gc.enable(); gc.collect()
    """),
    ),
    _hang(
        "hanging-audit-hook",
        calling("""
        def h(*a):
            while True: pass
        sys.addaudithook(h)
        open('x')
    """),
    ),
    _hang(
        "hanging-exit-handlers",
        """
        import atexit, threading
        atexit.register(lambda: [0 for _ in iter(int, 1)])
        def solve(x):
            t = threading.Thread(target=lambda: [0 for _ in iter(int, 1)])
            t.start()
            sys.exit(0)
    """,
    ),
    _hang(
        "hanging-property-of-module",
        """
        def __getattr__(name):
            while True: pass
        del solve if 0 else None
    """.replace(
            "del solve if 0 else None\n",
            """
        solve = None
        import types
        class M(types.ModuleType):
            def __getattribute__(self, name):
                while True: pass
        sys.modules[__name__].__class__ = M
        def solve(x):
            while True: pass
    """,
        ),
    ),
    _hang(
        "endless-timer-signals",
        calling("""
        import signal
        signal.signal(signal.SIGALRM, lambda *a: None)
        signal.setitimer(signal.ITIMER_REAL, 1e-5, 1e-5)
        while True: pass
    """),
    ),
    _hang(
        "zip-quine-sleep",
        calling("""
        import lzma, bz2
        d = bz2.compress(bytes(1 << 22))
        while True: bz2.decompress(d)
    """),
    ),
    # It uses up memory.
    _eats("memory-at-once", "return bytearray(10**11)"),
    _eats("list-at-once", "return [0] * 10**11"),
    _eats("text-at-once", "return 'a' * 10**10"),
    _eats(
        "memory-growing",
        """
        v = []
        for _ in range(3000): v.append(bytearray(os.urandom(1) * (1 << 20)))
        gain('3 GB')
    """,
    ),
    _eats(
        "memory-mapped",
        """
        import mmap
        v = [mmap.mmap(-1, 1 << 26) for _ in range(64)]
        for m in v: m.write(b'x' * (1 << 26))
        gain('4 GB')
    """,
    ),
    _eats(
        "memory-shared",
        """
        import mmap
        v = [mmap.mmap(-1, 1 << 26, flags=mmap.MAP_SHARED) for _ in range(64)]
        for m in v: m.write(b'x' * (1 << 26))
        gain('4 GB')
    """,
    ),
    _eats(
        "zip-bomb",
        """
        import zlib
        o = zlib.decompressobj()
        d = zlib.compress(bytes(1 << 24))
        v = [zlib.decompress(d) + b'1' for _ in range(200)]
        gain('3 GB')
    """,
    ),
    _eats(
        "lzma-bomb",
        """
        import lzma
        d = lzma.compress(bytes(1 << 22), preset=0)
        v = [lzma.decompress(d) + b'1' for _ in range(800)]
        gain('3 GB')
    """,
    ),
    _eats(
        "memory-then-swallow",
        """
        v = []
        try:
            while True: v.append(bytearray(1 << 20))
        except MemoryError:
            try:
                while True: v.append([v] * 10)
            except MemoryError: pass
        return v
    """,
    ),
    _eats(
        "socket-buffers",
        """
        import socket
        v = [socket.socketpair() for _ in range(2000)]
        for a, b in v:
            a.setblocking(False)
            try:
                while True: a.send(bytes(65536))
            except BlockingIOError: pass
        gain('kernel memory')
    """,
    ),
    _eats(
        "pipe-buffers",
        """
        import fcntl
        v = [os.pipe() for _ in range(4000)]
        for a, b in v:
            os.set_blocking(b, False)
            fcntl.fcntl(b, 1031, 1 << 20)
            os.write(b, bytes(1 << 20))
        gain('4 GB of kernel memory')
    """,
    ),
    _eats("huge-value", "return 'a' * (200 << 20)"),
    _eats("printed-flood", "while True: print('flood' * 1000)"),
    _eats(
        "descriptor-flood",
        """
        for n in range(3, 1024):
            try: os.set_blocking(n, False)
            except OSError: pass
        while True:
            for n in range(0, 1024):
                try: os.write(n, b'flood' * 10000)
                except OSError: pass
    """,
    ),
    _eats("descriptors-used-up", "v = []\nwhile True:\n    v.append(os.dup(1))"),
    # It multiplies.
    _multiplies(
        "fork-bomb",
        """
        for _ in range(6):
            os.fork()
        import time; time.sleep(60)
    """,
    ),
    _multiplies(
        "fork-and-detach",
        """
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                import time; time.sleep(60)
            os._exit(0)
    """,
    ),
    _multiplies("fork-that-answers", "os.fork()\nreturn x"),
    _multiplies(
        "clone-by-number",
        """
        for name, args in (('clone', (17, 0, 0, 0, 0)), ('fork', ()), ('vfork', ())):
            if syscall(name, *args) == 0:
                syscall(34) if 0 else None
                import time; time.sleep(60)
    """,
    ),
    _multiplies(
        "clone-new-parent",
        """
        if syscall('clone', 0x8000 | 17, 0, 0, 0, 0) == 0:
            import time; time.sleep(60)
    """,
    ),
    _multiplies(
        "clone3",
        """
        import ctypes, struct
        a = ctypes.create_string_buffer(struct.pack('<8Q', 0, 0, 0, 0, 17, 0, 0, 0))
        if syscall('clone3', a, 64) == 0:
            import time; time.sleep(60)
    """,
    ),
    _multiplies("posix-spawn", "os.posix_spawn('/bin/sleep', ['sleep', '60'], {})"),
    _multiplies(
        "subprocess",
        """
        import subprocess; subprocess.Popen(['/bin/sleep', '60'])
        return 1
    """,
    ),
    _multiplies("subprocess-shell", "import subprocess; return subprocess.run('sleep 60 & disown', shell=True)"),
    _multiplies(
        "subprocess-python",
        """
        import subprocess
        subprocess.Popen([sys.executable, '-c', 'import time
        time.sleep(60)'], start_new_session=True)
        return 1
    """,
    ),
    _multiplies(
        "multiprocessing",
        """
        import multiprocessing as m
        c = m.get_context('fork')
        p = c.Process(target=__import__('time').sleep, args=(60,)); p.start()
        return 1
    """,
    ),
    _multiplies(
        "process-pool",
        """
        import concurrent.futures as f
        with f.ProcessPoolExecutor(4) as p: p.submit(__import__('time').sleep, 60)
    """,
    ),
    _multiplies(
        "pty-fork",
        """
        import pty
        if pty.fork()[0] == 0:
            import time; time.sleep(60)
    """,
    ),
    Attack(
        "threads",
        Kind.AVAILABILITY,
        calling("""
        import threading
        for _ in range(200): threading.Thread(target=lambda: [0 for _ in iter(int, 1)]).start()
        while True: pass
    """),
        _GONE,
        (0,),
    ),
    Attack(
        "threads-after-the-answer",
        Kind.AVAILABILITY,
        calling("""
        import _thread
        for _ in range(8): _thread.start_new_thread(lambda: [0 for _ in iter(int, 1)], ())
        return x
    """),
        _GONE,
        (0, 1),
    ),
    # It turns against others. It asks whether it could, where doing it would hurt the machine.
    _reaches(
        "kill-parent",
        """
        p = os.getppid()
        attempt('our process can be signalled', os.kill, PARENT, 0)
        if p == 1 or not GAINED: attempt('killed', os.kill, p, 9)
    """,
    ),
    _reaches(
        "stop-parent",
        """
        attempt('our process can be signalled', os.kill, PARENT, 0)
        if not GAINED: os.kill(os.getppid(), 19)
    """,
    ),
    _reaches(
        "kill-the-other-process",
        """
        import signal

        for s in (signal.SIGURG, signal.SIGUSR1, signal.SIGSTOP, signal.SIGKILL):
            attempt("signal", os.kill, SENTINEL, s)
    """,
    ),
    _reaches(
        "kill-the-other-process-by-number",
        """
        for name, args in (("tkill", (SENTINEL, 9)), ("tgkill", (SENTINEL, SENTINEL, 9))):
            reach(name, *args) if syscall(name, *args) != -3 else None
    """,
    ),
    _reaches(
        "queue-a-signal",
        """
        import ctypes
        i = ctypes.create_string_buffer(b'\\x0a' + bytes(7) + b'\\xff' * 4 + bytes(116))
        for n, a in (('rt_sigqueueinfo', (SENTINEL, 10, i)), ('rt_tgsigqueueinfo', (SENTINEL, SENTINEL, 10, i))):
            if syscall(n, *a) == 0: gain(n)
    """,
    ),
    _reaches(
        "kill-by-pidfd",
        """
        p = syscall('pidfd_open', SENTINEL, 0)
        if p >= 0:
            gain('a pidfd')
            syscall('pidfd_send_signal', p, 9, 0, 0)
    """,
    ),
    _reaches(
        "kill-everybody",
        """
        attempt('others can be signalled', os.kill, SENTINEL, 0)
        attempt('our process can be signalled', os.kill, PARENT, 0)
        if not GAINED: attempt('every process was killed', os.kill, -1, 9)
    """,
    ),
    _reaches(
        "kill-own-group",
        """
        attempt('others can be signalled', os.kill, SENTINEL, 0)
        if not GAINED: os.killpg(0, 9)
    """,
    ),
    _reaches(
        "kill-near-pids",
        """
        me = os.getpid()
        attempt('others can be signalled', os.kill, SENTINEL, 0)
        for p in range(1, 60):
            if p != me and not GAINED:
                try: os.kill(p, 9)
                except OSError: pass
    """,
    ),
    _reaches(
        "signal-through-a-pipe",
        """
        import fcntl, signal
        r, w = os.pipe()
        fcntl.fcntl(r, fcntl.F_SETOWN, SENTINEL)
        fcntl.fcntl(r, 10, signal.SIGKILL)
        fcntl.fcntl(r, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
        os.write(w, b'x'); os.write(w, b'y')
    """,
    ),
    _reaches(
        "signal-through-a-pipe-ex",
        """
        import fcntl, struct
        r, w = os.pipe()
        fcntl.fcntl(r, 15, struct.pack('ii', 1, SENTINEL))
        fcntl.fcntl(r, 10, 9)
        fcntl.fcntl(r, fcntl.F_SETFL, os.O_ASYNC)
        os.write(w, b'x'); os.write(w, b'y')
    """,
    ),
    _reaches(
        "signal-through-a-terminal",
        """
        import fcntl, struct
        for n in range(1024):
            try: fcntl.ioctl(n, 0x8901, struct.pack('i', SENTINEL)); fcntl.ioctl(n, 0x5452, struct.pack('i', 1))
            except OSError: pass
    """,
    ),
    _reaches(
        "limits-of-the-other-process",
        """
        import resource
        attempt('limits', resource.prlimit, SENTINEL, resource.RLIMIT_NOFILE, (5, 5))
        attempt('parent limits', resource.prlimit, PARENT, resource.RLIMIT_CORE)
    """,
    ),
    _reaches(
        "limits-of-the-server",
        """
        import resource
        for p in (os.getppid(), 1):
            for k in (resource.RLIMIT_NPROC, resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_NOFILE):
                attempt('limits of the process that forks', resource.prlimit, p, k, (1, 1))
    """,
    ),
    Attack(
        "raises-own-limits",
        Kind.AVAILABILITY,
        calling("""
        import resource
        for k in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, resource.RLIMIT_NPROC):
            try: resource.setrlimit(k, (resource.RLIM_INFINITY,) * 2)
            except (ValueError, OSError): continue
            gain('limit ' + str(k))
        v = bytearray(1 << 30)
        gain('1 GB')
    """),
        "its limits are final",
        (0,),
        perilous=True,
    ),
    _reaches(
        "priority-of-the-other-process",
        """
        attempt('nice', os.setpriority, 0, SENTINEL, 19)
        attempt('group', os.setpriority, 1, 0, 19)
        reach('ioprio_set', 1, SENTINEL, 3 << 13) if syscall('ioprio_set', 1, SENTINEL, 3 << 13) != -3 else None
    """,
    ),
    _reaches(
        "processors-of-the-other-process",
        """
        attempt('affinity', os.sched_setaffinity, SENTINEL, [0])
        attempt('scheduler', os.sched_setscheduler, SENTINEL, os.SCHED_IDLE, os.sched_param(0))
    """,
    ),
    _reaches(
        "own-priority",
        """
        attempt('real time', os.sched_setscheduler, 0, os.SCHED_FIFO, os.sched_param(50))
        attempt('nice', os.nice, -10)
    """,
    ),
    _reaches(
        "outlive-by-death-signal",
        """
        import ctypes
        l = ctypes.CDLL(None)
        l.prctl(1, 0, 0, 0, 0); l.prctl(36, 1, 0, 0, 0); os.setsid() if 0 else None
        while True: pass
    """,
    ),
    _reaches(
        "new-session",
        """
        for f in (os.setsid, os.setpgrp):
            try: f()
            except OSError: pass
        while True: pass
    """,
    ),
    _reaches(
        "timer-at-another-thread",
        """
        import ctypes, struct
        e = ctypes.create_string_buffer(struct.pack('<QiiI', 0, 9, 4, SENTINEL) + bytes(48))
        t = ctypes.create_string_buffer(8)
        if syscall('timer_create', 0, e, t) == 0: gain('a timer that signals another process')
    """,
    ),
    _reaches(
        "out-of-memory-score",
        """
        for p in (SENTINEL, os.getppid()):
            attempt("oom", lambda: open(f"/proc/{p}/oom_score_adj", "w").write("1000"))
    """,
    ),
)
