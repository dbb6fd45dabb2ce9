from knowledge.document import Block
from knowledge.tables import Cell, blocks, filled


def test_merged_cells_fill_what_they_cover() -> None:
    rows = [
        [Cell("a", rowspan=2), Cell("b", colspan=2)],
        [Cell("c"), Cell("d")],
        [Cell("e"), Cell("f"), Cell("g")],
    ]
    assert filled(rows) == [["a", "b", "b"], ["a", "c", "d"], ["e", "f", "g"]]


def test_a_cell_that_claims_millions_of_columns_gets_some() -> None:
    assert len(filled([[Cell("a", colspan=10**9, rowspan=10**9)], [Cell("b")]])[0]) == 200


def test_rows_that_say_the_same_in_each_column_stay_rows() -> None:
    table = "Plan | Free | Pro\nChat | Yes | Yes\nYes | Yes | Yes"
    rows = [line.split(" | ") for line in table.split("\n")]
    assert list(blocks(rows)) == [Block("table", table, header="Plan | Free | Pro")]


def test_many_rows_of_few_categories_are_put_under_them() -> None:
    rows = [["分类", "名称"], ["A", "1"], ["A", "2"], ["A", "3"], ["B", "4"], ["B", "5"], ["B", "6"]]
    assert [(block.kind, block.text) for block in blocks(rows)] == [
        ("heading", "A"),
        ("table", "分类 | 名称\nA | 1\nA | 2\nA | 3"),
        ("heading", "B"),
        ("table", "分类 | 名称\nB | 4\nB | 5\nB | 6"),
    ]


def test_empty_rows_and_columns_are_dropped() -> None:
    assert list(blocks([["", "a", "", "b"], ["", "", "", ""], ["", "1", "", "2"]])) == [
        Block("table", "a | b\n1 | 2", header="a | b")
    ]
    assert list(blocks([])) == []
