"""Any sentence-transformers model by name or path, for example BAAI/bge-m3."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import EncoderError
from knowledge.fuse import Weights


class Transformers:
    """A sentence-transformers model; loading imports torch (seconds, half a gigabyte)."""

    weights = Weights(words=0.02, parts=0.4)

    def __init__(self, name: str) -> None:
        from sentence_transformers import SentenceTransformer

        try:
            self._model = SentenceTransformer(name, device="cpu")
        except (OSError, ValueError) as error:
            raise EncoderError(
                f"The embedding model {name!r} could not be loaded: give TURNWISE_EMBEDDINGS a sentence-transformers"
                " name that this machine can download or a folder that holds one."
            ) from error
        self.model_id = f"sentence-transformers:{name}"
        self.dimensions = int(self._model.get_embedding_dimension() or 0)
        self._unknown: int | None = getattr(self._model.tokenizer, "unk_token_id", None)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, a row a text."""
        vectors = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The same as for documents."""
        return self.encode(texts)

    def known_share(self, text: str) -> float:
        """The share of tokens that are not the unknown one; 1 where the tokenizer has none."""
        ids = self._model.tokenizer(text[:2000], add_special_tokens=False)["input_ids"]
        if not ids:
            return 0.0
        return 1.0 if self._unknown is None else 1 - ids.count(self._unknown) / len(ids)

    def close(self) -> None:
        """Nothing to let go of."""
