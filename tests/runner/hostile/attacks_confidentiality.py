"""Candidates that read what is not theirs."""

from __future__ import annotations

from tests.runner.hostile.attack import Attack, Kind, calling

_SECRET = "no secret is in anything that it gives back"
_NAMES = "it does not learn that the file exists"


def _reads(
    name: str, body: str, *, succeeds: bool = False, perilous: bool = False, examples: tuple[int, ...] = (0, 1)
) -> Attack:
    return Attack(name, Kind.CONFIDENTIALITY, calling(body), _SECRET, examples, succeeds=succeeds, perilous=perilous)


def _sees(name: str, body: str, *, succeeds: bool = False) -> Attack:
    return Attack(name, Kind.CONFIDENTIALITY, calling(body), _NAMES, names_only=True, succeeds=succeeds)


ATTACKS = (
    _reads("ssh-key", "return read(HOME + '/.ssh/id_rsa')", succeeds=True),
    _reads(
        "cloud-credentials",
        "return [read(HOME + p) for p in ('/.aws/credentials', '/.netrc', '/.env', '/.bashrc')]",
        succeeds=True,
    ),
    Attack(
        "key-at-load",
        Kind.CONFIDENTIALITY,
        """
        KEY = read(HOME + '/.ssh/id_rsa')
        def solve(x): return KEY
    """,
        _SECRET,
        succeeds=True,
    ),
    Attack(
        "key-in-printed",
        Kind.CONFIDENTIALITY,
        """
        def solve(x):
            print(read(HOME + '/.ssh/id_rsa'))
            return x
    """,
        _SECRET,
        succeeds=True,
    ),
    Attack(
        "key-in-exception",
        Kind.CONFIDENTIALITY,
        """
        def solve(x):
            raise ValueError(read(HOME + '/.ssh/id_rsa'))
    """,
        _SECRET,
        succeeds=True,
    ),
    Attack(
        "key-in-class-name",
        Kind.CONFIDENTIALITY,
        """
        def solve(x):
            raise type(read(HOME + '/.ssh/id_rsa'), (Exception,), {})
    """,
        _SECRET,
        succeeds=True,
    ),
    Attack(
        "key-in-error-at-load",
        Kind.CONFIDENTIALITY,
        "raise ValueError(read(HOME + '/.ssh/id_rsa'))",
        _SECRET,
        succeeds=True,
    ),
    _reads(
        "key-through-proc-root",
        """
        for p in ('self', '1', str(os.getppid()), str(SENTINEL), str(PARENT), 'thread-self'):
            try: gain(read(f'/proc/{p}/root{HOME}/.ssh/id_rsa'))
            except OSError: pass
    """,
        succeeds=True,
    ),
    _reads(
        "key-through-proc-cwd",
        """
        for p in ('self', '1', str(os.getppid()), str(SENTINEL), str(PARENT)):
            for up in ('', '/..', '/../..', '/../../..'):
                for tail in (f'{HOME}/.ssh/id_rsa', '/home/.ssh/id_rsa', '/.env', '/sums.py'):
                    try: gain(read(f'/proc/{p}/cwd{up}{tail}'))
                    except OSError: pass
    """,
        succeeds=True,
    ),
    _reads(
        "key-upwards",
        """
        os.chdir(PROJECT)
        return [read('../home/.ssh/id_rsa'), read(PROJECT + '/shapes/../../home/.ssh/id_rsa')]
    """,
        succeeds=True,
    ),
    _reads(
        "key-by-descriptor",
        """
        for n in range(3, 1024):
            try:
                os.lseek(n, 0, 0)
                gain(os.pread(n, 4096, 0))
            except OSError: pass
            try: gain(read(f'/proc/self/fd/{n}'))
            except OSError: pass
    """,
    ),
    _reads(
        "descriptors-of-others",
        """
        for p in (SENTINEL, PARENT, os.getppid(), 1):
            for n in range(50):
                try: gain(read(f'/proc/{p}/fd/{n}'))
                except OSError: pass
    """,
        perilous=True,
    ),
    _reads(
        "key-through-folder-descriptor",
        """
        for n in range(3, 1024):
            for p in (HOME[1:] + '/.ssh/id_rsa', '../home/.ssh/id_rsa', 'home/.ssh/id_rsa'):
                try: gain(os.read(os.open(p, os.O_RDONLY, dir_fd=n), 4096))
                except OSError: pass
    """,
    ),
    _reads(
        "key-by-link",
        """
        os.symlink(HOME + '/.ssh/id_rsa', TEMP + '/link')
        return read(TEMP + '/link')
    """,
        succeeds=True,
    ),
    _reads(
        "key-by-hard-link",
        """
        os.link(HOME + '/.ssh/id_rsa', TEMP + '/link')
        return read(TEMP + '/link')
    """,
        succeeds=True,
    ),
    _reads(
        "key-by-handle",
        """
        import ctypes
        for a in (0, 0x200):
            h = ctypes.create_string_buffer(b'\\x80' + bytes(200)); m = ctypes.c_int()
            reach('name_to_handle_at', -100, ctypes.c_char_p((HOME + '/.ssh/id_rsa').encode()), h, ctypes.byref(m), a)
    """,
    ),
    _reads(
        "key-by-other-openings",
        """
        import ctypes, struct

        flags = {"O_PATH": 0o10000000, "O_TMPFILE": 0o20200000, "append": os.O_APPEND | os.O_WRONLY}
        for n, f in flags.items():
            try:
                gain((n, os.open(HOME + ("/.ssh" if n == "O_TMPFILE" else "/.ssh/id_rsa"), f)))
            except OSError:
                pass
        how = ctypes.create_string_buffer(struct.pack("<QQQ", 0, 0, 0))
        fd = syscall(437, -100, ctypes.c_char_p((HOME + "/.ssh/id_rsa").encode()), how, 24)
        if fd >= 0:
            gain(("openat2", os.read(fd, 4096)))
        fd = (
            syscall(2, ctypes.c_char_p((HOME + "/.ssh/id_rsa").encode()), 0, 0)
            if os.uname().machine == "x86_64"
            else -1
        )
        if fd >= 0:
            gain(("open", os.read(fd, 4096)))
    """,
    ),
    _reads(
        "key-by-import",
        """
        import importlib.machinery, importlib.util
        for path in (HOME + '/.ssh/id_rsa', PROJECT + '/.env', PROJECT + '/sums.py', PROJECT + '/holes.lock'):
            loader = importlib.machinery.SourceFileLoader('stolen', path)
            try: gain(loader.get_data(path))
            except OSError: pass
    """,
    ),
    _reads(
        "key-by-library",
        """
        import linecache, tokenize, fileinput, configparser, netrc, shutil, zipfile, sqlite3, dbm, mmap

        for do in (
            lambda p: linecache.getlines(p),
            lambda p: list(fileinput.input(p)),
            lambda p: netrc.netrc(HOME + "/.netrc").hosts,
            lambda p: configparser.ConfigParser().read(HOME + "/.aws/credentials"),
            lambda p: mmap.mmap(os.open(p, 0), 0, access=mmap.ACCESS_READ)[:],
            lambda p: sqlite3.connect("file:" + p + "?mode=ro", uri=True).execute("select * from x").fetchall(),
            lambda p: os.sendfile(1, os.open(p, 0), 0, 99),
        ):
            try:
                found = do(HOME + "/.ssh/id_rsa")
            except Exception:
                continue
            if found:
                gain(found)
    """,
        succeeds=True,
    ),
    _reads(
        "key-by-c-library",
        """
        import ctypes
        l = ctypes.CDLL(None)
        l.fopen.restype = ctypes.c_void_p
        f = l.fopen((HOME + '/.ssh/id_rsa').encode(), b'r')
        if f:
            b = ctypes.create_string_buffer(4096)
            l.fread(b, 1, 4096, ctypes.c_void_p(f))
            return b.value
    """,
        succeeds=True,
    ),
    _reads(
        "key-by-loading-a-library",
        """
        import ctypes
        try: ctypes.CDLL(HOME + '/.ssh/id_rsa')
        except OSError as e: return 'invalid ELF' in str(e) and gain(str(e)) or gains()
    """,
    ),
    _reads(
        "environment",
        """
        import ctypes
        e = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), 'environ')
        i = 0
        found = [dict(os.environ)]
        while e and e[i]:
            found.append(e[i]); i += 1
        return found
    """,
    ),
    _reads(
        "environment-of-all",
        """
        found = []
        for p in [*range(1, 300), SENTINEL, PARENT, 'self']:
            for n in ('environ', 'cmdline', 'maps', 'status', 'stack', 'auxv'):
                try: found.append(read(f'/proc/{p}/{n}')[-4000:] if n == 'environ' else read(f'/proc/{p}/{n}')[:0])
                except OSError: pass
        return found
    """,
        succeeds=True,
    ),
    _reads(
        "memory-of-the-other-process",
        """
        for p in (SENTINEL,):
            with open(f'/proc/{p}/mem', 'rb', 0) as m:
                m.seek(SENTINEL_ADDRESS)
                gain(m.read(40))
    """,
        succeeds=True,
    ),
    _reads(
        "memory-of-the-server",
        """
        import re
        for p in (os.getppid(), 1, PARENT):
            attempt('its maps', lambda: open(f'/proc/{p}/maps').read()[:200])
            attempt('its memory', lambda: open(f'/proc/{p}/mem', 'rb', 0).fileno())
    """,
        perilous=True,
    ),
    _reads(
        "process-vm-readv",
        """
        import ctypes, struct
        b = ctypes.create_string_buffer(64)
        l = ctypes.create_string_buffer(struct.pack('<QQ', ctypes.addressof(b), 40))
        r = ctypes.create_string_buffer(struct.pack('<QQ', SENTINEL_ADDRESS, 40))
        if syscall('process_vm_readv', SENTINEL, l, 1, r, 1, 0) > 0: gain(b.raw)
    """,
        succeeds=True,
    ),
    _reads(
        "process-vm-readv-of-the-server",
        """
        import ctypes, struct
        b = ctypes.create_string_buffer(64)
        l = ctypes.create_string_buffer(struct.pack('<QQ', ctypes.addressof(b), 40))
        for p in (os.getppid(), 1, PARENT):
            r = ctypes.create_string_buffer(struct.pack('<QQ', id(None), 16))
            reach('process_vm_readv', p, l, 1, r, 1, 0)
    """,
        perilous=True,
    ),
    _reads(
        "ptrace",
        """
        for request in (16, 0x4206):
            for p in (SENTINEL, os.getppid(), 1, PARENT):
                r = syscall('ptrace', request, p, 0, 0)
                if r == 0: gain(f'attached to {p}')
        reach('ptrace', 0, 0, 0, 0)
    """,
        perilous=True,
    ),
    _reads(
        "descriptor-of-another-process",
        """
        p = syscall('pidfd_open', SENTINEL, 0)
        if p >= 0: gain(p)
        for pid in (os.getppid(), 1, PARENT):
            p = syscall('pidfd_open', pid, 0)
            for n in range(30):
                if p >= 0 and syscall('pidfd_getfd', p, n, 0) >= 0: gain(f'descriptor {n} of {pid}')
    """,
        perilous=True,
    ),
    _reads(
        "compare-with-other-process",
        """
        me = os.getpid()
        for p in (SENTINEL, os.getppid(), PARENT): reach('kcmp', me, p, 0, 1, 1)
    """,
        perilous=True,
    ),
    _reads(
        "move-pages-of-other-process",
        """
        import ctypes
        for p in (SENTINEL, os.getppid()):
            reach('move_pages', p, 0, 0, 0, 0, 0)
            reach('process_madvise', 999, 0, 0, 0, 0)
    """,
        perilous=True,
    ),
    _sees(
        "stat-of-a-key",
        """
        attempt('stat', lambda: os.stat(HOME + '/.ssh/id_rsa').st_size)
        attempt('lstat', lambda: os.lstat(HOME + '/.ssh/id_rsa').st_size)
        if os.path.exists(HOME + '/.ssh/id_rsa'): gain('it exists')
    """,
        succeeds=True,
    ),
    _sees("access-of-a-key", "if os.access(HOME + '/.ssh/id_rsa', os.F_OK): gain('it exists')", succeeds=True),
    _sees(
        "statx-of-a-key",
        """
        import ctypes

        b = ctypes.create_string_buffer(256)
        if (
            syscall(
                {"x86_64": 332}.get(os.uname().machine, 291),
                -100,
                ctypes.c_char_p((HOME + "/.ssh/id_rsa").encode()),
                0,
                0x7FF,
                b,
            )
            == 0
        ):
            gain(b.raw[:64])
    """,
        succeeds=True,
    ),
    _sees(
        "error-of-a-key",
        """
        try: open(HOME + '/.ssh/id_rsa').close()
        except FileNotFoundError: return 0
        except PermissionError: gain('it exists')
    """,
        succeeds=False,
    ),
    _sees(
        "where-a-link-leads",
        """
        for n in (f"/proc/{SENTINEL}/exe", f"/proc/{PARENT}/exe", f"/proc/{PARENT}/cwd", "/proc/1/exe"):
            attempt("link", os.readlink, n)
    """,
        succeeds=True,
    ),
    _reads(
        "listings",
        """
        for f in (
            HOME,
            HOME + "/.ssh",
            TEMP,
            ROOT,
            os.path.expanduser("~"),
            "/root",
            "/tmp",
            "/var",
            "/run",
            "/boot",
            "/sys",
            "/etc/ssh",
        ):
            try:
                found = os.listdir(f)
            except OSError:
                continue
            if found:
                gain((f, found[:5]))
    """,
        succeeds=True,
    ),
    _reads(
        "listing-of-processes",
        """
        try: pids = [p for p in os.listdir('/proc') if p.isdigit()]
        except OSError: return 0
        if str(SENTINEL) in pids or str(PARENT) in pids: gain(pids)
    """,
        succeeds=True,
    ),
    _reads(
        "walk-for-secrets",
        """
        import time
        end = time.monotonic() + 0.2
        for top in (ROOT, '/home', '/root', '/tmp', '/mnt', '/srv', '/var/tmp'):
            for folder, _, files in os.walk(top):
                if folder.startswith(PROJECT): continue
                if not any(folder.startswith(p) for p in sys.path if p): gain((folder, files)) if files else 0
                if time.monotonic() > end: return gains()
    """,
        succeeds=True,
    ),
    _reads(
        "accounts",
        """
        for p in (
            "/etc/shadow",
            "/etc/passwd",
            "/etc/group",
            "/etc/hosts",
            "/etc/resolv.conf",
            "/etc/machine-id",
            "/etc/hostname",
            "/etc/fstab",
        ):
            attempt(p, read, p)
        import pwd

        if len(found := pwd.getpwall()) > 1:
            gain(found[:2])
    """,
        succeeds=True,
    ),
    _reads(
        "facts-of-the-machine",
        """
        for p in (
            "/proc/cmdline",
            "/proc/net/tcp",
            "/proc/net/unix",
            "/proc/mounts",
            "/proc/kallsyms",
            "/proc/self/mountinfo",
            "/proc/modules",
            "/proc/sched_debug",
            "/proc/keys",
            "/proc/partitions",
            "/sys/class/net",
            "/dev/mem",
            "/dev/kmsg",
            "/dev/sda",
            "/dev/vda",
        ):
            try:
                found = read(p)
            except OSError:
                continue
            if found:
                gain((p, found[:80]))
    """,
        succeeds=True,
    ),
    _reads(
        "kernel-log",
        """
        import ctypes
        b = ctypes.create_string_buffer(4096)
        reach('syslog', 3, b, 4095); reach('syslog', 10, 0, 0)
    """,
        perilous=True,
    ),
    _reads("git-config", "return [read(PROJECT + p) for p in ('/.git/config',)]", succeeds=True),
    _reads(
        "project-environment",
        """
        found = []
        for p in ('/.env', '/secret.key'):
            try: found.append(read(PROJECT + p))
            except OSError: pass
        return found
    """,
        succeeds=True,
    ),
    _reads("the-sketch", "return read(SKETCH)", succeeds=True),
    _reads(
        "the-sketch-by-other-names",
        """
        found = []
        for p in (
            PROJECT + "/./sums.py",
            PROJECT + "//sums.py",
            PROJECT + "/shapes/../sums.py",
            "/proc/self/cwd/sums.py",
            "sums.py",
            PROJECT + "/SUMS.PY",
        ):
            try:
                found.append(read(p))
            except OSError:
                pass
        for f in sys.path:
            try:
                found.append(read(f + "/sums.py"))
            except OSError:
                pass
        return found
    """,
        succeeds=True,
    ),
    _reads(
        "the-sketch-by-import",
        """
        import importlib
        m = sys.modules.pop('sums', None)
        found = []
        try: found.append(importlib.import_module('sums').solve.__doc__)
        except ImportError: pass
        return found
    """,
        succeeds=True,
    ),
    _reads(
        "the-sketch-compiled",
        """
        import glob, marshal
        found = []
        for f in (PROJECT, PROJECT + '/__pycache__'):
            try: names = os.listdir(f)
            except OSError: continue
            for n in names:
                if n.endswith('.pyc'):
                    try: found.append(read(f + '/' + n))
                    except OSError: pass
        return found
    """,
        succeeds=True,
    ),
    _reads(
        "the-sketch-compiled-by-name",
        """
        import importlib.util
        found = []
        for o in ('', 1, 2):
            try: found.append(read(importlib.util.cache_from_source(SKETCH, optimization=o)))
            except OSError: pass
        return found
    """,
        succeeds=True,
    ),
    _reads(
        "the-sketch-by-inspection",
        """
        import inspect, linecache, pkgutil

        found = []
        for do in (
            lambda: inspect.getsource(sys.modules[__name__]),
            lambda: open(__file__).read(),
            lambda: __doc__,
            lambda: solve.__doc__,
            lambda: linecache.getlines(__file__),
            lambda: pkgutil.get_data(__name__, "sums.py"),
            lambda: __loader__.get_data(SKETCH),
        ):
            try:
                found.append(do())
            except Exception:
                pass
        return found
    """,
    ),
    _reads("the-lock", "return read(PROJECT + '/holes.lock')", succeeds=True),
    _reads("the-rows", "return read(PROJECT + '/sums.jsonl')", succeeds=True),
    _reads(
        "everything-in-the-project",
        """
        found = []
        for folder, folders, files in os.walk(PROJECT):
            for n in files:
                try: found.append(read(folder + '/' + n)[:3000])
                except OSError: pass
        return found
    """,
        succeeds=True,
    ),
    _reads(
        "numbers-in-memory",
        """
        found = []
        for thing in objects():
            if type(thing) is int and thing > 10**13:
                found.append(thing)
            if type(thing) in (str, bytes) and (b"refused-" if type(thing) is bytes else "refused-") in thing:
                found.append(thing[:2000])
        return [v for v in found if v not in (9223372036854775807,)][:2000]
    """,
    ),
    _reads(
        "texts-in-raw-memory",
        """
        import ctypes, re
        found = []
        try: maps = open('/proc/self/maps').read()
        except OSError: return 0
        for line in maps.splitlines():
            a, b = (int(v, 16) for v in line.split()[0].split('-'))
            if 'rw' not in line or 'vvar' in line or b - a > 1 << 26: continue
            data = ctypes.string_at(a, b - a)
            for m in re.finditer(b'refused' + b'-[0-9a-f]{16}', data): found.append(m.group())
        return found
    """,
    ),
    _reads(
        "frames-above",
        """
        found = []
        f = sys._getframe()
        while f:
            found.append(repr(f.f_locals)[:5000])
            found.append(repr({k: v for k, v in f.f_globals.items() if k != '__builtins__'})[:5000])
            f = f.f_back
        return found
    """,
    ),
    _reads(
        "what-others-left",
        """
        found = []
        import gc

        for thing in objects():
            if isinstance(thing, dict) and "solve" in thing and thing is not globals():
                found.append(repr(thing.get("__file__")))
            if type(thing).__name__ == "code" and thing.co_name == "solve":
                found.append(repr(thing.co_consts))
        return found
    """,
    ),
    *(
        Attack(
            name,
            Kind.CONFIDENTIALITY,
            """
            import helpers, shapes, sys
            if hasattr(helpers, 'left') or hasattr(shapes, 'left') or hasattr(sys, 'left'): gain('it was left')
            helpers.left = shapes.left = sys.left = 1
            def solve(x): return gains()
            """,
            "what one candidate leaves in a module is not there for the next",
        )
        for name in ("leaves-in-modules", "finds-in-modules")
    ),
    _reads(
        "waits-for-descriptors",
        """
        import socket, array
        for n in range(3, 1024):
            try: s = socket.socket(fileno=n)
            except OSError: continue
            try:
                s.setblocking(False)
                data, anc, *_ = s.recvmsg(4096, 4096)
                if anc: gain(anc)
            except OSError: pass
            finally: s.detach()
    """,
    ),
    _reads(
        "peer-credentials",
        """
        import socket, struct
        for n in range(3, 1024):
            try: s = socket.socket(fileno=n)
            except OSError: continue
            try:
                pid = struct.unpack('3i', s.getsockopt(1, 17, 12))[0]
                if pid in (PARENT, SENTINEL): gain(pid)
                fd = s.getsockopt(1, 77)
                gain(('a pidfd of the peer', fd))
            except OSError: pass
            finally: s.detach()
    """,
    ),
    _reads(
        "terminal",
        """
        attempt('the terminal', lambda: os.open('/dev/tty', os.O_RDWR))
        attempt('a new terminal', os.openpty)
        for n in range(1024):
            if os.isatty(n): gain(n)
    """,
        perilous=True,
    ),
    _reads(
        "other-interpreters-files",
        """
        for p in ('/etc/python3', '/usr/share/doc', '/usr/bin', '/bin', '/usr/sbin', '/opt'):
            try: found = os.listdir(p)
            except OSError: continue
            if found: gain((p, found[:3]))
    """,
        succeeds=True,
    ),
    _reads(
        "mounts-below",
        """
        for p in ('/old', '/oldroot', '/.old', '/put_old', '/mnt', '/.pivot'):
            try: found = os.listdir(p)
            except OSError: continue
            if found: gain((p, found))
        os.chdir('/')
        for _ in range(20): os.chdir('..')
        try: read('.' + HOME + '/.ssh/id_rsa') and gain('out')
        except OSError: pass
    """,
        succeeds=True,
    ),
    _reads(
        "databases",
        """
        import sqlite3
        c = sqlite3.connect(':memory:')
        for q in (f"attach '{HOME}/notes.txt' as a",): c.execute(q)
        c.enable_load_extension(True); c.execute(f"select load_extension('{HOME}/.ssh/id_rsa')")
    """,
    ),
    _reads(
        "templates-of-paths",
        """
        import glob, pathlib, importlib.resources

        found = [
            *glob.glob(HOME + "/**/*", recursive=True, include_hidden=True),
            *glob.glob(ROOT + "/*/.*"),
            *map(str, pathlib.Path(HOME).rglob("*")),
        ]
        if found:
            gain(found[:5])
    """,
    ),
    _reads(
        "relative-to-every-import-folder",
        """
        found = []
        for f in [*sys.path, sys.prefix, sys.base_prefix, os.path.dirname(sys.executable)]:
            for up in ('..', '../..', '../../..'):
                for n in ('.env', '.git/config', 'holes.lock', '.ssh/id_rsa', 'home/.ssh/id_rsa', 'project/.env'):
                    try: gain(read(f'{f}/{up}/{n}'))
                    except OSError: pass
    """,
    ),
    _reads(
        "secrets-in-its-own-start",
        """
        return (
            [
                read(f"/proc/self/{n}") if os.access(f"/proc/self/{n}", os.R_OK) else ""
                for n in ("environ", "cmdline")
            ],
            sys.argv,
            getattr(sys, "orig_argv", []),
        )
    """,
    ),
    Attack(
        "secret-in-a-recorded-call",
        Kind.CONFIDENTIALITY,
        """
        def solve(x):
            r = globals().get('__holewright__')
            f = r.hole('stolen')(lambda key: key) if r else (lambda key: key)
            return f(read(HOME + '/.ssh/id_rsa'))
    """,
        _SECRET,
        succeeds=True,
    ),
)
