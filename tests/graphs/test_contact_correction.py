"""Phone numbers put right in part."""

import pytest

from graphs.contact_correction import corrected_phone
from graphs.turn import Contact

LONDON = Contact("phone", "+442079460958", "+44 20 7946 0958")
MOBILE = Contact("phone", "+8613812345678", "13812345678")


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("Sorry, it ends in 7, not 8.", LONDON, "+442079460957"),
        ("the last four digits are 0 9 5 7", LONDON, "+442079460957"),
        ("No, 0957 not 0958", LONDON, "+442079460957"),
        ("It starts with 020 8946", LONDON, "+442089460958"),
        ("尾号打错了，最后四位是 5679", MOBILE, "+8613812345679"),
        ("尾号是5679", MOBILE, "+8613812345679"),
        ("不对，是139开头", MOBILE, "+8613912345678"),
        ("不是5678，是5679", MOBILE, "+8613812345679"),
    ],
)
def test_the_number_given_before_is_put_right(text: str, before: Contact, expected: str) -> None:
    corrected = corrected_phone(text, [Contact("email", "a@b.example", "a@b.example"), before])
    assert corrected is not None
    assert corrected.value == expected
    assert corrected.raw in text


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("It ends in 8.", []),
        ("It ends in 8.", [LONDON]),
        ("My order number ends well", [LONDON]),
        ("It starts with 999", [LONDON]),
        ("is it 5 not 9?", [LONDON]),
        ("最后一位客服态度很好", [MOBILE]),
        ("三位是 12", [MOBILE]),
    ],
)
def test_what_corrects_nothing_or_to_no_number_leaves_it(text: str, known: list[Contact]) -> None:
    assert corrected_phone(text, known) is None
