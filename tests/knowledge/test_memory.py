from datetime import UTC, datetime

from knowledge.document import Chunk, Document, EmbeddedChunk
from knowledge.memory import MemoryStore


def _document(name: str) -> Document:
    return Document(name, name, name, "text/plain", "0", 1, 1, 1, datetime.now(UTC))


def _chunk(document: str, text: str) -> EmbeddedChunk:
    return EmbeddedChunk(Chunk(f"{document}-{text}", document, document, "", 0, (), text, "en"), None)


async def test_changes_give_each_document_once_in_its_latest_state() -> None:
    store = MemoryStore()
    await store.put(_document("a"), [_chunk("a", "old")], b"")
    await store.put(_document("b"), [_chunk("b", "text")], b"")
    await store.put(_document("a"), [_chunk("a", "new")], b"")
    await store.remove("b")
    changes = await store.changes(0)
    assert [(change.sequence, change.document_id, len(change.chunks)) for change in changes] == [
        (3, "a", 1),
        (4, "b", 0),
    ]
    assert changes[0].chunks[0].chunk.text == "new"
    assert [change.sequence for change in await store.changes(3)] == [4]
    assert [change.sequence for change in await store.changes(0, limit=1)] == [3]


async def test_removing_what_is_not_there_changes_nothing() -> None:
    store = MemoryStore()
    assert await store.remove("a") is None
    assert await store.sequence() == 0
