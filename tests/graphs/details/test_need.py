import pytest

from graphs.detail import wishes
from graphs.turn import Message


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("We need 40 chairs for a wedding.", "40 chairs for a wedding"),
        ("I'm looking for a walnut desk", "walnut desk"),
        ("想订二十把餐椅", "二十把餐椅"),
        ("需求：圆桌30张", "圆桌30张"),
    ],
)
def test_what_the_customer_wants_is_kept_beside_a_way_to_reach_them(text: str, value: str) -> None:
    told = {one.type: one.value for one in wishes([Message("customer", text)], reachable=True)}
    assert told["need"] == value


def test_without_a_way_to_reach_the_customer_it_is_a_question_like_any_other() -> None:
    assert wishes([Message("customer", "I need a walnut desk")], reachable=False) == ()
