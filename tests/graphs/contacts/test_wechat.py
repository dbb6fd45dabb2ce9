import pytest

from graphs.lead.known import find_contacts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("我的微信号是blue_kite88", "blue_kite88"),
        ("加我微信：lamp-fan2024", "lamp-fan2024"),
        ("vx: teahouse_li", "teahouse_li"),
        ("威芯 teahouse_li 加一下", "teahouse_li"),
        ("my WeChat ID is blue_kite88", "blue_kite88"),
        ("微信13800138000", "+8613800138000"),
    ],
)
def test_an_id_after_the_word_is_found(text: str, value: str) -> None:
    assert [(contact.type, contact.value) for contact in find_contacts(text)] == [("wechat", value)]


@pytest.mark.parametrize(
    "text", ["可以用微信支付吗", "do you accept wechat payment?", "微信怎么联系你们", "WeChat account please"]
)
def test_the_word_alone_is_no_id(text: str) -> None:
    assert find_contacts(text) == ()
