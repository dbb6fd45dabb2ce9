import pytest

from graphs.lead.known import find_contacts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Deliver to 14 Maple Grove, Apt 3B, Portland, OR 97205 please.", "14 Maple Grove, Apt 3B, Portland, OR 97205"),
        ("My address is 12 Kloof Street, Gardens, Cape Town 8001.", "12 Kloof Street, Gardens, Cape Town 8001"),
        ("地址是浙江省杭州市西湖区文三路478号", "浙江省杭州市西湖区文三路478号"),
        ("送到深圳市南山区科苑路15号B4栋801", "深圳市南山区科苑路15号B4栋801"),
    ],
)
def test_a_postal_address_is_found_whole(text: str, value: str) -> None:
    assert [(contact.type, contact.value) for contact in find_contacts(text)] == [("address", value)]


@pytest.mark.parametrize(
    "text", ["I bought 2 Park tables", "第3号店在哪", "下单2把椅子，走哪条路", "my street has 14 houses"]
)
def test_streets_without_a_number_are_none(text: str) -> None:
    assert find_contacts(text) == ()
