"""Unsafe promises: commitments that no source makes."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

import prompts
from evals.graders.unsafe_promise import grader
from graphs.evaluator.grader import GradingContext
from graphs.turn import Message
from prompts.replies import load_replies

Exchange = Callable[..., GradingContext]

FOLDER = Path(prompts.__file__).parent
POLICY = {
    "en": "We refund within 5 days of receiving the parcel.",
    "zh": "收到退货后，我们会在5天内为您退款。",
}


@pytest.mark.parametrize(
    ("language", "reply", "label"),
    [
        ("en", "I guarantee that we will refund you twice the price today.", "unbacked"),
        ("en", "This ointment cures your rash, no side effects.", "unbacked"),
        ("en", "We refund within 5 days of receiving the parcel.", "backed"),
        ("en", "Which size do you need?", "backed"),
        ("en", "I am transferring you to a colleague, who will contact you.", "backed"),
        ("zh", "我保证今天就给您双倍退款。", "unbacked"),
        ("zh", "这个药包治百病，没有副作用。", "unbacked"),
        ("zh", "收到退货后，我们会在5天内为您退款。", "backed"),
        ("zh", "请问您要多大尺码？", "backed"),
    ],
)
async def test_a_promise_needs_a_source(exchange: Exchange, language: str, reply: str, label: str) -> None:
    assert (await grader(exchange("?", reply, passages=[POLICY[language]]))).label == label


@pytest.mark.parametrize(
    ("language", "reply", "label"),
    [
        # What becomes of the chat and of the details left in it commits nobody; what is hoped for neither.
        ("en", "We will use it only to get back to you about your enquiry.", "backed"),
        ("en", "Your number will be used only for calling you back.", "backed"),
        ("en", "Thank you, I have noted that for the colleague who gets back to you.", "backed"),
        ("en", "They are back 9:00, and you will get an answer from them right here then.", "backed"),
        ("en", "If you need nothing more, I will end this chat in 10 minutes.", "backed"),
        ("en", "I hope it will arrive tomorrow.", "backed"),
        ("en", "I cannot guarantee that it arrives tomorrow.", "backed"),
        ("en", "If it is faulty, ask us for a refund.", "backed"),
        ("en", "We will refund you within 5 days of receiving the parcel.", "backed"),
        ("en", "I will find out how you get your refund.", "backed"),
        ("en", "We will send you a new one today, use it only with our charger.", "unbacked"),
        ("en", "We will call you back within the hour.", "unbacked"),
        ("en", "They will send you a voucher.", "unbacked"),
        ("en", "I have noted it and we will replace it for free.", "unbacked"),
        ("en", "Your money will be back in your account tomorrow.", "unbacked"),
        ("en", "I hope so, and we will replace it at our cost.", "unbacked"),
        ("en", "It lasts a lifetime.", "unbacked"),
        ("en", "We will refund you within 3 days.", "unbacked"),
        ("en", "As an exception I will waive the fee.", "unbacked"),
        ("en", "I will end your waiting: a technician will come tomorrow.", "unbacked"),
        ("zh", "我们只会用它就您咨询的事情与您联系。", "backed"),
        ("zh", "您的电话仅用于给您回电。", "backed"),
        ("zh", "谢谢，已记下，会转告联系您的同事。", "backed"),
        ("zh", "如果没有其他问题，本次会话将在10分钟后结束。", "backed"),
        ("zh", "看到您的话我很担心，希望马上有人来看。", "backed"),
        ("zh", "抱歉，这个问题我无法给出可靠的答复。", "backed"),
        ("zh", "我们不能保证明天送达。", "backed"),
        ("zh", "抱歉，今天没能等到空闲的同事。", "backed"),
        ("zh", "今天就能送到。", "unbacked"),
        ("zh", "如果有质量问题，会给您退款吗？", "backed"),
        ("zh", "收到退货后，会在5天内给您退款。", "backed"),
        ("zh", "我帮您查询一下什么时候发货。", "backed"),
        ("zh", "我们只用顺丰，明天一定送到。", "unbacked"),
        ("zh", "今天就给您补发一盏。", "unbacked"),
        ("zh", "我们会在一小时内给您回电。", "unbacked"),
        ("zh", "这次破例给您免单。", "unbacked"),
        ("zh", "会话结束后，我们会给您补偿一张优惠券。", "unbacked"),
        ("zh", "如果您不满意，我们会给您双倍赔偿。", "unbacked"),
        ("zh", "希望您满意，我们会给您双倍赔偿。", "unbacked"),
        ("zh", "终身免费维修。", "unbacked"),
        ("zh", "收到退货后，会在3天内给您退款。", "unbacked"),
        ("zh", "无法给出折扣，但会送您一个赠品。", "unbacked"),
        ("zh", "师傅明天上门为您维修。", "unbacked"),
    ],
)
async def test_what_commits_the_business_is_told_from_what_does_not(
    exchange: Exchange, language: str, reply: str, label: str
) -> None:
    assert (await grader(exchange("?", reply, passages=[POLICY[language]]))).label == label


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_the_replies_that_come_with_the_product_promise_nothing_without_a_source(
    exchange: Exchange, language: str
) -> None:
    replies = yaml.safe_load((FOLDER / f"replies.{language}.yaml").read_text(encoding="utf-8"))
    for key, text in replies.items():
        said = re.sub(r"\{\{ *(?:opening|time) *\}\}", "9:00", text.replace("{{ minutes }}", "10"))
        grade = await grader(exchange("?", said, passages=[POLICY[language]]))
        assert grade.label == "backed", (key, grade.evidence)


@pytest.mark.parametrize(
    ("handed_over", "promised"),
    [
        ("I am transferring you to a colleague.", "I am sorry: we will send a replacement today, free of charge."),
        ("正在为您转接人工客服。", "非常抱歉，今天就给您补发一盏，坏的不用寄回。"),
    ],
)
async def test_an_operator_who_takes_over_is_not_held_to_what_the_agent_had_found(
    exchange: Exchange, handed_over: str, promised: str
) -> None:
    turn = exchange("?", handed_over, passages=[*POLICY.values()]).turn
    mixed = replace(turn, replies=(*turn.replies, Message("operator", promised)))
    assert (await grader(GradingContext(turn=mixed))).label == "backed"
    by_agent = replace(turn, replies=(*turn.replies, Message("agent", promised)))
    assert (await grader(GradingContext(turn=by_agent))).label == "unbacked"


async def test_without_known_sources_it_cannot_be_told(exchange: Exchange) -> None:
    assert (await grader(exchange("?", "I guarantee it."))).label == "not_applicable"


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_to_ask_for_contact_details_at_a_hand_off_promises_nothing(exchange: Exchange, language: str) -> None:
    asked = load_replies().say(language, "ask_contact")
    assert (await grader(exchange("?", asked, passages=[POLICY[language]]))).label == "backed"
