"""A made-up year of conversations: not real, but as many kinds of them, and as uneven, as a large shop has."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from evals.conversation import Assignment, ConversationRecord, Forewarning, GradingCounts, Handoff
from evals.rates.observed import DURABLE_AFTER, Observed
from evals.rates.shares import REASONS

FIRST = date(2025, 1, 1)
DAYS = 365
NOW = datetime(2026, 1, 1, tzinfo=UTC)
_ACCOUNTS = (("widget", "shop"), ("widget", "outlet"), ("telegram", "bot"), ("webhook", "app"), ("webhook", "wecom"))
_OPERATORS = 20
_GROUPS = ("sales", "service", "night", "returns")
_INTENTS = ("returns", "warranty", "shipping", "price", "product")


def made_year(conversations: int, seed: int) -> Iterator[Sequence[Observed]]:
    """Day by day, the same for the same seed; weekends are quieter, and each week's last days are not over yet."""
    chance, made = Random(seed), 0  # noqa: S311 - made up, the same each time
    weights = [(0.7 if (FIRST + timedelta(days=day)).weekday() >= 5 else 1.0) for day in range(DAYS)]
    for day in range(DAYS):
        until = round(conversations * sum(weights[: day + 1]) / sum(weights))
        yield [_conversation(chance, day, number) for number in range(made, until)]
        made = until


def _conversation(chance: Random, day: int, number: int) -> Observed:
    started = datetime.combine(FIRST + timedelta(days=day), time(), UTC) + timedelta(seconds=chance.uniform(0, 86_400))
    opened = started + timedelta(seconds=chance.expovariate(1 / 20)) if chance.random() < 0.9 else None
    lasts = timedelta(seconds=chance.lognormvariate(6.5, 1.2))
    closed = (opened or started) + lasts
    over = closed < NOW
    helped = opened is not None and chance.random() < 0.12
    channel, account = chance.choices(_ACCOUNTS, (50, 15, 15, 12, 8))[0]
    turns = min(12, 1 + int(chance.expovariate(0.5))) if opened else 0
    operator = chance.randrange(_OPERATORS)
    taken = (opened or started) + lasts / 3
    record = ConversationRecord(
        id=f"{number:08x}-0000-7000-8000-000000000000",
        customer_id=f"{chance.randrange(1 << 40):012x}-0000-7000-8000-00000000",
        channel=channel,
        account=account,
        language=chance.choices(("zh", "en", None), (60, 38, 2))[0],
        started_at=started,
        opened_at=opened,
        closed_at=closed if over else None,
        closed_by="idle" if over else None,
        solved=chance.choices((True, False, None), (20, 5, 75))[0] if over else None,
        rating=chance.choices((5, 4, 3, 2, 1, None), (8, 4, 2, 1, 1, 84))[0] if over else None,
        outcome=chance.choices(("resolved", "partly", "unresolved", None), (65, 10, 15, 10))[0],
        intents=frozenset({chance.choice(_INTENTS)}),
        documents=frozenset({f"kb/{chance.randrange(60)}.md"}),
        replied_by=frozenset({"agent", "operator"} if helped else {"agent"}),
        handoffs=(Handoff(chance.choice(REASONS), taken),) if helped else (),
        assignments=(_assignment(operator, taken, closed if over else None, chance),) if helped else (),
        leads_with_consent=int(chance.random() < 0.08),
        operator_group=_GROUPS[operator % len(_GROUPS)] if helped else None,
        # A new prompt every other week, the next one on a tenth; new knowledge every day at noon.
        prompt_version=f"p{(day + 14 * (chance.random() < 0.1)) // 14:02}",
        model=chance.choices(("deepseek-chat", "qwen-plus"), (90, 10))[0],
        knowledge_version=str(100 + 2 * day + (started.hour >= 12)),
        first_response_s=chance.lognormvariate(0, 0.8) if opened else None,
        operator_first_response_s=chance.lognormvariate(4, 1) if helped else None,
        responses_s=tuple(round(chance.lognormvariate(0.3, 1), 6) for _ in range(turns)),
        operator_responses_s=(chance.lognormvariate(4, 1),) if helped else (),
        grading_lags_s=tuple(round(chance.lognormvariate(0, 0.5), 6) for _ in range(turns)),
        complained=chance.random() < 0.03,
        forewarning=Forewarning(True, chance.random() < 0.05, chance.random() < 0.12) if opened else None,
        rule_turns=turns,
        rule_hit_turns=int(turns > 0 and chance.random() < 0.05),
        labelled={"sensitive_data": (0, turns), "complaint": (0, turns)} if turns else {},
        questions=turns,
        answered=chance.randrange(turns + 1),
        cost=Decimal(chance.randrange(5_000)) / 1_000_000,
        grading=GradingCounts(turns, turns, 0, 0),
    )
    return Observed(record, chance.random() < 0.06, chance.random() < 0.06, over and closed + DURABLE_AFTER <= NOW)


def _assignment(operator: int, taken: datetime, closed: datetime | None, chance: Random) -> Assignment:
    cost = Decimal(chance.randrange(8_000)) / 1_000 if closed else None
    return Assignment(f"{operator:08x}-0000-7000-8000-0000000000aa", taken, closed, cost)
