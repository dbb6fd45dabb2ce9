import pytest

from knowledge.document import Block
from knowledge.reader import UnreadableDocument, read
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


def _blocks(body: str) -> tuple[Block, ...]:
    return reader.read(f"<html><head></head><body>{body}</body></html>".encode(), "a.html").blocks


def test_merged_cells_are_filled_and_lists_in_cells_parted() -> None:
    table = (
        "<table><caption>价目表</caption><tr><th>Kind<th>Size<th>Price</tr><tr><td rowspan=2>Shoe<td>S<td>3.50</tr>"
        "<tr><td colspan=2><ul><li>M<li>L</ul></tr></table>"
    )
    assert _blocks(table) == (
        Block("paragraph", "价目表"),
        Block("table", "Kind | Size | Price\nShoe | S | 3.50\nShoe | M; L | M; L", header="Kind | Size | Price"),
    )


def test_a_table_that_only_lays_out_the_page_is_none() -> None:
    inner = "<table><tr><td>a<td>b<tr><td>1<td>2</table>"
    page = f"<table><tr><td><h2>Returns</h2><p>30 days</p></td><td>{inner}</td></tr></table>"
    assert _blocks(page) == (
        Block("heading", "Returns", 2),
        Block("paragraph", "30 days"),
        Block("table", "a | b\n1 | 2", header="a | b"),
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<details><summary>{q}</summary><p>{a}</p></details>",
        "<dl><dt>{q}</dt><dd>{a}</dd></dl>",
        "<dl><div><dt><button>{q}</button></dt><dd hidden role=region>{a}</dd></div></dl>",
        "<table><tr><th>Question<th>Answer<tr><td>{q}<td>{a}</table>",
    ],
)
@pytest.mark.parametrize(("question", "answer"), [("How long?", "30 days"), ("多久能退货？", "七天")])
def test_questions_with_answers_are_entries(markup: str, question: str, answer: str) -> None:
    assert _blocks(markup.format(q=question, a=answer)) == (Block("faq", answer, header=question),)


def test_terms_with_their_meaning_are_a_list() -> None:
    assert _blocks("<dl><dt>SKU<dd>a number<dt>运费<dd>十元</dl>") == (Block("list", "- SKU: a number\n- 运费: 十元"),)


def test_folded_sections_with_headings_keep_them() -> None:
    page = "<details><summary>More</summary><h3>Deep</h3><p>text</p></details>"
    assert [block.kind for block in _blocks(page)] == ["paragraph", "heading", "paragraph"]


def test_a_page_inside_a_form_and_questions_inside_buttons_are_read_and_search_boxes_are_not() -> None:
    page = (
        "<form><h1>Help</h1><form></form><h2><button>How long?</button></h2><p>30 days</p></form>"
        "<form><p>Search</p><button>Go</button></form>"
    )
    assert [block.text for block in _blocks(page)] == ["Help", "How long?", "30 days"]


def test_all_articles_of_a_page_are_read() -> None:
    assert [block.text for block in _blocks("<article>one</article><article>two</article>")] == ["one", "two"]


def test_contents_and_related_pages_are_read_only_where_the_page_holds_nothing_else() -> None:
    listed = "<div class='toc'><ul><li>How do I reset it?</li><li>Who pays?</li></ul></div>"
    with_answers = _blocks(f"<h1>Help</h1>{listed}<h2>How do I reset it?</h2><p>Press the button.</p>")
    assert [block.text for block in with_answers] == ["Help", "How do I reset it?", "Press the button."]
    related = "<aside>Ad</aside><section class='related-articles'><p>Who pays?</p></section>"
    assert _blocks(f"<p>Press the button.</p>{related}") == (Block("paragraph", "Press the button."),)
    alone = _blocks(f"<h1>Help</h1>{listed}")
    assert [block.text for block in alone] == ["Help", "- How do I reset it?\n- Who pays?"]


def test_what_a_page_states_of_itself_is_kept() -> None:
    page = '<head><meta name="turnwise:product" content="X1"><meta name="author" content="me"></head><p>a</p>'
    assert reader.read(page.encode(), "a.html").metadata == {"product": "X1"}


def test_a_bottomless_page_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="nested too deeply"):
        read(("<div><p>x" * 20_000).encode(), "a.html")
