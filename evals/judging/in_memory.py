"""A ledger of judges for one process that has no database: what tests and other people's tools run."""

from datetime import UTC, datetime

from evals.judging.ledger import Judgement, Reservation
from graphs.turn import Usage


class MemoryLedger:
    """Remembers verdicts and counts tokens for as long as the process lives; `budget_tokens` 0 sets no budget."""

    def __init__(self, budget_tokens: int) -> None:
        self._budget_tokens = budget_tokens
        self._spent = 0
        self._judgements: dict[str, Judgement] = {}

    async def find(self, key: str) -> Judgement | None:
        """The verdict under that key."""
        return self._judgements.get(key)

    async def reserve(self, tokens: int) -> Reservation | None:
        """Set tokens aside; None where they are not left."""
        if self._budget_tokens and self._spent + tokens > self._budget_tokens:
            return None
        self._spent += tokens
        return Reservation(f"{datetime.now(UTC):%Y-%m-%d}", tokens)

    async def settle(self, reserved: Reservation, usage: Usage) -> None:
        """The call is over, and came to this."""
        self._spent += usage.input_tokens + usage.output_tokens - reserved.tokens

    async def keep(self, key: str, judgement: Judgement, grader: str, turn_id: str) -> None:
        """Remember a verdict."""
        self._judgements[key] = judgement
