"""How likely is it that these texts answer this question? Two small logistic formulas.

`python -m evals.benchmarks.fit_confidence` fits the weights on the tuning halves of public question sets that allow it
(docs/benchmarks.md), with questions about other matters and questions whose answer is missing as the negatives.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.answerability import Features, features


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature adds to the logit."""

    base: float
    similarity: float = 0.0
    nearest: float = 0.0
    whole: float = 0.0
    opposite: float = 0.0


# By the question's language, for each may have an embedding model of its own; any other language is weighed as English.
WITH_VECTORS = {
    "en": Weights(base=-5.22, similarity=8.18, nearest=1.53, opposite=-2.68),
    # Fitted with a base of -20.81, on negatives of other domains only; lowered for questions nearer to a shop's own.
    "zh": Weights(base=-21.6, similarity=19.54, nearest=8.58),
}
BY_WORDS = Weights(base=-4.1, whole=7.3)


def confidence(
    query: str, texts: Sequence[str], cosines: Sequence[float | None] = (), contexts: Sequence[str] = ()
) -> float:
    """The probability in [0, 1] that one of the texts, best first, answers the query.

    `cosines` are the dense similarities of the same texts, None where there is none; without any, words decide alone.
    `contexts` are what stands over each text, its headings and the question that it answers.
    """
    found = features(query, texts, cosines, contexts)
    return probability(found) if found else 0.0


def probability(found: Features, weights: Weights | None = None) -> float:
    """The formula alone; without weights those of the vectors where there are some, else those of the words."""
    known = WITH_VECTORS.get(found.language, WITH_VECTORS["en"])
    weights = weights or (BY_WORDS if found.similarity is None else known)
    logit = (
        weights.base
        + weights.similarity * (found.similarity or 0.0)
        + weights.nearest * found.nearest
        + weights.whole * found.whole
        + weights.opposite * found.opposite
    )
    return 1 / (1 + math.exp(-logit))
