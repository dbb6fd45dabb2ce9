from knowledge.document import Block
from knowledge.readers.html import reader

PAGE = """<html><head><title>Shop - Returns</title><style>p{}</style></head><body>
<nav><a href="/">Home</a></nav><script>alert(1)</script>
<main><h1>Returns</h1><p>Within <b>30&nbsp;days</b>.<br>Ask us.</p>
<div>Loose text <span>in a div</span><p>A paragraph</p> and a tail</div>
<ul><li>One</li><li>Two<ol><li>deep</li></ol></li></ul>
<table><tr><th>Size</th><th>Price</th></tr><tr><td>S</td><td>3.50</td></tr></table></main>
<footer>Imprint</footer></body></html>"""


def test_the_article_is_read_and_the_frame_around_it_is_not() -> None:
    parsed = reader.read(PAGE.encode(), "a.html")
    assert parsed.title == "Returns"
    assert parsed.blocks == (
        Block("heading", "Returns", 1),
        Block("paragraph", "Within 30 days.\nAsk us."),
        Block("paragraph", "Loose text in a div"),
        Block("paragraph", "A paragraph"),
        Block("paragraph", "and a tail"),
        Block("list", "- One\n- Two\n  1. deep"),
        Block("table", "Size | Price\nS | 3.50", header="Size | Price"),
    )


def test_a_page_in_its_declared_encoding_is_read() -> None:
    page = '<html><head><meta charset="gbk"></head><body><p>七天内可以退货。</p></body></html>'
    assert reader.read(page.encode("gbk"), "a.html").blocks == (Block("paragraph", "七天内可以退货。"),)


def test_a_page_that_lies_about_its_encoding_is_read_all_the_same() -> None:
    page = '<html><head><meta charset="utf-8"></head><body><p>七天内可以退货。</p></body></html>'
    assert reader.read(page.encode("gb18030"), "a.html").blocks == (Block("paragraph", "七天内可以退货。"),)
