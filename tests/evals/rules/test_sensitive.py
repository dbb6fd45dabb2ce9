"""Numbers are told by their check digits, so that an order number is no bank card."""

import pytest

from evals.rules.sensitive import bank_cards, identity_cards, social_security


def test_cards_are_found_among_other_numbers_and_only_with_a_right_check_digit() -> None:
    text = "12 4111 1111 1111 1111 12, 4111111111111112, 订单６２２２０２１２３４５６７８９０１２８"
    assert [text[start:end] for start, end in bank_cards(text)] == [
        "4111 1111 1111 1111",
        "６２２２０２１２３４５６７８９０１２８",
    ]


@pytest.mark.parametrize("text", ["11010519491231002x", "身份证１１０１０５１９４９１２３１００２Ｘ。"])
def test_an_identity_number_is_found(text: str) -> None:
    assert len(list(identity_cards(text))) == 1


@pytest.mark.parametrize(
    "text", ["110105194912310021", "110105194913310029", "A11010519491231002X", "11010519491231002X5"]
)
def test_what_only_looks_like_an_identity_number_is_none(text: str) -> None:
    assert list(identity_cards(text)) == []


def test_numbers_that_are_never_given_out_are_no_social_security_numbers() -> None:
    assert [span for text in ("000-12-3456", "666-12-3456", "123-00-4567") for span in social_security(text)] == []
    assert list(social_security("it is 078-05-1120.")) == [(6, 17)]
