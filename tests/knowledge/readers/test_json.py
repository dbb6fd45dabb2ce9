import pytest

from knowledge.document import Block
from knowledge.reader import UnreadableDocument, read
from knowledge.readers.json import reader


@pytest.mark.parametrize("wrapped", ["%s", '{"faqs": %s}', '{"title": "FAQ", "常见问题": %s}'])
def test_entries_are_found_in_both_languages_wherever_the_list_stands(wrapped: str) -> None:
    entries = """[{"question": "How long?", "answer": "30 days", "id": 1},
      {"questions": ["怎么退货", "如何退货"], "答案": "七天内"},
      {"标准问": "运费多少", "相似问": ["要运费吗", "邮费"], "回答": ["满百免费", "否则十元"], "分类": "配送"}]"""
    blocks = reader.read((wrapped % entries).encode(), "a.json").blocks
    assert [block for block in blocks if block.kind == "faq"] == [
        Block("faq", "30 days", header="How long?"),
        Block("faq", "七天内", header="怎么退货\n如何退货"),
        Block("faq", "满百免费\n否则十元", header="运费多少\n要运费吗\n邮费"),
    ]
    assert Block("heading", "配送", 2) in blocks


def test_other_records_become_readable_lines_under_their_keys() -> None:
    data = """{"title": "Shop", "phone": "123", "open": true, "days": ["Mon", "Tue"], "fax": null,
      "退货": {"期限": "七天", "条件": ["完好"]}, "notes": [{"title": "A", "text": "Long text."}]}"""
    parsed = reader.read(data.encode(), "a.json")
    assert parsed.title == "Shop"
    assert parsed.blocks == (
        Block("heading", "Shop", 1),
        Block("paragraph", "phone: 123\nopen: true\ndays: Mon, Tue"),
        Block("heading", "退货", 2),
        Block("paragraph", "期限: 七天\n条件: 完好"),
        Block("heading", "notes", 2),
        Block("heading", "A", 3),
        Block("paragraph", "Long text."),
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"a": 1,\n "b" 2}', "line 2, column 6"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a": ' + b"9" * 5000 + b"}", "too long"),
        (b"", "empty"),
        (b"[]", "no text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableDocument, match=why):
        read(data, "a.json")
