import io
import zipfile
from collections.abc import Sequence

import pytest

from knowledge.archive import Member, is_archive, members
from knowledge.reader import UnreadableDocument


def _zip(*parts: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return buffer.getvalue()


def _flagged(data: bytes, names: Sequence[str]) -> bytes:
    """The same zip with these members marked as encrypted, which the zip module cannot write."""
    marked = bytearray(data)
    for signature, flags, name_at in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
        at = marked.find(signature)
        while at >= 0:
            if any(marked[at + name_at :].startswith(name.encode()) for name in names):
                marked[at + flags] |= 1
            at = marked.find(signature, at + 4)
    return bytes(marked)


def test_documents_come_with_their_path_and_the_rest_with_a_reason() -> None:
    data = _zip(
        ("faq/a.md", b"# A"), ("说明.txt", b"x"), ("tool.exe", b"MZ"), ("__MACOSX/._a.md", b""), (".git/a.md", b"")
    )
    found = list(members("kb.zip", data))
    assert found[:2] == [Member("kb.zip/faq/a.md", b"# A"), Member("kb.zip/说明.txt", b"x")]
    assert [(member.name, member.data) for member in found[2:]] == [("kb.zip/tool.exe", b"")]
    assert ".exe files are not read" in found[2].skipped
    assert is_archive("KB.ZIP")
    assert not is_archive("kb.zip.md")


def test_chinese_names_without_the_mark_of_utf8_are_read() -> None:
    for encoding in ("gbk", "utf-8"):
        info = zipfile.ZipInfo("placeholder")
        name = "退货政策.txt".encode(encoding)
        info.filename = "n" * len(name)
        data = _zip((info, b"x")).replace(b"n" * len(name), name)
        assert [member.name for member in members("a.zip", data)] == ["a.zip/退货政策.txt"]


def test_members_are_unpacked_only_when_they_are_asked_for() -> None:
    first = members("a.zip", io.BytesIO(_zip(("a.txt", b"a"), ("b.txt", b"b"))))
    assert next(first).data == b"a"
    assert next(first).data == b"b"


@pytest.mark.parametrize("path", ["../../etc/passwd.txt", "/etc/passwd.txt", "C:\\etc\\passwd.txt", "./etc/passwd.txt"])
def test_names_lead_nowhere_outside_of_the_archive(path: str) -> None:
    assert [member.name for member in members("a.zip", _zip((path, b"x")))] == ["a.zip/etc/passwd.txt"]


def test_a_zip_inside_is_opened_and_one_inside_that_is_not() -> None:
    inner = _zip(("deep.txt", b"d"), ("deeper.zip", _zip(("a.txt", b"x"))))
    found = list(members("a.zip", _zip(("inner.zip", inner), ("bad.zip", b"PK"))))
    assert [(member.name, bool(member.skipped)) for member in found] == [
        ("a.zip/inner.zip/deep.txt", False),
        ("a.zip/inner.zip/deeper.zip", True),
        ("a.zip/bad.zip", True),
    ]


def test_a_protected_archive_is_refused_and_a_protected_member_skipped() -> None:
    data = _zip(("a.txt", b"a"), ("b.txt", b"b"))
    with pytest.raises(UnreadableDocument, match="password"):
        list(members("a.zip", _flagged(data, ["a.txt", "b.txt"])))
    found = list(members("a.zip", _flagged(data, ["a.txt"])))
    assert "password" in found[0].skipped
    assert found[1] == Member("a.zip/b.txt", b"b")


def test_bombs_links_and_doubles_are_skipped_unopened() -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    with pytest.warns(UserWarning, match="Duplicate"):
        data = _zip(("bomb.txt", bytes(5_000_000)), ("a.txt", b"1"), ("a.txt", b"2"), (link, b"/etc/passwd"))
    found = list(members("a.zip", data, max_member_bytes=10_000_000))
    assert [(member.name[6:], member.data, member.skipped.split(" ", 1)[-1][:14]) for member in found] == [
        ("bomb.txt", b"", "unpacks to mor"),
        ("a.txt", b"1", ""),
        ("a.txt", b"", "is in the arch"),
        ("link.txt", b"", "is only a link"),
    ]
    assert "may have 1 MB" in next(members("a.zip", data, max_member_bytes=1_000_000)).skipped


def test_an_archive_of_too_many_files_is_refused() -> None:
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(20_001):
            archive.writestr(f"{number}.txt", b"")
    with pytest.raises(UnreadableDocument, match="more than 20000 files"):
        next(members("a.zip", many))


@pytest.mark.parametrize("data", [b"", b"text", _zip(("a.txt", b"abc"))[:40]])
def test_a_damaged_archive_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="damaged"):
        list(members("a.zip", data))


def test_a_damaged_member_is_skipped_with_a_reason() -> None:
    data = _zip(("a.txt", b"abcdefgh" * 50), ("b.txt", b"b"))
    broken = data[:40] + b"\xff\xff" + data[42:]
    found = list(members("a.zip", broken))
    assert "cannot be unpacked" in found[0].skipped
    assert found[1].data == b"b"
