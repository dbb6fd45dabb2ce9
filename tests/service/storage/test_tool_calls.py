"""Tool calls are written down with their turn, and counted for the conversation's limit."""

from dataclasses import replace
from typing import Any

from graphs.turn import ToolCall
from service.storage.turns.backlog import load_work
from service.storage.turns.turns import list_turns

CALLS = (
    ToolCall("order_status", {"order": "TW-10023", "call": "[phone]"}, "ok", 12.5),
    ToolCall("search_knowledge", {"query": "delivery"}, "ok", 1.0),
)


async def test_a_turns_tool_calls_are_kept_in_order(world: Any) -> None:
    committed = await world.turn("Where is it?", tool_calls=CALLS)
    place = committed.reply.conversation_id
    async with world.database.read() as connection:
        (turn,) = await list_turns(connection, place)
    assert turn.tool_calls == [
        {
            "name": "order_status",
            "arguments": {"order": "TW-10023", "call": "[phone]"},
            "outcome": "ok",
            "elapsed_ms": 12.5,
        },
        {"name": "search_knowledge", "arguments": {"query": "delivery"}, "outcome": "ok", "elapsed_ms": 1.0},
    ]


async def test_the_next_turn_knows_how_many_of_the_installations_own_tools_were_called(world: Any) -> None:
    await world.turn("Where is it?", tool_calls=CALLS)
    await world.turn("And now?", tool_calls=(CALLS[0], replace(CALLS[0], outcome="failed")))
    message = await world.say("And now?")
    async with world.database.read() as connection:
        work = (await load_work(connection, [message.conversation_id]))[message.conversation_id]
    assert work.tool_calls == 3
