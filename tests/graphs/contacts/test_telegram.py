import pytest

from graphs.lead.known import find_contacts


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Telegram: @lamp_fan", "lamp_fan"),
        ("my telegram handle is lampfan", "lampfan"),
        ("https://t.me/lamp_fan", "lamp_fan"),
        ("@lamp_fan on telegram", "lamp_fan"),
        ("电报 @lamp_fan 找我", "lamp_fan"),
    ],
)
def test_a_user_name_is_found_beside_the_word(text: str, value: str) -> None:
    assert [(contact.type, contact.value) for contact in find_contacts(text)] == [("telegram", value)]


@pytest.mark.parametrize(
    "text", ["telegram works best", "@lamp_fan where is it", "飞机几点到", "see the @lamp_deals telegram channel"]
)
def test_a_mention_is_no_user_name(text: str) -> None:
    assert find_contacts(text) == ()
