"""What channels call platforms with: a client, and access tokens, which outlast a call."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field

import httpx

EARLY_S = 300.0
"""A token is fetched anew so long before its end, or at half of its life where that is shorter."""


@dataclass(frozen=True, slots=True)
class Token:
    """A platform's access token, good for `lasts_s` seconds from now."""

    value: str = field(repr=False)
    lasts_s: float


class Tokens:
    """Access tokens by account, fetched once however many replies wait for one, and again before they end.

    Each process keeps its own, so use tokens that leave earlier ones valid (WeChat's `stable_token`).
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[Hashable, tuple[str, float]] = {}
        self._locks: dict[Hashable, asyncio.Lock] = {}

    async def get(self, owner: Hashable, fetch: Callable[[], Awaitable[Token]]) -> str:
        """The token of `owner`: an account, whose credentials are part of it, so that new ones fetch a new token.

        Raises what `fetch` raises; the next call then tries again.
        """
        async with self._locks.setdefault(owner, asyncio.Lock()):
            value, until = self._kept.get(owner, ("", 0.0))
            if not value or self._clock() >= until:
                token = await fetch()
                value, until = token.value, self._clock() + max(token.lasts_s - EARLY_S, token.lasts_s / 2)
                self._kept[owner] = value, until
            return value

    def drop(self, owner: Hashable, value: str) -> None:
        """The platform no longer takes this token: the next call fetches another."""
        if self._kept.get(owner, ("",))[0] == value:
            del self._kept[owner]


@dataclass(frozen=True, slots=True)
class Line:
    """The way out to platforms, one a process."""

    http: httpx.AsyncClient
    tokens: Tokens = field(default_factory=Tokens)
