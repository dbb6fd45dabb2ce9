"""Rates by what brought the customers: of 92 days at most."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel

from evals.wilson import rate
from service.api.rates.models import Rate
from service.api.times import Time
from service.deps import Reading, needs
from service.rates.ad_costs import source_counts
from service.rest.shown import problems
from service.roles import Right
from service.storage.rates.source_rates import Counts, SourceCut

router = APIRouter(prefix="/api/ads", tags=["rates"], dependencies=needs(Right.SEE))


class Source(BaseModel):
    """The conversations that one source brought; `value` is null for those of which nothing is known."""

    value: str | None
    started: int
    opened: Rate
    lead_capture: Rate
    transfer: Rate
    resolution_assumed: Rate
    resolution_confirmed: Rate


class Sources(BaseModel):
    """The 200 with the most conversations, of those started in [since, until)."""

    since: datetime
    until: datetime
    by: SourceCut
    sources: list[Source]


@router.get("/sources", responses=problems(401, 403, 422))
async def sources(since: Time, until: Time, connection: Reading, by: SourceCut = "utm_source") -> Sources:
    """Rates by a label, a campaign's parameters or the channel, counted from conversations one by one."""
    found = await source_counts(connection, by, since, until)
    told = [
        Source(
            value=one.value,
            started=one.started,
            **{name.replace(".", "_"): _rate(counts) for name, counts in one.numbers.items()},
        )
        for one in found
    ]
    return Sources(since=since, until=until, by=by, sources=told)


def _rate(counts: Counts) -> Rate:
    return Rate.model_validate(rate(counts.successes, counts.n), from_attributes=True)
