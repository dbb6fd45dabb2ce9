from collections.abc import AsyncIterator

import pytest

from knowledge.web.fetch import Fetcher
from knowledge.web.pace import Pace
from knowledge.web.page import CannotFetch
from knowledge.web.robots import Robots
from knowledge.web.urls import normal
from tests.knowledge.web.clock import Time
from tests.knowledge.web.site import Site, answer, fetcher, redirect


@pytest.fixture
async def web(site: Site) -> AsyncIterator[Fetcher]:
    async with fetcher(site) as opened:
        yield opened


def robots(web: Fetcher, time: Time | None = None) -> Robots:
    time = time or Time()
    return Robots(web, Pace(0.5, 10.0, time.clock, time.sleep))


async def allows(site: Site, web: Fetcher, path: str) -> bool:
    try:
        await robots(web).permit(normal(site.url(path)))
    except CannotFetch as error:
        return "robots.txt" not in str(error)
    return True


async def test_what_the_file_forbids_is_not_read(site: Site, web: Fetcher) -> None:
    rules = "User-agent: *\nDisallow: /private\nAllow: /private/open\nDisallow: /退货\nDisallow: /*.pdf$\n"
    site.pages["/robots.txt"] = answer(rules, media_type="text/plain")
    assert await allows(site, web, "/help")
    assert not await allows(site, web, "/private/a")
    assert await allows(site, web, "/private/open")
    assert not await allows(site, web, "/退货/说明")
    assert not await allows(site, web, "/terms.pdf")
    assert await allows(site, web, "/terms.pdf?print")


async def test_rules_for_this_crawler_come_before_those_for_all(site: Site, web: Fetcher) -> None:
    site.pages["/robots.txt"] = answer("\ufeffUser-agent: turnwise\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n")
    assert await allows(site, web, "/b")
    assert not await allows(site, web, "/a")


@pytest.mark.parametrize(
    "status", ["404 Not Found", "410 Gone", "401 Unauthorized", "403 Forbidden", "400 Bad Request"]
)
async def test_a_site_without_the_file_may_be_read(site: Site, web: Fetcher, status: str) -> None:
    site.pages["/robots.txt"] = answer("Disallow: /", status=status)
    assert await allows(site, web, "/help")


@pytest.mark.parametrize("status", ["500 Oops", "503 Later", "429 Too Many Requests"])
async def test_a_site_whose_file_cannot_be_had_is_not_read_now(site: Site, web: Fetcher, status: str) -> None:
    site.pages["/robots.txt"] = answer(status=status)
    with pytest.raises(CannotFetch, match=r"[Tt]ry again") as refused:
        await robots(web).permit(normal(site.url("/help")))
    assert refused.value.temporary
    assert not refused.value.gone


async def test_a_file_without_end_or_in_a_circle_forbids(site: Site, web: Fetcher) -> None:
    site.pages["/robots.txt"] = answer("#" * 600_000)
    assert not await allows(site, web, "/help")
    site.pages["/robots.txt"] = redirect("/robots.txt")
    assert not await allows(site, web, "/help")


async def test_a_page_that_stands_in_for_the_file_forbids_nothing(site: Site, web: Fetcher) -> None:
    site.pages["/robots.txt"] = answer("<html><body>Welcome to the shop</body></html>")
    assert await allows(site, web, "/help")


async def test_each_host_is_asked_once(site: Site, web: Fetcher) -> None:
    site.pages |= {"closed.example/robots.txt": answer("User-agent: *\nDisallow: /")}
    rules = robots(web)
    for _ in range(3):
        await rules.permit(normal(site.url("/help")))
        with pytest.raises(CannotFetch, match="If the site is yours"):
            await rules.permit(normal(site.url("/help", host="closed.example")))
    assert [asked.host.split(":")[0] for asked in site.asked] == ["shop.example", "closed.example"]


async def test_a_hostile_number_of_hosts_is_not_all_kept(site: Site, web: Fetcher) -> None:
    rules = robots(web)
    for number in range(210):
        await rules.permit(normal(site.url(host=f"{number}.example")))
    assert len(rules._kept) == 200


async def test_the_pause_that_the_file_asks_for_is_kept(site: Site, web: Fetcher) -> None:
    site.pages["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 4\n")
    time = Time()
    rules = robots(web, time)
    for _ in range(3):
        await rules.permit(normal(site.url("/help")))
    assert time.slept == [0.5, 4.0, 4.0]
