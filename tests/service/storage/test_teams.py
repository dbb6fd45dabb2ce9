"""Groups, wages, and who had which conversation when."""

from datetime import timedelta
from decimal import Decimal

import pytest
from alembic import command
from sqlalchemy import Connection, text

from graphs.turn import HandoffReason
from service.storage.desk.assignments import Assignment, list_assignments
from service.storage.desk.returning import return_to_agent
from service.storage.locking import lock_conversation
from service.storage.migrations import config
from service.storage.users.groups import add_group, find_group, join, leave, list_groups, list_memberships
from service.storage.users.wages import Earner, members, put_wage
from tests.service.storage.conftest import START, World

HOUR = timedelta(hours=1)


async def taken(world: World, conversation_id: str) -> list[Assignment]:
    async with world.database.read() as connection:
        return await list_assignments(connection, [conversation_id])


async def group(world: World, name: str) -> str:
    async with world.database.write() as connection:
        assert await add_group(connection, world.database, name, START)
        found = await find_group(connection, name)
    assert found is not None
    return found


@pytest.fixture
async def waiting(world: World) -> str:
    committed = await world.turn("a person, please", handoff=HandoffReason.CUSTOMER_REQUEST)
    assert committed.reply is not None
    return committed.reply.conversation_id


async def test_an_operator_has_a_conversation_until_it_goes_back_and_another_until_it_ends(
    world: World, waiting: str, operators: tuple[str, str]
) -> None:
    await world.claim(waiting, operators[0])
    first = world.at
    await world.claim(waiting, operators[0])
    async with world.database.write() as connection:
        conversation = await lock_conversation(connection, waiting)
        await return_to_agent(connection, conversation, "operator", "The agent is here again.", world.tick())
    back = world.at
    await world.claim(waiting, operators[1])
    second = world.at
    assert [one.ended_at for one in await taken(world, waiting)] == [back, None]
    await world.close(waiting, by="operator")

    had = [(one.operator, one.taken_at, one.ended_at) for one in await taken(world, waiting)]
    assert had == [("mia@example.com", first, back), ("bo@example.com", second, world.at)]


async def test_waiting_in_vain_for_the_customer_is_not_counted(
    world: World, waiting: str, operators: tuple[str, str]
) -> None:
    await world.claim(waiting, operators[0])
    said = (await world.reply(waiting, operators[0], "Which order?")).at
    world.at += 5 * HOUR
    await world.close(waiting, by="idle")
    (one,) = await taken(world, waiting)
    assert one.ended_at == said


async def test_a_conversations_group_is_the_one_in_which_the_operator_was_then(
    world: World, waiting: str, operators: tuple[str, str]
) -> None:
    sales, service = await group(world, "Sales"), await group(world, "售后")
    await world.claim(waiting, operators[0])
    async with world.database.write() as connection:
        await join(connection, operators[0], sales, START - HOUR)
        await join(connection, operators[0], service, world.at + HOUR)
    (one,) = await taken(world, waiting)
    assert one.group == "Sales"

    async with world.database.write() as connection:  # put right for the past, too
        await join(connection, operators[0], service, START - 2 * HOUR)
        assert [(one.group, one.until) for one in await list_memberships(connection)] == [("售后", None)]
    (one,) = await taken(world, waiting)
    assert one.group == "售后"


async def test_an_operator_is_in_one_group_at_a_time_or_in_none(world: World, operators: tuple[str, str]) -> None:
    sales, service = await group(world, "Sales"), await group(world, "Service")
    async with world.database.write() as connection:
        await join(connection, operators[0], sales, START)
        await join(connection, operators[1], sales, START)
        await join(connection, operators[0], service, START + HOUR)
        assert await leave(connection, operators[1], START + 2 * HOUR)
        assert not await leave(connection, operators[1], START + 3 * HOUR)

        async def names(hours: float) -> dict[str, tuple[str, ...]]:
            return {one.name: one.operators for one in await list_groups(connection, START + hours * HOUR)}

        assert await names(0.5) == {"Sales": ("bo@example.com", "mia@example.com"), "Service": ()}
        assert await names(1) == {"Sales": ("bo@example.com",), "Service": ("mia@example.com",)}
        assert await names(2) == {"Sales": (), "Service": ("mia@example.com",)}


async def test_an_hour_costs_what_the_operator_or_else_their_group_cost_then(
    world: World, waiting: str, operators: tuple[str, str]
) -> None:
    sales = await group(world, "Sales")
    async with world.database.write() as connection:
        await join(connection, operators[0], sales, START - HOUR)
        await put_wage(connection, Earner(group_id=sales), Decimal(60), "CNY", START - HOUR)
        await put_wage(connection, Earner(group_id=sales), Decimal("70.5"), "CNY", START - HOUR)
        await put_wage(connection, Earner(operator_id=operators[1]), Decimal(90), "EUR", START + 30 * HOUR)
    await world.claim(waiting, operators[0])
    (one,) = await taken(world, waiting)
    assert (one.per_hour, one.currency) == (Decimal("70.5"), "CNY")

    async with world.database.write() as connection:
        await put_wage(connection, Earner(operator_id=operators[0]), Decimal(85), "CNY", world.at)
        await put_wage(connection, Earner(operator_id=operators[0]), Decimal(99), "CNY", world.at + HOUR)
        known = {one.email: (one.group, one.per_hour) for one in await members(connection, START + 2 * HOUR)}
    (one,) = await taken(world, waiting)
    assert one.per_hour == Decimal(85)
    assert known == {"bo@example.com": (None, None), "mia@example.com": ("Sales", Decimal(99))}


async def test_who_had_a_conversation_before_that_was_kept_is_known_from_hand_offs_and_replies(
    world: World, waiting: str, operators: tuple[str, str]
) -> None:
    await world.claim(waiting, operators[0])
    claimed = world.at
    direct = (await world.turn("where is it?", contact="bob")).reply
    assert direct is not None
    await world.claim(direct.conversation_id, operators[1])
    replied = (await world.reply(direct.conversation_id, operators[1], "On its way.")).at
    await world.close(direct.conversation_id, by="operator")

    def migrate_again(connection: Connection) -> None:
        command.downgrade(config(connection), "0016")
        assert connection.execute(text("SELECT COUNT(*) FROM conversations")).scalar() == 2
        command.upgrade(config(connection), "head")

    async with world.database.write() as connection:
        await connection.run_sync(migrate_again)
    (kept,) = await taken(world, waiting)
    (found,) = await taken(world, direct.conversation_id)
    assert (kept.operator, kept.taken_at, kept.ended_at) == ("mia@example.com", claimed, None)
    assert (found.operator, found.taken_at, found.ended_at) == ("bo@example.com", replied, world.at)
