"""Pages of the web as documents: taken once, again where they changed, retired where they are gone."""

from knowledge.ingest import Publishing
from knowledge.web.settings import WebSettings
from service.knowledge.crawling import Crawled, Crawler
from service.knowledge.knowledge import Knowledge
from service.storage.database import Database
from tests.knowledge.web.conftest import site
from tests.knowledge.web.site import Site, answer
from tests.service.test_upkeep import Opening, opening

__all__ = ["opening", "site"]

RETURNS = "<html><body><h1>Returns</h1><p>Send lamps back within {} days.</p></body></html>"


def _settings(site: Site) -> WebSettings:
    hosts = [f"127.0.0.1:{site.port}"]
    return WebSettings(web_allowed_hosts=hosts, web_delay_s=0, _env_file=None)


async def _crawl(base: Knowledge, database: Database, site: Site, path: str) -> list[Crawled]:
    crawler = Crawler(base, database, _settings(site))
    return [found async for found in crawler.crawl(f"http://127.0.0.1:{site.port}{path}", Publishing(actor="ada"))]


async def _published(base: Knowledge) -> dict[str, str]:
    return {document.name.rpartition("/")[2]: document.status for document in await base.store.documents()}


async def test_a_page_is_taken_once_and_again_only_where_it_changed(
    opening: Opening, database: Database, site: Site
) -> None:
    site.pages["/returns"] = answer(RETURNS.format(14), ETag='"one"')
    async with opening("16") as base:
        (first,) = await _crawl(base, database, site, "/returns")
        assert (first.outcome, first.chunks) == ("created", 1)

        site.pages["/returns"] = answer(status="304 Not Modified", ETag='"one"')
        (same,) = await _crawl(base, database, site, "/returns")
        assert (same.outcome, same.document) == ("unchanged", first.document)
        assert site.asked[-1].headers["if-none-match"] == '"one"'

        site.pages["/returns"] = answer(RETURNS.format(30), ETag='"two"')
        (changed,) = await _crawl(base, database, site, "/returns")
        assert changed.outcome == "replaced"
        document = await base.store.find(first.document)
        assert document is not None
        assert (document.version, document.title) == (2, "Returns")


async def test_a_sitemap_brings_its_pages_and_a_page_that_is_gone_is_retired(
    opening: Opening, database: Database, site: Site
) -> None:
    pages = "".join(f"<url><loc>http://127.0.0.1:{site.port}/{name}</loc></url>" for name in ("a", "b"))
    site.pages["/sitemap.xml"] = answer(f"<urlset>{pages}</urlset>", media_type="application/xml")
    site.pages["/a"] = answer(RETURNS.format(14))
    site.pages["/b"] = answer(RETURNS.format(30).replace("Returns", "Lamps"))
    async with opening("16") as base:
        assert {one.outcome for one in await _crawl(base, database, site, "/sitemap.xml")} == {"created"}

        site.pages["/a"] = answer(status="410 Gone")
        site.pages["/b"] = answer(status="503 Service Unavailable")
        found = {one.outcome: one for one in await _crawl(base, database, site, "/sitemap.xml")}

        assert set(found) == {"retired", "failed"}
        assert sorted((await _published(base)).values()) == ["published", "retired"]
        assert found["failed"].error


async def test_an_address_inside_the_network_is_refused_with_what_to_do(opening: Opening, database: Database) -> None:
    async with opening("16") as base:
        crawler = Crawler(base, database, WebSettings(_env_file=None))
        (refused,) = [one async for one in crawler.crawl("http://127.0.0.1/admin", Publishing())]
        assert refused.outcome == "failed"
        assert "TURNWISE_WEB_ALLOWED_HOSTS" in (refused.error or "")
        assert await base.store.documents() == []
