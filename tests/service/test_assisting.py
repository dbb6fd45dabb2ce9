"""A model puts a draft in other words, and is not believed where it changes a number."""

from typing import Any

import pytest
from langchain_core.messages import AIMessage

from graphs.named_model import ModelFailedError
from prompts import load_prompt
from service.assisting import Assisting
from service.errors import NotAllowedNow
from tests.service.shop import Shop


class Wordsmith:
    """A model that says what a test wants."""

    def __init__(self, said: str | None) -> None:
        self.said = said
        self.asked: list[Any] = []

    async def ask(self, messages: Any) -> AIMessage:
        self.asked = messages
        if self.said is None:
            raise ModelFailedError("it is away")
        return AIMessage(self.said)


def assisting(shop: Shop, *models: Wordsmith) -> Assisting:
    class Models:
        def chain(self, _role: str) -> tuple[Wordsmith, ...]:
            return models

    class Brain:
        class context:  # noqa: N801 - the name of a field
            pass

    brain: Any = Brain()
    brain.context.models = Models()
    nothing: Any = None
    return Assisting(shop.database, brain, nothing, nothing, load_prompt("polish"))


async def conversation(shop: Shop) -> str:
    turning = await shop.turns()
    message = await shop.say(turning, "ada: when will the 2 lamps come?")
    await shop.answered(turning, message)
    return message.conversation_id


async def test_the_next_model_answers_where_one_fails_and_sees_what_the_customer_wrote(shop: Shop) -> None:
    away, there = Wordsmith(None), Wordsmith("<think>hm</think>Your 2 lamps arrive by 14:30 on 3.5.")
    text = await assisting(shop, away, there).rewritten(
        await conversation(shop), "the 2 lamps come 3.5. till 14:30", "friendlier"
    )

    assert text == "Your 2 lamps arrive by 14:30 on 3.5."
    assert "when will the 2 lamps come?" in there.asked[1].content
    assert "friendlier" in there.asked[0].content


@pytest.mark.parametrize("said", ["Your 3 lamps come.", "Your lamps come.", "Your 2 lamps come in 2 days.", "", None])
async def test_a_changed_number_or_no_answer_leaves_the_draft(shop: Shop, said: str | None) -> None:
    with pytest.raises(NotAllowedNow, match="your draft stays as it is"):
        await assisting(shop, Wordsmith(said)).rewritten(await conversation(shop), "The 2 lamps come.", "shorter")
