import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from knowledge.web.fetch import user_agent
from knowledge.web.page import CannotFetch, Page, Seen, Unchanged
from tests.knowledge.web.site import Asked, Site, answer, fetcher, redirect


async def refused(site: Site, path: str = "/", **settings: object) -> CannotFetch:
    async with fetcher(site, **settings) as web:
        with pytest.raises(CannotFetch) as raised:
            await web.fetch(site.url(path))
    return raised.value


async def test_a_page_comes_with_its_type_encoding_and_what_to_ask_with_the_next_time(site: Site) -> None:
    body = "<p>七天内可以退货</p>".encode("gb18030")
    site.pages["/help"] = answer(body, media_type='Text/HTML; charset="GB2312"', ETag='"a1"', Last_Modified="yesterday")
    async with fetcher(site) as web:
        page = await web.fetch(site.url("/help#top"))
    assert page == Page(site.url("/help#top"), site.url("/help"), "text/html", "gb2312", body, '"a1"', "yesterday")
    assert page.seen == Seen('"a1"', "yesterday")
    assert page.document.decode("utf-8-sig") == "<p>七天内可以退货</p>"
    assert site.asked[0].headers["user-agent"] == user_agent()
    assert site.asked[0].host == f"shop.example:{site.port}"


async def test_a_page_that_was_seen_is_asked_for_only_if_it_changed(site: Site) -> None:
    async def only_if_changed(asked: Asked, writer: asyncio.StreamWriter) -> None:
        same = asked.headers.get("if-none-match") == '"a1"' and asked.headers.get("if-modified-since") == "yesterday"
        writer.write(b"HTTP/1.1 304 Not Modified\r\n\r\n" if same else answer("new", ETag='"a2"'))

    site.pages |= {"/old": redirect("/help"), "/help": only_if_changed}
    async with fetcher(site) as web:
        assert await web.fetch(site.url("/old"), Seen('"a1"', "yesterday")) == Unchanged(
            site.url("/old"), site.url("/help")
        )
        assert isinstance(await web.fetch(site.url("/help"), Seen('"a0"', "yesterday")), Page)


async def test_an_unchanged_that_nobody_asked_for_is_no_page(site: Site) -> None:
    site.pages["/"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    assert "304" in str(await refused(site))


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "GZIP"])
async def test_a_packed_page_is_unpacked(site: Site, encoding: str) -> None:
    import gzip

    site.pages["/"] = answer(gzip.compress("退货 returns".encode()), Content_Encoding=encoding)
    async with fetcher(site) as web:
        page = await web.fetch(site.url())
    assert isinstance(page, Page)
    assert page.data.decode() == "退货 returns"


@pytest.mark.parametrize(
    ("status", "gone", "temporary"),
    [
        ("404 Not Found", True, False),
        ("410 Gone", True, False),
        ("403 Forbidden", False, False),
        ("204 No Content", False, False),
        ("418 Teapot", False, False),
        ("429 Too Many Requests", False, True),
        ("503 Service Unavailable", False, True),
    ],
)
async def test_a_status_tells_whether_the_page_is_gone_or_may_come_back(
    site: Site, status: str, gone: bool, temporary: bool
) -> None:
    site.pages["/"] = answer(status=status)
    error = await refused(site)
    assert (error.gone, error.temporary, error.status) == (gone, temporary, int(status[:3]))
    assert site.url() in str(error)


async def test_the_server_tells_when_to_come_back_in_seconds_or_as_a_date(site: Site) -> None:
    in_an_hour = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    site.pages |= {
        "/a": answer(status="503 No", Retry_After="7"),
        "/b": answer(status="503 No", Retry_After=in_an_hour),
        "/c": answer(status="503 No", Retry_After="soon"),
    }
    assert (await refused(site, "/a")).retry_after_s == 7.0
    assert (await refused(site, "/b")).retry_after_s == pytest.approx(3_600, abs=60)
    assert (await refused(site, "/c")).retry_after_s is None


async def test_each_page_has_a_connection_of_its_own_and_names_its_host(site: Site) -> None:
    site.pages["/"] = answer("hello")
    async with fetcher(site) as web:
        for host in ("shop.example", "shop.example", "other.example"):
            await web.fetch(site.url(host=host))
    assert site.connections == 3
    assert [asked.host.split(":")[0] for asked in site.asked] == ["shop.example", "shop.example", "other.example"]


async def test_proxies_of_the_environment_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/"] = answer("hello")
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    async with fetcher(site) as web:
        assert isinstance(await web.fetch(site.url()), Page)


async def test_no_cookie_is_sent_back(site: Site) -> None:
    site.pages["/"] = answer("hello", Set_Cookie="visitor=1")
    async with fetcher(site) as web:
        await web.fetch(site.url())
        await web.fetch(site.url())
    assert all("cookie" not in asked.headers for asked in site.asked)
