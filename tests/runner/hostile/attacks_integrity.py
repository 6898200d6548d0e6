"""Candidates that change what is not theirs."""

from __future__ import annotations

from tests.runner.hostile.attack import Attack, Kind, calling

_SAME = "no file is made, changed or removed"


def _changes(name: str, body: str, *, succeeds: bool = True, perilous: bool = False) -> Attack:
    return Attack(name, Kind.INTEGRITY, calling(body), _SAME, succeeds=succeeds, perilous=perilous)


ATTACKS = (
    _changes("writes-beside-the-sketch", "open(PROJECT + '/new.txt', 'w').write('x')"),
    _changes("writes-into-the-working-folder", "open('new.txt', 'w').write('x')"),
    _changes("writes-the-sketch", "open(SKETCH, 'a').write('x')"),
    _changes("writes-the-lock", "open(PROJECT + '/holes.lock', 'w').write('x')"),
    _changes("writes-a-module", "open(PROJECT + '/helpers.py', 'a').write('x = 1')"),
    _changes("writes-a-git-hook", "open(PROJECT + '/.git/hooks/pre-commit', 'a').write('x')"),
    _changes(
        "writes-editor-settings",
        "os.makedirs(PROJECT + '/.vscode'); open(PROJECT + '/.vscode/settings.json', 'w').write('{}')",
    ),
    _changes("writes-at-home", "open(HOME + '/.bashrc', 'a').write('x'); open(HOME + '/new', 'w').write('x')"),
    _changes(
        "writes-temporary",
        """
        import tempfile
        for f in ('/tmp', '/var/tmp', '/run/lock', TEMP):
            try: open(f'{f}/{MARKER}', 'w').write('x')
            except OSError: pass
    """,
    ),
    _changes(
        "temporary-files",
        """
        import tempfile
        f = tempfile.NamedTemporaryFile(delete=False, prefix=MARKER); f.write(b'x')
    """,
    ),
    _changes(
        "unnamed-temporary-files",
        """
        import tempfile
        attempt('a file', lambda: tempfile.TemporaryFile().write(b'x'))
        attempt('a file', lambda: os.open('/tmp', 0o20200000 | os.O_RDWR))
        attempt('a file', lambda: os.open(PROJECT, 0o20200000 | os.O_RDWR))
    """,
    ),
    _changes("shared-memory", "open(f'/dev/shm/{MARKER}', 'w').write('x')"),
    _changes(
        "shared-memory-library",
        """
        from multiprocessing import shared_memory, resource_tracker
        resource_tracker.register = lambda *a: None
        s = shared_memory.SharedMemory(MARKER, create=True, size=4096); s.buf[0] = 1
    """,
    ),
    _changes(
        "message-queue",
        """
        import ctypes, errno
        name = ctypes.c_char_p(MARKER.encode())
        small = (ctypes.c_long * 8)(0, 1, 1)
        # A queue outlives whoever made it, and the few that a user may have are shared by all of the machine.
        if syscall('mq_open', name, 0o102, 0o600, small) not in (-errno.EPERM, -errno.EACCES, -errno.ENOSYS):
            gain('a queue'); syscall('mq_unlink', name)
    """,
    ),
    _changes(
        "leaves-compiled-modules",
        """
        import py_compile
        sys.dont_write_bytecode = False
        sys.pycache_prefix = None
        for m in ('helpers', 'shapes'):
            sys.modules.pop(m, None); __import__(m)
        py_compile.compile(PROJECT + '/helpers.py')
    """,
    ),
    _changes(
        "writable-library",
        """
        import json, glob
        for f in [json.__file__, json.__cached__, os.__file__]:
            try: os.close(os.open(f, os.O_WRONLY))
            except OSError: continue
            gain(f)
    """,
        succeeds=False,
        perilous=True,
    ),
    _changes(
        "new-file-in-library",
        """
        for f in [os.path.dirname(os.__file__), *sys.path, sys.prefix]:
            if os.access(f, os.W_OK): gain(f)
            try:
                os.mkdir(f'{f}/{MARKER}')
                gain(f); os.rmdir(f'{f}/{MARKER}')
            except OSError: pass
    """,
        succeeds=False,
        perilous=True,
    ),
    _changes("removes", "os.unlink(HOME + '/notes.txt')"),
    _changes("removes-the-project", "import shutil; shutil.rmtree(PROJECT, ignore_errors=True)"),
    _changes("renames", "os.rename(PROJECT + '/helpers.py', PROJECT + '/gone.py')"),
    _changes("replaces", "open(TEMP + '/n', 'w').write('x'); os.replace(TEMP + '/n', HOME + '/notes.txt')"),
    _changes(
        "exchanges",
        """
        import ctypes

        syscall(
            {"x86_64": 316}.get(os.uname().machine, 276),
            -100,
            ctypes.c_char_p((HOME + "/notes.txt").encode()),
            -100,
            ctypes.c_char_p((HOME + "/.env").encode()),
            2,
        )
    """,
    ),
    _changes("truncates", "os.truncate(HOME + '/notes.txt', 0)"),
    _changes("truncates-by-opening", "os.open(HOME + '/notes.txt', os.O_RDONLY | os.O_TRUNC)"),
    _changes("changes-rights", "os.chmod(HOME + '/.ssh/id_rsa', 0o600)"),
    _changes("changes-rights-of-project", "os.chmod(PROJECT + '/helpers.py', 0o755)"),
    _changes("changes-times", "os.utime(PROJECT + '/helpers.py', (1, 1))"),
    _changes("touches-times", "os.utime(PROJECT + '/helpers.py')"),
    _changes(
        "changes-owner", "os.chown(PROJECT + '/helpers.py', 1234, 1234); os.lchown(PROJECT + '/helpers.py', 1234, 1234)"
    ),
    _changes(
        "extended-attributes",
        """
        os.setxattr(PROJECT + '/helpers.py', 'user.x', b'x')
        gain('an attribute')
    """,
        succeeds=False,
    ),
    _changes(
        "inode-flags",
        """
        import fcntl, array
        for p in (PROJECT + '/helpers.py', PROJECT, HOME):
            f = os.open(p, os.O_RDONLY)
            a = array.array('i', [0])
            try: fcntl.ioctl(f, 0x40086602, a)
            except OSError: continue
            gain(p)
    """,
        succeeds=False,
        perilous=True,
    ),
    _changes("makes-a-folder", "os.mkdir(PROJECT + '/folder')"),
    _changes("makes-a-link", "os.symlink('/etc/passwd', PROJECT + '/link')"),
    _changes("makes-a-hard-link", "os.link(PROJECT + '/helpers.py', PROJECT + '/hard')"),
    _changes("makes-a-pipe", "os.mkfifo(PROJECT + '/pipe')"),
    _changes(
        "makes-a-device",
        """
        os.mknod(TEMP + '/device', 0o60666, os.makedev(254, 0))
        gain('a device')
    """,
        succeeds=False,
    ),
    _changes("binds-a-socket-file", "import socket; socket.socket(socket.AF_UNIX).bind(TEMP + '/made.sock')"),
    _changes(
        "link-out-of-the-project",
        "os.symlink(HOME, PROJECT + '/out'); open(PROJECT + '/out/notes.txt', 'a').write('x')",
    ),
    _changes(
        "replaces-folder-by-link", "os.rename(PROJECT + '/.git', PROJECT + '/.g'); os.symlink(TEMP, PROJECT + '/.git')"
    ),
    _changes(
        "writes-through-proc",
        """
        for p in ('self', '1', str(SENTINEL)):
            try: open(f'/proc/{p}/root{HOME}/notes.txt', 'a').write('x')
            except OSError: pass
    """,
    ),
    _changes(
        "writes-by-descriptor",
        """
        for n in range(3, 1024):
            for f in (
                lambda: os.open("new", os.O_CREAT | os.O_WRONLY, dir_fd=n),
                lambda: os.open(f"/proc/self/fd/{n}", os.O_WRONLY | os.O_APPEND),
            ):
                try:
                    os.close(f())
                except OSError:
                    pass
    """,
        succeeds=False,
    ),
    _changes("writes-at-load", "pass", succeeds=False),
    Attack(
        "module-side-effect",
        Kind.INTEGRITY,
        """
        open(PROJECT + '/left', 'w').write('x')
        def solve(x): return x
    """,
        _SAME,
        succeeds=True,
    ),
    _changes(
        "database",
        """
        import sqlite3, dbm.dumb, shelve
        sqlite3.connect(PROJECT + '/db.sqlite').execute('create table t (x)')
    """,
    ),
    _changes(
        "log-file",
        """
        import logging
        logging.basicConfig(filename=PROJECT + '/log.txt'); logging.error('x')
    """,
    ),
    _changes("core-file", "os.chdir(TEMP); os.abort()", succeeds=False),
    _changes(
        "writes-memory-of-the-other-process",
        """
        m = os.open(f'/proc/{SENTINEL}/mem', os.O_RDWR)
        os.lseek(m, SENTINEL_ADDRESS, 0); os.write(m, b'hostile')
    """,
        succeeds=False,
        perilous=True,
    ),
    _changes(
        "process-vm-writev",
        """
        import ctypes, struct
        b = ctypes.create_string_buffer(b'hostile')
        l = ctypes.create_string_buffer(struct.pack('<QQ', ctypes.addressof(b), 7))
        r = ctypes.create_string_buffer(struct.pack('<QQ', SENTINEL_ADDRESS, 7))
        syscall('process_vm_writev', SENTINEL, l, 1, r, 1, 0)
    """,
        succeeds=False,
        perilous=True,
    ),
    _changes(
        "kernel-settings",
        """
        for p in (
            "/proc/sys/kernel/hostname",
            "/proc/sys/vm/drop_caches",
            "/proc/sysrq-trigger",
            "/proc/self/oom_score_adj",
            "/proc/self/uid_map",
            "/proc/self/setgroups",
            "/proc/self/comm",
            "/proc/self/coredump_filter",
            "/sys/kernel/mm/ksm/run",
            "/sys/fs/cgroup/cgroup.procs",
            "/dev/mem",
            "/dev/kmsg",
        ):
            try:
                os.close(os.open(p, os.O_WRONLY))
            except OSError:
                continue
            gain(p)
    """,
        succeeds=False,
        perilous=True,
    ),
    _changes(
        "file-locks",
        """
        import fcntl
        for p in (PROJECT + '/helpers.py', PROJECT + '/holes.lock'):
            try: f = os.open(p, os.O_RDONLY)
            except OSError: continue
            attempt('a lock on ' + p, fcntl.flock, f, fcntl.LOCK_EX | fcntl.LOCK_NB)
            attempt('a lease on ' + p, fcntl.fcntl, f, 1024, 0)
            attempt('notices of ' + p, fcntl.fcntl, f, 1026, 1)
    """,
        succeeds=True,
    ),
    _changes(
        "profile-map-file",
        """
        import sys
        sys.activate_stack_trampoline('perf')
        sys.deactivate_stack_trampoline()
        if os.path.exists(f'/tmp/perf-{os.getpid()}.map'): gain('a map')
    """,
        succeeds=False,
    ),
    _changes(
        "history-file",
        """
        import readline
        readline.add_history('x'); readline.write_history_file(HOME + '/.history')
    """,
        succeeds=False,
    ),
    _changes(
        "virtual-environment",
        """
        import venv
        venv.create(TEMP + '/venv', with_pip=False, symlinks=True)
    """,
        succeeds=False,
        perilous=True,
    ),
    _changes(
        "archives",
        """
        import zipfile, tarfile, shutil
        with zipfile.ZipFile(TEMP + '/a.zip', 'w') as z: z.writestr('../../home/x', 'x')
        with tarfile.open(TEMP + '/a.tar', 'w') as t: t.add(SKETCH)
    """,
    ),
    _changes(
        "mapped-writing",
        """
        import mmap
        f = os.open(HOME + '/notes.txt', os.O_RDWR)
        m = mmap.mmap(f, 0); m[0:1] = b'X'; m.flush()
    """,
    ),
    _changes(
        "copies-in-the-kernel",
        """
        s = os.open(SKETCH, os.O_RDONLY); d = os.open(TEMP + '/copy', os.O_WRONLY | os.O_CREAT)
        os.sendfile(d, s, 0, 10); os.copy_file_range(s, d, 10)
    """,
    ),
    _changes("allocates", "f = os.open(TEMP + '/large', os.O_WRONLY | os.O_CREAT); os.posix_fallocate(f, 0, 1 << 20)"),
    _changes(
        "fault-file",
        """
        import faulthandler
        faulthandler.dump_traceback_later(0.01, file=open(TEMP + '/fault', 'w'))
        import time; time.sleep(0.1)
    """,
    ),
    _changes(
        "change-root-and-working-folder",
        "os.chdir(HOME); open('x', 'w').close(); os.fchdir(os.open(TEMP, os.O_RDONLY)); open('y', 'w').close()",
    ),
)
