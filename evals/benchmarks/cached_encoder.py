"""An embedding model that remembers: each text is embedded once, whichever system or benchmark asks for it."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from evals.benchmarks.kept_vectors import KeptVectors
from knowledge.encoder import Encoder

Vectors = NDArray[np.float32]


class CachedEncoder:
    """A `knowledge.encoder.Encoder` around another one; what it embeds is kept for the benchmarks that follow."""

    def __init__(self, encoder: Encoder, kept: KeptVectors | None = None) -> None:
        """`kept` is the machine's file unless given."""
        self._encoder = encoder
        self._kept = kept or KeptVectors.shared()
        self._documents: dict[str, Vectors] = {}
        self._questions: dict[str, Vectors] = {}
        self.model_id = encoder.model_id
        self.dimensions = encoder.dimensions
        self.weights = encoder.weights

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of documents' texts, a row a text."""
        return self._rows(texts, self._documents, "document", self._encoder.encode)

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of questions, a row a text."""
        return self._rows(texts, self._questions, "question", self._encoder.encode_questions)

    def known_share(self, text: str) -> float:
        """The share in [0, 1] of the text's tokens that the model knows."""
        return self._encoder.known_share(text)

    def close(self) -> None:
        """Let go of the model and of what was remembered."""
        self._documents.clear()
        self._questions.clear()
        self._encoder.close()

    def _rows(
        self, texts: Sequence[str], known: dict[str, Vectors], kind: str, encode: Callable[[list[str]], Vectors]
    ) -> Vectors:
        way = f"{self.model_id} {kind}"
        if missing := [text for text in dict.fromkeys(texts) if text not in known]:
            known |= self._kept.known(way, missing)
            missing = [text for text in missing if text not in known]
        # Texts of like length together: a batch is as slow as its longest text.
        missing.sort(key=len)
        for at in range(0, len(missing), 64):
            part = missing[at : at + 64]
            made = dict(zip(part, encode(part), strict=True))
            self._kept.keep(way, made)
            known |= made
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        return np.stack([known[text] for text in texts])
