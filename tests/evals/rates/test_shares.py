"""The shares, on conversations small enough to count by hand."""

from datetime import timedelta

import pytest

from evals.conversation import Forewarning, GradingCounts
from evals.kpi import kpis
from evals.rates.forewarning import TurnSigns, forewarning
from evals.rates.observed import Observed
from evals.rates.shares import SHARES, share_names, shares_of
from tests.evals.rates.conversations import LATER, MONDAY, closed, random_conversations

CALM, WARNED = TurnSigns(warned=False), TurnSigns(warned=True)


def test_complaints_are_of_opened_conversations() -> None:
    found = kpis([closed("a", complained=True), closed("b"), closed("c", complained=True, opened_at=None)], now=LATER)
    assert (found.complaint.successes, found.complaint.n) == (1, 2)


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ([CALM, WARNED, TurnSigns(complained=True)], Forewarning(watched=True, warned=True, escalated=True)),
        ([CALM, TurnSigns(handed_off=True), WARNED], Forewarning(watched=True, warned=False, escalated=True)),
        # A warning in the very turn says nothing before it.
        ([CALM, TurnSigns(warned=True, complained=True)], Forewarning(watched=True, warned=False, escalated=True)),
        ([TurnSigns(handed_off=True)], Forewarning(watched=False, warned=False, escalated=True)),
        ([CALM, WARNED], Forewarning(watched=True, warned=True, escalated=False)),
        ([TurnSigns()], Forewarning(watched=False, warned=False, escalated=False)),
    ],
)
def test_a_warning_counts_where_it_came_before_the_escalation(turns: list[TurnSigns], expected: Forewarning) -> None:
    assert forewarning(turns) == expected


def test_precision_is_of_warned_and_recall_of_escalated_conversations_that_have_ended() -> None:
    came_true = Forewarning(watched=True, warned=True, escalated=True)
    false_alarm = Forewarning(watched=True, warned=True, escalated=False)
    missed = Forewarning(watched=True, warned=False, escalated=True)
    at_once = Forewarning(watched=False, warned=False, escalated=True)
    records = [closed(str(n), forewarning=sign) for n, sign in enumerate((came_true, false_alarm, missed, at_once))]
    found = kpis([*records, closed("open", closed_at=None, forewarning=false_alarm), closed("ungraded")], now=LATER)
    assert (found.warning_precision.successes, found.warning_precision.n) == (1, 2)
    assert (found.warning_recall.successes, found.warning_recall.n) == (1, 2)


def test_turns_are_counted_where_a_rate_is_of_turns() -> None:
    records = [
        closed("a", labelled={"sensitive_data": (1, 4)}, questions=3, answered=2, grading=GradingCounts(4, 3, 1, 0)),
        closed("b", labelled={"sensitive_data": (0, 2)}, questions=1, answered=1, grading=GradingCounts(2, 2, 0, 0)),
    ]
    found = kpis(records, now=LATER)
    assert (found.sensitive_compliance.successes, found.sensitive_compliance.n) == (5, 6)
    assert (found.knowledge_coverage.successes, found.knowledge_coverage.n) == (3, 4)
    assert (found.grading_coverage.successes, found.grading_coverage.n) == (5, 6)


def test_compliant_capture_is_unknown_where_nothing_records_an_attempt() -> None:
    assert kpis([closed("a", leads_with_consent=1)], now=LATER).compliant_capture.value is None
    asked = closed("asked", asked_for_contact=True)
    pressed = closed("pressed", asked_for_contact=True, capture_broken=True)
    assert kpis([asked, pressed], now=LATER).compliant_capture.value == 0.5


def test_no_share_counts_more_successes_than_cases_and_parts_add_up() -> None:
    for record in random_conversations(1, 300):
        found = shares_of(Observed(record, ripe=record.closed_at is not None))
        assert all(0 <= share.successes <= share.n for share in found.values())
        for name in ("resolution.confirmed", "resolution.assumed", "resolution.durable", "fcr"):
            parts = [found.get(f"{name}.{who}", (0, 0)) for who in ("agent_alone", "with_operator")]
            whole = found.get(name, (0, 0))
            assert tuple(map(sum, zip(*parts, strict=True))) == tuple(whole)


def test_every_share_has_its_formula_in_its_docstring() -> None:
    assert all(" / " in (share.__doc__ or "") for share in SHARES.values())
    assert len(set(share_names())) == len(share_names())


def test_a_conversation_that_has_ended_too_early_to_tell_is_in_no_durable_number() -> None:
    fresh = closed("fresh")
    found = kpis([fresh], now=MONDAY + timedelta(days=1))
    assert (found.durable.all.n, found.assumed.all.n, found.durable.pending) == (0, 1, 1)
