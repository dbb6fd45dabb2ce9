"""What was paid for advertisements, stored once however often it is entered."""

from datetime import UTC, date, datetime
from decimal import Decimal

from service.storage.database import Database
from service.storage.rates.ad_spend import Spend, list_spends, put_spends

AT = datetime(2026, 3, 2, tzinfo=UTC)
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


async def put(database: Database, *spends: Spend) -> None:
    async with database.write() as connection:
        await put_spends(connection, spends, "mia", AT)


async def amounts(database: Database, **filters: object) -> list[tuple[date, str, str | None, Decimal]]:
    async with database.read() as connection:
        found = await list_spends(connection, **filters)  # type: ignore[arg-type]
    return [(one.day, one.channel, one.account, one.amount) for one in found]


async def test_an_amount_replaces_the_one_of_the_same_day_and_place(database: Database, account: str) -> None:
    whole = Spend("webhook", MONDAY, Decimal("100.10"), "CNY")
    part = Spend("webhook", MONDAY, Decimal(30), "CNY", account_id=account)
    await put(database, whole, part)
    await put(database, whole, part)
    assert sorted(one[3] for one in await amounts(database)) == [Decimal(30), Decimal("100.10")]
    await put(database, Spend("webhook", MONDAY, Decimal(120), "CNY"), Spend("widget", MONDAY, Decimal(1), "CNY"))

    after = await amounts(database)
    assert sorted(one[3] for one in after) == [Decimal(1), Decimal(30), Decimal(120)]
    assert {one[2] for one in after if one[3] == Decimal(30)} != {None}


async def test_of_two_amounts_for_the_same_day_and_place_in_one_go_the_last_one_holds(database: Database) -> None:
    await put(database, *(Spend("widget", MONDAY, Decimal(number), "CNY") for number in range(600)))
    assert [one[3] for one in await amounts(database)] == [Decimal(599)]


async def test_spend_is_listed_by_days_and_channel(database: Database) -> None:
    await put(
        database,
        Spend("widget", MONDAY, Decimal(1), "CNY"),
        Spend("widget", TUESDAY, Decimal(2), "CNY"),
        Spend("telegram", TUESDAY, Decimal(3), "USD"),
    )
    assert [one[3] for one in await amounts(database, since=TUESDAY, channel="widget")] == [Decimal(2)]
    assert [one[3] for one in await amounts(database, until=TUESDAY)] == [Decimal(1)]
