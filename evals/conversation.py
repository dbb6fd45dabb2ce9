"""One conversation as the rates see it: what service hands in for live data, and a run for its cases."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal

from graphs.turn import Role

ClosedBy = Literal["customer", "idle", "operator"]


@dataclass(frozen=True, slots=True)
class Handoff:
    """The conversation passed to an operator."""

    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class GradingCounts:
    """Grading of the conversation's turns: all, those with every grade, those that wait, those with a failure.

    A turn with a "could not grade" counts there and not under `graded`.
    """

    turns: int = 0
    graded: int = 0
    pending: int = 0
    could_not_grade: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationRecord:
    """Times are aware UTC.

    `opened_at` is the customer's first message, `closed_at` the end; None where that has not happened. `solved` is the
    customer's own answer, `rating` 1 to 5. `outcome` is the label of the last resolution grade that is a judgement (not
    "not applicable"), whoever replied. `question_left` says that the last customer's message got no reply.
    `intents` and `documents` (cited ones) tell what it was about; leave out intents that name no matter (greeting,
    thanks, other). `leads_with_consent` counts valid contact details given with consent. `first_response_s` runs from
    the customer's first message to the first reply by anybody, `operator_first_response_s` from the first hand-off to
    the operator's first reply. `rule_turns` were judged by rules, `rule_hit_turns` of them hit. `cost` is that of its
    chat models, None where it is not known.
    """

    id: str
    customer_id: str
    channel: str
    account: str
    language: str | None
    started_at: datetime
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: ClosedBy | None = None
    solved: bool | None = None
    rating: int | None = None
    outcome: str | None = None
    question_left: bool = False
    intents: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    replied_by: frozenset[Role] = frozenset()
    handoffs: tuple[Handoff, ...] = ()
    leads_with_consent: int = 0
    first_response_s: float | None = None
    operator_first_response_s: float | None = None
    rule_turns: int = 0
    rule_hit_turns: int = 0
    cost: Decimal | None = None
    grading: GradingCounts = field(default_factory=GradingCounts)

    @property
    def opened(self) -> bool:
        """At least one customer message."""
        return self.opened_at is not None

    @property
    def closed(self) -> bool:
        """Opened and ended; a chat in which the customer said nothing leaves nothing to resolve."""
        return self.opened and self.closed_at is not None

    @property
    def with_operator(self) -> bool:
        """Whether an operator replied; else the agent was alone with it."""
        return "operator" in self.replied_by
