"""Ad spend as people enter it, by a line or as a CSV file: checked against the channels and accounts that there are."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncConnection

from service.channel.plugins import load_channels
from service.errors import InvalidRequest
from service.storage.accounts.accounts import OWN, StoredAccount, list_accounts
from service.storage.database import Database
from service.storage.rates.ad_spend import Spend, put_spends
from service.storage.types import now

COLUMNS = {"day": "日期", "channel": "渠道", "account": "账号", "amount": "金额", "currency": "币种"}
"""The columns of a file, and their names in Chinese."""
_NEEDED = ("day", "channel", "amount")
_CURRENCY = re.compile(r"[A-Z]{3}")
# A comma is read between thousands only: 1.250,50 would else be taken for a little more than one.
_AMOUNT = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?")
MOST = Decimal(100_000_000)


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of a file that cannot be used, by its number, and why."""

    number: int
    problem: str


@dataclass(frozen=True, slots=True)
class Entered:
    """How many lines of a file were stored, and those that were not."""

    stored: int
    bad: tuple[BadLine, ...]


def amount(typed: str) -> Decimal:
    """An amount of money as typed. Raises InvalidRequest for what is none, negative, or past all reason."""
    found = Decimal(typed.strip().replace(",", "")) if _AMOUNT.fullmatch(typed.strip()) else None
    if found is None or found > MOST:
        raise InvalidRequest(f"{typed!r} is no amount: write a number from 0 to {MOST:,}, like 1250.50.")
    return found


def currency(typed: str) -> str:
    """A currency's code (ISO 4217). Raises InvalidRequest."""
    code = typed.strip().upper()
    if not _CURRENCY.fullmatch(code):
        raise InvalidRequest(f"{typed!r} is no currency: write its three letters, like CNY.")
    return code


def day(typed: str) -> date:
    """A day as typed. Raises InvalidRequest."""
    try:
        found = date.fromisoformat(typed.strip())
    except ValueError:
        raise InvalidRequest(f"{typed!r} is no day: write it like 2026-03-01.") from None
    if not 1970 <= found.year < 9000:
        raise InvalidRequest("Choose a day between the years 1970 and 9000.")
    return found


async def enter(database: Database, spend: Spend, by: str) -> None:
    """Store one amount. `account` names an account of the channel, by its name or id. Raises InvalidRequest."""
    async with database.write() as connection:
        placed = _placed(spend, await list_accounts(connection))
        await put_spends(connection, [placed], by, now())


async def enter_all(connection: AsyncConnection, entered: Sequence[Spend], by: str, at: datetime) -> None:
    """Store all of them, or none. Raises InvalidRequest, which names the place of the first that is wrong."""
    accounts = await list_accounts(connection)
    placed: list[Spend] = []
    for number, spend in enumerate(entered):
        try:
            placed.append(_placed(spend, accounts))
        except InvalidRequest as error:
            raise InvalidRequest(f"data.rows.{number}: {error.detail}") from None
    await put_spends(connection, placed, by, at)


async def enter_csv(database: Database, lines: Iterable[str], default_currency: str, by: str) -> Entered:
    """Store the amounts of a CSV file with a header of `COLUMNS` in any order; a bad line stops no other.

    Without an account an amount is the whole channel's. Raises InvalidRequest for a header without what is needed.
    """
    reader = csv.DictReader(lines)
    reader.fieldnames = _names(reader.fieldnames or ())
    good: list[Spend] = []
    bad: list[BadLine] = []
    async with database.write() as connection:
        accounts = await list_accounts(connection)
        for row in reader:
            try:
                good.append(_placed(_spend(row, default_currency), accounts))
            except InvalidRequest as error:
                bad.append(BadLine(reader.line_num, error.detail))
        await put_spends(connection, good, by, now())
    return Entered(len(good), tuple(bad))


def _names(header: Iterable[str]) -> list[str]:
    english = {chinese: name for name, chinese in COLUMNS.items()}
    names = [english.get(name.strip(), name.strip().lower()) for name in header]
    if missing := [name for name in _NEEDED if name not in names]:
        raise InvalidRequest(f"The first line lacks {', '.join(missing)}: it names the columns {', '.join(COLUMNS)}.")
    return names


def _spend(row: Mapping[str, str | None], default_currency: str) -> Spend:
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
    return Spend(
        channel=cells["channel"],
        day=day(cells["day"]),
        amount=amount(cells["amount"]),
        currency=currency(cells["currency"] or default_currency),
        account=cells["account"] or None,
    )


def _placed(spend: Spend, accounts: Sequence[StoredAccount]) -> Spend:
    channels = sorted({*OWN, *load_channels(), *(account.channel for account in accounts)})
    if spend.channel not in channels:
        raise InvalidRequest(f"There is no channel {spend.channel!r}: choose from {', '.join(channels)}.")
    if spend.account is None:
        return spend
    own = [one for one in accounts if one.channel == spend.channel]
    found = [one for one in own if spend.account in (one.id, one.name)]
    if len(found) != 1:
        names = ", ".join(f"{one.name} ({one.id})" for one in own) or "none yet"
        what = "more than one account" if found else "no account"
        raise InvalidRequest(f"{spend.channel} has {what} {spend.account!r}; its accounts: {names}.")
    return replace(spend, account_id=found[0].id)
