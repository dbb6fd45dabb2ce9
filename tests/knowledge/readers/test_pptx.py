import pytest

from knowledge.document import Block
from knowledge.reader import UnreadableDocument, read
from knowledge.readers.pptx import reader


def test_titles_bullets_tables_and_notes_come_slide_by_slide(presentation: bytes) -> None:
    parsed = reader.read(presentation, "a.pptx")
    assert parsed.title == "退货政策"
    assert parsed.blocks == (
        Block("heading", "退货政策", 1),
        Block("list", "- 七天内退货\n  - Keep the box"),
        Block("heading", "Prices", 1),
        Block("table", "Size | Price\nS | 3.50\nM | 3.50", header="Size | Price"),
        Block("paragraph", "Prices hold until May."),
    )
    assert parsed.skipped == ("slide 3 is hidden",)


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04" + bytes(60), b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_what_is_no_presentation_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"empty|save it as \.pptx"):
        read(data, "a.pptx")
