import codecs
from dataclasses import replace

import pytest

from knowledge.reader import read
from knowledge.web.page import Page

PAGE = Page("http://shop.example/", "http://shop.example/", "text/html", None, b"", None, None)


def text_of(page: Page, name: str = "a.html") -> str:
    return " ".join(block.text for block in read(page.document, name).blocks)


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("gb2312", "退货须知：镕先生"),
        ("big5", "退貨說明"),
        ("shift_jis", "返品について"),
        ("windows-1251", "Возврат"),
        ("utf-8", "退货 returns"),
    ],
)
def test_text_is_read_in_the_encoding_that_the_server_told(charset: str, text: str) -> None:
    encoded = f"<p>{text}</p>".encode("gbk" if charset == "gb2312" else charset)
    assert text_of(replace(PAGE, charset=charset, data=encoded)) == text


def test_the_server_knows_the_encoding_better_than_the_page() -> None:
    body = '<meta charset="iso-8859-1"><p>七天内可以退货</p>'.encode()
    assert text_of(replace(PAGE, charset="utf-8", data=body)) == "七天内可以退货"


def test_a_wrong_or_unknown_encoding_leaves_the_bytes_to_the_reader() -> None:
    body = "<p>七天内可以退货 seven days</p>".encode()
    for charset in ("us-ascii", "no-such", "big5"):
        page = replace(PAGE, charset=charset, data=body)
        assert page.document == body
        assert text_of(page) == "七天内可以退货 seven days"


def test_what_is_no_text_or_has_its_mark_stays_as_it_is() -> None:
    assert replace(PAGE, media_type="application/pdf", charset="utf-8", data=b"%PDF").document == b"%PDF"
    marked = codecs.BOM_UTF8 + b"hello"
    assert replace(PAGE, charset="latin-1", data=marked).document == marked


def test_there_is_nothing_to_ask_with_when_the_server_gave_nothing() -> None:
    assert PAGE.seen is None
