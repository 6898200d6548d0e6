"""The profile under which macOS keeps a candidate from everything but reading what it is shown.

Written from what is known of the profile language, which Apple does not document, and not yet run on macOS. The sources
are the base and the restricted read profiles of OpenAI's Codex (`seatbelt_base_policy.sbpl`,
`restricted_read_only_platform_defaults.sbpl`), which go back to Chrome's (`sandbox/policy/mac/common.sb`), and
Anthropic's sandbox-runtime (`macos-sandbox-utils.ts`). What others met on the way is kept to here: rules see resolved
paths (`/private/var`, never `/var`); the loader of macOS 26 aborts every program that may not read `/` itself; a
profile that is wrong ends `sandbox-exec`, so that nothing runs rather than runs free.

What the profile cannot do: the interpreter may start itself again, since `sandbox-exec` starts it through the same
rule, but always inside the same walls; forking is allowed, because candidates are forks, and has to be taken from them
by `RLIMIT_NPROC`. Signals go to a process itself and to its children alone, so that a candidate reaches nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

#: By its whole path, so that nothing on PATH can stand in for it.
SANDBOX_EXEC = "/usr/bin/sandbox-exec"

#: What every program needs to be loaded. `/System/Volumes` as a whole is left out: it holds everybody's files again.
_SYSTEM = (
    "/System/Library",
    "/System/Cryptexes",
    "/System/Volumes/Preboot/Cryptexes",
    "/Library/Apple/System/Library",
    "/Library/Apple/usr/lib",
    "/usr/lib",
    "/usr/share/locale",
    "/usr/share/zoneinfo",
    "/usr/share/zoneinfo.default",
    "/private/var/db/timezone",
)

#: Read one by one: the root for the loader, the rest for the C library.
_READ = ("/", "/dev/autofs_nowait", "/dev/null", "/dev/random", "/dev/urandom", "/private/etc/localtime")

#: Links on the way to the paths that rules see.
_LINKS = ("/etc", "/tmp", "/var", "/private/etc", "/private/var", "/dev")

_NUMBERS = (
    "hw.activecpu",
    "hw.byteorder",
    "hw.cachelinesize_compat",
    "hw.cpufamily",
    "hw.cpusubtype",
    "hw.cputype",
    "hw.logicalcpu",
    "hw.logicalcpu_max",
    "hw.machine",
    "hw.memsize",
    "hw.ncpu",
    "hw.nperflevels",
    "hw.packages",
    "hw.pagesize",
    "hw.pagesize_compat",
    "hw.physicalcpu",
    "hw.physicalcpu_max",
    "hw.vectorunit",
    "kern.argmax",
    "kern.maxfilesperproc",
    "kern.osproductversion",
    "kern.osrelease",
    "kern.ostype",
    "kern.osvariant_status",
    "kern.osversion",
    "kern.secure_kernel",
    "kern.usrstack64",
    "kern.version",
    "machdep.cpu.brand_string",
    "security.mac.lockdown_mode_state",
    "sysctl.proc_cputype",
)
_NUMBERS_BELOW = ("hw.optional.", "hw.perflevel")


def profile(
    shown: Sequence[str], programs: Sequence[str], listed: Sequence[str] = (), links: Sequence[str] = ()
) -> str:
    """The profile in which only `programs` can be started, and only `shown` (files, and folders with all that is in
    them) and the system's libraries can be read; of the folders `listed`, the names in them, and where the symbolic
    `links` lead. Nothing can be written but `/dev/null`; there is no network and no
    service of the system. All paths are resolved. Raises `ValueError` for one that is not absolute."""
    for path in (*shown, *programs, *listed, *links):
        if not path.startswith("/") or "\0" in path:
            raise ValueError(f"a profile needs absolute paths, not {path!r}")
    trees = (*_SYSTEM, *shown)
    return "\n".join(
        (
            "(version 1)",
            "(deny default)",
            # These are allowed unless they are denied by name.
            "(deny iokit-get-properties process-info* nvram*)",
            "(allow process-fork)",
            "(allow process-info* signal (target self))",
            "(allow signal (target children))",
            _rule("process-exec", "literal", programs),
            _rule("file-read*", "subpath", trees),
            _rule("file-read*", "literal", (*_READ, *programs, *listed)),
            _rule("file-map-executable", "subpath", trees),
            _rule("file-map-executable", "literal", programs),
            # Whoever resolves a path looks at each folder above it: that they are there, not what is in them.
            _rule("file-read-metadata", "literal", (*_LINKS, *links, *_above((*trees, *programs, *listed, *links)))),
            '(allow file-write-data (require-all (literal "/dev/null") (vnode-type CHARACTER-DEVICE)))',
            _rule("sysctl-read", "sysctl-name", _NUMBERS),
            _rule("sysctl-read", "sysctl-name-prefix", _NUMBERS_BELOW),
            # Pairs of sockets, which lead nowhere else: connecting and binding stay denied.
            "(allow system-socket (socket-domain AF_UNIX))",
            "",
        )
    )


def command(profile: str, argv: Sequence[str]) -> tuple[str, ...]:
    """What to start so that `argv` runs under `profile`; its first item is the whole path of a program."""
    return (SANDBOX_EXEC, "-p", profile, *argv)


def programs(executable: str, base_prefix: str) -> tuple[str, ...]:
    """What has to be started for the interpreter `executable` (resolved) of the installation `base_prefix`: the one of
    a framework goes on to start the program inside its application bundle."""
    bundled = f"{base_prefix.rstrip('/')}/Resources/Python.app/Contents/MacOS/Python"
    framework = any(f"/{name}.framework/" in f"{base_prefix}/" for name in ("Python", "Python3"))
    return (executable, bundled) if framework else (executable,)


def quoted(text: str) -> str:
    """`text` as a string of the profile language. Its reader takes every byte between the quotes as it is, a line end
    too, except a quote, which ends the string, and a backslash, which makes something else of what follows it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _rule(operation: str, filter: str, values: Iterable[str]) -> str:
    filters = (f"\n  ({filter} {quoted(value)})" for value in dict.fromkeys(values))
    return f"(allow {operation}{''.join(filters)})"


def _above(paths: Iterable[str]) -> Iterable[str]:
    """The folders above `paths`, each once."""
    return dict.fromkeys(str(folder) for path in paths for folder in PurePosixPath(path).parents)
