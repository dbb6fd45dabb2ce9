"""Reports as JSON."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from service.api.rates.models import Group
from service.report import Content, Schedule
from service.rest.shown import Shown
from service.storage.integrations.deliveries import State
from service.storage.integrations.integrations import Kind

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


class NewReport(BaseModel):
    """`shared` ones are seen by everybody, and changed by who may monitor; others are their owner's alone."""

    name: Name
    shared: bool = False
    content: Content
    schedule: Schedule | None = None


class ReportShown(Shown):
    """`mine`: whether it is the reader's own. `next_at` is when it is sent next, `sent_at` when it was last."""

    id: str
    name: str
    owner: str
    mine: bool
    shared: bool
    content: Content
    schedule: Schedule | None
    next_at: datetime | None
    sent_at: datetime | None
    changed_at: datetime


class Receiver(Shown):
    """An integration that reports can be sent to: an active one that has `report.ready` among its events."""

    id: str
    kind: Kind
    name: str
    place: str


class AllReports(BaseModel):
    """By name."""

    reports: list[ReportShown]
    receivers: list[Receiver]


class ResultShown(BaseModel):
    """What a report shows as of now, in [since, until)."""

    report: ReportShown
    since: datetime | None
    until: datetime | None
    currency: str
    groups: list[Group]


class SentShown(Shown):
    """What was sent of it: `at` when it was due, `answer` is the beginning of what came back."""

    id: str
    integration_id: str
    at: datetime
    state: State
    attempts: int
    status: int | None
    answer: str | None
    error: str | None


class SentLog(BaseModel):
    """The latest first."""

    sent: list[SentShown]


class SentNow(BaseModel):
    """To how many it goes."""

    to: Annotated[int, Field(ge=0)]
