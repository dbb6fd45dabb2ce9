"""The knowledge store on the database: changes in order, each document whole."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from knowledge.document import Chunk, Document, EmbeddedChunk
from service.storage.database import Database
from service.storage.knowledge import SqlStore
from service.storage.types import new_id


def a_document(name: str) -> Document:
    return Document(
        id=new_id(),
        name=name,
        title=name.title(),
        media_type="text/markdown",
        sha256="0" * 64,
        size_bytes=3,
        version=1,
        chunk_count=0,
        updated_at=datetime(2026, 3, 1, tzinfo=UTC),
    )


def chunks_of(document: Document, *texts: str) -> list[EmbeddedChunk]:
    return [
        EmbeddedChunk(
            Chunk(
                id=new_id(),
                document_id=document.id,
                document=document.name,
                title=document.title,
                ordinal=number,
                headings=("Top", "Sub"),
                text=text,
                language="en",
                question="Why?" if number == 0 else "",
            ),
            np.full(4, 0.5, dtype=np.float32) if number == 0 else None,
        )
        for number, text in enumerate(texts)
    ]


@pytest.fixture
def store(database: Database) -> SqlStore:
    return SqlStore(database)


async def test_a_document_is_found_with_its_chunks_as_they_were_put(store: SqlStore) -> None:
    document = a_document("faq.md")
    put = chunks_of(document, "one", "两")

    await store.put(document, put, b"one two")

    assert await store.find("faq.md") == replace(document, chunk_count=2)
    found = await store.chunks(document.id)
    assert [item.chunk for item in found] == [item.chunk for item in put]
    assert np.array_equal(found[0].vector, put[0].vector)  # type: ignore[arg-type]
    assert found[1].vector is None
    assert await store.source(document.id) == b"one two"


async def test_a_new_version_replaces_exactly_its_own_chunks(store: SqlStore) -> None:
    document, other = a_document("faq.md"), a_document("other.md")
    await store.put(document, chunks_of(document, "old"), b"old")
    await store.put(other, chunks_of(other, "stays"), b"stays")

    await store.put(replace(document, version=2), chunks_of(document, "new", "newer"), b"new")

    assert [item.chunk.text for item in await store.chunks(document.id)] == ["new", "newer"]
    assert [item.chunk.text for item in await store.chunks(other.id)] == ["stays"]
    assert [found.name for found in await store.documents()] == ["faq.md", "other.md"]
    assert await store.source(document.id) == b"new"


async def test_a_deleted_document_is_gone_and_its_name_is_free(store: SqlStore) -> None:
    document = a_document("faq.md")
    await store.put(document, chunks_of(document, "one"), b"one")

    assert await store.remove(document.id) is not None
    assert await store.remove(document.id) is None

    assert await store.find("faq.md") is None
    assert await store.chunks(document.id) == []
    assert await store.source(document.id) is None
    again = a_document("faq.md")
    await store.put(again, chunks_of(again, "two"), b"two")
    assert [found.id for found in await store.documents()] == [again.id]


async def test_changes_come_in_order_each_document_in_its_latest_state(store: SqlStore) -> None:
    first, second, third = (a_document(f"{name}.md") for name in ("a", "b", "c"))
    for document in (first, second, third):
        await store.put(document, chunks_of(document, document.name), b"")
    seen = await store.sequence()
    await store.put(replace(first, version=2), chunks_of(first, "a2"), b"")
    removed = await store.remove(second.id)

    changes = await store.changes(0)

    assert [change.document_id for change in changes] == [third.id, first.id, second.id]
    assert [[item.chunk.text for item in change.chunks] for change in changes] == [["c.md"], ["a2"], []]
    assert changes[-1].sequence == removed == await store.sequence()
    assert [change.document_id for change in await store.changes(seen)] == [first.id, second.id]
    assert [change.document_id for change in await store.changes(seen, limit=1)] == [first.id]


async def test_an_unknown_document_removed_changes_no_number(store: SqlStore) -> None:
    document = a_document("faq.md")
    await store.put(document, [], b"")
    before = await store.sequence()

    assert await store.remove(new_id()) is None

    assert await store.sequence() == before


async def test_documents_put_at_the_same_time_get_numbers_of_their_own(store: SqlStore) -> None:
    documents = [a_document(f"{number}.md") for number in range(8)]

    numbers = await asyncio.gather(
        *(store.put(document, chunks_of(document, document.name), b"") for document in documents)
    )

    assert sorted(numbers) == list(range(min(numbers), min(numbers) + 8))
    assert [change.sequence for change in await store.changes(0)] == sorted(numbers)


async def test_the_model_that_made_the_vectors_is_remembered(store: SqlStore) -> None:
    assert await store.embedding_model() is None
    await store.set_embedding_model("minilm")
    assert await store.embedding_model() == "minilm"
