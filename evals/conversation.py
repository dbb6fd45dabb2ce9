"""One conversation as the rates see it: what service hands in for live data, and a run for its cases."""

from collections.abc import Mapping
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
class Assignment:
    """An operator had the conversation in [since, until); `until` is None while it goes on.

    `cost` is that of their time, None where it goes on or nobody has entered a wage in the currency of the prices. A
    moment in which an operator has k conversations counts 1/k in each: an hour costs an hour, however busy it is.
    """

    operator: str
    since: datetime
    until: datetime | None
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class GradingCounts:
    """Grading of the conversation's turns: all, those with every grade, those that wait, those with a failure.

    A turn with a "could not grade" counts there and not under `graded`.
    """

    turns: int = 0
    graded: int = 0
    pending: int = 0
    could_not_grade: int = 0


@dataclass(frozen=True, slots=True)
class Forewarning:
    """`watched`: a turn before the escalation was graded for its risk; `warned`: with a warning; and whether it came.

    Without an escalation, every turn is one before it.
    """

    watched: bool
    warned: bool
    escalated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationRecord:
    """Times are aware UTC.

    `opened_at` is the customer's first message, `closed_at` the end; None where that has not happened. `solved` is the
    customer's own answer, `rating` 1 to 5. `outcome` is the label of the last resolution grade that is a judgement (not
    "not applicable"), whoever replied. `question_left` says that the last customer's message got no reply.
    `intents` and `documents` (cited ones) tell what it was about; leave out intents that name no matter (greeting,
    thanks, other). `leads_with_consent` counts valid contact details given with consent.

    `operator_group` is that of the operator who had it last, when they took it. `prompt_version`, `model` and
    `knowledge_version` are those of the first turn that names one: a conversation counts where it began.

    `first_response_s` runs from the customer's first message to the first reply by anybody,
    `operator_first_response_s` from the first hand-off to the operator's first reply. `responses_s` holds, for each
    time that the customer waited, the seconds from the first unanswered message to the next answer;
    `operator_responses_s` those that an operator ended. `grading_lags_s` holds, for each turn whose reply has all of
    its grades, the seconds from the reply to the last of them.

    `rule_turns` were judged by rules, `rule_hit_turns` of them hit. `labelled` counts, by grader, the turns that got
    the label which `evals/rates/reviews.py` watches, and those that were judged. `questions` are turns of the agent
    that ask about a matter, `answered` those of them that it answered with a citation. `asked_for_contact` says that
    the agent asked for contact details while rules about asking were in force, `capture_broken` that one of them was
    broken. `cost` is that of its chat models, None where it is not known.
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
    assignments: tuple[Assignment, ...] = ()
    leads_with_consent: int = 0
    operator_group: str | None = None
    prompt_version: str | None = None
    model: str | None = None
    knowledge_version: str | None = None
    first_response_s: float | None = None
    operator_first_response_s: float | None = None
    responses_s: tuple[float, ...] = ()
    operator_responses_s: tuple[float, ...] = ()
    grading_lags_s: tuple[float, ...] = ()
    complained: bool = False
    forewarning: Forewarning | None = None
    rule_turns: int = 0
    rule_hit_turns: int = 0
    labelled: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    questions: int = 0
    answered: int = 0
    asked_for_contact: bool = False
    capture_broken: bool = False
    cost: Decimal | None = None
    grading: GradingCounts = field(default_factory=GradingCounts)

    @property
    def opened(self) -> bool:
        """At least one customer message."""
        return self.opened_at is not None

    @property
    def closed(self) -> bool:
        """Opened and ended; a chat in which the customer said nothing leaves nothing to resolve."""
        return self.opened_at is not None and self.closed_at is not None

    @property
    def with_operator(self) -> bool:
        """Whether an operator replied; else the agent was alone with it."""
        return "operator" in self.replied_by
