"""Choices below a reply: written out where they cannot be tapped, and understood in what customers answer."""

import pytest

from graphs.choices import choice_meant, numbered

TOPICS = ("Returns", "Returns from abroad", "How long does delivery of large furniture to an island take?")


@pytest.mark.parametrize(
    "said",
    [
        "2",
        " 2. ",
        "２",
        "②",
        "2)",
        "No. 2",
        "number 2",
        "option 2 please",
        "the second one",
        "2nd",
        "第二个",
        "选2",
        "二",
        "我要第2项",
    ],
)
def test_a_number_means_the_choice_at_that_place(said: str) -> None:
    assert choice_meant(said, TOPICS) == TOPICS[1]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("returns", TOPICS[0]),
        ("“Returns from abroad”", TOPICS[1]),
        ("How long does deli…", TOPICS[2]),
        ("how long does delivery of...", TOPICS[2]),
    ],
)
def test_a_label_means_its_choice_also_as_a_button_cuts_it(said: str, meant: str) -> None:
    assert choice_meant(said, TOPICS) == meant


@pytest.mark.parametrize(
    "said", ["0", "4", "99", "2 days", "I have 2 questions", "no", "12345", "两天", "第二天送到吗"]
)
def test_anything_else_means_none_of_them(said: str) -> None:
    assert choice_meant(said, TOPICS) is None


def test_the_list_says_how_to_choose_in_the_replys_language() -> None:
    assert numbered("Which one?", ("A", "B"), "en").splitlines()[:3] == ["Which one?", "1. A", "2. B"]
    assert "数字" in numbered("请问是哪个？", ("甲", "乙"), "zh")
    assert numbered("Hello.", (), "en") == "Hello."
