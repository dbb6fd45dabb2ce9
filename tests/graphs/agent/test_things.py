from time import perf_counter

import pytest

from graphs.agent.following import stand_alone
from graphs.agent.things import last_thing, thing_of
from graphs.turn import Message

SHELF = (Message("customer", "How much weight can a shelf of the Tidal bookshelf carry?"), Message("agent", "25 kg."))
SHELF_ZH = (Message("customer", "书架每层能承重多少？"), Message("agent", "25 千克。"))
DELIVERY = (Message("customer", "How long does delivery to Germany take?"), Message("agent", "2–3 days."))
DELIVERY_ZH = (Message("customer", "寄到上海要多久？"), Message("agent", "2–4 天。"))
LAMP = (Message("customer", "How tall is the Halo 3?"), Message("agent", "152 cm."))
LAMP_ZH = (Message("customer", "Halo 3 有多高？"), Message("agent", "152 厘米。"))


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("How much weight can a shelf of the Tidal bookshelf carry?", "Tidal bookshelf"),
        ("How do I wash the wool throw?", "wool throw"),
        ("Can I return the wool throw?", "wool throw"),
        ("How long does delivery to Germany take?", ""),
        ("What does a return cost?", ""),
        ("How much does it weigh?", ""),
        ("Halo Mini 充满电能用多久？", "Halo Mini"),
        ("书架每层能承重多少？", "书架每层"),
        ("退货运费是多少？", ""),
        ("怎么开发票？", ""),
        ("Forest 边几多少钱？", "Forest"),
    ],
)
def test_a_question_names_a_thing_or_none(question: str, thing: str) -> None:
    assert thing_of(question) == thing


def test_the_last_thing_is_the_one_before_a_delivery() -> None:
    assert last_thing((*SHELF, *LAMP, *DELIVERY), chinese=False) == "Halo 3"
    assert last_thing((*LAMP_ZH, *DELIVERY_ZH), chinese=True) == "Halo 3"
    assert last_thing(DELIVERY, chinese=False) == ""


@pytest.mark.parametrize(
    ("said", "history", "whole"),
    [
        ("And can I return it?", SHELF, "And can I return Tidal bookshelf?"),
        ("Do you have it in black?", (*LAMP, *DELIVERY), "Do you have Halo 3 in black?"),
        ("And the warranty?", LAMP, "What about the warranty for Halo 3?"),
        ("What if it arrives broken?", LAMP, "What if Halo 3 arrives broken?"),
        ("Could you deliver it to Poland?", SHELF, "Could you deliver Tidal bookshelf to Poland?"),
        ("可以退吗？", SHELF_ZH, "书架每层可以退吗？"),
        ("不喜欢能退吗？", LAMP_ZH, "Halo 3不喜欢能退吗？"),
        ("有黑色的吗？", (*LAMP_ZH, *DELIVERY_ZH), "Halo 3有黑色的吗？"),
        ("保修多久？", (*LAMP_ZH, *DELIVERY_ZH), "Halo 3保修多久？"),
        ("那保修呢？", LAMP_ZH, "Halo 3保修？"),
    ],
)
def test_a_new_matter_is_asked_of_the_conversations_thing(said: str, history: tuple[Message, ...], whole: str) -> None:
    assert stand_alone(said, history) == (whole,)


@pytest.mark.parametrize(("said", "history"), [("Do you have it in black?", DELIVERY), ("有黑色的吗？", DELIVERY_ZH)])
def test_where_no_thing_was_named_nothing_is_taken_for_one(said: str, history: tuple[Message, ...]) -> None:
    assert stand_alone(said, history) == (said,)


def test_the_same_matter_goes_on_about_what_it_was_about() -> None:
    history = (Message("customer", "How much is express shipping to France?"), Message("agent", "€19.90."))
    (whole,) = stand_alone("Is it shipped by air?", history)
    assert "express shipping" in whole


@pytest.mark.parametrize("text", ["不   " * 22 + "x", "不我我我" * 30 + "x"])
def test_what_nearly_fits_in_many_ways_takes_no_time(text: str) -> None:
    started = perf_counter()
    stand_alone(text, LAMP_ZH)
    assert perf_counter() - started < 0.5
