"""Texts to vectors: concurrent calls share one run of the model, repeated queries none."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import Encoder
from knowledge.microbatch import MicroBatch
from knowledge.settings import KnowledgeSettings

_REMEMBERED = 2048
_REMEMBERED_LENGTH = 400


def load(settings: KnowledgeSettings) -> Encoder:
    """The encoder that the settings name; blocks while it loads (a first start exports the model)."""
    if settings.embeddings_base_url:
        from knowledge.encoders.endpoint import Endpoint

        key = settings.embeddings_api_key.get_secret_value()
        return Endpoint(settings.embeddings, settings.embeddings_base_url, key, timeout_s=settings.embeddings_timeout_s)
    if settings.embeddings:
        from knowledge.encoders.transformers import Transformers

        return Transformers(settings.embeddings)
    from knowledge.encoders.minilm import MiniLM

    return MiniLM(settings.data / "models", settings.embedding_threads)


Vector = NDArray[np.float32]


class Embedder:
    """An encoder behind two lanes, one for documents and one for questions. One embedder for each event loop.

    A question never waits for a document. An encoder may take a faster way with questions; their vectors compare with
    those of documents.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._documents = _Lane(encoder.encode, "documents")
        self._questions = _Lane(encoder.encode_questions, "questions")

    @classmethod
    async def open(cls, settings: KnowledgeSettings) -> Self:
        """Load the encoder that the settings name, off the event loop."""
        return cls(await asyncio.to_thread(load, settings))

    @property
    def model_id(self) -> str:
        """Names the model and its weights: vectors of different ids do not compare."""
        return self._encoder.model_id

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        return self._encoder.dimensions

    async def embed(self, texts: Sequence[str]) -> Vector:
        """Unit vectors of documents' texts, shape (len(texts), dimensions)."""
        return self._stack(await self._documents.rows(texts))

    async def embed_questions(self, texts: Sequence[str]) -> Vector:
        """Unit vectors of questions and other short texts that somebody waits for, shape (len(texts), dimensions)."""
        return self._stack(await self._questions.rows(texts))

    def known_share(self, text: str) -> float:
        """The share in [0, 1] of the text's tokens that the model knows; below a half, do without its vector."""
        return self._encoder.known_share(text)

    async def close(self) -> None:
        """Let the threads and the encoder go."""
        self._documents.close()
        self._questions.close()
        self._encoder.close()

    def _stack(self, rows: Sequence[Vector]) -> Vector:
        return np.stack(rows) if rows else np.empty((0, self.dimensions), dtype=np.float32)


class _Lane:
    """One thread, a micro-batch, and a small memory of recent texts; a text that is on its way is not begun again."""

    def __init__(self, encode: Callable[[Sequence[str]], Vector], name: str) -> None:
        self._encode = encode
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"embed-{name}")
        self._batch: MicroBatch[str, Vector] = MicroBatch(self._run, limit=64)
        self._recent: OrderedDict[str, Vector] = OrderedDict()
        self._coming: dict[str, asyncio.Task[dict[str, Vector]]] = {}

    async def rows(self, texts: Sequence[str]) -> list[Vector]:
        """A vector for each text."""
        rows = {text: self._recent[text] for text in texts if text in self._recent}
        coming = {text: self._coming[text] for text in texts if text not in rows and text in self._coming}
        if missing := [text for text in dict.fromkeys(texts) if text not in rows and text not in coming]:
            coming |= dict.fromkeys(missing, self._start(missing))
        for run in dict.fromkeys(coming.values()):
            rows |= await asyncio.shield(run)  # others may wait for it too
        return [rows[text] for text in texts]

    def close(self) -> None:
        """Let the thread go."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _start(self, texts: Sequence[str]) -> asyncio.Task[dict[str, Vector]]:
        """Begin a run of new texts; who asks for one of them meanwhile shares it."""
        run = asyncio.create_task(self._embed_new(texts))
        self._coming |= dict.fromkeys(texts, run)
        return run

    async def _embed_new(self, texts: Sequence[str]) -> dict[str, Vector]:
        try:
            rows = dict(zip(texts, await self._batch.call(texts), strict=True))
            for text, row in rows.items():
                self._remember(text, row)
            return rows
        finally:
            for text in texts:
                del self._coming[text]

    async def _run(self, texts: list[str]) -> list[Vector]:
        loop = asyncio.get_running_loop()
        return list(await loop.run_in_executor(self._thread, self._encode, texts))

    def _remember(self, text: str, row: Vector) -> None:
        if len(text) > _REMEMBERED_LENGTH:
            return
        self._recent[text] = row
        self._recent.move_to_end(text)
        if len(self._recent) > _REMEMBERED:
            self._recent.popitem(last=False)
