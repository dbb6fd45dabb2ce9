"""The rates, on conversations small enough to count by hand."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from evals.conversation import ConversationRecord, GradingCounts, Handoff
from evals.kpi import Kpis, kpis, measure
from evals.kpi_json import to_json
from tests.evals.rates.conversations import LATER, MONDAY, closed


def of(*records: ConversationRecord, now: datetime = LATER) -> Kpis:
    return kpis(records, now=now)


def test_started_opened_and_closed_are_counted_apart() -> None:
    only_started = closed("a", opened_at=None, outcome=None)
    still_open = closed("b", closed_at=None)
    found = of(only_started, still_open, closed("c"))
    assert (found.started, found.opened, found.closed) == (3, 2, 1)
    assert (found.opening.successes, found.opening.n) == (2, 3)
    assert found.assumed.all.n == 1


def test_the_three_resolutions_are_never_mixed() -> None:
    said_so = closed("said", solved=True, outcome="unresolved")
    rated = closed("rated", rating=4, outcome=None)
    rated_low = closed("low", rating=3, outcome="resolved", solved=False)
    assumed_only = closed("assumed")
    found = of(said_so, rated, rated_low, assumed_only)
    assert (found.confirmed.all.successes, found.confirmed.all.n) == (2, 4)
    assert (found.assumed.all.successes, found.assumed.all.n) == (2, 4)
    assert found.confirmed.all.value == 0.5


def test_satisfaction_is_of_those_who_rated_a_closed_conversation_and_says_how_many_did() -> None:
    rated = [closed(str(rating), rating=rating) for rating in (5, 4, 3, 2)]
    found = of(*rated, closed("silent"), closed("open", closed_at=None, rating=1)).csat
    assert (found.n, found.mean) == (4, 3.5)
    assert (found.satisfied.successes, found.satisfied.n) == (2, 4)
    assert (found.response.successes, found.response.n) == (4, 5)
    none_rated = to_json(of(closed("silent")))["csat"]
    assert (none_rated["n"], none_rated["mean"], none_rated["satisfied"]["value"]) == (0, None, None)
    assert none_rated["response"]["value"] == 0


def test_the_cost_of_a_conversation_is_averaged_over_those_whose_cost_is_known() -> None:
    never_opened = closed("e", opened_at=None, cost=Decimal(9))
    records = [closed("a", cost=Decimal("0.02")), closed("b", cost=Decimal(0)), closed("c", cost=None), never_opened]
    found = of(*records).cost
    assert (found.n, found.unknown, found.total, found.mean) == (2, 1, Decimal("0.02"), Decimal("0.01"))
    assert to_json(of(*records))["cost"] == {
        "n": 2,
        "unknown": 1,
        "total": "0.02",
        "mean": "0.010000000",
        "mean_interval": ["0", "0.137062047"],
    }
    assert of().cost.mean is None


@pytest.mark.parametrize(
    "changes", [{"outcome": "partly"}, {"outcome": "needs_human"}, {"outcome": None}, {"question_left": True}]
)
def test_assumed_needs_a_resolved_grade_and_no_question_left(changes: dict[str, object]) -> None:
    assert of(closed("a", **changes)).assumed.all.successes == 0


def test_resolution_is_cut_by_who_replied() -> None:
    alone = closed("alone")
    helped = closed("helped", replied_by=frozenset({"agent", "operator"}))
    helped_in_vain = closed("vain", replied_by=frozenset({"operator"}), outcome="unresolved")
    found = of(alone, helped, helped_in_vain).assumed
    assert (found.agent_alone.successes, found.agent_alone.n) == (1, 1)
    assert (found.with_operator.successes, found.with_operator.n) == (1, 2)
    assert (found.all.successes, found.all.n) == (2, 3)


def back(first: ConversationRecord, after: timedelta, **changes: object) -> ConversationRecord:
    """The same customer opens another conversation so long after the first one's end."""
    assert first.closed_at is not None
    opened = first.closed_at + after
    return replace(
        first,
        id=f"{first.id} again",
        started_at=opened,
        opened_at=opened,
        closed_at=None,
        outcome=None,
        **changes,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("after_days", "changes", "durable"),
    [
        (6, {}, False),
        (7, {}, False),
        (7.01, {}, True),
        (6, {"intents": frozenset({"shipping"})}, True),
        (6, {"customer_id": "somebody else"}, True),
        # The same matter by the document that was cited, and in another channel.
        (6, {"intents": frozenset(), "documents": frozenset({"warranty.md"}), "channel": "telegram"}, False),
    ],
)
def test_durable_means_not_come_back_about_the_same_matter(
    after_days: float, changes: dict[str, object], durable: bool
) -> None:
    first = closed("first", documents=frozenset({"warranty.md"}))
    found = of(first, back(first, timedelta(days=after_days), **({"documents": frozenset()} | changes))).durable
    assert (found.all.successes, found.all.n) == (int(durable), 1)


def test_durable_is_pending_for_seven_days_and_then_counts() -> None:
    record = closed("a")
    ends = MONDAY + timedelta(hours=1, days=7)
    before, after = of(record, now=ends - timedelta(seconds=1)).durable, of(record, now=ends).durable
    assert (before.pending, before.all.n, before.all.value) == (1, 0, None)
    assert (after.pending, after.all.n, after.all.value) == (0, 1, 1.0)


def test_a_week_that_is_still_open_does_not_push_the_durable_rate_down() -> None:
    old = closed("old")
    fresh = [closed(f"fresh {n}", closed_at=LATER - timedelta(days=1), outcome="unresolved") for n in range(5)]
    assert of(old, *fresh).durable.all.value == 1.0


def test_transfers_count_conversations_once_and_by_their_first_reason() -> None:
    twice = closed(
        "twice", handoffs=(Handoff("policy", MONDAY + timedelta(hours=2)), Handoff("customer_request", MONDAY))
    )
    once = closed("once", handoffs=(Handoff("policy", MONDAY),))
    found = of(twice, once, closed("none"), closed("never opened", opened_at=None))
    assert (found.transfer.successes, found.transfer.n) == (2, 3)
    assert {reason: part.successes for reason, part in found.transfer_by_reason.items()} == {
        "customer_request": 1,
        "policy": 1,
    }


def test_a_lead_counts_once_for_each_opened_conversation() -> None:
    found = of(closed("a", leads_with_consent=3), closed("b"), closed("c", leads_with_consent=1, opened_at=None))
    assert (found.lead_capture.successes, found.lead_capture.n) == (1, 2)


def test_response_times_give_median_ninetieth_percentile_and_mean() -> None:
    waits = (1.0, 2.0, None, 3.0, 4.0, 10.0)
    found = of(*(closed(str(place), first_response_s=wait) for place, wait in enumerate(waits))).frt
    assert (found.n, found.p50_s, found.p90_s, found.mean_s) == (5, 3.0, pytest.approx(7.6), 4.0)
    assert found.p50_interval_s is None  # of five, not even the longest is sure to lie above the median
    assert of(closed("never answered")).frt.p50_s is None


def test_the_operators_first_response_is_apart() -> None:
    found = of(closed("a", first_response_s=2.0, operator_first_response_s=60.0), closed("b", first_response_s=4.0))
    assert (found.frt.mean_s, found.operator_frt.mean_s, found.operator_frt.n) == (3.0, 60.0, 1)


def test_a_cut_by_time_still_sees_who_came_back_after_it() -> None:
    first = closed("first")
    again = back(first, timedelta(days=2))
    (group,) = measure([first, again], now=LATER, since=MONDAY, until=MONDAY + timedelta(days=1))
    assert group.kpis.started == 1
    assert group.kpis.durable.all.value == 0.0


def test_groups_come_in_order_of_their_keys_with_the_unknown_last() -> None:
    records = [closed("a", language="zh"), closed("b", language=None), closed("c"), closed("d", channel="telegram")]
    groups = measure(records, now=LATER, by=("language", "channel"))
    assert [tuple(group.key.values()) for group in groups] == [
        ("en", "telegram"),
        ("en", "widget"),
        ("zh", "widget"),
        (None, "widget"),
    ]
    assert [group.key for group in measure(records, now=LATER, by=("week",))] == [{"week": "2026-W10"}]


def test_an_unknown_cut_is_named() -> None:
    with pytest.raises(ValueError, match="shoe_size"):
        measure([closed("a")], now=LATER, by=("shoe_size",))


def test_without_conversations_every_rate_is_unknown_and_the_json_still_has_its_shape() -> None:
    (group,) = measure([], now=LATER)
    found = to_json(group.kpis)
    assert found["transfer"] == {"value": None, "n": 0, "successes": 0, "low": None, "high": None, "by_reason": {}}
    times = {"n": 0, "p50_s": None, "p90_s": None, "mean_s": None}
    intervals = {"p50_interval_s": None, "p90_interval_s": None, "mean_interval_s": None}
    assert found["frt"] == found["aht"] == found["grading_lag"] == times | intervals
    assert found["operators_online"] is None
    assert found["concurrency"] == {"max": None, "mean": None, "minutes": 0}
    assert set(found["resolution"]) == {"confirmed", "assumed", "durable"}
    assert {"agent_alone", "with_operator", "pending"} <= set(found["resolution"]["durable"])


def test_grading_is_summed() -> None:
    found = of(closed("a", grading=GradingCounts(3, 2, 1, 0)), closed("b", grading=GradingCounts(2, 1, 0, 1)))
    assert to_json(found)["grading"] == {"turns": 5, "graded": 3, "pending": 1, "could_not_grade": 1}
