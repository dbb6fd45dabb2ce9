"""Nothing inside the company's network is reached by an address that somebody wrote, and by none that it leads to."""

import socket
from collections.abc import Sequence

import pytest

from knowledge.web.fetch import Fetcher
from knowledge.web.page import CannotFetch, Page
from tests.knowledge.web.site import Site, answer, fetcher, redirect, this_machine_only, to_this_machine, web_settings


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "0",
        "0.0.0.0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::127.0.0.1]",
        "[2002:7f00:1::]",
        "[::127.0.0.1]",
        "localhost",
        "localhost.",
        "LOCALHOST",
        "127。0。0。1",
        "169.254.169.254",
        "0xa9fea9fe",
    ],
)
async def test_no_spelling_of_an_internal_address_reaches_it(site: Site, host: str) -> None:
    """With the real rule and the system's own resolver."""
    site.pages["/"] = answer("secret")
    async with Fetcher(web_settings(site)) as web:
        with pytest.raises(CannotFetch, match=r"not on the public internet|was not found|no web address"):
            await web.fetch(site.url(host=host))
    assert site.connections == 0


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["2606:4700::1111", "::ffff:192.168.0.1"]]
)
async def test_a_name_with_one_internal_address_is_refused_as_a_whole(site: Site, addresses: list[str]) -> None:
    """As 127.0.0.1.nip.io gives them."""

    async def resolve(host: str, port: int) -> Sequence[str]:
        return addresses

    async with Fetcher(web_settings(site), resolve=resolve) as web:
        with pytest.raises(CannotFetch, match="TURNWISE_WEB_ALLOWED_HOSTS"):
            await web.fetch(site.url(host="127.0.0.1.nip.io"))
    assert site.connections == 0


async def test_a_name_cannot_change_its_address_between_the_check_and_the_connection(site: Site) -> None:
    site.pages["/"] = answer("hello")
    asked: list[str] = []

    async def rebinding(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    async with Fetcher(web_settings(site), resolve=rebinding, permits=this_machine_only) as web:
        assert isinstance(await web.fetch(site.url()), Page)
        assert asked == ["shop.example"]
        with pytest.raises(CannotFetch, match="not on the public internet"):
            await web.fetch(site.url())
    assert site.connections == 1


async def test_each_address_is_checked_at_the_port_it_is_for(site: Site) -> None:
    checked: list[tuple[str, int, str]] = []

    def permits(host: str, port: int, address: object) -> bool:
        checked.append((host, port, str(address)))
        return True

    site.pages["/"] = answer("hello")
    async with Fetcher(web_settings(site), resolve=to_this_machine, permits=permits) as web:
        await web.fetch(site.url())
    assert checked == [("shop.example", site.port, "127.0.0.1")]


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:{port}/secret",
        "//127.0.0.1:{port}/secret",
        "http://[::1]:{port}/secret",
        "http://2130706433:{port}/secret",
        "http://127.0.0.1:22/",
        "http://shop.example:6379/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:{port}/",
        "http://user:word@shop.example:{port}/secret",
        "http://shop.example:{port}\\@127.0.0.1:{port}/secret",
        "http://[/",
    ],
)
async def test_a_redirect_is_checked_like_an_address_that_somebody_wrote(site: Site, location: str) -> None:
    site.pages |= {"shop.example/": redirect(location.format(port=site.port)), "/secret": answer("secret")}

    async def resolve(host: str, port: int) -> Sequence[str]:
        if host == "shop.example":
            return ["127.0.0.1"]
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return [str(item[4][0]) for item in found]

    def only_the_shop(host: str, port: int, address: object) -> bool:
        return host == "shop.example"

    async with Fetcher(web_settings(site), resolve=resolve, permits=only_the_shop) as web:
        with pytest.raises(CannotFetch):
            await web.fetch(site.url())
    assert site.targets() == ["/"]


async def test_a_redirect_to_a_metadata_service_is_refused_by_the_real_rule(site: Site) -> None:
    site.pages["/"] = redirect("http://169.254.169.254/latest/meta-data/")
    settings = web_settings(site, web_allowed_hosts=["127.0.0.1", "169.254.169.254"])
    async with Fetcher(settings) as web:
        with pytest.raises(CannotFetch, match="not on the public internet"):
            await web.fetch(site.url(host="127.0.0.1"))
    assert site.connections == 1


async def test_a_host_that_the_settings_name_is_reached_inside_the_network(site: Site) -> None:
    site.pages["/"] = answer("our own wiki")
    settings = web_settings(site, web_allowed_ports=[80, 443], web_allowed_hosts=[f"127.0.0.1:{site.port}"])
    async with Fetcher(settings) as web:
        page = await web.fetch(site.url(host="127.0.0.1"))
    assert isinstance(page, Page)
    assert page.data == b"our own wiki"


async def test_redirects_are_followed_five_times_and_no_more(site: Site) -> None:
    site.pages |= {f"/{step}": redirect(f"/{step + 1}") for step in range(10)} | {"/5": answer("arrived")}
    async with fetcher(site) as web:
        page = await web.fetch(site.url("/0"))
        assert isinstance(page, Page)
        assert page.final_url == site.url("/5")
        site.pages |= {"/5": redirect("/6"), "/loop": redirect("/loop")}
        for path in ("/0", "/loop"):
            site.asked.clear()
            with pytest.raises(CannotFetch, match="more than 5 times"):
                await web.fetch(site.url(path))
            assert len(site.asked) == 6


async def test_another_port_is_refused_as_written_and_after_a_redirect(site: Site) -> None:
    site.pages["/"] = redirect("http://shop.example:6379/")
    async with fetcher(site) as web:
        for url in (site.url(), "http://shop.example:6379/"):
            with pytest.raises(CannotFetch, match="port 6379 is not allowed"):
                await web.fetch(url)
    assert site.connections == 1


async def test_what_goes_before_a_request_sees_each_redirect_and_can_prevent_it(site: Site) -> None:
    site.pages |= {"/": redirect("/private"), "/private": answer("secret")}

    async def nothing_private(url: object) -> None:
        if "private" in str(url):
            raise CannotFetch("not there")

    async with fetcher(site) as web:
        with pytest.raises(CannotFetch, match="not there"):
            await web.fetch(site.url(), before=nothing_private)
    assert site.targets() == ["/"]
