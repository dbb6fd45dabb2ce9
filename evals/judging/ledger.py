"""What judges remember and may spend, whoever keeps it: verdicts by their content, and the tokens of a day."""

from dataclasses import dataclass
from typing import Protocol

from graphs.turn import Usage


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict that was paid for, with the quotes that do stand in the texts."""

    label: str
    reason: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reservation:
    """Tokens taken from the budget of a day (`YYYY-MM-DD`, UTC) before a call; what it came to is settled after it."""

    day: str
    tokens: int


class Ledger(Protocol):
    """Shared by all judges, in all processes."""

    async def find(self, key: str) -> Judgement | None:
        """What was answered to these very texts, by this model and prompt."""
        ...

    async def reserve(self, tokens: int) -> Reservation | None:
        """Take so many tokens from the budget of today; None where they are not left."""
        ...

    async def settle(self, reserved: Reservation, usage: Usage) -> None:
        """The call is over, and came to this; what the reservation was too high or too low by is put right."""
        ...

    async def keep(self, key: str, judgement: Judgement, grader: str, turn_id: str) -> None:
        """Remember what was answered, for the same texts."""
        ...
