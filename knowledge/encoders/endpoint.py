"""An OpenAI-compatible embeddings endpoint."""

from collections.abc import Sequence

import httpx
import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ValidationError

from knowledge.encoder import EncoderError
from knowledge.fuse import Weights

_BATCH = 64


class _Item(BaseModel):
    index: int
    embedding: list[float]


class _Answer(BaseModel):
    data: list[_Item]


class Endpoint:
    """`base_url` goes up to and with `/v1`. The first call at construction tells the dimensions."""

    weights = Weights(words=0.02, parts=0.4)

    def __init__(
        self, model: str, base_url: str, key: str, timeout_s: float, transport: httpx.BaseTransport | None = None
    ) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.Client(
            base_url=base_url.rstrip("/") + "/", headers=headers, timeout=timeout_s, transport=transport
        )
        self._model = model
        self.model_id = f"endpoint:{base_url}:{model}"
        self.dimensions = 0
        self.dimensions = int(self.encode(["dimensions"]).shape[1])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, a row a text; raises `EncoderError` when the endpoint does not give them."""
        parts = [self._call(texts[at : at + _BATCH]) for at in range(0, len(texts), _BATCH)]
        vectors = np.concatenate(parts) if parts else np.empty((0, self.dimensions), dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The same as for documents."""
        return self.encode(texts)

    def known_share(self, text: str) -> float:
        """1 for any text with a letter or digit: an endpoint does not tell what it knows."""
        return 1.0 if any(character.isalnum() for character in text) else 0.0

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _call(self, texts: Sequence[str]) -> NDArray[np.float32]:
        body = {"model": self._model, "input": list(texts), "encoding_format": "float"}
        try:
            response = self._client.post("embeddings", json=body)
            response.raise_for_status()
            items = sorted(_Answer.model_validate_json(response.content).data, key=lambda item: item.index)
            vectors = np.array([item.embedding for item in items], dtype=np.float32)
        except (httpx.HTTPError, ValidationError, ValueError) as error:
            raise EncoderError(
                f"The embeddings endpoint gave no vectors ({error}); check TURNWISE_EMBEDDINGS_BASE_URL and its key."
            ) from error
        expected = self.dimensions or (vectors.shape[1] if vectors.ndim == 2 else 0)
        if not expected or vectors.shape != (len(texts), expected):
            raise EncoderError(f"The embeddings endpoint gave {vectors.shape} numbers for {len(texts)} texts.")
        return vectors
