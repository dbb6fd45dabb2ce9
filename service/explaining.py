"""Why stored turns failed: their records, diagnosed against all that is published."""

from collections.abc import Sequence
from datetime import datetime

from evals.diagnosis.causes import Diagnosis
from evals.diagnosis.chain import diagnose
from evals.diagnosis.pareto import Pareto, pareto
from evals.diagnosis.record import Held, Record, Search
from graphs.agent.passages import to_passages
from graphs.endpoint import endpoint_of
from graphs.settings import GraphSettings
from knowledge.retrieve import Retriever
from service.storage.database import Database
from service.storage.diagnosed import diagnosis_records, turn_ids_between

WIDE = 50
"""Passages that are looked through for each question: ten times as many as the agent is given."""


async def why(database: Database, retriever: Retriever, turn_id: str) -> Diagnosis | None:
    """Why this turn failed; None where there is no such turn."""
    records = await _records(database, [turn_id])
    return await diagnose(records[0], _search(retriever)) if records else None


async def causes_between(
    database: Database, retriever: Retriever, since: datetime | None, until: datetime | None
) -> Pareto:
    """The causes of the turns asked in [since, until)."""
    search = _search(retriever)
    async with database.read() as connection:
        pages = [page async for page in turn_ids_between(connection, since, until)]
    return pareto(
        [(record, await diagnose(record, search)) for page in pages for record in await _records(database, page)]
    )


async def _records(database: Database, turn_ids: Sequence[str]) -> list[Record]:
    settings = GraphSettings()
    endpoint, threshold = endpoint_of("answer", settings), settings.answer_threshold
    async with database.read() as connection:
        return await diagnosis_records(
            connection, turn_ids, threshold=threshold, model=endpoint.name if endpoint else None
        )


def _search(retriever: Retriever) -> Search:
    async def search(question: str) -> Held:
        retrieval = await retriever.search(question, WIDE)
        return Held(to_passages(retrieval), retrieval.confidence)

    return search
