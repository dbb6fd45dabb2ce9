import pytest

from graphs.detail import wishes
from graphs.turn import Message


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("call me back on 415-555-0132", "callback"),
        ("send the invoice to a@shop.example", "invoice"),
        ("email me a quote at a@shop.example", "quote"),
        ("打给我 13800138000", "callback"),
        ("发票发到 a@shop.example", "invoice"),
        ("送货联系 13800138000", "delivery"),
    ],
)
def test_what_a_detail_is_given_for_is_kept_with_it(text: str, value: str) -> None:
    told = {one.type: one.value for one in wishes([Message("customer", text)], reachable=True)}
    assert told["purpose"] == value


def test_the_last_of_a_kind_stands() -> None:
    said = [Message("customer", "call me back"), Message("agent", "invoice?"), Message("customer", "发票发邮箱")]
    assert [one.value for one in wishes(said, reachable=True)] == ["invoice"]
