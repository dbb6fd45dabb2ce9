"""The examination of a whole knowledge base, with what customers asked of it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from knowledge.health.messages import summary
from service.knowledge.examination import examine
from service.storage.database import Database
from service.storage.tables import conversations, customers, messages, turns
from service.storage.types import new_id
from tests.service.test_upkeep import Opening, opening

__all__ = ["opening"]


async def _asked(
    database: Database, account: str, text: str, confidence: float, chunk_id: str = "", intent: str = "other"
) -> None:
    """A turn of the agent, just now."""
    now, conversation, turn, customer = datetime.now(UTC), new_id(), new_id(), new_id()
    async with database.write() as connection:
        await connection.execute(insert(customers).values(id=customer, created_at=now))
        await connection.execute(
            insert(conversations).values(
                id=conversation,
                account_id=account,
                customer_id=customer,
                channel="webhook",
                contact="ada",
                state="open",
                source={},
                started_at=now,
                last_message_at=now,
            )
        )
        await connection.execute(
            insert(turns).values(
                id=turn,
                conversation_id=conversation,
                first_seq=1,
                held=False,
                intent=intent,
                contacts=[],
                passages=[{"document": "a.md", "chunk_id": chunk_id, "text": "", "score": 0}],
                citations=[{"document": "a.md", "chunk_id": chunk_id, "quote": "x"}] if chunk_id else [],
                answered=bool(chunk_id),
                confidence=confidence,
                timings={},
                asked_at=now,
            )
        )
        await connection.execute(
            insert(messages).values(
                id=new_id(),
                conversation_id=conversation,
                seq=1,
                role="customer",
                text=text,
                at=now,
                state="answered",
                turn_id=turn,
                citations=[],
            )
        )


@pytest.mark.parametrize(
    ("first", "second", "question"),
    [
        (
            "# Returns\n\nYou can send goods back within 14 days of delivery.\n",
            "# Returns\n\nYou can send goods back within 30 days of delivery.\n",
            "Do you deliver to the moon?",
        ),
        (
            "# 退货\n\n签收后7天内可以申请无理由退货。\n",
            "# 退货\n\n签收后15天内可以申请无理由退货。\n",
            "你们能送到月球吗？",
        ),
    ],
    ids=["en", "zh"],
)
async def test_a_contradiction_and_an_unanswered_question_are_found(
    opening: Opening, database: Database, account: str, first: str, second: str, question: str
) -> None:
    async with opening("16") as base:
        await base.ingester.ingest("a.md", first.encode())
        await base.ingester.ingest("b.md", second.encode())
        await base.ingester.ingest("draft.md", first.replace("1", "9").encode(), None)
        document = await base.store.find("draft.md")
        assert document is not None
        await base.lifecycle.act(document.id, 1, "retire", actor="ada")
        for _ in range(3):
            await _asked(database, account, question, 0.05)
        await _asked(database, account, "How do I return it?", 0.9, "somewhere")

        found = await examine(base, database)

    by_kind = {finding.kind: finding for finding in found}
    assert set(by_kind["contradiction"].documents) == {"a.md", "b.md"}
    assert "draft.md" not in str(found), "what is not published is nobody's trouble"
    assert (by_kind["coverage"].values["questions"], by_kind["coverage"].values["share"]) == (4, 0.25)
    assert question in summary(by_kind["uncovered"])
    assert [finding.severity for finding in found] == sorted(
        (finding.severity for finding in found), key=["high", "medium", "low"].index
    )


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Thanks, that helps!", "thanks"),
        ("Thanks, that helps!", "other"),
        ("I want a person", "human_request"),
        ("<b>asdf</b> xxx", "other"),
        ("谢谢，明白了，很有帮助", "thanks"),
        ("好的", "other"),
        ("转人工", "human_request"),
    ],
)
async def test_only_what_wants_an_answer_may_be_a_gap(
    opening: Opening, database: Database, account: str, text: str, intent: str
) -> None:
    async with opening("16") as base:
        await _asked(database, account, text, 0.03, intent=intent)
        assert await examine(base, database) == []
        await _asked(database, account, "My parcel arrived wet and torn", 0.03)
        found = {one.kind: summary(one) for one in await examine(base, database)}
    assert found == {
        "coverage": "1 question asked, 0% covered.",
        "uncovered": "Asked 1 time and not covered: “My parcel arrived wet and torn”",
    }


async def test_an_empty_base_has_no_findings(opening: Opening, database: Database) -> None:
    async with opening("16") as base:
        assert await examine(base, database) == []
