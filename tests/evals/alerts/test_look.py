"""Rules, and what a look at a rate finds by them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from evals.alerts.document import AlertRules, Escalation, QuietHours, RateRule, TurnRule, starter_rules
from evals.alerts.look import look, look_again, stream_start
from evals.alerts.measures import MEASURES
from evals.alerts.quiet import is_quiet
from evals.judge import load_graders

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def rate(**fields: Any) -> RateRule:
    return RateRule.model_validate({"id": "r", "kind": "rate", "rate": "first_response", "over": 120.0} | fields)


def csat(**fields: Any) -> RateRule:
    return RateRule.model_validate({"id": "r", "kind": "rate", "rate": "csat"} | fields)


def test_slow_first_responses_fire_and_clear_lower() -> None:
    rule = rate(above=0.1, clear=0.05)
    assert look(rule, [], ()).found == "no_data"
    assert look(rule, [300.0] * 19, ()).found == "too_few"
    assert look(rule, [30.0] * 92 + [300.0] * 8, ()).found == "fine"
    fired = look(rule, [30.0] * 60 + [300.0] * 40, ())
    assert (fired.found, fired.value, fired.limit, fired.clear) == ("firing", 0.4, 0.1, 0.05)
    assert look_again(rule, [30.0] * 93 + [300.0] * 7, 0.1, 0.05).found == "firing"
    assert look_again(rule, [30.0] * 97 + [300.0] * 3, 0.1, 0.05).found == "cleared"
    assert look_again(rule, [30.0] * 5, 0.1, 0.05).found == "firing"


def test_ratings_fire_on_the_scale_that_customers_know() -> None:
    fired = look(csat(below=4), [2.0] * 15 + [4.0] * 15, ())
    assert (fired.found, fired.value, fired.limit) == ("firing", 3.0, pytest.approx(4.0))
    assert look(csat(below=4), [5.0, 4.0] * 30, ()).found == "fine"


def test_a_rate_is_compared_with_the_time_before() -> None:
    rule = RateRule(id="r", kind="rate", rate="transfer", worse_by=0.05)
    before = [0.0, 0.0, 0.0, 0.0, 1.0] * 100
    assert look(rule, before, before).found == "fine"
    assert look(rule, [0.0, 1.0] * 100, before).found == "firing"
    assert look(rule, [0.0, 1.0] * 100, before[:10]).found == "too_few"


def test_values_count_from_the_window_before_or_from_the_last_alert_on() -> None:
    rule = rate(above=0.1)
    assert stream_start(rule, NOON, None) == datetime(2026, 2, 28, tzinfo=UTC)
    assert stream_start(rule, NOON + timedelta(hours=3), None) == datetime(2026, 2, 28, tzinfo=UTC)
    assert stream_start(rule, NOON, NOON - timedelta(hours=1)) == NOON - timedelta(hours=1)


def test_quiet_hours_pass_midnight_in_their_own_zone() -> None:
    hours = QuietHours.model_validate({"from": "22:00", "until": "07:00", "zone": "Asia/Shanghai"})
    assert is_quiet(hours, "major", datetime(2026, 3, 1, 15, tzinfo=UTC))
    assert not is_quiet(hours, "critical", datetime(2026, 3, 1, 15, tzinfo=UTC))
    assert not is_quiet(hours, "major", NOON - timedelta(hours=6))
    assert not is_quiet(None, "major", NOON)


@pytest.mark.parametrize(
    "fields",
    [
        {"above": 0.1, "worse_by": 0.1},
        {"above": 1.5},
        {"below": 0.1},
        {"above": 0.1, "clear": 0.2},
        {"above": 0.1, "over": None},
        {"above": 0.1, "rate": "moon"},
        {"above": 0.1, "title": "a\x00"},
        {"above": 0.1, "channels": ["a\x00"]},
        {"above": 0.1, "grader": "resolution"},
        {"above": 0.1, "hits": ["manners.*"]},
        {"over": None, "rate": "agreement", "below": 0.8},
    ],
)
def test_a_rule_that_cannot_work_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        rate(**fields)


def test_rules_of_turns_say_what_they_look_for() -> None:
    with pytest.raises(ValidationError):
        TurnRule(id="t", kind="turn", grader="sentiment")
    with pytest.raises(ValidationError):
        TurnRule(id="t", kind="turn", hits=("sensitive.*",), grader="sentiment", labels=("negative",))
    with pytest.raises(ValidationError):
        QuietHours.model_validate({"from": "22:00", "until": "07:00", "zone": "Mars/Base"})


def test_the_starter_set_is_in_force_and_has_each_rule_once() -> None:
    starter = starter_rules()
    assert {"slow_first_response", "low_csat", "many_complaints"} <= {rule.id for rule in starter.rules if rule.active}
    with pytest.raises(ValidationError):
        AlertRules(rules=(starter.rules[0], starter.rules[0]))


def test_every_grader_can_be_watched() -> None:
    by_share = {"complaint"}
    assert {one.id for one in load_graders()} - by_share <= set(MEASURES)
    assert by_share <= set(MEASURES)


def test_escalation_is_for_the_severest() -> None:
    assert Escalation(least="major").severities == ("major", "critical")
