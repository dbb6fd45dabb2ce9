"""The rates as JSON; `evals.kpi` defines what they mean."""

from datetime import datetime
from decimal import Decimal

from pydantic import BaseModel

Interval = tuple[float, float]


class Rate(BaseModel):
    """A share with its 95 % Wilson interval; null where n is 0."""

    value: float | None
    n: int
    successes: int
    low: float | None
    high: float | None


class Resolution(Rate):
    """A resolution rate, also cut by who replied."""

    agent_alone: Rate
    with_operator: Rate


class Durable(Resolution):
    """`pending`: conversations whose seven days are not over."""

    pending: int


class Resolutions(BaseModel):
    """Three ways to call a matter resolved, never mixed."""

    confirmed: Resolution
    assumed: Resolution
    durable: Durable


class Transfer(Rate):
    """Conversations handed to an operator, by the reason of the first hand-off."""

    by_reason: dict[str, Rate]


class Warnings(BaseModel):
    """Of warnings of an escalation those that came true, and of escalations those that were warned of."""

    precision: Rate
    recall: Rate


class Durations(BaseModel):
    """Seconds with 95 % intervals; null where n is 0, or where nothing tells how sure a figure is."""

    n: int
    p50_s: float | None
    p90_s: float | None
    mean_s: float | None
    p50_interval_s: Interval | None
    p90_interval_s: Interval | None
    mean_interval_s: Interval | None


class Csat(BaseModel):
    """What `n` customers said: the mean of 1 to 5, null where n is 0; satisfied: 4 or 5; response: rated / closed."""

    n: int
    mean: float | None
    mean_interval: Interval | None
    satisfied: Rate
    response: Rate


class Load(BaseModel):
    """The most at a time and the mean, over so many minutes."""

    max: int | None
    mean: float | None
    minutes: int


class OperatorLoad(Load):
    """Of single operators, while they have any conversation."""

    operators: int


class Cost(BaseModel):
    """What `n` opened conversations cost, and in `unknown` others nobody can tell."""

    n: int
    unknown: int
    total: Decimal
    mean: Decimal | None
    mean_interval: tuple[Decimal, Decimal] | None


class LeadCost(BaseModel):
    """What was spent on advertisements for `n` leads; null where it is not known what belongs to them."""

    n: int
    spend: Decimal | None
    currency: str | None
    mean: Decimal | None
    mean_interval: tuple[Decimal, Decimal] | None


class Grading(BaseModel):
    """How much of what was said is graded."""

    turns: int
    graded: int
    pending: int
    could_not_grade: int


class Powered(BaseModel):
    """A share corrected by `n` reviews of turns that were drawn by chance; null where there are none."""

    n: int
    value: float | None
    low: float | None
    high: float | None


class Reviewed(BaseModel):
    """The share of turns with a label by a grader, and with what reviewers said of its grades."""

    label: str
    reviews: int
    machine: Rate
    powered: Powered


class Kpis(BaseModel):
    """The rates of one group of conversations."""

    started: int
    opened: int
    closed: int
    opening: Rate
    resolution: Resolutions
    fcr: Durable
    transfer: Transfer
    lead_capture: Rate
    compliant_capture: Rate
    complaint: Rate
    script_compliance: Rate
    sensitive_compliance: Rate
    warning: Warnings
    knowledge_coverage: Rate
    csat: Csat
    frt: Durations
    operator_frt: Durations
    response: Durations
    operator_response: Durations
    aht: Durations
    concurrency: Load
    operator_concurrency: OperatorLoad
    operators_online: Load | None
    cost: Cost
    conversation_cost: Cost
    lead_cost: LeadCost
    grading: Grading
    grading_coverage: Rate
    grading_lag: Durations
    reviewed: dict[str, Reviewed]


class Difference(BaseModel):
    """By how much a figure differs from the earlier period: now - before, with a 95 % interval where there is one."""

    before: float | None
    value: float | None
    low: float | None
    high: float | None


class Group(BaseModel):
    """The rates of the conversations that share `key`.

    Compared with another period, `before` holds its rates, and `differences` are by place in `kpis`, with dots between.
    """

    key: dict[str, str | None]
    kpis: Kpis
    before: Kpis | None = None
    differences: dict[str, Difference] | None = None


class Span(BaseModel):
    """[since, until); null is an open end."""

    since: datetime | None
    until: datetime | None


class Rates(Span):
    """The rates of the conversations started in [since, until); costs are in `currency`.

    `not_counted`: so many conversations, of all there are, changed only just, and are in them as they were before.
    """

    groups: list[Group]
    compared_with: Span | None = None
    currency: str
    not_counted: int = 0


class ConversationBehind(BaseModel):
    """A conversation that counts for a number: as `successes` of `n`; `amounts` are its seconds, or its cost."""

    id: str
    channel: str
    account: str
    operator_group: str | None
    language: str | None
    prompt_version: str | None
    model: str | None
    knowledge_version: str | None
    started_at: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    closed_by: str | None
    outcome: str | None
    rating: int | None
    successes: int
    n: int
    amounts: list[float]


class ConversationsBehind(BaseModel):
    """The latest first; `next` is the cursor of the page after this one."""

    conversations: list[ConversationBehind]
    next: str | None
