import pytest

from graphs.lead.known import find_contacts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I live in Osaka, can you deliver?", "Osaka"),
        ("We're based in Cape Town.", "Cape Town"),
        ("我在成都，能送货吗", "成都"),
        ("坐标长沙", "长沙"),
        ("我住在哈尔滨市", "哈尔滨市"),
    ],
)
def test_where_the_customer_says_to_be_is_found(text: str, value: str) -> None:
    assert [(contact.type, contact.value) for contact in find_contacts(text)] == [("city", value)]


@pytest.mark.parametrize(
    "text",
    [
        "How long from Berlin to Madrid?",
        "I live in Germany",
        "I was born in March",
        "从北京发到广州要几天",
        "上海沙发有货吗",
        "我在网上看到的",
    ],
)
def test_routes_countries_and_products_are_none(text: str) -> None:
    assert find_contacts(text) == ()
