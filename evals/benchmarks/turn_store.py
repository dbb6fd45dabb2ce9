"""What a benchmark of grading needs of the service's database: the product's own way to write turns, and counts."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graphs.agent.state import Outcome


@dataclass(frozen=True, slots=True)
class MadeTurn:
    """A turn to put in: what the customer of this name wrote, and what the agent made of it."""

    customer: str
    question: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the grading work of all turns, counted in the database.

    `wanted` grades are one for each turn and each grader that was to judge it, and `given` are those of them that are
    there; `unwanted` are others. `doubled` is how many more grades were written than there are, however often they were
    worked out. `could_not_grade` are of those given. `lag_s`, one a turn: from the reply to the last grade of it.
    """

    turns: int
    wanted: int
    given: int
    unwanted: int
    doubled: int
    could_not_grade: int
    lag_s: tuple[float, ...]


class TurnStore(Protocol):
    """A scratch database as turns are put into it."""

    @property
    def environment(self) -> dict[str, str]:
        """What a process has to be told to work on it."""

    async def put(self, turns: Sequence[MadeTurn]) -> None:
        """Write turns of different customers down, each in its customer's conversation, with the work of grading it."""

    async def waiting(self) -> int:
        """How many grades are still to be given."""

    async def workers(self) -> int:
        """How many processes are entered."""

    async def tally(self) -> Tally:
        """Count."""


OpenTurns = Callable[[str, Path], AbstractAsyncContextManager[TurnStore]]
"""Opens one: on a PostgreSQL server by its SQLAlchemy URL, in a database made for it and dropped afterwards, else as an
SQLite file in the folder."""
