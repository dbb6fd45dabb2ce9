"""The rates as JSON; `evals.kpi` defines what they mean."""

from decimal import Decimal

from pydantic import BaseModel


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


class Durations(BaseModel):
    """Seconds; null where n is 0."""

    n: int
    p50_s: float | None
    p90_s: float | None
    mean_s: float | None


class Csat(BaseModel):
    """What `n` customers said: the mean of 1 to 5, null where n is 0; satisfied: 4 or 5; response: rated / closed."""

    n: int
    mean: float | None
    satisfied: Rate
    response: Rate


class Cost(BaseModel):
    """What chat models cost in `n` opened conversations, and in `unknown` others nobody can tell."""

    n: int
    unknown: int
    total: Decimal
    mean: Decimal | None


class Grading(BaseModel):
    """How much of what was said is graded."""

    turns: int
    graded: int
    pending: int
    could_not_grade: int


class Kpis(BaseModel):
    """The rates of one group of conversations."""

    started: int
    opened: int
    closed: int
    opening: Rate
    resolution: Resolutions
    transfer: Transfer
    lead_capture: Rate
    script_compliance: Rate
    csat: Csat
    frt: Durations
    operator_frt: Durations
    cost: Cost
    grading: Grading
