import pytest

from knowledge.document import Block
from knowledge.reader import UnreadableDocument, UnsupportedFormat, is_supported, read, readers


def test_every_promised_format_has_a_reader() -> None:
    promised = ".md .txt .html .pdf .docx .pptx .xlsx .csv .tsv .json .jsonl .eml .epub .odt"
    assert set(promised.split()) <= set(readers())


def test_the_suffix_decides_whatever_its_case() -> None:
    assert read(b"# Hi\n\nthere", "A.MD").blocks[0] == Block("heading", "Hi", 1)
    assert is_supported("a.PDF")


def test_a_format_that_nothing_reads_is_named_with_the_ones_that_are() -> None:
    with pytest.raises(UnsupportedFormat, match=r"\.exe files are not read.*\.docx.*\.pdf"):
        read(b"MZ", "setup.exe")
    with pytest.raises(UnsupportedFormat, match="without an extension"):
        read(b"text", "README")


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html", "a.pdf", "a.docx", "a.xlsx", "a.json"])
@pytest.mark.parametrize("data", [b"", b" \n\n "])
def test_an_empty_file_is_refused_with_a_sentence(name: str, data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=f"{name} is empty"):
        read(data, name)


def test_a_document_of_millions_of_pieces_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"more text than a document may.*split it"):
        read(b"Question,Answer\n" + b"a,b\n" * 200_001, "a.csv")


def test_a_page_without_any_text_is_refused_with_a_sentence() -> None:
    with pytest.raises(UnreadableDocument, match="holds no text"):
        read(b"<html><body><script>1</script></body></html>", "a.html")
