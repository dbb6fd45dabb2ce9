"""Which group a conversation would go to, by what it is about, its language and who is there."""

from datetime import UTC, datetime

from graphs.agent.handoff.desks import Desk, desk_for
from graphs.agent.handoff.document import Hours

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
SHUT = Hours.model_validate({"enabled": True, "weekdays": {"tuesday": ["09:00-18:00"]}})
REFUNDS = Desk(id="refunds", skills=frozenset({"refund"}))
CHINESE = Desk(id="chinese", languages=frozenset({"zh"}))
BOTH = Desk(id="both", skills=frozenset({"refund"}), languages=frozenset({"zh"}))
REST = Desk(id="rest", takes_rest=True)
PLAIN = Desk(id="plain")


def chosen(*desks: Desk, intents: tuple[str, ...] = ("refund",), language: str = "zh") -> str | None:
    found = desk_for(desks, intents, language, MONDAY)
    return found.id if found else None


def test_the_group_for_most_particular_reasons_is_taken_and_skill_goes_before_language() -> None:
    assert chosen(CHINESE, REFUNDS, BOTH, REST) == "both"
    assert chosen(CHINESE, REFUNDS, REST) == "refunds"
    assert chosen(CHINESE, BOTH, language="en") is None
    assert chosen(CHINESE, REFUNDS, intents=("price", "refund"), language="en") == "refunds"


def test_what_no_group_is_there_for_goes_to_who_takes_the_rest_or_to_nobody() -> None:
    assert chosen(REFUNDS, REST, PLAIN, intents=("price",)) == "rest"
    assert chosen(REFUNDS, PLAIN, intents=("price",)) is None
    assert chosen() is None


def test_a_group_that_is_open_goes_before_a_closed_one_that_would_be_nearer() -> None:
    shut = Desk(id="shut", skills=frozenset({"refund"}), languages=frozenset({"zh"}), hours=SHUT)
    assert chosen(shut, CHINESE) == "chinese"
    assert chosen(shut, REST) == "shut"  # who takes the rest is no better than who knows about it tomorrow
