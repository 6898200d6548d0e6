"""Similar fills: the operations of what the project has already are likelier to be called for again."""

from __future__ import annotations

from holes.local.features import features
from holes.local.hints import spoken, stem
from holes.local.task import Task

#: Of the known functions, so many are learnt from, and none that shares fewer of its words.
_MOST = 3
_ALIKE = 0.3


def familiar(task: Task) -> frozenset[str]:
    """The operations in the known functions whose words are most like the task's (see `features`)."""
    asked = _stems(task.words)
    ranked = sorted(
        ((_likeness(asked, _stems(words)), -place) for place, (words, _) in enumerate(task.known)), reverse=True
    )
    alike = [task.known[-place][1] for likeness, place in ranked[:_MOST] if likeness >= _ALIKE]
    return frozenset(feature for source in alike for feature in features(source))


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in spoken(words) if len(word) > 2)


def _likeness(asked: frozenset[str], known: frozenset[str]) -> float:
    """The share of the words of both that they have in common."""
    return len(asked & known) / max(1, len(asked | known))
