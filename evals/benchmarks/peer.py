"""Other ways to retrieve, measured beside Turnwise on the same texts: the interface of `evals/benchmarks/peers/`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and the name of the document that it is of."""

    document: str
    text: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """One set as every system gets it."""

    language: str
    chunks: tuple[Passage, ...]
    """Turnwise's chunks, headings and questions included."""
    vectors: Vectors
    """A unit vector for each chunk, by the encoder that Turnwise uses."""
    documents: tuple[Passage, ...]
    """The whole documents, for systems that cut texts themselves."""
    encode: Callable[[Sequence[str]], Vectors]
    """Unit vectors of other texts by the same encoder."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its vector, the very one that Turnwise searches with."""

    text: str
    vector: Vectors


Ranking = Callable[[Sequence[Asked], int], list[list[str]]]
"""For each question the documents of the `k` best chunks, best first; a document may come more than once."""


def ranked(scores: Vectors, names: Sequence[str], k: int) -> list[list[str]]:
    """The names of the `k` best columns of every row, best first."""
    k = min(k, scores.shape[1])
    best = np.argpartition(-scores, k - 1, axis=1)[:, :k]
    ordered = np.take_along_axis(best, np.argsort(-np.take_along_axis(scores, best, axis=1), axis=1), axis=1)
    return [[names[at] for at in row] for row in ordered]
