import pytest

from knowledge.reader import is_supported
from knowledge.web.naming import document_name


@pytest.mark.parametrize(
    ("url", "media_type", "name"),
    [
        ("https://shop.example/help/returns", "text/html", "shop.example/help/returns.html"),
        ("https://shop.example/help/returns.html", "text/html", "shop.example/help/returns.html"),
        ("https://shop.example/old.htm", "application/xhtml+xml", "shop.example/old.htm"),
        ("https://shop.example/", "text/html", "shop.example/index.html"),
        ("https://shop.example", "text/html", "shop.example/index.html"),
        ("https://shop.example/help/", "text/html", "shop.example/help/index.html"),
        ("https://shop.example/view.php?id=3", "text/html", "shop.example/view.php?id=3.html"),
        ("https://shop.example/terms.pdf", "application/pdf", "shop.example/terms.pdf"),
        ("https://shop.example/TERMS.PDF", "application/pdf", "shop.example/TERMS.pdf"),
        ("https://shop.example/download?file=7", "application/pdf", "shop.example/download?file=7.pdf"),
        ("https://shop.example/terms.pdf", "application/octet-stream", "shop.example/terms.pdf"),
        ("https://shop.example/terms.pdf", "text/html", "shop.example/terms.pdf.html"),
        ("https://shop.example/readme.md", "text/plain", "shop.example/readme.md"),
        ("https://shop.example/notes", "text/plain", "shop.example/notes.txt"),
        ("https://shop.example:8443/a", "text/html", "shop.example:8443/a.html"),
        ("http://商店.example/帮助/退货?类=鞋#top", "text/html", "商店.example/帮助/退货?类=鞋.html"),
        ("https://shop.example/%E9%80%80%E8%B4%A7", "text/html", "shop.example/退货.html"),
    ],
)
def test_a_page_is_called_by_its_address_so_that_its_reader_is_found(url: str, media_type: str, name: str) -> None:
    assert document_name(url, media_type) == name
    assert is_supported(name)


@pytest.mark.parametrize(
    ("url", "media_type"),
    [
        ("https://shop.example/logo.png", "image/png"),
        ("https://shop.example/terms.pdf", "image/png"),
        ("https://shop.example/file", "application/octet-stream"),
        ("https://shop.example/film", "video/mp4"),
    ],
)
def test_what_no_reader_reads_has_no_name(url: str, media_type: str) -> None:
    assert document_name(url, media_type) is None


def test_different_addresses_have_different_names() -> None:
    paths = ("a?b=1", "a?b=2", "a%3Fb=1", "a/b", "a%2Fb", "a%23b", "a?b=1%26c=2", "a?b=1&c=2", "退?a", "退%3Fa")
    names = {document_name(f"https://shop.example/{path}", "text/html") for path in paths}
    assert len(names) == len(paths)


def test_what_would_not_show_in_a_name_stays_escaped() -> None:
    assert document_name("https://shop.example/a%E2%80%AEb%00%FF", "text/html") == "shop.example/a%E2%80%AEb%00%FF.html"


def test_a_name_is_never_longer_than_400_characters_and_stays_distinct() -> None:
    long = "https://shop.example/" + "退货" * 90 + "/" + "a" * 300
    names = [document_name(long + end, "text/html") for end in ("", "b", "b?c=d")]
    assert all(name is not None and len(name) == 400 and name.endswith(".html") for name in names)
    assert len(set(names)) == 3
    assert document_name(long, "text/html") == names[0]
