"""Hand-offs as a conversation's page shows them, with what the operator gets."""

from datetime import datetime

from pydantic import BaseModel

from service.rest.shown import Shown


class Known(BaseModel):
    """A contact detail that the customer gave."""

    type: str
    value: str


class Tried(BaseModel):
    """A question that the agent replied to, whether that was an answer, and by which documents."""

    question: str
    answered: bool
    documents: list[str]


class Briefing(BaseModel):
    """What the operator gets with a hand-off. `written_by` is `extractive` for the customer's own words, else a model.

    `upset` is the mood in that turn, `trend` how it changed: rising, steady or falling. `repeats` counts the turns in
    which the customer says that they said it before, `unanswered` those that the agent could not answer; both, like
    `urgency`, are null in hand-offs of a version that did not know them. `titles` are those of documents, by name.
    """

    summary: str
    written_by: str
    upset: float
    trend: str
    urgency: str | None = None
    repeats: int | None = None
    unanswered: int | None = None
    contacts: list[Known]
    orders: list[str]
    documents: list[str]
    titles: dict[str, str] = {}
    tried: list[Tried]


class Handoff(Shown):
    """When and why the conversation passed to operators, and how that ended.

    `rule` is the policy's rule, more exact than the reason; `told` counts how often the customer heard that nobody has
    come, `promised_at` is the time named then; `ended_by` is who gave it back: operator, customer or policy.
    """

    reason: str
    rule: str
    at: datetime
    claimed_at: datetime | None
    operator: str | None
    told: int
    promised_at: datetime | None
    ended_at: datetime | None
    ended_by: str | None
    briefing: Briefing | None
