from ipaddress import ip_address

import pytest

from knowledge.web.guard import Guard
from knowledge.web.page import CannotFetch
from knowledge.web.urls import host_of, normal

HOME, INTRANET, METADATA = map(ip_address, ("127.0.0.1", "10.0.0.5", "169.254.169.254"))


def test_an_internal_address_is_for_the_hosts_that_the_settings_name() -> None:
    guard = Guard(["Wiki.corp.", "*.docs.corp"], [80, 443])
    assert guard.permits("wiki.corp", 443, INTRANET)
    assert guard.permits("a.b.docs.corp", 443, HOME)
    assert not guard.permits("docs.corp", 443, INTRANET)
    assert not guard.permits("evildocs.corp", 443, INTRANET)
    assert not guard.permits("wiki.corp.evil.example", 443, INTRANET)
    assert not guard.permits("shop.example", 443, INTRANET)


def test_a_metadata_service_is_not_reached_even_when_its_host_is_named() -> None:
    guard = Guard(["169.254.169.254", "*.corp"], [80])
    assert not guard.permits("169.254.169.254", 80, METADATA)
    assert not guard.permits("wiki.corp", 80, METADATA)


def test_a_host_may_be_named_in_chinese_and_as_an_ipv6_address() -> None:
    guard = Guard(["内网.公司", "[fd00::5]:8080"], [80])
    assert guard.permits(host_of(normal("http://内网.公司/帮助")), 80, INTRANET)
    guard.check(normal("http://[fd00::5]:8080/"))
    assert guard.permits("fd00::5", 8080, ip_address("fd00::5"))
    assert not guard.permits("fd00::5", 80, ip_address("fd00::5"))


@pytest.mark.parametrize("port", ["22", "25", "6379", "0", "8080"])
def test_only_web_ports_are_allowed_and_the_refusal_tells_the_setting(port: str) -> None:
    with pytest.raises(CannotFetch, match="TURNWISE_WEB_ALLOWED_HOSTS"):
        Guard([], [80, 443]).check(normal(f"http://shop.example:{port}/"))
    with pytest.raises(CannotFetch, match="port"):
        Guard(["shop.example"], [80, 443]).check(normal(f"http://shop.example:{port}/"))


def test_a_host_named_with_a_port_has_that_port_too() -> None:
    Guard(["wiki.corp:8080"], [80]).check(normal("http://wiki.corp:8080/"))
    Guard([], [80, 8080]).check(normal("http://shop.example:8080/"))
