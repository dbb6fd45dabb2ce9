import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.sentences import spans, split


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It costs 3.50 euros. Shipping is free.", ["It costs 3.50 euros.", "Shipping is free."]),
        ("Ask Mr. Smith, e.g. by e-mail. He knows.", ["Ask Mr. Smith, e.g. by e-mail.", "He knows."]),
        ("J. K. Rowling wrote it. Yes.", ["J. K. Rowling wrote it.", "Yes."]),
        ("We ship to the U.S. and Canada. Really!", ["We ship to the U.S. and Canada.", "Really!"]),
        ('She said "No." Then she left.', ['She said "No."', "Then she left."]),
        ('"Really?" she asked. Yes.', ['"Really?" she asked.', "Yes."]),
        ("Wait... what? Oh!", ["Wait... what?", "Oh!"]),
        ("价格是3.5元。七天内可退货！真的吗？是的", ["价格是3.5元。", "七天内可退货！", "真的吗？", "是的"]),
        ("他说：“可以退。”然后走了。", ["他说：“可以退。”", "然后走了。"]),
        ("支持 MySQL 8.0 协议。Version 2.1 is out.", ["支持 MySQL 8.0 协议。", "Version 2.1 is out."]),
        ("1. Open the box.\n2. Press start.", ["1. Open the box.", "2. Press start."]),
        ("a line\nthat goes on", ["a line\nthat goes on"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    assert list(split(text)) == sentences


@given(st.text(alphabet='ab.A 1。！\n"”?', max_size=60))
def test_spans_are_in_order_and_leave_out_white_space_only(text: str) -> None:
    at = 0
    for start, end in spans(text):
        assert at <= start < end
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()
