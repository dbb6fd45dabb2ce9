"""Details put right in words, as customers do."""

import pytest

from graphs.lead.known import known_contacts, learnt
from graphs.turn import Message

LONDON, MOBILE = "call me on +44 20 7946 0958", "手机13812345678"


def said(*texts: str) -> list[Message]:
    return [Message("customer", text) for text in texts]


def values(*texts: str) -> list[tuple[str, str]]:
    return [(contact.type, contact.value) for contact in known_contacts(said(*texts))]


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("Sorry, it ends in 7, not 8.", LONDON, "+442079460957"),
        ("the last four digits are 0 9 5 7", LONDON, "+442079460957"),
        ("No, 0957 not 0958", LONDON, "+442079460957"),
        ("It starts with 020 8946", LONDON, "+442089460958"),
        ("sorry, the last two digits are swapped", LONDON, "+442079460985"),
        ("尾号打错了，最后四位是 5679", MOBILE, "+8613812345679"),
        ("尾号是5679", MOBILE, "+8613812345679"),
        ("不对，是139开头", MOBILE, "+8613912345678"),
        ("号码写错了，最后是5", MOBILE, "+8613812345675"),
        ("不是5678，是5679", MOBILE, "+8613812345679"),
        ("说错了，换成13900001111", MOBILE, "+8613900001111"),
    ],
)
def test_a_number_given_before_is_put_right(text: str, before: str, expected: str) -> None:
    assert values(before, text) == [("phone", expected)]


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("It ends in 8.", LONDON),
        ("My order number ends well", LONDON),
        ("It starts with 999", LONDON),
        ("is it 5 not 9?", LONDON),
        ("最后一位客服态度很好", MOBILE),
        ("三位是 12", MOBILE),
        ("not the blue one, the red one please", LONDON),
        ("不是蓝色，是红色", MOBILE),
        ("the price is 795 not 794, right?", LONDON),
    ],
)
def test_what_corrects_nothing_leaves_it(text: str, before: str) -> None:
    assert values(before, text) == values(before)


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("my email is ann@shop.example", "sorry, it's anne@shop.example", [("email", "anne@shop.example")]),
        ("mail me: tina@gmial.com", "typo, gmail not gmial", [("email", "tina@gmail.com")]),
        ("微信 lamp_fan88", "打错了，没有下划线", [("wechat", "lampfan88")]),
        ("QQ 445566778", "最后再加个9", [("qq", "4455667789")]),
        ("我姓张", "是章，不是张", [("name", "章")]),
        ("I'm John Smith", "it is spelled Jon not John", [("name", "Jon Smith")]),
        ("call +1 415 555 0132 or mail a.b@shop.example", "forget my phone number", [("email", "a.b@shop.example")]),
        ("电话17700001234，邮箱a.b@shop.example", "电话停机了", [("email", "a.b@shop.example")]),
    ],
)
def test_other_details_are_put_right_and_taken_back(before: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert values(before, text) == expected


def test_what_a_turn_corrects_is_told_with_what_no_longer_stands() -> None:
    learned = learnt(said(MOBILE), said("不对，是139开头"))
    assert [one.value for one in learned.contacts] == ["+8613912345678"]
    assert [one.value for one in learned.withdrawn] == ["+8613812345678"]


def test_a_turn_that_repeats_a_detail_tells_it_again() -> None:
    learned = learnt(said(LONDON), said("as I said: +44 20 7946 0958"))
    assert [one.value for one in learned.contacts] == ["+442079460958"]
    assert learned.withdrawn == ()
