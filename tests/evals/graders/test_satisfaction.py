"""Satisfaction: how the customer took what they got, by what they said next."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from evals.graders.satisfaction import grader
from graphs.evaluator.grader import GradingContext
from graphs.turn import Message

Exchange = Callable[..., GradingContext]

TURNS = {
    "en": (
        "Is there a hotel with parking?",
        "Yes, the Alder has parking and free wifi.",
        "Sorry, there are no hotels.",
    ),
    "zh": ("这款有黑色吗", "有的，黑色和白色都有货。", "抱歉，这款没有黑色。"),
}


@pytest.mark.parametrize(
    ("language", "then", "label"),
    [
        ("en", "Great, thank you, that works for me!", "satisfied"),
        ("en", "No, that's not what I asked. I said with parking!", "dissatisfied"),
        ("en", "Which of the two is nearer to the station?", "neutral"),
        ("zh", "好的，谢谢，那我就买了", "satisfied"),
        ("zh", "我都说了不是问这个，你们到底有没有人看消息", "dissatisfied"),
        ("zh", "多少钱", "neutral"),
    ],
)
async def test_the_next_words_tell(exchange: Exchange, language: str, then: str, label: str) -> None:
    asked, reply, _ = TURNS[language]
    grade = await grader(exchange(asked, reply, then=then))
    assert grade.label == label
    assert grade.evidence == (then,)


@pytest.mark.parametrize(("language", "then"), [("en", "What about a guesthouse?"), ("zh", "那有别的颜色吗")])
async def test_the_same_words_after_a_refusal_are_worth_less(exchange: Exchange, language: str, then: str) -> None:
    asked, reply, refusal = TURNS[language]
    served, refused = [await grader(exchange(asked, text, then=then)) for text in (reply, refusal)]
    assert served.score is not None
    assert refused.score is not None
    assert refused.score < served.score


async def test_a_turn_that_nobody_answered_is_judged_by_what_the_customer_says(exchange: Exchange) -> None:
    grade = await grader(exchange("在吗", then="怎么还没人理我，等半天了"))
    assert grade.label == "dissatisfied"


async def test_how_the_reply_before_was_taken_counts_a_little(exchange: Exchange) -> None:
    calm = exchange("Does it have wifi?", "It has.", then="Which street is it on?", before=[("agent", "A hotel.")])
    cross = replace(calm.turn, asked=(Message("customer", "No, you did not answer me. Does it have wifi?"),))
    before, after = await grader(calm), await grader(replace(calm, turn=cross))
    assert before.score is not None
    assert after.score is not None
    assert after.score < before.score


@pytest.mark.parametrize(("ended", "label"), [(True, "satisfied"), (False, "dissatisfied"), (None, "not_applicable")])
async def test_without_words_the_customers_last_word_counts(exchange: Exchange, ended: bool | None, label: str) -> None:
    assert (await grader(exchange("How late are you open?", "Until 8.", ended=ended, closed=True))).label == label


async def test_what_followed_is_not_known_yet(exchange: Exchange) -> None:
    assert (await grader(exchange("How late are you open?", "Until 8."))).label == "not_applicable"
