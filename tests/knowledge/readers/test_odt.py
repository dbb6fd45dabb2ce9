from collections.abc import Callable

import pytest

from knowledge.document import Block
from knowledge.reader import UnreadableDocument, read
from knowledge.readers.odt import reader

Odt = Callable[[str], bytes]
BODY = """<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>
<text:h text:outline-level="1">退货政策</text:h><text:p>七天内<text:s/><text:span>可以</text:span>退货。</text:p>
<text:section><text:p>Inside<text:line-break/>a section</text:p></text:section>
<text:list><text:list-item><text:p>One</text:p><text:list><text:list-item><text:p>deep</text:p></text:list-item>
</text:list></text:list-item><text:list-item><text:p>Two</text:p></text:list-item></text:list>
<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Size</text:p></table:table-cell>
<table:table-cell><text:p>Price</text:p></table:table-cell></table:table-row></table:table-header-rows>
<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>S</text:p></table:table-cell>
<table:table-cell><text:p>3.50</text:p></table:table-cell></table:table-row>
<table:table-row><table:covered-table-cell/><table:table-cell><text:p>4</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="99999999"/>
</table:table-row></table:table>"""


def test_headings_lists_and_tables_come_in_reading_order(odt: Odt) -> None:
    parsed = reader.read(odt(BODY), "a.odt")
    assert parsed.title == "退货政策"
    assert parsed.blocks == (
        Block("heading", "退货政策", 1),
        Block("paragraph", "七天内 可以退货。"),
        Block("paragraph", "Inside\na section"),
        Block("list", "- One\n  - deep\n- Two"),
        Block("table", "Size | Price\nS | 3.50\nS | 4", header="Size | Price"),
    )


@pytest.mark.parametrize(
    ("body", "why"),
    [("<text:p>", "damaged"), ("<text:section>" * 5000 + "</text:section>" * 5000, "deep"), ("", "no text")],
)
def test_broken_bottomless_and_empty_texts_are_refused(odt: Odt, body: str, why: str) -> None:
    with pytest.raises(UnreadableDocument, match=why):
        read(odt(body), "a.odt")


def test_a_protected_text_is_refused(zipped: Callable[[dict[str, str]], bytes]) -> None:
    manifest = "<manifest><encryption-data/></manifest>"
    with pytest.raises(UnreadableDocument, match="password"):
        reader.read(zipped({"META-INF/manifest.xml": manifest, "content.xml": "x"}), "a.odt")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"text"])
def test_what_is_no_such_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"empty|damaged"):
        read(data, "a.odt")
