"""What a dead process had claimed goes on elsewhere."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from service.storage.grading.grades import claim_work
from service.storage.processes import DEAD_AFTER, Process, heartbeat, reap, register
from service.storage.tables import outbox, processes
from service.storage.types import new_id, now


@pytest.fixture
async def me(world: Any) -> Process:
    """This process, entered."""
    async with world.database.write() as connection:
        return await register(connection)


async def enter(world: Any, host: str, pid: int, silent: timedelta = timedelta(), life: str = "") -> str:
    """Another process, last heard of so long ago."""
    process_id, moment = new_id(), now() - silent
    async with world.database.write() as connection:
        await connection.execute(
            processes.insert().values(
                id=process_id, host=host, pid=pid, life=life or new_id(), started_at=moment, heartbeat_at=moment
            )
        )
    return process_id


async def reaped(world: Any, me: Process) -> int:
    async with world.database.write() as connection:
        return await reap(connection, me)


async def test_a_process_that_is_silent_for_too_long_is_dead(world: Any, me: Process) -> None:
    await enter(world, "elsewhere", 1, silent=DEAD_AFTER + timedelta(seconds=1))
    await enter(world, "elsewhere", 2, silent=DEAD_AFTER / 2)

    assert await reaped(world, me) == 1
    assert {row.pid for row in await world.rows(select(processes))} == {me.pid, 2}


async def test_on_this_host_a_process_without_its_pid_is_dead_at_once(world: Any, me: Process) -> None:
    gone = 4_194_305  # above the highest pid that Linux gives
    await enter(world, me.host, gone)
    await enter(world, "elsewhere", gone)

    assert await reaped(world, me) == 1


async def test_an_earlier_life_under_the_same_pid_is_dead_and_a_second_entry_of_this_one_is_not(
    world: Any, me: Process
) -> None:
    await enter(world, me.host, me.pid)
    await enter(world, me.host, me.pid, life=me.life)

    assert await reaped(world, me) == 1


async def test_what_it_had_claimed_is_free_again(world: Any, me: Process) -> None:
    dead = await enter(world, "elsewhere", 1, silent=timedelta(hours=1))
    turn = await world.turn("hello", contact="ada")
    asked = (await world.receive(world.incoming("unanswered", contact="bo"), process=dead))[0].message
    async with world.database.write() as connection:
        await claim_work(connection, dead, [("groundedness", "1")], world.tick(), 16)
        await connection.execute(update(outbox).values(state="sending", claimed_by=dead))

    await reaped(world, me)

    assert await world.grading(turn.turn_id) == {"groundedness": "pending"}
    assert (await world.conversation(asked.conversation_id)).lease is None
    (sending,) = await world.rows(select(outbox))
    assert (sending.state, sending.claimed_by) == ("uncertain", None)


async def test_what_was_claimed_by_one_that_is_not_entered_is_free_again(world: Any, me: Process) -> None:
    stranger = new_id()  # it was taken for dead, went on claiming, and died before it noticed
    turn = await world.turn("hello", contact="ada")
    asked = (await world.receive(world.incoming("unanswered", contact="bo"), process=stranger))[0].message
    async with world.database.write() as connection:
        await claim_work(connection, stranger, [("groundedness", "1")], world.tick(), 16)
        await connection.execute(update(outbox).values(state="sending", claimed_by=stranger))

    assert await reaped(world, me) == 0

    assert await world.grading(turn.turn_id) == {"groundedness": "pending"}
    assert (await world.conversation(asked.conversation_id)).lease is None
    (sending,) = await world.rows(select(outbox))
    assert sending.state == "uncertain"


async def test_what_the_living_had_claimed_stays_theirs(world: Any, me: Process) -> None:
    await enter(world, "elsewhere", 1, silent=timedelta(hours=1))
    asked = (await world.receive(world.incoming("hello"), process=me.id))[0].message

    await reaped(world, me)

    assert (await world.conversation(asked.conversation_id)).lease == me.id


async def test_a_process_taken_for_dead_learns_it_and_is_entered_again(world: Any, me: Process) -> None:
    async with world.database.write() as connection:
        assert await heartbeat(connection, me)
        await connection.execute(processes.delete())
        assert not await heartbeat(connection, me)
        assert await heartbeat(connection, me)
