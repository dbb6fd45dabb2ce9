"""The knowledge store on the database: changes in order, each document whole."""

import asyncio

import numpy as np
import pytest

from knowledge.document import NewVersion
from service.storage.database import Database
from service.storage.types import new_id
from tests.service.storage.library import MAKER, Library

AGAIN = NewVersion(title="Faq", media_type="text/markdown", sha256="0", made_by="md 1", created_by="ada")


@pytest.fixture
def library(database: Database) -> Library:
    return Library(database)


async def test_a_document_is_found_with_its_chunks_as_they_were_kept(library: Library) -> None:
    document = await library.write("faq.md", "one", "两", products=("Halo 3",))

    assert await library.store.find("faq.md") == document
    assert (document.chunk_count, document.version, document.status, document.size_bytes) == (2, 1, "published", 7)
    first, second = await library.store.chunks(document.id, MAKER)
    assert (first.chunk.text, first.chunk.question, first.chunk.headings) == ("one", "Why?", ("Top", "Sub"))
    assert (first.chunk.document, first.chunk.title, first.chunk.products) == ("faq.md", "Faq.Md", ("Halo 3",))
    assert np.array_equal(first.vector, np.full(4, 0.5, dtype=np.float32))  # type: ignore[arg-type]
    assert (second.chunk.ordinal, second.vector) == (1, None)
    assert await library.store.source(document.id) == "one\n两".encode()


async def test_a_new_version_replaces_exactly_its_own_chunks(library: Library) -> None:
    document, other = await library.write("faq.md", "old", "both"), await library.write("other.md", "stays")

    await library.write("faq.md", "both", "newer")

    assert await library.texts(document.id) == ["both", "newer"]
    assert await library.texts(document.id, version=1) == ["old", "both"]
    assert await library.texts(other.id) == ["stays"]
    assert [found.name for found in await library.store.documents()] == ["faq.md", "other.md"]
    assert await library.store.source(document.id) == b"both\nnewer"
    assert await library.store.source(document.id, 1) == b"old\nboth"


async def test_what_is_kept_need_not_be_embedded_again(library: Library) -> None:
    document_id, chunk_ids = await library.keep("faq.md", "one", "two")
    unknown = new_id()

    assert await library.store.embedded([*chunk_ids, unknown], MAKER) == set(chunk_ids)
    assert await library.store.embedded(chunk_ids, "another model v1") == set()
    assert await library.store.documents() == [], "a name that has no version yet is no document"
    assert await library.store.reserve("faq.md") == document_id


async def test_vectors_are_read_by_chunk_as_far_as_the_maker_made_them(library: Library) -> None:
    _, (first, second) = await library.keep("faq.md", "one", "two")

    found = await library.store.vectors([first, second, new_id()], MAKER)

    assert list(found) == [first]
    assert np.array_equal(found[first].whole, np.full(4, 0.5, dtype=np.float32))
    assert found[first].asked, "it answers a question"
    assert await library.store.vectors([first], "another model v1") == {}
    assert await library.store.vectors([], MAKER) == {}


async def test_a_deleted_document_is_gone_and_its_name_is_free(library: Library) -> None:
    document = await library.write("faq.md", "one")

    assert await library.store.remove(document.id) is not None
    assert await library.store.remove(document.id) is None

    assert await library.store.find("faq.md") is None
    assert await library.texts(document.id) == []
    assert await library.texts(document.id, version=1) == []
    assert await library.store.source(document.id) is None
    again = await library.write("faq.md", "two")
    assert again.id != document.id
    assert [found.id for found in await library.store.documents()] == [again.id]


async def test_what_is_added_to_a_document_deleted_meanwhile_is_refused(library: Library) -> None:
    document = await library.write("faq.md", "one")
    new = (await library.keep("faq.md", "two"))[1]
    await library.store.remove(document.id)

    with pytest.raises(LookupError, match="deleted"):
        await library.store.add(document.id, AGAIN, new, b"two")


async def test_changes_come_in_order_each_document_in_its_latest_state(library: Library) -> None:
    first, second, third = [await library.write(f"{name}.md", name) for name in ("a", "b", "c")]
    seen = await library.store.sequence()
    await library.write("a.md", "a2")
    removed = await library.store.remove(second.id)

    changes = await library.store.changes(0, MAKER)

    assert [change.document_id for change in changes] == [third.id, first.id, second.id]
    assert [[item.chunk.text for item in change.chunks] for change in changes] == [["c"], ["a2"], []]
    assert changes[-1].sequence == removed == await library.store.sequence()
    assert [change.document_id for change in await library.store.changes(seen, MAKER)] == [first.id, second.id]
    assert [change.document_id for change in await library.store.changes(seen, MAKER, limit=1)] == [first.id]


async def test_an_unknown_document_removed_changes_no_number(library: Library) -> None:
    await library.write("faq.md")
    before = await library.store.sequence()

    assert await library.store.remove(new_id()) is None

    assert await library.store.sequence() == before


async def test_documents_added_at_the_same_time_get_numbers_of_their_own(library: Library) -> None:
    documents = await asyncio.gather(*(library.write(f"{number}.md", str(number)) for number in range(8)))

    changes = await library.store.changes(0, MAKER)
    assert [change.sequence for change in changes] == list(range(1, 9))
    assert {change.document_id for change in changes} == {document.id for document in documents}


async def test_the_same_document_written_at_the_same_time_gets_a_version_for_each(library: Library) -> None:
    document = await library.write("faq.md", "first")

    await asyncio.gather(*(library.write("faq.md", f"text {number}") for number in range(6)))

    versions = await library.lifecycle.versions(document.id)
    assert [version.version for version in versions] == [7, 6, 5, 4, 3, 2, 1]
    assert [version.status for version in versions] == ["published"] + ["superseded"] * 6
    assert len(await library.retrievable()) == 1
