import pytest

from graphs.detail import wishes
from graphs.turn import Message


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("call me after 6pm", "after 18:00"),
        ("Please ring me before 10:30 am", "before 10:30"),
        ("call me tomorrow between 2 and 4 pm", "tomorrow 14:00-16:00"),
        ("reach me on +1 415 555 0132 in the evening", "evening"),
        ("call us on Monday morning", "monday morning"),
        ("晚上八点后打给我", "after 20:00"),
        ("明天下午3点到5点联系我", "tomorrow 15:00-17:00"),
        ("周末方便接电话", "weekend"),
        ("I'm available on weekdays after 5 pm", "weekdays after 17:00"),
        ("工作日九点半之前打电话", "weekdays before 09:30"),
    ],
)
def test_the_time_to_call_is_read_on_the_clock(text: str, value: str) -> None:
    told = wishes([Message("customer", text)], reachable=False)
    assert [(one.type, one.value) for one in told] == [("call_time", value)]


@pytest.mark.parametrize(
    "text",
    [
        "I called you at 6 pm",
        "are you open after 6pm?",
        "call me",
        "你们几点下班",
        "客服周末方便联系吗",
        "昨天下午三点下的单",
    ],
)
def test_other_times_are_none(text: str) -> None:
    assert wishes([Message("customer", text)], reachable=False) == ()
