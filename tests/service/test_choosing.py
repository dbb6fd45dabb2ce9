"""Who is given a conversation: what no strategy may do, and what each one does."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.policies.choosing import VALUABLE_FROM, Candidate, Waiter, choose, value_of

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
STRATEGIES = ("least_busy", "round_robin", "last_operator", "customer_value")
IDS = ("ada", "bo", "cy", "di", "eve")
WORDS = st.frozensets(st.sampled_from(("en", "zh")), max_size=2)

candidates = st.lists(
    st.builds(
        Candidate,
        id=st.sampled_from(IDS),
        there=st.booleans(),
        held=st.integers(0, 4),
        capacity=st.integers(0, 4),
        given_at=st.none() | st.integers(0, 9).map(lambda minutes: START + timedelta(minutes=minutes)),
        handled=st.integers(0, 9),
        skills=WORDS,
        languages=WORDS,
    ),
    max_size=5,
    unique_by=lambda one: one.id,
)
some = st.frozensets(st.sampled_from(IDS), max_size=3)
waiters = st.builds(
    Waiter,
    intents=WORDS,
    language=st.sampled_from((None, "en", "zh")),
    last_operator=st.sampled_from((None, *IDS)),
    missed_by=some,
    resting=some,
    value=st.integers(0, 200),
)


@given(candidates, waiters, st.sampled_from(STRATEGIES), st.randoms(use_true_random=False))
def test_nobody_is_chosen_who_may_not_and_somebody_wherever_one_may(
    found: list[Candidate], waiter: Waiter, strategy: str, random: Random
) -> None:
    chosen = choose(found, waiter, strategy)  # type: ignore[arg-type]
    may = [
        one
        for one in found
        if one.there
        and one.held < one.capacity
        and one.id not in waiter.resting
        and (not one.languages or waiter.language is None or waiter.language in one.languages)
    ]
    assert (chosen in may) if may else chosen is None
    # Whoever let it wait before comes after all others.
    assert chosen is None or chosen.id not in waiter.missed_by or all(one.id in waiter.missed_by for one in may)
    assert choose(random.sample(found, len(found)), waiter, strategy) == chosen  # type: ignore[arg-type]


@given(st.integers(1, 5), st.integers(1, 40))
def test_in_turn_everybody_gets_as_many(operators: int, conversations: int) -> None:
    found = [Candidate(id=one, capacity=50) for one in IDS[:operators]]
    had: Counter[str] = Counter(dict.fromkeys(IDS[:operators], 0))
    for minute in range(conversations):
        chosen = choose(found, Waiter(), "round_robin")
        assert chosen is not None
        had[chosen.id] += 1
        given_at = START + timedelta(minutes=minute)
        found = [replace(one, given_at=given_at) if one.id == chosen.id else one for one in found]
    assert max(had.values()) - min(had.values()) <= 1


def test_nobody_is_chosen_where_operators_take_conversations_themselves() -> None:
    assert choose([Candidate(id="ada", capacity=5)], Waiter(), "manual") is None


BUSY = Candidate(id="ada", held=3, capacity=5, handled=90, given_at=START)
FREE = Candidate(id="bo", held=1, capacity=5, handled=2, given_at=START + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("strategy", "waiter", "chosen"),
    [
        ("least_busy", Waiter(), "bo"),
        ("round_robin", Waiter(), "ada"),
        ("last_operator", Waiter(last_operator="ada"), "ada"),
        ("last_operator", Waiter(last_operator="cy"), "bo"),
        ("customer_value", Waiter(value=VALUABLE_FROM), "ada"),
        ("customer_value", Waiter(value=VALUABLE_FROM - 1), "bo"),
    ],
)
def test_a_strategy_chooses(strategy: str, waiter: Waiter, chosen: str) -> None:
    found = choose([BUSY, FREE], waiter, strategy)  # type: ignore[arg-type]
    assert found is not None
    assert found.id == chosen


def test_load_is_what_somebody_has_of_what_they_may_have_and_skills_go_before_it() -> None:
    half, third = Candidate(id="ada", held=1, capacity=2), Candidate(id="bo", held=2, capacity=6)
    assert choose([half, third], Waiter(), "least_busy") == third
    knows = replace(half, skills=frozenset({"refund"}))
    other = replace(third, skills=frozenset({"price"}))
    assert choose([knows, other], Waiter(intents=frozenset({"refund"})), "least_busy") == knows
    full = replace(knows, held=2)
    assert choose([full, other], Waiter(intents=frozenset({"refund"})), "least_busy") == other


def test_a_customer_is_worth_their_score_more_where_they_have_bought_and_nothing_where_they_are_lost() -> None:
    assert [value_of(40, stage) for stage in (None, "new", "won", "lost")] == [40, 40, 140, 0]
