"""What reads a question together with each passage and scores how well they fit: the interface of `rerankers/`."""

from collections.abc import Sequence
from typing import Protocol


class RerankerError(Exception):
    """The reranker could not be loaded, or gave no scores. The message is a sentence that says what to do."""


class Reranker(Protocol):
    """One reranking model."""

    async def rerank(self, query: str, texts: Sequence[str]) -> list[float]:
        """A score in [0, 1] for each text, in their order; raises `RerankerError` where there is none."""
        ...

    async def close(self) -> None:
        """Let go of connections and memory."""
        ...
