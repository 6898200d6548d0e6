"""Words of a text. Ordinary Python: every other tool reads this file as it is, holes or none."""

import re


def words(text: str) -> list[str]:
    """The words of a text, in lower case.

    >>> words("The cat sat.")
    ['the', 'cat', 'sat']
    >>> words("Oh! The CAT?")
    ['oh', 'the', 'cat']
    """
    return re.findall(r"[a-z']+", text.lower())


def longest(words: list[str]) -> str:
    """The longest word; of several the first.

    >>> longest(["a", "bee", "sea"])
    'bee'
    >>> longest(["to", "be", "or", "not"])
    'not'
    >>> longest(["owl"])
    'owl'
    >>> longest(["seven", "eight", "six"])
    'seven'
    """
    ...  # hole


def initials(words: list[str]) -> str:
    """The first letter of each word, in upper case.

    >>> initials(["read", "the", "manual"])
    'RTM'
    >>> initials(["ada", "lovelace"])
    'AL'
    >>> initials([])
    ''
    """
    ...  # hole


def distinct(words: list[str]) -> int:
    """How many different words there are.

    >>> distinct(["a", "rose", "is", "a", "rose"])
    3
    >>> distinct([])
    0
    >>> distinct(["sea", "sea"])
    1
    """
    ...  # hole


def summary(text: str) -> str:
    """A line about a text.

    >>> summary("The cat sat on the mat.")
    '5 different words, the longest is "the" (TCSOTM)'
    """
    found = words(text)
    return f'{distinct(found)} different words, the longest is "{longest(found)}" ({initials(found)})'
