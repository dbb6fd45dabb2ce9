"""Where goods go that are to be sent to a customer who said where they live."""

import pytest

from graphs.agent.destination import to_where_they_live
from graphs.agent.following import all_alone
from graphs.turn import Message


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("I live in Japan. How much is shipping?", "How much is shipping to Japan?"),
        ("I live in Canada. Do you ship here?", "Do you ship to Canada?"),
        (
            "I'm in Poland. How long does delivery of the Halo 3 take?",
            "How long does delivery of the Halo 3 take to Poland?",
        ),
        ("We are based in Norway, what does express delivery cost?", "what does express delivery cost to Norway?"),
        ("我在日本，运费多少", "寄到日本运费多少"),
        ("我人在上海，寄过来多少钱", "寄到上海多少钱"),
        ("我住在波兰。请问运费多少钱？", "寄到波兰运费多少钱？"),
        ("我在日本。加急多少钱？", "寄到日本加急多少钱？"),
        ("我住在加拿大。你们能寄过来吗？", "你们能寄到加拿大吗？"),
    ],
)
def test_delivery_goes_to_where_the_customer_lives(said: str, asked: str) -> None:
    assert to_where_they_live(said, ()) == asked


@pytest.mark.parametrize(
    "said",
    [
        "I live in Japan. How much is shipping to Germany?",
        "I live in Germany. How long is the warranty?",
        "I live in Germany. Which countries do you ship to?",
        "I live in Germany. How much is shipping worldwide?",
        "I live in Japan. Where is my parcel?",
        "I live in Japan. What does returning it cost?",
        "How much is shipping?",
        "我在日本，寄到德国运费多少",
        "我在德国，保修多久？",
        "我在日本，我的包裹什么时候到？",
        "我在德国，你们能寄到哪些国家？",
        "我在德国，退货运费多少",
        "运费多少",
    ],
)
def test_all_other_questions_stay_as_they_are(said: str) -> None:
    assert to_where_they_live(said, ()) == said


def test_where_they_live_stays_known_until_they_name_another_place() -> None:
    lives = Message("customer", "I live in Japan.")
    assert to_where_they_live("How much is shipping?", (lives,)) == "How much is shipping to Japan?"
    other = Message("customer", "How much is shipping to Germany?")
    assert to_where_they_live("How long does delivery take?", (lives, other)) == "How long does delivery take?"
    assert (
        to_where_they_live("How much is shipping?", (Message("agent", "I live in Japan."),)) == "How much is shipping?"
    )
    assert to_where_they_live("运费多少", (Message("customer", "我在日本"),)) == "寄到日本运费多少"
    assert to_where_they_live("How much is shipping?", (Message("customer", "我在日本"),)) == "How much is shipping?"


def test_the_second_question_of_a_message_is_of_that_place_too() -> None:
    asked = ("I live in Japan. How much is shipping?", "And how much is express delivery?")
    assert all("Japan" in question for question in all_alone(asked, ()))
