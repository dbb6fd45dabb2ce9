from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.benchmarks.cached_encoder import CachedEncoder
from evals.benchmarks.kept_vectors import KeptVectors
from knowledge.fuse import Weights


class Counting:
    """The length of a text as its vector; counts what it is asked for."""

    model_id = "lengths@1"
    dimensions = 2
    weights = Weights()

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return np.array([[len(text), 0] for text in texts], dtype=np.float32)

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return np.array([[len(text), 1] for text in texts], dtype=np.float32)

    def known_share(self, text: str) -> float:
        return float(bool(text))

    def close(self) -> None:
        self.asked.clear()


def test_a_text_is_embedded_once_for_all_benchmarks_but_apart_as_question_and_document(tmp_path: Path) -> None:
    kept = KeptVectors(tmp_path / "vectors.sqlite")
    first, second, other = Counting(), Counting(), Counting()
    other.model_id = "lengths@2"
    assert CachedEncoder(first, kept).encode(["bb", "a", "bb"]).tolist() == [[2, 0], [1, 0], [2, 0]]
    assert first.asked == ["a", "bb"]
    again = CachedEncoder(second, kept)
    assert again.encode(["a", "ccc", "bb"]).tolist() == [[1, 0], [3, 0], [2, 0]]
    assert again.encode_questions(["a"]).tolist() == [[1, 1]]
    assert second.asked == ["ccc", "a"]
    CachedEncoder(other, kept).encode(["a"])
    assert other.asked == ["a"]
