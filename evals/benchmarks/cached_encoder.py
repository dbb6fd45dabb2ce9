"""An embedding model that remembers: one run embeds each text once, whichever system asks for it."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import Encoder

Vectors = NDArray[np.float32]


class CachedEncoder:
    """A `knowledge.encoder.Encoder` around another one, for as long as a benchmark runs."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._documents: dict[str, Vectors] = {}
        self._questions: dict[str, Vectors] = {}
        self.model_id = encoder.model_id
        self.dimensions = encoder.dimensions
        self.weights = encoder.weights

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of documents' texts, a row a text."""
        return self._rows(texts, self._documents, self._encoder.encode)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of questions, a row a text."""
        return self._rows(texts, self._questions, self._encoder.encode_questions)

    def known_share(self, text: str) -> float:
        """The share in [0, 1] of the text's tokens that the model knows."""
        return self._encoder.known_share(text)

    def close(self) -> None:
        """Let go of the model and of what was remembered."""
        self._documents.clear()
        self._questions.clear()
        self._encoder.close()

    def _rows(self, texts: Sequence[str], known: dict[str, Vectors], encode: Callable[[list[str]], Vectors]) -> Vectors:
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        # Texts of like length together: a batch is as slow as its longest text.
        missing.sort(key=len)
        for at in range(0, len(missing), 64):
            part = missing[at : at + 64]
            known.update(zip(part, encode(part), strict=True))
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        return np.stack([known[text] for text in texts])
