"""A statement against a text, in the statement's own words."""

import pytest

from evals.statements import common_order, terms_between

EN = "Random House owns three quarters of the shares and Penguin owns the rest."
ZH = "部分地区的快递有时会晚到一天。"


def likely(claim: str, text: str) -> float:
    read = terms_between(claim, "", text)
    assert read is not None
    return read.likely


@pytest.mark.parametrize(
    ("better", "worse", "text"),
    [
        ("Random House owns three quarters of the shares.", "Random House owns a chain of cinemas.", EN),
        # The same words in another order.
        (
            "Random House owns three quarters, Penguin the rest.",
            "Penguin owns three quarters, Random House the rest.",
            EN,
        ),
        ("快递可能晚到。", "快递都晚到。", ZH),
        ("快递会晚到。", "快递一直没有晚到。", ZH),
        ("快递会晚到一天。", "快递会晚到三天。", ZH),
    ],
)
def test_what_a_claim_adds_counts_against_it(better: str, worse: str, text: str) -> None:
    assert likely(better, text) > likely(worse, text)


def test_a_way_of_opening_is_no_part_of_the_claim() -> None:
    plain = terms_between("Penguin owns the rest.", "", EN)
    assert terms_between("I ' m not sure, but Penguin owns the rest.", "", EN) == plain


def test_a_claim_without_words_is_not_read() -> None:
    assert terms_between("!", "", EN) is None


def test_common_order_allows_gaps() -> None:
    assert common_order("abc", "axxbxc") == 3
    assert common_order("abc", "cba") == 1
    assert common_order("abab", "baba") == 3
    assert common_order("", "abc") == common_order("abc", "") == 0
