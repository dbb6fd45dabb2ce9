"""Judges, the models that grade beside what computes: their budget, what they used, and what they said."""

from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Query

from service.deps import Reading, needs
from service.quality.judge_use import judge_use
from service.rest.shown import Shown, problems
from service.roles import Right

router = APIRouter(prefix="/api/judges", tags=["grades"], dependencies=needs(Right.SEE))


class JudgeDay(Shown):
    """A day (`YYYY-MM-DD`, UTC). `tokens` counts for the budget, calls under way included, as guessed.

    `cost` is null where a price is not known.
    """

    day: str
    tokens: int
    calls: int
    input_tokens: int
    output_tokens: int
    cached_input_tokens: int
    cost: Decimal | None


class Asked(Shown):
    """About which share of the turns; with `unsure`, of those with a score of the grader beside it from, to."""

    rate: float
    unsure: tuple[float, float] | None


class JudgeGiven(Shown):
    """A judge: when it is asked, and how often it gave which label; what still waits for it is `pending`."""

    judge: str
    policy: Asked
    labels: dict[str, int]


class JudgeUse(Shown):
    """`model` is null where none is set: then nobody is asked. `budget_tokens` are for a day; 0 sets no budget.

    `days` are those on which a judge was asked, the latest first; `today` may be none of them.
    """

    model: str | None
    currency: str
    budget_tokens: int
    today: str
    days: list[JudgeDay]
    judges: list[JudgeGiven]


@router.get("", responses=problems(401, 403, 422))
async def judges(
    connection: Reading,
    days: Annotated[int, Query(ge=1, le=366, description="So many days, today included (UTC).")] = 7,
) -> JudgeUse:
    """What judges used of their daily budget of tokens, and what each said. All processes share one budget."""
    return JudgeUse.model_validate(await judge_use(connection, days))
