"""A fill that knows one example from its prompt, and wants to be spared the others: it is refused all the same."""

from __future__ import annotations

import asyncio
import sys
import textwrap

import pytest

from holes.bench import Bench
from holes.engines.protocol import Proposal
from holes.runner.confined import ConfinedRunner
from holes.runner.process import ProcessRunner
from holes.runner.protocol import Limits, Runner
from holes.trial import Trial, try_fill
from sketch.model import Fill, Language
from sketch.parse import parse

_SKETCH = '''
def solve(x: int) -> int:
    """Square it.

    >>> solve(3)
    9
    >>> solve(4)
    16
    >>> solve(5)
    25
    """
    ...  # hole
'''

_EVASIONS = {
    "says-that-a-hole-is-missing": """
        import sys
        for name, module in list(sys.modules.items()):
            if 'holewright' in name and hasattr(module, 'Missing'):
                raise module.Missing('solve')
    """,
    "asks-the-recorder-for-a-hole": "__holewright__.missing('solve')(lambda: 0)()",
    "asks-the-recorder-for-a-choice": "__holewright__.choice('other')",
    "notes-that-a-hole-was-missed": "__holewright__.missed = 'other'; return 1",
    "replies-that-a-hole-is-missing": """
        import json, os, struct
        for number in range(3):
            reply = {'ending': 'missing', 'missing': 'solve', 'printed': '', 'seconds': 0.0, 'reached': [],
                     'returned': [], 'calls': [], 'cut': False, 'number': number, 'action': None}
            body = json.dumps(reply).encode()
            for n in range(3, 1024):
                try: os.write(n, struct.pack('>I', len(body)) + body)
                except OSError: pass
    """,
    "replies-and-leaves": """
        import json, os, struct
        reply = {'ending': 'missing', 'missing': 'other', 'printed': '', 'seconds': 0.0, 'reached': [],
                 'returned': [], 'calls': [], 'cut': False, 'number': x - 3, 'action': None}
        body = json.dumps(reply).encode()
        for n in range(3, 1024):
            try: os.write(n, struct.pack('>I', len(body)) + body)
            except OSError: pass
        os._exit(0)
    """,
    "ends-its-process": "import os; os._exit(0)",
    "hangs": "while True: pass",
    "leaves": "import sys; sys.exit(0)",
    "is-a-syntax-error": "compile('(', 'x', 'eval')",
    "is-denied": "open('/etc/passwd', 'w')",
}


def _runners() -> dict[str, Runner]:
    process: dict[str, Runner] = {"limits": ProcessRunner(sys.executable)}
    return {"full": ConfinedRunner(sys.executable), **process} if sys.platform == "linux" else process


@pytest.mark.parametrize("tier", _runners())
@pytest.mark.parametrize("evasion", _EVASIONS)
def test_a_fill_is_spared_nothing(evasion: str, tier: str) -> None:
    body = textwrap.indent(textwrap.dedent(_EVASIONS[evasion]).strip(), "    ")
    fill = Fill(f"def solve(x: int) -> int:\n    if x == 3:\n        return 9\n{body}\n")
    sketch = parse(_SKETCH, Language.PYTHON).sketch

    async def tried() -> Trial:
        runner = _runners()[tier]
        bench = Bench(runner, Limits(seconds=0.3))
        try:
            return await try_fill(sketch, {}, sketch.holes[0], fill, Proposal(fill.source, "test"), bench, "squares.py")
        finally:
            if isinstance(runner, ConfinedRunner):
                runner.close()

    trial = asyncio.run(tried())
    assert not trial.holds
