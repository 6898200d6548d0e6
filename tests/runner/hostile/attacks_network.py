"""Candidates that speak with others."""

from __future__ import annotations

from tests.runner.hostile.attack import Attack, Kind, calling

_SILENT = "no listener hears of it"


def _speaks(name: str, body: str, *, succeeds: bool = True) -> Attack:
    return Attack(name, Kind.NETWORK, calling(body), _SILENT, succeeds=succeeds)


ATTACKS = (
    _speaks("tcp", "import socket; socket.create_connection(('127.0.0.1', TCP), 1).send(b'x')"),
    _speaks(
        "tcp-any-address",
        """
        import socket
        for h in ('0.0.0.0', '127.1.2.3', 'localhost', socket.gethostname()):
            try: socket.create_connection((h, TCP), 0.1)
            except OSError: pass
    """,
    ),
    _speaks(
        "tcp-mapped-ipv6",
        """
        import socket
        s = socket.socket(socket.AF_INET6)
        s.connect(('::ffff:127.0.0.1', TCP))
    """,
        succeeds=False,
    ),
    _speaks(
        "tcp-fast-open",
        """
        import socket
        s = socket.socket()
        s.sendto(b'x', 0x20000000, ('127.0.0.1', TCP))
    """,
    ),
    _speaks(
        "tcp-by-asyncio",
        """
        import asyncio
        asyncio.run(asyncio.open_connection('127.0.0.1', TCP))
    """,
    ),
    _speaks("udp", "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', UDP))"),
    _speaks(
        "udp-by-sendmsg",
        "import socket; socket.socket(type=socket.SOCK_DGRAM).sendmsg([b'x'], [], 0, ('127.0.0.1', UDP))",
    ),
    _speaks("unix", "import socket; socket.socket(socket.AF_UNIX).connect(UNIX)"),
    _speaks(
        "unix-datagram", "import socket; socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b'x', UNIX_DATAGRAM)"
    ),
    _speaks(
        "unix-from-a-pair",
        """
        import socket
        a, b = socket.socketpair(type=socket.SOCK_DGRAM)
        a.sendto(b'x', UNIX_DATAGRAM) if 0 else None
        c = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        c.connect(UNIX_DATAGRAM); c.send(b'x')
    """,
    ),
    _speaks(
        "unix-pair-elsewhere",
        """
        import socket

        for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM, socket.SOCK_SEQPACKET):
            a, b = socket.socketpair(type=kind)
            for f in (
                lambda: a.sendto(b"x", UNIX_DATAGRAM),
                lambda: a.sendmsg([b"x"], [], 0, UNIX_DATAGRAM),
                lambda: a.connect(UNIX),
            ):
                try:
                    f()
                except OSError:
                    pass
    """,
        succeeds=False,
    ),
    _speaks("abstract", "import socket; socket.socket(socket.AF_UNIX).connect('\\0' + ABSTRACT)"),
    _speaks(
        "channel-elsewhere",
        """
        import socket

        for n in range(1024):
            for f in (
                lambda s: s.sendto(b"x", UNIX_DATAGRAM),
                lambda s: s.connect(UNIX),
                lambda s: s.connect("\\0" + ABSTRACT),
            ):
                try:
                    s = socket.socket(fileno=os.dup(n))
                    f(s)
                    s.detach()
                except OSError:
                    pass
    """,
        succeeds=False,
    ),
    _speaks(
        "unix-relative",
        """
        import socket
        os.chdir(ROOT)
        socket.socket(socket.AF_UNIX).connect('agent.sock')
    """,
    ),
    _speaks(
        "unix-through-proc",
        """
        import socket
        socket.socket(socket.AF_UNIX).connect('/proc/self/root' + UNIX)
    """,
    ),
    Attack(
        "sockets-of-every-family",
        Kind.NETWORK,
        calling("""
        import socket
        for family in range(2, 46):
            for kind in (1, 2, 3, 5):
                try: socket.socket(family, kind)
                except OSError: continue
                gain(f'socket {family} {kind}')
    """),
        "no socket of any family but a pair of its own can be made",
        succeeds=True,
    ),
    Attack(
        "socket-by-number",
        Kind.NETWORK,
        calling("""
        import struct, ctypes

        s = syscall("socket", 2, 1, 0)
        if s >= 0:
            gain("a socket")
            syscall(
                "connect",
                s,
                ctypes.create_string_buffer(
                    struct.pack("<H", 2) + struct.pack(">H", TCP) + bytes([127, 0, 0, 1]) + bytes(8)
                ),
                16,
            )
    """),
        _SILENT,
        succeeds=True,
    ),
    Attack(
        "listen",
        Kind.NETWORK,
        calling("""
        import socket
        s = socket.socket(); s.bind(('0.0.0.0', 0)); s.listen()
        gain('it listens')
    """),
        "it cannot wait for anybody",
        succeeds=True,
    ),
    Attack(
        "listen-abstract",
        Kind.NETWORK,
        calling("""
        import socket
        s = socket.socket(socket.AF_UNIX); s.bind('\\0' + MARKER + 'mine'); s.listen()
        gain('it listens')
    """),
        "it cannot wait for anybody",
        succeeds=True,
    ),
    Attack(
        "packet-socket",
        Kind.NETWORK,
        calling("""
        import socket
        for f, k, p in ((17, 3, 3), (2, 3, 255), (16, 3, 0), (16, 3, 15), (40, 1, 0), (38, 5, 0), (30, 2, 0)):
            try: socket.socket(f, k, p)
            except OSError: continue
            gain(f'socket {f}')
    """),
        "no raw, netlink, vsock, crypto or TIPC socket",
    ),
    Attack(
        "dns",
        Kind.NETWORK,
        calling("""
        import socket
        for name in ('localhost', 'example.invalid'):
            attempt('a name was looked up', socket.getaddrinfo, name, 80)
        for server in ('127.0.0.1',):
            s = socket.socket(type=socket.SOCK_DGRAM); s.sendto(b'q', (server, UDP))
    """),
        _SILENT,
        succeeds=True,
    ),
    Attack(
        "http",
        Kind.NETWORK,
        calling("""
        import urllib.request
        urllib.request.urlopen(f'http://127.0.0.1:{TCP}/', timeout=0.2)
    """),
        _SILENT,
        succeeds=True,
    ),
    Attack(
        "antigravity",
        Kind.NETWORK,
        calling("""
        import webbrowser
        import antigravity
        webbrowser.open(f'http://127.0.0.1:{TCP}/')
    """),
        "no browser is started",
    ),
    Attack(
        "shell-network",
        Kind.NETWORK,
        calling("""
        import subprocess
        subprocess.run(['bash', '-c', f'echo x > /dev/tcp/127.0.0.1/{TCP}'])
    """),
        _SILENT,
        perilous=True,
    ),
    Attack(
        "network-at-load",
        Kind.NETWORK,
        """
        import socket
        socket.create_connection(('127.0.0.1', TCP), 1)
    """,
        _SILENT,
        succeeds=True,
    ),
    Attack(
        "log-daemon",
        Kind.NETWORK,
        calling("""
        import logging.handlers
        logging.handlers.SysLogHandler(UNIX_DATAGRAM).emit(logging.LogRecord('x', 50, 'x', 1, 'x', (), None))
    """),
        _SILENT,
        succeeds=True,
    ),
)
