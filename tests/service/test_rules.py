"""Rules grade stored turns through the ordinary queue: hits, versions, appeals, scores and the compliance rate."""

from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from evals.kpi import measure
from evals.rules.document import RuleSet
from evals.rules.grade import VERSION
from graphs.agent.handoff.document import HandoffPolicy
from prompts.replies import load_replies
from service.errors import NotAllowedNow, NotFound
from service.in_force import InForce, Policies
from service.monitoring.monitor import Monitor
from service.quality.rule_trials import try_rules
from service.quality.rules import CurrentRules, former_rules, put_in_force, rules_in_force, switched
from service.storage.desk.operators import Ended, claim, close, reply
from service.storage.grading.grading import GradingPlan
from service.storage.grading.rule_hits import HitFilters, StoredHit, appeal, list_hits, resolve
from service.storage.grading.rule_scores import score_cards
from service.storage.memories.forgetting import forget
from service.storage.rates.kpis import kpi_records
from service.storage.tables import grades, rule_hits
from service.storage.types import new_id, now
from service.turns.turns import Turns
from tests.service.exam import Exam, graded
from tests.service.shop import Shop

FOOLS = RuleSet.model_validate(
    {"packs": [], "rules": [{"id": "fool", "kind": "forbidden", "severity": "major", "match": {"words": ["fool"]}}]}
)


@dataclass
class Office:
    """A shop whose turns are graded by rules; the agent says `re: <what was asked>`."""

    shop: Shop
    turns: Turns
    monitor: Monitor
    plan: GradingPlan

    async def say(self, text: str) -> str:
        """What a customer says and the agent repeats; returns the conversation."""
        message = await self.shop.say(self.turns, text)
        await self.shop.answered(self.turns, message)
        return message.conversation_id

    async def answer(self, conversation_id: str, operator: str, text: str) -> None:
        """An operator takes the conversation over and adds to the turn."""
        async with self.shop.database.write() as connection:
            await claim(connection, conversation_id, operator, now())
            await reply(connection, self.shop.database, self.plan, conversation_id, operator, text, new_id(), now())

    async def close(self, conversation_id: str) -> None:
        async with self.shop.database.write() as connection:
            await close(connection, self.shop.database, self.plan, conversation_id, Ended("operator"), now())

    async def activate(self, document: RuleSet) -> int:
        async with self.shop.database.read() as connection:
            number, _ = await rules_in_force(connection)
        return await put_in_force(self.shop.database, document, number, "ann@example.com")

    async def hits(self, **filters: Any) -> list[StoredHit]:
        async with self.shop.database.read() as connection:
            return await list_hits(connection, HitFilters(**filters), 100)

    async def compliance(self) -> tuple[int, int]:
        async with self.shop.database.read() as connection:
            (group,) = measure(await kpi_records(connection), now=now())
        return group.kpis.script_compliance.successes, group.kpis.script_compliance.n


@pytest.fixture
async def office(shop: Shop, exam: Exam) -> Office:
    policies = Policies(InForce(handoff=HandoffPolicy()), load_replies())
    rules = CurrentRules(policies)
    plan = GradingPlan((), rules.planned)
    turns = await shop.turns(plan=plan, policies=policies)
    return Office(shop, turns, await exam.monitor(graders=tuple(rules.graders()), changing=rules), plan)


async def test_a_new_set_grades_what_waits_and_what_comes_and_nothing_old(office: Office) -> None:
    await office.say("ada: you idiot fool")
    await graded(office.monitor)
    assert [(hit.rule, hit.quote, hit.operator) for hit in await office.hits()] == [("manners.insult", "idiot", None)]

    await office.say("bo: fool")  # waits for the set in force, and is graded by the one that is so then
    assert await office.activate(FOOLS) == 1
    await graded(office.monitor)
    await office.say("cy: Fool idiot")
    await graded(office.monitor)

    assert [(hit.rule, hit.version) for hit in await office.hits(rule="fool")] == [("fool", f"{VERSION}.1")] * 2
    rows = await office.shop.rows(select(grades.c.version, grades.c.label).where(grades.c.grader == "rules"))
    assert sorted((row.version, row.label) for row in rows) == [
        (f"{VERSION}.{number}", "failed") for number in (0, 1, 1)
    ]
    async with office.shop.database.read() as connection:
        assert await former_rules(connection, 0) == RuleSet()
        assert await former_rules(connection, 1) == FOOLS
        with pytest.raises(NotFound):
            await former_rules(connection, 2)

    await office.activate(switched(FOOLS, ["*"], active=False))
    await graded(office.monitor)
    await office.say("di: fool")
    await graded(office.monitor)
    assert len(await office.hits(rule="fool")) == 2


async def test_a_hit_is_his_who_said_it_and_a_turn_that_is_added_to_is_judged_again(office: Office) -> None:
    ann = await office.shop.operator("ann")
    conversation = await office.say("ada: idiot")
    await graded(office.monitor)
    (first,) = await office.hits()
    async with office.shop.database.write() as connection:
        await appeal(connection, first.id, "it quotes the customer", "ann@example.com", now())
    await office.answer(conversation, ann, "It ships on Monday.")
    await graded(office.monitor)
    await office.close(conversation)
    await graded(office.monitor)

    mine = await office.hits(operator="ann@example.com")
    assert sorted((hit.rule, hit.reply) for hit in mine) == [("manners.closing", 1), ("manners.greeting", 1)]
    (kept,) = await office.hits(operator="agent")
    assert (kept.id, kept.state, kept.appeal_note) == (first.id, "appealed", "it quotes the customer")
    async with office.shop.database.read() as connection:
        of_operators = await score_cards(connection, "operator", None, None, 10)
        of_conversations = await score_cards(connection, "conversation", None, None, 10)
        lowest = await score_cards(connection, "operator", None, None, 1)
        later = await score_cards(connection, "operator", now(), None, 10)
    assert [(card.key, card.score, card.hits, card.n) for card in of_operators.cards] == [
        (None, 70.0, 1, 1),
        ("ann@example.com", 98.0, 2, 1),
    ]
    (card,) = of_conversations.cards
    assert (card.key, card.score, card.hits, card.compliance.successes) == (conversation, 68.0, 3, 0)
    assert (lowest.cards, lowest.total) == (of_operators.cards[:1], 2)
    assert (later.cards, later.total) == ([], 0)


async def test_a_hit_that_is_withdrawn_does_not_count(office: Office) -> None:
    await office.activate(FOOLS)
    await graded(office.monitor)
    for text in ("ada: fool", "bo: fool", "cy: hello"):
        await office.say(text)
    await graded(office.monitor)
    assert await office.compliance() == (1, 3)
    newest, oldest = await office.hits(severity="major")
    database = office.shop.database
    async with database.read() as connection:
        assert await list_hits(connection, HitFilters(), 1, newest.id) == [oldest]
    async with database.write() as connection:
        await appeal(connection, oldest.id, "a quote", "bo@example.com", now())
        with pytest.raises(NotAllowedNow, match="is appealed"):
            await appeal(connection, oldest.id, "again", "bo@example.com", now())
        await resolve(connection, oldest.id, "withdrawn", "right", "ann@example.com", now())
        await resolve(connection, newest.id, "upheld", "", "ann@example.com", now())
        with pytest.raises(NotAllowedNow, match="has decided"):
            await resolve(connection, newest.id, "withdrawn", "", "bo@example.com", now())
        with pytest.raises(NotFound):
            await resolve(connection, new_id(), "upheld", "", "ann@example.com", now())

    assert await office.compliance() == (2, 3)
    assert [hit.id for hit in await office.hits(state="withdrawn")] == [oldest.id]
    async with database.read() as connection:
        (card,) = (await score_cards(connection, "operator", None, None, 10)).cards
    assert (card.hits, card.n, card.conversations) == (1, 3, 3)
    assert card.score == pytest.approx((90 + 100 + 100) / 3)


async def test_a_set_is_tried_on_past_turns_and_nothing_is_kept_of_it(office: Office) -> None:
    for number in range(3):
        await office.say(f"p{number}: {'fool' if number else 'hello'}")
    trial = await try_rules(office.shop.database, FOOLS, None, since=None, limit=100, examples=1)

    assert (trial.turns, trial.turns_hit, trial.rules["fool"].hits) == (3, 2, 2)
    assert [one.quote for one in trial.rules["fool"].examples] == ["fool"]
    assert (await try_rules(office.shop.database, FOOLS, None, since=None, limit=2)).turns == 2
    assert (await try_rules(office.shop.database, FOOLS, None, since=now(), limit=9)).turns == 0
    assert await office.hits() == []


async def test_who_is_forgotten_leaves_hits_without_words(office: Office) -> None:
    conversation = await office.say("ada: idiot")
    await graded(office.monitor)
    async with office.shop.database.write() as connection:
        await forget(connection, (await office.shop.conversation(conversation)).customer_id, "customer", now())
    (row,) = await office.shop.rows(select(rule_hits))
    assert (row.quote, row.reason, row.rule) == ("", "", "manners.insult")


def test_rules_are_switched_off_and_on_wherever_they_come_from() -> None:
    off = switched(FOOLS, ["fool"], active=False)
    assert off.inactive == ("fool",)
    assert switched(off, ["fool"], active=True) == FOOLS
    on = switched(RuleSet(), ["finance.loan_promise"], active=True)
    assert [(rule.id, rule.active) for rule in on.rules] == [("finance.loan_promise", True)]
    with pytest.raises(NotFound):
        switched(FOOLS, ["manners.insults"], active=False)
