"""The knowledge base as a turn once saw it."""

import pytest

from service.storage.database import Database
from service.storage.knowledge.snapshots import NoSuchSnapshot, Snapshot
from tests.service.storage.library import MAKER, Library


@pytest.fixture
def library(database: Database) -> Library:
    return Library(database)


async def texts(library: Library, sequence: int) -> list[str]:
    snapshot = await Snapshot.open(library.database, sequence)
    assert await snapshot.sequence() == sequence
    changes = await snapshot.changes(0, MAKER)
    counts = {change.document_id: len(change.chunks) for change in changes if change.chunks}
    assert counts == await snapshot.chunk_counts()
    return sorted(one.chunk.text for change in changes for one in change.chunks)


async def test_every_number_is_the_knowledge_base_after_that_change(library: Library) -> None:
    document = await library.write("faq.md", "one", "both")
    await library.write("other.md", "other")
    await library.write("faq.md", "both", "two")
    await library.lifecycle.act(document.id, 2, "retire", actor="bob")
    await library.lifecycle.act(document.id, 1, "roll_back", actor="bob")
    await library.write("draft.md", "draft", status="draft")

    assert [await texts(library, number) for number in range(6)] == [
        [],
        ["both", "one"],
        ["both", "one", "other"],
        ["both", "other", "two"],
        ["other"],
        ["both", "one", "other"],
    ]


async def test_access_is_as_it_was_then(library: Library) -> None:
    document = await library.write("faq.md", "one")
    await library.lifecycle.set_access(document.id, "operators", None, actor="bob")

    (before,) = await (await Snapshot.open(library.database, 1)).changes(0, MAKER)
    (after,) = await (await Snapshot.open(library.database, 2)).changes(0, MAKER)

    assert (before.chunks[0].chunk.access, after.chunks[0].chunk.access) == ("public", "operators")


async def test_a_number_that_never_was_is_told(library: Library) -> None:
    await library.write("faq.md", "one")
    for number in (-1, 2):
        with pytest.raises(NoSuchSnapshot, match="0 to 1"):
            await Snapshot.open(library.database, number)


async def test_what_was_deleted_since_is_missing(library: Library) -> None:
    document = await library.write("faq.md", "one")
    await library.store.remove(document.id)
    assert await texts(library, 1) == []
