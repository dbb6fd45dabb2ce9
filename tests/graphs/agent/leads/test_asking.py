"""When a customer is asked for what: the policy alone decides, over what is known of the conversation."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from graphs.agent.leads.asking import Asking, Moment, fields_to_ask
from graphs.agent.leads.document import LeadPolicy

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ASKED_ONCE = Asking(answers=4, asks=1, asked_after=1)


def policy(**document: Any) -> LeadPolicy:
    return LeadPolicy.model_validate(document)


def moment(**changes: Any) -> Moment:
    plain = Moment(
        intent="price",
        channel="widget",
        language="en",
        at=NOON,
        upset=0.1,
        wished=False,
        asking=Asking(),
        known=frozenset(),
    )
    return replace(plain, **changes)


def test_a_price_that_was_answered_is_the_moment_and_an_order_s_status_is_not() -> None:
    assert fields_to_ask(policy(), moment()) == ("phone", "email")
    assert fields_to_ask(policy(), moment(intent="order_status", wished=True)) == ()
    assert fields_to_ask(policy(), moment(intent="shipping")) == ()


def test_who_tells_what_they_need_is_asked_whatever_the_intent() -> None:
    assert fields_to_ask(policy(), moment(intent="other", wished=True)) == ("phone", "email")
    assert fields_to_ask(policy(when={"wishes": False}), moment(intent="other", wished=True)) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"upset": 0.5},
        {"asking": Asking(declined=True)},
        {"asking": Asking(answers=9, asks=1)},
        {"asking": Asking(asked_at=NOON - timedelta(days=29))},
        {"known": frozenset({"wechat"})},
        {"forbidden": frozenset({"phone", "email"})},
        {"channel": "whatsapp"},
        {"channel": "api"},
    ],
    ids=["upset", "declined", "asked before", "asked lately", "reachable", "platform forbids", "number known", "api"],
)
def test_nobody_is_asked(changes: dict[str, Any]) -> None:
    assert fields_to_ask(policy(), moment(**changes)) == ()


def test_a_customer_who_was_asked_long_ago_may_be_asked_again() -> None:
    assert fields_to_ask(policy(), moment(asking=Asking(asked_at=NOON - timedelta(days=30))))


def test_chinese_customers_are_asked_for_what_they_use() -> None:
    assert fields_to_ask(policy(), moment(language="zh")) == ("phone", "wechat")


def test_not_before_so_many_answers_and_again_only_after_so_many_more() -> None:
    patient = policy(when={"after_answers": 2, "times": 2, "apart": 3})
    assert fields_to_ask(patient, moment()) == ()
    assert fields_to_ask(patient, moment(asking=Asking(answers=1)))
    assert fields_to_ask(patient, moment(asking=ASKED_ONCE))
    assert fields_to_ask(patient, moment(asking=replace(ASKED_ONCE, answers=3))) == ()


def test_what_is_missing_is_asked_for_in_the_policy_s_order() -> None:
    long = policy(fields=["name", "phone", "email", "wechat", "budget", "company"], overrides=[])
    known = [frozenset[str](), frozenset({"name"}), frozenset({"name", "email"}), frozenset({"name", "qq", "budget"})]
    asked = [fields_to_ask(long, moment(known=told)) for told in known]
    assert asked == [("name", "budget"), ("phone", "email"), ("budget", "company"), ("company",)]


def test_later_overrides_win_and_a_named_intent_is_a_moment_of_its_own() -> None:
    shop = policy(
        overrides=[
            {"channels": ["widget"], "enabled": False},
            {"intents": ["shipping"], "enabled": True, "fields": ["city"], "when": {"after_answers": 2}},
        ]
    )
    assert fields_to_ask(shop, moment()) == ()
    assert fields_to_ask(shop, moment(intent="shipping")) == ()
    assert fields_to_ask(shop, moment(intent="shipping", asking=Asking(answers=1))) == ("city",)


def test_a_turn_is_counted_with_what_it_asked() -> None:
    counted = (
        Asking(answers=1).after(("phone",), answered=True, declined=False).after((), answered=False, declined=True)
    )
    assert counted == Asking(answers=2, asks=1, asked_after=2, declined=True)
