"""A request for contact details is told from what the shop says of its own, in both languages."""

import pytest

from graphs.lead.requested import requested


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Could you leave your phone number so that we can call you back?", {"phone"}),
        ("Thanks! What's your e-mail address?", {"email"}),
        ("Please send me your WhatsApp number or e-mail.", {"whatsapp", "email"}),
        ("May I have your contact details?", {"contact"}),
        ("方便留一下您的手机号吗？我们会回电。", {"phone"}),
        ("麻烦加一下您的微信，或者告诉我邮箱", {"wechat", "email"}),
        ("您的联系方式是什么？", {"contact"}),
        ("你的电话多少？", {"phone"}),
    ],
)
def test_what_is_asked_for_is_named(text: str, kinds: set[str]) -> None:
    assert set(requested(text)) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Our phone number is on the website.",
        "You can write to us by e-mail or call us.",
        "You need not leave your phone number.",
        "I have sent the invoice to your e-mail address.",
        "The phone case ships today.",
        "我们的客服电话是周一到周五开通。",
        "不用留电话，在这里问我就好。",
        "已记下您的手机号，我们会联系您。",
        "这款手机壳今天发货。",
        "电话会议几点开始？",
    ],
)
def test_what_asks_for_nothing_is_let_alone(text: str) -> None:
    assert requested(text) == ()
