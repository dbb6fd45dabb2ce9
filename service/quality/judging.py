"""The judges of this installation, which share one budget and one memory over all of its processes."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from evals.judging.ledger import Judgement, Reservation
from evals.judging.settings import JudgeSettings
from graphs.evaluator.grader import Grader
from graphs.settings import GraphSettings
from graphs.turn import Usage
from service.storage.database import Database
from service.storage.grading.judging import find_judgement, keep_judgement, reserve_tokens, settle_tokens
from service.storage.types import now


class StoredLedger:
    """What judges remember and may spend, in the database. A day is one of UTC."""

    def __init__(
        self, database: Database, *, budget_tokens: int, cache_days: int, clock: Callable[[], datetime] = now
    ) -> None:
        """`budget_tokens` 0 sets no budget, `cache_days` 0 remembers nothing."""
        self._database = database
        self._budget_tokens = budget_tokens
        self._cached = timedelta(days=cache_days)
        self._clock = clock

    async def find(self, key: str) -> Judgement | None:
        """The verdict under that key, if it is not too old."""
        if not self._cached:
            return None
        async with self._database.read() as connection:
            return await find_judgement(connection, key, self._clock() - self._cached)

    async def reserve(self, tokens: int) -> Reservation | None:
        """Set tokens of today aside, at once for all processes; None where they are not left."""
        reserved = Reservation(f"{self._clock():%Y-%m-%d}", tokens)
        async with self._database.write_behind() as connection:
            return reserved if await reserve_tokens(connection, reserved, self._budget_tokens) else None

    async def settle(self, reserved: Reservation, usage: Usage) -> None:
        """The call is over, and came to this."""
        async with self._database.write_behind() as connection:
            await settle_tokens(connection, reserved, usage)

    async def keep(self, key: str, judgement: Judgement, grader: str, turn_id: str) -> None:
        """Remember a verdict."""
        if self._cached:
            async with self._database.write_behind() as connection:
                await keep_judgement(connection, key, judgement, grader, turn_id, self._clock())


def open_judges(database: Database, named: Collection[str] = ()) -> tuple[Grader, ...]:
    """The judges as graders, none where TURNWISE_MODEL_JUDGE names no model; those in `named` judge every turn."""
    settings = GraphSettings()
    if settings.model_judge is None:
        return ()
    from evals.judging.build import judge_graders  # lazily: only an installation with a judge pays for the import

    own = JudgeSettings()
    ledger = StoredLedger(database, budget_tokens=own.judge_budget_tokens, cache_days=own.judge_cache_days)
    return judge_graders(settings, own, ledger, named)
