"""What the hits for a question tell about whether they answer it: few features, each in [0, 1]."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.coverage import covered
from knowledge.denial import asks_what_is_not, turns_round
from knowledge.document import Hit
from knowledge.language import detect
from knowledge.naming import names_other_than
from knowledge.pieces import Piece, pieces_of
from knowledge.support import denies
from knowledge.synonyms import meanings
from knowledge.vectors import about

LOOKED_AT = 3
BY_WORDS = "words"


@dataclass(frozen=True, slots=True)
class Features:
    """`formula` tells which weights hold: those of the question's language, or `BY_WORDS` where no text has a cosine.

    Where the best hit stands under a question of its own it is `language` with " faq": questions resemble questions in
    another way than they do passages. `similarity` is the best cosine and `part` that of the best sentence; `nearest`
    is the share of the question's weight that the best sentence covers, `whole` that the best text does. The others are
    1 or 0: `opposite` where the question asks for what is not so and the best sentence says nothing of the kind,
    `turned` where it turns round what that text tells, `missing` where it names something that none of the texts names.
    """

    formula: str
    similarity: float
    part: float
    nearest: float
    whole: float
    opposite: float
    turned: float
    missing: float


def features(query: str, hits: Sequence[Hit]) -> Features | None:
    """Of the first hits, best first; None where the query has no words or nothing was found."""
    hits, wanted = hits[:LOOKED_AT], meanings(query)
    if not hits or not wanted:
        return None
    over = [about(hit.chunk) for hit in hits]
    sources = [pieces_of(hit.chunk.text, above) for hit, above in zip(hits, over, strict=True)]
    nearest, said, best = 0.0, "", 0
    for at, pieces in enumerate(sources):
        for piece in pieces:
            share = covered(wanted, piece.terms | piece.over)
            if share > nearest:
                nearest, said, best = share, hits[at].chunk.text[piece.start : piece.end], at
    held = [_terms(pieces) for pieces in sources]
    return Features(
        formula=_formula(query, hits),
        similarity=max((hit.dense for hit in hits if hit.dense is not None), default=0.0),
        part=max((hit.dense if hit.parts is None else hit.parts for hit in hits if hit.dense is not None), default=0.0),
        nearest=nearest,
        whole=max(covered(wanted, terms) for terms in held),
        opposite=float(asks_what_is_not(query) and not denies(said)),
        turned=float(turns_round(query, f"{over[best]}\n{hits[best].chunk.text}")),
        missing=float(names_other_than(query, set().union(*held))),
    )


def _formula(query: str, hits: Sequence[Hit]) -> str:
    if all(hit.dense is None for hit in hits):
        return BY_WORDS
    language = detect(query)
    return f"{language} faq" if hits[0].chunk.question else language


def _terms(pieces: Sequence[Piece]) -> set[str]:
    return set().union(*(piece.terms | piece.over for piece in pieces))
