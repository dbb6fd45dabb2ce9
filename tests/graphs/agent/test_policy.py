import pytest

from graphs.agent.policy import Policy, reason_after_answering, reason_before_answering
from graphs.turn import HandoffReason, Sentiment

CALM, ANGRY = Sentiment("neutral", 0.1), Sentiment("negative", 0.9)


@pytest.mark.parametrize(
    ("unsafe", "wants_human", "sentiment", "reason"),
    [
        (True, True, ANGRY, HandoffReason.SAFETY),
        (False, True, ANGRY, HandoffReason.CUSTOMER_REQUEST),
        (False, False, ANGRY, HandoffReason.NEGATIVE_SENTIMENT),
        (False, False, CALM, None),
    ],
)
def test_danger_comes_before_a_request_and_a_request_before_anger(
    unsafe: bool, wants_human: bool, sentiment: Sentiment, reason: HandoffReason | None
) -> None:
    assert reason_before_answering(Policy(), unsafe=unsafe, wants_human=wants_human, sentiment=sentiment) == reason


def test_the_threshold_for_anger_is_the_installation_s() -> None:
    patient = Policy(upset_threshold=0.95)
    assert reason_before_answering(patient, unsafe=False, wants_human=False, sentiment=ANGRY) is None


@pytest.mark.parametrize(
    ("sound", "answered", "confidence", "failures", "reason"),
    [
        (False, True, 0.9, 0, HandoffReason.FAILED_CHECK),
        (True, False, 0.1, 0, None),
        (True, False, 0.1, 1, HandoffReason.REPEATED_FAILURE),
        (True, True, 0.9, 5, None),
    ],
)
def test_two_failures_in_a_row_and_an_unsound_draft_mean_a_person(
    sound: bool, answered: bool, confidence: float, failures: int, reason: HandoffReason | None
) -> None:
    given = reason_after_answering(Policy(), sound=sound, answered=answered, confidence=confidence, failures=failures)
    assert given == reason


def test_low_confidence_counts_only_where_it_is_configured() -> None:
    strict = Policy(low_confidence_threshold=0.4)
    assert reason_after_answering(strict, sound=True, answered=False, confidence=0.3, failures=0) == "low_confidence"
    assert reason_after_answering(Policy(), sound=True, answered=False, confidence=0.3, failures=0) is None
