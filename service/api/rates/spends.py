"""What was paid for advertisements, by channel or account and day, with what platforms counted of them."""

from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field, StringConstraints

from knowledge.decoding import decode
from service.deps import CurrentCaller, CurrentResources, Reading, needs
from service.errors import InvalidRequest
from service.rates import spending
from service.rest.shown import Shown, problems
from service.roles import Right
from service.storage.rates.ad_spend import Spend, list_spends
from service.texts import clean

router = APIRouter(prefix="/api/spend", tags=["rates"], dependencies=needs(Right.SEE, Right.MONITOR))
MOST_LISTED = 2_000
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class Entry(Shown):
    """What a day (UTC) cost in an account, or, where `account` is null, in the channel as a whole.

    Impressions and clicks are null where no advertising platform has told them.
    """

    channel: str
    account: str | None
    day: date
    amount: Decimal
    currency: str
    impressions: int | None
    clicks: int | None


class Entries(BaseModel):
    """The latest days first; `more` says that there are others. `currency` is the one that rates are given in."""

    entries: list[Entry]
    more: bool
    currency: str


class NewEntry(BaseModel):
    """Takes the place of what was entered for the same day and account, or channel; an amount of 0 takes it back."""

    channel: Name
    account: Name | None = None
    day: str = Field(max_length=10, description="Like 2026-03-01.")
    amount: str = Field(max_length=30, description="Like 1250.50.")
    currency: str | None = Field(default=None, max_length=10)


class BadLine(Shown):
    """A line of a file that could not be used, by its number, and why."""

    number: int
    problem: str


class Imported(BaseModel):
    """How many lines of a file are stored, and the first hundred that are not."""

    stored: int
    bad: list[BadLine]
    bad_lines: int


@router.get("", responses=problems(401, 422))
async def list_entries(
    connection: Reading,
    resources: CurrentResources,
    since: date | None = None,
    until: date | None = None,
    channel: Annotated[str | None, Query(max_length=40)] = None,
) -> Entries:
    """What was entered for the days in [since, until)."""
    found = await list_spends(connection, since, until, channel)
    latest = list(reversed(found))[:MOST_LISTED]
    return Entries(
        entries=[Entry.model_validate(one) for one in latest],
        more=len(found) > MOST_LISTED,
        currency=resources.brain.currency,
    )


@router.post("", status_code=201, responses=problems(401, 403, 422))
async def enter(entry: NewEntry, caller: CurrentCaller, resources: CurrentResources) -> Entry:
    """Enter what a day cost."""
    spend = Spend(
        channel=clean(entry.channel),
        day=spending.day(clean(entry.day)),
        amount=spending.amount(clean(entry.amount)),
        currency=spending.currency(clean(entry.currency or resources.brain.currency)),
        account=clean(entry.account) if entry.account else None,
    )
    await spending.enter(resources.database, spend, caller.by)
    resources.live.changed("kpis")
    return Entry.model_validate(spend)


@router.post(
    "/import",
    responses=problems(401, 403, 422),
    openapi_extra={"requestBody": {"required": True, "content": {"text/csv": {"schema": {"type": "string"}}}}},
)
async def import_file(request: Request, caller: CurrentCaller, resources: CurrentResources) -> Imported:
    """Enter the amounts of a CSV file, in any encoding; the same one again changes nothing, a bad line stops no other.

    Its first line names the columns day, channel, account, amount, currency (日期, 渠道, 账号, 金额, 币种).
    """
    content = await request.body()
    if b"\x00" in content:
        raise InvalidRequest("This is no CSV file: save the table as CSV, and choose that file.")
    lines = StringIO(clean(decode(content, "the file")))
    entered = await spending.enter_csv(resources.database, lines, resources.brain.currency, caller.by)
    resources.live.changed("kpis")
    bad = [BadLine.model_validate(one) for one in entered.bad[:100]]
    return Imported(stored=entered.stored, bad=bad, bad_lines=len(entered.bad))
