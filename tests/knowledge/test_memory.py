from knowledge.document import Chunk, EmbeddedChunk, NewVersion
from knowledge.memory import MemoryStore

MAKER = "letters v1"


async def _write(store: MemoryStore, name: str, text: str, **wishes: str) -> str:
    """A version of one chunk; its id."""
    document_id = await store.reserve(name)
    chunk = Chunk(f"{name}-{text}", document_id, name, name, 0, (), text, "en")
    await store.keep([EmbeddedChunk(chunk, None)], MAKER)
    new = NewVersion(title=name, media_type="text/plain", sha256=text, made_by="txt 1", created_by="ada", **wishes)  # type: ignore[arg-type] # the tests' own words
    await store.add(document_id, new, [chunk.id], text.encode())
    return document_id


async def test_changes_give_each_document_once_in_its_latest_state() -> None:
    store = MemoryStore()
    first = await _write(store, "a", "old")
    second = await _write(store, "b", "text")
    await _write(store, "a", "new")
    await store.remove(second)
    changes = await store.changes(0, MAKER)
    assert [(change.sequence, change.document_id, len(change.chunks)) for change in changes] == [
        (3, first, 1),
        (4, second, 0),
    ]
    assert changes[0].chunks[0].chunk.text == "new"
    assert [change.sequence for change in await store.changes(3, MAKER)] == [4]
    assert [change.sequence for change in await store.changes(0, MAKER, limit=1)] == [3]


async def test_a_draft_changes_nothing_that_can_be_retrieved() -> None:
    store = MemoryStore()
    document_id = await _write(store, "a", "published")
    await _write(store, "a", "draft", status="draft")
    assert await store.sequence() == 1
    assert [one.chunk.text for one in await store.chunks(document_id, MAKER)] == ["published"]
    assert [one.chunk.text for one in await store.chunks(document_id, MAKER, version=2)] == ["draft"]
    document = await store.find("a")
    assert document is not None
    assert (document.version, document.status, document.latest_version, document.latest_status) == (
        1,
        "published",
        2,
        "draft",
    )


async def test_removing_what_is_not_there_changes_nothing() -> None:
    store = MemoryStore()
    assert await store.remove("a") is None
    assert await store.sequence() == 0
