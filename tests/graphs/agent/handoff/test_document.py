"""What a policy document may hold, and what is said of one that cannot be used."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from graphs.agent.handoff.document import HandoffPolicy
from graphs.agent.handoff.file import load_policy
from graphs.agent.policy_file import PolicyFileError


def test_settings_are_the_defaults_of_the_document(settings: Any) -> None:
    given = load_policy(settings(upset_threshold=0.6, failures_before_handoff=3, low_confidence_threshold=0.2))
    assert given.rules.negative_sentiment.threshold == 0.6
    assert given.rules.repeated_failure.failures == 3
    assert (given.rules.low_confidence.enabled, given.rules.low_confidence.threshold) == (True, 0.2)
    assert not load_policy(settings()).rules.low_confidence.enabled


def test_failures_may_be_forgiven_without_end(settings: Any) -> None:
    assert load_policy(settings(failures_before_handoff=1_000_000)).rules.repeated_failure.failures == 1_000_000


def test_a_file_says_what_differs_and_nothing_else(settings: Any, tmp_path: Path) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(
        "rules: {high_value: {enabled: true, amount: 500}}\n"
        "hours: {enabled: true, time_zone: Asia/Shanghai, weekdays: {saturday: ['10:00-12:00']}}\n"
        "words: {safety: {zh: 请稍等，马上有人来。}}\n",
        encoding="utf-8",
    )
    given = load_policy(settings(policy=file, upset_threshold=0.7))
    assert given.rules.high_value.amount == 500
    assert given.rules.negative_sentiment.threshold == 0.7
    assert list(given.hours.weekdays) == ["saturday"]
    assert given.words.own("safety", "zh") == "请稍等，马上有人来。"
    assert given.words.own("safety", "en") == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("rules: {negative_sentiment: {threshold: 2}}", "rules.negative_sentiment.threshold"),
        ("rule: {}", "rule: Extra inputs"),
        ("rules: [", "cannot be read as YAML"),
        ("- 1", "must hold the sections"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_by_its_field(settings: Any, tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PolicyFileError, match="TURNWISE_POLICY") as raised:
        load_policy(settings(policy=file))
    assert told in str(raised.value)


def test_a_file_that_is_not_there_is_told(settings: Any, tmp_path: Path) -> None:
    with pytest.raises(PolicyFileError, match="cannot be read"):
        load_policy(settings(policy=tmp_path / "missing.yaml"))


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({"rules": {"safety": {"enabled": False}}}, "literal_error"),
        ({"hours": {"time_zone": "Mars/Base"}}, "unknown_time_zone"),
        ({"hours": {"time_zone": "../etc/passwd"}}, "unknown_time_zone"),
        ({"hours": {"weekdays": {"monday": ["9-18"]}}}, "not_a_span"),
        ({"hours": {"weekdays": {"monday": ["18:00-09:00"]}}}, "span_backwards"),
        ({"hours": {"weekdays": {"monday": ["09:00-12:00", "11:00-13:00"]}}}, "spans_overlap"),
        ({"hours": {"enabled": True, "weekdays": {}}}, "never_open"),
        ({"hours": {"holidays": ["2026-02-30"]}}, "date_from_datetime_parsing"),
        ({"words": {"out_of_hours": {"en": "Back {{ soon }}."}}}, "unknown_variable"),
        ({"words": {"hello": {"en": "Hi"}}}, "literal_error"),
        ({"overrides": [{"hand_off": True}]}, "override_for_all"),
        ({"loops": {"rules": ["safety"]}}, "literal_error"),
        ({"nobody_comes": {"after_minutes": 0}}, "greater_than_equal"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_makes_no_sense_is_refused(document: dict[str, Any], code: str) -> None:
    with pytest.raises(ValidationError) as raised:
        HandoffPolicy.model_validate(document)
    assert code in {error["type"] for error in raised.value.errors()}


def test_a_document_survives_being_stored() -> None:
    document = HandoffPolicy.model_validate(
        {
            "overrides": [{"intents": ["complaint"], "rules": {"repeated_failure": {"failures": 1}}}],
            "hours": {"holidays": ["2026-10-01"], "working_days": [{"date": "2026-10-10", "hours": ["10:00-24:00"]}]},
            "words": {"promise": {"en": "By {{ time }}."}},
        }
    )
    assert HandoffPolicy.model_validate(document.model_dump(mode="json")) == document
