"""Hand-off: needed or not by the words and the aftermath, whatever triage thought."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from evals.graders.handoff import grader
from evals.need_of_person import heads
from graphs.evaluator.grader import GradingContext
from graphs.turn import HandoffReason
from knowledge.meaning import Meaning

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


SAME = "Please restart your router and check the cables."
SAME_ZH = "请您重启光猫并检查网线。"


@pytest.mark.parametrize(
    ("before", "asked", "reply", "then"),
    [
        (
            [
                ("customer", "The line drops at night"),
                ("agent", SAME),
                ("customer", "Restarted, still drops"),
                ("agent", SAME),
            ],
            "As I said, it drops at night",
            SAME,
            "That's no help",
        ),
        (
            [("customer", "晚上总掉线"), ("agent", SAME_ZH), ("customer", "重启过了，还是掉线"), ("agent", SAME_ZH)],
            "我说过重启了，还是掉线",
            SAME_ZH,
            "没用啊",
        ),
        (
            [("customer", "Nobody rang me"), ("agent", "A colleague will contact you today.")],
            "Still nobody",
            "I'm sorry. We will contact you shortly.",
            "You keep saying that, I already told you it's too late",
        ),
    ],
)
async def test_going_in_circles_needs_a_person(
    exchange: Exchange, before: list[tuple[str, str]], asked: str, reply: str, then: str
) -> None:
    grade = await grader(exchange(asked, reply, then=then, handed_off=False, before=before))
    assert grade.label == "missed", grade
    assert grade.score is not None
    assert grade.score < 0.5


async def test_similar_answers_to_several_questions_need_nobody(exchange: Exchange) -> None:
    before = [
        ("customer", "Is the blue one in stock?"),
        ("agent", "Yes, the blue one is in stock and ships in two days."),
    ]
    reply = "Yes, the red one is in stock and ships in two days."
    assert (
        await grader(exchange("And the red one?", reply, then="Great, thanks", handed_off=False, before=before))
    ).label == ("not_needed")


@pytest.mark.parametrize(
    ("asked", "then", "label"),
    [
        ("There are two payments that I never authorised", "ok, please hurry", "needed_and_made"),
        ("有两笔钱不是我转的，卡被盗刷了", "好，赶紧", "needed_and_made"),
        ("What are your opening hours?", "For opening hours? I just wanted to know when you close", "needless"),
        ("几点关门", "问个时间也要转？", "needless"),
    ],
)
async def test_what_is_said_after_a_hand_off_tells_whether_it_was_needed(
    exchange: Exchange, asked: str, then: str, label: str
) -> None:
    reply = "我帮您转接人工客服。" if "，" in asked or "几" in asked else "I'm passing you to a colleague."
    assert (await grader(exchange(asked, reply, then=then, handed_off=True))).label == label


async def test_a_call_back_is_a_lead_and_no_hand_off(exchange: Exchange) -> None:
    context = exchange(
        "Could someone call me back about a wardrobe?", "Gladly! What is your number?", closed=True, handed_off=False
    )
    assert (await grader(context)).label == "not_needed"


async def test_a_profession_is_no_threat(exchange: Exchange) -> None:
    model_id, head = next(iter(heads().items()))
    nothing = head.weights[head.kinds.index("none")]

    async def sense(text: str) -> Meaning:
        return Meaning(model_id, nothing / np.linalg.norm(nothing))

    context = exchange(
        "I'm a lawyer, can I have an invoice?", "Yes, at the checkout.", then="found it", handed_off=False
    )
    assert (await grader(replace(context, sense=sense))).label == "not_needed"
