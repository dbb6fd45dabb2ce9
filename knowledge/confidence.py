"""How likely is it that these texts answer this question?"""

import math
from collections.abc import Sequence

from knowledge.words import STOP_WORDS, stem, terms

_STOPPED = frozenset(stem(word) for word in STOP_WORDS)


def coverage(query: str, text: str) -> float:
    """The share of the query's informative terms that the text has."""
    asked = {term for term in terms(query) if term not in _STOPPED} or set(terms(query))
    return len(asked & set(terms(text))) / len(asked) if asked else 0.0


def confidence(query: str, texts: Sequence[str], dense: float | None = None) -> float:
    """The probability in [0, 1] that the texts, best first, answer the query; `dense` is the best one's cosine."""
    if not texts:
        return 0.0
    share = max(coverage(query, text) for text in texts[:3])
    logit = 6 * share - 4 if dense is None else 4 * share + 6 * dense - 5.5
    return 1 / (1 + math.exp(-logit))
