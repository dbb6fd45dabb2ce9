import pytest

from knowledge.web.page import CannotFetch
from knowledge.web.urls import host_of, normal, origin_of, port_of, shown, site_of


def test_an_address_has_one_form() -> None:
    assert str(normal(" HTTPS://Shop.Example.:443/a/../退货?q=1#top ")) == "https://shop.example/%E9%80%80%E8%B4%A7?q=1"
    assert host_of(normal("http://[2606:4700::1111]:8080/")) == "2606:4700::1111"
    assert host_of(normal("http://例子.测试/")) == "xn--fsqu00a.xn--0zwm56d"
    assert port_of(normal("http://shop.example:0/")) == 0


@pytest.mark.parametrize("dots", ["127。0。0。1", "127．0．0．1", "127｡0｡0｡1"])
def test_unicode_dots_are_dots(dots: str) -> None:
    assert host_of(normal(f"http://{dots}/")) == "127.0.0.1"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "shop.example/help",
        "file:///etc/passwd",
        "ftp://shop.example/",
        "gopher://shop.example/",
        "data:text/html,x",
        "http://",
        "http:///etc",
        "http://a b/",
        "http://%31%32%37.0.0.1/",
        "http://[fe80::1%25eth0",
        "http://127.0.0.1\\@shop.example/",
        "http://shop.example\r\nHost: other/",
        "http://shop.example:99999999/",
        "http://..../",
        "http://１２７.0.0.1/",
        "https://shop.example/" + "a" * 2_000,
    ],
)
def test_what_is_no_web_address_is_refused_with_a_sentence(url: str) -> None:
    with pytest.raises(CannotFetch, match=r"(?s)\w.*; (give|check)|give it without"):
        normal(url)


@pytest.mark.parametrize("url", ["http://user:hunter2@shop.example/", "http://shop.example:hunter2@127.0.0.1/"])
def test_credentials_are_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(CannotFetch, match="user name or password") as refused:
        normal(url)
    assert "hunter2" not in str(refused.value)
    assert "hunter2" not in shown(url)


def test_a_site_is_its_host_with_or_without_www_and_a_special_port() -> None:
    sites = [site_of(normal(url)) for url in ("http://shop.example/a", "https://www.shop.example/b")]
    assert sites == ["shop.example", "shop.example"]
    assert site_of(normal("https://shop.example:8443/")) == "shop.example:8443"
    assert site_of(normal("https://evilshop.example/")) != "shop.example"
    assert origin_of(normal("https://shop.example/a?b=c")) == "https://shop.example/"
