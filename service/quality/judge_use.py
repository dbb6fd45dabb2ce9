"""What judges may spend, what they have spent, and what they said: for the command line and the console."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from evals.judge_policy import Policy
from evals.judging.loading import load_judges
from evals.judging.settings import JudgeSettings
from graphs.prices import load_prices
from graphs.settings import GraphSettings
from service.storage.grading.judging import JudgeDay, judge_days_since, judged_since
from service.storage.types import now


@dataclass(frozen=True, slots=True)
class JudgeGiven:
    """When a judge is asked, and how often it gave which label; what still waits for it is `pending`."""

    judge: str
    policy: Policy
    labels: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class JudgeUse:
    """`model` is None where none is set: then there are no judges. `budget_tokens` are for a day, 0 sets none.

    `days` are those on which one was asked, the latest first; `today` (UTC) may be none of them.
    """

    model: str | None
    currency: str
    budget_tokens: int
    today: str
    days: Sequence[JudgeDay]
    judges: Sequence[JudgeGiven]


async def judge_use(connection: AsyncConnection, days: int) -> JudgeUse:
    """Of so many days, today included (UTC)."""
    settings, own = GraphSettings(), JudgeSettings()
    since = (now() - timedelta(days=days - 1)).replace(hour=0, minute=0, second=0, microsecond=0)
    judges = load_judges()
    given = await judged_since(connection, [judge.id for judge in judges], since)
    return JudgeUse(
        settings.model_judge,
        load_prices(settings.prices).currency,
        own.judge_budget_tokens,
        f"{now():%Y-%m-%d}",
        await judge_days_since(connection, f"{since:%Y-%m-%d}"),
        [
            JudgeGiven(judge.id, own.judge_policies.get(judge.id, judge.policy), given.get(judge.id, {}))
            for judge in judges
        ],
    )
