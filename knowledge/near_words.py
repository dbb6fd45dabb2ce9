"""What a question's words weigh among the passages that are near it, instead of in the whole knowledge base.

A word that every near passage holds does not tell one of them from the other, however rare it is elsewhere
(docs/decisions/0036). This is the plain computation, from the words of each candidate; the embedded engine does the
same where the words lie (docs/decisions/0039).
"""

from array import array
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.document import Found
from knowledge.words import Sparse

NEAR = 32
"""How many of the nearest passages tell how common a word is."""

Held = tuple[NDArray[np.uint32], NDArray[np.float32]]
"""A chunk's terms and their values, shape (terms,) each."""
NOTHING: Held = (np.empty(0, np.uint32), np.empty(0, np.float32))


def held_by(words: Sparse) -> Held:
    """The words of a chunk as `weighed` takes them."""
    # By way of `array`: numpy takes three times as long over a list of Python's numbers.
    terms, values = array("I", words.indices), array("f", words.values)
    return np.frombuffer(terms, np.uint32), np.frombuffer(values, np.float32)


def nearest(found: Sequence[Found]) -> list[int]:
    """The places of the `NEAR` nearest among what a search found; fewer, or none, where a vector found no more."""
    near = (at for at, one in enumerate(found) if one.dense is not None)
    return sorted(near, key=lambda at: -(found[at].dense or 0.0))[:NEAR]


def weighed(
    found: Sequence[Found], held: Sequence[Held], words: Sparse, near: Sequence[int] | None = None
) -> list[Found]:
    """The same with `sparse` as BM25 whose inverse document frequency is counted over the `NEAR` nearest.

    ln(1 + (n - f + .5) / (f + .5)) for a term that f of the n nearest hold, as Qdrant has it for a whole collection. A
    chunk of which nothing is held keeps no `sparse`; all keep theirs where no vector tells what is near. Given, `near`
    are the places to count over.
    """
    near = nearest(found) if near is None else near
    if not near or not words.indices:
        return list(found)
    values = _values(held, words)
    holding = np.count_nonzero(values[near], axis=0)
    rarity = np.log1p((len(near) - holding + 0.5) / (holding + 0.5))
    scores: list[float] = (values @ (np.array(words.values) * rarity)).tolist()
    return [one._replace(sparse=score or None) for one, score in zip(found, scores, strict=True)]


def _values(held: Sequence[Held], words: Sparse) -> NDArray[np.float64]:
    """Each chunk's value of each of the question's terms, in the question's order: shape (chunks, terms)."""
    terms = np.concatenate([one for one, _ in held])
    values = np.concatenate([one for _, one in held])
    ends = np.cumsum([len(one) for one, _ in held])
    found = np.zeros((len(held), len(words.indices)))
    for column, term in enumerate(words.indices):
        places = np.flatnonzero(terms == term)
        found[np.searchsorted(ends, places, side="right"), column] = values[places]
    return found
