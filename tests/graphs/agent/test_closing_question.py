"""The agent asks for contact details at the end of an answer, once, and understands what is said to that."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest

from graphs.agent.build import build_context
from graphs.agent.graph import Agent
from graphs.agent.leads.asking import Asking
from graphs.agent.respond import respond
from graphs.agent.state import Outcome, Question
from graphs.lead.requested import requested
from graphs.settings import GraphSettings
from graphs.turn import Message
from tests.graphs.conftest import FakeRetriever

AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
Ask = Callable[..., Awaitable[Outcome]]
PRICE, PRICE_ZH = "How much is the Nova desk lamp?", "新星台灯多少钱？"


@pytest.fixture
def lamps() -> FakeRetriever:
    return FakeRetriever(
        texts=("The Nova desk lamp costs 79 EUR.", "The Luna floor lamp costs 149 EUR.", "新星台灯售价 599 元。")
    )


@pytest.fixture
def ask(agent: Agent, settings: Callable[..., GraphSettings], lamps: FakeRetriever) -> Ask:
    """One turn over what is known of lamps; `asking` is what was asked for before, None where nobody keeps count."""
    context = build_context(settings(), lamps)

    async def run(text: str, *history: Message, asking: Asking | None = Asking()) -> Outcome:  # noqa: B008
        question: Question = {"history": history, "asked": (Message("customer", text),), "at": AT}
        return await respond(agent, question if asking is None else {**question, "asking": asking}, context)

    return run


async def test_an_answer_about_a_price_ends_with_the_question(ask: Ask) -> None:
    english = await ask(PRICE)
    assert english.answered
    assert english.reply.endswith(
        "\nSo that we can get back to you about this, would you like to leave your phone number or e-mail address?"
    )
    assert english.asks == ("phone", "email")
    chinese = await ask(PRICE_ZH)
    assert chinese.reply.endswith("方便留一下您的电话号码或微信号吗？")


async def test_nobody_is_asked_where_nobody_keeps_count(ask: Ask) -> None:
    assert (await ask(PRICE, asking=None)).asks == ()


@pytest.mark.parametrize(
    ("text", "history"),
    [
        ("How much is the Nova desk lamp? And how loud is the submarine's engine?", ()),
        (PRICE, (Message("customer", "You can reach me at ada@example.com"), Message("agent", "Noted."))),
        (PRICE, (Message("customer", "I'd rather not give my number"), Message("agent", "That is fine."))),
        (PRICE, (Message("customer", "This is the worst shop ever, I am furious!"), Message("agent", "Sorry."))),
        ("I am at ada@example.com. How much is the Nova desk lamp?", ()),
    ],
    ids=["half an answer", "known", "refused", "upset before", "told just now"],
)
async def test_it_is_no_moment_to_ask(ask: Ask, text: str, history: tuple[Message, ...]) -> None:
    assert (await ask(text, *history)).asks == ()


def asked(language: str) -> tuple[Message, ...]:
    question = {"en": "Would you like to leave your phone number?", "zh": "方便留一下您的电话号码吗？"}[language]
    answer = {"en": "The Nova costs 79 EUR.", "zh": "新星台灯售价 599 元。"}[language]
    return (
        Message("customer", PRICE if language == "en" else PRICE_ZH),
        Message("agent", f"{answer}\n{question}", asks=("phone",)),
    )


@pytest.mark.parametrize(
    ("text", "language"), [("No thanks", "en"), ("不用了", "zh"), ("I'd rather not give my number", "en")]
)
async def test_a_no_is_taken_and_remembered(ask: Ask, text: str, language: str) -> None:
    outcome = await ask(text, *asked(language), asking=Asking(asks=1))
    assert (outcome.declined, outcome.intent, outcome.asks) == (True, "detail_refused", ())


@pytest.mark.parametrize(
    ("text", "language", "told"), [("Yes please", "en", "just write it here"), ("好的", "zh", "直接发")]
)
async def test_a_yes_is_told_what_to_do(ask: Ask, text: str, language: str, told: str) -> None:
    outcome = await ask(text, *asked(language), asking=Asking(asks=1))
    assert told in outcome.reply
    assert not outcome.declined
    assert outcome.handoff is None


async def test_what_is_left_then_was_asked_for_and_the_question_is_kept(ask: Ask) -> None:
    outcome = await ask("+49 30 901820", *asked("en"), asking=Asking(asks=1))
    assert [contact.value for contact in outcome.contacts] == ["+4930901820"]
    assert outcome.prompted == "Would you like to leave your phone number?"


async def test_a_bare_answer_is_noted_as_what_was_asked_for(ask: Ask) -> None:
    question = Message("agent", "It costs 79 EUR.\nMay we note your company and budget?", asks=("company", "budget"))
    outcome = await ask("Acme Ltd, 900 dollars", Message("customer", PRICE), question)
    assert [(one.type, one.value) for one in outcome.contacts] == [("company", "Acme Ltd")]
    assert ("budget", "900 USD") in [(one.type, one.value) for one in outcome.wishes]
    assert "noted your company" in outcome.reply
    assert (await ask("How much is shipping?", Message("customer", PRICE), question)).contacts == ()


async def test_the_next_question_is_understood_as_if_nothing_had_been_asked(ask: Ask, lamps: FakeRetriever) -> None:
    outcome = await ask("And the Luna floor lamp?", *asked("en"), asking=Asking(asks=1))
    assert any("How much is the Luna floor lamp" in query for query in lamps.queries)
    assert outcome.asks == ()


async def test_where_nothing_is_known_nothing_is_asked(ask: Ask, lamps: FakeRetriever) -> None:
    lamps.confidence = 0.0
    outcome = await ask(PRICE)
    assert (outcome.answered, outcome.asks) == (False, ())


FORBIDDEN = {"douyin": ("phone", "email", "wechat")}


@pytest.mark.parametrize(("text", "told"), [(PRICE, "fill in the card below"), (PRICE_ZH, "请填写下面的卡片")])
async def test_where_words_may_not_ask_the_platforms_own_card_does(
    agent: Agent, settings: Callable[..., GraphSettings], lamps: FakeRetriever, text: str, told: str
) -> None:
    context = build_context(settings(), lamps, forbidden_contacts=FORBIDDEN, card_contacts={"douyin": ("phone",)})
    question: Question = {"asked": (Message("customer", text),), "at": AT, "asking": Asking(), "channel": "douyin"}

    without = await respond(agent, question, context)
    assert (without.answered, without.asks) == (True, ())
    by_card = await respond(agent, {**question, "lead_card": True}, context)
    assert by_card.asks == ("phone",)
    assert told in by_card.reply
    assert not requested(by_card.reply)


@pytest.mark.parametrize(("lead_card", "asks"), [(False, ()), (True, ("phone",))])
async def test_a_hand_off_asks_for_nothing_that_is_forbidden(
    agent: Agent, settings: Callable[..., GraphSettings], lamps: FakeRetriever, lead_card: bool, asks: tuple[str, ...]
) -> None:
    context = build_context(settings(), lamps, forbidden_contacts=FORBIDDEN, card_contacts={"douyin": ("phone",)})
    question: Question = {"asked": (Message("customer", "转人工"),), "channel": "douyin", "lead_card": lead_card}

    outcome = await respond(agent, question, context)
    assert (bool(outcome.handoff), outcome.asks, requested(outcome.reply)) == (True, asks, ())
    assert requested((await respond(agent, {**question, "channel": "line"}, context)).reply)
