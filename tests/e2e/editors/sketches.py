"""What is opened in editors, and what becomes of it: two of the examples, with what editors count differently."""

from __future__ import annotations

import re

from tests.e2e.editors.desk import HOME

#: A character that is two code units, in front of a hole.
RANKS = (HOME / "examples" / "ranks.anpl").read_text("utf-8").replace("wins = ", 'wins = "🏆" and ', 1)

#: What is said of its last example while one of its holes is open.
BLOCKED = 'places({"Ayr": "WDL", "Barry": "WWL", …Deal": "DDDD"}) needs `ahead`, which is not filled'

_INLINE = """    wins = "🏆" and `how many of the results are of this kind`(results, "W")
    # >>> _("WWDL", "W")
    # 2
    # >>> _("WWDL", "D")
    # 1
    # >>> _("LLLDD", "L")
    # 3
    # >>> _("", "D")
    # 0
    draws = `how many of the results are of this kind`(results, "D")
"""
_CALLS = """    wins = "🏆" and tally(results, "W")
    draws = tally(results, "D")
"""
_NAMED = '''def tally(results, arg2):
    """how many of the results are of this kind

    >>> tally("WWDL", "W")
    2
    >>> tally("WWDL", "D")
    1
    >>> tally("LLLDD", "L")
    3
    >>> tally("", "D")
    0
    """


'''

#: The same once its inline hole was made a named one, and that was given a name.
RENAMED = RANKS.replace(_INLINE, _CALLS).replace("def points", f"{_NAMED}def points")

#: Lines that end as they do on Windows.
WORDS = (HOME / "examples" / "words.py").read_text("utf-8").replace("\n", "\r\n")
_HOLE = "    ...  # hole\r\n"


def is_filled(text: str, *, first: str, holes: int) -> bool:
    """Whether `text` is `WORDS` behind a first line, with so many holes filled by a line each and all else as it was.
    Lines of `text` end in any way, if all do so."""
    around = WORDS.split(_HOLE)
    pattern = re.escape(around[0])
    for number, part in enumerate(around[1:]):
        pattern += (r"    [^\n]+\r\n" if number < holes else re.escape(_HOLE)) + re.escape(part)
    lines = text if "\r\n" in text else text.replace("\n", "\r\n")
    return re.fullmatch(re.escape(f"{first}\r\n") + pattern if first else pattern, lines) is not None
