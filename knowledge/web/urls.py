"""Web addresses in one form."""

import re
from ipaddress import IPv6Address

import httpx

from knowledge.web.page import CannotFetch

_MAX_CHARS = 2_000
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?")


def normal(url: str) -> httpx.URL:
    """The URL without fragment and with a plain host name; raises `CannotFetch` for what is no web address."""
    short = shown(url)
    if len(url) > _MAX_CHARS:
        raise CannotFetch(f"{short} is longer than {_MAX_CHARS} characters; give a shorter address.")
    try:
        parsed = httpx.URL(url.strip())
        host = host_of(parsed).removesuffix(".")
        if parsed.scheme not in _PORTS or not host:
            raise CannotFetch(f"{short} is no web address; give one that starts with https:// or http://.")
        if parsed.userinfo:
            # What stands before the @ may be a password: it is not repeated.
            raise CannotFetch(f"The address at {host} holds a user name or password; give it without.")
        if _HOST.fullmatch(host) is None:
            IPv6Address(host)
        if port_of(parsed) > 65_535:
            raise ValueError("no such port")
        return parsed.copy_with(host=host, fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise CannotFetch(f"{short} is no web address; check its spelling.") from error


def shown(url: str) -> str:
    """The URL as a sentence holds it: not endless, and without what may be a password."""
    plain = re.sub(r"//[^/?#]*@", "//", url.strip())
    return plain if len(plain) <= 200 else f"{plain[:200]}..."


def host_of(url: httpx.URL) -> str:
    """The host in ASCII, an IPv6 address without its brackets."""
    return url.raw_host.decode("ascii")


def port_of(url: httpx.URL) -> int:
    """The port that a URL means."""
    return _PORTS[url.scheme] if url.port is None else url.port


def origin_of(url: httpx.URL) -> str:
    """Scheme, host and port: what a robots.txt is for."""
    return str(url.copy_with(raw_path=b"/"))


def site_of(url: httpx.URL) -> str:
    """What two addresses of one site share: the host without www., and the port unless it is the scheme's own."""
    host = host_of(url).removeprefix("www.")
    return host if port_of(url) == _PORTS[url.scheme] else f"{host}:{port_of(url)}"
