"""Who speaks in a conversation that is played: something that gives the next turn, and hears what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from evals.offline.case import Case, Expectation, ScriptedTurn
from evals.offline.expectations import Check
from graphs.agent.state import Outcome


class Customer(Protocol):
    """One conversation's worth of a customer; operators' turns come from the script, too."""

    async def speak(self) -> ScriptedTurn | None:
        """The next turn; None where the conversation is over."""
        ...

    def hear(self, outcome: Outcome) -> Expectation:
        """Take the reply to the last turn in; gives what is to be checked of it."""
        ...

    def close(self, outcomes: Sequence[Outcome]) -> tuple[Check, ...]:
        """What is to be checked of the whole conversation."""
        ...

    @property
    def solved(self) -> bool | None:
        """The customer's word at the end, None where they give none."""
        ...


@dataclass(slots=True)
class ScriptedCustomer:
    """Says what the case says, whatever is replied."""

    case: Case
    _next: int = 0

    async def speak(self) -> ScriptedTurn | None:
        """The script's next turn."""
        if self._next == len(self.case.turns):
            return None
        self._next += 1
        return self.case.turns[self._next - 1]

    def hear(self, outcome: Outcome) -> Expectation:
        """The expectation that stands beside the turn."""
        return self.case.turns[self._next - 1].expect

    def close(self, outcomes: Sequence[Outcome]) -> tuple[Check, ...]:
        """Nothing: each turn has its own."""
        return ()

    @property
    def solved(self) -> bool | None:
        """As the case says."""
        return self.case.solved
