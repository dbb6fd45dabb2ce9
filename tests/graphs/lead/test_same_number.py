"""An app beside a phone number: the same number, or an account of its own."""

import pytest

from graphs.lead.known import find_contacts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请联系我，手机13912345678，微信号lily_hotel88", {("phone", "+8613912345678"), ("wechat", "lily_hotel88")}),
        ("Call +44 20 7946 0958, my WeChat is lily_88", {("phone", "+442079460958"), ("wechat", "lily_88")}),
        ("电话13912345678微信同号", {("phone", "+8613912345678"), ("wechat", "+8613912345678")}),
    ],
)
def test_an_account_of_its_own_leaves_the_number_a_phone(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(contact.type, contact.value) for contact in find_contacts(text)} == expected
