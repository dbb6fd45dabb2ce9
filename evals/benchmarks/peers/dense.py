"""Dense alone: the cosine of the question's vector with every chunk's."""

from collections.abc import Mapping, Sequence

import numpy as np

from evals.benchmarks.peer import Asked, Corpus, Ranking, ranked

NAME = "dense alone"
PACKAGES = ()


def rankings(corpus: Corpus) -> Mapping[str, Ranking]:
    """Exact search over all vectors."""
    names = [chunk.document for chunk in corpus.chunks]

    def ranking(questions: Sequence[Asked], k: int) -> list[list[str]]:
        return ranked(np.stack([question.vector for question in questions]) @ corpus.vectors.T, names, k)

    return {"cosine": ranking}
