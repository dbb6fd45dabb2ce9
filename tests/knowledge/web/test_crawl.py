import asyncio
import gzip
from collections.abc import Mapping

from knowledge.web.crawl import crawl
from knowledge.web.found import Failed, Found, Gone, Repeated
from knowledge.web.page import Page, Seen, Unchanged
from tests.knowledge.web.clock import Time
from tests.knowledge.web.site import Asked, Handler, Site, answer, fetcher, redirect, web_settings
from tests.knowledge.web.test_sitemap import NAMESPACE, urlset


async def crawled(
    site: Site, url: str, seen: Mapping[str, Seen] | None = None, time: Time | None = None, **settings: object
) -> list[Found]:
    time = time or Time()
    async with fetcher(site, **settings) as web:
        found = crawl(
            url,
            seen=seen or {},
            fetcher=web,
            settings=web_settings(site, **settings),
            clock=time.clock,
            sleep=time.sleep,
        )
        return [one async for one in found]


def index(*urls: str) -> bytes:
    listed = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f"<sitemapindex {NAMESPACE}>{listed}</sitemapindex>".encode()


def reasons(found: list[Found]) -> list[str]:
    return [one.result.reason for one in found if isinstance(one.result, Failed)]


async def test_a_page_yields_itself_with_a_name(site: Site) -> None:
    site.pages["/help"] = answer("<h1>Returns 退货</h1>", ETag='"1"')
    [found] = await crawled(site, site.url("/help#top"))
    assert isinstance(found.result, Page)
    assert (found.url, found.name) == (site.url("/help"), f"shop.example:{site.port}/help.html")
    assert found.result.seen == Seen('"1"')
    assert site.targets() == ["/robots.txt", "/help"]


async def test_a_sitemap_yields_its_pages_whatever_it_is_called_one_at_a_time_with_a_pause(site: Site) -> None:
    pages = [site.url(path) for path in ("/a", "/帮助", "/a", "/a#part")]
    site.pages |= {"/list": answer(urlset(*pages)), "/a": answer("a"), "/%E5%B8%AE%E5%8A%A9": answer("退货")}
    time = Time()
    found = await crawled(site, site.url("/list"), time=time)
    assert [one.name for one in found] == [f"shop.example:{site.port}/a.html", f"shop.example:{site.port}/帮助.html"]
    assert time.slept == [0.5, 0.5, 0.5]


async def test_the_next_crawl_takes_only_what_changed(site: Site) -> None:
    def page(etag: str) -> Handler:
        async def serve(asked: Asked, writer: asyncio.StreamWriter) -> None:
            same = asked.headers.get("if-none-match") == etag
            writer.write(b"HTTP/1.1 304 Not Modified\r\n\r\n" if same else answer("text", ETag=etag))  # type: ignore[attr-defined]

        return serve

    site.pages |= {"/s.xml": answer(urlset(site.url("/a"), site.url("/b"))), "/a": page('"1"'), "/b": page('"1"')}
    first = await crawled(site, site.url("/s.xml"))
    seen = {one.url: one.result.seen for one in first if isinstance(one.result, Page) and one.result.seen}
    assert len(seen) == 2
    site.pages["/b"] = page('"2"')
    again = await crawled(site, site.url("/s.xml"), seen)
    assert [type(one.result) for one in again] == [Unchanged, Page]


async def test_a_page_that_is_gone_is_told_apart_from_one_that_fails(site: Site) -> None:
    site.pages |= {
        "/s.xml": answer(urlset(*(site.url(path) for path in ("/gone", "/410", "/down", "/closed", "/logo", "/ok")))),
        "/410": answer(status="410 Gone"),
        "/down": answer(status="503 Later", Retry_After="5"),
        "/closed": answer(status="403 Forbidden"),
        "/logo": answer(b"png", media_type="image/png"),
        "/ok": answer("ok"),
    }
    time = Time()
    found = await crawled(site, site.url("/s.xml"), time=time)
    assert [type(one.result) for one in found] == [Gone, Gone, Failed, Failed, Failed, Page]
    assert [one.result.temporary for one in found if isinstance(one.result, Failed)] == [True, False, False]
    assert "image/png" in reasons(found)[-1]
    assert 5.0 in time.slept


async def test_what_robots_forbid_is_told_and_the_rest_is_read(site: Site) -> None:
    site.pages |= {
        "/robots.txt": answer("User-agent: *\nDisallow: /private\n"),
        "/s.xml": answer(urlset(*(site.url(path) for path in ("/private", "/sneaky", "/ok")))),
        "/private": answer("secret"),
        "/sneaky": redirect("/private"),
        "/ok": answer("ok"),
    }
    found = await crawled(site, site.url("/s.xml"))
    assert [type(one.result) for one in found] == [Failed, Failed, Page]
    assert "/private" not in site.targets()


async def test_two_addresses_of_one_page_are_read_once(site: Site) -> None:
    site.pages |= {
        "/s.xml": answer(urlset(site.url("/a"), site.url("/old"))),
        "/a": answer("a"),
        "/old": redirect("/a"),
    }
    first, second = await crawled(site, site.url("/s.xml"))
    assert isinstance(first.result, Page)
    assert isinstance(second.result, Repeated)
    assert second.result.of == site.url("/a")


async def test_an_index_is_followed_packed_or_not_and_never_in_a_circle(site: Site) -> None:
    start, one, two = site.url("/index.xml"), site.url("/1.xml"), site.url("/2.xml.gz")
    site.pages |= {
        "/index.xml": answer(index(one, two, start, one, site.url("/none.xml"), site.url("/page"))),
        "/1.xml": answer(urlset(site.url("/a"), site.url("/b")), media_type="application/xml"),
        "/2.xml.gz": answer(gzip.compress(urlset(site.url("/b"), site.url("/c"))), media_type="application/gzip"),
        "/page": answer("<p>no sitemap</p>"),
        **{path: answer("text") for path in ("/a", "/b", "/c")},
    }
    found = await crawled(site, start)
    assert [one.url for one in found if isinstance(one.result, Page)] == [site.url(path) for path in ("/a", "/b", "/c")]
    assert isinstance(found[-2].result, Gone)
    assert "is none" in reasons(found)[0]
    assert len(site.targets()) == len(set(site.targets()))


async def test_an_index_of_indexes_ends_somewhere(site: Site) -> None:
    site.pages |= {f"/{depth}.xml": answer(index(site.url(f"/{depth + 1}.xml"))) for depth in range(10)}
    found = await crawled(site, site.url("/0.xml"))
    assert ["sitemaps deep" in reason for reason in reasons(found)] == [True]
    assert site.targets() == ["/robots.txt", "/0.xml", "/1.xml", "/2.xml"]


async def test_a_sitemap_lists_its_own_site_only(site: Site) -> None:
    hosts = ("shop.example", "www.shop.example", "evil.example", "wiki.example")
    urls = [site.url("/a", host=host) for host in hosts] + ["file:///etc/passwd", "http://127.0.0.1/", "nonsense"]
    site.pages |= {"/s.xml": answer(urlset(*urls)), "/a": answer("a")}
    found = await crawled(site, site.url("/s.xml"), web_allowed_hosts=["wiki.example"])
    assert [type(one.result) for one in found] == [Page, Page, Failed, Page, Failed, Failed, Failed]
    assert "another site" in reasons(found)[0]
    assert {asked.host.split(":")[0] for asked in site.asked} == {"shop.example", "www.shop.example", "wiki.example"}


async def test_the_limit_of_pages_is_told_when_it_is_met(site: Site) -> None:
    site.pages |= {"/s.xml": answer(urlset(*(site.url(f"/{number}") for number in range(9))))}
    site.pages |= {f"/{number}": answer("text") for number in range(9)}
    found = await crawled(site, site.url("/s.xml"), web_max_pages=3)
    assert [type(one.result) for one in found] == [Page, Page, Page, Failed]
    assert "TURNWISE_WEB_MAX_PAGES" in reasons(found)[0]
    assert not [
        one for one in await crawled(site, site.url("/s.xml"), web_max_pages=9) if isinstance(one.result, Failed)
    ]


async def test_a_sitemap_that_breaks_off_gives_its_pages_and_says_so(site: Site) -> None:
    # Longer than what the XML parser takes at once.
    many = urlset(*(site.url("/a?" + "x" * 1_000) for _ in range(50)))
    site.pages |= {"/s.xml": answer(many[:-20]), "/a?" + "x" * 1_000: answer("a")}
    found = await crawled(site, site.url("/s.xml"))
    assert [type(one.result) for one in found] == [Page, Failed]
    assert "read no further" in reasons(found)[0]


async def test_a_site_that_goes_down_is_not_tried_page_by_page(site: Site) -> None:
    site.pages |= {"/s.xml": answer(urlset(*(site.url(f"/{number}") for number in range(100))))}
    site.pages |= {f"/{number}": answer(status="500 Oops") for number in range(100)}
    found = await crawled(site, site.url("/s.xml"))
    assert len(found) == 11
    assert "the rest was not tried" in reasons(found)[-1]


async def test_what_is_no_address_or_cannot_be_reached_is_a_result_too(site: Site) -> None:
    [wrong] = await crawled(site, "http://user:hunter2@shop.example/")
    assert isinstance(wrong.result, Failed)
    assert "hunter2" not in f"{wrong}"
    [missing] = await crawled(site, site.url("/missing"))
    assert isinstance(missing.result, Gone)


async def test_pages_are_fetched_only_as_they_are_taken(site: Site) -> None:
    site.pages |= {"/s.xml": answer(urlset(*(site.url(f"/{number}") for number in range(9))))}
    site.pages |= {f"/{number}": answer("text") for number in range(9)}
    time = Time()
    async with fetcher(site) as web:
        found = crawl(
            site.url("/s.xml"), seen={}, fetcher=web, settings=web_settings(site), clock=time.clock, sleep=time.sleep
        )
        async for _ in found:
            break
        await found.aclose()  # type: ignore[attr-defined]
    assert site.targets() == ["/robots.txt", "/s.xml", "/0"]
