"""Resolution: judged by what the customer did next."""

from collections.abc import Callable

import pytest

from evals.graders.resolution import grader
from graphs.evaluator.grader import GradingContext
from graphs.turn import HandoffReason

Exchange = Callable[..., GradingContext]

Q, A = "How long is the warranty of the Reed lamp?", "The warranty of the Reed lamp is 3 years."
Q_ZH, A_ZH = "Reed 台灯的保修期是多久？", "Reed 台灯的保修期是三年。"


@pytest.mark.parametrize(
    ("asked", "reply", "then", "label"),
    [
        (Q, A, "Great, thank you!", "resolved"),
        (Q_ZH, A_ZH, "好的，谢谢", "resolved"),
        (Q, A, "Thanks for nothing, that was useless.", "unresolved"),
        (Q_ZH, A_ZH, "答非所问，没用", "unresolved"),
        (Q, A, "That is not what I asked.", "unresolved"),
        # The same question again, in other words.
        (Q, A, "But how long is the Reed lamp warranty?", "unresolved"),
        (Q_ZH, A_ZH, "我问 Reed 台灯的保修期多久？", "unresolved"),
        (Q, A, "Let me speak to a human.", "needs_human"),
        (Q_ZH, A_ZH, "转人工", "needs_human"),
        (Q, A, "Do you also sell gift cards?", "resolved"),
        (Q, "I'm sorry, I could not find an answer to that.", "And do you sell gift cards?", "unresolved"),
        (Q, "", "hello?", "unresolved"),
        (Q, "We will check and get back to you tomorrow.", "ok", "deferred"),
        (Q_ZH, "我们核实后尽快回复您。", "好的", "deferred"),
        # They sorted it out themselves and say so: no complaint.
        (Q, A, "Never mind, I found it.", "resolved"),
    ],
)
async def test_the_next_message_decides(exchange: Exchange, asked: str, reply: str, then: str, label: str) -> None:
    grade = await grader(exchange(asked, reply, then=then))
    assert grade.label == label, grade


@pytest.mark.parametrize(
    ("asked", "reply", "ended", "label"),
    [
        (Q, A, True, "resolved"),
        (Q, A, False, "unresolved"),
        (Q, A, None, "resolved"),
        (Q, "", None, "unresolved"),
        (Q, "I'm sorry, I could not find an answer to that.", None, "unresolved"),
        (Q_ZH, "抱歉，我没有找到这个问题的答案。", None, "unresolved"),
        (Q, "We will look into it and get back to you.", None, "deferred"),
        (Q_ZH, "我们会尽快核实，稍后给您回复。", None, "deferred"),
        (Q, "I am passing you to a colleague.", None, "needs_human"),
        ("Thanks, that helped!", "You are welcome.", None, "resolved"),
        ("This is outrageous, I am furious!", "We sell lamps.", None, "unresolved"),
        ("Hello", "Hi, how can I help?", None, "not_applicable"),
        ("在吗", "在的，请问有什么可以帮您？", None, "not_applicable"),
    ],
)
async def test_where_nothing_follows_the_end_decides(
    exchange: Exchange, asked: str, reply: str, ended: bool | None, label: str
) -> None:
    grade = await grader(exchange(asked, reply, ended=ended, closed=True))
    assert grade.label == label, grade


async def test_what_is_not_known_yet_is_not_judged(exchange: Exchange) -> None:
    assert (await grader(exchange(Q, A))).label == "not_applicable"


async def test_a_handed_over_turn_waits_for_the_human_unless_the_customer_says_it_is_solved(exchange: Exchange) -> None:
    handed = {"handed_off": True, "handoff": HandoffReason.LOW_CONFIDENCE}
    assert (await grader(exchange(Q, "A colleague will help.", closed=True, **handed))).label == "needs_human"
    assert (await grader(exchange(Q, "A colleague will help.", ended=True, **handed))).label == "resolved"


async def test_operators_resolve_as_agents_do(exchange: Exchange) -> None:
    assert (await grader(exchange(Q, A, then="Perfect, thanks!", by="operator"))).label == "resolved"


@pytest.mark.parametrize(
    ("asked", "reply", "good", "bad"),
    [(Q, A, "Thanks!", "No, that is wrong."), (Q_ZH, A_ZH, "谢谢！", "不对，你搞错了")],
)
async def test_a_content_customer_scores_above_a_discontent_one(
    exchange: Exchange, asked: str, reply: str, good: str, bad: str
) -> None:
    happy = await grader(exchange(asked, reply, then=good))
    sad = await grader(exchange(asked, reply, then=bad))
    assert (happy.score or 0) > 0.6 > 0.4 > (sad.score if sad.score is not None else 1)


async def test_an_answer_that_speaks_of_replying_later_is_no_promise(exchange: Exchange) -> None:
    reply = "We answer claims within 2 working days and will contact you by e-mail."
    assert (
        await grader(exchange("How fast are claims answered?", reply, closed=True, answered=True))
    ).label == "resolved"
    assert (await grader(exchange("What about my claim?", reply, closed=True))).label == "deferred"
