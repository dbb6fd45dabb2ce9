"""Lead: details in the customer's words against what is on record."""

from collections.abc import Callable

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
        # Another number on record is not this one.
        ("我的手机 139 1234 5679", (PHONE,), "missed"),
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
