"""Rate limits, in memory and through Redis."""

import os
import uuid
from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError

from service.errors import RateLimited
from service.rest.limits import Limits
from service.settings import Settings

REDIS = os.environ.get("TURNWISE_TEST_REDIS", "redis://127.0.0.1:6379/0")


@pytest.fixture(params=["memory", "redis"])
async def redis_url(request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """Where limits are kept: nowhere but in the process, or in Redis."""
    if request.param == "memory":
        yield ""
        return
    client = Redis.from_url(REDIS)
    try:
        await client.ping()
    except (RedisError, OSError) as error:
        pytest.skip(f"no Redis at {REDIS}: {error}")
    finally:
        await client.aclose()
    yield REDIS


def limits(redis_url: str, **rates: str) -> Limits:
    return Limits(Settings(redis_url=redis_url, **rates))


async def test_one_too_many_is_refused_with_a_time_to_wait(redis_url: str) -> None:
    own = limits(redis_url, visitor_rate="2/minute")
    visitor = uuid.uuid4().hex
    await own.message(visitor, visitor)
    await own.message(visitor, visitor)

    with pytest.raises(RateLimited) as refused:
        await own.message(visitor, visitor)

    assert refused.value.retry_after_s is not None
    assert 0 < refused.value.retry_after_s <= 120
    await own.message(uuid.uuid4().hex, visitor)


async def test_an_address_is_limited_whatever_visitors_it_sends(redis_url: str) -> None:
    own = limits(redis_url, address_rate="3/minute")
    address = uuid.uuid4().hex
    for _ in range(3):
        await own.message(uuid.uuid4().hex, address)

    with pytest.raises(RateLimited):
        await own.message(uuid.uuid4().hex, address)
    await own.session(address)


async def test_an_account_is_guarded_whatever_addresses_try_it(redis_url: str) -> None:
    own = limits(redis_url, login_rate="3/minute")
    email = f"{uuid.uuid4().hex}@example.com"
    for _ in range(3):
        await own.login(email, uuid.uuid4().hex)

    with pytest.raises(RateLimited):
        await own.login(email, uuid.uuid4().hex)


@pytest.mark.parametrize("redis_url", ["redis"], indirect=True)
async def test_two_processes_count_together_through_redis(redis_url: str) -> None:
    first, second = (limits(redis_url, visitor_rate="2/minute") for _ in range(2))
    visitor = uuid.uuid4().hex
    await first.message(visitor, visitor)
    await second.message(visitor, visitor)

    with pytest.raises(RateLimited):
        await first.message(visitor, visitor)


async def test_without_its_redis_a_process_counts_for_itself() -> None:
    own = limits("redis://127.0.0.1:1/0", visitor_rate="1/minute")
    await own.message("ada", "here")

    with pytest.raises(RateLimited):
        await own.message("ada", "here")
