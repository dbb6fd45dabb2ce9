"""The rules in force before anybody saves others: each raises what it is there for, and says it right."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import insert

from evals.alerts.document import starter_rules
from graphs.evaluator.grader import COULD_NOT_GRADE
from service.storage.tables import handoffs, turns
from service.storage.types import new_id
from tests.service.storage.alerting_world import Shift, conversed, grade, hit, reviewed
from tests.service.storage.conftest import START, World

Happens = Callable[[World], Awaitable[None]]
HOUR = timedelta(hours=1)


async def slow(world: World) -> None:
    await conversed(world, START, *[30.0] * 40, *[121.0] * 20)


async def dissatisfied(world: World) -> None:
    for rating in (5, 2, 3, 3, 2):
        await conversed(world, START, *[1.0] * 8, closed_at=START, rating=rating)


async def complaining(world: World) -> None:
    ids = await conversed(world, START, *[1.0] * 60)
    labels = ["complaint" if number % 5 == 0 else "no_complaint" for number in range(60)]
    await grade(world, "complaint", START, *[(one, label, None) for one, label in zip(ids, labels, strict=True)])


async def handed_over(world: World) -> None:
    await conversed(world, START - timedelta(days=4), *[1.0] * 300)
    for one in await conversed(world, START, *[1.0] * 80):
        conversation = (await world.rows(turns.select().where(turns.c.id == one)))[0].conversation_id
        async with world.database.write() as connection:
            await connection.execute(
                insert(handoffs).values(
                    id=new_id(), conversation_id=conversation, turn_id=one, reason="policy", at=START + HOUR / 60
                )
            )


async def against_the_script(world: World) -> None:
    ids = await conversed(world, START, *[1.0] * 60)
    await grade(world, "rules", START, *[(one, "failed", 0.0) for one in ids])
    await hit(world, "manners.greeting", "minor", *ids)


async def ungrounded(world: World) -> None:
    ids = await conversed(world, START, *[1.0] * 60)
    await grade(world, "groundedness", START, *[(one, "partly", 0.2) for one in ids])


async def graded_late(world: World) -> None:
    ids = await conversed(world, START, *[1.0] * 60)
    await grade(world, "language", START + HOUR, *[(one, "passed", 1.0) for one in ids])


async def disagreeing(world: World) -> None:
    ids = await conversed(world, START, *[1.0] * 100)
    await grade(world, "resolution", START, *[(one, "resolved", 1.0) for one in ids])
    said = [("resolved" if number % 10 < 3 else "unresolved", "random") for number in range(100)]
    await reviewed(world, START, *zip(ids, said, strict=True))


def shifting(grader: str, usual: str, label: str) -> Happens:
    async def happens(world: World) -> None:
        for at, often in ((START - timedelta(days=5), 10), (START, 60)):
            ids = await conversed(world, at, *[1.0] * 200)
            given = [(one, label if number % 100 < often else usual, 0.9) for number, one in enumerate(ids)]
            await grade(world, grader, at, *given)

    return happens


def graded(grader: str, label: str, score: float | None) -> Happens:
    async def happens(world: World) -> None:
        (one,) = await conversed(world, START, 1.0)
        await grade(world, grader, START, (one, label, score))

    return happens


async def critical_hit(world: World) -> None:
    (one,) = await conversed(world, START, 1.0)
    await hit(world, "sensitive.bank_card", "critical", one)


STARTER: dict[str, tuple[Happens, str]] = {
    "slow_first_response": (slow, "first_response over 120, share: 0.3333, limit 0.1, n 60"),
    "low_csat": (dissatisfied, "csat: 3, limit 4, n 40"),
    "many_complaints": (complaining, "complaint: 0.2, limit 0.03, n 60"),
    "more_transfers": (handed_over, "transfer: 1, limit"),
    "script_not_kept": (against_the_script, "script_compliance: 0, limit 0.9, n 60"),
    "ungrounded_replies": (ungrounded, "groundedness: 0.2, limit 0.6, n 60"),
    "grading_behind": (graded_late, "grading_lag over 600, share: 1, limit 0.1, n 60"),
    "grader_disagrees": (disagreeing, "agreement of resolution: 0.3, limit 0.75, n 100"),
    "resolution_shifts": (
        shifting("resolution", "resolved", "unresolved"),
        "resolution says unresolved in 60.0% of turns, before in 10.0%, n 200",
    ),
    "groundedness_shifts": (
        shifting("groundedness", "grounded", COULD_NOT_GRADE),
        f"groundedness says {COULD_NOT_GRADE} in 60.0% of turns, before in 10.0%, n 200",
    ),
    "very_angry_customer": (graded("sentiment", "negative", 0.03), "sentiment: negative"),
    "sensitive_data_shown": (graded("sensitive_data", "exposed", 0.0), "sensitive_data: exposed"),
    "unsafe_promise": (graded("unsafe_promise", "unbacked", 0.0), "unsafe_promise: unbacked"),
    "reply_contradicts_knowledge": (
        graded("contradiction", "contradicts_knowledge", 0.0),
        "contradiction: contradicts_knowledge",
    ),
    "critical_rule_hit": (critical_hit, "rule hit: sensitive.bank_card"),
}


def test_every_rule_of_the_starter_set_is_tried_here_and_named_in_both_languages() -> None:
    rules = {rule.id: rule for rule in starter_rules().rules}
    assert set(rules) == set(STARTER)
    assert all(rule.active and rule.title and rule.title_zh for rule in rules.values())


@pytest.mark.parametrize("rule", STARTER)
async def test_a_rule_of_the_starter_set_raises_what_it_is_there_for(world: World, rule: str) -> None:
    happens, reason = STARTER[rule]
    shift = Shift(world)
    await shift.look()
    await happens(world)
    await shift.look(2 * HOUR - HOUR / 60)
    found = {alert.rule: alert for alert in await shift.alerts()}
    assert rule in found, [one.rule for one in found.values()]
    assert found[rule].reason.startswith(reason), found[rule].reason
    title = next(one.name for one in starter_rules().rules if one.id == rule)
    assert any(title in said for said in shift.told.said)


async def test_a_good_day_raises_nothing(world: World) -> None:
    shift = Shift(world)
    ids = await conversed(world, START, *[5.0] * 100, closed_at=START, rating=5)
    await grade(world, "complaint", START, *[(one, "no_complaint", None) for one in ids])
    await grade(world, "groundedness", START, *[(one, "grounded", 0.95) for one in ids])
    await grade(world, "sentiment", START, *[(one, "neutral", 0.6) for one in ids])
    assert (await shift.look(2 * HOUR - HOUR / 60)).fired == 0
