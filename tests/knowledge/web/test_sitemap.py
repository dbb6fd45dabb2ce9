import gzip
import tracemalloc
from datetime import UTC, datetime

import pytest

from knowledge.web.sitemap import BadSitemap, Entry, entries, is_sitemap, unpacked

NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*urls: str) -> bytes:
    listed = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {NAMESPACE}>{listed}</urlset>'.encode()


def test_pages_come_in_order_with_when_they_changed() -> None:
    data = f"""<?xml version="1.0" encoding="UTF-8"?>
    <?xml-stylesheet href="a.xsl"?><!-- made by a shop -->
    <urlset {NAMESPACE} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
      <url><image:loc>http://shop.example/a.png</image:loc>
        <loc> http://shop.example/a?b=1&amp;c=2 </loc><lastmod>2024-05-01</lastmod></url>
      <url><loc>http://shop.example/退货</loc><lastmod>2024-05-01T10:00:00+08:00</lastmod></url>
      <url><loc>http://shop.example/c</loc><lastmod>last week</lastmod></url>
      <url><lastmod>2024-05-01</lastmod></url>
    </urlset>""".encode()
    assert is_sitemap(data)
    assert list(entries(data)) == [
        Entry("pages", "http://shop.example/a?b=1&c=2", datetime(2024, 5, 1, tzinfo=UTC)),
        Entry("pages", "http://shop.example/退货", datetime(2024, 5, 1, 2, tzinfo=UTC)),
        Entry("pages", "http://shop.example/c", None),
    ]


def test_an_index_lists_sitemaps_and_a_namespace_may_be_missing() -> None:
    data = b"<sitemapindex><sitemap><loc>http://shop.example/1.xml</loc></sitemap></sitemapindex>"
    assert list(entries(data)) == [Entry("sitemaps", "http://shop.example/1.xml", None)]
    assert [entry.kind for entry in entries(urlset("http://shop.example/"))] == ["pages"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<!doctype html><html><body>&lt;urlset></body></html>",
        b"<html><urlset/></html>",
        "退货说明".encode(),
        b"%PDF-1.7 <urlset>",
        b'<?xml version="1.0" encoding="no-such"?><urlset/>',
        b"\x00\xff\xfe",
        b'<!DOCTYPE urlset [<!ENTITY a "b">]><urlset/>',
    ],
)
def test_what_is_no_sitemap_is_a_page(data: bytes) -> None:
    assert not is_sitemap(data)
    with pytest.raises(BadSitemap):
        list(entries(data))


def test_entities_neither_multiply_nor_read_files() -> None:
    laughs = '<!DOCTYPE u [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + f"<urlset {NAMESPACE}><url><loc>&b;</loc></url>"
    file = '<!DOCTYPE u [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + f"<urlset {NAMESPACE}><url><loc>&a;</loc></url>"
    for data in (laughs, file):
        with pytest.raises(BadSitemap):
            list(entries(f"{data}</urlset>".encode()))


def test_a_sitemap_that_breaks_off_gives_what_it_had() -> None:
    cut = urlset(*(f"http://shop.example/{number}" for number in range(2_000)))[:-100]
    given: list[str] = []
    with pytest.raises(BadSitemap, match="no sound XML"):
        given.extend(entry.location for entry in entries(cut))
    assert given[:2] == ["http://shop.example/0", "http://shop.example/1"]
    assert len(given) > 1_000


def test_reading_a_large_sitemap_holds_one_entry_at_a_time() -> None:
    data = urlset(*(f"http://shop.example/{number}" for number in range(20_000)))
    tracemalloc.start()
    try:
        assert sum(1 for _ in entries(data)) == 20_000
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_a_packed_sitemap_is_unpacked_up_to_the_limit() -> None:
    data = urlset("http://shop.example/")
    assert unpacked(data, 10_000) == data
    assert unpacked(gzip.compress(data), 10_000) == data
    assert unpacked(gzip.compress(data[:50]) + gzip.compress(data[50:]) + b"\0" * 512, 10_000) == data
    with pytest.raises(BadSitemap, match="1000 bytes"):
        unpacked(gzip.compress(bytes(10_000_000)), 1_000)
    with pytest.raises(BadSitemap, match="too early"):
        unpacked(gzip.compress(data)[:40], 10_000)
    with pytest.raises(BadSitemap, match="cannot be unpacked"):
        unpacked(b"\x1f\x8bnot really", 10_000)
