"""Repetition: does a reply say again what was said before?"""

from collections.abc import Callable

import pytest

from evals.graders.repetition import grader
from graphs.evaluator.grader import GradingContext

Exchange = Callable[..., GradingContext]

SAID = {
    "en": "Please restart the router and wait two minutes until the lamp is green.",
    "zh": "请您重启路由器，等待两分钟，直到指示灯变绿。",
}
REWORDED = {
    "en": "Please restart the router, then wait two minutes until its lamp shows green.",
    "zh": "请重启路由器，等待两分钟，直到指示灯变成绿色。",
}
OTHER = {"en": "I have booked a technician for Tuesday morning.", "zh": "已为您预约周二上午的上门检修。"}


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize(("replies", "label"), [(SAID, "repeated"), (REWORDED, "reworded"), (OTHER, "original")])
async def test_each_reply_is_compared_with_those_before(
    exchange: Exchange, language: str, replies: dict[str, str], label: str
) -> None:
    before = [("customer", "?"), ("agent", SAID[language]), ("customer", "!"), ("operator", "Hm.")]
    assert (await grader(exchange("And now?", replies[language], before=before))).label == label


@pytest.mark.parametrize("reply", ["", "Hello!", "好的"])
async def test_a_courtesy_may_come_again(exchange: Exchange, reply: str) -> None:
    grade = await grader(exchange("Hi", reply, before=[("agent", reply or "Hello!")]))
    assert grade.label == "not_applicable"
