import pytest

from knowledge.decoding import decode
from knowledge.reader import UnreadableDocument


@pytest.mark.parametrize(
    "text", ["你好", "退货", "本店支持七天无理由退货。", "价格：￥35", "iPhone 15 多少钱？", "發票與退貨的說明"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_chinese_is_read_right_in_every_usual_encoding_however_short(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_recognised(encoding: str) -> None:
    text = "Returns are free for 30 days.\nAsk us."
    assert decode(text.encode(encoding), "a.txt") == text


def test_western_single_byte_text_is_not_taken_for_chinese() -> None:
    text = "Die Rückgabe ist möglich. Größe und Farbe wählen Sie später. Schöne Grüße aus München."
    assert decode(text.encode("cp1252"), "a.txt") == text


@pytest.mark.parametrize(
    "text", ["改密码", "罚息？", "审批介绍", "首页", "绑卡 贷款", "怎么显示登录失败", "ＷＩＦＩ密码"]
)
def test_short_chinese_without_the_most_common_characters_is_read_right(text: str) -> None:
    assert decode(text.encode("gb18030"), "a.txt") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Größe", "latin-1"),
        ("Où est le café ?", "latin-1"),
        ("CONDIÇÕES DE DEVOLUÇÃO", "latin-1"),
        ("Señor, ¿qué más?", "latin-1"),
    ],
)
def test_short_western_text_stays_western(text: str, encoding: str) -> None:
    assert not any("\u3400" <= character <= "\ud7ff" for character in decode(text.encode(encoding), "a.txt"))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("商品簽收後七天內可以申請退貨，運費由本店承擔。請保留發票與原包裝，我們會在三個工作日內處理。", "big5"),
        ("Die Rückgabe ist innerhalb von 30 Tagen möglich. Die Kosten der Rücksendung trägt der Käufer.", "latin-1"),
    ],
)
def test_longer_text_in_other_encodings_is_read_as_before(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


def test_line_ends_become_one_kind() -> None:
    assert decode(b"a\r\nb\rc", "a.txt") == "a\nb\nc"


@pytest.mark.parametrize("junk", [bytes(range(256)) * 8, b"\x89PNG\r\n\x1a\n" + bytes(400), b"MZ\x90\x00\x03" * 50])
def test_binary_junk_is_refused_with_a_sentence(junk: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="not a text file"):
        decode(junk, "notes.txt")
