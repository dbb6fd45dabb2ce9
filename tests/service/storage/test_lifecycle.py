"""Only what is published and valid can be retrieved, whoever changes it and whatever the time brings."""

import asyncio
from datetime import timedelta

import pytest

from knowledge.lifecycle import NotAllowed
from service.storage.database import Database
from service.storage.knowledge.lifecycle import NoSuchVersion
from service.storage.types import new_id
from tests.service.storage.library import START, Library

DAY = timedelta(days=1)


@pytest.fixture
def library(database: Database) -> Library:
    return Library(database)


async def statuses(library: Library, document_id: str) -> list[str]:
    """Of versions 1, 2, ..."""
    return [version.status for version in reversed(await library.lifecycle.versions(document_id))]


async def test_a_scheduled_version_takes_over_at_its_time_and_not_before(library: Library) -> None:
    document = await library.write("faq.md", "old")
    await library.write("faq.md", "new", valid_from=START + DAY)
    assert await library.retrievable() == ["old"]

    library.later(days=1, seconds=-1)
    assert await library.retrievable() == ["old"]
    library.later(seconds=1)
    assert await library.retrievable() == ["new"]
    assert await statuses(library, document.id) == ["superseded", "published"]
    newest = (await library.lifecycle.events(document.id))[0]
    assert (newest.actor, newest.action, newest.version, newest.at) == ("turnwise", "publish", 2, library.at)


async def test_a_version_expires_at_its_time_and_moves_every_index(library: Library) -> None:
    document = await library.write("offer.md", "cheap", valid_until=START + DAY)
    other = await library.write("faq.md", "stays")
    before = await library.store.sequence()
    assert await library.retrievable() == ["cheap", "stays"]

    library.later(days=1)

    assert await library.store.sequence() == before + 1
    assert await library.retrievable() == ["stays"]
    assert (await statuses(library, document.id), await statuses(library, other.id)) == (["expired"], ["published"])
    assert await library.store.chunk_counts() == {other.id: 1}


async def test_what_began_and_ended_while_nobody_looked_is_expired(library: Library) -> None:
    document = await library.write("offer.md", "cheap", valid_from=START + DAY, valid_until=START + 2 * DAY)

    library.later(days=3)

    assert await library.retrievable() == []
    assert await statuses(library, document.id) == ["expired"]


async def test_several_things_due_at_once_happen_in_one_look(library: Library) -> None:
    first = await library.write("a.md", "a1", valid_until=START + DAY)
    await library.write("a.md", "a2", valid_from=START + DAY)
    second = await library.write("b.md", "b1", valid_until=START + DAY)

    library.later(days=1)

    assert await library.retrievable() == ["a2"]
    assert await statuses(library, first.id) == ["expired", "published"]
    assert await statuses(library, second.id) == ["expired"]


async def test_processes_that_look_at_the_same_moment_bring_it_about_once(library: Library) -> None:
    document = await library.write("offer.md", "cheap", valid_until=START + DAY)
    other = Library(library.database, START + DAY)
    library.later(days=1)

    numbers = await asyncio.gather(*(one.store.sequence() for one in (library, other) * 4))

    assert set(numbers) == {2}
    assert [event.action for event in await library.lifecycle.events(document.id)] == ["expire", "upload"]


async def test_a_roll_back_brings_the_old_text_back_and_embeds_nothing(library: Library) -> None:
    document = await library.write("faq.md", "one", "both")
    await library.write("faq.md", "both", "two")

    rolled = await library.lifecycle.act(document.id, 1, "roll_back", actor="bob")

    assert rolled.status == "published"
    assert await library.retrievable() == ["both", "one"]
    assert await statuses(library, document.id) == ["published", "superseded"]
    found = await library.store.find("faq.md")
    assert found is not None
    assert (found.version, found.latest_version, found.latest_status) == (1, 2, "superseded")
    await library.write("faq.md", "three")
    assert await library.retrievable() == ["three"]
    assert await statuses(library, document.id) == ["superseded", "superseded", "published"]


async def test_retiring_what_is_published_leaves_nothing_to_retrieve(library: Library) -> None:
    document = await library.write("faq.md", "one")

    await library.lifecycle.act(document.id, 1, "retire", actor="bob")

    assert await library.retrievable() == []
    assert [found.status for found in await library.store.documents()] == ["retired"]


async def test_of_two_who_act_on_the_same_version_one_is_told(library: Library) -> None:
    document = await library.write("faq.md", "one", status="in_review")

    outcomes = await asyncio.gather(
        library.lifecycle.act(document.id, 1, "publish", actor="ada", expected="in_review"),
        library.lifecycle.act(document.id, 1, "send_back", actor="bob", expected="in_review"),
        return_exceptions=True,
    )

    refused = [outcome for outcome in outcomes if isinstance(outcome, NotAllowed)]
    assert len(refused) == 1
    assert (await library.retrievable() == ["one"]) == (await statuses(library, document.id) == ["published"])
    assert len(await library.lifecycle.events(document.id)) == 2, "an upload and one action"


async def test_an_approval_that_comes_after_the_end_of_validity_is_refused(library: Library) -> None:
    document = await library.write("offer.md", "cheap", status="draft", valid_until=START + DAY)
    library.later(days=2)

    with pytest.raises(NotAllowed, match="later end"):
        await library.lifecycle.act(document.id, 1, "publish", actor="bob")
    await library.lifecycle.set_validity(document.id, 1, None, library.at + DAY, actor="bob")
    await library.lifecycle.act(document.id, 1, "publish", actor="bob")

    assert await library.retrievable() == ["cheap"]


async def test_a_published_version_put_off_is_gone_until_its_new_time(library: Library) -> None:
    document = await library.write("faq.md", "one")

    await library.lifecycle.set_validity(document.id, 1, START + DAY, None, actor="bob")
    assert (await library.retrievable(), await statuses(library, document.id)) == ([], ["scheduled"])
    library.later(days=1)
    assert (await library.retrievable(), await statuses(library, document.id)) == (["one"], ["published"])


async def test_changed_access_reaches_every_index(library: Library) -> None:
    document = await library.write("faq.md", "one")
    before = await library.store.sequence()

    await library.lifecycle.set_access(document.id, "operators", ["Halo 3", "Halo 3"], actor="bob")

    (change,) = await library.store.changes(before, "any maker")
    assert [(one.chunk.access, one.chunk.products) for one in change.chunks] == [("operators", ("Halo 3",))]


async def test_what_is_not_there_is_told(library: Library) -> None:
    document = await library.write("faq.md", "one")
    for document_id, version in ((document.id, 2), (new_id(), 1)):
        with pytest.raises(NoSuchVersion):
            await library.lifecycle.act(document_id, version, "retire", actor="bob")
    with pytest.raises(NoSuchVersion):
        await library.lifecycle.set_access(new_id(), "public", None, actor="bob")


async def test_the_history_outlives_the_document(library: Library) -> None:
    document = await library.write("faq.md", "one")

    await library.store.remove(document.id, "bob")

    events = await library.lifecycle.events(document.id)
    assert [(one.document, one.actor, one.action) for one in events] == [
        ("faq.md", "bob", "delete"),
        ("faq.md", "ada@example.com", "upload"),
    ]
