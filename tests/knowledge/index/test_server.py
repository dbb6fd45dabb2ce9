"""The server's client against qdrant-client's local mode: the same calls, no network, no server binary needed."""

from collections.abc import AsyncIterator

import pytest
from qdrant_client import AsyncQdrantClient

from knowledge.embed import Embedder
from knowledge.index import Legs
from knowledge.index.points import Form, form_of
from knowledge.index.server import ServerIndex
from knowledge.ingest import Ingester
from knowledge.lexicon import built_in
from knowledge.memory import MemoryStore
from knowledge.retrieve import Retriever
from knowledge.settings import KnowledgeSettings
from knowledge.words import query_vector

pytestmark = pytest.mark.filterwarnings("ignore:Payload indexes have no effect in the local Qdrant")


@pytest.fixture
async def client() -> AsyncIterator[AsyncQdrantClient]:
    local = AsyncQdrantClient(":memory:")
    yield local
    await local.close()


async def _opened(client: AsyncQdrantClient, settings: KnowledgeSettings, embedder: Embedder) -> ServerIndex:
    return await ServerIndex.open(settings, form_of(embedder), client)


async def test_documents_are_found_replaced_and_removed(
    client: AsyncQdrantClient, settings: KnowledgeSettings, embedder: Embedder
) -> None:
    store = MemoryStore()
    ingester = Ingester(store, embedder, settings)
    retriever = Retriever(store, await _opened(client, settings, embedder), embedder, settings)
    await ingester.ingest("a.md", b"# Returns\n\nSend goods back within 30 days.\n\n# Fees\n\nIt is free.")
    await ingester.ingest("b.md", "# 退货\n\n七天内可以退货。".encode())
    found = await retriever.search("How do I get a refund?")
    assert found.hits[0].chunk.document == "a.md"
    assert found.hits[0].dense is not None
    assert (await retriever.search("可以退货吗")).hits[0].chunk.document == "b.md"
    await ingester.ingest("a.md", b"# Returns\n\nSend goods back within 45 days.")
    texts = [hit.chunk.text for hit in (await retriever.search("send goods back")).hits]
    assert "Send goods back within 45 days." in texts
    assert not {"Send goods back within 30 days.", "It is free."} & set(texts)
    await ingester.remove("a.md")
    assert {hit.chunk.document for hit in (await retriever.search("send goods back")).hits} <= {"b.md"}
    await ingester.close()


async def test_a_second_process_does_not_apply_again_what_the_first_did(
    client: AsyncQdrantClient, settings: KnowledgeSettings, embedder: Embedder
) -> None:
    store = MemoryStore()
    ingester = Ingester(store, embedder, settings)
    await ingester.ingest("a.md", b"The green lamp shines.")
    await ingester.close()
    first = await _opened(client, settings, embedder)
    assert await first.catch_up(store) == 1
    second = await _opened(client, settings, embedder)
    store.changes = None  # type: ignore[assignment, method-assign] # asking for changes would fail
    assert await second.catch_up(store) == 1
    ids = [one.id for one in await second.search(Legs(None, query_vector("lamp")), 5)]
    assert [chunk.document for chunk in (await second.chunks(ids)).values()] == ["a.md"]
    assert await second.chunks([*ids, "00000000-0000-4000-8000-00000000dead"]) == await second.chunks(ids)


async def test_words_are_weighed_among_what_is_near(
    client: AsyncQdrantClient, settings: KnowledgeSettings, embedder: Embedder
) -> None:
    store, index = MemoryStore(), await _opened(client, settings, embedder)
    ingester = Ingester(store, embedder, settings)
    for name, text in (("a.md", "The green lamp shines."), ("b.md", "The green chair."), ("c.md", "Green paint.")):
        await ingester.ingest(name, text.encode())
    await ingester.close()
    await index.catch_up(store)
    (vector,) = await embedder.embed_questions(["green lamp"], 0)
    green, lamp = query_vector("green"), query_vector("lamp")
    by_green = [one.sparse for one in await index.search(Legs(vector, green), 5)]
    by_lamp = [one.sparse for one in await index.search(Legs(vector, lamp), 5)]
    assert sum(one is None for one in by_lamp) == 2
    assert max(one or 0.0 for one in by_lamp) > 3 * max(one or 0.0 for one in by_green) > 0


async def test_a_store_that_began_anew_empties_the_collection(
    client: AsyncQdrantClient, settings: KnowledgeSettings, embedder: Embedder
) -> None:
    store = MemoryStore()
    ingester = Ingester(store, embedder, settings)
    await ingester.ingest("a.md", b"The green lamp shines.")
    await ingester.close()
    index = await _opened(client, settings, embedder)
    await index.catch_up(store)
    assert await index.catch_up(MemoryStore()) == 0
    assert await index.search(Legs(None, query_vector("lamp")), 5) == []


async def test_a_second_model_has_a_collection_of_its_own(
    client: AsyncQdrantClient, settings: KnowledgeSettings
) -> None:
    one = await ServerIndex.open(settings, Form("one", (4,), built_in()), client)
    two = await ServerIndex.open(settings, Form("two", (4,), built_in()), client)
    assert one._collection != two._collection
