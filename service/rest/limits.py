"""How often visitors, addresses and programs may come, by the `limits` library: in memory, or shared through Redis."""

import logging
from time import time

from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage, Storage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.errors import StorageError
from limits.storage import storage_from_string

from service.errors import RateLimited
from service.settings import Settings

log = logging.getLogger(__name__)

TYPING_RATE = "40/minute"
FORGOTTEN_RATE = "3/hour"
"""Links that are asked for, for each address of a mailbox."""


class Limits:
    """The rate limits in force. Each method counts one request, and raises RateLimited when it is one too many."""

    def __init__(self, settings: Settings) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(_storage(settings.redis_url))
        self._spare = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._visitor = parse(settings.visitor_rate)
        self._address = parse(settings.address_rate)
        self._session = parse(settings.session_rate)
        self._login = parse(settings.login_rate)
        self._program = parse(settings.api_rate)
        self._typing = parse(TYPING_RATE)
        self._forgotten = parse(FORGOTTEN_RATE)

    async def message(self, visitor_id: str, address: str) -> None:
        """A visitor's message or rating."""
        await self._hit(self._address, "address", address)
        await self._hit(self._visitor, "visitor", visitor_id)

    async def typing(self, visitor_id: str) -> None:
        """A visitor's word that they are writing."""
        await self._hit(self._typing, "typing", visitor_id)

    async def session(self, address: str) -> None:
        """A new or resumed visitor session."""
        await self._hit(self._session, "session", address)

    async def login(self, email: str, address: str) -> None:
        """An attempt to log in, counted for the address and for the account that it aims at."""
        await self._hit(self._login, "login-address", address)
        await self._hit(self._login, "login-email", email)

    async def link(self, address: str) -> None:
        """A try of a link by which a password is set."""
        await self._hit(self._login, "link-address", address)

    async def forgotten(self, email: str, address: str) -> None:
        """A wish for a link, counted for who asks and for the mailbox, whether there is such a user or not."""
        await self._hit(self._login, "forgotten-address", address)
        await self._hit(self._forgotten, "forgotten-email", email)

    async def program(self, key_id: str) -> None:
        """A request of another program."""
        await self._hit(self._program, "program", key_id)

    async def _hit(self, rate: RateLimitItem, *who: str) -> None:
        try:
            allowed, reset_at = await _ask(self._limiter, rate, who)
        except StorageError:
            log.exception("the shared rate limits cannot be reached; this process counts for itself meanwhile")
            allowed, reset_at = await _ask(self._spare, rate, who)
        if not allowed:
            raise RateLimited(max(1.0, reset_at - time()))


async def _ask(
    limiter: SlidingWindowCounterRateLimiter, rate: RateLimitItem, who: tuple[str, ...]
) -> tuple[bool, float]:
    """Whether one more is allowed, and when (Unix time) there is room again if not."""
    if await limiter.hit(rate, *who):
        return True, 0.0
    return False, (await limiter.get_window_stats(rate, *who)).reset_time


def _storage(redis_url: str) -> Storage:
    if not redis_url:
        return MemoryStorage()
    storage = storage_from_string(f"async+{redis_url}", implementation="redispy", wrap_exceptions=True)
    if not isinstance(storage, Storage):
        raise TypeError(f"{redis_url} is no Redis address that rate limits can be kept at")
    return storage
