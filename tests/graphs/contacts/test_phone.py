import pytest

from graphs.lead.known import find_contacts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("13800138000", "+8613800138000"),
        ("我的手机号是138 0013 8000，请回电", "+8613800138000"),
        ("电话138-0013-8000", "+8613800138000"),
        ("打010-62781234找我", "+861062781234"),
        ("+86 139 1234 5678", "+8613912345678"),
        ("call me at (415) 555-2671 please", "+14155552671"),
        ("My number is 415-555-2671.", "+14155552671"),
        ("+44 20 7946 0958 is my office", "+442079460958"),
        ("you can reach me on +49 (0)30 901820", "+4930901820"),
    ],
)
def test_a_number_becomes_e164(text: str, value: str) -> None:
    assert [(contact.type, contact.value) for contact in find_contacts(text)] == [("phone", value)]


def test_a_number_of_an_unexpected_country_is_kept_as_dialled() -> None:
    (contact,) = find_contacts("Please call me on 9472 7916")
    assert (contact.value, contact.raw) == ("94727916", "9472 7916")


def test_other_regions_may_be_expected() -> None:
    (contact,) = find_contacts("ring me on 020 7946 0958", regions=("GB",))
    assert contact.value == "+442079460958"


@pytest.mark.parametrize(
    "text",
    [
        "my order number is 13800138000",
        "order 4155552671 is late",
        "订单号13800138000还没到",
        "快递单号 SF1380013800012",
        "运单号：78012345678901",
        "it costs $1,380,013,800",
        "13800138000元",
        "on 2024-03-15 10:30",
        "2024.03.15 - 2024.04.15",
        "invoice #415-555-2671",
        "身份证号110101199003078515",
        "tracking 1Z999AA10123456784",
        "银行卡6222021234567890123",
        "ISBN 978-3-16-148410-0",
        "I paid 1999 for 2 of them in 2023",
        "https://shop.example/p/13800138000",
        "version 10.0.19045.3693",
    ],
)
def test_orders_prices_dates_and_ids_are_no_phones(text: str) -> None:
    assert find_contacts(text) == ()
