"""A model's summary of a hand-off is shown only where it can be used."""

from typing import Any

import pytest
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from sqlalchemy import select

from graphs.models import Models
from graphs.named_model import NamedModel
from prompts import load_prompt
from service.storage.tables import handoffs, messages
from service.storage.types import new_id, now
from service.summaries import Summaries, problem_with_summary
from tests.service.shop import Shop


def summaries(shop: Shop, *replies: str) -> Summaries:
    chain = tuple(
        NamedModel(f"fake:{number}", GenericFakeChatModel(messages=iter([AIMessage(reply)])))
        for number, reply in enumerate(replies)
    )
    return Summaries(shop.database, Models({"rewrite": chain}, chain[0]), load_prompt("summary"), shop.live)


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
