"""Addresses are kept without what they carry beside the page and the campaign."""

import pytest

from service.incoming.sources import MAX_VALUE_CHARS, bounded, source_of_page


def test_of_a_page_only_its_path_and_the_campaign_are_kept() -> None:
    page = "https://ada:secret@shop.example:8443/lamps/reed?utm_source=Douyin&gclid=a1&token=SECRET&utm_campaign=%E6%98%A5#x"
    assert source_of_page(page, "https://www.example.com/search?q=my+illness") == {
        "page": "https://shop.example:8443/lamps/reed",
        "referrer": "https://www.example.com/search",
        "utm_source": "Douyin",
        "gclid": "a1",
        "utm_campaign": "\u6625",
    }


@pytest.mark.parametrize(
    "page", [None, "", "no address", "http://[::1", "javascript:alert(1)", "https://shop.example:x/"]
)
def test_what_is_no_address_is_left_out(page: str | None) -> None:
    assert source_of_page(page, None) == {}


def test_values_are_bounded() -> None:
    assert bounded({"ad": "x" * 999, "empty": " ", "n\x00ul": "a\x00b"}) == {"ad": "x" * MAX_VALUE_CHARS, "nul": "ab"}
    assert len(bounded({str(number): "x" for number in range(99)})) == 20
