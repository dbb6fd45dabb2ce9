"""A conversation with what its customer's other conversations, and the time that has passed, say about it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from evals.conversation import ConversationRecord

DURABLE_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Observed:
    """`returned`: the customer opened another one about the same matter within 7 days of its end; `follow_up`: it is
    itself such a return; `ripe`: it ended at least 7 days ago, so that `returned` will not change any more.
    """

    record: ConversationRecord
    returned: bool = False
    follow_up: bool = False
    ripe: bool = False


@dataclass(frozen=True, slots=True)
class Returns:
    """Ids of the conversations whose customer came back, and of those with which they did."""

    returned: frozenset[str] = frozenset()
    follow_ups: frozenset[str] = frozenset()


def find_returns(records: Iterable[ConversationRecord]) -> Returns:
    """Who came back: opened another one about the same matter within 7 days of the end of an earlier one.

    The same matter is a shared intent or a shared cited document. Give it all conversations of the customers concerned,
    in whatever channel: a return is a return there too.
    """
    by_customer: dict[str, list[tuple[datetime, ConversationRecord]]] = defaultdict(list)
    for record in records:
        if record.opened_at is not None:
            by_customer[record.customer_id].append((record.opened_at, record))
    returned, follow_ups = set(), set()
    for known in by_customer.values():
        known.sort(key=lambda one: one[0])
        opened = [at for at, _ in known]
        for _, record in known:
            if record.closed_at is None:
                continue
            after = bisect_right(opened, record.closed_at)
            until = bisect_right(opened, record.closed_at + DURABLE_AFTER)
            back = [later.id for _, later in known[after:until] if later is not record and _same_matter(record, later)]
            if back:
                returned.add(record.id)
                follow_ups.update(back)
    return Returns(frozenset(returned), frozenset(follow_ups))


def observe(record: ConversationRecord, returns: Returns, now: datetime) -> Observed:
    """What is known of the conversation at `now`."""
    ripe = record.closed_at is not None and record.closed_at + DURABLE_AFTER <= now
    return Observed(record, record.id in returns.returned, record.id in returns.follow_ups, ripe)


def _same_matter(record: ConversationRecord, later: ConversationRecord) -> bool:
    return bool(record.intents & later.intents or record.documents & later.documents)
