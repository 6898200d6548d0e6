"""Sketches that the tests open."""

from __future__ import annotations

from tests.chat_server import ChatServer

#: A named hole that the local engine fills at once.
DOUBLE = '''\
def double(n: int) -> int:
    """Twice the number.

    >>> double(4)
    8
    >>> double(-1)
    -2
    """
'''

#: The same in ordinary Python.
DOUBLE_PY = '''\
"""Numbers."""


def double(n: int) -> int:
    """Twice the number.

    >>> double(4)
    8
    >>> double(-1)
    -2
    """
    ...  # hole


def four() -> int:
    """Uses it.

    >>> four()
    4
    """
    return double(2)
'''

#: One of everything, with characters of several code units before what matters.
LEAGUE = '''\
"""A league table 🏆: from results such as "WWD" to the points of each team."""


def points(results: str) -> int:
    """Three points for each win 🥇, one for each draw.

    >>> points("WWD")
    7
    >>> points("LL")
    0
    """
    "🥇"; wins = `how many of the results are of this kind`(results, "W")
    # >>> _("WWDL", "W")
    # 2
    # >>> _("LLLDDLL", "L")
    # 5
    # >>> _("WWLL", "D")
    # 0
    draws = `how many of the results are of this kind`(results, "D")
    return `choose: 2, 3` * wins + draws


def ahead(score: int, scores: list[int]) -> int:
    """How many of the scores are greater than this one.

    >>> ahead(4, [1, 6, 4])
    1
    >>> ahead(1, [5, 1, 5, 2])
    3
    >>> ahead(0, [])
    0

    Properties:
        result <= len(scores)
    """


def worst(scores: list[int]) -> int:
    """The least.

    >>> worst([4, 1])
    4
    """
    return min(scores)


def nobody(name: str) -> str:
    """The name, greeted in a way that nobody has thought of.

    >>> nobody("Ayr") == "Ayr"
    False
    """
'''


def model(server: ChatServer) -> dict[str, object]:
    """The settings that name a model, and nothing else that could fill."""
    return {"engine": "openai", "base-url": server.base_url, "model": "m", "api-key": "sk-secret-key", "candidates": 1}
