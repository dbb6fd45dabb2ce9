"""Choices on their way to a platform: tapped where it shows them, a numbered list where it does not; and answered."""

from dataclasses import replace
from typing import Any

import pytest

from graphs.agent.handoff.document import HandoffPolicy
from service.in_force import InForce
from service.storage.messages.messages import list_messages
from service.storage.tables import outbox
from service.storage.turns.backlog import load_work
from service.turns.asking import question_of
from tests.service.post import Post

CHOICES = ("Delivery times", "Return periods")


@pytest.fixture
def offering(post: Post) -> Post:
    """A shop whose agent offers two choices with each reply."""
    post.shop.agent.choices = CHOICES
    return post


async def test_a_platform_that_shows_choices_gets_them_beside_the_text(offering: Post) -> None:
    offering.plain.shows = frozenset({"choices"})
    await offering.answer("ada: 1")
    await offering.pass_on(await offering.outbox())

    (reply,) = offering.plain.taken
    assert (reply.text, reply.choices) == ("re: ada: 1", CHOICES)


async def test_another_one_gets_a_numbered_list_in_the_text_the_same_in_every_attempt(offering: Post) -> None:
    offering.plain.text_limit = None
    await offering.answer("ada: 1")
    await offering.pass_on(await offering.outbox())

    (reply,) = offering.plain.taken
    assert reply.choices == ()
    assert reply.text.startswith("re: ada: 1\n1. Delivery times\n2. Return periods\n")
    assert [row.choices for row in await offering.shop.rows(outbox.select())] == [list(CHOICES)]


async def test_choices_stand_below_the_last_part_of_a_long_reply(offering: Post) -> None:
    offering.plain.shows = frozenset({"choices"})
    await offering.answer("ada: " + " ".join(f"This is sentence number {number}." for number in range(3)))
    await offering.pass_on(await offering.outbox())

    assert [reply.choices for reply in offering.plain.taken] == [(), (), CHOICES]


@pytest.mark.parametrize(("said", "meant"), [("2", CHOICES[1]), ("return periods", CHOICES[1]), ("3", "3")])
async def test_the_agent_reads_a_number_as_the_choice_that_it_stands_for(offering: Post, said: str, meant: str) -> None:
    await offering.answer("ada: 1")
    shop = offering.shop
    asleep = await shop.turns()
    await asleep.drain(0.0)
    incoming: Any = shop.incoming("ada: 2")
    receipt = await asleep.receive(replace(incoming, text=said))
    async with shop.database.read() as connection:
        work = (await load_work(connection, [receipt.message.conversation_id]))[receipt.message.conversation_id]
        stored = await list_messages(connection, receipt.message.conversation_id)
    question = question_of(work, InForce(handoff=HandoffPolicy()))

    assert [message.text for message in question["asked"]] == [meant]
    assert stored[-1].text == said
    assert stored[1].choices == CHOICES
