"""Which rule calls for a person, by the policy document."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from graphs.agent.handoff.document import HandoffPolicy, Rule
from graphs.agent.handoff.loops import Returned
from graphs.agent.handoff.rules import HandoffSituation, rule_after_answering, rule_before_answering
from graphs.turn import HandoffReason

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def situation(document: dict[str, Any] | None = None, intent: str = "returns", **given: Any) -> HandoffSituation:
    policy = HandoffPolicy.model_validate(document or {})
    return HandoffSituation(**{"document": policy, "intent": intent, "channel": "widget", "at": NOW, **given})


def before(given: HandoffSituation, **said: Any) -> Rule | None:
    known = {"unsafe": False, "wants_human": False, "upset": 0.1, "amount": 0.0, "urgent": False, **said}
    return rule_before_answering(given, **known)


def after(given: HandoffSituation, **found: Any) -> Rule | None:
    known = {"sound": True, "answered": True, "confidence": 0.9, "failures": 0, **found}
    return rule_after_answering(given, **known)


@pytest.mark.parametrize(
    ("unsafe", "wants_human", "upset", "rule"),
    [
        (True, True, 0.9, Rule.SAFETY),
        (False, True, 0.9, Rule.CUSTOMER_REQUEST),
        (False, False, 0.9, Rule.NEGATIVE_SENTIMENT),
        (False, False, 0.1, None),
    ],
)
def test_danger_comes_before_a_request_and_a_request_before_anger(
    unsafe: bool, wants_human: bool, upset: float, rule: Rule | None
) -> None:
    assert before(situation(), unsafe=unsafe, wants_human=wants_human, upset=upset) is rule


@pytest.mark.parametrize(
    ("found", "rule"),
    [
        ({"sound": False}, Rule.FAILED_CHECK),
        ({"answered": False, "confidence": 0.1}, None),
        ({"answered": False, "confidence": 0.1, "failures": 1}, Rule.REPEATED_FAILURE),
        ({"failures": 5}, None),
    ],
    ids=["unsound", "first failure", "second failure", "answered after failures"],
)
def test_two_failures_in_a_row_and_an_unsound_draft_mean_a_person(found: dict[str, Any], rule: Rule | None) -> None:
    assert after(situation(), **found) is rule


def test_haste_brings_a_person_only_where_that_is_switched_on() -> None:
    assert before(situation(), urgent=True) is None
    on = situation({"overrides": [{"intents": ["returns"], "rules": {"urgent": {"enabled": True}}}]})
    assert before(on, urgent=True) is Rule.URGENT
    assert before(on) is None
    assert Rule.URGENT.reason is HandoffReason.POLICY


def test_thresholds_are_the_document_s() -> None:
    patient = situation({"rules": {"negative_sentiment": {"threshold": 0.95}, "repeated_failure": {"failures": 4}}})
    assert before(patient, upset=0.9) is None
    assert after(patient, answered=False, failures=2) is None
    assert after(patient, answered=False, failures=3) is Rule.REPEATED_FAILURE


def test_low_confidence_high_value_and_what_is_out_of_scope_count_only_where_they_are_switched_on() -> None:
    off, on = (
        situation(
            {"rules": {name: {"enabled": enabled, **value} for name, value in values.items()}},
            intent="other",
        )
        for enabled in (False, True)
        for values in [
            {"low_confidence": {"threshold": 0.4}, "high_value": {"amount": 5_000}, "out_of_scope": {"threshold": 0.1}}
        ]
    )
    assert after(off, confidence=0.3) is None
    assert after(on, confidence=0.3) is Rule.LOW_CONFIDENCE
    assert after(on, answered=False, confidence=0.05) is Rule.OUT_OF_SCOPE
    assert before(off, amount=9_000) is None
    assert before(on, amount=9_000) is Rule.HIGH_VALUE
    assert before(on, amount=4_000) is None


def test_an_override_holds_for_its_intents_and_channels_only() -> None:
    document = {
        "overrides": [
            {"intents": ["complaint"], "rules": {"negative_sentiment": {"threshold": 0.3}}},
            {"channels": ["telegram"], "rules": {"negative_sentiment": {"enabled": False}}},
            {"intents": ["contract"], "channels": ["widget"], "hand_off": True},
        ]
    }
    assert before(situation(document, "complaint"), upset=0.5) is Rule.NEGATIVE_SENTIMENT
    assert before(situation(document), upset=0.5) is None
    assert before(situation(document, channel="telegram"), upset=0.99) is None
    assert before(situation(document, "contract")) is Rule.POLICY
    assert before(situation(document, "contract", channel="telegram")) is None


def test_what_brought_a_person_does_not_do_so_again_until_the_time_is_over() -> None:
    returned = (Returned("negative_sentiment", "operator", NOW - timedelta(minutes=59)),)
    assert before(situation(returned=returned), upset=0.9) is None
    assert after(situation(returned=returned), answered=False, failures=1) is Rule.REPEATED_FAILURE
    assert before(situation(returned=returned, at=NOW + timedelta(minutes=2)), upset=0.9) is Rule.NEGATIVE_SENTIMENT
    assert before(situation({"loops": {"rules": []}}, returned=returned), upset=0.9) is Rule.NEGATIVE_SENTIMENT


def test_who_chose_the_agent_is_given_a_person_on_request_or_in_danger_only() -> None:
    given = situation(returned=(Returned("repeated_failure", "customer", NOW),), said_at=NOW + timedelta(minutes=1))
    assert before(given, upset=0.99) is None
    assert after(given, sound=False) is None
    assert before(given, wants_human=True) is Rule.CUSTOMER_REQUEST
    assert before(given, unsafe=True) is Rule.SAFETY


def test_a_request_from_before_the_return_is_not_asked_again() -> None:
    returned = (Returned("customer_request", "operator", NOW),)
    assert before(situation(returned=returned, said_at=NOW - timedelta(minutes=1)), wants_human=True) is None


def test_rules_of_our_own_are_counted_as_policy() -> None:
    assert Rule.HIGH_VALUE.reason is HandoffReason.POLICY
    assert Rule.SAFETY.reason is HandoffReason.SAFETY
