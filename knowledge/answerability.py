"""What the hits for a question tell about whether they answer it: few features, each in [0, 1]."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from knowledge.coverage import covered
from knowledge.language import detect
from knowledge.pieces import Piece, pieces_of
from knowledge.support import denies
from knowledge.synonyms import meanings

LOOKED_AT = 3
# "Which card is not accepted?" asks for what is not so; "My lamp does not work" and "why" tell of trouble instead.
_ASKS_WHAT_IS_NOT = re.compile(
    r"\b(?:what|which|who|whom|when|where|how\s+(?:many|much|long|often))\b.{0,80}?(?:\b(?:not|never|without)\b|n't\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Features:
    """`language` is the question's. `similarity` is the best cosine, None where no text has one.

    `nearest` is the share of the question's weight that the best sentence covers, `whole` that the best text does;
    `opposite` is 1 where the question asks for what is not so and the best sentence says nothing of the kind.
    """

    language: str
    similarity: float | None
    nearest: float
    whole: float
    opposite: float


def features(
    query: str, texts: Sequence[str], cosines: Sequence[float | None] = (), contexts: Sequence[str] = ()
) -> Features | None:
    """Of the first texts, best first; None where the query has no words or nothing was found.

    `cosines` are the dense similarities of the texts; `contexts` what stands over each, with the question it answers.
    """
    texts, wanted = texts[:LOOKED_AT], meanings(query)
    if not texts or not wanted:
        return None
    sources = [pieces_of(*one) for one in zip_longest(texts, contexts[: len(texts)], fillvalue="")]
    nearest, said = 0.0, ""
    for text, pieces in zip(texts, sources, strict=True):
        for piece in pieces:
            share = covered(wanted, piece.terms | piece.over)
            if share > nearest:
                nearest, said = share, text[piece.start : piece.end]
    opposite = bool(_ASKS_WHAT_IS_NOT.search(query)) and not denies(said)
    return Features(
        language=detect(query),
        similarity=max((cosine for cosine in cosines[:LOOKED_AT] if cosine is not None), default=None),
        nearest=nearest,
        whole=max(covered(wanted, _terms(pieces)) for pieces in sources),
        opposite=float(opposite),
    )


def _terms(pieces: Sequence[Piece]) -> set[str]:
    return set().union(*(piece.terms | piece.over for piece in pieces))
