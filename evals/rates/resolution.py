"""The resolution rates, never mixed: confirmed, assumed, durable, and first-contact resolution."""

from typing import NamedTuple

from evals.conversation import ConversationRecord
from evals.rates.counted import Counted, counted
from evals.rates.csat import SATISFIED_FROM
from evals.rates.observed import Observed
from evals.wilson import Rate

RESOLVED = "resolved"


class ResolutionRate(NamedTuple):
    """One of them, also by who replied; `pending` counts conversations whose verdict still waits (durable, FCR)."""

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


def confirmed(one: Observed) -> Counted:
    """Confirmed resolution = the customer said that it was solved, or rated 4 or more / closed."""
    return counted(holds=is_confirmed(one.record), among=one.record.closed)


def assumed(one: Observed) -> Counted:
    """Assumed resolution = last outcome grade "resolved" and no question left / closed."""
    return counted(holds=is_assumed(one.record), among=one.record.closed)


def durable(one: Observed) -> Counted:
    """Durable resolution = assumed, and not come back about the same within 7 days / closed at least 7 days ago.

    A conversation closed less than 7 days ago is in neither number, or a busy week would push the rate down.
    """
    return counted(holds=_lasts(one), among=one.record.closed and one.ripe)


def first_contact(one: Observed) -> Counted:
    """First-contact resolution = durable / closed at least 7 days ago, of the first conversations about their matter.

    The first one is one that is no return: the customer had no other about the same that ended in the 7 days before.
    """
    return counted(holds=_lasts(one), among=one.record.closed and one.ripe and not one.follow_up)


def waits_for_durable(one: Observed) -> bool:
    """Closed less than 7 days ago, assumed resolved, and the customer has not come back so far."""
    return one.record.closed and not one.ripe and _lasts(one)


def waits_for_first_contact(one: Observed) -> bool:
    """The same of a first conversation about its matter."""
    return waits_for_durable(one) and not one.follow_up


def _lasts(one: Observed) -> bool:
    return is_assumed(one.record) and not one.returned
