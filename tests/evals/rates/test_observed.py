"""Who came back, and first-contact resolution, which rests on it."""

from dataclasses import replace
from datetime import timedelta

from evals.kpi import kpis
from evals.rates.observed import find_returns
from tests.evals.rates.conversations import LATER, MONDAY, closed


def test_a_return_marks_the_first_as_returned_and_the_second_as_a_follow_up() -> None:
    first = closed("first", customer_id="ada")
    again = replace(first, id="again", opened_at=MONDAY + timedelta(days=3), closed_at=MONDAY + timedelta(days=3))
    other = replace(again, id="other", intents=frozenset({"shipping"}))
    found = find_returns([other, again, first])
    assert (found.returned, found.follow_ups) == ({"first"}, {"again"})


def test_what_overlaps_is_no_return() -> None:
    first = closed("first", customer_id="ada")
    beside = replace(first, id="beside", opened_at=MONDAY + timedelta(minutes=30))
    at_once = replace(first, id="at once", opened_at=first.closed_at)
    assert not find_returns([first, beside]).returned
    assert not find_returns([first, at_once]).returned


def test_first_contact_counts_first_conversations_only() -> None:
    first = closed("first", customer_id="ada")
    again = replace(first, id="again", opened_at=MONDAY + timedelta(days=3), closed_at=MONDAY + timedelta(days=3))
    found = kpis([first, again, closed("content")], now=LATER)
    # The second one lasted, which is durable, but it took two.
    assert (found.durable.all.successes, found.durable.all.n) == (2, 3)
    assert (found.fcr.all.successes, found.fcr.all.n) == (1, 2)
    assert found.fcr.agent_alone.n == 2


def test_first_contact_waits_for_seven_days_too() -> None:
    found = kpis([closed("fresh")], now=MONDAY + timedelta(days=2))
    assert (found.fcr.pending, found.fcr.all.n) == (1, 0)


def test_a_customer_with_many_conversations_is_looked_through_in_time() -> None:
    many = [
        closed(
            str(n),
            customer_id="ada",
            opened_at=MONDAY + timedelta(days=30 * n),
            closed_at=MONDAY + timedelta(days=30 * n),
        )
        for n in range(1_000)
    ]
    assert not find_returns(many).returned
