"""What an operator gets with a hand-off."""

from typing import Any

import pytest

from graphs.briefing import BriefedTurn, Tried, brief, salient_sentences
from graphs.mood_trend import gets_worse, trend_of
from graphs.order_numbers import order_numbers
from graphs.turn import Contact

PHONE = Contact("phone", "+8613812345678", "13812345678")


def turn(question: str, answered: bool | None = True, upset: float = 0.1, **given: Any) -> BriefedTurn:
    orders = order_numbers(question)
    return BriefedTurn(question=question, answered=answered, upset=upset, orders=orders, **given)


def test_the_briefing_holds_the_matter_the_facts_and_what_was_tried() -> None:
    given = brief(
        [
            turn("Hi there! Where is my order TW-10023?", False, documents=()),
            turn(
                "How long does delivery to France take?",
                documents=("kb/shipping.md",),
                titles={"kb/shipping.md": "Shipping"},
            ),
            turn("It was due on 3 March and I am furious. My number is 13812345678.", None, 0.9, contacts=(PHONE,)),
        ]
    )
    assert given.summary == (
        "Where is my order TW-10023? How long does delivery to France take? It was due on 3 March and I am furious."
    )  # the number stands by itself
    assert (given.written_by, given.upset, given.trend) == ("extractive", 0.9, "rising")
    assert (given.orders, given.contacts, given.documents) == (("TW-10023",), (PHONE,), ("kb/shipping.md",))
    assert given.titles == {"kb/shipping.md": "Shipping"}
    assert given.tried == (
        Tried("Hi there! Where is my order TW-10023?", False, ()),
        Tried("How long does delivery to France take?", True, ("kb/shipping.md",)),
    )


def test_a_chinese_briefing_leaves_out_greetings_and_the_bare_wish_for_a_person() -> None:
    given = brief([turn("你好！订单 TW-10031 一直没有发货，怎么回事？"), turn("转人工", None, 0.4)])
    assert given.summary == "订单 TW-10031 一直没有发货，怎么回事？"
    assert given.trend == "rising"


def test_one_who_says_nothing_but_that_is_quoted_all_the_same() -> None:
    assert brief([turn("转人工", None)]).summary == "转人工"


def test_long_conversations_keep_first_last_questions_and_numbers() -> None:
    said = ["My lamp flickers in the evening.", *(f"That is remark number {'x' * n} again." for n in range(9))]
    kept = salient_sentences([*said, "Can I swap it for the model of 79 euros?", "I live in Lyon by the way."])
    assert kept[0] == "My lamp flickers in the evening."
    assert kept[-2:] == ["Can I swap it for the model of 79 euros?", "I live in Lyon by the way."]
    assert len(kept) == 3


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("How long does delivery to France take?", "So how long does the delivery to France take?"),
        ("寄到上海要多少天？", "请问寄到上海要多少天？"),
    ],
)
def test_what_is_asked_again_is_told_once_with_what_came_of_it_last(first: str, again: str) -> None:
    given = brief([turn(first, False), turn(again, documents=("kb/shipping.md",)), turn("转人工", None)])
    assert given.summary == again
    assert given.tried == (Tried(again, True, ("kb/shipping.md",)),)
    assert given.unanswered == 1


def test_a_contact_detail_alone_is_quoted_where_nothing_else_was_said() -> None:
    assert brief([turn("13812345678", None, contacts=(PHONE,))]).summary == "13812345678"


def test_the_briefing_tells_of_haste_repetition_and_what_stayed_unanswered() -> None:
    given = brief(
        [
            turn("Where is my dress? The wedding is tomorrow", False, urgency="high"),
            turn("I already told you, the dress", False, 0.5),
            turn("A human please", None),
        ]
    )
    assert (given.urgency, given.repeats, given.unanswered) == ("high", 1, 2)
    assert brief([turn("急", None, urgency="high"), turn("算了，不急", None, urgency="low")]).urgency == "low"


def test_a_mood_gets_worse_where_it_rises_out_of_calm() -> None:
    assert gets_worse([0.1, 0.1, 0.5])
    assert not gets_worse([0.02, 0.2])
    assert not gets_worse([0.9, 0.9])
    assert not gets_worse([])


@pytest.mark.parametrize(
    ("upset", "trend"),
    [([0.5], "steady"), ([0.1, 0.2], "steady"), ([0.1, 0.2, 0.8], "rising"), ([0.9, 0.7, 0.2], "falling")],
)
def test_the_trend_compares_the_last_mood_with_those_before(upset: list[float], trend: str) -> None:
    assert trend_of(upset) == trend


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Order no. 4711-22 and #98765", ("4711-22", "98765")),
        ("my order number is tw-10023", ("TW-10023",)),
        ("订单号：20260301888，还有 TW-10031", ("20260301888", "TW-10031")),
        ("I ordered 2 lamps for 1299 EUR in 2026", ()),
        ("call 13812345678", ()),
    ],
)
def test_order_numbers_are_told_from_other_numbers(text: str, numbers: tuple[str, ...]) -> None:
    assert order_numbers(text) == numbers
