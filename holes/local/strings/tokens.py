"""Tokens: the kinds of run that a text is made of, and the separators that stand between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

#: Patterns of runs with their costs, after the tokens of FlashFill (Gulwani, POPL 2011). Each is linear.
TOKENS: tuple[tuple[str, int], ...] = (
    (r"\d+", 7),
    (r"[A-Z]+", 9),
    (r"[a-z]+", 10),
    (r"[A-Za-z]+", 8),
    (r"\w+", 8),
    (r"[A-Z][a-z]+", 9),
    (r"\S+", 9),
    (r"[A-Z]", 9),
    (r"\d", 9),
    (r"\d+\.\d+", 10),
    (r"[\d.]+", 10),
    (r"[\d,.]+", 11),
    (r"[\w.]+", 11),
    (r"[\w-]+", 11),
    (r"[A-Z]{2,}", 11),
    (r"[A-Z0-9]+", 11),
    (r"\d{2,}", 11),
    (r"\d{4}", 11),
    (r"\d{3}", 11),
    (r"\d{5}", 11),
    (r"-?\d+", 11),
    (r"\(.*?\)", 12),
)
#: Separators looked at in one text.
_SEPARATORS = 10


def separators(texts: Sequence[str]) -> list[tuple[str, int]]:
    """What most of the texts have between their parts, with a cost each: single signs, runs of signs, and words that
    all share."""
    least = max(1, (len(texts) + 1) // 2)
    signs = Counter(sign for text in texts for sign in sorted(set(re.findall(r"[^\w\s]|[\s_]", text))))
    runs = Counter(run for text in texts for run in sorted(set(re.findall(r"[^\w]{2,4}", text))))
    words = Counter(word for text in texts for word in sorted(set(re.findall(r"[A-Za-z]{2,}[:=]? ?", text))))
    found = [(sign, 0) for sign, count in signs.most_common(8) if count >= least]
    found += [(run, 1) for run, count in runs.most_common(4) if count >= least and len(set(run)) > 1]
    found += [(word, 3) for word, count in words.most_common(3) if count == len(texts) > 1]
    return sorted(found, key=lambda pair: pair[1])[:_SEPARATORS]
