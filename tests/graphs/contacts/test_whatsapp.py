import pytest

from graphs.lead.known import find_contacts


def values(text: str) -> list[tuple[str, str]]:
    return [(contact.type, contact.value) for contact in find_contacts(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("wa.me/5521998765432", "+5521998765432"),
        ("WhatsApp: +44 7400 123456", "+447400123456"),
        ("reach me on +44 7400 123456 (WhatsApp only)", "+447400123456"),
        ("加我WhatsApp +852 9123 4567", "+85291234567"),
    ],
)
def test_a_number_that_is_for_whatsapp_alone_is_no_phone(text: str, value: str) -> None:
    assert values(text) == [("whatsapp", value)]


@pytest.mark.parametrize(
    "text",
    [
        "my number is +44 7400 123456, same number on WhatsApp",
        "电话 +44 7400 123456，WhatsApp同号",
        "Phone/WhatsApp: +44 7400 123456",
    ],
)
def test_the_same_number_is_a_phone_too(text: str) -> None:
    assert {*values(text)} == {("phone", "+447400123456"), ("whatsapp", "+447400123456")}


@pytest.mark.parametrize(
    "text", ["do you have whatsapp?", "WhatsApp怎么加你们", "I'm not on WhatsApp, call +44 7400 123456"]
)
def test_the_word_alone_is_no_account(text: str) -> None:
    assert all(kind != "whatsapp" for kind, _ in values(text))
