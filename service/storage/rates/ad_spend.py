"""What was paid for advertisements, by channel or account and day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.storage.database import upsert
from service.storage.tables import accounts, spends
from service.storage.types import new_id

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Spend:
    """What a day (UTC) cost in an account, or, without one, in the channel as a whole; `account` is its name.

    `impressions` and `clicks` are what an advertising platform counted, where one told.
    """

    channel: str
    day: date
    amount: Decimal
    currency: str
    account_id: str | None = None
    account: str | None = None
    impressions: int | None = None
    clicks: int | None = None


async def put_spends(connection: AsyncConnection, entered: Iterable[Spend], by: str, at: datetime) -> None:
    """Enter amounts, each in place of what was entered for the same day and account, or channel: again changes nothing.

    Of several for the same day and place the last one holds.
    """
    latest = {(one.channel, one.account_id, one.day): one for one in entered}
    whole = [one for one in latest.values() if one.account_id is None]
    await _put(connection, whole, by, at, ["channel", "day"], index_where=spends.c.account_id.is_(None))
    await _put(connection, [one for one in latest.values() if one.account_id], by, at, ["account_id", "day"])


async def list_spends(
    connection: AsyncConnection, since: date | None = None, until: date | None = None, channel: str | None = None
) -> list[Spend]:
    """What was paid on the days in [since, until), in the order of days."""
    query = (
        select(
            spends.c.channel,
            spends.c.day,
            spends.c.amount,
            spends.c.currency,
            spends.c.account_id,
            accounts.c.name.label("account"),
            spends.c.impressions,
            spends.c.clicks,
        )
        .outerjoin(accounts, accounts.c.id == spends.c.account_id)
        .order_by(spends.c.day, spends.c.channel, accounts.c.name)
    )
    if since:
        query = query.where(spends.c.day >= since)
    if until:
        query = query.where(spends.c.day < until)
    if channel:
        query = query.where(spends.c.channel == channel)
    return [Spend(**row._mapping) for row in await connection.execute(query)]


async def _put(
    connection: AsyncConnection, entered: Sequence[Spend], by: str, at: datetime, key: list[str], **where: object
) -> None:
    for start in range(0, len(entered), _BATCH):
        rows = [
            {
                "id": new_id(),
                "channel": one.channel,
                "account_id": one.account_id,
                "day": one.day,
                "amount": one.amount,
                "currency": one.currency,
                "impressions": one.impressions,
                "clicks": one.clicks,
                "entered_by": by,
                "entered_at": at,
            }
            for one in entered[start : start + _BATCH]
        ]
        statement = upsert(connection, spends).values(rows)
        changed = {name: statement.excluded[name] for name in ("amount", "currency", "entered_by", "entered_at")}
        for name in ("impressions", "clicks"):  # an amount that a person enters does not take them away
            changed[name] = func.coalesce(statement.excluded[name], spends.c[name])
        await connection.execute(statement.on_conflict_do_update(index_elements=key, set_=changed, **where))
