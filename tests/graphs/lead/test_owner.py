"""Whose details are whose."""

import pytest

from graphs.lead.known import find_contacts


@pytest.mark.parametrize(
    "text",
    [
        "Your hotline 800-555-0199 is always busy",
        "Is your email support@shop.example still in use?",
        "Someone called me from 415-555-0132 about my order",
        "The driver's number is 415-555-0132",
        "My friend also wants one, her number is 415-555-0132",
        "don't call me on 415-555-0132",
        "Do not call my boss on 415-555-0132, he knows nothing",
        "delete 415-555-0132 from your list",
        "你们的热线400-812-0000一直占线",
        "快递员的电话是15900007777",
        "我同事也想买，她电话13200008888",
        "别打13100002222",
        "把13900007654从名单里删掉",
    ],
)
def test_what_is_not_the_customer_s_or_ruled_out_is_no_lead(text: str) -> None:
    assert find_contacts(text) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Arrange the delivery with my husband: 415-555-0132", "+14155550132"),
        ("Your driver can call me on 415-555-0132", "+14155550132"),
        ("don't call 415-555-0132, call 415-555-0133", "+14155550133"),
        ("送货联系我老公13100003333", "+8613100003333"),
        ("别打13100002222，打13100003333", "+8613100003333"),
    ],
)
def test_whom_to_call_instead_is_one(text: str, value: str) -> None:
    assert [contact.value for contact in find_contacts(text)] == [value]
