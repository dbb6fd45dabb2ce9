"""The change of a customer's mood over a conversation."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from evals.graders.sentiment_change import grader
from graphs.evaluator.grader import GradingContext
from graphs.mood import heads
from graphs.turn import Role
from knowledge.meaning import Meaning

Exchange = Callable[..., GradingContext]

ANGRY, CALM, HAPPY = "This is terrible, I am furious!", "Which sizes are there?", "Thank you, this is perfect!"
ANGRY_ZH, CALM_ZH, HAPPY_ZH = "太气人了，什么垃圾服务！", "有什么尺码？", "太好了，非常满意，谢谢！"


def said(*texts: str) -> Sequence[tuple[Role, str]]:
    return [line for text in texts for line in (("customer", text), ("agent", "I see."))]


@pytest.mark.parametrize(
    ("before", "now", "label"),
    [
        ((ANGRY,), HAPPY, "improved"),
        ((CALM, CALM), ANGRY, "worsened"),
        ((CALM,), CALM, "steady"),
        ((ANGRY,), ANGRY, "steady"),
        ((ANGRY_ZH,), HAPPY_ZH, "improved"),
        ((CALM_ZH, HAPPY_ZH), ANGRY_ZH, "worsened"),
        ((CALM_ZH,), CALM_ZH, "steady"),
    ],
)
async def test_the_change_is_from_before_to_now(
    exchange: Exchange, before: tuple[str, ...], now: str, label: str
) -> None:
    grade = await grader(exchange(now, "All right.", before=said(*before)))
    assert grade.label == label, grade
    assert grade.score is not None
    assert (grade.score > 0.5) is (label == "improved") or label == "steady"


async def test_what_the_agent_says_is_no_mood_of_the_customer(exchange: Exchange) -> None:
    before: Sequence[tuple[Role, str]] = [("customer", CALM), ("agent", ANGRY)]
    assert (await grader(exchange(CALM, ANGRY, before=before))).label == "steady"


async def test_the_first_message_has_nothing_to_compare_with(exchange: Exchange) -> None:
    assert (await grader(exchange(ANGRY, "Sorry."))).label == "not_applicable"
    assert (await grader(exchange(" ", "Hello?", before=said(CALM)))).label == "not_applicable"


async def test_what_messages_mean_counts_on_both_sides(exchange: Exchange) -> None:
    model_id, head = next(iter(heads().items()))
    upset = head.weights / np.linalg.norm(head.weights)

    async def sense(text: str) -> Meaning:
        return Meaning(model_id, upset if "noon" in text else -upset)

    context = exchange("The courier came at noon.", "Good.", before=said("It is blue."))
    assert (await grader(replace(context, sense=sense))).label == "worsened"
    back = exchange("It is blue.", "Good.", before=said("The courier came at noon."))
    assert (await grader(replace(back, sense=sense))).label == "improved"
