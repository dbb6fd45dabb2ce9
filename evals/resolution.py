"""The three resolution rates, never mixed: confirmed, assumed, durable; each also by who replied."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from evals.conversation import ConversationRecord
from evals.csat import SATISFIED_FROM
from evals.wilson import Rate, rate

DURABLE_AFTER = timedelta(days=7)
RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class ResolutionRate:
    """One of the three; `pending` counts conversations whose verdict still waits (durable only)."""

    all: Rate
    agent_alone: Rate
    with_operator: Rate
    pending: int = 0


def is_confirmed(record: ConversationRecord) -> bool:
    """The customer said that it was solved, or rated 4 or more."""
    return record.solved is True or (record.rating is not None and record.rating >= SATISFIED_FROM)


def is_assumed(record: ConversationRecord) -> bool:
    """The last outcome grade is "resolved" and no question was left, whoever replied."""
    return record.outcome == RESOLVED and not record.question_left


def came_back(records: Iterable[ConversationRecord]) -> frozenset[str]:
    """Ids of the closed conversations whose customer opened another about the same matter within 7 days of the end.

    The same matter is a shared intent or a shared cited document. Give it all conversations of the customers concerned,
    in whatever channel: a return is a return there too.
    """
    by_customer: dict[str, list[ConversationRecord]] = defaultdict(list)
    for record in records:
        if record.opened:
            by_customer[record.customer_id].append(record)
    return frozenset(
        record.id
        for known in by_customer.values()
        for record in known
        if any(_is_return(record, other) for other in known if other is not record)
    )


def confirmed(closed: Sequence[ConversationRecord]) -> ResolutionRate:
    """Confirmed / closed."""
    return _cut(closed, is_confirmed)


def assumed(closed: Sequence[ConversationRecord]) -> ResolutionRate:
    """Assumed / closed."""
    return _cut(closed, is_assumed)


def durable(closed: Sequence[ConversationRecord], returned: frozenset[str], now: datetime) -> ResolutionRate:
    """(Assumed and not come back within 7 days) / closed at least 7 days ago.

    A conversation closed less than 7 days ago is in neither number, or a busy week would push the rate down; if it is
    assumed resolved and the customer has not come back so far, it is counted as pending.
    """
    ripe = [record for record in closed if record.closed_at is not None and record.closed_at + DURABLE_AFTER <= now]
    ripe_ids = {record.id for record in ripe}
    young = [record for record in closed if record.id not in ripe_ids]
    pending = sum(is_assumed(record) and record.id not in returned for record in young)
    return _cut(ripe, lambda record: is_assumed(record) and record.id not in returned, pending)


def _cut(
    records: Sequence[ConversationRecord], holds: Callable[[ConversationRecord], bool], pending: int = 0
) -> ResolutionRate:
    alone = [record for record in records if not record.with_operator]
    helped = [record for record in records if record.with_operator]
    whole, part_alone, part_helped = (rate(sum(map(holds, part)), len(part)) for part in (records, alone, helped))
    return ResolutionRate(whole, part_alone, part_helped, pending)


def _is_return(record: ConversationRecord, later: ConversationRecord) -> bool:
    if record.closed_at is None or later.opened_at is None or record.opened_at is None:
        return False
    in_time = record.closed_at < later.opened_at <= record.closed_at + DURABLE_AFTER
    return in_time and bool(record.intents & later.intents or record.documents & later.documents)
