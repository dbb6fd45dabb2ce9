"""What the customer is told and what happens, with a policy: out of hours, given back, chosen by the customer."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from graphs.agent.handoff.desks import Desk
from graphs.agent.handoff.document import HandoffPolicy, Hours, Rule
from graphs.agent.handoff.loops import Returned
from graphs.agent.style.document import Style
from graphs.agent.styling import with_style
from graphs.turn import HandoffReason

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
SUNDAY = MONDAY - timedelta(days=1)
OFFICE = {"hours": {"enabled": True, "time_zone": "UTC", "weekdays": {"monday": ["09:00-18:00"]}}}


def policy(**document: Any) -> HandoffPolicy:
    return HandoffPolicy.model_validate(document)


@pytest.mark.parametrize(
    ("text", "opening"), [("a human please", "tomorrow at 09:00 (UTC)"), ("转人工", "明天 09:00（UTC）")]
)
async def test_out_of_hours_the_next_opening_is_told(ask: Any, text: str, opening: str) -> None:
    away = await ask(text, handoff_policy=policy(**OFFICE), at=SUNDAY)
    there = await ask(text, handoff_policy=policy(**OFFICE), at=MONDAY)
    assert (away.handoff, there.handoff) == (HandoffReason.CUSTOMER_REQUEST, HandoffReason.CUSTOMER_REQUEST)
    assert opening in away.reply
    assert opening not in there.reply


async def test_chinese_sentences_follow_each_other_without_a_gap(ask: Any) -> None:
    told = (await ask("太差劲了，气死我了，我要投诉", handoff_policy=policy(**OFFICE), at=SUNDAY)).reply
    assert "明天 09:00" in told
    assert "。 " not in told


async def test_somebody_in_danger_gets_the_emergency_words_at_any_hour(ask: Any) -> None:
    outcome = await ask("I want to kill myself", handoff_policy=policy(**OFFICE), at=SUNDAY)
    assert "emergency" in outcome.reply
    assert "tomorrow at 09:00" in outcome.reply


async def test_the_document_s_own_words_are_said_in_the_customer_s_language(ask: Any) -> None:
    words = policy(words={"customer_request": {"en": "Hold on, Mia is coming."}})
    assert "Hold on, Mia is coming." in (await ask("a human please", handoff_policy=words)).reply
    assert "正在为您转接" in (await ask("转人工", handoff_policy=words)).reply


async def test_large_sums_go_to_a_person_where_the_policy_says_so(ask: Any) -> None:
    rich = policy(rules={"high_value": {"enabled": True, "amount": 5000}})
    outcome = await ask("I want to order lamps for 8,000 EUR", handoff_policy=rich)
    assert (outcome.handoff, outcome.rule) == (HandoffReason.POLICY, Rule.HIGH_VALUE)
    assert (await ask("我要订 2 万元的灯", handoff_policy=rich)).rule is Rule.HIGH_VALUE
    assert (await ask("Do refunds under 50 EUR take long?", handoff_policy=rich)).handoff is None


async def test_anger_that_was_given_back_is_answered_not_bounced(ask: Any) -> None:
    text = "This is terrible, I am furious! How long do refunds take?"
    returned = (Returned("negative_sentiment", "operator", MONDAY),)
    assert (await ask(text)).rule is Rule.NEGATIVE_SENTIMENT
    outcome = await ask(text, returned=returned, at=MONDAY + timedelta(minutes=5))
    assert outcome.handoff is None
    assert outcome.answered


@pytest.mark.parametrize(("text", "word"), [("go on without a person", "without"), ("不用转人工了", "不转人工")])
async def test_who_waits_may_choose_the_agent_again(ask: Any, text: str, word: str) -> None:
    outcome = await ask(text, held=True, waiting=True)
    assert outcome.resumed
    assert word in outcome.reply


async def test_a_question_with_that_choice_is_answered_at_once(ask: Any) -> None:
    outcome = await ask("Go on without a person. How long do refunds take?", held=True, waiting=True)
    assert outcome.resumed
    assert outcome.citations


async def test_an_operator_s_conversation_stays_theirs(ask: Any) -> None:
    outcome = await ask("go on without a person", held=True)
    assert not outcome.resumed
    assert outcome.reply == ""


async def test_a_person_can_be_asked_for_again_after_choosing_the_agent(ask: Any) -> None:
    returned = (Returned("customer_request", "customer", MONDAY),)
    outcome = await ask("转人工", returned=returned, at=MONDAY + timedelta(minutes=1))
    assert outcome.rule is Rule.CUSTOMER_REQUEST


async def test_declining_the_offered_person_is_no_failure(ask: Any, retriever: Any) -> None:
    retriever.confidence = 0.1
    before = ("customer", "Who is the mayor?"), ("agent", "I do not know. Would you rather talk to a person?")
    outcome = await ask("no thanks", *before, failures=1)
    assert (outcome.handoff, outcome.resumed, outcome.answered) == (None, True, True)


async def test_where_no_person_may_come_an_unsound_draft_is_an_honest_no(ask: Any, context: Any) -> None:
    strict = with_style(context, Style(forbidden=("Working Days",)))
    unsound = policy(rules={"failed_check": {"enabled": False}})
    outcome = await ask("How long do refunds take?", context=strict, handoff_policy=unsound)
    assert outcome.handoff is None
    assert not outcome.answered
    assert "could not find" in outcome.reply


@pytest.mark.parametrize(
    "text", ["取消转人工", "先不转人工，退款要多久？", "I don't need a human, how long do refunds take?"]
)
async def test_choosing_the_agent_is_no_request_for_a_person(ask: Any, text: str) -> None:
    outcome = await ask(text)
    assert outcome.handoff is None
    assert outcome.resumed


@pytest.mark.parametrize(
    ("key", "language", "text", "noted"),
    [("ask_call_back", "en", "tomorrow at 3 pm", "noted that"), ("ask_call_time", "zh", "明天下午三点吧", "已记下")],
)
async def test_a_time_to_be_called_is_noted_while_the_customer_waits(
    ask: Any, context: Any, key: str, language: str, text: str, noted: str
) -> None:
    asked = ("agent", f"Nobody was free. {context.prompts.replies.say(language, key)}")
    assert noted in (await ask(text, asked, held=True, waiting=True)).reply
    assert (await ask(text, asked, held=True)).reply == ""
    assert (await ask("hm?", asked, held=True, waiting=True)).reply == ""


async def test_a_hand_off_goes_to_the_group_for_what_was_spoken_of_and_by_its_hours(ask: Any) -> None:
    monday = Hours.model_validate(OFFICE["hours"])
    refunds = Desk(id="refunds", skills=frozenset({"refund"}), hours=monday)
    chinese = Desk(id="chinese", languages=frozenset({"zh"}))
    closed = await ask("a human please", desks=(refunds, chinese), topics=("refund",), at=SUNDAY)
    assert closed.desk == "refunds"
    assert "tomorrow at 09:00 (UTC)" in closed.reply
    there = await ask("转人工", desks=(refunds, chinese), topics=("price",), at=SUNDAY)
    assert there.desk == "chinese"
    assert "09:00" not in there.reply
    nobody = await ask("a human please", desks=(refunds, chinese))
    assert (nobody.handoff, nobody.desk) == (HandoffReason.CUSTOMER_REQUEST, None)
