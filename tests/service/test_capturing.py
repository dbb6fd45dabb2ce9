"""Operators are kept from what costs the shop its account."""

import pytest

from service.leads.capturing import NotAllowedThere, ensure_allowed

FORBIDDEN = frozenset({"phone", "wechat", "link"})


@pytest.mark.parametrize(
    "text",
    [
        "加我微信 lamp_shop88",
        "您的手机号多少？",
        "方便留个联系方式吗？",
        "Call +49 151 23456789",
        "See https://shop.example/x",
    ],
)
def test_contact_details_and_requests_for_them_are_refused_where_the_platform_forbids_them(text: str) -> None:
    with pytest.raises(NotAllowedThere):
        ensure_allowed(text, FORBIDDEN)
    ensure_allowed(text, ())


def test_other_words_pass() -> None:
    ensure_allowed("这款台灯保修三年。 Which e-mail did you use?", FORBIDDEN)
