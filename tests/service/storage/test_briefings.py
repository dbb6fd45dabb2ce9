"""The briefing is stored with the hand-off; a model's summary takes the place of ours."""

from typing import Any

from graphs.agent.handoff.document import Rule
from graphs.turn import Citation, Contact, HandoffReason, Passage, Sentiment
from service.storage.conversations.handoff_list import list_handoffs
from service.storage.memories.briefings import save_summary

ASKED_FOR = {"handoff": HandoffReason.CUSTOMER_REQUEST, "rule": Rule.CUSTOMER_REQUEST, "answered": False}


async def test_a_hand_off_is_stored_with_what_the_operator_needs(world: Any) -> None:
    await world.turn(
        "Can I return order TW-10023?",
        citations=(Citation("kb/returns.md", "c1", "within 30 days"),),
        passages=(Passage("kb/returns.md", "c1", "within 30 days", title="Returns"),),
        contacts=(Contact("email", "ada@example.com", "ada@example.com"),),
        urgency="high",
        order_numbers=("TW-10023",),
    )
    committed = await world.turn("A human please", sentiment=Sentiment("negative", 0.7), **ASKED_FOR)

    async with world.database.read() as connection:
        (handoff,) = await list_handoffs(connection, committed.reply.conversation_id)
    told = handoff.briefing
    assert told is not None
    assert told["summary"] == "Can I return order TW-10023?"
    assert (told["trend"], told["upset"], told["orders"]) == ("rising", 0.7, ["TW-10023"])
    assert (told["urgency"], told["repeats"], told["unanswered"]) == ("high", 0, 0)
    assert (told["documents"], told["titles"]) == (["kb/returns.md"], {"kb/returns.md": "Returns"})
    assert [contact["value"] for contact in told["contacts"]] == ["ada@example.com"]
    assert told["tried"] == [
        {"question": "Can I return order TW-10023?", "answered": True, "documents": ["kb/returns.md"]}
    ]

    async with world.database.write() as connection:
        await save_summary(connection, committed.handoff_id, "Wants to return TW-10023.", "openai:small")
    async with world.database.read() as connection:
        (handoff,) = await list_handoffs(connection, committed.reply.conversation_id)
    assert handoff.briefing is not None
    assert (handoff.briefing["summary"], handoff.briefing["written_by"]) == (
        "Wants to return TW-10023.",
        "openai:small",
    )
    assert handoff.briefing["orders"] == ["TW-10023"]
