"""Vectors without a model: texts that name the same thing lie together, as a model's vectors would."""

import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from knowledge.encoders.minilm import MiniLM

_NAME = re.compile(r"\b(?:the|of) ([A-Z][a-z]+)")
_SPREAD = 0.05


class MadeEncoder:
    """A `knowledge.encoder.Encoder`: a unit vector around the topic of the first product that a text names."""

    model_id = "made-up"
    dimensions = 384

    weights = MiniLM.weights

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, a row a text; the same text gets the same vector."""
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        return np.stack([self._vector(text) for text in texts])

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The same."""
        return self.encode(texts)

    def known_share(self, text: str) -> float:
        """It knows every text."""
        return 1.0

    def close(self) -> None:
        """It holds nothing."""

    def _vector(self, text: str) -> NDArray[np.float32]:
        found = _NAME.search(text)
        topic = _unit(found[1] if found else text, self.dimensions)
        noise = np.random.default_rng(crc32(text.encode())).standard_normal(self.dimensions)
        vector = topic + _SPREAD * noise
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def _unit(name: str, dimensions: int) -> NDArray[np.float64]:
    vector = np.random.default_rng(crc32(name.encode())).standard_normal(dimensions)
    return np.asarray(vector / np.linalg.norm(vector))
