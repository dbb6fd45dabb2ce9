"""The table of grades is the queue: nothing is graded twice, nothing is lost, nothing is tried for ever."""

import asyncio
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from graphs.evaluator.grader import Grade, Graded, Stage
from service.storage.grading.grades import (
    MAX_ATTEMPTS,
    RETRY_AFTER,
    GradingJob,
    adopt_versions,
    claim_work,
    list_grades,
    store_grades,
)
from service.storage.grading.grading import GradingPlan
from service.storage.tables import grades
from service.storage.types import new_id

VERSIONS = [("groundedness", "1"), ("resolution", "1")]


async def claim(world: Any, process: str, limit: int = 16, versions: Any = VERSIONS) -> list[GradingJob]:
    async with world.database.write() as connection:
        return await claim_work(connection, process, versions, world.tick(), limit)


async def store(world: Any, process: str, turn_id: str, grade: Grade, grader: str = "groundedness") -> None:
    graded = Graded(grader, "1", Stage.REPLY if grader == "groundedness" else Stage.OUTCOME, grade, 1.0)
    async with world.database.write() as connection:
        await store_grades(connection, process, [(turn_id, graded)], world.tick())


async def test_a_job_carries_the_turn_with_what_came_before_and_after(world: Any) -> None:
    await world.turn("one")
    second = await world.turn("two")
    await world.say("three")
    await world.close(second.reply.conversation_id, solved=True)

    jobs = {(job.turn_id, job.stage): job for job in await claim(world, world.process)}

    job = jobs[second.turn_id, Stage.OUTCOME]
    assert job.graders == {"resolution"}
    assert [message.text for message in job.context.turn.history] == ["one", "Within 30 days."]
    assert (job.context.turn.question, job.context.turn.reply) == ("two", "Within 30 days.")
    assert [message.text for message in job.context.following or ()] == ["three"]
    assert job.context.ending is not None
    assert job.context.ending.solved is True
    assert len(jobs) == 4


async def test_two_workers_never_get_the_same_work(world: Any) -> None:
    for number in range(6):
        await world.turn(f"question {number}", contact=f"c{number % 3}")

    async def drain(process: str) -> list[tuple[str, Stage]]:
        taken: list[tuple[str, Stage]] = []
        while jobs := await claim(world, process, limit=2):
            taken += [(job.turn_id, job.stage) for job in jobs]
        return taken

    first, second = await asyncio.gather(drain("a" * 36), drain("b" * 36))
    # A worker that found everything locked may stop early; what it left is there for the next look.
    rest = await drain("c" * 36)

    taken = first + second + rest
    assert len(taken) == len(set(taken)) == 9


async def test_a_grade_is_stored_and_the_work_is_done(world: Any) -> None:
    turn = await world.turn()
    await claim(world, world.process)

    await store(world, world.process, turn.turn_id, Grade.failed("not in the text", evidence=["30 days"]))

    async with world.database.read() as connection:
        (row,) = await list_grades(connection, [turn.turn_id])
    assert (row.label, row.score, row.reason, row.evidence) == ("failed", 0.0, "not in the text", ["30 days"])
    assert await claim(world, world.process) == []


async def test_a_grade_of_a_worker_that_lost_its_claim_is_not_stored(world: Any) -> None:
    turn = await world.turn()
    await claim(world, world.process)

    await store(world, new_id(), turn.turn_id, Grade.passed())

    assert await world.grading(turn.turn_id) == {"groundedness": "claimed"}


async def test_could_not_grade_is_stored_and_tried_again_a_bounded_number_of_times(world: Any) -> None:
    turn = await world.turn()
    attempts = 0
    for _ in range(MAX_ATTEMPTS + 2):
        world.at += RETRY_AFTER + timedelta(seconds=1)
        if await claim(world, world.process):
            attempts += 1
            await store(world, world.process, turn.turn_id, Grade.could_not_grade("the judge is away"))

    assert attempts == MAX_ATTEMPTS
    (row,) = await world.rows(select(grades))
    assert (row.state, row.label, row.reason, row.score) == ("done", "could_not_grade", "the judge is away", None)


async def test_a_retry_waits(world: Any) -> None:
    turn = await world.turn()
    await claim(world, world.process)
    async with world.database.write() as connection:
        graded = Graded("groundedness", "1", Stage.REPLY, Grade.could_not_grade("away"), 1.0)
        await store_grades(connection, world.process, [(turn.turn_id, graded)], world.at)
        soon = await claim_work(connection, world.process, VERSIONS, world.at + RETRY_AFTER / 2, 16)
        later = await claim_work(connection, world.process, VERSIONS, world.at + RETRY_AFTER, 16)

    assert soon == []
    assert len(later) == 1


async def test_work_for_another_version_is_left_alone_until_it_is_adopted(world: Any) -> None:
    turn = await world.turn()
    newer = [("groundedness", "2"), ("resolution", "1")]
    assert await claim(world, world.process, versions=newer) == []

    async with world.database.write() as connection:
        await adopt_versions(connection, newer)

    (job,) = await claim(world, world.process, versions=newer)
    assert (job.turn_id, job.graders) == (turn.turn_id, {"groundedness"})


async def test_adopting_work_that_the_new_version_has_already_leaves_one_piece(world: Any, plan: GradingPlan) -> None:
    turn = await world.turn()
    async with world.database.write() as connection:
        await connection.execute(
            grades.insert().values(
                turn_id=turn.turn_id,
                grader="groundedness",
                version="2",
                stage="reply",
                state="done",
                not_before=world.at,
                attempts=1,
            )
        )
        await adopt_versions(connection, [("groundedness", "2")])

    (row,) = await world.rows(select(grades))
    assert (row.version, row.state) == ("2", "done")


async def test_two_earlier_versions_side_by_side_are_adopted_as_one(world: Any) -> None:
    await world.turn()
    async with world.database.write() as connection:
        (row,) = (await connection.execute(select(grades))).all()
        await connection.execute(grades.insert().values(**(dict(row._mapping) | {"version": "0"})))
        await adopt_versions(connection, [("groundedness", "2")])

    (row,) = await world.rows(select(grades))
    assert (row.version, row.state) == ("2", "pending")


async def test_workers_that_share_a_turn_wait_for_nobody(world: Any) -> None:
    """One holds part of a turn's work locked: the other claims the rest, and does not queue behind it."""
    turn = await world.turn()
    await world.close(turn.reply.conversation_id)
    async with world.database.write() as connection:
        if not world.database.is_sqlite:
            only = grades.c.grader == "groundedness"
            await connection.execute(select(grades.c.turn_id).where(only).with_for_update())
            async with asyncio.timeout(5), world.database.write() as other:
                (job,) = await claim_work(other, "b" * 36, VERSIONS, world.tick(), 16)
            assert job.graders == {"resolution"}
        assert len(await claim_work(connection, "a" * 36, VERSIONS, world.tick(), 16)) >= 1
