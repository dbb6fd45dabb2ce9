import pytest

from knowledge.reader import UnreadableDocument
from knowledge.readers.pdf import reader


def _pdf(*pages: str, trailer: str = "", extra: tuple[str, ...] = ()) -> bytes:
    """A PDF with these page contents, object by object."""
    page_of = "/Type /Page /Parent 2 0 R /MediaBox [0 0 612 792]"
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for at, content in enumerate(pages):
        resources = "<< /Font << /F1 3 0 R >> >>"
        objects += [
            f"<< {page_of} /Resources {resources} /Contents {5 + 2 * at} 0 R >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate([*objects, *extra], start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010d} 00000 n \n" for at in offsets)
    return (out + f"trailer\n<< /Size {len(offsets) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF").encode(
        "latin-1"
    )


def _lines(*lines: str) -> str:
    shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
    return f"BT /F1 12 Tf 72 720 Td {shown}ET"


def test_lines_become_paragraphs() -> None:
    page = _lines(
        "Returns are free for thirty days after the parcel has reached you, whatever",
        "the reason may be.",
        "Write to us.",
    )
    texts = [block.text for block in reader.read(_pdf(page), "a.pdf").blocks]
    assert texts == [
        "Returns are free for thirty days after the parcel has reached you, whatever the reason may be.",
        "Write to us.",
    ]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [_lines("The Shop Handbook", f"Chapter {at} tells about matter {at}.", f"Page {at}") for at in range(1, 5)]
    text = "\n".join(block.text for block in reader.read(_pdf(*pages), "a.pdf").blocks)
    assert "Chapter 3 tells about matter 3." in text
    assert "Handbook" not in text
    assert "Page" not in text


def test_a_scan_is_refused_with_the_advice_to_run_ocr() -> None:
    with pytest.raises(UnreadableDocument, match="OCR"):
        reader.read(_pdf("0 0 100 100 re f"), "scan.pdf")


def test_a_protected_file_is_refused_with_the_advice_to_unlock_it() -> None:
    key = "00" * 32
    encrypt = f"<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >>"
    page = _lines("secret")
    data = _pdf(page, trailer=f"/Encrypt 6 0 R /ID [<{'11' * 16}> <{'11' * 16}>]", extra=(encrypt,))
    with pytest.raises(UnreadableDocument, match="password"):
        reader.read(data, "locked.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.4 and nothing else", b"not a pdf at all", _pdf(_lines("x"))[:120]])
def test_a_broken_file_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="damaged"):
        reader.read(data, "broken.pdf")


@pytest.mark.parametrize(
    ("stored", "title"), [("Returns policy", "Returns policy"), ("report final.docx", None), ("", None)]
)
def test_a_file_name_in_the_place_of_a_title_is_none(stored: str, title: str | None) -> None:
    data = _pdf(_lines("Some text."), trailer="/Info 6 0 R", extra=(f"<< /Title ({stored}) >>",))
    assert reader.read(data, "a.pdf").title == title
