"""Similar fills: the operations of what the project has already are likelier to be called for again."""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter

from holes.local.features import features
from holes.local.hints import spoken, stem
from holes.local.task import Task

#: Of the known functions, so many are learnt from, and none that shares fewer of its words.
_MOST = 3
_ALIKE = 0.3


def familiar(task: Task) -> frozenset[str]:
    """The operations in the known functions whose words are most like the task's (see `features`)."""
    return _familiar(task.words, task.known)


# A search and what weighs its programs ask the same.
@lru_cache(maxsize=8)
def _familiar(asked: str, known: tuple[tuple[str, str], ...]) -> frozenset[str]:
    stems = _stems(asked)
    likeness = ((_likeness(stems, _stems(words)), source) for words, source in known)
    alike = [source for share, source in sorted(likeness, key=itemgetter(0), reverse=True)[:_MOST] if share >= _ALIKE]
    return frozenset(feature for source in alike for feature in features(source))


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in spoken(words) if len(word) > 2)


def _likeness(asked: frozenset[str], known: frozenset[str]) -> float:
    """The share of the words of both that they have in common."""
    return len(asked & known) / max(1, len(asked | known))
