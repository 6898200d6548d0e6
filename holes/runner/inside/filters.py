"""Which system calls the zygote and a candidate may make.

What is refused fails with EPERM, an ordinary PermissionError in Python. Where a C library tries a newer call first and
takes an older one if the kernel has not got it, the newer one fails with ENOSYS. The candidate's filter comes on top of
the zygote's; only what both allow is done.
"""

from __future__ import annotations

import os
import sys

from . import syscalls
from .bpf import ALLOW, Prepared, assemble, high, low, null, refuse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .bpf import Clause

_EPERM, _ENOSYS = refuse(1), refuse(38)

# What both may do, whatever the arguments.
_FILES = """
    access chdir close close_range dup dup2 dup3 faccessat faccessat2 fchdir fstat getcwd getdents getdents64 lseek
    lstat newfstatat pread64 preadv preadv2 pwrite64 pwritev pwritev2 read readlink readlinkat readv stat statx umask
    write writev
"""
_WAITING = """
    epoll_create epoll_create1 epoll_ctl epoll_pwait epoll_pwait2 epoll_wait eventfd eventfd2 pipe poll ppoll pselect6
    select
"""
_MEMORY = "brk mprotect mremap munmap"
_SIGNALS = """
    alarm getitimer pause restart_syscall rt_sigaction rt_sigpending rt_sigprocmask rt_sigreturn rt_sigsuspend
    rt_sigtimedwait setitimer sigaltstack
"""
_THREADS = "exit exit_group rseq sched_yield set_robust_list set_tid_address"
_TIME = "gettimeofday nanosleep time times"
_FACTS = """
    getcpu getegid geteuid getgid getgroups getpgrp getpid getppid getrandom getresgid getresuid getrlimit getrusage
    gettid getuid sched_get_priority_max sched_get_priority_min sysinfo uname
"""
_SOCKETS = "getpeername getsockname"
_COMMON = " ".join((_FILES, _WAITING, _MEMORY, _SIGNALS, _THREADS, _TIME, _FACTS, _SOCKETS))

# What only the zygote may do: start and end children, and take and hand on descriptors.
_ZYGOTE = "fork kill recvmsg sendmsg tgkill tkill vfork wait4 waitid"

# Of all these, what 64-bit ARM has not got: it came when newer calls had replaced them.
_OLD = """
    access alarm dup2 epoll_create epoll_wait eventfd fork getdents getpgrp lstat open pause pipe poll readlink select
    stat time vfork
"""

# What a C library tries before an older call; it takes the older one if this one does not exist.
_ABSENT = "clone3 openat2"

# `open`: to make a file without a name (TMPFILE), to have signals sent (ASYNC); to make a file (CREAT), to empty one
# (TRUNC). A program that opens the null device as any file asks for the last two, which changes nothing there.
_ASYNC = 0x2000
_NEVER, _CHANGING = 0x400000 | _ASYNC, 0x40 | 0x200
#: The first version of Landlock's interface that judges whether a file may be emptied; each judges the making of files.
_JUDGES_EMPTYING = 3
# `fcntl`: DUPFD, GETFD, SETFD, GETFL, DUPFD_CLOEXEC; and SETFL, which has a rule of its own.
_FCNTL = (0, 1, 2, 3, 1030)
_SETFL = 4
# `ioctl`: TCGETS, FIONBIO, FIOCLEX, FIONCLEX, FIONREAD.
_IOCTL = (0x5401, 0x5421, 0x5451, 0x5450, 0x541B)
# `madvise`: what concerns pages of this process alone. PAGEOUT and COLD would reach pages that others have mapped.
_ADVICE = (0, 1, 2, 3, 4, 8, 10, 11, 14, 15, 16, 17, 18, 19, 22, 23, 102, 103)
_HUGE_PAGES = 0x40000  # a store of them belongs to the whole system
# `membarrier`: QUERY, PRIVATE_EXPEDITED and its REGISTER, which interrupt this process alone; musl needs them.
_BARRIERS = (0, 8, 16)
# `futex`: WAIT, WAKE, REQUEUE, CMP_REQUEUE, WAKE_OP, WAIT_BITSET and WAKE_BITSET, with or without PRIVATE and
# CLOCK_REALTIME. Never those with inherited priority: they tell which processes there are, whoever's they may be, and
# their code in the kernel has been a way out of sandboxes.
_FUTEX, _FUTEX_FLAGS = (0, 1, 3, 4, 5, 9, 10), 0x80 | 0x100
# `pipe2`: NONBLOCK and CLOEXEC. Another flag makes a queue of the kernel's own messages.
_PIPE_FLAGS = 0x800 | 0x80000
# `socketpair`: UNIX; STREAM, with or without NONBLOCK and CLOEXEC.
_UNIX, _STREAM, _STREAM_FLAGS = 1, 1, 0x800 | 0x80000
# `sendto` and `recvfrom`: DONTWAIT and NOSIGNAL; DONTWAIT, PEEK and WAITALL. Never OOB, whose code in the kernel has
# been a way out of sandboxes.
_SENDING, _RECEIVING = 0x40 | 0x4000, 0x40 | 0x2 | 0x100
# `clone`, as C libraries start a thread: VM, FS, FILES, SIGHAND, THREAD, SYSVSEM, SETTLS, PARENT_SETTID and
# CHILD_CLEARTID; musl adds DETACHED, which means nothing.
_THREAD, _DETACHED = 0x3D0F00, 0x400000
# `clone`, as they fork: none of the NEW*, nor PTRACE, PARENT, THREAD, UNTRACED, PIDFD or IO.
_NOT_A_FORK = 0x7E020000 | 0x80 | 0x2000 | 0x8000 | 0x10000 | 0x800000 | 0x1000 | 0x80000000
# `prctl`: SET_NAME and GET_NAME; for the zygote also SET_PDEATHSIG, GET_ and SET_DUMPABLE, GET_ and SET_NO_NEW_PRIVS.
_NAME, _ZYGOTE_PRCTL = (15, 16), (1, 3, 4, 38, 39)
# `getsockopt`: of SOCKET the TYPE and the PROTOCOL, which Python asks for when it is given a descriptor.
_SOCKET, _KIND = 1, (3, 38)
# `seccomp`: SET_MODE_FILTER, for all threads and with nothing else.
_SET_FILTER, _ALL_THREADS = 1, 1
# `unshare`: nothing but THREAD, which changes nothing and fails where there are other threads; so one can ask for them.
_ALONE = 0x10000

# Clocks have the numbers 0 to 11. Others would be those of a process's own time, and tell which processes there are.
_NOT_A_CLOCK = 0xFFFFFFF0

_SAME: dict[str, tuple[Clause, ...]] = {
    "clock_getres": ((low(0, 0, mask=_NOT_A_CLOCK),),),
    "clock_gettime": ((low(0, 0, mask=_NOT_A_CLOCK),),),
    "clock_nanosleep": ((low(0, 0, mask=_NOT_A_CLOCK),),),
    "fcntl": ((low(1, *_FCNTL),), (low(1, _SETFL), low(2, 0, mask=_ASYNC))),
    "futex": ((low(1, *_FUTEX, mask=0xFFFFFFFF ^ _FUTEX_FLAGS),),),
    "ioctl": ((low(1, *_IOCTL),),),
    "madvise": ((low(2, *_ADVICE),),),
    "membarrier": ((low(0, *_BARRIERS),),),
    "mmap": ((low(3, 0, mask=_HUGE_PAGES),),),
    "pipe2": ((low(1, 0, mask=0xFFFFFFFF ^ _PIPE_FLAGS),),),
    "recvfrom": ((low(3, 0, mask=0xFFFFFFFF ^ _RECEIVING),),),
    "sendto": ((low(3, 0, mask=0xFFFFFFFF ^ _SENDING), *null(4)),),
    "socketpair": ((low(0, _UNIX), low(1, _STREAM, mask=0xFFFFFFFF ^ _STREAM_FLAGS), low(2, 0)),),
}

_START_THREAD: Clause = (low(0, _THREAD, mask=0xFFFFFFFF ^ _DETACHED),)

# Stands for a candidate's own number until it is known; no number of a process is so high.
_SOMEBODY = 0x5EADC0DE


def zygote(landlock: int) -> bytes:
    """The filter for the process that imports and forks, on this machine, on which Landlock is in force in the version
    `landlock` of its interface. Raises OSError where there is none."""
    return zygote_for(syscalls.architecture(), landlock)


class Candidate:
    """The filter for forks that run a candidate, on this machine and with Landlock as for `zygote`: made once, before
    the forks. Raises OSError where there is none."""

    def __init__(self, landlock: int) -> None:
        program = candidate_for(syscalls.architecture(), landlock, _SOMEBODY)
        self._prepared = Prepared(program, _SOMEBODY.to_bytes(4, sys.byteorder))

    def load(self) -> None:
        """Let it judge this process. Raises OSError."""
        self._prepared.load(os.getpid().to_bytes(4, sys.byteorder))


def zygote_for(architecture: str, landlock: int) -> bytes:
    """The same for an architecture."""
    rules = {
        **_SAME,
        **_opening(landlock),
        "clone": (_START_THREAD, (low(0, 0, mask=_NOT_A_FORK),)),
        "getpgid": ((low(0, 0),),),
        "getsid": ((low(0, 0),),),
        "getsockopt": ((low(1, _SOCKET), low(2, *_KIND)),),
        "prctl": ((low(0, *_NAME, *_ZYGOTE_PRCTL),),),
        "prlimit64": ((low(0, 0),),),
        "sched_getaffinity": ((),),
        "seccomp": ((low(0, _SET_FILTER), low(1, _ALL_THREADS)),),
        "unshare": ((low(0, _ALONE), high(0, 0)),),
    }
    return _assembled(architecture, f"{_COMMON} {_ZYGOTE}", rules)


def candidate_for(architecture: str, landlock: int, pid: int) -> bytes:
    """The same for an architecture, and a process whose number is `pid` as it sees it itself."""
    itself = (low(0, pid),)
    rules = {
        **_SAME,
        **_opening(landlock),
        "clone": (_START_THREAD,),
        "getpgid": ((low(0, 0, pid),),),
        "getsid": ((low(0, 0, pid),),),
        "kill": (itself,),
        "prctl": ((low(0, *_NAME),),),
        "prlimit64": ((low(0, 0, pid), *null(2)),),
        "sched_getaffinity": ((low(0, 0, pid),),),
        "tgkill": (itself,),
        "tkill": (itself,),
    }
    return _assembled(architecture, _COMMON, rules)


def _opening(landlock: int) -> dict[str, tuple[Clause, ...]]:
    refused = _NEVER if landlock >= _JUDGES_EMPTYING else _NEVER | _CHANGING
    return {"open": ((low(1, 0, mask=refused),),), "openat": ((low(2, 0, mask=refused),),)}


def _assembled(architecture: str, allowed: str, rules: dict[str, tuple[Clause, ...]]) -> bytes:
    numbers = syscalls.table(architecture)
    passed = _OLD.split() if architecture == "aarch64" else []
    verdicts = {numbers[name]: ALLOW for name in allowed.split() if name not in passed}
    verdicts.update((numbers[name], _ENOSYS) for name in _ABSENT.split())
    checked = {numbers[name]: clauses for name, clauses in rules.items() if name not in passed}
    return assemble(architecture, verdicts, checked, _EPERM, _ENOSYS)
