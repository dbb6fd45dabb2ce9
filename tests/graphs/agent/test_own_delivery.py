"""Delivery, asked in a conversation about a thing that goes at rates of its own."""

import pytest

from graphs.agent.own_delivery import goes_at_its_own_rates, of_the_thing
from graphs.turn import Message, Passage

SOFA = (Message("customer", "How heavy is the sofa?"), Message("agent", "It weighs 60 kg."))
SOFA_ZH = (Message("customer", "沙发有多重？"), Message("agent", "60 千克。"))
LIST = Passage(
    "s.md", "1", "Region | Standard\nGermany | €4.90\nOther EU countries | €8.90", 0.8, headings=("Shipping",)
)
FREIGHT = Passage("s.md", "2", "The sofa is delivered by a carrier for €49 in Europe.", 0.7, headings=("Large items",))


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("delivery to Poland?", "delivery to Poland for the sofa?"),
        ("And how much is shipping?", "And how much is shipping for the sofa?"),
        ("What does delivery of the lamp cost?", ""),
        ("How much is it to send it back?", ""),
        ("Is it washable?", ""),
    ],
)
def test_delivery_is_asked_of_the_thing_that_was_spoken_of(question: str, asked: str) -> None:
    assert of_the_thing(question, SOFA) == asked
    assert of_the_thing(question, ()) == ""


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("送到北京要多少钱", "沙发送到北京要多少钱"),
        ("运费多少？", "沙发运费多少？"),
        ("台灯的运费多少？", ""),
        ("退货运费多少？", ""),
    ],
)
def test_so_it_is_in_chinese(question: str, asked: str) -> None:
    assert of_the_thing(question, SOFA_ZH) == asked


def test_only_what_is_told_apart_from_the_list_has_rates_of_its_own() -> None:
    assert goes_at_its_own_rates("delivery to Poland for the sofa?", (LIST, FREIGHT))
    assert not goes_at_its_own_rates("delivery to Poland for the lamp?", (LIST, FREIGHT))
