"""What rates are measured from, as it is read from the tables."""

from datetime import datetime, timedelta

from sqlalchemy import insert, update

from evals.conversation import ConversationRecord, Forewarning
from evals.rules.document import RuleSet
from graphs.turn import Citation, HandoffReason
from service.storage.database import Database
from service.storage.kpis import capture_rules, kpi_records
from service.storage.policies import PolicyKind, save_policy
from service.storage.tables import grades, rule_hits, turns
from service.storage.types import new_id
from tests.service.storage.conftest import START, World

CITED = (Citation("kb/returns.md", "1", "Within 30 days."),)


async def record(world: World) -> ConversationRecord:
    async with world.database.read() as connection:
        (only,) = await kpi_records(connection)
    return only


async def grade(world: World, turn_id: str, grader: str, label: str, version: str = "1", after_s: float = 2.0) -> None:
    """A grade given some seconds after the turn's reply."""
    async with world.database.write() as connection:
        (found,) = await world.rows(turns.select().where(turns.c.id == turn_id))
        await connection.execute(
            insert(grades).values(
                turn_id=turn_id,
                grader=grader,
                version=version,
                stage="reply",
                state="done",
                not_before=START,
                label=label,
                score=1.0,
                graded_at=found.replied_at + timedelta(seconds=after_s),
            )
        )


async def test_each_wait_of_the_customer_counts_and_operators_waits_are_apart(
    world: World, operators: tuple[str, str]
) -> None:
    turn = await world.turn(handoff=HandoffReason.CUSTOMER_REQUEST)  # asked, answered a minute later
    where = (await world.rows(turns.select().where(turns.c.id == turn.turn_id)))[0].conversation_id
    await world.say("Hello?")
    await world.say("Anybody?")
    await world.claim(where, operators[0])
    await world.reply(where, operators[0], "Here I am.")
    found = await record(world)
    assert found.responses_s == (60.0, 180.0)
    assert found.operator_responses_s == (180.0,)


async def test_a_conversation_counts_under_the_first_version_that_it_met(world: World) -> None:
    await world.turn("Hi", model="fixed", prompt_version="p1", knowledge_version=3)
    await world.turn("Can I return it?", model="big", prompt_version="p2", knowledge_version=4)
    found = await record(world)
    assert (found.prompt_version, found.knowledge_version, found.model) == ("p1", "3", "big")


async def test_coverage_is_of_questions_about_a_matter_that_were_answered_with_a_citation(world: World) -> None:
    await world.turn("Hi", intent="greeting")
    await world.turn("Can I return it?", citations=CITED)
    await world.turn("And shoes?", answered=False)
    await world.turn("And hats?", answered=True)  # of its own wit, without a source
    found = await record(world)
    assert (found.questions, found.answered) == (3, 1)


async def test_signs_are_read_in_the_order_of_turns(world: World) -> None:
    first, second = await world.turn("Where is it?"), await world.turn("I complain!")
    await grade(world, first.turn_id, "escalation_risk", "warning")
    await grade(world, second.turn_id, "complaint", "complaint")
    await grade(world, first.turn_id, "sensitive_data", "exposed")
    await grade(world, second.turn_id, "sensitive_data", "not_applicable")
    found = await record(world)
    assert found.complained
    assert found.forewarning == Forewarning(watched=True, warned=True, escalated=True)
    assert found.labelled["sensitive_data"] == (1, 1)


async def test_a_turn_s_grading_lag_runs_from_its_last_reply_to_its_last_grade(world: World) -> None:
    turn = await world.turn()
    async with world.database.write() as connection:
        done = update(grades).where(grades.c.turn_id == turn.turn_id, grades.c.grader == "groundedness")
        await connection.execute(done.values(state="done", label="passed", graded_at=world.at + timedelta(seconds=3)))
    assert (await record(world)).grading_lags_s == (3.0,)
    await grade(world, turn.turn_id, "complaint", "no_complaint", after_s=7.5)
    assert (await record(world)).grading_lags_s == (7.5,)


async def test_an_attempt_to_capture_counts_where_rules_about_it_have_judged(world: World, database: Database) -> None:
    asked = await world.turn(asks=("phone",))
    async with database.write() as connection:
        document = RuleSet(packs=("service_manners",))
        number = await save_policy(connection, database, PolicyKind.RULES, document, 0, "test", START)
        assert await capture_rules(connection) == {"0"}  # that of the starter rules
    await grade(world, asked.turn_id, "rules", "failed", version=f"1.{number}")
    assert not (await record(world)).asked_for_contact
    await grade(world, asked.turn_id, "rules", "failed", version="1.0")
    assert ((await record(world)).asked_for_contact, (await record(world)).capture_broken) == (True, False)
    await hit(world, asked.turn_id, "capture.pressure", START)
    assert (await record(world)).capture_broken


async def hit(world: World, turn_id: str, rule: str, at: datetime) -> None:
    (found,) = await world.rows(turns.select().where(turns.c.id == turn_id))
    async with world.database.write() as connection:
        await connection.execute(
            insert(rule_hits).values(
                id=new_id(),
                turn_id=turn_id,
                conversation_id=found.conversation_id,
                grader="rules",
                version="1.1",
                rule=rule,
                title="",
                severity="major",
                points=5,
                reply=0,
                start_char=0,
                end_char=1,
                quote="",
                reason="",
                at=at,
            )
        )


async def test_a_period_is_read_with_those_around_it_that_its_rates_need(world: World) -> None:
    before = (await world.turn(contact="closed long before")).reply
    assert before
    await world.close(before.conversation_id)
    world.at += timedelta(days=20)
    recent = (await world.turn(contact="closed shortly before")).reply
    assert recent
    await world.close(recent.conversation_id)
    still = (await world.turn(contact="still open")).reply
    world.at += timedelta(days=2)
    since = world.at
    inside = (await world.turn(contact="inside")).reply
    world.at += timedelta(days=3)
    after = (await world.turn(contact="after")).reply
    world.at += timedelta(days=20)
    await world.turn(contact="long after")
    async with world.database.read() as connection:
        found = await kpi_records(connection, since, since + timedelta(days=1))
    assert {one.id for one in found} == {one.conversation_id for one in (recent, still, inside, after) if one}
