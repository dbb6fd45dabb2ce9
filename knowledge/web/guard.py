"""Where a fetch may go: the rules of one installation, for addresses as written and for those that they resolve to."""

from collections.abc import Iterable

import httpx

from knowledge.web.addresses import Address, reach
from knowledge.web.page import CannotFetch
from knowledge.web.urls import host_of, normal, port_of


class Guard:
    """`allowed_hosts` may have internal addresses and, where it is named with them, another port."""

    def __init__(self, allowed_hosts: Iterable[str], allowed_ports: Iterable[int]) -> None:
        self._names = frozenset(_ascii(name.strip().lower()) for name in allowed_hosts)
        self._ports = frozenset(allowed_ports)

    def check(self, url: httpx.URL) -> None:
        """Raise `CannotFetch` for a port that is not allowed."""
        host, port = host_of(url), port_of(url)
        if port not in self._ports and not self._names_match(f"{_bracketed(host)}:{port}"):
            raise CannotFetch(
                f"{url} is not fetched: port {port} is not allowed. "
                f"If it is meant, add {_bracketed(host)}:{port} to TURNWISE_WEB_ALLOWED_HOSTS."
            )

    def permits(self, host: str, port: int, address: Address) -> bool:
        """Public addresses for every host, internal ones for a listed host."""
        kind = reach(address)
        return kind == "public" or (kind == "internal" and self.lists(host, port))

    def lists(self, host: str, port: int) -> bool:
        """Whether the installation names this host itself."""
        plain = _bracketed(host)
        return self._names_match(plain) or self._names_match(f"{plain}:{port}")

    def _names_match(self, asked: str) -> bool:
        return any(
            asked == name or (name.startswith("*.") and asked.endswith(name[1:]) and asked != name[1:])
            for name in self._names
        )


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _ascii(name: str) -> str:
    """A host of the settings in the form that URLs carry: 内网.example as xn--..., no dot at the end."""
    star, rest = ("*.", name[2:]) if name.startswith("*.") else ("", name)
    url = normal(f"http://{rest}/")
    return star + _bracketed(host_of(url)) + (f":{url.port}" if url.port is not None else "")
