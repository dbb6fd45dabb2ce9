from collections.abc import Callable

import pytest

from knowledge.document import Block
from knowledge.reader import UnreadableDocument, read
from knowledge.readers.epub import reader

Epub = Callable[..., bytes]


def test_chapters_come_in_the_order_of_the_spine_without_the_contents(epub: Epub) -> None:
    parsed = reader.read(epub(), "a.epub")
    assert parsed.title == "退货手册"
    assert parsed.blocks == (
        Block("heading", "退货", 1),
        Block("paragraph", "七天内可以退货。"),
        Block("heading", "Prices", 1),
        Block("table", "Size | Price\nS | 3.50", header="Size | Price"),
    )


def test_a_locked_book_is_refused_and_one_with_scrambled_fonts_is_not(epub: Epub) -> None:
    rights = '<encryption><CipherReference URI="OEBPS/{}"/></encryption>'
    with pytest.raises(UnreadableDocument, match="copy-protected"):
        reader.read(epub(**{"META-INF/encryption.xml": rights.format("b.xhtml")}), "a.epub")
    assert reader.read(epub(**{"META-INF/encryption.xml": rights.format("x.otf")}), "a.epub").blocks


@pytest.mark.parametrize(
    "content",
    ["", "<package>", "<package/>", '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><package>&c;</package>'],
)
def test_a_book_of_broken_or_hostile_markup_is_refused(epub: Epub, content: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"damaged|no text|entities"):
        read(epub(**{"OEBPS/book.opf": content}), "a.epub")


def test_a_book_that_leads_out_of_its_zip_finds_nothing_there(epub: Epub) -> None:
    opf = (
        '<package><manifest><item id="a" href="../../../etc/passwd" media-type="text/html"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    parsed = reader.read(epub(**{"OEBPS/book.opf": opf}), "a.epub")
    assert parsed.blocks == ()
    assert "missing" in parsed.skipped[0]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"text"])
def test_what_is_no_book_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"empty|damaged"):
        read(data, "a.epub")
