from pathlib import Path

import pytest

from knowledge.files import files_under
from knowledge.ingest import DocumentTooLarge
from knowledge.reader import UnreadableDocument, UnsupportedFormat
from tests.knowledge.conftest import House

FAQ = """# Shop

## How do I return a parcel?

Use the form within 30 days.

## 怎么退货？

七天内可以退货。

## Do you ship abroad?

Yes, to 40 countries.
"""


async def test_the_same_file_twice_changes_nothing(house: House) -> None:
    first = await house.ingester.ingest("faq.md", FAQ.encode())
    sequence = await house.store.sequence()
    second = await house.ingester.ingest("faq.md", FAQ.encode())
    assert (first.outcome, first.chunks_embedded) == ("created", 3)
    assert (second.outcome, second.chunks_embedded) == ("unchanged", 0)
    assert second.document == first.document
    assert await house.store.sequence() == sequence


async def test_a_changed_file_embeds_only_what_changed_and_keeps_the_rest(house: House) -> None:
    first = await house.ingester.ingest("faq.md", FAQ.encode())
    before = {item.chunk.text: item for item in await house.chunks(first.document.id)}
    second = await house.ingester.ingest("faq.md", FAQ.replace("40", "50").encode())
    after = {item.chunk.text: item for item in await house.chunks(first.document.id)}
    assert (second.outcome, second.chunks_embedded) == ("replaced", 1)
    assert second.document.id == first.document.id
    assert second.document.version == 2
    kept = "Use the form within 30 days."
    assert after[kept].chunk.id == before[kept].chunk.id
    assert after[kept].vector is before[kept].vector
    assert "Yes, to 40 countries." not in after


async def test_the_same_passage_twice_in_a_document_has_two_ids(house: House) -> None:
    ingested = await house.ingester.ingest("a.md", b"# A\n\nSame.\n\n# A\n\nSame.\n")
    chunks = await house.chunks(ingested.document.id)
    assert len({item.chunk.id for item in chunks}) == len(chunks) == 2


async def test_each_passage_is_embedded_by_the_model_that_knows_its_language(house: House) -> None:
    ingested = await house.ingester.ingest("faq.md", FAQ.encode())
    chunks = await house.chunks(ingested.document.id)
    assert {item.chunk.language: item.vectors and item.vectors.space for item in chunks} == {"en": 0, "zh": 1}


async def test_a_document_is_removed_by_name_or_id(house: House) -> None:
    one = await house.ingester.ingest("a.md", b"one")
    await house.ingester.ingest("b.md", b"two")
    assert await house.ingester.remove(one.document.id)
    assert await house.ingester.remove("b.md")
    assert not await house.ingester.remove("b.md")
    assert await house.store.documents() == []


async def test_what_cannot_be_ingested_is_refused_and_what_stood_there_stays(house: House) -> None:
    await house.ingester.ingest("a.pdf.md", b"kept")
    with pytest.raises(UnreadableDocument):
        await house.ingester.ingest("a.pdf.md", b"")
    with pytest.raises(UnsupportedFormat):
        await house.ingester.ingest("a.exe", b"x")
    with pytest.raises(DocumentTooLarge, match="20 MB"):
        await house.ingester.ingest("big.md", bytes(20_000_001))
    assert [document.name for document in await house.store.documents()] == ["a.pdf.md"]


async def test_emoji_and_right_to_left_text_are_ingested(house: House) -> None:
    assert await house.write("a.md", "😀 كيف يمكنني إرجاع المنتج؟\n\nيمكنك خلال 30 يومًا.") == "created"


def test_files_are_named_from_the_folder_given_and_hidden_ones_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "kb"
    (folder / "sub").mkdir(parents=True)
    (folder / ".git").mkdir()
    for name in ("faq.md", "sub/a.txt", ".hidden.md", ".git/config.md", "setup.exe"):
        (folder / name).write_text("x")
    names = [name for name, _ in files_under([folder, folder / "sub" / "a.txt"])]
    assert names == ["kb/faq.md", "kb/setup.exe", "kb/sub/a.txt", "a.txt"]


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(files_under([tmp_path / "nothing"]))
