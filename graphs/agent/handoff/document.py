"""The hand-off policy as a document: when a person takes over, what the customer is told, and when somebody is there.

Everything has a default, so that a document names only what differs. Unknown names are refused.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from graphs.agent.handoff.spans import OpenHours, Weekday
from graphs.agent.handoff.texts import Texts
from graphs.turn import HandoffReason

Probability = Annotated[float, Field(ge=0.0, le=1.0)]
Name = Annotated[str, Field(min_length=1, max_length=60)]


class Rule(StrEnum):
    """What can call for a person. Rates count the last four under the reason `policy`."""

    SAFETY = "safety"
    CUSTOMER_REQUEST = "customer_request"
    NEGATIVE_SENTIMENT = "negative_sentiment"
    REPEATED_FAILURE = "repeated_failure"
    LOW_CONFIDENCE = "low_confidence"
    FAILED_CHECK = "failed_check"
    URGENT = "urgent"
    HIGH_VALUE = "high_value"
    OUT_OF_SCOPE = "out_of_scope"
    POLICY = "policy"

    @property
    def reason(self) -> HandoffReason:
        """The reason code that is stored, shown and counted."""
        own = self in (Rule.URGENT, Rule.HIGH_VALUE, Rule.OUT_OF_SCOPE)
        return HandoffReason.POLICY if own else HandoffReason(self.value)


# A customer in danger, or who asks for a person, always gets one.
ALWAYS = frozenset({Rule.SAFETY, Rule.CUSTOMER_REQUEST})


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Fixed(_Part):
    """A rule that cannot be switched off."""

    enabled: Literal[True] = True


class Switch(_Part):
    enabled: bool = True


class Threshold(Switch):
    """`threshold` is a probability: of the customer being upset (from it on), or of an answer (below it)."""

    threshold: Probability


class Failures(Switch):
    """So many turns in a row without an answer."""

    failures: int = Field(2, ge=1)


class Amount(Switch):
    """The customer speaks of so much money, in whatever currency, or more."""

    amount: float = Field(10_000.0, gt=0)


class Rules(_Part):
    """By rule, from when on it calls for a person."""

    safety: Fixed = Fixed()
    customer_request: Fixed = Fixed()
    negative_sentiment: Threshold = Threshold(threshold=0.9)
    repeated_failure: Failures = Failures()
    low_confidence: Threshold = Threshold(enabled=False, threshold=0.2)
    failed_check: Switch = Switch()
    urgent: Switch = Switch(enabled=False)
    high_value: Amount = Amount(enabled=False)
    out_of_scope: Threshold = Threshold(enabled=False, threshold=0.1)


class Change(_Part):
    """What an override sets of a rule; what is left out stays."""

    enabled: bool | None = None


class ThresholdChange(Change):
    threshold: Probability | None = None


class FailuresChange(Change):
    failures: int | None = Field(None, ge=1)


class AmountChange(Change):
    amount: float | None = Field(None, gt=0)


class RuleChanges(_Part):
    """Rules as an override has them."""

    negative_sentiment: ThresholdChange | None = None
    repeated_failure: FailuresChange | None = None
    low_confidence: ThresholdChange | None = None
    failed_check: Change | None = None
    urgent: Change | None = None
    high_value: AmountChange | None = None
    out_of_scope: ThresholdChange | None = None


class Override(_Part):
    """Other rules for these intents in these channels; empty means all. `hand_off` always brings a person."""

    intents: tuple[Name, ...] = ()
    channels: tuple[Name, ...] = ()
    hand_off: bool = False
    rules: RuleChanges = RuleChanges()

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if not self.intents and not self.channels:
            raise PydanticCustomError("override_for_all", "name at least one intent or channel")
        return self


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise PydanticCustomError(
            "unknown_time_zone", "there is no time zone of this name: write it as Europe/Berlin"
        ) from error
    return name


class WorkingDay(_Part):
    """A day with hours of its own: a Saturday that is worked, a short day before a holiday."""

    date: date
    hours: OpenHours


class Hours(_Part):
    """When operators are there, by the clock of `time_zone`; not `enabled`, nothing is said about hours."""

    enabled: bool = False
    time_zone: Annotated[str, AfterValidator(_known_zone)] = "UTC"
    weekdays: dict[Weekday, OpenHours] = Field(
        default=dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), ("09:00-18:00",))
    )
    holidays: tuple[date, ...] = ()
    working_days: tuple[WorkingDay, ...] = ()

    @model_validator(mode="after")
    def _open_at_all(self) -> Self:
        if self.enabled and not any(self.weekdays.values()):
            raise PydanticCustomError("never_open", "give at least one weekday hours, or switch business hours off")
        return self


class NobodyComes(_Part):
    """What happens when no operator has come `after_minutes` of open hours: the customer is told, at most `times`.

    `requeue` puts them ahead of those who wait less long; `return` gives them back to the agent. With
    `promise_minutes` a time is promised by which somebody answers; 0 promises nothing. `ask_contact` asks for a phone
    number or address and a time to call.
    """

    enabled: bool = True
    after_minutes: int = Field(10, ge=1, le=1_440)
    then: Literal["requeue", "return"] = "requeue"
    times: int = Field(2, ge=1, le=10)
    promise_minutes: int = Field(0, ge=0, le=10_080)
    ask_contact: bool = True


class OperatorGone(Switch):
    """Who has left a conversation in which the customer waits for them loses it after so many minutes of open hours."""

    after_minutes: int = Field(15, ge=1, le=1_440)


Mutable = Literal[
    "negative_sentiment",
    "repeated_failure",
    "low_confidence",
    "failed_check",
    "urgent",
    "high_value",
    "out_of_scope",
    "policy",
]


class Loops(_Part):
    """After a conversation came back to the agent, what had brought a person does not do so again for `minutes`.

    That holds for the rules named here; where the customer chose the agent, for all of them.
    """

    minutes: int = Field(60, ge=0, le=10_080)
    rules: tuple[Mutable, ...] = (
        "negative_sentiment",
        "repeated_failure",
        "low_confidence",
        "failed_check",
        "urgent",
        "high_value",
        "out_of_scope",
        "policy",
    )


class HandoffPolicy(_Part):
    """The whole document."""

    rules: Rules = Rules()
    overrides: tuple[Override, ...] = Field((), max_length=100)
    words: Texts = Texts()
    hours: Hours = Hours()
    nobody_comes: NobodyComes = NobodyComes()
    operator_gone: OperatorGone = OperatorGone()
    loops: Loops = Loops()

    def within(self, hours: Hours | None) -> "HandoffPolicy":
        """The same policy by other business hours, where there are others."""
        return self if hours is None else self.model_copy(update={"hours": hours})
