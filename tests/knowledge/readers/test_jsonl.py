import pytest

from knowledge.document import Block
from knowledge.reader import UnreadableDocument, read
from knowledge.readers.jsonl import reader


def test_each_line_is_an_entry_in_either_language() -> None:
    data = '{"question": "How long?", "answer": "30 days"}\n\n'
    data += '{"问题": "多久？", "similar_questions": ["几天"], "答案": "七天"}\n'
    assert reader.read(data.encode(), "a.jsonl").blocks == (
        Block("faq", "30 days", header="How long?"),
        Block("faq", "七天", header="多久？\n几天"),
    )


def test_records_of_a_title_and_a_text_are_sections() -> None:
    data = '{"id": 7, "title": "退货", "text": "七天内。"}\n{"name": "S", "price": 3.5}'
    assert reader.read(data.encode(), "a.jsonl").blocks == (
        Block("heading", "退货", 1),
        Block("paragraph", "id: 7\n七天内。"),
        Block("paragraph", "name: S\nprice: 3.5"),
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [(b'{"a": 1}\n\n{"a": }', "line 3 is no valid JSON"), (b'{"a": 1}\n' + b"[" * 99_999, "line 2"), (b" ", "empty")],
)
def test_a_broken_line_is_named(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableDocument, match=why):
        read(data, "a.jsonl")
