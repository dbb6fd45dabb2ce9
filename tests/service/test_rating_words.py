"""What is a rating where one was asked for, and what is a new matter."""

import pytest

from service.rating_words import Rated, rating_of


@pytest.mark.parametrize(
    ("said", "rating", "comment"),
    [
        ("5", 5, None),
        (" ４ ", 4, None),
        ("5️⃣", 5, None),
        ("5!", 5, None),
        ("3/5", 3, None),
        ("4 stars", 4, None),
        ("4 out of 5, quick", 4, "quick"),
        ("2 - Took too long.", 2, "Took too long."),
        ("Five", 5, None),
        ("★★★★☆", 4, None),
        ("⭐⭐⭐⭐⭐ 很好", 5, "很好"),
        ("五星", 5, None),
        ("给5分", 5, None),
        ("５分，回复很快！", 5, "回复很快！"),
        ("1。等了一个小时", 1, "等了一个小时"),
        ("非常满意", 5, None),
        ("不满意，等太久", 2, "等太久"),
        ("Very dissatisfied.", 1, None),
    ],
)
def test_a_rating_is_understood_with_its_comment(said: str, rating: int, comment: str | None) -> None:
    assert rating_of(said) == Rated(rating, comment)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "0",
        "6",
        "55",
        "3.5",
        "2-3 days?",
        "5 lamps arrived broken",
        "1, and how much is delivery?",
        "1，运费多少？",
        "两个灯",
        "一般多久发货",
        "Hello",
        "I am not satisfied with the lamp",
    ],
)
def test_what_may_be_a_new_matter_is_no_rating(said: str) -> None:
    assert rating_of(said) is None
