"""What rates are measured from, as it is read from the tables."""

from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import insert, update

from evals.conversation import ConversationRecord, Forewarning
from evals.kpi import kpis, measure
from evals.rules.document import RuleSet
from graphs.turn import Citation, Contact, HandoffReason
from service.storage.database import Database
from service.storage.policies import PolicyKind, save_policy
from service.storage.rates.ad_spend import Spend, put_spends
from service.storage.rates.kpis import KnownForAll, kpi_beside, kpi_records
from service.storage.tables import grades, rule_hits, turns
from service.storage.types import new_id
from service.storage.users.groups import add_group, find_group, join
from service.storage.users.wages import Earner, put_wage
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
    await grade(world, turn.turn_id, "groundedness_judge", "grounded", after_s=90)  # nobody waits for a model
    assert (await record(world)).grading_lags_s == (7.5,)


async def test_an_attempt_to_capture_counts_where_rules_about_it_have_judged(world: World, database: Database) -> None:
    asked = await world.turn(asks=("phone",))
    async with database.write() as connection:
        document = RuleSet(packs=("service_manners",))
        number = await save_policy(connection, database, PolicyKind.RULES, document, 0, "test", START)
        assert (await KnownForAll("USD").look(connection)).capture_rules == {"0"}  # that of the starter rules
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


async def test_operators_time_costs_by_their_wage_and_is_shared_among_what_they_have_at_once(
    world: World, operators: tuple[str, str]
) -> None:
    mia, bo = operators
    async with world.database.write() as connection:
        await add_group(connection, world.database, "Sales", START)
        group = await find_group(connection, "Sales")
        assert group
        await join(connection, mia, group, START)
        await put_wage(connection, Earner(group_id=group), Decimal(60), "USD", START)
    first, second, third = [await world.turn(contact=name, handoff=HandoffReason.POLICY) for name in ("a", "b", "c")]
    ids = [turn.reply.conversation_id for turn in (first, second, third) if turn.reply]
    await world.claim(ids[0], mia)
    await world.claim(ids[1], mia)  # a minute later
    await world.close(ids[0], by="operator")  # another minute later: 1 + 1/2 of an hour's 60
    await world.claim(ids[2], bo)  # nobody knows what Bo earns
    await world.close(ids[2], by="operator")
    async with world.database.read() as connection:
        found = {one.id: one for one in await kpi_records(connection, currency="USD")}
        foreign = {one.id: one for one in await kpi_records(connection, currency="CNY")}
    mine, under_way, unknown = (found[one].assignments[0] for one in ids)
    assert (mine.operator, mine.cost) == (mia, Decimal("1.5"))
    assert (mine.until - mine.since).total_seconds() == 120  # type: ignore[operator]
    assert (under_way.until, under_way.cost, unknown.cost) == (None, None, None)
    assert foreign[ids[0]].assignments[0].cost is None
    assert [found[one].operator_group for one in ids] == ["Sales", "Sales", None]
    rates = kpis(list(found.values()), now=world.tick())
    assert (rates.aht.n, rates.aht.mean_s) == (2, 90)
    assert (rates.conversation_cost.n, rates.conversation_cost.unknown) == (1, 2)
    assert (rates.operator_concurrency.max, rates.operator_concurrency.operators) == (2, 2)


async def test_leads_cost_what_was_spent_in_their_channel_and_time(world: World) -> None:
    contact = Contact("email", "ada@example.com", "ada@example.com")
    await world.turn(contacts=(contact,))
    other = "webhook"
    async with world.database.write() as connection:
        day = START.date()
        spent = [Spend(other, day + timedelta(days=days), Decimal(30 + days), "CNY") for days in (-1, 0, 1)]
        await put_spends(connection, [*spent, Spend("telegram", day, Decimal(5), "CNY")], "test", START)
    since, until = START.replace(hour=0), START.replace(hour=0) + timedelta(days=1)
    async with world.database.read() as connection:
        records, beside = await kpi_records(connection), await kpi_beside(connection, since, until)

    def cost(*by: str) -> list[tuple[Decimal | None, Decimal | None]]:
        groups = measure(records, now=world.at, since=since, until=until, by=by, beside=beside)
        return [(group.kpis.lead_cost.spend, group.kpis.lead_cost.mean) for group in groups]

    assert cost() == [(Decimal(35), Decimal(35))]
    assert cost("channel", "day") == [(Decimal(30), Decimal(30))]
    assert cost("language") == [(None, None)]


async def test_judges_are_no_part_of_how_completely_and_how_soon_turns_are_graded(world: World) -> None:
    turn = await world.turn()
    await world.close(turn.reply.conversation_id)  # type: ignore[union-attr]
    async with world.database.write() as connection:
        await connection.execute(update(grades).values(state="done", label="passed", graded_at=world.at))
    await grade(world, turn.turn_id, "groundedness_judge", "could_not_grade", after_s=900.0)
    alone = await record(world)
    assert (alone.grading.turns, alone.grading.graded, alone.grading.could_not_grade) == (1, 1, 0)
    async with world.database.write() as connection:
        await connection.execute(update(grades).where(grades.c.grader == "groundedness_judge").values(state="pending"))
    assert (await record(world)) == alone
