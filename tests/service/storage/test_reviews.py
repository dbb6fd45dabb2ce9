"""Reviews are added to grades, never written over, and say how good the graders are."""

from typing import Any

import pytest

from graphs.evaluator.grader import Grade, Graded, Stage
from service.errors import InvalidRequest, NotFound
from service.reviewing import Picked, next_grades, report, review, turn_to_review
from service.storage.grades import claim_work, store_grades
from service.storage.reviews import list_reviews
from service.storage.types import new_id
from tests.service.storage.conftest import World
from tests.service.storage.marked import MARK, everything, forgotten, said_with_mark

VERSIONS = [("resolution", "1")]


async def graded(world: World, *grades: Grade) -> list[str]:
    """Turns, each in a conversation of its own, with these grades of their resolution."""
    turns = [(await world.turn(f"question {number}", contact=f"c{number}")) for number in range(len(grades))]
    for turn in turns:
        await world.close(turn.reply.conversation_id)
    async with world.database.write() as connection:
        await claim_work(connection, world.process, VERSIONS, world.tick(), 99)
        results = [
            (turn.turn_id, Graded("resolution", "1", Stage.OUTCOME, grade, 1.0))
            for turn, grade in zip(turns, grades, strict=True)
        ]
        await store_grades(connection, world.process, results, world.tick())
    return [turn.turn_id for turn in turns]


BAD, GOOD = Grade.failed("asks again", label="unresolved", score=0.1), Grade.passed(label="resolved", score=0.9)


async def test_the_worst_is_read_first_and_what_is_reviewed_is_left_to_other_reviewers(world: World) -> None:
    good, bad = await graded(world, GOOD, BAD)
    await review(world.database, bad, "resolution", "unresolved", "ann", picked=Picked.RISK)

    async def queue(order: Picked, overlap_for: str | None = None) -> list[str]:
        async with world.database.read() as connection:
            ranked = await next_grades(connection, "resolution", order, 9, overlap_for)
        return [one.candidate.turn_id for one in ranked]

    assert await queue(Picked.RISK) == [good]
    assert (await queue(Picked.RISK, "bob"), await queue(Picked.RISK, "ann")) == ([bad], [])
    await review(world.database, good, "resolution", "resolved", "ann")
    assert await queue(Picked.RANDOM) == []


async def test_the_turn_is_shown_with_what_was_said_around_it(world: World) -> None:
    (turn_id,) = await graded(world, BAD)
    async with world.database.read() as connection:
        shown = await turn_to_review(connection, turn_id, "resolution")
    assert [message.text for message in (*shown.asked, *shown.replies)] == ["question 0", "Within 30 days."]
    assert (shown.candidate.label, shown.reason) == ("unresolved", "asks again")
    assert {"resolved", "unresolved", "not_applicable"} <= set(shown.labels)


async def test_a_reviewer_who_changes_their_word_is_counted_once_and_both_are_kept(world: World) -> None:
    (turn_id,) = await graded(world, BAD)
    await review(world.database, turn_id, "resolution", "unresolved", "ann", picked=Picked.RANDOM)
    await review(world.database, turn_id, "resolution", "resolved", "ann", picked=Picked.RANDOM, note="thanked")
    await review(world.database, turn_id, "resolution", "resolved", "bob", picked=Picked.RANDOM)
    async with world.database.read() as connection:
        stored = await list_reviews(connection, turn_id=turn_id)
        (found,) = await report(connection, "resolution", ["channel"])
    assert [(one.reviewer, one.verdict, one.current) for one in stored] == [
        ("bob", "corrects", True),
        ("ann", "corrects", True),
        ("ann", "confirms", False),
    ]
    assert (found.quality.n, found.quality.agreement.value, found.random) == (1, 0.0, 1)
    assert (found.reviewers.n, found.reviewers.agreement.value) == (1, 1.0)
    assert found.rates["resolved"].reviewers.value == 1.0
    assert found.rates["resolved"].machine.value == 0.0


async def test_what_cannot_be_reviewed_is_told_with_what_can(world: World) -> None:
    (turn_id,) = await graded(world, BAD)
    refused: list[tuple[Any, str, str, str, str]] = [
        (InvalidRequest, turn_id, "resolution", "lovely", "resolution has no label lovely: choose from .*resolved"),
        (InvalidRequest, turn_id, "taste", "resolved", "no grader taste: choose from .*resolution"),
        (NotFound, new_id(), "resolution", "resolved", "There is no turn"),
        (NotFound, turn_id, "groundedness", "grounded", "no grade"),
    ]
    for error, turn, grader, label, told in refused:
        with pytest.raises(error, match=told):
            await review(world.database, turn, grader, label, "ann")


async def test_a_grader_that_failed_is_not_reviewed(world: World) -> None:
    (turn_id,) = await graded(world, Grade.could_not_grade("timeout"))
    with pytest.raises(NotFound, match="no grade"):
        await review(world.database, turn_id, "resolution", "resolved", "ann")


async def test_notes_go_with_the_customer_s_words_and_the_verdict_stays(world: World) -> None:
    conversation_id = await said_with_mark(world)
    await world.close(conversation_id)
    async with world.database.write() as connection:
        (job, *_) = await claim_work(connection, world.process, VERSIONS, world.tick(), 1)
        await store_grades(
            connection, world.process, [(job.turn_id, Graded("resolution", "1", Stage.OUTCOME, BAD, 1.0))], world.tick()
        )
    await review(world.database, job.turn_id, "resolution", "resolved", "ann", note=f"the {MARK} came")
    await forgotten(world, conversation_id)
    assert MARK not in await everything(world.database)
    async with world.database.read() as connection:
        (kept,) = await list_reviews(connection)
    assert (kept.label, kept.note) == ("resolved", "")
