"""A program's conversation is found by what was said in it, also while somebody works on it."""

import asyncio

from service.storage.locking import lock_conversation
from service.storage.messages.programs import remember_transcript, take_conversation
from service.storage.tables import conversations
from tests.service.storage.conftest import World


async def test_a_conversation_that_is_being_worked_on_is_waited_for_and_taken_once(world: World) -> None:
    conversation_id = (await world.say("Can I return it?")).conversation_id
    async with world.database.write() as connection:
        await connection.execute(conversations.update().values(channel="api"))
        await remember_transcript(connection, conversation_id, "said")

    async def take() -> str | None:
        async with world.database.write() as connection:
            return await take_conversation(connection, world.account, "said")

    async with world.database.write() as connection:
        await lock_conversation(connection, conversation_id)
        both = [asyncio.create_task(take()) for _ in range(2)]
        await asyncio.sleep(0.1)
        assert not any(one.done() for one in both)
    assert set(await asyncio.gather(*both)) == {conversation_id, None}
