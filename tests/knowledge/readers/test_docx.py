import io
import zipfile

import docx
import pytest

from knowledge.document import Block
from knowledge.reader import UnreadableDocument
from knowledge.readers.docx import reader


def _word() -> bytes:
    document = docx.Document()
    document.add_heading("退货政策", level=1)
    document.add_paragraph("七天内可以退货。")
    document.add_paragraph("Keep the box", style="List Bullet")
    document.add_paragraph("Keep the bill", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for at, text in enumerate(["Size", "Price", "S", "3.50"]):
        table.cell(at // 2, at % 2).text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_headings_lists_and_tables_come_in_reading_order() -> None:
    parsed = reader.read(_word(), "a.docx")
    assert parsed.title == "退货政策"
    assert parsed.blocks == (
        Block("heading", "退货政策", 1),
        Block("paragraph", "七天内可以退货。"),
        Block("list", "- Keep the box\n- Keep the bill"),
        Block("table", "Size | Price\nS | 3.50", header="Size | Price"),
    )


@pytest.mark.parametrize("data", [b"no zip at all", _word()[:2000], b"PK\x03\x04" + bytes(100)])
def test_a_damaged_document_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="damaged"):
        reader.read(data, "a.docx")


def test_a_protected_document_is_told_from_a_damaged_one() -> None:
    with pytest.raises(UnreadableDocument, match="password"):
        reader.read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.docx")


@pytest.mark.parametrize(
    ("part", "mb", "advice"), [("word/document.xml", 41, "split"), ("word/media/image1.bmp", 301, "pictures")]
)
def test_a_small_file_that_unpacks_to_too_much_is_refused_unopened(part: str, mb: int, advice: str) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive, archive.open(part, "w") as entry:
        for _ in range(mb):
            entry.write(bytes(1_000_000))
    with pytest.raises(UnreadableDocument, match=advice):
        reader.read(bomb.getvalue(), "a.docx")
