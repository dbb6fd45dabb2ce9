"""Intents learnt from an installation's own examples: a logistic head over the search's embedding and the words.

A message that is like none of the examples is out of scope: the score falls below what held-out examples reach.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from graphs.phrases import units

Vectors = NDArray[np.float32]

_WORDS = 0.5
"""The length of the part that words make, beside the embedding's 1."""
_NEAREST = 5.0
"""What the cosine of the nearest example counts beside the log-odds of the best intent, in telling what is in scope."""
_REGULARISATION = 20.0
_MAX_STEPS = 30
_FEWEST_TEXTS = 2
"""A term of one example alone tells little and costs most of the time."""
_FOLDS = 3
_SHARE_LEFT_OUT = 0.05
"""So many messages like the examples may be taken for something else."""


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest intent; `score` orders messages from out of scope to like the examples."""

    intent: str
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class IntentHead:
    """What was learnt in the space of one embedding model: rows are intents, columns the vector's numbers or terms.

    `terms` gives a term's column and its inverse document frequency; `examples` are the vectors learnt from.
    `confusion` counts, by right intent and guessed one, the examples that were guessed by what was learnt from others.
    """

    intents: tuple[str, ...]
    bias: NDArray[np.float64]
    by_vector: NDArray[np.float64]
    by_term: NDArray[np.float64]
    terms: Mapping[str, tuple[int, float]]
    examples: Vectors
    threshold: float
    confusion: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def guess(self, text: str, vector: Vectors) -> Guess:
        """What the message is likeliest about, in scope or not."""
        log_odds = self._log_odds(text, vector)
        best = int(log_odds.argmax())
        nearest = float((self.examples @ vector).max())
        return Guess(self.intents[best], float(log_odds[best]) + _NEAREST * nearest)

    def probabilities(self, text: str, vector: Vectors) -> dict[str, float]:
        """Of each intent, given that the message is about one of them; the likeliest first."""
        log_odds = self._log_odds(text, vector)
        shares = np.exp(log_odds - log_odds.max())
        shares /= shares.sum()
        return {self.intents[at]: float(shares[at]) for at in np.argsort(-shares)}

    def _log_odds(self, text: str, vector: Vectors) -> NDArray[np.float64]:
        log_odds = self.bias + self.by_vector @ vector
        columns, values = _weighted(text, self.terms)
        return log_odds + self.by_term[:, columns] @ np.array(values) if columns else log_odds

    def recognise(self, text: str, vector: Vectors) -> str | None:
        """The intent, None where the message is like none of the examples."""
        guess = self.guess(text, vector)
        return guess.intent if guess.score >= self.threshold else None


def learn(texts: Sequence[str], intents: Sequence[str], vectors: Vectors, *, calibrate: bool = True) -> IntentHead:
    """A head from examples with their intents and unit vectors; blocks for up to some seconds.

    At least two intents. `calibrate` learns three times more, to find the score that messages like the examples reach.
    """
    if not calibrate:
        return _fit(texts, intents, vectors, -math.inf)
    order = np.random.default_rng(0).permutation(len(texts)) % _FOLDS
    guessed = [pair for fold in range(_FOLDS) for pair in _held_out(texts, intents, vectors, order == fold)]
    scores = [guess.score for right, guess in guessed if guess.intent == right]
    threshold = float(np.quantile(scores, _SHARE_LEFT_OUT)) if scores else math.inf
    confusion = Counter((right, guess.intent) for right, guess in guessed)
    return replace(_fit(texts, intents, vectors, threshold), confusion=confusion)


def _held_out(
    texts: Sequence[str], intents: Sequence[str], vectors: Vectors, out: NDArray[np.bool_]
) -> Sequence[tuple[str, Guess]]:
    """What the examples that are left out are about, and what they are taken for by what was learnt from the others."""
    kept = [int(at) for at in np.flatnonzero(~out)]
    if len({intents[at] for at in kept}) < 2:
        return ()
    head = _fit([texts[at] for at in kept], [intents[at] for at in kept], vectors[kept], -math.inf)
    return [(intents[at], head.guess(texts[at], vectors[at])) for at in map(int, np.flatnonzero(out))]


def _fit(texts: Sequence[str], intents: Sequence[str], vectors: Vectors, threshold: float) -> IntentHead:
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression  # lazily: it takes a second

    terms = _terms(texts)
    rows, columns, values = [], [], []
    for row, text in enumerate(texts):
        found, lengths = _weighted(text, terms)
        rows += [row] * len(found)
        columns += found
        values += lengths
    by_words = csr_matrix((values, (rows, columns)), shape=(len(texts), len(terms)))
    model = LogisticRegression(C=_REGULARISATION, max_iter=_MAX_STEPS)
    model.fit(hstack([csr_matrix(vectors), by_words]).tocsr(), list(intents))
    weights, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # one row says how much the second is likelier than the first
        weights, bias = np.vstack([-weights, weights]) / 2, np.array([-bias[0], bias[0]]) / 2
    width = vectors.shape[1]
    return IntentHead(
        intents=tuple(map(str, model.classes_)),
        bias=bias,
        by_vector=weights[:, :width],
        by_term=weights[:, width:],
        terms=terms,
        examples=np.ascontiguousarray(vectors),
        threshold=threshold,
    )


def _terms(texts: Sequence[str]) -> dict[str, tuple[int, float]]:
    """Words, Chinese characters and pairs of neighbours, with columns and smoothed inverse document frequencies."""
    counts = Counter(term for text in texts for term in set(_terms_of(text)))
    kept = sorted((term, count) for term, count in counts.items() if count >= _FEWEST_TEXTS)
    return {term: (column, math.log((1 + len(texts)) / (1 + count)) + 1) for column, (term, count) in enumerate(kept)}


def _terms_of(text: str) -> list[str]:
    parts = [part for part in units(text) if part.isalnum() or "'" in part]
    return [*parts, *(f"{one} {two}" for one, two in pairwise(parts))]


def _weighted(text: str, terms: Mapping[str, tuple[int, float]]) -> tuple[list[int], list[float]]:
    """Columns of the text's known terms with their weights (TF-IDF, sublinear), together of the length `_WORDS`."""
    counts = Counter(term for term in _terms_of(text) if term in terms)
    columns = [terms[term][0] for term in counts]
    values = [(1 + math.log(count)) * terms[term][1] for term, count in counts.items()]
    length = math.sqrt(sum(value * value for value in values))
    return columns, [_WORDS * value / length for value in values]
