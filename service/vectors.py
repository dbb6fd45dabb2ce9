"""Keeps stored vectors those of the embedding model in force: another model, other vectors."""

import logging

from knowledge.document import EmbeddedChunk
from knowledge.embed import Embedder
from knowledge.vectors import VERSION, embed_chunks
from service.storage.knowledge import SqlStore

log = logging.getLogger(__name__)


async def ensure_vectors(store: SqlStore, embedder: Embedder) -> int:
    """Embed every document anew where its vectors are another model's; return how many were.

    Broken off, it begins again at the next start. Processes with the former model must have ended by then.
    """
    maker = f"{embedder.model_id} v{VERSION}"
    if await store.embedding_model() == maker:
        return 0
    documents = await store.documents()
    if documents:
        log.warning("embedding %d documents anew: the embedding model has changed", len(documents))
    for document in documents:
        chunks = [embedded.chunk for embedded in await store.chunks(document.id)]
        vectors = await embed_chunks(embedder, chunks)
        source = await store.source(document.id)
        if source is not None:  # else it was deleted meanwhile
            embedded = [EmbeddedChunk(*pair) for pair in zip(chunks, vectors, strict=True)]
            await store.put(document, embedded, source)
    await store.set_embedding_model(maker)
    return len(documents)
