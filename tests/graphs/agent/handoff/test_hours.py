"""Opening hours: time zones, holidays, weekends that are worked, and the words for them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from graphs.agent.handoff.document import Hours
from graphs.agent.handoff.hours import after_open_minutes, is_open, next_opening, open_from
from graphs.agent.handoff.moments import say_moment

WEEK = {day: ["09:00-12:00", "13:00-18:00"] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")}


def hours(**given: Any) -> Hours:
    return Hours.model_validate({"enabled": True, "time_zone": "Asia/Shanghai", "weekdays": WEEK, **given})


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        ("2026-03-02T01:00", None),  # Monday 09:00 in Shanghai
        ("2026-03-02T04:30", "2026-03-02T05:00"),  # the noon break
        ("2026-03-02T10:00", "2026-03-03T01:00"),  # 18:00: the end does not belong to the hours
        ("2026-03-06T12:00", "2026-03-09T01:00"),  # Friday evening
    ],
)
def test_the_next_opening_is_found_by_the_shop_s_own_clock(at: str, opens: str | None) -> None:
    assert next_opening(hours(), utc(at)) == (utc(opens) if opens else None)
    assert is_open(hours(), utc(at)) is (opens is None)


def test_holidays_are_closed_and_a_saturday_may_be_worked() -> None:
    given = hours(
        holidays=["2026-10-01", "2026-10-02"], working_days=[{"date": "2026-10-10", "hours": ["10:00-16:00"]}]
    )
    assert next_opening(given, utc("2026-10-01T02:00")) == utc("2026-10-05T01:00")
    assert is_open(given, utc("2026-10-10T02:00"))
    assert not is_open(given, utc("2026-10-10T08:00"))


def test_without_hours_somebody_is_always_there() -> None:
    assert is_open(Hours(), utc("2026-03-01T03:00"))
    assert next_opening(Hours(), utc("2026-03-01T03:00")) is None


def test_summer_time_moves_the_opening() -> None:
    berlin = hours(time_zone="Europe/Berlin", weekdays={"monday": ["09:00-17:00"]})
    assert next_opening(berlin, utc("2026-03-24T12:00")) == utc("2026-03-30T07:00")
    assert next_opening(berlin, utc("2026-03-17T12:00")) == utc("2026-03-23T08:00")


@pytest.mark.parametrize(
    ("at", "is_there"),
    [
        ("2026-03-29T00:59", False),  # Sunday 01:59, when the clock goes on to 03:00
        ("2026-03-29T01:00", True),
        ("2026-03-29T01:59", True),
        ("2026-03-29T02:00", False),
        ("2026-10-25T00:00", True),  # Sunday 02:00, an hour that comes twice: both belong to the hours
        ("2026-10-25T01:30", True),
        ("2026-10-25T03:00", False),
    ],
)
def test_hours_across_a_change_of_the_clock(at: str, is_there: bool) -> None:
    night = hours(time_zone="Europe/Berlin", weekdays={"sunday": ["02:00-04:00"]})
    assert is_open(night, utc(at)) is is_there


def test_hours_that_the_clock_skips_are_none_on_that_day() -> None:
    skipped = hours(time_zone="Europe/Berlin", weekdays={"sunday": ["02:30-03:00"]})
    assert next_opening(skipped, utc("2026-03-28T12:00")) == utc("2026-04-05T00:30")
    assert open_from(skipped, utc("2026-03-29T00:00")) == utc("2026-04-05T00:30")
    assert after_open_minutes(skipped, utc("2026-03-28T12:00"), 30) == utc("2026-04-05T01:00")


def test_hours_go_on_over_midnight_where_the_clock_skips_it() -> None:
    havana = hours(time_zone="America/Havana", weekdays={"saturday": ["20:00-24:00"], "sunday": ["00:00-02:00"]})
    assert [is_open(havana, utc(at)) for at in ("2026-03-08T04:59", "2026-03-08T05:00", "2026-03-08T05:59")] == [
        True
    ] * 3
    assert not is_open(havana, utc("2026-03-08T06:00"))


@pytest.mark.parametrize(
    ("zone", "closed", "opens"),
    [
        ("Pacific/Auckland", "2026-09-30T12:00", "2026-10-01T20:00"),  # there it is the holiday already
        ("America/Los_Angeles", "2026-10-01T08:00", "2026-10-02T16:00"),
    ],
)
def test_a_holiday_is_a_day_of_the_groups_own_clock(zone: str, closed: str, opens: str) -> None:
    given = hours(time_zone=zone, weekdays=dict.fromkeys(WEEK, ("09:00-18:00",)), holidays=["2026-10-01"])
    assert next_opening(given, utc(closed)) == utc(opens)


def test_a_promise_counts_open_minutes_only() -> None:
    assert after_open_minutes(hours(), utc("2026-03-06T09:30"), 60) == utc("2026-03-09T01:30")
    assert after_open_minutes(Hours(), utc("2026-03-06T09:30"), 60) == utc("2026-03-06T10:30")


def test_one_whose_days_are_all_holidays_never_opens() -> None:
    given = hours(weekdays={"monday": []}, enabled=False).model_copy(update={"enabled": True})
    assert next_opening(given, utc("2026-03-02T01:00")) is None


@pytest.mark.parametrize(
    ("moment", "en", "zh"),
    [
        ("2026-03-02T05:00", "today at 13:00 (Asia/Shanghai)", "今天 13:00（北京时间）"),
        ("2026-03-03T01:00", "tomorrow at 09:00 (Asia/Shanghai)", "明天 09:00（北京时间）"),
        ("2026-03-09T01:00", "on Monday, 9 March at 09:00 (Asia/Shanghai)", "3月9日（周一） 09:00（北京时间）"),
    ],
)
def test_a_moment_is_said_in_the_customer_s_language(moment: str, en: str, zh: str) -> None:
    now = utc("2026-03-02T04:30")
    assert say_moment(utc(moment), now, "Asia/Shanghai", "en") == en
    assert say_moment(utc(moment), now, "Asia/Shanghai", "zh") == zh
