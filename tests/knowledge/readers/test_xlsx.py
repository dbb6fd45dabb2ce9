import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest

from knowledge.document import Block
from knowledge.reader import UnreadableDocument, read
from knowledge.readers.xlsx import reader

Workbook = Callable[..., bytes]
Zipped = Callable[[dict[str, str | bytes]], bytes]
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.'
    'sheet.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://'
    'schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
}
SHEET = "xl/worksheets/sheet1.xml"


def _sheet(content: str, before: str = "") -> str:
    return f'{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{content}</worksheet>'


def test_faq_columns_and_tables_are_read_sheet_by_sheet(workbook: Workbook) -> None:
    data = workbook(常见问题=[["问题", "答案"], ["怎么退货？", "七天内"]], Sheet2=[["Size", "Price"], ["S", 3.5]])
    assert reader.read(data, "a.xlsx").blocks == (
        Block("heading", "常见问题", 1),
        Block("faq", "七天内", header="怎么退货？"),
        Block("heading", "Sheet2", 1),
        Block("table", "Size | Price\nS | 3.5", header="Size | Price"),
    )


def test_values_are_shown_as_a_person_sees_them_and_merged_cells_filled() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in [["Kind", "Value"], ["a", 0.175], ["b", 1234.5], ["c", date(2024, 5, 1)], [None, "=1+1"]]:
        sheet.append(row)
    for cell, code in (("B2", "0.0%"), ("B3", "¥#,##0.00"), ("B4", 'yyyy"年"m"月"d"日"')):
        sheet[cell].number_format = code
    sheet.merge_cells("A4:A5")
    sheet["B5"].value = "x"
    buffer = io.BytesIO()
    book.save(buffer)
    rows = reader.read(buffer.getvalue(), "a.xlsx").blocks[0].text.split("\n")
    assert rows == ["Kind | Value", "a | 17.5%", "b | ¥1,234.50", "c | 2024年5月1日", "c | x"]


def test_a_formula_is_read_by_its_stored_value(zipped: Zipped) -> None:
    rows = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'
    data = zipped({**PARTS, SHEET: _sheet(f"<sheetData>{rows}</sheetData>")})
    assert reader.read(data, "a.xlsx").blocks[-1] == Block("paragraph", "2")


def test_a_hidden_sheet_is_left_out_and_said_to_be() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["open"])
    secret = book.create_sheet("Secret")
    secret.append(["margin"])
    secret.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    parsed = reader.read(buffer.getvalue(), "a.xlsx")
    assert [block.text for block in parsed.blocks] == ["open"]
    assert parsed.skipped == ('the sheet "Secret" is hidden',)


def test_tables_on_one_sheet_are_parted_and_a_gap_inside_one_is_not_an_end(workbook: Workbook) -> None:
    rows = [["a", "b"], [1, 2], [], [3, 4], [], ["Another"], ["x", "y", "z"], [1, 2, 3], [4, 5, 6]]
    assert [block.text for block in reader.read(workbook(Sheet1=rows), "a.xlsx").blocks] == [
        "a | b\n1 | 2\n3 | 4",
        "Another",
        "x | y | z\n1 | 2 | 3\n4 | 5 | 6",
    ]


def test_a_sheet_that_declares_a_million_rows_is_read_by_what_it_holds(zipped: Zipped) -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>only</t></is></c></row>'
    sheet = _sheet(f'<dimension ref="A1:XFD1048576"/><sheetData>{rows}<row r="1048576"/></sheetData>')
    assert reader.read(zipped({**PARTS, SHEET: sheet}), "a.xlsx").blocks[-1].text == "only"


@pytest.mark.parametrize(
    "content",
    [
        _sheet("<sheetData>&b;</sheetData>", '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'),
        _sheet("<sheetData><row></sheetData>"),
        _sheet('<sheetData><row r="x"><c r="??"/></row></sheetData>'),
        "no markup",
    ],
)
def test_a_sheet_of_broken_or_hostile_markup_is_refused(zipped: Zipped, content: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"damaged.*save it as \.xlsx again"):
        reader.read(zipped({**PARTS, SHEET: content}), "a.xlsx")


def test_a_sheet_of_too_many_cells_is_refused(zipped: Zipped) -> None:
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>1</v></c><c r="XFD{at}"><v>1</v></c></row>' for at in range(1, 200))
    with pytest.raises(UnreadableDocument, match="2 million cells"):
        reader.read(zipped({**PARTS, SHEET: _sheet(f"<sheetData>{rows}</sheetData>")}), "a.xlsx")


def test_merged_ranges_that_cover_each_other_over_and_over_are_refused(zipped: Zipped) -> None:
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>1</v></c></row>' for at in range(1, 2000))
    merged = "".join(f'<mergeCell ref="A{at}:XFD1048576"/>' for at in range(1, 2000))
    sheet = _sheet(f"<sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells>")
    with pytest.raises(UnreadableDocument, match="2 million cells"):
        reader.read(zipped({**PARTS, SHEET: sheet}), "a.xlsx")


@pytest.mark.parametrize("data", [b"", b"no zip", b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"empty|save it as \.xlsx"):
        read(data, "a.xlsx")
