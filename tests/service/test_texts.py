"""What people type, made safe to store."""

import pytest

from service.errors import EmptyMessage, MessageTooLong
from service.texts import clean, clean_message


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("a\r\nb\rc\td", "a\nb\nc\td"),
        ("a\x00\x1b[31mb\x7f\x85", "a[31mb"),
        ("  spaces stay  ", "  spaces stay  "),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("\u200fمرحبا", "\u200fمرحبا"),
    ],
)
def test_control_characters_go_and_everything_else_stays(typed: str, stored: str) -> None:
    assert clean(typed) == stored


@pytest.mark.parametrize("typed", ["", " \n\t", "\x00\x07", "\u200b\u200d\ufeff", "\u3000"])
def test_what_shows_nothing_is_empty(typed: str) -> None:
    with pytest.raises(EmptyMessage):
        clean_message(typed, 10)


def test_the_limit_counts_characters_after_cleaning() -> None:
    assert clean_message("\x00" * 5 + "x" * 10, 10) == "x" * 10
    with pytest.raises(MessageTooLong, match="11 characters; at most 10"):
        clean_message("x" * 11, 10)
