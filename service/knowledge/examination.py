"""Examines the knowledge base: what contradicts, repeats, has aged, answers nobody, or is missing."""

import asyncio
from datetime import UTC, datetime, timedelta

from knowledge.health.check import check
from knowledge.health.findings import Base, DocumentFacts, Finding, Thresholds
from knowledge.vectors import maker_of
from service.knowledge.knowledge import Knowledge
from service.storage.database import Database
from service.storage.knowledge.asked_lately import count_citations, recent_questions

_ASKED_DAYS = 30


async def examine(knowledge: Knowledge, database: Database) -> list[Finding]:
    """All findings on what is published now, the gravest first; seconds of CPU off the event loop for a large base."""
    thresholds = Thresholds(answer_threshold=knowledge.settings.answer_threshold)
    now = datetime.now(UTC)
    store, maker = knowledge.store, maker_of(knowledge.embedder)
    documents = [document for document in await store.documents() if document.status == "published"]
    chunks = [one.chunk for document in documents for one in await store.chunks(document.id, maker)]
    ends = {document.id: await store.newest(document.id) for document in documents}
    async with database.read() as connection:
        citations = await count_citations(connection, now - timedelta(days=thresholds.unused_days))
        asked = await recent_questions(connection, now - timedelta(days=_ASKED_DAYS))
    facts = [
        DocumentFacts(
            document.id,
            document.name,
            document.title,
            document.updated_at,
            version.valid_until if (version := ends[document.id]) and version.version == document.version else None,
        )
        for document in documents
    ]
    base = Base(chunks=chunks, documents=facts, now=now, citations=citations, asked=asked, thresholds=thresholds)
    found = await asyncio.to_thread(lambda: list(check(base)))
    return sorted(found, key=lambda finding: ("high", "medium", "low").index(finding.severity))
