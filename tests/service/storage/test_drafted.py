"""The knowledge base with a draft in force: read in pages of any size, and asked for before publishing."""

import pytest

from knowledge.lifecycle import NotAllowed
from service.storage.database import Database
from service.storage.knowledge.drafted import Drafted
from service.storage.knowledge.lifecycle import Lifecycle
from tests.service.storage.library import MAKER, Library


@pytest.fixture
def library(database: Database) -> Library:
    return Library(database)


async def texts(drafted: Drafted, limit: int) -> list[str]:
    """Every chunk, as an index reads them: until a page is empty."""
    found, after = list[str](), 0
    while changes := await drafted.changes(after, MAKER, limit):
        found += [one.chunk.text for change in changes for one in change.chunks]
        after = changes[-1].sequence
    assert after == await drafted.sequence()
    return sorted(found)


@pytest.mark.parametrize("limit", [1, 2, 3, 64])
async def test_the_draft_stands_in_the_place_of_what_is_published(library: Library, limit: int) -> None:
    document = await library.write("faq.md", "one")
    await library.write("other.md", "other")
    await library.write("third.md", "third")
    await library.write("faq.md", "two", "three", status="draft")
    drafted = await Drafted.open(library.database, library.store, document.id, 2)
    assert await texts(drafted, limit) == ["other", "third", "three", "two"]
    assert (await drafted.chunk_counts())[document.id] == 2


async def test_a_version_is_published_after_its_last_replay_was_green(library: Library) -> None:
    document = await library.write("faq.md", "one", status="draft")
    strict = Lifecycle(library.database, needs_replay=True)
    with pytest.raises(NotAllowed, match="green replay"):
        await strict.act(document.id, 1, "publish", actor="bob")
    await strict.replayed(document.id, 1, green=True, detail="run 1", actor="bob")
    await strict.replayed(document.id, 1, green=False, detail="run 2", actor="bob")
    with pytest.raises(NotAllowed, match="green replay"):
        await strict.act(document.id, 1, "publish", actor="bob")
    await strict.replayed(document.id, 1, green=True, detail="run 3", actor="bob")
    assert (await strict.act(document.id, 1, "publish", actor="bob")).status == "published"
    await library.write("faq.md", "two")
    assert (await strict.act(document.id, 1, "roll_back", actor="bob")).status == "published"
