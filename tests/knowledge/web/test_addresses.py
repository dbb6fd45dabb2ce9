from ipaddress import ip_address

import pytest

from knowledge.web.addresses import reach


@pytest.mark.parametrize("text", ["93.184.216.34", "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_the_public_internet_is_public(text: str) -> None:
    assert reach(ip_address(text)) == "public"


@pytest.mark.parametrize(
    "text",
    [
        "127.0.0.1",
        "127.255.255.254",
        "10.1.2.3",
        "172.31.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "::1",
        "fd12:3456::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::192.168.0.1",
    ],
)
def test_private_networks_and_this_machine_are_internal(text: str) -> None:
    assert reach(ip_address(text)) == "internal"


@pytest.mark.parametrize(
    "text",
    [
        "169.254.169.254",
        "::ffff:169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "100.100.100.200",
        "168.63.129.16",
        "fd00:ec2::254",
        "0.0.0.0",
        "0.1.2.3",
        "::",
        "224.0.0.1",
        "239.255.255.250",
        "ff02::1",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "::127.0.0.1",
        "2002:7f00:1::1",
        "2002:101:101::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "64:ff9b:1::7f00:1",
    ],
)
def test_metadata_services_and_what_nobody_serves_from_are_never_reached(text: str) -> None:
    assert reach(ip_address(text)) == "never"
