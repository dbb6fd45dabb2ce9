"""Hand-off: needed or not by the words and the aftermath, whatever triage thought."""

from collections.abc import Callable

import pytest

from evals.graders.handoff import grader
from graphs.evaluator.grader import GradingContext
from graphs.turn import HandoffReason

Exchange = Callable[..., GradingContext]

CANNOT = "I'm sorry, I could not find an answer to that."


@pytest.mark.parametrize(
    ("asked", "reply", "then", "label_if_kept", "label_if_handed"),
    [
        ("I want to speak to a human.", "Sure.", None, "missed", "needed_and_made"),
        ("转人工客服", "好的。", None, "missed", "needed_and_made"),
        ("You are useless, I am furious!", "We sell lamps.", "Terrible service!", "missed", "needed_and_made"),
        ("什么垃圾服务，太气人了！", "我们卖灯。", "你们就是骗人的", "missed", "needed_and_made"),
        # Angry, but calmed by the answer.
        (
            "This is ridiculous, where is my awful parcel?!",
            "It arrives today at 4.",
            "Great, thank you!",
            "not_needed",
            "needless",
        ),
        ("How long is the warranty?", "3 years.", "Thanks!", "not_needed", "needless"),
        ("保修多久？", "三年。", "好的，谢谢", "not_needed", "needless"),
        # Traps: the words are there, the wish is not.
        (
            "Does it support artificial intelligence? No need for a human, just tell me.",
            "Yes.",
            "Thanks",
            "not_needed",
            "needless",
        ),
        ("支持人工智能吗？", "支持。", "谢谢", "not_needed", "needless"),
        ("不用转人工，我自己看看就行", "好的。", "谢谢", "not_needed", "needless"),
        ("My lamp is smoking and gave me an electric shock.", "Please unplug it.", "ok", "missed", "needed_and_made"),
        ("台灯漏电，把孩子电到了", "请先断电。", "好的", "missed", "needed_and_made"),
        # The customer no longer needed anybody.
        ("I'd like to talk to a person", "One moment.", "No need, I already found it", "not_needed", "needless"),
        ("Which glue do you use?", CANNOT, "That is no help at all.", "missed", "needed_and_made"),
        ("Hi", "Hello!", "Can I talk to a human?", "not_needed", "needless"),
    ],
)
async def test_need_and_deed_are_compared(
    exchange: Exchange, asked: str, reply: str, then: str | None, label_if_kept: str, label_if_handed: str
) -> None:
    kept = await grader(exchange(asked, reply, then=then, closed=True, handed_off=False))
    handed = await grader(exchange(asked, reply, then=then, closed=True, handed_off=True))
    assert (kept.label, handed.label) == (label_if_kept, label_if_handed)


async def test_the_reason_that_triage_gave_is_not_believed(exchange: Exchange) -> None:
    context = exchange(
        "How long is the warranty?",
        "A colleague takes over.",
        then="Why? I only wanted to know that.",
        handed_off=True,
        handoff=HandoffReason.NEGATIVE_SENTIMENT,
        answered=True,
    )
    assert (await grader(context)).label == "needless"


async def test_a_second_question_without_an_answer_needs_a_person(exchange: Exchange) -> None:
    before = [("customer", "Which glue do you use?"), ("agent", CANNOT)]
    context = exchange("And which paint?", CANNOT, closed=True, handed_off=False, before=before)
    assert (await grader(context)).label == "missed"


async def test_without_the_facts_nothing_is_judged(exchange: Exchange) -> None:
    assert (await grader(exchange("转人工", "好的", closed=True))).label == "not_applicable"
    assert (await grader(exchange("转人工", "好的", handed_off=True))).label == "not_applicable"
