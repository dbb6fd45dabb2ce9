"""How often documents are cited and how the turns that cite them went: the same before and after it is worked out."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from graphs.evaluator.grader import Grade, Graded, Stage
from graphs.turn import Citation
from service.errors import InvalidRequest
from service.rates.keeping import RateKeeping
from service.storage.conversations.ratings import rate
from service.storage.grading.grades import claim_work, store_grades
from service.storage.knowledge.document_uses import Aspect, Part
from service.storage.knowledge.usage_counts import DocumentUsage, Usage, citing_turns, count_uses, usage_of
from service.storage.tables import document_uses, documents
from service.storage.types import new_id
from tests.service.storage.conftest import START


async def document(world: Any, name: str) -> str:
    document_id = new_id()
    async with world.database.write() as connection:
        row = {"id": document_id, "name": name, "updated_at": START, "sequence": 1, "latest_version": 1}
        await connection.execute(insert(documents), row)
    return document_id


def citing(*names: str) -> tuple[Citation, ...]:
    return tuple(Citation(name, f"{name}:0", "Within 30 days.") for name in names)


async def grade(world: Any, labels: dict[str, tuple[str, str]]) -> None:
    """Give each turn its labels of groundedness and resolution; an empty one is left to be graded."""
    plan = [("groundedness", "1"), ("resolution", "1")]
    stages = (Stage.REPLY, Stage.OUTCOME)
    async with world.database.write() as connection:
        await claim_work(connection, world.process, plan, world.tick(), 100)
    given = [
        (turn_id, Graded(grader, version, stage, Grade(label, 1.0, ""), 1.0))
        for turn_id, both in labels.items()
        for (grader, version), stage, label in zip(plan, stages, both, strict=True)
        if label
    ]
    async with world.database.write() as connection:
        await store_grades(connection, world.process, given, world.tick())


async def look(world: Any, document_id: str, since: Any = START) -> tuple[Usage, DocumentUsage]:
    async with world.database.read() as connection:
        return await count_uses(connection, since), await usage_of(connection, document_id, since)


async def behind(world: Any, document_id: str, part: Part, aspect: Aspect | None = None) -> list[str]:
    async with world.database.read() as connection:
        page = await citing_turns(connection, document_id, START, (part, aspect))
    return [use.turn_id for use, _ in page.turns]


@pytest.mark.parametrize("kept", [False, True], ids=["as it happens", "kept"])
async def test_citations_are_counted_with_what_came_of_their_turns(world: Any, *, kept: bool) -> None:
    returns, shipping = await document(world, "kb/returns.md"), await document(world, "kb/shipping.md")
    never = await document(world, "kb/never.md")
    good = await world.turn("good", contact="ada", citations=citing("kb/returns.md", "kb/shipping.md"))
    bad = await world.turn("bad", contact="ben", citations=citing("kb/returns.md", "kb/returns.md"))
    rated = await world.turn("rated", contact="cy", citations=citing("kb/returns.md"))
    await world.turn("of a text that came with the question", contact="dee", citations=citing("context"))
    if kept:  # what follows comes on top of what is kept already
        await RateKeeping(world.database, "EUR").catch_up()
    for committed in (good, bad, rated):
        await world.close(committed.reply.conversation_id)
    labels = {
        good.turn_id: ("grounded", "resolved"),
        bad.turn_id: ("ungrounded", "resolved"),
        rated.turn_id: ("grounded", "partly"),
    }
    await grade(world, labels)
    async with world.database.write() as connection:
        await rate(connection, rated.reply.conversation_id, 2, None)

    async def check() -> None:
        usage, own = await look(world, returns)
        counts = usage.counts[returns]
        assert (counts.cited, counts.well, counts.badly, usage.behind) == (3, 1, 2, 0)
        assert own.counts == counts
        assert own.aspects == {"grounded": (2, 1), "relevant": (0, 0), "resolved": (2, 0), "rating": (0, 1)}
        assert (usage.counts[shipping].cited, usage.counts[shipping].well) == (1, 1)
        assert never not in usage.counts
        assert await behind(world, returns, "cited") == [rated.turn_id, bad.turn_id, good.turn_id]
        assert await behind(world, returns, "badly") == [rated.turn_id, bad.turn_id]
        assert await behind(world, returns, "well") == [good.turn_id]
        assert await behind(world, returns, "badly", "rating") == [rated.turn_id]
        assert await behind(world, returns, "well", "resolved") == [bad.turn_id, good.turn_id]

    await check()
    if kept:
        await RateKeeping(world.database, "EUR").catch_up()
        assert len(await world.rows(select(document_uses))) == 4
        await check()


async def test_a_time_is_counted_and_its_turns_come_page_by_page(world: Any) -> None:
    returns = await document(world, "kb/returns.md")
    turns = [await world.turn(f"question {n}", citations=citing("kb/returns.md")) for n in range(5)]
    await RateKeeping(world.database, "EUR").catch_up()
    await world.turn("one more", contact="new", citations=citing("kb/returns.md"))

    seen: list[str] = []
    cursor: str | None = None
    async with world.database.read() as connection:
        while page := await citing_turns(connection, returns, START, ("cited", None), cursor, 2):
            seen += [asked.asked for _, asked in page.turns if asked]
            if (cursor := page.next) is None:
                break
        with pytest.raises(InvalidRequest, match="cursor"):
            await citing_turns(connection, returns, START, ("cited", None), new_id())
    assert seen == ["one more", *(f"question {n}" for n in reversed(range(5)))]

    usage, _ = await look(world, returns, world.at + timedelta(days=1))
    assert (usage.counts[returns].cited, len(turns)) == (0, 5)
    assert usage.counts[returns].last_cited_at is not None
