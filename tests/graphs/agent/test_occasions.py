"""What the agent answers by itself, and what it does not take for such."""

import pytest

from graphs.agent.occasions import ABOUT_ITSELF, BARGAINING, CIRCUMSTANCES, DETAIL_REFUSED, occasion_of
from tests.graphs.conftest import Ask


@pytest.mark.parametrize(
    ("said", "occasion"),
    [
        ("Are you a robot or a human?", ABOUT_ITSELF),
        ("am I talking to a real person", ABOUT_ITSELF),
        ("Who are you?", ABOUT_ITSELF),
        ("你是真人吗", ABOUT_ITSELF),
        ("你们到底是不是机器人啊？", ABOUT_ITSELF),
        ("I'd rather not give you my phone number.", DETAIL_REFUSED),
        ("I don't want to leave my e-mail", DETAIL_REFUSED),
        ("不方便留手机号", DETAIL_REFUSED),
        ("Give me 30 % off and I'll take two.", BARGAINING),
        ("Can you go any lower?", BARGAINING),
        ("再便宜点吧", BARGAINING),
        ("给我打八折我就买", BARGAINING),
        ("I bought a Halo 3 last year.", CIRCUMSTANCES),
        ("We live in Germany", CIRCUMSTANCES),
        ("我买了 Halo 3", CIRCUMSTANCES),
        ("我人在香港", CIRCUMSTANCES),
    ],
)
def test_an_occasion_is_recognised(said: str, occasion: str) -> None:
    assert occasion_of(said) == occasion


@pytest.mark.parametrize(
    "said",
    [
        "Is it a smart lamp?",
        "Are your lamps made by humans?",
        "What are your opening hours?",
        "Do I have to leave my phone number?",
        "不留电话可以吗？",
        "Is there a discount of 10 % for students?",
        "企业采购打几折？",
        "I have a Halo 3 and it flickers, what can I do?",
        "I bought a Halo 3 but it never arrived",
        "I am in Germany and want to return my lamp",
        "I am very happy",
        "我买的 Halo 3 坏了",
        "我在德国，运费多少？",
        "我想买 Halo 3",
        "你们在杭州有店吗",
        "",
        "我" * 5_000,
    ],
)
def test_what_wants_an_answer_is_none(said: str) -> None:
    assert occasion_of(said) is None


async def test_the_agent_says_what_it_is_and_that_is_no_failure(ask: Ask) -> None:
    outcome = await ask("Are you a robot?")
    assert (outcome.intent, outcome.answered, outcome.handoff) == (ABOUT_ITSELF, True, None)
    assert "AI" in outcome.reply


async def test_who_is_angry_is_not_asked_for_details_and_who_asks_for_a_person_is(ask: Ask) -> None:
    angry = await ask("You are all liars, this is a disgrace, I am furious!!!")
    assert angry.handoff == "negative_sentiment"
    assert "phone number" not in angry.reply
    assert "phone number" in (await ask("human please")).reply


async def test_a_number_put_right_is_noted(ask: Ask) -> None:
    before = (("customer", "Call me on +44 20 7946 0958"), ("agent", "Thank you, I have noted your phone number."))
    outcome = await ask("Sorry, it ends in 7.", *before)
    assert [contact.value for contact in outcome.contacts] == ["+442079460957"]
    assert outcome.intent == "contact_left"


async def test_a_question_that_only_asks_to_be_written_to_is_noted(ask: Ask) -> None:
    outcome = await ask("Could you write to me at a.reed@harbour.example please?")
    assert outcome.intent == "contact_left"
