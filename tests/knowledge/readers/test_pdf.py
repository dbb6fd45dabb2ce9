from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.document import Block
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


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """A PATH on which only those programs stand that a test writes, as shell scripts."""
    monkeypatch.setenv("PATH", str(tmp_path))

    def write(name: str, script: str) -> None:
        (tmp_path / name).write_text(f"#!/bin/sh\nPATH=/bin:/usr/bin\n{script}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)

    return write


Programs = Callable[[str, str], None]
SCAN = _pdf("0 0 100 100 re f")
LISTS = 'if [ "$1" = --list-langs ]; then echo "List:"; echo eng; echo chi_sim; exit; fi; cat > /dev/null; '


@pytest.mark.usefixtures("programs")
def test_a_scan_needs_ocr_where_no_program_is_installed() -> None:
    with pytest.raises(UnreadableDocument, match=r"needs OCR.*no program"):
        reader.read(SCAN, "scan.pdf")


@pytest.mark.usefixtures("programs")
def test_a_blank_page_is_no_scan_and_a_scanned_page_among_others_is_named() -> None:
    with pytest.raises(UnreadableDocument, match="no text on its pages"):
        reader.read(_pdf(""), "blank.pdf")
    parsed = reader.read(_pdf(_lines("This page is a text that can be read."), "0 0 100 100 re f"), "a.pdf")
    assert "page 2 is scanned and needs OCR" in parsed.skipped[0]


def test_tesseract_recognises_a_scan_in_both_languages(programs: Programs) -> None:
    programs("tesseract", LISTS + 'echo "七 天 内 可 以 退 货 , 免 费 。 Returns are free. $6"')
    parsed = reader.read(SCAN, "scan.pdf")
    assert parsed.blocks == (Block("paragraph", "七天内可以退货, 免费。 Returns are free. eng+chi_sim"),)


def test_ocrmypdf_comes_before_tesseract(programs: Programs, tmp_path: Path) -> None:
    (tmp_path / "layered").write_bytes(_pdf(_lines("Recognised text.")))
    programs("ocrmypdf", f'for last; do :; done; cp {tmp_path}/layered "$last"')
    programs("tesseract", LISTS + "echo wrong")
    assert reader.read(SCAN, "scan.pdf").blocks == (Block("paragraph", "Recognised text."),)


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("echo no memory >&2; exit 3", "failed .no memory"),
        ("exec sleep 60", "within 0 s"),
        ("exit 0", "no text was rec"),
    ],
)
def test_recognition_that_fails_or_hangs_is_told(
    programs: Programs, monkeypatch: pytest.MonkeyPatch, script: str, why: str
) -> None:
    monkeypatch.setenv("TURNWISE_DOCUMENT_TIMEOUT_S", "0.5")
    programs("tesseract", LISTS + script)
    with pytest.raises(UnreadableDocument, match=f"needs OCR.*{why}"):
        reader.read(SCAN, "scan.pdf")


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
