"""A set of alert rules as it is written: unknown names are refused, and what cannot work is told at once."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from evals.alerts.measures import AGREEMENT, MEASURES, VIOLATIONS, Measure

Severity = Literal["info", "minor", "major", "critical"]
SEVERITIES: tuple[Severity, ...] = ("info", "minor", "major", "critical")
Language = Literal["en", "zh"]
_CLEARS_AT = 0.8
_STARTER = Path(__file__).parent / "starter.yaml"


def _rate(name: str) -> str:
    if name not in MEASURES:
        raise PydanticCustomError("unknown_rate", "choose from {known}", {"known": ", ".join(MEASURES)})
    return name


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # not found, not a key, not a file
        raise PydanticCustomError("no_zone", "write a time zone such as Asia/Shanghai") from error
    return name


Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Title = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
"""Kept with each alert; PostgreSQL takes no NUL, neither here nor in a name that is looked for."""
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
RuleId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_.-]{0,59}$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class QuietHours(_Part):
    """From one time of day until another (past midnight, where it is earlier) nothing is sent; it is sent afterwards.

    What is `critical` is sent all the same, unless `critical_too`.
    """

    start: Clock = Field(alias="from")
    end: Clock = Field(alias="until")
    zone: Annotated[str, AfterValidator(_zone)] = "UTC"
    critical_too: bool = False


class Escalation(_Part):
    """What nobody has acknowledged so long after people were told of it is told again, to others where there are some.

    It is for alerts of `least` and above.
    """

    after_h: float = Field(1.0, gt=0, le=24 * 7)
    least: Severity = "critical"

    @property
    def severities(self) -> tuple[Severity, ...]:
        """Those of which alerts are escalated."""
        return SEVERITIES[SEVERITIES.index(self.least) :]


class _Rule(_Part):
    id: RuleId
    title: Title = ""
    title_zh: Title = ""
    severity: Severity = "major"
    active: bool = True
    channels: tuple[Name, ...] = ()

    @property
    def name(self) -> str:
        """What people are told."""
        return self.title or self.id

    def title_in(self, language: Language) -> str:
        """The title in that language, as far as there is one."""
        return (self.title_zh if language == "zh" else self.title) or self.name


class RateRule(_Rule):
    """Alert when a rate is above or below a limit, or worse than in the time before by more than `worse_by`.

    Of times and costs it is the share of values over `over` that is watched. In each window at most a share `alpha`
    of quiet ones gives a false alarm. It clears when the mean of what came since has come back to `clear`.
    `grader` says whose agreement with its reviewers is watched; `hits` and `hit_severity` which rules' violations are,
    by ids of which `*` may end one, else all.
    """

    kind: Literal["rate"]
    rate: Annotated[str, AfterValidator(_rate)]
    over: float | None = Field(None, gt=0)
    above: float | None = None
    below: float | None = None
    worse_by: float | None = Field(None, ge=0)
    grader: Name | None = None
    hits: tuple[Name, ...] = ()
    hit_severity: Severity | None = None
    clear: float | None = None
    min_n: int = Field(20, ge=1)
    window_h: float = Field(24.0, gt=0, le=24 * 31)
    baseline_h: float = Field(24.0 * 7, gt=0, le=24 * 92)
    alpha: float = Field(0.01, gt=0, le=0.2)

    @property
    def measure(self) -> Measure:
        """The rate that is watched."""
        return MEASURES[self.rate]

    @property
    def limit(self) -> float | None:
        """The limit as badness; None where it is taken from the time before."""
        given = self.below if self.measure.high_is_good else self.above
        return None if given is None else self.measure.level(given)

    @property
    def clears_at(self) -> float | None:
        """Where it clears, as badness; None where that is taken from the time before."""
        if self.clear is not None:
            return self.measure.level(self.clear)
        return None if self.limit is None else _CLEARS_AT * self.limit

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if sum(one is not None for one in (self.above, self.below, self.worse_by)) != 1:
            raise PydanticCustomError("one_limit", "say one of above, below and worse_by")
        wrong, right = ("above", "below") if self.measure.high_is_good else ("below", "above")
        if getattr(self, wrong) is not None:
            raise PydanticCustomError(
                "wrong_end", "{rate} is bad {right} a limit: say {right}", {"rate": self.rate, "right": right}
            )
        if self.measure.counted and self.over is None:
            raise PydanticCustomError("over", "say over what a value of {rate} is too much", {"rate": self.rate})
        if not self.measure.counted and self.over is not None:
            raise PydanticCustomError("over", "over is for times and costs, not for {rate}", {"rate": self.rate})
        if (self.grader is not None) != (self.rate == AGREEMENT):
            raise PydanticCustomError("grader", "agreement needs a grader, and no other rate takes one")
        if (self.hits or self.hit_severity) and self.rate != VIOLATIONS:
            raise PydanticCustomError("hits", "hits and hit_severity are for rule_violations")
        if self.limit is not None and not 0 < self.limit < 1:
            raise PydanticCustomError("limit", "the limit lies outside what {rate} can be", {"rate": self.rate})
        if self.clear is not None and (self.limit is None or not 0 <= self.measure.level(self.clear) < self.limit):
            raise PydanticCustomError("clear", "clear must be better than the limit, and goes with above or below")
        return self


class ShiftRule(_Rule):
    """Alert when the share of a label of a grader has moved by more than `by`, up or down, since the time before.

    Either the customers or the replies have changed, or the grader judges otherwise than it did. Only grades of its
    latest version count. In each window at most a share `alpha` of quiet ones gives a false alarm.
    """

    kind: Literal["shift"]
    grader: Name
    by: float = Field(0.1, gt=0, lt=1)
    min_n: int = Field(50, ge=1)
    window_h: float = Field(24.0, gt=0, le=24 * 31)
    baseline_h: float = Field(24.0 * 14, gt=0, le=24 * 92)
    alpha: float = Field(0.01, gt=0, le=0.2)

    @property
    def rate(self) -> str:
        """What is watched, for lists in which the rates of other rules stand, too."""
        return f"labels of {self.grader}"


class TurnRule(_Rule):
    """Alert at a single turn: a grade with one of these labels or a score up to that, or a hit of these rules.

    `hits` are ids of rules, `*` may end one; `hit_severity` takes all rules of one severity. There is one alert for
    each conversation and rule.
    """

    kind: Literal["turn"]
    grader: Name | None = None
    labels: tuple[Name, ...] = ()
    score_up_to: float | None = Field(None, ge=0, le=1)
    hits: tuple[Name, ...] = ()
    hit_severity: Severity | None = None

    @model_validator(mode="after")
    def _looks_for_something(self) -> Self:
        by_grade = self.grader is not None and (bool(self.labels) or self.score_up_to is not None)
        by_hit = bool(self.hits) or self.hit_severity is not None
        if by_grade == by_hit:
            raise PydanticCustomError("nothing", "say a grader with labels or score_up_to, or else hits, hit_severity")
        if by_hit and (self.grader is not None or self.labels or self.score_up_to is not None):
            raise PydanticCustomError("both", "grades and hits are for rules of their own")
        return self


AlertRule = Annotated[RateRule | ShiftRule | TurnRule, Field(discriminator="kind")]


class AlertRules(_Part):
    """The document. `language` is the one in which people are told."""

    language: Language = "en"
    quiet: QuietHours | None = None
    escalate: Escalation | None = None
    rules: tuple[AlertRule, ...] = Field((), max_length=200)

    @model_validator(mode="after")
    def _has_each_once(self) -> Self:
        seen: set[str] = set()
        for rule in self.rules:
            if rule.id in seen:
                raise PydanticCustomError("twice", "the rule {id} stands there twice", {"id": rule.id})
            seen.add(rule.id)
        return self


WatchedRule = RateRule | ShiftRule
"""What is watched over time; the others look at single turns."""


@cache
def starter_rules() -> AlertRules:
    """Those in force until others are saved."""
    return AlertRules.model_validate(yaml.safe_load(_STARTER.read_text(encoding="utf-8")))
