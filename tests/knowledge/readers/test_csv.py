import pytest

from knowledge.document import Block
from knowledge.reader import UnreadableDocument, read
from knowledge.readers.csv import reader


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_keeps_its_header_whatever_parts_its_cells(delimiter: str) -> None:
    rows = [["Size", "Price"], ["S", "3.50"], ["M", "4.50"]]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode()
    table = Block("table", "Size | Price\nS | 3.50\nM | 4.50", header="Size | Price")
    assert reader.read(data, "a.csv").blocks == (table,)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Question", "Answer"),
        ("Q", "A"),
        ("question_text", "x"),
        ("问题", "答案"),
        ("标准问（必填）", "回答"),
        ("问", "答"),
    ],
)
def test_question_and_answer_columns_make_entries_in_both_languages(question: str, answer: str) -> None:
    data = f"ID,{question},{answer}\n1,怎么退货？,七天内\n2,How long?,30 days\n"
    blocks = reader.read(data.encode(), "a.csv").blocks
    if answer == "x":
        assert [block.kind for block in blocks] == ["table"]
    else:
        assert blocks == (Block("faq", "七天内", header="怎么退货？"), Block("faq", "30 days", header="How long?"))


def test_similar_questions_lead_to_the_same_answer_and_categories_become_headings() -> None:
    data = (
        "分类,标准问,相似问,答案\n退货,怎么退货,如何退货|退货流程;想退货,七天内\n"
        '退货,多久到账,"几天到账\n何时到账",三天\n配送,运费多少,,免费\n'
    )
    assert reader.read(data.encode("gb18030"), "a.csv").blocks == (
        Block("heading", "退货", 2),
        Block("faq", "七天内", header="怎么退货\n如何退货\n退货流程\n想退货"),
        Block("faq", "三天", header="多久到账\n几天到账\n何时到账"),
        Block("heading", "配送", 2),
        Block("faq", "免费", header="运费多少"),
    )


def test_an_answer_keeps_its_lines_and_a_row_without_a_question_goes_on_with_it() -> None:
    data = 'Question,Answer\n"How, exactly?","First this.\nThen that."\n,And then rest.\nNo answer?,\n'
    assert reader.read(data.encode(), "a.csv").blocks == (
        Block("faq", "First this.\nThen that.\nAnd then rest.", header="How, exactly?"),
    )


def test_a_title_above_the_header_is_told_apart() -> None:
    data = "价目表,,\n\n尺寸,价格,库存\nS,3.50,1\nM,4.50,2\n"
    blocks = reader.read(data.encode(), "a.csv").blocks
    assert blocks == (
        Block("paragraph", "价目表"),
        Block("table", "尺寸 | 价格 | 库存\nS | 3.50 | 1\nM | 4.50 | 2", header="尺寸 | 价格 | 库存"),
    )


def test_the_delimiter_that_excel_declares_is_believed() -> None:
    assert reader.read(b"sep=;\na,b;c\n1,2;3\n", "a.csv").blocks[0].header == "a,b | c"


@pytest.mark.parametrize("data", [b"", b"\n,,,\n"])
def test_a_table_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"empty|no text"):
        read(data, "a.csv")


def test_a_cell_without_end_is_refused_with_advice() -> None:
    with pytest.raises(UnreadableDocument, match="quotation mark"):
        reader.read(b'a,"b' + b"x\n" * 600_000, "a.csv")
