"""How likely is it that these texts answer this question? Two small logistic formulas.

The weights were fitted once on halves of public question sets in English and Chinese (docs/benchmarks.md), with
questions about other matters and questions whose answer is missing as the negatives.
"""

import math
from collections.abc import Sequence
from itertools import zip_longest

from knowledge.coverage import covered
from knowledge.pieces import pieces_of
from knowledge.synonyms import meanings

_LOOKED_AT = 3


def confidence(
    query: str, texts: Sequence[str], cosines: Sequence[float | None] = (), contexts: Sequence[str] = ()
) -> float:
    """The probability in [0, 1] that one of the texts, best first, answers the query.

    `cosines` are the dense similarities of the same texts, None where there is none; without any, words decide alone.
    `contexts` are what stands over each text, its headings and the question that it answers.
    """
    texts, wanted = texts[:_LOOKED_AT], meanings(query)
    if not texts or not wanted:
        return 0.0
    dense = max((cosine for cosine in cosines[:_LOOKED_AT] if cosine is not None), default=None)
    sources = [pieces_of(*one) for one in zip_longest(texts, contexts[: len(texts)], fillvalue="")]
    if dense is not None:
        nearest = max((covered(wanted, piece.terms | piece.over) for pieces in sources for piece in pieces), default=0)
        return _logistic(9.6 * dense + 1.4 * nearest - 6.1)
    whole = [set().union(*(piece.terms | piece.over for piece in pieces)) for pieces in sources]
    return _logistic(7.3 * max(covered(wanted, held) for held in whole) - 4.1)


def _logistic(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))
