"""A model's summary of a hand-off is shown only where it can be used."""

from typing import Any

import pytest
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from sqlalchemy import select

from graphs.models import Models
from graphs.named_model import NamedModel
from prompts import load_prompt
from service.memories.summaries import Summaries
from service.memories.summarising import problem_with_summary
from service.routing.desk import Desk
from service.storage.desk.operators import Ended
from service.storage.tables import conversations, handoffs, messages
from service.storage.types import new_id, now
from tests.service.shop import Shop


def summaries(shop: Shop, *replies: str) -> Summaries:
    chain = tuple(
        NamedModel(f"fake:{number}", GenericFakeChatModel(messages=iter([AIMessage(reply)])))
        for number, reply in enumerate(replies)
    )
    models = Models({"rewrite": chain}, chain[0])
    return Summaries(shop.database, models, load_prompt("summary"), shop.live, load_prompt("ending"))


async def handed_over(shop: Shop) -> tuple[str, str]:
    """The ids of a hand-off and its conversation, in which order TW-10023 was spoken of."""
    turning = await shop.turns()
    message = await shop.say(turning, "ada: Where is TW-10023?")
    await shop.answered(turning, message)
    row = {"id": new_id(), "conversation_id": message.conversation_id, "turn_id": new_id(), "reason": "safety"}
    async with shop.database.write() as connection:
        await connection.execute(handoffs.insert().values(at=now(), briefing={"summary": "own words"}, **row))
    return str(row["id"]), message.conversation_id


async def summary(shop: Shop) -> Any:
    return (await shop.rows(select(handoffs.c.briefing)))[0].briefing


async def test_the_first_usable_summary_is_kept_with_its_model(shop: Shop) -> None:
    ids = await handed_over(shop)
    await summaries(shop, "They ask for 555.", "Asks where TW-10023 is.").write(*ids)
    assert await summary(shop) == {"summary": "Asks where TW-10023 is.", "written_by": "fake:1"}


async def test_without_a_usable_one_the_customer_s_own_words_stay(shop: Shop) -> None:
    ids = await handed_over(shop)
    await summaries(shop, "…", "x" * 2_000).write(*ids)
    assert await summary(shop) == {"summary": "own words"}
    assert await shop.rows(select(messages.c.id).where(messages.c.role == "operator")) == []


@pytest.mark.parametrize(("text", "wrong"), [("", True), ("Wants 3 lamps", True), ("Wants 2 lamps", False)])
def test_a_number_that_nobody_said_is_made_up(text: str, wrong: bool) -> None:
    assert bool(problem_with_summary(text, "customer: 2 lamps please")) is wrong


async def ended(shop: Shop, *said: str) -> str:
    """The id of a conversation in which this was said, and which has ended."""
    turning = await shop.turns()
    for text in said:
        message = await shop.say(turning, f"ada: {text}")
        await shop.answered(turning, message)
    await Desk(shop.database, shop.plan, shop.live).close(message.conversation_id, Ended("idle"))
    return message.conversation_id


async def ending(shop: Shop, conversation_id: str) -> tuple[str | None, str | None]:
    chosen = conversations.c.id == conversation_id
    (row,) = await shop.rows(select(conversations.c.summary, conversations.c.summary_by).where(chosen))
    return row.summary, row.summary_by


async def test_a_conversation_that_ends_is_summed_up_in_the_customers_words_then_once_by_a_model(shop: Shop) -> None:
    where = await ended(shop, "Hello there", "Where is my order TW-10023?", "And how long may I return it?")
    summary, by = await ending(shop, where)
    assert by == "extractive"
    assert "TW-10023" in (summary or "")

    await summaries(shop, "Asked where TW-10023 is.").write_ending(where)
    assert await ending(shop, where) == ("Asked where TW-10023 is.", "fake:0")
    await summaries(shop, "Something else.").write_ending(where)
    assert await ending(shop, where) == ("Asked where TW-10023 is.", "fake:0")


async def test_a_question_and_its_answer_cost_no_model_and_a_reopened_conversation_has_no_end(shop: Shop) -> None:
    where = await ended(shop, "Where is my order TW-10023?")
    await summaries(shop, "Never asked.").write_ending(where)
    assert (await ending(shop, where))[1] == "extractive"

    await Desk(shop.database, shop.plan, shop.live).reopen(where, await shop.operator("mia"))
    assert await ending(shop, where) == (None, None)
