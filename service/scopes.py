"""What an API key opens: the agent for other programs, and chosen rights on the rest of the API."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from service.errors import InvalidRequest
from service.roles import Right


class Scope(StrEnum):
    """One thing that a key opens. All but the first are rights; grades are reviewed by people only."""

    AGENT = "agent"
    """Ask the agent and search its documents: chat completions and MCP."""
    SEE = Right.SEE.value
    ANSWER = Right.ANSWER.value
    CURATE = Right.CURATE.value
    MONITOR = Right.MONITOR.value
    SEE_EVALUATIONS = Right.SEE_EVALUATIONS.value
    EVALUATE = Right.EVALUATE.value
    MANAGE = Right.MANAGE.value


@dataclass(frozen=True, slots=True)
class Scopes:
    """All that one key opens."""

    all: tuple[Scope, ...]

    @property
    def rights(self) -> frozenset[Right]:
        """What it opens of the API behind the console."""
        return frozenset(Right(scope.value) for scope in self.all if scope is not Scope.AGENT)

    def __str__(self) -> str:
        return " ".join(self.all)


AGENT_ONLY = Scopes((Scope.AGENT,))


def scopes_of(named: Iterable[str]) -> Scopes:
    """Scopes by their names, each once, in their own order. Raises InvalidRequest."""
    wanted = set(named)
    if unknown := wanted - set(Scope):
        raise InvalidRequest(f"There is no scope {', '.join(sorted(unknown))}: choose from {', '.join(Scope)}.")
    if not wanted:
        raise InvalidRequest(f"A key needs a scope: choose from {', '.join(Scope)}.")
    return Scopes(tuple(scope for scope in Scope if scope in wanted))
