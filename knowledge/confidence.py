"""How likely is it that these texts answer this question? Two small logistic formulas.

The weights were fitted once on halves of public question sets in English and Chinese (docs/benchmarks.md), with
questions about other matters and questions whose answer is missing as the negatives.
"""

import math
from collections.abc import Sequence

from knowledge import sentences
from knowledge.coverage import covered, weighted

_LOOKED_AT = 3


def confidence(query: str, texts: Sequence[str], cosines: Sequence[float | None] = ()) -> float:
    """The probability in [0, 1] that one of the texts, best first, answers the query.

    `cosines` are the dense similarities of the same texts, None where there is none; without any, words decide alone.
    """
    texts = texts[:_LOOKED_AT]
    wanted = weighted(query)
    if not texts or not wanted:
        return 0.0
    dense = max((cosine for cosine in cosines[:_LOOKED_AT] if cosine is not None), default=None)
    if dense is not None:
        nearest = max(covered(wanted, weighted(part)) for text in texts for part in sentences.split(text) or ("",))
        return _logistic(9.6 * dense + 1.4 * nearest - 6.1)
    return _logistic(7.3 * max(covered(wanted, weighted(text)) for text in texts) - 4.1)


def _logistic(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))
