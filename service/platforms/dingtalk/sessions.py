"""The address that a delivery brings to answer it, `sessionWebhook`: good for a while, and from a body nobody signed.

So only DingTalk's own hosts are called: whoever forged a body could else have us post anywhere, inside our network too.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pydantic import HttpUrl

from service.channel.errors import ChannelError
from service.channel.hosts import ensure_own_host

_HOSTS = ("dingtalk.com",)
# The way there, and the clocks.
_EARLY = timedelta(seconds=30)
LAST_MS = 253_402_300_799_999
"""Of the year 9999."""


@dataclass(frozen=True, slots=True)
class Session:
    """Where a conversation can be answered, and until when."""

    url: str
    until: datetime

    def thread(self) -> str:
        """As it is carried with a message: `<milliseconds> <address>`."""
        return f"{int(self.until.timestamp() * 1000)} {self.url}"


def session_of(url: str, until_ms: int, api_url: HttpUrl) -> Session | None:
    """None where the address is not DingTalk's (the place of `api_url` stands for it, too), or no address."""
    try:
        ensure_own_host(url, "DingTalk", api_url, _HOSTS)
    except ChannelError:
        return None
    return Session(url, datetime.fromtimestamp(until_ms / 1000, UTC))


def open_session(thread: str | None, now: datetime, api_url: HttpUrl) -> Session | None:
    """The session that a message carried, unless it has ended or ends just now."""
    until_ms, _, url = (thread or "").partition(" ")
    if not until_ms.isdecimal() or not until_ms.isascii() or len(until_ms) >= len(str(LAST_MS)):
        return None
    session = session_of(url, int(until_ms), api_url)
    return session if session and now < session.until - _EARLY else None
