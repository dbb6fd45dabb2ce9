"""Alerts as JSON."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from evals.alerts.document import Severity
from service.rest.shown import Shown
from service.storage.alerts.alerts import State, Verdict


class Alert(Shown):
    """An alert. `value`, `limit` and `clear` are on the rate's own scale; of a turn, `value` is the grade's score.

    `sent_at` is when somebody was told first, `failed` says which address did not take it, and why. `verdict` says
    whether it was found right afterwards.
    """

    id: str
    rule: str
    kind: Literal["rate", "turn"]
    title: str
    severity: Severity
    state: State
    reason: str
    conversation_id: str | None
    turn_id: str | None
    value: float | None
    limit: float | None
    clear: float | None
    n: int | None
    e_value: float | None
    fired_at: datetime
    cleared_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str | None
    note: str | None
    escalated_at: datetime | None
    verdict: Verdict | None
    verdict_by: str | None
    verdict_at: datetime | None
    sent_at: datetime | None
    failed: str | None


class Alerts(BaseModel):
    """Alerts, the latest first; `next` is the cursor of the page after this one."""

    alerts: list[Alert]
    next: str | None


class Record(Shown):
    """Of all alerts of a rule so many were found right, wrong, or nobody said."""

    right: int
    wrong: int
    unsaid: int


class BinShown(Shown):
    """The mean of `n` values of [at, until); null where there are none."""

    at: datetime
    until: datetime
    value: float | None
    n: int


class AlertPage(BaseModel):
    """An alert with what its rule watched around it.

    `rule` is the rule as it is now, null where there is none any more; `points` are empty where that is not about a
    rate. Of times and costs the points are shares over what the rule says.
    """

    alert: Alert
    rule: dict[str, Any] | None
    record: Record
    points: list[BinShown]


class Acknowledgement(BaseModel):
    """What is done about it."""

    note: Annotated[str, Field(max_length=2_000)] = ""


class Judgement(BaseModel):
    """Whether it was right to raise it; null takes back what was said."""

    verdict: Verdict | None


class Found(BaseModel):
    """What a rule on a rate or on labels finds now; `e_value` fires at 1 / alpha."""

    rule: str
    rate: str
    found: Literal["no_data", "too_few", "fine", "firing", "cleared"]
    n: int
    value: float | None
    limit: float | None
    clear: float | None
    e_value: float | None


class Findings(BaseModel):
    """One for each active rule that is about more than single turns."""

    findings: list[Found]


class TestSent(BaseModel):
    """Whether there is an address at all, whether all took the message, and why which did not."""

    configured: bool
    sent: bool
    failed: dict[str, str]


class Receivers(BaseModel):
    """Who is told, by place and scheme of the address, for the rest of it is a password: of everything, and of what
    nobody has acknowledged (without any, the first again)."""

    first: list[str]
    then: list[str]
