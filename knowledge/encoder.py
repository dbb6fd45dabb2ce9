"""What turns texts into vectors: the interface of `knowledge/encoders/`."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.fuse import Weights


class EncoderError(Exception):
    """The embedding model could not be loaded or called. The message is a sentence that says what to do."""


class Encoder(Protocol):
    """One embedding model. `encode` blocks: the embedder calls it in a thread of its own, one call at a time.

    `weights` tells how its cosines go together with the rest of a search: that differs from model to model.
    """

    model_id: str
    dimensions: int
    weights: Weights

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of documents' texts, a row a text."""

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of questions, comparable with those of documents, by a faster way where there is one."""

    def known_share(self, text: str) -> float:
        """The share in [0, 1] of the text's tokens that the model knows."""

    def close(self) -> None:
        """Let go of connections and memory."""
