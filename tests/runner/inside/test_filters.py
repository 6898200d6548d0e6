"""What the zygote's and the candidate's filters say of honest and of hostile calls.

The tables are put to both architectures' programs. On 64-bit ARM that is all the proof there is: it has not been run.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holes.runner.inside import syscalls
from holes.runner.inside.bpf import ALLOW, KILL
from holes.runner.inside.filters import candidate_for, zygote_for
from tests.runner.inside.seccomp_machine import ENOSYS, EPERM, NAMES, verdict

PID, OTHER = 4242, 4241
HIGH = 1 << 32  # what the kernel does not look at where it reads an `int`
NEGATIVE = 1 << 64
POINTER = 0x7F0012345678

Call = tuple[object, ...]

#: Allowed to both: the name, then arguments.
HONEST: list[Call] = [
    *[(name, 3, POINTER, 10) for name in ("read", "write", "pread64", "readv", "writev", "lseek", "getdents64")],
    *[(name,) for name in ("close", "close_range", "fstat", "newfstatat", "statx", "faccessat2", "getcwd", "dup3")],
    *[(name,) for name in ("brk", "munmap", "mremap", "mprotect", "rseq", "set_robust_list", "exit_group")],
    *[(name,) for name in ("rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "setitimer")],
    *[(name,) for name in ("epoll_create1", "epoll_ctl", "epoll_pwait", "eventfd2", "ppoll", "pselect6", "getrandom")],
    *[(name,) for name in ("clock_nanosleep", "clock_gettime", "clock_getres", "nanosleep")],
    *[(name,) for name in ("getpid", "gettid", "uname", "getrusage")],
    ("openat", -100, POINTER, 0x80000),
    ("openat", -100, POINTER, 0x80001, 0o666),  # writing alone is for the other walls to judge: /dev/null
    ("fcntl", 3, 3),
    ("fcntl", 3, 4, 0x800),
    ("fcntl", 3, 1030, 200),
    ("ioctl", 1, 0x5401, POINTER),
    ("ioctl", 1, 0x5421, POINTER),
    ("mmap", 0, 1 << 20, 3, 0x22, -1, 0),
    ("mmap", 0, 1 << 20, 5, 0x802, 3, 0),
    ("madvise", POINTER, 4096, 4),
    ("madvise", POINTER, 4096, 102),
    ("membarrier", 8),
    *[("futex", POINTER, command) for command in (0, 1, 3, 4, 5, 9, 10, 0x80, 0x81, 0x89, 0x189)],
    *[("pipe2", POINTER, flags) for flags in (0, 0x800, 0x80000, 0x80800)],
    ("socketpair", 1, 1, 0, POINTER),
    ("socketpair", 1, 1 | 0x80000, 0, POINTER),
    ("sendto", 3, POINTER, 1, 0, 0, 0),
    ("sendto", 3, POINTER, 1, 0x4000, 0, 0),
    ("recvfrom", 3, POINTER, 1, 0x40, 0, 0),
    ("clone", 0x3D0F00, POINTER),
    ("clone", 0x7D0F00, POINTER),
    ("prctl", 15, POINTER),
    ("prctl", 16, POINTER),
    ("prlimit64", 0, 7, 0, POINTER),
    ("prlimit64", 0, 9, 0, POINTER),
    ("sched_getaffinity", 0, 128, POINTER),
    ("sched_getaffinity", PID, 128, POINTER),
    ("getpgid", 0),
]

#: Allowed to the zygote, and refused to a candidate.
ZYGOTE: list[Call] = [
    ("clone", 0x1200011, 0),  # as glibc forks
    ("clone", 17, 0),
    ("clone", 0x4111, 0),  # as it spawns
    ("fork",),
    ("vfork",),
    ("wait4", -1, 0, 0, 0),
    ("waitid", 0, 0, 0, 4),
    ("kill", OTHER, 9),
    ("kill", -OTHER, 9),
    ("tgkill", OTHER, OTHER, 9),
    ("recvmsg", 3, POINTER, 0),
    ("sendmsg", 3, POINTER, 0),
    ("getsockopt", 3, 1, 3),
    ("getsockopt", 3, 1, 38),
    ("prctl", 1, 9),
    ("prctl", 4, 0),
    ("prctl", 38, 1),
    ("prlimit64", 0, 9, POINTER, 0),
    ("prlimit64", 0, 6, POINTER, 0),
    ("seccomp", 1, 1, POINTER),
    ("unshare", 0x10000),
]

#: Refused to both, or allowed to both where Landlock judges all of it.
CHANGING: list[Call] = [
    ("openat", -100, POINTER, 0x41),
    ("openat", -100, POINTER, 0x80241, 0o666),  # as `open` in Python for writing
    ("openat", -100, POINTER, 0x241 + HIGH),
    ("openat", -100, POINTER, 0x200),  # emptied without being opened for writing
    ("open", POINTER, 0x41),
    ("open", POINTER, 0x200),
]

#: Allowed to a candidate towards itself.
ITSELF: list[Call] = [
    ("kill", PID, 15),
    ("kill", PID + HIGH, 15),
    ("tgkill", PID, PID + 1, 6),
    ("tkill", PID, 6),
    ("getpgid", PID),
    ("getsid", PID),
]

#: Refused to both. Families first, whatever the arguments; then what only the arguments tell.
FAMILIES = {
    "programs": "execve execveat",
    "network": "socket connect bind listen accept accept4 shutdown setsockopt sendmmsg recvmmsg",
    "tracing": "ptrace process_vm_readv process_vm_writev kcmp pidfd_open pidfd_getfd pidfd_send_signal perf_event_open"
    " process_madvise process_mrelease get_robust_list lookup_dcookie",
    "kernel": "bpf io_uring_setup io_uring_enter io_uring_register userfaultfd memfd_create memfd_secret personality"
    " init_module finit_module delete_module kexec_load kexec_file_load reboot syslog acct quotactl quotactl_fd vhangup"
    " nfsservctl io_setup io_submit",
    "keys": "add_key request_key keyctl",
    "mounts": "mount umount2 pivot_root chroot setns open_tree move_mount fsopen fsconfig fsmount fspick mount_setattr"
    " swapon swapoff name_to_handle_at open_by_handle_at",
    "time": "settimeofday clock_settime clock_adjtime adjtimex timer_create timerfd_create sethostname setdomainname",
    "ipc": "shmget shmat shmctl shmdt semget semop semctl semtimedop msgget msgsnd msgrcv msgctl mq_open mq_unlink"
    " mq_timedsend mq_notify",
    "watching": "inotify_init1 inotify_add_watch fanotify_init fanotify_mark signalfd4",
    "identity": "setuid setgid setreuid setregid setresuid setresgid setfsuid setfsgid setgroups capset capget setpgid"
    " setsid landlock_create_ruleset landlock_add_rule landlock_restrict_self",
    "files": "fchmod fchmodat fchown fchownat utimensat setxattr fsetxattr lsetxattr removexattr getxattr listxattr"
    " renameat renameat2 unlinkat mkdirat linkat symlinkat mknodat truncate ftruncate fallocate flock fsync fdatasync"
    " sync syncfs sync_file_range msync fadvise64 readahead sendfile splice tee vmsplice copy_file_range statfs"
    " mincore",
    "legacy": "open_by_handle_at creat rename unlink mkdir rmdir link symlink mknod chmod chown lchown utime utimes"
    " futimesat signalfd inotify_init uselib ustat sysfs modify_ldt iopl ioperm arch_prctl set_thread_area"
    " remap_file_pages",
    "slowing": "setpriority getpriority ioprio_set ioprio_get sched_setaffinity sched_setscheduler sched_setparam"
    " sched_setattr sched_rr_get_interval mbind set_mempolicy get_mempolicy migrate_pages move_pages"
    " set_mempolicy_home_node mlock mlock2 mlockall munlockall setrlimit pkey_alloc pkey_mprotect",
    "signals": "rt_sigqueueinfo rt_tgsigqueueinfo",
}
HOSTILE: list[Call] = [
    *[(name,) for names in FAMILIES.values() for name in names.split()],
    ("openat", -100, POINTER, 0x410002),
    ("openat", -100, POINTER, 0x410042),
    ("openat", -100, POINTER, 0x2000),
    ("openat", -100, POINTER, 0x2241),
    ("open", POINTER, 0x410002),
    ("open", POINTER, 0x2000),
    *[("fcntl", 3, command) for command in (5, 6, 7, 8, 9, 10, 11, 15, 37, 38, 1024, 1025, 1026, 1031, 1033, 1036)],
    ("fcntl", 3, 8 + HIGH, PID),
    ("fcntl", 3, 4, 0x2000),
    ("fcntl", 3, 4, 0x2000 | 0x800 | HIGH),
    *[("ioctl", 0, command) for command in (0x5412, 0x541C, 0x8901, 0x8902, 0x5452, 0x540E, 0x5402, 0x5423, 0x8904)],
    ("ioctl", 0, 0x5412 + HIGH),
    ("ioctl", 0, 0x5412 + 7 * HIGH),
    ("mmap", 0, 1 << 21, 3, 0x40022, -1, 0),
    *[("madvise", POINTER, 4096, advice) for advice in (9, 12, 13, 20, 21, 24, 25, 100, 101)],
    *[("membarrier", command) for command in (1, 2, 4, 32, 64, 128, 256)],
    *[("futex", POINTER, command) for command in (2, 6, 7, 8, 11, 12, 13, 0x86, 0x8D, 0x18B, 1 << 31)],
    *[("pipe2", POINTER, flags) for flags in (0x80, 0x2000, 0x4000, 0x80080)],
    ("socketpair", 1, 2, 0),
    ("socketpair", 1, 5, 0),
    ("socketpair", 2, 1, 0),
    ("socketpair", 16, 1, 0),
    ("socketpair", 1, 1, 1),
    ("sendto", 3, POINTER, 1, 0, POINTER, 16),
    ("sendto", 3, POINTER, 1, 0, HIGH, 16),
    ("sendto", 3, POINTER, 1, 1, 0, 0),  # out of band
    ("recvfrom", 3, POINTER, 1, 1, 0, 0),
    ("recvfrom", 3, POINTER, 1, 0x2001 + HIGH, 0, 0),
    *[("clone", 17 | 1 << bit) for bit in (7, 25, 26, 27, 28, 29, 30, 17)],
    *[("clone", 0x3D0F00 | 1 << bit) for bit in (12, 13, 14, 15, 17, 25, 26, 27, 28, 29, 30, 31)],
    ("clone", 17 | 0x10000000 | HIGH),
    ("clone", 0x10911),  # a thread that shares less than C libraries share
    ("prctl", 22, 2),
    *[("prctl", option) for option in (2, 8, 21, 23, 24, 28, 35, 36, 40, 41, 52, 53, 62, 0x59616D61, 0x53564D41)],
    ("clock_gettime", 0xFFFFFFFF ^ 8 * OTHER | 2, POINTER),
    ("clock_nanosleep", 0xFFFFFFFF ^ 8 * OTHER | 2, 0, POINTER),
    ("clock_getres", 16, POINTER),
    ("prlimit64", OTHER, 9, POINTER, 0),
    ("prlimit64", OTHER, 9, 0, POINTER),
    ("prlimit64", OTHER + HIGH, 0, POINTER, 0),
    ("prlimit64", 1, 0, POINTER, 0),
    ("getpgid", OTHER),
    ("getsid", OTHER),
    ("getsockopt", 3, 1, 17),
    ("getsockopt", 3, 41, 3),
    ("seccomp", 1, 8, POINTER),
    ("seccomp", 0),
    ("seccomp", 3),
    ("unshare", 0x10000000),
    ("unshare", 0x10010000),
    ("unshare", 0x10000 + HIGH),
    ("unshare", 0),
]

#: Refused to a candidate, beyond what is refused to both and what is the zygote's alone.
OUTWARD: list[Call] = [
    ("kill", 0, 9),
    ("kill", -1, 9),
    ("kill", -PID, 9),
    ("kill", 1, 9),
    ("kill", NEGATIVE - PID, 0),
    ("tkill", OTHER, 9),
    ("tgkill", OTHER, PID, 9),
    ("tgkill", -1, PID, 9),
    ("sched_getaffinity", OTHER),
    ("prlimit64", PID, 0, POINTER, 0),
    ("prlimit64", 0, 0, POINTER, POINTER),
    ("prlimit64", PID, 9, HIGH, 0),
    ("prlimit64", 0, 9, HIGH, 0),
    ("seccomp", 1, 1, POINTER),
]

ABSENT: list[Call] = [("clone3", POINTER, 88), ("openat2", -100, POINTER)]


def said(program: bytes, architecture: str, call: Call) -> str | None:
    """The verdict in words, None where the architecture has no such call."""
    name, *arguments = call
    number = syscalls.table(architecture).get(str(name))
    if number is None:
        return None
    return NAMES[verdict(program, architecture, number, tuple(int(str(argument)) for argument in arguments))]


def check(architecture: str, landlock: int, calls: list[Call], zygote: str, candidate: str) -> None:
    zygotes, candidates = zygote_for(architecture, landlock), candidate_for(architecture, landlock, PID)
    found = {call: (said(zygotes, architecture, call), said(candidates, architecture, call)) for call in calls}
    assert {call: both for call, both in found.items() if both not in ((zygote, candidate), (None, None))} == {}


@pytest.mark.parametrize("landlock", [1, 2, 3, 7])
@pytest.mark.parametrize("architecture", syscalls.ARCHITECTURES)
def test_decisions(architecture: str, landlock: int) -> None:
    check(architecture, landlock, HONEST, "allowed", "allowed")
    check(architecture, landlock, ZYGOTE, "allowed", "EPERM")
    check(architecture, landlock, HOSTILE, "EPERM", "EPERM")
    check(architecture, landlock, ABSENT, "ENOSYS", "ENOSYS")
    changing = "allowed" if landlock >= 3 else "EPERM"
    check(architecture, landlock, CHANGING, changing, changing)


@pytest.mark.parametrize("architecture", syscalls.ARCHITECTURES)
def test_a_candidate_reaches_itself_and_nobody_else(architecture: str) -> None:
    program = candidate_for(architecture, 3, PID)
    assert {call: said(program, architecture, call) for call in ITSELF} == dict.fromkeys(ITSELF, "allowed")
    assert {call: said(program, architecture, call) for call in OUTWARD} == dict.fromkeys(OUTWARD, "EPERM")


def test_every_call_in_the_tables_exists_somewhere() -> None:
    known = {name for architecture in syscalls.ARCHITECTURES for name in syscalls.table(architecture)}
    assert {str(call[0]) for call in HONEST + ZYGOTE + HOSTILE + CHANGING + ITSELF + OUTWARD + ABSENT} - known == set()


@pytest.mark.parametrize("architecture", syscalls.ARCHITECTURES)
def test_each_call_is_honest_or_known_to_be_refused(architecture: str) -> None:
    """Nothing is allowed unawares: what a candidate may do with no argument known is this, and no more."""
    program = candidate_for(architecture, 3, PID)
    allowed = {
        n for n, number in syscalls.table(architecture).items() if verdict(program, architecture, number) == ALLOW
    }
    hostile = {str(call[0]) for call in HOSTILE if len(call) == 1}
    assert allowed & hostile == set()
    assert len(allowed) < 115


@given(
    st.sampled_from(syscalls.ARCHITECTURES),
    st.integers(0, syscalls.LAST),
    st.tuples(*[st.sampled_from([0, 1, 2, 15, 38, PID, OTHER, POINTER, 0x3D0F00]) | st.integers(0, NEGATIVE - 1)] * 6),
    st.integers(1, 1 << 22),
)
def test_a_candidate_may_do_nothing_that_the_zygote_may_not(
    architecture: str, number: int, arguments: tuple[int, ...], pid: int
) -> None:
    if verdict(candidate_for(architecture, 3, pid), architecture, number, arguments) == ALLOW:
        stricter = {syscalls.table(architecture)[name] for name in ("getpgid", "getsid")}
        assert number in stricter or verdict(zygote_for(architecture, 3), architecture, number, arguments) == ALLOW


@given(st.sampled_from(syscalls.ARCHITECTURES), st.integers(1, 1 << 22), st.integers(-(1 << 31), (1 << 31) - 1))
def test_the_number_of_the_process_is_put_in_where_it_belongs(architecture: str, pid: int, other: int) -> None:
    program = candidate_for(architecture, 3, pid)
    for name in ("kill", "tkill", "tgkill"):
        number = syscalls.table(architecture)[name]
        assert verdict(program, architecture, number, (other, 0, 9)) == (ALLOW if other == pid else EPERM)


@pytest.mark.parametrize("architecture", syscalls.ARCHITECTURES)
def test_foreign_and_unknown_calls(architecture: str) -> None:
    for program in (zygote_for(architecture, 3), candidate_for(architecture, 3, PID)):
        assert verdict(program, "i386", 11) == KILL
        assert verdict(program, "arm", 11) == KILL
        assert verdict(program, architecture, syscalls.LAST + 1) == ENOSYS
        assert verdict(program, "x86_64", 0x40000000 + 1) == KILL
        assert verdict(program, "x86_64" if architecture == "aarch64" else "aarch64", 1) == KILL
