import pytest

from graphs.lead.refusals import refused
from graphs.turn import Message


@pytest.mark.parametrize(
    "text",
    [
        "I'd rather not give my number",
        "stop asking for my email",
        "不想留电话",
        "凭什么要我微信",
        "别问我要手机号了",
        "电话就不留了",
    ],
)
def test_a_refusal_is_heard(text: str) -> None:
    assert refused([Message("customer", text)])


@pytest.mark.parametrize(
    "text", ["my number is 415-555-0132", "I can't find my order", "电话13800138000", "微信不能支付"]
)
def test_other_words_refuse_nothing(text: str) -> None:
    assert not refused([Message("customer", text)])
