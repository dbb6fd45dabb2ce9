"""Another embedding model makes other vectors: stored ones are never compared with its own."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.embed import Embedder
from knowledge.index import open_index
from knowledge.ingest import Ingester
from knowledge.retrieve import Retriever
from knowledge.settings import KnowledgeSettings
from service.storage.database import Database
from service.storage.knowledge import SqlStore
from service.vectors import ensure_vectors


class Letters:
    """An encoder of so many dimensions that counts letters."""

    def __init__(self, dimensions: int) -> None:
        self.dimensions = dimensions
        self.model_id = f"letters-{dimensions}"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.ones((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for letter in text.lower():
                row[ord(letter) % self.dimensions] += 1
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encode(texts)

    def known_share(self, text: str) -> float:
        return 1.0

    def close(self) -> None:
        return None


async def test_a_changed_model_embeds_every_document_anew_and_questions_are_answered(
    database: Database, tmp_path: Path
) -> None:
    settings = KnowledgeSettings(data=tmp_path, _env_file=None)
    store = SqlStore(database)
    before, after = Embedder(Letters(16)), Embedder(Letters(24))
    ingester = Ingester(store, before, settings)
    assert await ensure_vectors(store, before) == 0, "an empty store has nothing to embed"
    document = (await ingester.ingest("club.md", b"# Club\n\nMembership costs 18 euros a year.")).document
    await ingester.close()

    assert await ensure_vectors(store, before) == 0
    assert await ensure_vectors(store, after) == 1
    assert await ensure_vectors(store, after) == 0

    vectors = [embedded.vector for embedded in await store.chunks(document.id)]
    assert [vector.shape for vector in vectors if vector is not None] == [(24,)] * len(vectors)
    index = await open_index(settings, after)
    found = await Retriever(store, index, after, settings).search("What does membership cost?")
    assert found.hits[0].chunk.document == "club.md"
    await index.close()
    assert (await store.documents())[0].version == document.version
