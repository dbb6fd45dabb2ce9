"""How likely is it that these hits answer this question? Small logistic formulas.

`turnwise bench fit_confidence` fits the weights on the tuning halves of public question sets that allow it
(docs/benchmarks.md), with questions about other matters and questions whose answer is missing as the negatives.
"""

import math
from collections.abc import Container, Sequence
from dataclasses import dataclass

from knowledge.answerability import BY_WORDS, Features, features
from knowledge.document import Hit
from knowledge.relatives import names_unknown_model
from knowledge.vectors import about

_OTHER_MODEL = 0.05


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature adds to the logit."""

    base: float
    similarity: float = 0.0
    part: float = 0.0
    nearest: float = 0.0
    whole: float = 0.0
    opposite: float = 0.0
    turned: float = 0.0
    missing: float = 0.0


# As `turnwise bench fit_confidence` prints them. Each language may have an embedding model of its own.
WEIGHTS = {
    "en": Weights(
        base=-3.62, similarity=1.54, part=3.76, nearest=3.2, whole=-2.03, opposite=-2.79, turned=-1.03, missing=-1.08
    ),
    "en faq": Weights(base=-6.19, similarity=2.19, part=7.49, nearest=1.19, whole=1.35),
    "zh": Weights(base=-32.81, similarity=17.85, part=16.98, nearest=1.53, whole=1.48, turned=-0.77, missing=-0.8),
    BY_WORDS: Weights(base=-3.03, whole=4.99, opposite=-3.18),
}


def confidence(query: str, hits: Sequence[Hit]) -> float:
    """The probability in [0, 1] that one of the hits, best first, answers the query.

    Near 0 where the query names a model that none of them holds, and the best one is about another of its family.
    """
    found = features(query, hits)
    if found is None:
        return 0.0
    known = probability(found)
    other = names_unknown_model(query, [f"{about(hit.chunk)}\n{hit.chunk.text}" for hit in hits])
    return min(known, _OTHER_MODEL) if other else known


def probability(found: Features, weights: Weights | None = None) -> float:
    """The formula alone, with the weights in force or with others."""
    weights = weights or WEIGHTS[formula_of(found.formula, WEIGHTS)]
    logit = (
        weights.base
        + weights.similarity * found.similarity
        + weights.part * found.part
        + weights.nearest * found.nearest
        + weights.whole * found.whole
        + weights.opposite * found.opposite
        + weights.turned * found.turned
        + weights.missing * found.missing
    )
    return 1 / (1 + math.exp(-logit))


def formula_of(name: str, known: Container[str]) -> str:
    """Whose weights hold: a language's where its FAQs have none of their own, English ones for other languages."""
    language, _, kind = name.partition(" ")
    return next((one for one in (name, language, f"en {kind}") if one in known), "en")
