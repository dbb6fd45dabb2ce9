"""Rounds that keep a process alive in the others' eyes, and bring back what was left behind."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from evals.judging.ledger import Judgement
from graphs.evaluator.grader import Grader, Stage
from service import housekeeping as module
from service.housekeeping import Housekeeping
from service.storage.grading.grading import GradingPlan
from service.storage.grading.judging import keep_judgement
from service.storage.processes import Process
from service.storage.tables import grades, judgements, processes, turns
from service.storage.types import now
from service.turns.turns import Turns
from tests.service.shop import Shop, passing


def keeper(shop: Shop, process: Process, turns: Turns | None, *care: Any) -> Housekeeping:
    return Housekeeping(database=shop.database, process=process, turns=turns, care=care)


async def entered(shop: Shop) -> set[str]:
    return {row.id for row in await shop.rows(select(processes.c.id))}


async def test_a_round_takes_over_what_a_dead_process_had_not_answered(shop: Shop) -> None:
    dying, living = await shop.process(), await shop.process()
    dead = await shop.turns(dying)
    await dead.drain(0.0)
    message = await shop.say(dead, "ada: hi")
    turning = await shop.turns(living)
    await keeper(shop, living, turning).round()
    assert shop.agent.asked == []  # it may still be at it

    await shop.bury(dying)
    await keeper(shop, living, turning).beat()
    await shop.answered(turning, message)

    assert await shop.said(message.conversation_id) == ["ada: hi", "re: ada: hi"]
    assert await entered(shop) == {living.id}


async def test_who_was_taken_for_dead_is_entered_again_and_goes_on(shop: Shop) -> None:
    me = await shop.process()
    turning = await shop.turns(me)
    async with shop.database.write() as connection:
        await connection.execute(delete(processes))
    message = await shop.say(turning, "ada: hi")
    await keeper(shop, me, turning).round()

    assert await entered(shop) == {me.id}
    await shop.answered(turning, message)
    assert await shop.said(message.conversation_id) == ["ada: hi", "re: ada: hi"]


class Carer:
    """Somebody who is asked to look after customers."""

    def __init__(self) -> None:
        self.asked = 0

    async def look_after(self) -> int:
        self.asked += 1
        return 0


async def test_a_round_lets_everybody_look_after_customers(shop: Shop) -> None:
    me, carers = await shop.process(), (Carer(), Carer())
    await keeper(shop, me, await shop.turns(me), *carers).round()

    assert [one.asked for one in carers] == [1, 1]


async def test_a_round_that_fails_does_not_end_the_rounds(
    shop: Shop, until: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "HEARTBEAT_EVERY_S", 0.0)
    me = await shop.process()
    turning = await shop.turns(me)
    async with shop.database.write() as connection:
        await connection.execute(delete(processes))
    shop.database.failing = 4
    running = asyncio.create_task(keeper(shop, me, turning).run())

    async def there() -> bool:
        return await entered(shop) == {me.id}

    await until(there)
    assert not running.done()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


class Stuck:
    """Somebody who looks after one customer for ever."""

    async def look_after(self) -> int:
        await asyncio.Event().wait()
        return 0


async def test_the_heart_beats_however_long_the_tidying_takes(
    shop: Shop, until: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "HEARTBEAT_EVERY_S", 0.0)
    me = await shop.process()
    running = asyncio.create_task(keeper(shop, me, await shop.turns(me), Stuck()).run())
    started = now()

    async def beating() -> bool:
        (row,) = await shop.rows(select(processes.c.heartbeat_at))
        return bool(row.heartbeat_at > started + timedelta(milliseconds=20))

    await until(beating)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_old_answers_of_judges_are_forgotten_and_what_none_came_to_grade_is_over(shop: Shop) -> None:
    judge = Grader(id="tone_judge", version="1", stage=Stage.REPLY, labels=("passed",), grade=passing, asks_model=True)
    turning = await shop.turns(plan=GradingPlan((*shop.plan.graders, judge)))
    for said in ("ada: hi", "bo: hi"):
        await shop.answered(turning, await shop.say(turning, said))
    first, _ = [row.id for row in await shop.rows(select(turns.c.id).order_by(turns.c.id))]
    async with shop.database.write() as connection:
        for key, days in (("old", 31), ("young", 29)):
            await keep_judgement(connection, key, Judgement("a", "b", ()), "x", "no turn", now() - timedelta(days=days))
        waited = now() - timedelta(hours=25)
        await connection.execute(update(grades).where(grades.c.turn_id == first).values(not_before=waited))
    await keeper(shop, await shop.process(), turning).tidy()

    assert [row.key for row in await shop.rows(select(judgements.c.key))] == ["young"]
    done = await shop.rows(select(grades).where(grades.c.state == "done"))
    assert [(row.turn_id, row.grader, row.label, row.score) for row in done] == [
        (first, "tone_judge", "not_sampled", None)
    ]
