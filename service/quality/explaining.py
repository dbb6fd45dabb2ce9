"""Why stored turns failed: their records, diagnosed against all that is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from evals.diagnosis.as_json import pareto_json
from evals.diagnosis.causes import Diagnosis
from evals.diagnosis.chain import diagnose
from evals.diagnosis.pareto import Pareto, pareto
from evals.diagnosis.record import Held, Record, Search
from graphs.agent.passages import to_passages
from graphs.endpoint import endpoint_of
from graphs.settings import GraphSettings
from knowledge.retrieve import Retriever
from service.storage.database import Database
from service.storage.grading.diagnosed import count_turns, diagnosis_records, latest_turn_ids
from service.storage.types import now

WIDE = 50
"""Passages that are looked through for each question: ten times as many as the agent is given."""
USUAL_PERIOD = timedelta(days=7)
USUAL_TURNS = 1_000
"""Of a period so many turns are looked at, unless more are asked for."""
_PAGE = 200


@dataclass(frozen=True, slots=True)
class Causes:
    """The causes of the turns asked in [since, until), None being now; `left_out` earlier ones were not looked at."""

    since: datetime
    until: datetime | None
    left_out: int
    found: Pareto


async def why(database: Database, retriever: Retriever, turn_id: str) -> Diagnosis | None:
    """Why this turn failed; None where there is no such turn."""
    records = await _records(database, [turn_id])
    return await diagnose(records[0], _search(retriever)) if records else None


async def causes_between(
    database: Database, retriever: Retriever, since: datetime | None, until: datetime | None, most: int
) -> Causes:
    """The causes of the latest turns asked in [since, until), at most so many; a week of them where `since` is None."""
    since = since or (until or now()) - USUAL_PERIOD
    async with database.read() as connection:
        asked = await count_turns(connection, since, until)
        turn_ids = await latest_turn_ids(connection, since, until, most)
    search = _search(retriever)
    diagnosed = [
        (record, await diagnose(record, search))
        for start in range(0, len(turn_ids), _PAGE)
        for record in await _records(database, turn_ids[start : start + _PAGE])
    ]
    return Causes(since, until, max(0, asked - len(turn_ids)), pareto(diagnosed))


def causes_json(causes: Causes) -> dict[str, Any]:
    """{"since", "until", "left_out", "turns", "failed", "causes": [...]}."""
    return {
        "since": causes.since.isoformat(),
        "until": causes.until.isoformat() if causes.until else None,
        "left_out": causes.left_out,
        **pareto_json(causes.found),
    }


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
