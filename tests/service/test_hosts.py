"""Files are fetched from the platform's own hosts, by https."""

import pytest
from pydantic import HttpUrl

from service.channel.errors import ChannelError
from service.channel.hosts import own_https

HOSTS = ("acme.example", "files-of-acme.oss.example")


def test_an_address_that_is_told_with_http_is_called_by_https() -> None:
    place, api = "files-of-acme.oss.example/ddmedia%2Fa.jpg?signature=1%3D", HttpUrl("https://api.acme.example")
    assert own_https(f"http://{place}", "Acme", api, HOSTS) == f"https://{place}"
    assert own_https(f"https://{place}", "Acme", api, HOSTS) == f"https://{place}"


def test_an_api_that_is_spoken_to_by_http_may_say_where_at_its_own_place() -> None:
    assert own_https("http://localhost:8/f", "Acme", HttpUrl("http://localhost:8"), HOSTS) == "http://localhost:8/f"
    with pytest.raises(ChannelError):
        own_https("http://localhost:9/f", "Acme", HttpUrl("http://localhost:8"), HOSTS)
