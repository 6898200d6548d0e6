"""Candidates that look for a way out through the kernel: what no program of a hole needs is refused at the door."""

from __future__ import annotations

from tests.runner.hostile.attack import Attack, Kind, calling

_REFUSED = "the system call is refused before the kernel looks at it"


def _asks(name: str, body: str, *, succeeds: bool = False) -> Attack:
    return Attack(name, Kind.KERNEL, calling(body), _REFUSED, (0,), succeeds=succeeds, perilous=not succeeds)


ATTACKS = (
    _asks(
        "io-uring",
        """
        import ctypes
        reach('io_uring_setup', 1, ctypes.create_string_buffer(200))
        reach('io_uring_enter', 999, 0, 0, 0, 0, 0)
        reach('io_uring_register', 999, 0, 0, 0)
        reach('io_setup', 1, ctypes.create_string_buffer(8))
    """,
    ),
    _asks(
        "bpf",
        """
        import ctypes
        for c in range(0, 40): reach('bpf', c, ctypes.create_string_buffer(128), 128)
    """,
    ),
    _asks(
        "perf-events",
        """
        import ctypes
        reach('perf_event_open', ctypes.create_string_buffer(b'\\x01\\0\\0\\0\\x80' + bytes(200)), 0, -1, -1, 0)
    """,
    ),
    _asks(
        "userfaultfd",
        """
        reach('userfaultfd', 1); reach('userfaultfd', 0)
        attempt('the device', os.open, '/dev/userfaultfd', os.O_RDWR)
    """,
    ),
    _asks(
        "memory-files",
        """
        import ctypes
        reach('memfd_create', ctypes.c_char_p(b'x'), 0); reach('memfd_secret', 0)
        attempt('memfd', os.memfd_create, 'x')
    """,
        succeeds=True,
    ),
    _asks(
        "runs-a-memory-file",
        """
        import ctypes
        fd = syscall('memfd_create', ctypes.c_char_p(b'x'), 0)
        if fd >= 0: gain('a memory file')
        reach('execveat', fd, ctypes.c_char_p(b''), 0, 0, 0x1000) if fd < 0 else None
    """,
    ),
    _asks(
        "execveat",
        """
        import ctypes
        argv = (ctypes.c_char_p * 2)(b'true', None)
        for p in (b'/bin/true', sys.executable.encode(), b'/lib64/ld-linux-x86-64.so.2'):
            reach('execveat', -100, ctypes.c_char_p(p), 0 if 0 else argv, 0, 0x10000)
    """,
    ),
    _asks(
        "execve",
        """
        for p in ('/bin/true', '/bin/sh', sys.executable, '/usr/bin/env'):
            try: os.execv(p, [p, '-c', ''])
            except PermissionError: pass
            except OSError as e: gain(e)
    """,
    ),
    _asks(
        "new-namespaces",
        """
        for f in (
            0x10000000,
            0x20000,
            0x20000000,
            0x40000000,
            0x8000000,
            0x4000000,
            0x2000000,
            0x80,
            0x10000000 | 0x20000,
        ):
            reach("unshare", f)
        for n in ("mnt", "pid", "net", "user"):
            try:
                fd = os.open(f"/proc/self/ns/{n}", os.O_RDONLY)
            except OSError:
                fd = 999
            reach("setns", fd, 0)
    """,
        succeeds=False,
    ),
    _asks(
        "clone-with-namespaces",
        """
        for f in (0x10000000, 0x10000000 | 0x20000):
            p = syscall('clone', f | 17, 0, 0, 0, 0)
            if p == 0: os._exit(0)
            if p > 0: gain('a process in a new namespace')
    """,
    ),
    _asks(
        "mounts",
        """
        import ctypes
        c = ctypes.c_char_p
        reach('mount', c(b'none'), c(b'/tmp'), c(b'tmpfs'), 0, 0)
        reach('mount', 0, c(b'/'), 0, 0x20 | 0x1000, 0)
        reach('mount', 0, c(b'/'), 0, 0x80000, 0)
        reach('umount2', c(b'/proc'), 2)
        reach('umount2', c(b'/'), 2)
        reach('pivot_root', c(b'/'), c(b'/'))
        reach('chroot', c(b'/'))
    """,
    ),
    _asks(
        "new-mounts",
        """
        import ctypes
        c = ctypes.c_char_p
        reach('open_tree', -100, c(b'/'), 1)
        reach('move_mount', 999, c(b''), -100, c(b'/'), 4)
        reach('fsopen', c(b'tmpfs'), 0)
        reach('fsmount', 999, 0, 0)
        reach('mount_setattr', -100, c(b'/'), 0, 0, 0)
        reach('statmount', 0, 0, 0, 0)
        reach('listmount', 0, 0, 0, 0)
    """,
    ),
    _asks(
        "keys",
        """
        import ctypes
        c = ctypes.c_char_p
        reach('add_key', c(b'user'), c(b'x'), c(b'y'), 1, -3)
        reach('request_key', c(b'user'), c(b'x'), 0, 0)
        reach('keyctl', 0, -3, 0)
        reach('keyctl', 6, -4, 0)
    """,
        succeeds=True,
    ),
    _asks(
        "system-v-queues", "reach('shmget', 0, 4096, 0o1600); reach('msgget', 0, 0o1600); reach('semget', 0, 1, 0o1600)"
    ),
    _asks(
        "message-queues",
        """
        import ctypes
        reach('mq_open', ctypes.c_char_p(b'x'), 0, 0, 0)
    """,
    ),
    _asks("watching-files", "reach('inotify_init1', 0); reach('fanotify_init', 0, 0)", succeeds=True),
    _asks(
        "handles",
        """
        import ctypes
        b = ctypes.create_string_buffer(256)
        reach('name_to_handle_at', -100, ctypes.c_char_p(b'/'), b, b, 0)
        reach('open_by_handle_at', -100, b, 0)
    """,
    ),
    _asks(
        "tracing",
        """
        reach("ptrace", 0, 0, 0, 0)
        reach("ptrace", 16, 1, 0, 0)
        reach("process_vm_readv", os.getpid(), 0, 0, 0, 0, 0)
        reach("process_vm_writev", os.getpid(), 0, 0, 0, 0, 0)
        reach("kcmp", os.getpid(), os.getpid(), 0, 0, 0)
    """,
    ),
    _asks(
        "process-descriptors",
        """
        reach("pidfd_open", 1, 0)
        reach("pidfd_open", os.getpid(), 0)
        reach("pidfd_getfd", 999, 0, 0)
        reach("pidfd_send_signal", 999, 0, 0, 0)
        reach("process_madvise", 999, 0, 0, 0, 0)
        reach("process_mrelease", 999, 0)
    """,
    ),
    _asks(
        "modules",
        """
        import ctypes
        c = ctypes.c_char_p
        reach('init_module', 0, 0, c(b''))
        reach('finit_module', 999, c(b''), 0)
        reach('delete_module', c(b'none_such'), 0o4000)
        reach('kexec_load', 0, 0, 0, 0)
        reach('kexec_file_load', 999, 999, 0, c(b''), 0)
    """,
    ),
    _asks(
        "machine",
        """
        import ctypes
        c = ctypes.c_char_p
        reach('reboot', 1, 2, 3, 0)
        reach('swapon', c(b'/none'), 0)
        reach('swapoff', c(b'/none'))
        reach('acct', c(b'/none'))
        reach('sethostname', c(b'x'), -1)
        reach('setdomainname', c(b'x'), -1)
        reach('quotactl', 0, 0, 0, 0)
        reach('quotactl_fd', 999, 0, 0, 0)
        reach('iopl', 4)
        reach('ioperm', 0, 0, 2)
        reach('syslog', 99, 0, 0)
    """,
    ),
    _asks(
        "clocks",
        """
        import ctypes, struct
        bad = ctypes.create_string_buffer(struct.pack('<qq', -1, -1))
        reach('settimeofday', bad, 0); reach('clock_settime', 0, bad); reach('clock_adjtime', 999, bad)
    """,
    ),
    _asks(
        "identities",
        """
        for f, a in ((os.setuid, 0), (os.setgid, 0), (os.setuid, 12345), (os.setgroups, [0])):
            try: f(a)
            except OSError: continue
            if a == 0 or isinstance(a, list): continue
            gain(f.__name__)
        import ctypes
        reach('setgroups', 0, 0)
    """,
    ),
    _asks(
        "capabilities",
        """
        import ctypes, struct

        h = ctypes.create_string_buffer(struct.pack("<Ii", 0x20080522, 0))
        d = ctypes.create_string_buffer(24)
        if syscall({"x86_64": 125}.get(os.uname().machine, 90), h, d) == 0 and any(d.raw):
            gain(("it has capabilities", d.raw))
        f = ctypes.create_string_buffer(b"\\xff" * 24)
        if syscall("capset", h, f) == 0:
            gain("it took all capabilities")
        l = ctypes.CDLL(None)
        for cap in (0, 21):
            gain("an ambient capability") if l.prctl(47, 2, cap, 0, 0) == 0 else None
    """,
    ),
    _asks(
        "no-way-back",
        """
        import ctypes
        l = ctypes.CDLL(None)
        if l.prctl(39, 0, 0, 0, 0) == 0: gain('it may gain privileges')
        if l.prctl(3, 0, 0, 0, 0) == 1: gain('it can be traced')
        l.prctl(4, 1, 0, 0, 0)
        if l.prctl(3, 0, 0, 0, 0) == 1: gain('it made itself traceable')
        if l.prctl(0x59616d61, -1, 0, 0, 0) == 0: gain('anybody may trace it')
        if l.prctl(21, 0, 0, 0, 0) == 0: gain('it has no filter')
        if l.prctl(35, 1, 0, 0, 0) == 0: gain('its memory map')
    """,
    ),
    _asks(
        "filters-again",
        """
        import ctypes, struct
        prog = ctypes.create_string_buffer(struct.pack('<HBBI', 6, 0, 0, 0x7fff0000))
        fprog = ctypes.create_string_buffer(struct.pack('<HxxxxxxQ', 1, ctypes.addressof(prog)))
        if syscall('seccomp', 1, 8, fprog) >= 0: gain('a listener for its own calls')
        attempt('still reads', lambda: read(HOME + '/.ssh/id_rsa'))
    """,
    ),
    _asks(
        "landlock-again",
        """
        import ctypes
        fd = syscall('landlock_create_ruleset', ctypes.create_string_buffer(b'\\xff\\x07' + bytes(6)), 8, 0)
        if fd >= 0:
            syscall(446, fd, 0)
            attempt('it reads', lambda: read(HOME + '/.ssh/id_rsa'))
    """,
    ),
    _asks(
        "memory-policies",
        """
        reach("migrate_pages", 0, 0, 0, 0)
        reach("move_pages", 0, 0, 0, 0, 0, 0)
        reach("mbind", 0, 0, 99, 0, 0, 0)
        reach("set_mempolicy", 99, 0, 0)
    """,
    ),
    _asks(
        "personality",
        """
        reach("personality", 0x0040000)
        reach("modify_ldt", 0, 0, 0)
        reach("uselib", 0)
        reach("lookup_dcookie", 0, 0, 0)
        reach("vhangup")
        reach("vmsplice", 999, 0, 0, 0)
        reach("lsm_list_modules", 0, 0, 0)
    """,
    ),
    _asks(
        "scheduling",
        """
        import ctypes, struct
        p = ctypes.create_string_buffer(struct.pack('<i', 1))
        reach('sched_setscheduler', os.getppid(), 99, p)
        reach('sched_setattr', os.getppid(), p, 99)
        reach('setpriority', 9, 0, 0)
        reach('ioprio_set', 9, 0, 0)
        reach('prlimit64', os.getppid(), 99, 0, 0)
    """,
    ),
    _asks(
        "other-architecture",
        """
        import ctypes, mmap, platform
        if platform.machine() == 'x86_64':
            m = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
            m.write(b'\\x53\\xb8\\x14\\0\\0\\0\\xcd\\x80\\x5b\\xc3')
            a = ctypes.addressof(ctypes.c_char.from_buffer(m))
            r = ctypes.CFUNCTYPE(ctypes.c_int)(a)()
            if r == os.getpid(): gain('calls of 32 bits are let through')
    """,
    ),
    _asks(
        "other-abi",
        """
        import os
        if os.uname().machine == 'x86_64':
            r = syscall(0x40000000 | 39)
            if r >= 0: gain('calls of x32 are let through')
    """,
    ),
    _asks(
        "all-numbers",
        """
        LEAVE = {
            0,
            1,
            3,
            5,
            8,
            9,
            10,
            11,
            12,
            13,
            14,
            15,
            16,
            20,
            23,
            24,
            25,
            28,
            34,
            35,
            60,
            231,
            7,
            19,
            32,
            33,
            44,
            45,
            46,
            47,
            202,
            219,
            270,
            271,
            281,
            230,
            128,
            130,
            186,
            435,
            56,
            57,
            58,
            59,
            322,
            61,
            247,
            62,
            200,
            234,
            48,
            288,
            43,
        }
        dangerous = [
            n
            for n in NUMBERS
            if n
            not in (
                "clone",
                "clone3",
                "fork",
                "vfork",
                "tkill",
                "tgkill",
                "sync",
                "sendto",
                "sendmsg",
                "socketpair",
                "setresuid",
                "timer_create",
                "rt_sigqueueinfo",
                "rt_tgsigqueueinfo",
                "landlock_create_ruleset",
                "seccomp",
                "capset",
                "prlimit64",
                "arch_prctl",
                "execveat",
                "acct",
                "reboot",
                "vhangup",
            )
        ]
        for n in dangerous:
            reach(n, -1, -1, -1, -1, -1, -1)
    """,
    ),
    _asks(
        "unknown-numbers",
        """
        for n in (*range(335, 387), *range(470, 600), 1023, 2**20):
            r = syscall(n, -1, -1, -1, -1, -1, -1)
            if r not in (-1, -38): gain((n, r))
    """,
    ),
    _asks(
        "terminal-input",
        """
        import fcntl, termios
        for n in range(64):
            for request in (0x5412, 0x541C, 0x4B4B, 0x540E):
                try: fcntl.ioctl(n, request, b'x')
                except OSError as e:
                    if e.errno not in (1, 9, 13, 25, 22, 38): gain((n, request, e))
                else: gain((n, hex(request)))
    """,
    ),
    _asks(
        "signal-stack-tricks",
        """
        import signal, ctypes
        l = ctypes.CDLL(None)
        def h(*a): gain(read(HOME + '/.ssh/id_rsa'))
        signal.signal(signal.SIGSYS, h)
        reach('ptrace', 0, 0, 0, 0)
        signal.raise_signal(signal.SIGSYS)
    """,
    ),
    _asks(
        "threads-without-filter",
        """
        import threading
        def f():
            attempt('read', lambda: read(HOME + '/.ssh/id_rsa'))
            reach('bpf', 0, 0, 0); reach('userfaultfd', 0)
        t = threading.Thread(target=f)
        t.start(); t.join(0.2)
    """,
    ),
    _asks(
        "executable-memory",
        """
        import ctypes, mmap

        l = ctypes.CDLL(None)
        l.mmap.restype = ctypes.c_void_p
        if syscall("memfd_create", ctypes.c_char_p(b"x"), 0) >= 0:
            gain("memory file")
        for p in (
            "/dev/zero",
            "/dev/null",
            "/dev/full",
            "/dev/random",
            "/dev/fuse",
            "/dev/kvm",
            "/dev/net/tun",
            "/dev/dri/card0",
            "/dev/vhost-net",
            "/dev/loop-control",
            "/dev/ptmx",
        ):
            if p not in ("/dev/null", "/dev/zero", "/dev/random", "/dev/full"):
                attempt(p, os.open, p, os.O_RDWR)
    """,
    ),
    _asks(
        "sends-descriptors",
        """
        import socket, array
        for n in range(3, 1024):
            try: s = socket.socket(fileno=n)
            except OSError: continue
            try:
                s.sendmsg([b''], [(1, 1, array.array('i', [1, 2] * 100))])
                gain(('descriptors were sent', n))
            except OSError: pass
            finally: s.detach()
    """,
    ),
    _asks(
        "page-cache",
        """
        import ctypes

        reach({"x86_64": 27}.get(os.uname().machine, 232), 0, 0, 0)
        reach(451, 0, 0, 0, 0)
        reach({"x86_64": 187}.get(os.uname().machine, 213), 999, 0, 0)
        reach({"x86_64": 221}.get(os.uname().machine, 223), 999, 0, 0, 4)
    """,
    ),
    _asks(
        "locked-memory",
        """
        reach({"x86_64": 151}.get(os.uname().machine, 230), 3)
        reach({"x86_64": 149}.get(os.uname().machine, 228), 0, 0)
        reach(325 if os.uname().machine == "x86_64" else 284, 0, 0, 0)
        import mmap

        attempt("huge pages", lambda: len(mmap.mmap(-1, 1 << 21, flags=0x22 | 0x40000)))
    """,
    ),
    _asks(
        "asks-about-other-processes",
        """
        import ctypes
        b = ctypes.create_string_buffer(128)
        for p in (SENTINEL, PARENT):
            for n in ('x86_64',):
                attempt('nice', os.getpriority, 0, p); attempt('group', os.getpgid, p); attempt('session', os.getsid, p)
                attempt('affinity', os.sched_getaffinity, p); attempt('scheduler', os.sched_getscheduler, p)
                if syscall({'x86_64': 274}.get(os.uname().machine, 100), p, b, b) == 0: gain('robust list')
                if syscall({'x86_64': 252}.get(os.uname().machine, 31), 1, p) >= 0: gain('io priority')
    """,
    ),
    _asks(
        "clocks-of-other-processes",
        """
        import time
        for p in (SENTINEL, PARENT): attempt('its processor time', time.clock_gettime, (~p << 3) | 2)
    """,
    ),
    _asks(
        "signals-to-the-server",
        """
        me = os.getpid()
        for p in {os.getppid(), 1, 0, -1} - {me}:
            attempt(f"kill {p}", os.kill, p, 0)
        for n, a in (
            ("tkill", (1, 0)),
            ("tgkill", (1, 1, 0)),
            ("tkill", (os.getppid(), 0)),
            ("rt_sigqueueinfo", (1, 0, 0)),
        ):
            reach(n, *a)
    """,
    ),
    _asks(
        "process-settings",
        """
        import ctypes

        l = ctypes.CDLL(None)
        for o, a in (
            (1, (9,)),
            (4, (1,)),
            (8, (1,)),
            (22, (1,)),
            (23, (0,)),
            (24, (0,)),
            (26, (1,)),
            (28, (0,)),
            (33, (0,)),
            (36, (1,)),
            (41, (1,)),
            (43, (1,)),
            (53, (0,)),
            (57, (0,)),
            (59, (1, 0, 1, 0)),
            (61, (1,)),
            (62, (0, 0, 0, 0)),
            (0x53564D41, (0, 0, 0)),
        ):
            if l.prctl(o, *a, *([0] * (4 - len(a)))) == 0:
                gain(f"prctl {o}")
    """,
    ),
    _asks(
        "processor-settings",
        """
        if os.uname().machine == 'x86_64':
            import ctypes
            for code in (0x1012, 0x1023, 0x2003, 0x5001): reach('arch_prctl', code, 0)
    """,
    ),
    _asks(
        "channel-options",
        """
        import socket

        for n in range(3, 1024):
            try:
                s = socket.socket(fileno=n)
            except OSError:
                continue
            for level, option in ((1, 7), (1, 8), (1, 26), (1, 50), (1, 16), (1, 17), (1, 31)):
                for f in (
                    lambda: s.setsockopt(level, option, b"\\x01\\0\\0\\0" * 4),
                    lambda: s.getsockopt(level, option, 16) if option in (16, 17, 31) else 1 / 0,
                ):
                    try:
                        f()
                    except (OSError, ZeroDivisionError):
                        continue
                    gain((n, level, option))
            s.detach()
    """,
    ),
    _asks(
        "out-of-band",
        """
        import socket
        a, b = socket.socketpair()
        attempt('out of band', a.send, b'x', socket.MSG_OOB)
        attempt('descriptors', socket.send_fds, a, [b'x'], [0])
    """,
    ),
    _asks(
        "commands-of-the-library",
        """
        import platform, uuid, ctypes.util, subprocess

        subprocess._USE_VFORK = False
        for f in (platform.libc_ver, uuid.getnode, lambda: ctypes.util.find_library("c"), platform.processor):
            f()
        for f in (
            lambda: os.system("true") == 0 or 1 / 0,
            lambda: os.popen("echo hello").read() or 1 / 0,
            lambda: subprocess.check_output(["/bin/echo", "hello"]),
            lambda: os.posix_spawn("/bin/true", ["true"], {}),
            lambda: os.spawnv(os.P_WAIT, "/bin/true", ["true"]) and 1 / 0,
        ):
            attempt("a command", f)
    """,
    ),
)
