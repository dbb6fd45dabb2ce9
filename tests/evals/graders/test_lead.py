"""Lead: details in the customer's words against what is on record."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from evals.graders.lead import grader
from graphs.evaluator.grader import GradingContext
from graphs.turn import Contact

Exchange = Callable[..., GradingContext]

PHONE = Contact("phone", "+8613912345678", "139 1234 5678")
EMAIL = Contact("email", "anna@example.com", "Anna@Example.com")


@pytest.mark.parametrize(
    ("asked", "kept", "label"),
    [
        ("Call me on +44 20 7946 0958", (Contact("phone", "+442079460958", "+44 20 7946 0958"),), "captured"),
        ("我的手机 139 1234 5678", (PHONE,), "captured"),
        ("Write to Anna@Example.com", (EMAIL,), "captured"),
        ("加我微信 lily_hotel88", (Contact("wechat", "lily_hotel88", "lily_hotel88"),), "captured"),
        ("我的手机 139 1234 5678", (), "missed"),
        ("Write to Anna@Example.com", (), "missed"),
        ("加我微信 lily_hotel88", (), "missed"),
        # One of two is lost.
        ("139 1234 5678 or Anna@Example.com", (PHONE,), "missed"),
        # Another number on record is not this one, nor one that the customer wrote.
        ("我的手机 139 1234 5679", (PHONE,), "wrong"),
        # Not contact details: an order number, a date, a price, the shop's own address.
        ("我的订单号是 13912345678", (), "not_applicable"),
        ("My order number is 13912345678901", (), "not_applicable"),
        ("I ordered on 2026-01-17 for 1,299.00 euros", (), "not_applicable"),
        ("Is your e-mail care@lumenandoak.example?", (), "not_applicable"),
        ("你们的电话是 400-800-8820 吗？", (), "not_applicable"),
        ("How long is the warranty?", (), "not_applicable"),
    ],
)
async def test_what_was_given_must_be_on_record(
    exchange: Exchange, asked: str, kept: tuple[Contact, ...], label: str
) -> None:
    grade = await grader(exchange(asked, "Noted.", contacts=kept))
    assert grade.label == label, grade


@pytest.mark.parametrize(
    ("asked", "reply", "label"),
    [
        ("We would like to buy 40 lamps for our hotel.", "The Reed costs €95.", "not_offered"),
        ("想采购 50 盏台灯，能报价吗？", "Reed 台灯 749 元。", "not_offered"),
        ("Please call me back.", "Our lamps are dimmable.", "not_offered"),
        ("Please call me back.", "Gladly. What is your phone number?", "not_applicable"),
        ("想采购 50 盏台灯，能报价吗？", "可以，请留下您的手机号或邮箱。", "not_applicable"),
        ("We would like to buy 40 lamps.", "I am passing you to a colleague.", "not_applicable"),
    ],
)
async def test_a_customer_who_wants_contact_is_asked_how(
    exchange: Exchange, asked: str, reply: str, label: str
) -> None:
    assert (await grader(exchange(asked, reply, contacts=()))).label == label


async def test_the_shops_own_hotline_repeated_by_the_customer_is_no_lead(exchange: Exchange) -> None:
    before = [("customer", "Your number?"), ("operator", "It is +31 10 555 0123.")]
    context = exchange("So I call +31 10 555 0123 now", "Yes.", before=before, contacts=())
    assert (await grader(context)).label == "not_applicable"


async def test_without_known_records_nothing_is_judged(exchange: Exchange) -> None:
    assert (await grader(exchange("我的手机 13912345678", "好的"))).label == "not_applicable"


WHOLE_NUMBER = Contact("phone", "+14155550123", "4155550123")


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("Where is my order 4155550123?", WHOLE_NUMBER),
        ("电话13900008720", Contact("phone", "+8613900008270", "13900008720")),
        ("The courier's number is 415 555 0123", Contact("phone", "+14155550123", "415 555 0123")),
        ("anna@example.com, but please don't keep it", EMAIL),
        ("It's 415 555 0123. Sorry, typo: 415 555 0128.", Contact("phone", "+14155550123", "415 555 0123")),
        ("13800001111，不对，是13800001117", Contact("phone", "+8613800001111", "13800001111")),
        ("How much is it?", Contact("phone", "+14155550123", "")),
    ],
)
async def test_what_is_on_record_must_be_the_customers(exchange: Exchange, asked: str, kept: Contact) -> None:
    grade = await grader(exchange(asked, "Noted.", contacts=(kept,)))
    assert grade.label == "wrong", grade


@pytest.mark.parametrize(
    ("before", "asked", "kept"),
    [
        # The last word counts: a correction in digits alone, an address put right, a number told in words or pieces.
        ([("customer", "Call 415 555 0188")], "No, it ends in 89", Contact("phone", "+14155550189", "415 555 0188")),
        ([("customer", "13800002468")], "打错了，是13800002486", Contact("phone", "+8613800002486", "13800002486")),
        ([], "ring four one five five five five zero one two three", Contact("phone", "+14155550123", "")),
        (
            [("customer", "My number starts 0161"), ("agent", "And?")],
            "496 0731",
            Contact("phone", "+441614960731", "496 0731"),
        ),
        ([], "微信同手机 13800002468", Contact("wechat", "13800002468", "13800002468")),
    ],
)
async def test_what_the_customer_put_right_is_captured(
    exchange: Exchange, before: list[tuple[str, str]], asked: str, kept: Contact
) -> None:
    grade = await grader(exchange(asked, "Noted.", before=before, contacts=(kept,)))
    assert grade.label in ("captured", "not_applicable"), grade


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        ([], "you can get me on four one five, five five five, zero one double seven"),
        ([], "幺三九，零零零零，二四六八，打这个"),
        ([("customer", "My number starts 0161"), ("agent", "And the rest?")], "496 0731"),
    ],
)
async def test_a_detail_in_words_or_pieces_that_is_not_on_record_is_missed(
    exchange: Exchange, before: list[tuple[str, str]], asked: str
) -> None:
    assert (await grader(exchange(asked, "Anything else?", before=before, contacts=()))).label == "missed"


@pytest.mark.parametrize(
    ("offer", "asked", "label"),
    [
        ("Shall a colleague call you with an offer?", "Yes please, that would be great.", "not_offered"),
        ("让设计师给您打个电话报价好吗？", "好啊，可以的", "not_offered"),
        ("Shall a colleague call you?", "No thanks, I don't want any calls.", "not_applicable"),
        ("方便给您打个电话吗？", "不用了", "not_applicable"),
        ("Do you want it in blue?", "Yes please", "not_applicable"),
    ],
)
async def test_who_agreed_to_be_contacted_is_asked_how(exchange: Exchange, offer: str, asked: str, label: str) -> None:
    before = [("customer", "How much is a wardrobe?"), ("agent", offer)]
    assert (await grader(exchange(asked, "From 499.", before=before, contacts=()))).label == label


async def test_what_was_told_before_counts_where_the_whole_record_is_known(exchange: Exchange) -> None:
    before = [("customer", "I'm on 07700 900 455"), ("agent", "How wide is the window?")]
    context = exchange("120 cm", "That is 79.", before=before, contacts=())
    assert (await grader(context)).label == "not_applicable"
    assert (await grader(replace(context, on_record=()))).label == "missed"


async def test_wanting_one_for_oneself_is_no_lead_missed(exchange: Exchange) -> None:
    context = exchange("I'd like to buy a phone with a good camera", "The Pix 9.", contacts=())
    assert (await grader(context)).label == "not_applicable"


@pytest.mark.parametrize(
    ("offer", "said", "label"),
    [
        ("It takes 30 days. Shall we call you about it?", "Thanks, that helps!", "not_applicable"),
        (
            "It takes 30 days. Would you like to leave your phone number so that we can call you?",
            "Ok",
            "not_applicable",
        ),
        ("Shall we call you about it?", "Yes, please do.", "not_offered"),
        ("需要我们给您打电话吗？", "谢谢，知道了", "not_applicable"),
    ],
)
async def test_thanks_are_no_yes_and_who_was_asked_how_was_asked(
    exchange: Exchange, offer: str, said: str, label: str
) -> None:
    context = exchange(said, "You're welcome!", before=(("customer", "How long?"), ("agent", offer)), contacts=())
    assert (await grader(context)).label == label
