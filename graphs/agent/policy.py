"""When the agent hands over, as pure functions of what is known; the thresholds are an installation's own."""

from dataclasses import dataclass

from graphs.turn import HandoffReason, Sentiment


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Thresholds are probabilities in [0, 1]; `low_confidence_threshold` 0 never hands over for low confidence.

    `clarify_margin` is how much of the best topic's score another may lie behind and still be as near; 0 never asks.
    """

    answer_threshold: float = 0.4
    upset_threshold: float = 0.8
    low_confidence_threshold: float = 0.0
    support_threshold: float = 0.5
    clarify_margin: float = 0.2
    failures_before_handoff: int = 2
    max_tool_rounds: int = 3
    passages_per_question: int = 5
    history_messages: int = 20
    forbidden_words: tuple[str, ...] = ()
    phone_regions: tuple[str, ...] = ("CN", "US")


def reason_before_answering(
    policy: Policy, *, unsafe: bool, wants_human: bool, sentiment: Sentiment
) -> HandoffReason | None:
    """Whether the customer's words alone call for a person."""
    if unsafe:
        return HandoffReason.SAFETY
    if wants_human:
        return HandoffReason.CUSTOMER_REQUEST
    if sentiment.upset >= policy.upset_threshold:
        return HandoffReason.NEGATIVE_SENTIMENT
    return None


def reason_after_answering(
    policy: Policy, *, sound: bool, answered: bool, confidence: float, failures: int
) -> HandoffReason | None:
    """Whether the drafted reply must not or should not stand: `failures` are those before this turn, in a row."""
    if not sound:
        return HandoffReason.FAILED_CHECK
    if not answered and failures + 1 >= policy.failures_before_handoff:
        return HandoffReason.REPEATED_FAILURE
    if confidence < policy.low_confidence_threshold:
        return HandoffReason.LOW_CONFIDENCE
    return None
