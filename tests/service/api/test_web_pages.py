"""Pages of the web as documents: each is told as soon as it is taken, and what it says answers customers."""

import asyncio
import json
from typing import Any

import pytest
import pytest_asyncio

from tests.knowledge.web.site import Asked, Site, answer

pytestmark = pytest.mark.asyncio(loop_scope="session")

PAGE = "<html><body><h1>{title}</h1><p>{text}</p></body></html>"


@pytest_asyncio.fixture(loop_scope="session")
async def site(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A site of this machine, which the service may reach."""
    made = Site(port=0)
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    monkeypatch.setenv("TURNWISE_WEB_ALLOWED_HOSTS", json.dumps([f"127.0.0.1:{made.port}"]))
    monkeypatch.setenv("TURNWISE_WEB_DELAY_S", "0")
    yield made
    server.close()


async def test_each_page_of_a_site_is_told_as_soon_as_it_is_taken(service: Any, site: Site) -> None:
    told = asyncio.Event()

    async def when_the_first_is_told(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await told.wait()
        writer.write(answer(PAGE.format(title="会员", text="北极星会员每年 240 元。")))
        await writer.drain()

    site.pages["/first"] = answer(PAGE.format(title="Polaris", text="The Polaris membership costs 24 euros a year."))
    site.pages["/second"] = when_the_first_is_told
    listed = "".join(f"<url><loc>{site.url(path, '127.0.0.1')}</loc></url>" for path in ("/first", "/second", "/third"))
    site.pages["/sitemap.xml"] = answer(f"<urlset>{listed}</urlset>", media_type="application/xml")

    pages = []
    source = {"url": site.url("/sitemap.xml", "127.0.0.1"), "status": "published"}
    async with asyncio.timeout(30), service.admin.stream("POST", "/api/documents/web", json=source) as response:
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("application/x-ndjson")
        async for line in response.aiter_lines():
            pages.append(json.loads(line))
            told.set()
    outcomes = {page["document"].rpartition("/")[2]: page["outcome"] for page in pages}
    assert [page["outcome"] for page in pages] == ["created", "created", "skipped"], outcomes

    (root,) = (await service.admin.get("/api/documents/web")).json()["sources"]
    assert (root["url"], root["pages"]) == (source["url"], 2)
    for question, fact in (("What does the Polaris membership cost?", "24 euros"), ("北极星会员多少钱？", "240 元")):
        answered = await service.admin.post("/api/knowledge/answer", json={"question": question})
        assert fact in answered.json()["published"]["reply"]
    await _deleted(service, pages)


async def test_an_address_that_may_not_be_reached_is_told_with_the_reason(service: Any) -> None:
    source = {"url": "http://127.0.0.1:9/inside", "status": "published"}
    response = await service.admin.post("/api/documents/web", json=source)
    (told,) = map(json.loads, response.text.splitlines())
    assert (told["outcome"], "TURNWISE_WEB_ALLOWED_HOSTS" in told["error"]) == ("failed", True)


async def _deleted(service: Any, pages: list[dict[str, Any]]) -> None:
    names = {page["document"] for page in pages}
    for document in (await service.admin.get("/api/documents")).json()["documents"]:
        if document["name"] in names:
            await service.admin.delete(f"/api/documents/{document['id']}")
