"""What fell out of the window stays as a few sentences of the customer."""

import pytest

from graphs.memory.summary import LONGEST_POINT, MOST_POINTS, Point, Spoken, condense
from graphs.memory.window import outgrown, window
from graphs.turn import Message


def texts(points: tuple[Point, ...]) -> list[str]:
    return [point.text for point in points]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (
            ["Hi there!", "I bought two Nova lamps, order TW-10023. Thanks!"],
            ["I bought two Nova lamps, order TW-10023."],
        ),
        (["您好", "我买了两盏新星台灯，订单号TW-10023。谢谢！"], ["我买了两盏新星台灯，订单号TW-10023。"]),
        (["I want to talk to a human", "ok"], []),
        (["My card is 4111 1111 1111 1111. Can you bill me later?"], ["Can you bill me later?"]),
    ],
)
def test_what_says_something_is_kept_and_nothing_sensitive(said: list[str], kept: list[str]) -> None:
    assert texts(condense((), [Spoken(text) for text in said])) == kept


def test_a_question_tells_whether_it_was_answered() -> None:
    points = condense(
        (), [Spoken("Do you deliver to Austria?", True), Spoken("可以开发票吗？", False), Spoken("I live in Graz.")]
    )
    assert [point.answered for point in points] == [True, False, None]


def test_it_never_grows_beyond_its_bounds_and_keeps_what_weighs_most() -> None:
    points: tuple[Point, ...] = ()
    points = condense(points, [Spoken("I bought a Nova lamp with order TW-10023.")])
    for step in range(50):
        points = condense(points, [Spoken(f"And one more thing that is on my mind, say {'x' * step * 10}?", True)])
    assert len(points) == MOST_POINTS
    assert all(len(point.text) <= LONGEST_POINT for point in points)
    assert points[0].text == "I bought a Nova lamp with order TW-10023."


def test_a_step_gives_what_all_steps_at_once_give_where_it_fits() -> None:
    said = [Spoken(f"I need {number} lamps for room {number}.") for number in range(MOST_POINTS)]
    one_by_one: tuple[Point, ...] = ()
    for spoken in said:
        one_by_one = condense(one_by_one, [spoken])
    assert one_by_one == condense((), said)


def test_the_window_is_bounded_by_messages_and_by_size() -> None:
    said = [Message("customer", "x" * 100) for _ in range(30)]
    assert len(window(said)) == 20
    assert len(window(said, 20, 500)) == 5
    assert len(window([Message("customer", "x" * 9_000)], 20, 500)) == 1


def test_what_is_summed_up_leaves_nothing_between_summary_and_window() -> None:
    uncovered: list[int] = []
    steps = 0
    for _ in range(200):
        assert len(uncovered) < 20
        uncovered += [50, 50]
        taken = outgrown(uncovered)
        steps += taken > 0
        uncovered = uncovered[taken:]
    assert steps < 200 / 3
    assert outgrown([13_000, 10]) == 1
    assert outgrown([10] * 19) == 0
