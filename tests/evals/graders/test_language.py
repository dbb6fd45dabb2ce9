"""Language: what both sides really speak, whatever else stands in the text."""

from collections.abc import Callable

import pytest

from evals.graders.language import grader
from graphs.evaluator.grader import GradingContext

Exchange = Callable[..., GradingContext]


@pytest.mark.parametrize(
    ("asked", "reply", "label"),
    [
        ("How long is the warranty?", "Three years from delivery.", "passed"),
        ("保修期多久？", "自签收之日起三年。", "passed"),
        ("How long is the warranty?", "自签收之日起三年。", "failed"),
        ("保修期多久？", "Three years from delivery.", "failed"),
        # Product names do not make a Chinese question English.
        ("Halo 3 支持 Apple Home 和 Google Home 吗？", "支持，需要搭配 Lumen Hub。", "passed"),
        ("Is 发票 the right word for an invoice in your shop?", "Yes, that is the word on the button.", "passed"),
        # A link, an order number and an address have no language.
        ("LO-20260117", "https://lumenandoak.example/track", "not_applicable"),
        ("How long is the warranty?", "👍", "not_applicable"),
        ("订单A100什么时候到？", "Your order arrives tomorrow.", "failed"),
        # Letters that are no words, markup and names of products are in no language.
        ("<b>asdf</b> xxx", "I could not find an answer to that.", "not_applicable"),
        ("Halo 3", "The Halo 3 is a floor lamp.", "not_applicable"),
    ],
)
async def test_the_reply_is_judged_by_the_words_of_both_sides(
    exchange: Exchange, asked: str, reply: str, label: str
) -> None:
    assert (await grader(exchange(asked, reply))).label == label


async def test_a_number_is_read_in_the_language_that_the_customer_used_before(exchange: Exchange) -> None:
    before = [("customer", "我的包裹到哪里了？"), ("agent", "请提供订单号。")]
    grade = await grader(exchange("LO-20260117", "Your parcel is on its way.", before=before, language="en"))
    assert grade.label == "failed"


@pytest.mark.parametrize(
    ("said_before", "reply", "label"),
    [
        ("运费怎么算？", "I'm sorry, I could not find an answer to that.", "failed"),
        ("运费怎么算？", "抱歉，我没有找到这个问题的答案。", "passed"),
        ("How is shipping calculated?", "抱歉，我没有找到这个问题的答案。", "failed"),
        ("How is shipping calculated?", "I'm sorry, I could not find an answer to that.", "passed"),
    ],
)
async def test_letters_without_words_leave_the_conversation_in_its_language(
    exchange: Exchange, said_before: str, reply: str, label: str
) -> None:
    before = [("customer", said_before), ("agent", "…")]
    assert (await grader(exchange("<b>asdf</b> xxx", reply, before=before, language="en"))).label == label


async def test_operators_are_held_to_it_too(exchange: Exchange) -> None:
    assert (await grader(exchange("保修期多久？", "Three years.", by="operator"))).label == "failed"


async def test_where_nobody_replied_there_is_nothing_to_judge(exchange: Exchange) -> None:
    assert (await grader(exchange("保修期多久？"))).label == "not_applicable"
