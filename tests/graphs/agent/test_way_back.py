"""Postage asked about after a return."""

import pytest

from graphs.agent.following import stand_alone
from graphs.turn import Message


@pytest.mark.parametrize(
    ("before", "said", "meant"),
    [
        ("收到以后几天内可以退？", "运费要多少？", "退货运费要多少？"),
        ("Can I return the lamp?", "And how much is shipping?", "how much is shipping for a return?"),
        ("How long do refunds take?", "And how much is standard delivery?", "how much is standard delivery?"),
        ("几天内可以退？", "送货要多少钱？", "送货要多少钱？"),
        ("Halo 3 多少钱？", "运费要多少？", "运费要多少？"),
        ("Can I return the lamp?", "How much is shipping to France?", "How much is shipping to France?"),
        ("收到以后几天内可以退？", "书架重新寄到香港的运费是多少？", "书架重新寄到香港的运费是多少？"),
    ],
)
def test_it_is_that_of_the_return(before: str, said: str, meant: str) -> None:
    history = (Message("customer", before), Message("agent", "..."))
    assert stand_alone(said, history)[0].lower().endswith(meant.lower())
