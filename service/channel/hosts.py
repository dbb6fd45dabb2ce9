"""Where a channel may fetch a file from, and show its access token: nowhere but on the platform's own hosts."""

import re
from collections.abc import Collection

import httpx
from pydantic import HttpUrl

from service.channel.errors import ChannelError

# Others read a host that holds more than this differently: where a backslash ends it, say.
_PLAIN = re.compile(r"[0-9a-z.-]+")


def own_https(url: str, platform: str, api_url: HttpUrl, hosts: Collection[str]) -> str:
    """The same for an address that the platform may write with http: the one to fetch it from, by https."""
    secure = f"https://{url.removeprefix('http://')}" if url.startswith("http://") else url
    try:
        ensure_own_host(secure, platform, api_url, hosts)
    except ChannelError:  # or it is at the place of `api_url`, whatever that speaks
        ensure_own_host(url, platform, api_url, ())
        return url
    return secure


def ensure_own_host(url: str, platform: str, api_url: HttpUrl, hosts: Collection[str]) -> None:
    """Return where `url` is https at one of `hosts` or below it, or at the same place as `api_url`.

    The address came with a message, so it might lead anywhere, into our own network too. Raises ChannelError.
    """
    try:
        target, api = httpx.URL(url), httpx.URL(str(api_url))
        name = target.host
    except (httpx.InvalidURL, UnicodeError) as error:  # the latter for a name that begins with xn-- and is none
        raise ChannelError(f"{platform} gave no usable address of the file.", permanent=True) from error
    if (target.scheme, name, target.port) == (api.scheme, api.host, api.port):
        return
    own = _PLAIN.fullmatch(name) and any(name == host or name.endswith(f".{host}") for host in hosts)
    if not own or target.scheme != "https" or target.port is not None:
        raise ChannelError(f"The file is not at an address of {platform}, so it is not fetched.", permanent=True)
