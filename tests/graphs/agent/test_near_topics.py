"""Where nothing is sure to answer, the nearest topics are offered, and the one that is chosen is answered."""

from typing import Any

import pytest

from graphs.agent.build import build_context
from graphs.agent.context import Context
from graphs.agent.near_topics import near_topics, taken
from graphs.agent.policy import Policy
from graphs.agent.retrieved import Search
from graphs.turn import Message, Passage
from knowledge.retrieve import Retriever

MEMBER, MEMBER_ZH = "i dont want to be a member any more", "不要会员了"


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        (MEMBER, "Cancelling the membership"),
        ("quit the club", "Cancelling the membership"),
        ("who brings the parcel", "Refunds"),
        (MEMBER_ZH, "取消会员"),
    ],
)
async def test_the_nearest_topics_are_named_and_offered(ask: Any, shop_context: Context, said: str, topic: str) -> None:
    outcome = await ask(said, context=shop_context)
    assert outcome.choices[0] == topic
    assert all(f"“{choice}”" in outcome.reply for choice in outcome.choices)
    assert len(outcome.choices) <= 3
    assert (outcome.answered, outcome.asked_back, outcome.citations) == (False, False, ())
    assert outcome.failures_after(1) == 2


@pytest.mark.parametrize(
    ("first", "choice", "told"),
    [
        (MEMBER, "Cancelling the membership", "in your account"),
        (MEMBER, "the first one", "in your account"),
        (MEMBER, "1", "in your account"),
        (MEMBER, "the refunds", "5 working days"),
        ("who brings the parcel", "Refunds", "5 working days"),
        (MEMBER_ZH, "取消会员", "随时可以在账户里取消会员"),
        (MEMBER_ZH, "第一个", "随时可以在账户里取消会员"),
    ],
)
async def test_the_topic_that_is_chosen_is_answered(
    ask: Any, shop_context: Context, first: str, choice: str, told: str
) -> None:
    offered = await ask(first, context=shop_context)
    outcome = await ask(choice, ("customer", first), ("agent", offered.reply), context=shop_context)
    assert told in outcome.reply
    assert outcome.answered


@pytest.mark.parametrize("said", ["what is the weather", "do you sell carpets", "can i stop everything", "灯亮不亮"])
async def test_nothing_is_offered_that_is_far_from_the_question(ask: Any, shop_context: Context, said: str) -> None:
    outcome = await ask(said, context=shop_context)
    assert (outcome.answered, outcome.choices) == (False, ())
    assert "“" not in outcome.reply


async def test_an_installation_can_turn_it_off(ask: Any, shop: Retriever, settings: Any) -> None:
    outcome = await ask(MEMBER, context=build_context(settings(offer_threshold=1.0), shop))
    assert (outcome.answered, outcome.choices) == (False, ())
    assert "Or would you rather talk to a person?" in outcome.reply


@pytest.mark.parametrize(
    ("again", "told"),
    [
        ("I mean a boat for the membership.", "could not find"),
        ("How do I cancel the membership?", "in your account"),
        ("What does the Luna cost?", "149 EUR"),
    ],
)
async def test_who_puts_it_another_way_has_chosen_nothing(
    ask: Any, shop_context: Context, again: str, told: str
) -> None:
    offered = await ask(MEMBER, context=shop_context)
    outcome = await ask(again, ("customer", MEMBER), ("agent", offered.reply), context=shop_context)
    assert told in outcome.reply


async def test_a_person_is_still_to_be_had(ask: Any, shop_context: Context) -> None:
    offered = await ask(MEMBER, context=shop_context)
    outcome = await ask("a person please", ("customer", MEMBER), ("agent", offered.reply), context=shop_context)
    assert outcome.handoff == "customer_request"


KNOWS_NOT = "I could not find an answer to that. Or do you mean"


@pytest.mark.parametrize(
    ("reply", "said", "topics"),
    [
        (f"{KNOWS_NOT} “Refunds”?", "yes", ("Refunds",)),
        (f"{KNOWS_NOT} “Refunds”?", "refunds", ("Refunds",)),
        (f"{KNOWS_NOT} “Refunds”?", "no", ()),
        (f"{KNOWS_NOT} “Refunds” or “When does it come?”?", "yes", ()),
        (f"{KNOWS_NOT} “Refunds” or “When does it come?”?", "the second one", ("When does it come?",)),
        (f"{KNOWS_NOT} “Refunds” or “When does it come?”?", "when does it come?", ("When does it come?",)),
        (f"{KNOWS_NOT} “Refunds” or “When does it come?”?", "refunds of vouchers", ()),
        ("抱歉，我没有找到答案。您想问的是不是“退款”？", "是的", ("退款",)),
        ("抱歉，我没有找到答案。您想问的是不是“退款”、“几天能到？”还是“会员”？", "第二个", ("几天能到？",)),
        ("Do you mean “Refunds”?", "yes", ()),
        ("I could not find “Nova” in our list. Shall a colleague look?", "Nova", ()),
    ],
)
def test_a_topic_is_taken_by_its_name_its_place_or_a_yes(reply: str, said: str, topics: tuple[str, ...]) -> None:
    assert taken(said, Message("agent", reply)) == topics
    assert taken(said, Message("operator", reply)) == ()


def passage(title: str, *headings: str, text: str = "An English text that says something.") -> Passage:
    return Passage("d", f"{title} {headings}", text, title=title, headings=headings)


@pytest.mark.parametrize(
    ("passages", "names"),
    [
        ((passage("Trade", "Discounts"), passage("Vouchers", "Use")), ("Trade: Discounts", "Vouchers: Use")),
        ((passage("Trade", "Discounts"), passage("Trade", "Orders")), ("Discounts", "Orders")),
        ((passage("Trade", "Discounts"), passage("FAQ", "Who pays?")), ("Trade: Discounts", "Who pays?")),
        ((passage("Trade", "Trade"), passage("Notes")), ("Trade", "Notes")),
        ((passage("Trade", "Discounts"), passage("Trade", "Discounts")), ("Discounts",)),
        ((passage("企业", "折扣", text="企业客户有折扣。"), passage("Notes")), ("Notes",)),
        ((passage("A", "B" * 90), passage("Notes")), ("Notes",)),
        ((passage("", ""), passage("Notes")), ("Notes",)),
        ((passage("Trade", "The “blue” list"), passage("Notes")), ("Notes",)),
    ],
)
def test_a_name_makes_sense_alone(passages: tuple[Passage, ...], names: tuple[str, ...]) -> None:
    search = Search("what about a discount for students", passages, 0.2)
    assert near_topics((search,), Policy()) == names
    assert near_topics((search, search), Policy()) == ()
    assert near_topics((Search(search.question, passages, 0.05),), Policy()) == ()
