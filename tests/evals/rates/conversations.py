"""Conversations for tests of rates: a plain one to change, and random ones with everything that rates look at."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

from evals.conversation import Assignment, ConversationRecord, Forewarning, GradingCounts, Handoff
from evals.rates.shares import REASONS

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = MONDAY + timedelta(days=30)


def closed(name: str, **changes: object) -> ConversationRecord:
    """Opened and closed on Monday within an hour, resolved by the agent's grade, about the warranty."""
    record = ConversationRecord(
        id=name,
        customer_id=f"customer of {name}",
        channel="widget",
        account="shop",
        language="en",
        started_at=MONDAY,
        opened_at=MONDAY,
        closed_at=MONDAY + timedelta(hours=1),
        closed_by="customer",
        outcome="resolved",
        intents=frozenset({"warranty"}),
        replied_by=frozenset({"agent"}),
    )
    return replace(record, **changes)  # type: ignore[arg-type]


def random_conversations(seed: int, n: int, days: int = 30) -> list[ConversationRecord]:
    """Of few customers over some weeks, so that they come back; about half of everything is missing now and then."""
    chance = Random(seed)
    return [_random(chance, number, days) for number in range(n)]


def _random(chance: Random, number: int, days: int) -> ConversationRecord:
    started = MONDAY + timedelta(seconds=chance.uniform(0, days * 86_400))
    opened = started + timedelta(seconds=chance.expovariate(1 / 20)) if chance.random() < 0.9 else None
    lasts = timedelta(seconds=chance.lognormvariate(6, 1.5))
    ended = (opened or started) + lasts if chance.random() < 0.85 else None
    helped = opened is not None and chance.random() < 0.3
    taken = (opened or started) + lasts / 3
    assignment = Assignment(
        operator=chance.choice(["mia", "bo", "li"]),
        since=taken,
        until=ended and max(taken, ended),
        cost=Decimal(chance.randrange(5_000)) / 1000 if ended and chance.random() < 0.8 else None,
    )
    turns = chance.randrange(1, 6)
    judged, hits = chance.randrange(turns + 1), chance.randrange(turns + 1)
    questions = chance.randrange(turns + 1)
    return ConversationRecord(
        id=f"conversation {number:05}",
        customer_id=f"customer {chance.randrange(40)}",
        channel=chance.choice(["widget", "telegram"]),
        account=chance.choice(["shop", "outlet"]),
        language=chance.choice(["en", "zh", None]),
        started_at=started,
        opened_at=opened,
        closed_at=ended,
        closed_by="idle" if ended else None,
        solved=chance.choice([True, False, None]) if ended else None,
        rating=chance.choice([1, 2, 3, 4, 5, None, None]) if ended else None,
        outcome=chance.choice(["resolved", "resolved", "unresolved", None]),
        question_left=chance.random() < 0.1,
        intents=frozenset(chance.sample(["returns", "warranty", "shipping", "price"], chance.randrange(3))),
        documents=frozenset(chance.sample(["a.md", "b.md", "c.md"], chance.randrange(3))),
        replied_by=frozenset({"agent", "operator"} if helped else {"agent"}),
        handoffs=(Handoff(chance.choice(REASONS), taken),) if helped else (),
        assignments=(assignment,) if helped else (),
        leads_with_consent=chance.choice([0, 0, 1, 2]),
        operator_group=chance.choice(["day", "night"]) if helped else None,
        prompt_version=chance.choice(["p1", "p2", None]),
        model=chance.choice(["fixed", "big"]),
        knowledge_version=chance.choice(["7", "8", "9"]),
        first_response_s=chance.lognormvariate(0, 2) if opened else None,
        operator_first_response_s=chance.lognormvariate(4, 1) if helped else None,
        responses_s=tuple(chance.lognormvariate(1, 2) for _ in range(turns)),
        operator_responses_s=tuple(chance.lognormvariate(4, 1) for _ in range(turns if helped else 0)),
        grading_lags_s=tuple(chance.lognormvariate(0, 1) for _ in range(turns)),
        complained=chance.random() < 0.1,
        forewarning=Forewarning(*(chance.random() < 0.5 for _ in range(3))),
        rule_turns=max(judged, hits),
        rule_hit_turns=min(judged, hits),
        labelled={"sensitive_data": (min(judged, hits), max(judged, hits)), "resolution": (1, 1)},
        questions=questions,
        answered=chance.randrange(questions + 1),
        asked_for_contact=chance.random() < 0.4,
        capture_broken=chance.random() < 0.2,
        cost=Decimal(chance.randrange(90_000)) / 1_000_000 if chance.random() < 0.9 else None,
        grading=GradingCounts(turns, judged, turns - judged, 0),
    )
