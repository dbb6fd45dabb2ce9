"""The causes of a failed turn, and one step of the chain that looks for them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Verdict = Literal["ok", "cause", "not_applicable"]


class Cause(StrEnum):
    """What made a turn fail."""

    TOOL_FAILED = "tool_failed"
    MODEL_FAILED = "model_failed"
    HANDED_OFF_NEEDLESSLY = "handed_off_needlessly"
    HANDED_OFF_LATE = "handed_off_late"
    SLOW_TOOL = "slow_tool"
    SLOW_MODEL = "slow_model"
    NO_DOCUMENT = "no_document"
    NOT_RETRIEVED = "not_retrieved"
    REFUSED = "refused"
    NOT_USED = "not_used"
    WRONG = "wrong"
    UNCLEAR = "unclear"
    NOT_DIAGNOSED = "not_diagnosed"


@dataclass(frozen=True, slots=True)
class Check:
    """One step: whether it explains the failure (`cause`), finds nothing (`ok`), or does not arise."""

    cause: Cause
    verdict: Verdict
    reason: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """`signals` are what shows that the turn failed; none, then it did not, there is no cause and nothing was checked.

    `checks` are the steps taken, in order; the last one is the cause.
    """

    turn_id: str
    signals: tuple[str, ...]
    cause: Cause | None
    checks: tuple[Check, ...]

    @property
    def failed(self) -> bool:
        """Whether there is anything to explain."""
        return bool(self.signals)


def explains(cause: Cause, reason: str, *evidence: str) -> Check:
    """The step that explains the failure."""
    return Check(cause, "cause", reason, evidence)


def clear(cause: Cause, reason: str, *evidence: str) -> Check:
    """A step that finds nothing."""
    return Check(cause, "ok", reason, evidence)


def beside(cause: Cause, reason: str) -> Check:
    """A step that does not arise for this turn."""
    return Check(cause, "not_applicable", reason)
