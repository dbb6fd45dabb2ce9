"""The same encoder for LangChain: what it asks for is looked up or embedded, never by another model."""

from collections.abc import Sequence
from typing import cast

from langchain_core.embeddings import Embeddings

from evals.benchmarks.peer import Asked, Corpus


class SameEmbeddings(Embeddings):
    """Documents by the corpus' encoder; questions are those that were told beforehand."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._questions: dict[str, list[float]] = {}

    def expect(self, questions: Sequence[Asked]) -> None:
        """Take the vectors that Turnwise has for these questions."""
        self._questions = {question.text: question.vector.tolist() for question in questions}

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages."""
        # Rows of an array in place of lists of floats: its store would turn all of them into arrays for every question.
        return cast(list[list[float]], [*self._corpus.encode(texts)])

    def embed_query(self, text: str) -> list[float]:
        """The vector of an expected question."""
        return self._questions[text]
