"""Column types, ids and the time that both databases share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, TypeAlias

import uuid_utils
from sqlalchemy import BigInteger, DateTime, Dialect, Row, String, TypeDecorator

ID_LENGTH = 36
_PARTS = 1_000_000_000

AnyRow: TypeAlias = Row[*tuple[Any, ...]]

Clock = Callable[[], datetime]
_set_clock: ContextVar[Clock | None] = ContextVar("set_clock", default=None)


def new_id() -> str:
    """A UUIDv7 as text: unique everywhere, and sorted by the time it was made (RFC 9562)."""
    clock = _set_clock.get()
    if clock is None:
        return str(uuid_utils.uuid7())
    at = clock()
    return str(uuid_utils.uuid7(int(at.timestamp()), at.microsecond * 1000))


def now() -> datetime:
    """The current time, aware, in UTC."""
    clock = _set_clock.get()
    return datetime.now(UTC) if clock is None else clock()


@contextmanager
def timed_by(clock: Clock) -> Iterator[None]:
    """Let `now` and new ids go by this clock, for this block and the tasks that it begins: nobody else sees it."""
    before = _set_clock.set(clock)
    try:
        yield
    finally:
        _set_clock.reset(before)


class Id(TypeDecorator[str]):
    """A UUIDv7 in its usual text form."""

    impl = String(ID_LENGTH)
    cache_ok = True


class Amount(TypeDecorator[Decimal]):
    """Money: whole thousand-millionths of the currency, so that both databases add it up exactly."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else int((value * _PARTS).to_integral_value())

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value) / _PARTS


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time in UTC: `timestamptz` on PostgreSQL, sortable text on SQLite, which has no such type."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("times must be aware: give a datetime with a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        aware: datetime = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return aware
