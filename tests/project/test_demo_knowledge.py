"""The demo shop's documents are read by the product's own readers and say the same in English and Chinese."""

import re
from pathlib import Path

import pytest

from knowledge.reader import read

FOLDER = Path(__file__).parents[2] / "service" / "demo" / "knowledge"
DOCUMENTS = [
    pytest.param(file, id=str(file.relative_to(FOLDER))) for file in sorted(FOLDER.rglob("*")) if file.is_file()
]


def text_of(language: str) -> str:
    files = sorted((FOLDER / language).iterdir())
    return "\n".join(block.text for file in files for block in read(file.read_bytes(), file.name).blocks)


@pytest.mark.parametrize("file", DOCUMENTS)
def test_a_document_is_read_with_its_sections_and_its_title_where_the_format_has_one(file: Path) -> None:
    parsed = read(file.read_bytes(), file.name)
    assert len(parsed.blocks) >= 4
    assert parsed.title or file.suffix == ".txt"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_language_comes_in_every_format(language: str) -> None:
    suffixes = {file.suffix for file in (FOLDER / language).iterdir()}
    assert suffixes == {".md", ".txt", ".html", ".docx", ".pdf"}
    assert len(list((FOLDER / language).iterdir())) >= 14


def test_both_languages_name_the_same_products() -> None:
    model = re.compile(r"\b[A-Z]-\d{2,3}S?\b")
    assert set(model.findall(text_of("en"))) == set(model.findall(text_of("zh")))


def test_both_languages_name_the_same_prices_in_yuan() -> None:
    english = set(re.findall(r"¥(\d[\d,]*)", text_of("en")))
    chinese = set(re.findall(r"(\d[\d,]*) 元", text_of("zh")))
    assert len(english) > 20
    assert english - chinese == set()
