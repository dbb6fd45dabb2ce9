import pytest

from graphs.detail import wishes
from graphs.turn import Message


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("my budget is about 500 euros", "500 EUR"),
        ("budget: $3,000", "3000 USD"),
        ("We can spend up to £2k", "max 2000 GBP"),
        ("a budget of 1500 to 2000 dollars", "1500-2000 USD"),
        ("预算三千左右", "3000"),
        ("预算3000到5000元", "3000-5000 CNY"),
        ("预算不超过1.2万", "max 12000"),
        ("预算大概一万五", "15000"),
        ("预算两千五以内", "max 2500"),
    ],
)
def test_a_budget_is_read_with_its_currency(text: str, value: str) -> None:
    assert [(one.type, one.value) for one in wishes([Message("customer", text)], reachable=False)] == [
        ("budget", value)
    ]


@pytest.mark.parametrize("text", ["it costs 500 euros", "I paid 300", "这个多少钱", "价格3000元"])
def test_a_price_is_no_budget(text: str) -> None:
    assert wishes([Message("customer", text)], reachable=False) == ()
