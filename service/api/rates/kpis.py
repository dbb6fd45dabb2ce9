"""The rates, computed now from what is stored: cut, compared, exported, and looked behind."""

import asyncio
from typing import Annotated

import orjson
from fastapi import APIRouter, Depends, Path, Query, Response
from pydantic import StringConstraints

from evals.kpi_json import group_json
from evals.rates.behind import Part
from service.api.rates.models import ConversationBehind, ConversationsBehind, Rates
from service.api.times import Time
from service.deps import CurrentResources, needs
from service.rates.rates import Measured, Period, period_before, wanted_of
from service.rates.tables import FIELDS, Format, Table, behind_table, group_table, written
from service.rest.shown import Responses, problems
from service.roles import Right
from service.storage.rates.lists import Behind
from service.storage.rates.measuring import Wanted
from service.storage.types import now

router = APIRouter(prefix="/api/kpis", tags=["rates"], dependencies=needs(Right.SEE))
_FILES: Responses = {200: {"content": {Format.CSV.media_type: {}, Format.PARQUET.media_type: {}}}}
_MOST_EXPORTED = 100_000
_UNCOMPARED: dict[str, object] = {"before": None, "differences": None}

Only = Annotated[
    list[Annotated[str, StringConstraints(max_length=300)]] | None,
    Query(
        max_length=20, description="Of that kind alone, as in channel=widget; an empty value means that it has none."
    ),
]
Number = Annotated[str, Path(pattern=r"^[a-z0-9_.]{1,80}$", description="Its place in `kpis`, with dots between.")]


async def _asked(
    since: Time | None = None,
    until: Time | None = None,
    by: Annotated[str, Query(max_length=200, description="Cuts, by commas: channel, account, language, day, ...")] = "",
    only: Only = None,
) -> Wanted:
    return wanted_of(Period(since, until), [by], only or [])


Asked = Annotated[Wanted, Depends(_asked)]


async def _earlier(asked: Asked, compare_since: Time | None = None, compare_until: Time | None = None) -> Period | None:
    return period_before(asked, compare_since, compare_until)


Earlier = Annotated[Period | None, Depends(_earlier)]


@router.get("", response_model=Rates, responses=problems(401, 403, 422))
async def rates(asked: Asked, earlier: Earlier, resources: CurrentResources) -> Response:
    """Every rate with n and a 95 % interval; with `compare_since`, by how much it differs from an earlier period."""
    measured = await resources.rates.measured(asked, earlier)
    currency = resources.rates.currency
    shown = await asyncio.to_thread(_json, asked, earlier, measured, currency)
    return Response(shown, media_type="application/json")


@router.get("/export", response_class=Response, responses={**_FILES, **problems(401, 403, 422, 501)})
async def export(
    asked: Asked,
    earlier: Earlier,
    resources: CurrentResources,
    format: Format = Format.CSV,  # noqa: A002
) -> Response:
    """The same as a table: a row for each group, a column for each number."""
    measured = await resources.rates.measured(asked, earlier)
    return await _file("rates", group_table(measured.groups), format)


@router.get("/{number}/conversations", responses=problems(401, 403, 404, 422))
async def list_behind(
    number: Number,
    asked: Asked,
    resources: CurrentResources,
    part: Part = "yes",
    over: Annotated[
        float | None, Query(ge=0, description="With a time over so many seconds, or a higher cost.")
    ] = None,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> ConversationsBehind:
    """The conversations behind a number: `yes` those that count, `no` those that do not, `all` both."""
    page = await resources.rates.behind(number, asked, part, over=over, cursor=cursor, limit=limit)
    return ConversationsBehind(conversations=[_shown(one) for one in page.rows], next=page.next)


@router.get(
    "/{number}/conversations/export", response_class=Response, responses={**_FILES, **problems(401, 403, 404, 422, 501)}
)
async def export_behind(
    number: Number,
    asked: Asked,
    resources: CurrentResources,
    part: Part = "yes",
    over: Annotated[float | None, Query(ge=0)] = None,
    format: Format = Format.CSV,  # noqa: A002
) -> Response:
    """The same as a table, at most 100,000 of them."""
    page = await resources.rates.behind(number, asked, part, over=over, limit=_MOST_EXPORTED)
    return await _file(number, behind_table(page.rows), format)


def _json(asked: Wanted, earlier: Period | None, measured: Measured, currency: str) -> bytes:
    """`Rates` without its models: making these of a thousand groups takes longer than measuring them."""
    body = {
        "since": asked.since,
        "until": asked.until,
        "groups": [_UNCOMPARED | group_json(group) for group in measured.groups],
        "compared_with": {"since": earlier.since, "until": earlier.until} if earlier else None,
        "currency": currency,
        "not_counted": measured.not_counted,
    }
    return orjson.dumps(body, option=orjson.OPT_UTC_Z)


def _shown(one: Behind) -> ConversationBehind:
    fields = {name: getattr(one.record, name) for name in FIELDS}
    return ConversationBehind(id=one.record.id, **fields, **one.share._asdict(), amounts=list(one.amounts))


async def _file(name: str, table: Table, as_format: Format) -> Response:
    return Response(
        await asyncio.to_thread(written, table, as_format),
        media_type=as_format.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}-{now():%Y-%m-%d}.{as_format}"',
            "Cache-Control": "no-store",
        },
    )
