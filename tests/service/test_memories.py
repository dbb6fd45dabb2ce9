"""Long conversations are summed up after the reply: in the customer's words, and by a model where there is one."""

from types import SimpleNamespace
from typing import Any

import pytest
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from sqlalchemy import select, update

from graphs.memory.summary import MOST_POINTS
from graphs.models import Models
from graphs.named_model import NamedModel
from graphs.turn import Message
from prompts import load_prompt
from service.memories.memories import Memories, problem_with_notes
from service.storage.customers.customers import Contact
from service.storage.memories.memories import ERASED
from service.storage.messages.receive import Incoming
from service.storage.messages.transcripts import start_with_history
from service.storage.tables import messages, summaries
from service.storage.turns.backlog import Work, load_work
from service.storage.types import new_id, now
from service.turns.turns import Turns
from tests.service.shop import Shop

OPENING = "I bought a Nova desk lamp, order TW-10023, and it flickers."


def memories(shop: Shop, *replies: str) -> Memories:
    chain = tuple(
        NamedModel(f"fake:{number}", GenericFakeChatModel(messages=iter([AIMessage(reply)])))
        for number, reply in enumerate(replies)
    )
    models = Models({"rewrite": chain}, chain[0] if chain else None)  # type: ignore[arg-type]

    async def context(_conversation_id: str) -> Any:
        return SimpleNamespace(models=models)

    return Memories(shop.database, SimpleNamespace(context=context), load_prompt("memory"), shop.live)  # type: ignore[arg-type]


async def begun(shop: Shop, exchanges: int = 10) -> str:
    """A conversation that began elsewhere, with so many messages of each side."""
    said = [Message("customer", OPENING), Message("agent", "re: sorry")]
    for number in range(1, exchanges):
        said += [Message("customer", f"Does it fit room {number}?"), Message("agent", "re: it does")]
    async with shop.database.write() as connection:
        return await start_with_history(connection, Contact(shop.account, "webhook", "ada"), said, now())


async def summary(shop: Shop) -> Any:
    rows = await shop.rows(select(summaries))
    return rows[0] if rows else None


async def say(shop: Shop, turns: Turns, conversation_id: str, text: str) -> None:
    receipt = await turns.receive(Incoming(key=new_id(), where=conversation_id, text=text, at=now()))
    await shop.answered(turns, receipt.message)


async def loaded(shop: Shop, conversation_id: str) -> Work:
    """What the agent would get with another message."""
    async with shop.database.write() as connection:
        first = (messages.c.conversation_id == conversation_id) & (messages.c.seq == 39)
        await connection.execute(update(messages).where(first).values(state="received"))
        return (await load_work(connection, [conversation_id]))[conversation_id]


async def test_what_falls_out_of_the_window_is_summed_up_after_the_turn(shop: Shop) -> None:
    own = memories(shop)
    turns = await shop.turns()
    turns.on_outgrown(own.begin)
    conversation_id = await begun(shop, exchanges=8)
    await say(shop, turns, conversation_id, "ada: Do you have it in blue?")
    await own.settled()
    assert await summary(shop) is None
    await say(shop, turns, conversation_id, "ada: And in green?")
    await own.settled()
    row = await summary(shop)
    assert (row.upto_seq, row.points[0]["text"], row.text) == (6, OPENING, "")


async def test_each_step_reads_what_is_new_alone_and_stays_in_its_bounds(shop: Shop) -> None:
    own = memories(shop)
    conversation_id = await begun(shop, exchanges=150)
    await own.step(conversation_id)
    row = await summary(shop)
    assert row.upto_seq == 300 - 14
    assert len(row.points) == MOST_POINTS
    async with shop.database.write() as connection:  # what is summed up is not looked at again
        await connection.execute(update(messages).where(messages.c.seq <= row.upto_seq).values(text="gone"))
    turns = await shop.turns()
    for number in range(4):
        await say(shop, turns, conversation_id, f"ada: Shall I order {number}?")
    await own.step(conversation_id)
    later = await summary(shop)
    assert later.upto_seq > row.upto_seq
    assert later.points[0]["text"] == OPENING


async def test_the_next_turn_knows_the_summary(shop: Shop) -> None:
    conversation_id = await begun(shop, exchanges=20)
    await memories(shop, "They bought a Nova desk lamp, order TW-10023; it flickers.").step(conversation_id)
    memory = (await loaded(shop, conversation_id)).memory
    assert memory.points[0].text == OPENING
    assert memory.text.startswith("They bought")
    assert (await summary(shop)).written_by == "fake:0"


async def test_notes_that_cannot_be_used_leave_the_customer_s_sentences(shop: Shop) -> None:
    conversation_id = await begun(shop)
    await memories(shop, "Order 55555.", "…", "x" * 2_000).step(conversation_id)
    row = await summary(shop)
    assert (row.text, row.points[0]["text"]) == ("", OPENING)


async def test_nothing_is_kept_of_what_is_deleted_meanwhile(shop: Shop) -> None:
    conversation_id = await begun(shop)

    class Deleting(Memories):
        async def _save(self, *arguments: Any) -> bool:
            async with shop.database.write() as connection:
                await connection.execute(update(messages).values(text="", kind=ERASED))
            return await super()._save(*arguments)

    own = memories(shop)
    own.__class__ = Deleting
    await own.step(conversation_id)
    assert await summary(shop) is None


@pytest.mark.parametrize(
    ("notes", "problem"),
    [
        ("Wants 2 lamps.", False),
        ("Wants 3 lamps.", True),
        ("", True),
        ("x" * 2_000, True),
        ("Is pregnant and wants 2 lamps.", True),
    ],
)
def test_notes_are_checked(notes: str, problem: bool) -> None:
    assert bool(problem_with_notes(notes, "customer: I want 2 lamps")) is problem
