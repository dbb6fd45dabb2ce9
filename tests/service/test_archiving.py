"""Groups that are archived take nothing any more; what waited in them, or still comes, is seen by others."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from service.accounts.changes import change_own
from service.errors import InvalidRequest, NotAllowedNow, NotFound
from service.routing.group_changes import archive, change_group, make_group, remove, restore, routing_of
from service.storage.accounts.settings import set_up
from service.storage.database import Database
from service.storage.desk.assignments import list_assignments
from service.storage.policies import PolicyKind, newest_numbers
from service.storage.routing.transferring import ToGroup, transfer
from service.storage.tables import conversations, memberships
from service.storage.types import new_id, now
from service.storage.users.groups import find_group, list_groups, list_memberships, working_group
from service.users.teams import join_group
from tests.service.routing_office import Office


@pytest.fixture
async def office(database: Database, account: str) -> Office:
    return Office(database, account, at=now())


async def groups_of(office: Office) -> dict[str, str | None]:
    """By customer the group that their conversation was passed to."""
    return {row.contact: row.group_id for row in await office.rows(select(conversations))}


async def test_what_waits_in_an_archived_group_goes_to_everybody_and_what_was_done_in_it_stays_on_record(
    office: Office,
) -> None:
    group = await office.group("Night", "mia", strategy="least_busy", capacity=1)
    held, waits = await office.waits("ada", desk=group), await office.waits("ben", desk=group)
    await office.routing().round()
    await office.reply(held, office.id_of("mia"), "Hello.")

    assert await archive(office.database, group, "test") == [waits]
    assert await groups_of(office) == {"ada": group, "ben": None}
    assert await office.holders() == {"ada": "Mia", "ben": None}  # who has one keeps it
    assert await office.entries(waits) == [("routed", "")]
    async with office.database.read() as connection:
        assert await list_groups(connection, now()) == []
        (kept,) = await list_groups(connection, now(), archived=True)
        (was,) = await list_memberships(connection)
        (had,) = await list_assignments(connection, [held])
        _, policy = await routing_of(connection)
    assert (kept.id, kept.operators) == (group, ())
    assert was.until is not None
    assert had.group == "Night"
    assert policy.groups == {}
    assert await archive(office.database, group, "test") == []


async def test_what_still_comes_to_a_group_that_is_gone_is_found_by_the_next_round(office: Office) -> None:
    group = await office.group("Night", "mia", strategy="least_busy")
    await archive(office.database, group, "test")
    await office.waits("ada", desk=group)  # its turn had begun before
    await office.waits("ben", desk=new_id())  # to one that was deleted meanwhile
    await office.routing().round()
    assert await groups_of(office) == {"ada": None, "ben": None}


async def test_nothing_can_be_sent_to_an_archived_group_until_it_is_restored(office: Office) -> None:
    group, other = await office.group("Night", "mia"), await office.group("Day", "bo")
    place = await office.waits("ada")
    await office.claim(place, office.id_of("bo"))
    await archive(office.database, group, "test")
    database, by = office.database, office.id_of("bo")
    with pytest.raises(InvalidRequest, match="no such group"):
        async with database.write() as connection:
            await transfer(connection, place, by, ToGroup(group), now())
    with pytest.raises(NotFound, match="no group Night"):
        await change_own(database, office.account, None, "Night")
    with pytest.raises(NotAllowedNow, match="restore"):
        await join_group(database, "Night", ["mia@example.com"], now())
    with pytest.raises(NotAllowedNow, match="restore"):
        await change_group(database, group, "Night", [by], {}, 0, "test")
    with pytest.raises(InvalidRequest, match="archived group Night"):
        await make_group(database, "Night")
    with pytest.raises(InvalidRequest, match="archived group Night"):
        await change_group(database, other, "Night", [], {}, 0, "test")

    await restore(database, group)
    await join_group(database, "Night", ["mia@example.com"], now())
    async with database.write() as connection:
        await transfer(connection, place, by, ToGroup(group), now())
    assert await groups_of(office) == {"ada": group}


async def test_a_group_that_others_count_on_is_not_archived(office: Office) -> None:
    night = await office.group("Night", "mia")
    day = await office.group("Day", "bo", response_limit_s=60, overflow_to=night)
    with pytest.raises(NotAllowedNow, match="Another group"):
        await archive(office.database, night, "test")
    await office.sends_to(day)
    with pytest.raises(NotAllowedNow, match="Channel accounts"):
        await archive(office.database, day, "test")
    with pytest.raises(NotFound):
        await archive(office.database, new_id(), "test")


async def test_who_was_to_join_later_joins_no_archived_group(office: Office) -> None:
    group = await office.group("Night", "mia")
    async with office.database.write() as connection:
        number = (await newest_numbers(connection)).get(PolicyKind.ROUTING, 0)
    await change_group(office.database, group, "Night", [], {}, number, "test")
    await join_group(office.database, "Night", ["mia@example.com"], now() + timedelta(days=1))
    await archive(office.database, group, "test")
    assert [row.until for row in await office.rows(select(memberships)) if row.until is None] == []


async def test_without_history_it_is_deleted_archived_or_not(office: Office) -> None:
    used, empty = await office.group("Used", "mia"), await office.group("Empty")
    for group in (used, empty):
        await archive(office.database, group, "test")
    with pytest.raises(NotAllowedNow, match="archive it instead"):
        await remove(office.database, used, "test")
    await remove(office.database, empty, "test")
    async with office.database.write() as connection:
        assert await working_group(connection, "Used") is None
        assert (await find_group(connection, "Used"), await find_group(connection, "Empty")) == (used, None)


async def test_archiving_while_others_send_there_leaves_nothing_behind(office: Office) -> None:
    group = await office.group("Night", "mia")
    places = [await office.waits(f"c{number}") for number in range(6)]
    for place in places:
        await office.claim(place, office.id_of("mia"))
    others = [Database(office.database.url.render_as_string(hide_password=False)) for _ in range(2)]

    async def pass_on(database: Database, place: str) -> None:
        async with database.write() as connection:
            await transfer(connection, place, office.id_of("mia"), ToGroup(group), now())

    try:
        passing: list[Any] = [pass_on(others[at % 2], place) for at, place in enumerate(places)]
        done = await asyncio.gather(
            *passing[:3], archive(office.database, group, "t"), *passing[3:], return_exceptions=True
        )
    finally:
        for one in others:
            await one.dispose()
    assert all(one is None or isinstance(one, list | InvalidRequest) for one in done), done
    assert set((await groups_of(office)).values()) == {None}


async def test_an_account_and_the_archive_cannot_pass_each_other(office: Office) -> None:
    group = await office.group("Night", "mia")
    other = Database(office.database.url.render_as_string(hide_password=False))
    try:
        done = await asyncio.gather(
            change_own(other, office.account, None, "Night"),
            archive(office.database, group, "test"),
            return_exceptions=True,
        )
    finally:
        await other.dispose()
    assert sum(isinstance(one, NotFound | NotAllowedNow) for one in done) == 1, done
    async with office.database.write() as connection:
        await set_up(connection, office.account, group_id=None)
