"""Reviews are added to grades, never written over, and say how good the graders are."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from graphs.evaluator.grader import Grade, Graded, Stage
from service.errors import Forbidden, InvalidRequest, NotFound
from service.quality.reviewing import labels_of, next_grades, report, review, reviewer, turn_to_review
from service.roles import Role
from service.storage.grading.grades import claim_work, store_grades
from service.storage.grading.review_queue import EVERYTHING, Frame, Reviewer
from service.storage.grading.reviews import ReviewRow, list_reviews
from service.storage.grading.showings import Picked, note_page, note_shown
from service.storage.tables import grades, messages, turns
from service.storage.types import new_id
from service.storage.users.users import User
from tests.service.storage.conftest import START, World
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


ANN, BOB = Reviewer("ann"), Reviewer("bob")


async def queue(
    world: World,
    who: Reviewer,
    order: Picked,
    limit: int = 99,
    frame: Frame = EVERYTHING,
    *,
    overlap: bool = False,
    blind: bool = True,
) -> list[str]:
    """The turns that a reviewer is given next, which is kept."""
    async with world.database.write() as connection:
        ranked = await next_grades(connection, who, "resolution", order, limit, frame, overlap=overlap)
        await note_shown(connection, who.name, [one.candidate for one in ranked], order, blind=blind)
    return [one.candidate.turn_id for one in ranked]


async def says(world: World, turn_id: str, label: str, who: Reviewer = ANN, note: str = "") -> ReviewRow:
    return await review(world.database, turn_id, "resolution", label, who, note)


async def test_the_worst_is_read_first_and_what_is_reviewed_is_left_to_other_reviewers(world: World) -> None:
    good, bad = await graded(world, GOOD, BAD)
    await says(world, bad, "unresolved")

    assert await queue(world, ANN, Picked.RISK) == [good]
    assert await queue(world, BOB, Picked.RISK, overlap=True) == [bad]
    assert await queue(world, ANN, Picked.RISK, overlap=True) == []


async def test_what_was_read_for_its_risk_is_drawn_by_chance_all_the_same(world: World) -> None:
    turns = await graded(world, GOOD, BAD, GOOD, BAD)
    (bad,) = await queue(world, ANN, Picked.RISK, limit=1)
    assert (await says(world, bad, "unresolved")).picked == "risk"

    drawn = await queue(world, ANN, Picked.RANDOM)
    assert sorted(drawn) == sorted(turns)
    for turn_id in drawn:
        assert (await says(world, turn_id, "resolved")).picked == "random"
    assert await queue(world, BOB, Picked.RANDOM) == []
    assert sorted(await queue(world, BOB, Picked.RANDOM, overlap=True)) == sorted(turns)


async def test_turns_are_drawn_from_the_whole_time_in_one_order_for_everybody(world: World) -> None:
    turns = await graded(world, *[GOOD] * 40)
    drawn = await queue(world, ANN, Picked.RANDOM, limit=12)

    assert drawn == await queue(world, BOB, Picked.RANDOM, limit=12)
    everything = await queue(world, ANN, Picked.RANDOM)
    assert (everything[:12], sorted(everything)) == (drawn, sorted(turns))
    assert everything != turns
    # Another seed goes round the same circle from another place on.
    other = await queue(world, ANN, Picked.RANDOM, frame=Frame(seed=7))
    start = other.index(everything[0])
    assert other != everything
    assert other[start:] + other[:start] == everything


async def test_only_turns_of_the_time_are_drawn(world: World) -> None:
    early = await graded(world, GOOD, GOOD)
    border = world.tick()
    async with world.database.write() as connection:
        await connection.execute(update(turns).where(turns.c.id == early[1]).values(asked_at=border))
    assert await queue(world, ANN, Picked.RANDOM, frame=Frame(until=border)) == [early[0]]
    assert await queue(world, ANN, Picked.RANDOM, frame=Frame(since=border)) == [early[1]]


async def test_the_server_knows_who_was_blind_and_what_was_drawn(world: World) -> None:
    turns = await graded(world, *[BAD] * 5)
    drawn = await queue(world, ANN, Picked.RANDOM, blind=True)
    assert sorted(drawn) == sorted(turns)
    seen, hidden, opened, told, named = drawn

    async def look(turn_id: str, *, blind: bool) -> None:
        async with world.database.write() as connection:
            shown = await turn_to_review(connection, turn_id, "resolution")
            await note_shown(connection, "ann", [shown.candidate], Picked.NAMED, blind=blind)

    await look(seen, blind=False)
    await look(hidden, blind=True)
    async with world.database.write() as connection:
        page = (await turn_to_review(connection, opened, "resolution")).candidate.conversation_id
        await note_page(connection, "ann", page)
    found = [await says(world, turn_id, "resolved") for turn_id in (seen, hidden, opened, told)]
    again = await says(world, told, "unresolved")
    other = await says(world, named, "resolved", BOB)

    assert [(one.picked, one.blind) for one in found] == [
        ("random", False),
        ("random", True),
        ("random", False),
        ("random", True),
    ]
    assert (again.picked, again.blind) == ("random", False)  # their first word told them what the grader had said
    assert (other.picked, other.blind) == ("named", False)  # it was drawn for somebody else


async def test_only_who_may_review_does_and_nobody_their_own_replies(world: World, operators: tuple[str, str]) -> None:
    (mia, bo) = operators
    (turn_id,) = await graded(world, BAD)
    async with world.database.write() as connection:
        await connection.execute(
            update(messages).where(messages.c.turn_id == turn_id, messages.c.role == "agent").values(operator_id=mia)
        )
    own = reviewer(User(mia, "mia@example.com", "Mia", Role.QUALITY))
    other = reviewer(User(bo, "bo@example.com", "Bo", Role.EVALUATOR))

    assert await queue(world, own, Picked.RISK) == await queue(world, own, Picked.RANDOM) == []
    with pytest.raises(Forbidden, match="somebody else"):
        await says(world, turn_id, "resolved", own)
    assert await queue(world, other, Picked.RANDOM) == [turn_id]
    assert (await says(world, turn_id, "resolved", other)).reviewer == "bo@example.com"
    for role in (Role.OPERATOR, Role.READER):
        with pytest.raises(Forbidden, match="may not review"):
            reviewer(User(bo, "bo@example.com", "Bo", role))


async def test_an_older_version_of_a_grader_waits_for_no_review(world: World) -> None:
    (turn_id,) = await graded(world, BAD)
    async with world.database.write() as connection:
        old = await connection.execute(select(grades).where(grades.c.turn_id == turn_id, grades.c.label.is_not(None)))
        row = old.one()._mapping
        await connection.execute(
            insert(grades).values({**row, "version": "0", "graded_at": row["graded_at"] - timedelta(days=1)})
        )
    assert await queue(world, ANN, Picked.RISK) == await queue(world, ANN, Picked.RANDOM) == [turn_id]


async def test_the_turn_is_shown_with_what_was_said_around_it(world: World) -> None:
    (turn_id,) = await graded(world, BAD)
    async with world.database.read() as connection:
        shown = await turn_to_review(connection, turn_id, "resolution")
    assert [message.text for message in (*shown.asked, *shown.replies)] == ["question 0", "Within 30 days."]
    assert (shown.candidate.label, shown.reason) == ("unresolved", "asks again")
    assert {"resolved", "unresolved", "not_applicable"} <= set(shown.labels)


async def test_a_reviewer_who_changes_their_word_is_counted_once_and_both_are_kept(world: World) -> None:
    (turn_id,) = await graded(world, BAD)
    for who in (ANN, BOB):
        assert await queue(world, who, Picked.RANDOM) == [turn_id]
    await says(world, turn_id, "unresolved")
    await says(world, turn_id, "resolved", note="thanked")
    await says(world, turn_id, "resolved", BOB)
    async with world.database.read() as connection:
        stored = await list_reviews(connection, turn_id=turn_id)
        (found,) = await report(connection, "resolution", ["channel"])
        (same,) = await report(connection, "resolution", ["channel"], START, world.at)
        assert await report(connection, "resolution", [], world.at) == ()
    assert same == found
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
            await review(world.database, turn, grader, label, ANN)


@pytest.mark.parametrize("grade", [Grade.could_not_grade("x"), Grade.not_sampled("x"), Grade.over_budget("x")])
async def test_a_grader_that_failed_or_was_not_asked_is_not_reviewed(world: World, grade: Grade) -> None:
    (turn_id,) = await graded(world, grade)
    assert await queue(world, ANN, Picked.RISK) == []
    with pytest.raises(NotFound, match="no grade"):
        await says(world, turn_id, "resolved")


async def test_a_judge_is_reviewed_by_the_labels_that_it_has(world: World) -> None:
    async with world.database.read() as connection:
        assert await labels_of(connection, "politeness_judge") == ("polite", "neutral", "impolite", "not_applicable")


async def test_notes_go_with_the_customer_s_words_and_the_verdict_stays(world: World) -> None:
    conversation_id = await said_with_mark(world)
    await world.close(conversation_id)
    async with world.database.write() as connection:
        (job, *_) = await claim_work(connection, world.process, VERSIONS, world.tick(), 1)
        await store_grades(
            connection, world.process, [(job.turn_id, Graded("resolution", "1", Stage.OUTCOME, BAD, 1.0))], world.tick()
        )
    await says(world, job.turn_id, "resolved", note=f"the {MARK} came")
    await forgotten(world, conversation_id)
    assert MARK not in await everything(world.database)
    async with world.database.read() as connection:
        (kept,) = await list_reviews(connection)
    assert (kept.label, kept.note) == ("resolved", "")
