"""Sentiment: the customer's mood, from the customer's words."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from evals.graders.sentiment import grader
from graphs.evaluator.grader import GradingContext
from graphs.mood import heads
from graphs.turn import Sentiment
from knowledge.meaning import Meaning

Exchange = Callable[..., GradingContext]


@pytest.mark.parametrize(
    "angry",
    ["Your service is absolutely terrible, I am furious!", "什么垃圾服务，太气人了，我要投诉！"],
)
async def test_an_angry_customer_scores_low_with_the_words_as_evidence(exchange: Exchange, angry: str) -> None:
    grade = await grader(exchange(angry, "I am sorry."))
    assert grade.label == "negative"
    assert grade.score is not None
    assert grade.score < 0.4
    assert grade.evidence == (angry,)


@pytest.mark.parametrize("happy", ["Thank you so much, this is perfect!", "太好了，非常满意，谢谢！"])
async def test_a_happy_customer_scores_high(exchange: Exchange, happy: str) -> None:
    grade = await grader(exchange(happy, "You are welcome."))
    assert grade.score is not None
    assert grade.score > 0.7
    assert grade.label != "negative"


async def test_what_the_message_means_counts_as_it_does_for_the_agent(exchange: Exchange) -> None:
    model_id, head = next(iter(heads().items()))
    upset = head.weights / np.linalg.norm(head.weights)

    async def sense(text: str) -> Meaning:
        return Meaning(model_id, upset)

    grade = await grader(replace(exchange("The courier came at noon.", "Good."), sense=sense))
    assert grade.label == "negative"


async def test_the_mood_that_triage_noted_is_not_copied(exchange: Exchange) -> None:
    noted = Sentiment("positive", 0.0)
    grade = await grader(exchange("This is a disgrace, I am furious!", "Sorry.", sentiment=noted))
    assert grade.label == "negative"


async def test_a_rude_reply_does_not_make_the_customer_rude(exchange: Exchange) -> None:
    calm = await grader(exchange("Where is my parcel?", "Terrible, awful question, I hate it!"))
    assert calm.label != "negative"


async def test_an_empty_message_has_no_mood(exchange: Exchange) -> None:
    assert (await grader(exchange("  ", "Hello?"))).label == "not_applicable"
