"""The rates over time, for charts: each point with n and its interval."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, StringConstraints

from service.api.rates.kpis import Asked
from service.deps import CurrentResources, needs
from service.errors import InvalidRequest
from service.rates.series import Point, Step, series
from service.rest.shown import Shown, problems
from service.roles import Right
from service.storage.types import now

router = APIRouter(prefix="/api/kpis/series", tags=["rates"], dependencies=needs(Right.SEE))
_MOST_NUMBERS = 60


class NumberShown(Shown):
    """`n` is what it rests on; null where nothing is known."""

    value: float | None
    n: int
    low: float | None
    high: float | None


class PointShown(BaseModel):
    """The conversations started in [at, until). A number that is left out had nothing to count."""

    at: datetime
    until: datetime
    numbers: dict[str, NumberShown]


class SeriesShown(BaseModel):
    """Points in order, without gaps; steps begin by UTC."""

    step: Step
    points: list[PointShown]


async def _numbers(
    number: Annotated[
        list[Annotated[str, StringConstraints(pattern=r"^[a-z0-9_.]{1,80}$")]],
        Query(max_length=_MOST_NUMBERS, description="Places in `kpis`, with dots between: transfer, frt.p50_s, ..."),
    ],
) -> tuple[str, ...]:
    return tuple(dict.fromkeys(number))


@router.get("", responses=problems(401, 403, 422))
async def get_series(
    numbers: Annotated[tuple[str, ...], Depends(_numbers)],
    asked: Asked,
    resources: CurrentResources,
    step: Step | None = None,
) -> SeriesShown:
    """Numbers by hour, day, week or month; without `step`, by what suits the period."""
    if asked.by:
        raise InvalidRequest("A series is cut by its step alone: leave `by` out, or narrow it down by `only`.")
    found = await series(resources.rates, asked, numbers, step, now())
    return SeriesShown(step=found.step, points=await asyncio.to_thread(_points, found.points))


def _points(points: Sequence[Point]) -> list[PointShown]:
    return [
        PointShown(
            at=one.at,
            until=one.until,
            numbers={place: NumberShown.model_validate(number) for place, number in one.numbers.items()},
        )
        for one in points
    ]
