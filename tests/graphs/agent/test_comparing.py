"""A comparison by a measure is asked of each thing; any other question is not."""

import pytest

from graphs.agent.comparing import compared


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Which is brighter, the Sun or the Moon lamp?", ("How bright is the Sun?", "How bright is the Moon lamp?")),
        ("Is the Oak desk heavier than the Pine desk?", ("How heavy is the Oak desk?", "How heavy is the Pine desk?")),
        ("Which tent is cheaper: Alp or Fjord?", ("How much does Alp cost?", "How much does Fjord cost?")),
        ("日光灯和月光灯哪个更亮？", ("日光灯有多亮？", "月光灯有多亮？")),
        ("Alp 比 Fjord 便宜吗？", ("Alp多少钱？", "Fjord多少钱？")),
    ],
)
def test_the_measure_is_asked_of_each_thing(question: str, asked: tuple[str, ...]) -> None:
    assert compared(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "Is shipping to Poland more expensive than to Germany?",
        "Is delivery cheaper if I collect it?",
        "Which lamp is brighter?",
        "Do you have it in red or blue?",
        "哪款灯更亮？",
        "能便宜一点吗？",
    ],
)
def test_what_compares_no_two_things_stays_as_it_is(question: str) -> None:
    assert compared(question) == ()
