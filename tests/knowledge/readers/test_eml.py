import pytest

from knowledge.document import Block
from knowledge.reader import UnreadableDocument, read
from knowledge.readers.eml import reader


def test_subject_text_and_attached_table_are_read_and_no_address_is(mail: str) -> None:
    parsed = reader.read(mail.encode(), "a.eml")
    assert parsed.title == "退货政策"
    assert parsed.blocks == (
        Block("heading", "退货政策", 1),
        Block("paragraph", "Date: 2024-05-06\nFrom: 快老板"),
        Block("paragraph", "七天内可以退货。"),
        Block("heading", "prices.csv", 2),
        Block("table", "Size | Price\nS | 3.50", header="Size | Price"),
    )
    assert parsed.skipped == ('the attachment "tool.exe" is of a kind that is not read',)
    assert "@" not in str(parsed)


def test_html_is_read_where_there_is_no_plain_text() -> None:
    mail = "Subject: Hi\nContent-Type: text/html; charset=x-unknown\n\n<h1>Returns</h1><p>30 days</p>"
    assert reader.read(mail.encode(), "a.eml").blocks[1:] == (
        Block("heading", "Returns", 1),
        Block("paragraph", "30 days"),
    )


def test_mails_in_mails_are_read_to_a_depth_and_damaged_attachments_named() -> None:
    mail = "Subject: m0\n\ndeepest"
    for depth in range(1, 5):
        mail = (
            f'Subject: m{depth}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b{depth}"\n\n--b{depth}\n'
            f"Content-Type: text/plain\n\ntext {depth}\n--b{depth}\nContent-Type: message/rfc822\n"
            f'Content-Disposition: attachment; filename="m.eml"\n\n{mail}\n--b{depth}--\n'
        )
    parsed = reader.read(mail.encode(), "a.eml")
    assert [block.text for block in parsed.blocks if block.kind == "paragraph"] == ["text 4", "text 3", "text 2"]
    assert "upload it by itself" in parsed.skipped[0]
    broken = 'Subject: x\nContent-Type: application/json\nContent-Disposition: attachment; filename="a.json"\n\n{'
    assert "line 1" in reader.read(broken.encode(), "a.eml").skipped[0]


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"just a text\n\nwithout any header"])
def test_what_is_no_mail_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"empty|not a mail"):
        read(data, "a.eml")
