"""What memory must never keep."""

import pytest

from graphs.memory.sensitive import holds_card_number, is_sensitive

# Test numbers of card schemes, none of which was ever issued.
CARDS = ("4111 1111 1111 1111", "5555-5555-5555-4444", "378282246310005", "my card:6011000990139424!")


@pytest.mark.parametrize("text", CARDS)
def test_card_numbers_are_known_by_their_check_digit(text: str) -> None:
    assert holds_card_number(text)
    assert is_sensitive(text)


@pytest.mark.parametrize(
    "text", ["4111 1111 1111 1112", "+86 138 1234 5678", "TW-10023", "order 2026030112345678", "0000000000000000"]
)
def test_other_long_numbers_are_no_cards(text: str) -> None:
    assert not holds_card_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "my password is hunter2",
        "the PIN is 4321",
        "My CVV: 123",
        "passport number X1234567",
        "I am pregnant",
        "she has diabetes",
        "密码是abc123",
        "验证码 889900",
        "身份证号码110105194912310023",
        "110105194912310021 11010519491231002X",
        "我怀孕了，想买一盏柔和的灯",
        "我有糖尿病",
    ],
)
def test_secrets_papers_and_health_are_sensitive(text: str) -> None:
    assert is_sensitive(text)


@pytest.mark.parametrize(
    "text",
    [
        "How do I reset my password?",
        "Do you take credit cards?",
        "call me on 13812345678 in the evening",
        "密码忘了怎么办",
        "可以刷信用卡吗",
        "I need a lamp with 3 heads",
    ],
)
def test_ordinary_questions_are_not(text: str) -> None:
    assert not is_sensitive(text)
