"""What happens day by day beside the visits: care for the silent, alerts, reviews, leads, documents."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from knowledge.ingest import Publishing
from service.demo_days.book import Version
from service.demo_days.courses import Course
from service.demo_days.stage import Stage
from service.demo_days.team import REVIEWER, Colleague
from service.quality.reviewing import labels_of, next_grades, review, reviewer_of
from service.storage.alerts.alerts import Verdict, acknowledge, judge, list_alerts
from service.storage.grading.showings import Picked, note_shown
from service.storage.leads.filters import Filters
from service.storage.leads.filters import Stage as LeadStage
from service.storage.leads.lead_list import list_people
from service.storage.leads.moves import assign
from service.storage.leads.tags import set_tags

CARE_EVERY, ALERTS_EVERY, DAY = timedelta(minutes=15), timedelta(minutes=100), timedelta(days=1)
_READ_WITHIN = timedelta(hours=2)
_REVIEWED = ("resolution", "relevance", "groundedness", "complaint")
_REVIEWS_A_DAY, _AGREES = 3, 0.9
_NEXT: dict[str, tuple[tuple[LeadStage, float], ...]] = {
    "new": (("contacted", 0.55),),
    "contacted": (("qualified", 0.4), ("lost", 0.08)),
    "qualified": (("won", 0.22), ("lost", 0.08)),
    "won": (),
    "lost": (),
}
_TAGS = (("VIP",), ("trade",), ("hotel", "trade"), ("call back",))


async def care(stage: Stage) -> Course:
    """Who waits is told so, who is silent is asked, what is over is ended."""
    while True:
        for who in stage.care.all:
            await who.look_after()
        yield stage.clock() + CARE_EVERY


async def alerts(stage: Stage) -> Course:
    """The rules look at the rates."""
    while True:
        await stage.alerting.round()
        yield stage.clock() + ALERTS_EVERY


async def watching(stage: Stage, chance: random.Random) -> Course:
    """Each afternoon who watches the quality sees to what is open, and says whether it was right to raise it."""
    while True:
        async with stage.database.read() as connection:
            who = await reviewer_of(connection, REVIEWER)
            open_ones = await list_alerts(connection, "firing")
        for one in open_ones:
            async with stage.database.write() as connection:
                await acknowledge(connection, one.id, who.name, "", stage.clock())
                verdict: Verdict = "right" if chance.random() < _AGREES else "wrong"
                await judge(connection, one.id, verdict, who.name, stage.clock())
            stage.clock.pass_by(chance.uniform(20, 60))
        yield stage.clock() + DAY


async def reviews(stage: Stage, chance: random.Random) -> Course:
    """Each day some grades drawn by chance, judged before the reviewer sees what the grader said."""
    while True:
        async with stage.database.read() as connection:
            who = await reviewer_of(connection, REVIEWER)
        for grader in _REVIEWED:
            async with stage.database.write() as connection:
                drawn = await next_grades(connection, who, grader, Picked.RANDOM, _REVIEWS_A_DAY)
                grades = [one.candidate for one in drawn]
                await note_shown(connection, who.name, grades, Picked.RANDOM, blind=True)
                others = await labels_of(connection, grader)
            for one in grades:
                label = one.label if chance.random() < _AGREES else chance.choice(others)
                await review(stage.database, one.turn_id, grader, label, who)
                stage.clock.pass_by(chance.uniform(20, 60))
        yield stage.clock() + DAY


async def leads(stage: Stage, colleagues: Sequence[Colleague], chance: random.Random) -> Course:
    """Each afternoon colleagues go through the leads and move them on."""
    while True:
        await stage.leads.settle()
        async with stage.database.read() as connection:
            people = await list_people(connection, stage.brain.policies.in_force.leads, Filters(), "newest", 500)
        for person in people:
            colleague = chance.choice(colleagues)
            if person.operator is None:
                async with stage.database.write() as connection:
                    await assign(connection, person.id, colleague.id, stage.clock())
                    if chance.random() < 0.3:
                        await set_tags(connection, person.id, chance.choice(_TAGS))
            lot = chance.random()
            for stage_after, share in _NEXT[person.stage]:
                if lot < share:
                    await stage.leads.set_stage(person.id, stage_after, colleague.email)
                    break
                lot -= share
        yield stage.clock() + DAY


async def document(stage: Stage, version: Version, by: Colleague, until: datetime) -> Course:
    """A colleague adds to a document and submits it; who watches the quality publishes it a while later."""
    known = await stage.knowledge.store.find(version.document)
    before = await stage.knowledge.store.source(known.id, known.latest_version) if known else None
    ends = None if version.ends_after_days is None else until + timedelta(days=version.ends_after_days)
    publishing = Publishing(actor=by.email, status="in_review", valid_until=ends)
    content = (before or b"") + version.adds.encode()
    added = await stage.knowledge.ingester.ingest(version.document, content, publishing)
    if version.status == "published":
        yield stage.clock() + _READ_WITHIN
        number = added.document.latest_version
        await stage.knowledge.lifecycle.act(added.document.id, number, "publish", actor=REVIEWER)
