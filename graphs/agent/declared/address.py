"""Addresses of tools: the host is the declaration's, whatever the arguments hold."""

import re
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

_PLACE = re.compile(r"\{(\w+)\}")


class BadArgumentError(ValueError):
    """The argument cannot stand in a URL's path."""


def check_address(url: str) -> str:
    """The URL as declared; raises ValueError where arguments could choose anything but parts of its path."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be an http:// or https:// address")
    if "{" in parts.netloc:
        raise ValueError("the host must not depend on an argument")
    if parts.username or parts.password:
        raise ValueError("must hold no password: use `headers` with ${NAME} from the environment")
    if "{" in parts.query or parts.query or parts.fragment:
        raise ValueError("must end with its path: arguments that are not in the path go into the query by themselves")
    return url


def fill_address(url: str, arguments: Mapping[str, object]) -> str:
    """The URL with `{argument}` filled in, each percent-encoded as one segment's part (RFC 3986, 2.1).

    Raises BadArgumentError for one that would climb out of its place in the path.
    """

    def encoded(place: re.Match[str]) -> str:
        text = str(arguments[place[1]])
        if not text or text.strip(".") == "":
            raise BadArgumentError(f"{place[1]} must not be empty or dots")
        return quote(text, safe="")

    return _PLACE.sub(encoded, url)


def places_in(url: str) -> frozenset[str]:
    """The arguments that stand in the path."""
    return frozenset(_PLACE.findall(url))
