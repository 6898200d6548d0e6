"""The end of the process that runs candidates is the end of all that it has started, in every tier that is here."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from contextlib import suppress
from pathlib import Path

import pytest

from holes.runner.confined import TIERS
from holes.runner.protocol import Tier
from tests.runner import running
from tests.runner.soak import census

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="its walls are Linux's")

SERVER = """
import asyncio, sys
sys.path.insert(0, {root!r})
from holes.runner.confined import ConfinedRunner
from holes.runner.protocol import Case, Limits, Program, Tier

async def main():
    runner = ConfinedRunner({python!r}, (Tier({tier!r}),))
    limits = Limits(600, 600)
    await runner.confinement()
    what = {what!r}
    if what == "loops":
        work = [runner.run(Program("", "f.anpl"), (Case("while True: pass"),), limits) for _ in range(3)]
    elif what == "sleeps":
        work = [runner.run(Program("import time; time.sleep(1000)", "f.anpl"), (Case("1"),), limits)]
    elif what == "imports":
        work = [runner.run(Program("", "f.anpl", preload=("endless_import",)), (Case("1"),), limits)]
    else:
        work = []
    print("ready", flush=True)
    await asyncio.gather(asyncio.sleep(600), *work)

asyncio.run(main())
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An interpreter whose environment has a module that is imported for ever."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "env")], check=True)
    (packages,) = (folder / "env/lib").glob("python3*/site-packages")
    (packages / "endless_import.py").write_text("while True: pass")
    return str(folder / "env/bin/python")


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("what", ["loops", "sleeps", "waits", "imports"])
def test_the_end_of_the_server_ends_all(tier: Tier, what: str, python: str) -> None:
    if (reason := running.obstacle(tier)) is not None:
        pytest.skip(reason)
    root = Path(__file__).parents[2]
    text = textwrap.dedent(SERVER).format(root=str(root), tier=str(tier), what=what, python=python)
    # What it starts becomes ours when it ends, so that nothing can hide.
    census.adopt_orphans()
    server = subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE)
    try:
        assert server.stdout is not None
        assert server.stdout.readline() == b"ready\n"
        usual = census.alive(tier) - 2 + {"loops": 3, "sleeps": 1}.get(what, 0)
        deadline = time.monotonic() + 30
        while len(below := census.descendants(server.pid)) < usual:
            assert time.monotonic() < deadline
        time.sleep(0.1)  # an import begins, and what was forked is at work
    finally:
        server.kill()
        server.communicate()
    try:
        # A second is what is promised; a busy machine gets more.
        assert census.settled(lambda: len(census.living(below)), 0, 10) == 0
    finally:
        for pid in census.descendants() & below:
            os.kill(pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        census.adopt_orphans(False)
