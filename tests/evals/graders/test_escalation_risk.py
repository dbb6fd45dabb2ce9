"""Escalation risk: a warning before the customer complains or asks for a person."""

from collections.abc import Callable, Sequence

import pytest

from evals.graders.escalation_risk import grader
from graphs.evaluator.grader import GradingContext
from graphs.turn import Role

Exchange = Callable[..., GradingContext]
Said = Sequence[tuple[Role, str]]

WEARING: dict[str, tuple[Said, str, str]] = {
    "en": (
        [("customer", "Where is my refund?"), ("agent", "I'm sorry, I don't have any information on that.")],
        "I already asked you: where is my refund? This is the third time.",
        "I'm sorry, I don't have any information on that.",
    ),
    "zh": (
        [("customer", "退款什么时候到"), ("agent", "抱歉，没有查到相关信息。")],
        "我已经问过了，退款到底什么时候到？都第三次了",
        "抱歉，没有查到相关信息。",
    ),
}
CALM: dict[str, tuple[Said, str, str]] = {
    "en": ([("customer", "Do you ship to Oslo?"), ("agent", "Yes, we do.")], "How long does it take?", "Four days."),
    "zh": ([("customer", "能送到西藏吗"), ("agent", "可以的。")], "大概几天能到", "四天左右。"),
}


@pytest.mark.parametrize("language", WEARING)
async def test_repetition_after_failure_warns(exchange: Exchange, language: str) -> None:
    before, asked, reply = WEARING[language]
    assert (await grader(exchange(asked, reply, before=before))).label == "warning"


@pytest.mark.parametrize("language", CALM)
async def test_a_calm_talk_does_not(exchange: Exchange, language: str) -> None:
    before, asked, reply = CALM[language]
    assert (await grader(exchange(asked, reply, before=before))).label == "calm"


async def test_what_comes_later_is_not_looked_at(exchange: Exchange) -> None:
    now = await grader(exchange("How late are you open?", "Until 8."))
    later = await grader(exchange("How late are you open?", "Until 8.", then="I want to complain, get me a manager!"))
    assert now == later


SAME = {"en": "Deposits are usually returned within the period.", "zh": "会员可前往其他门店锻炼。"}
POLITE: dict[str, tuple[Said, str, str]] = {
    "en": (
        [("customer", "My deposit has not come back."), ("agent", SAME["en"])],
        "That time is over, and it still hasn't come. Could you look into my file, please?",
        SAME["en"],
    ),
    "zh": (
        [("customer", "健身房关门了，能退剩下的钱吗"), ("agent", SAME["zh"])],
        "我去不了别的店，还没退款，麻烦看一下合同",
        SAME["zh"],
    ),
}
SETTLED: dict[str, tuple[Said, str, str]] = {
    "en": ([], "WHERE IS MY ORDER!! You said Tuesday", "It arrives today between 2 and 4, the van is in your street."),
    "zh": ([], "说好周二到的货呢！！", "包裹今天2点到4点派送，这是快递员的实时位置。"),
}


@pytest.mark.parametrize("language", POLITE)
async def test_the_same_words_once_more_wear_out_a_polite_customer_more_than_a_definite_answer_does_a_grumbling_one(
    exchange: Exchange, language: str
) -> None:
    before, asked, reply = POLITE[language]
    worn = await grader(exchange(asked, reply, before=before))
    before, asked, reply = SETTLED[language]
    settled = await grader(exchange(asked, reply, before=before))
    assert (worn.label, settled.label) == ("warning", "calm"), (worn, settled)
