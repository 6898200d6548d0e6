"""Candidates of a second look at the walls: what is shared between forks, and rare arguments of ordinary calls."""

from __future__ import annotations

from tests.runner.hostile.attack import Attack, Kind, calling

_REFUSED = "the call is refused before the kernel looks at what it is about"
_ALONE = "what it does to what it shares reaches nobody else"
_ENDED = "it is ended in time, and whoever comes next finds everything as it was"

#: The numbers of calls that Python has no function for, for both architectures.
_CALLS = """
import ctypes
def numbered(x86, arm, *args):
    return syscall(x86 if os.uname().machine == "x86_64" else arm, *args)
def futex(word, operation, value=0, wait=0, other=None, third=0):
    return numbered(202, 98, ctypes.byref(word), operation, value, wait, 0 if other is None else other, third)
class Time(ctypes.Structure):
    _fields_ = [("seconds", ctypes.c_long), ("nanoseconds", ctypes.c_long)]
"""


def _calls(name: str, body: str, contained: str = _REFUSED, kind: Kind = Kind.KERNEL) -> Attack:
    return Attack(name, kind, _CALLS + calling(body), contained, (0,))


ATTACKS = (
    _calls(
        "lock-held-by-another-process",
        """
        soon = Time(0, 1000)
        for pid in (1, SENTINEL, PARENT, os.getppid(), 1 << 22):
            for operation in (6, 8, 13):
                for flags in (0, 0x80, 0x100):
                    found = futex(ctypes.c_uint32(pid), operation | flags, 0, ctypes.byref(soon))
                    if found not in (-1, -38): gain(f"of {pid} it learns {found}")
        """,
    ),
    _calls(
        "waiters-moved-to-a-lock-of-priority",
        """
        first, second = ctypes.c_uint32(0), ctypes.c_uint32(0)
        for operation in (11, 12, 7, 2, 14, 15, 31):
            found = futex(first, operation, 1, 0, ctypes.byref(second))
            if found not in (-1, -38): gain(f"operation {operation}: {found}")
        """,
    ),
    _calls(
        "queue-of-messages-in-a-pipe",
        """
        ends = (ctypes.c_int * 2)()
        for flags in (0x80, 0x80 | 0x80000, 0x4000, 0x2000, 1 << 30):
            found = numbered(293, 59, ends, flags)
            if found not in (-1, -38): gain(f"pipe2 {flags:#x}: {found}")
        """,
    ),
    _calls(
        "endless-list-of-locks",
        """
        node = (ctypes.c_long * 3)()
        node[0], node[1] = ctypes.addressof(node), 8
        found = numbered(273, 99, ctypes.byref(node), 24)
        os._exit(0)
        """,
        _ENDED,
        Kind.AVAILABILITY,
    ),
    _calls(
        "wakes-whoever-waits-on-a-shared-page",
        """
        import mmap
        with open(os.__file__, "rb") as file:
            page = mmap.mmap(file.fileno(), 0, mmap.MAP_SHARED, mmap.PROT_READ)
        libc = ctypes.CDLL(None)
        libc.mmap.restype = ctypes.c_void_p
        with open(os.__file__, "rb") as file:
            address = libc.mmap(None, ctypes.c_size_t(4096), 1, 1, file.fileno(), ctypes.c_long(0))
        woken = numbered(202, 98, address, 1, 1 << 30, 0, 0, 0)
        if woken > 0: gain(f"{woken} were waiting")
        """,
        _ALONE,
    ),
    _calls(
        "spoils-the-null-device-of-all",
        """
        import fcntl
        for fd in (0, 1, 2):
            for flags in (os.O_NONBLOCK, os.O_APPEND, os.O_NOATIME, getattr(os, "O_DIRECT", 0), 0x2000):
                try: fcntl.fcntl(fd, fcntl.F_SETFL, flags)
                except OSError: pass
            for command, value in ((8, SENTINEL), (10, 9), (1024, 1), (1026, 0x8000001F), (1031, 1 << 20)):
                try: gain(f"fcntl {command}: {fcntl.fcntl(fd, command, value)}")
                except OSError: pass
            try: os.lseek(fd, 1 << 40, 0)
            except OSError: pass
        os.close(0); os.close(1); os.close(2)
        """,
        _ALONE,
    ),
    _calls(
        "frame-that-never-ends",
        """
        import threading
        libc = ctypes.CDLL(None)
        for fd in range(3, 256):
            try: os.write(fd, (1 << 20).to_bytes(4, "big"))
            except OSError: pass
        def drip():
            while True:
                for fd in range(3, 8): libc.write(fd, b" ", ctypes.c_size_t(1))
        for _ in range(4): threading.Thread(target=drip).start()
        drip()
        """,
        _ENDED,
        Kind.AVAILABILITY,
    ),
    _calls(
        "threads-with-next-to-no-stack",
        """
        import _thread
        _thread.stack_size(32768)
        lock = _thread.allocate_lock()
        lock.acquire()
        try:
            while True: _thread.start_new_thread(lock.acquire, ())
        except RuntimeError:
            while True: pass
        """,
        _ENDED,
        Kind.AVAILABILITY,
    ),
    Attack(
        "frame-that-never-ends-at-load",
        Kind.AVAILABILITY,
        """
        for fd in range(3, 256):
            try: os.write(fd, (1 << 20).to_bytes(4, "big"))
            except OSError: pass
        while True:
            for fd in range(3, 8):
                try: os.write(fd, b" ")
                except OSError: pass
        """,
        _ENDED,
        (0,),
        load_seconds=0.5,
    ),
)
