"""How much of what customers were dissatisfied with do reviewers find who read the riskiest first, or by lot?

Dialogues that people rated turn by turn. Each turn gets the grade of satisfaction and the customer's mood, and its
place by `by_risk` or `by_chance`; a conversation is read in the place of its first turn there.
One is dissatisfied where its last rating is. Intervals are resampled by conversation.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.benchmarks.cached_encoder import CachedEncoder
from evals.benchmarks.configuration import Configuration, configuration
from evals.benchmarks.measures import estimate
from evals.benchmarks.satisfaction_sets import DISSATISFIED, Rated, rated_sets
from evals.graders import satisfaction
from evals.interval import Estimate
from evals.review_order import Candidate, Ranked, by_chance, by_risk
from graphs.sentiment import sentiment_of
from knowledge.embed import Embedder
from knowledge.embed import load as load_encoders
from knowledge.settings import KnowledgeSettings

_READ = (0.1, 0.2, 0.5)
_GRADED_AT = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Found:
    """The share of the dissatisfied that is found once the share `read` of all `n` turns or conversations is read."""

    name: str
    unit: str
    order: str
    read: float
    n: int
    n_dissatisfied: int
    found: Estimate


Reported = Configuration | Found


async def run(data: Path, hear: Callable[[object], None] | None = None, *, tuning: bool = False) -> list[Reported]:
    """Measure every set under `data`; `hear` is told of each row as it is measured."""
    told = hear or (lambda _: None)
    settings = KnowledgeSettings()
    embedder = Embedder(*map(CachedEncoder, await asyncio.to_thread(load_encoders, settings)))
    rows: list[Reported] = [configuration(settings, embedder.model_id, 0, ())]
    try:
        for one in rated_sets(data):
            chosen = one.tuning if tuning else one.reporting
            told(f"{one.name}: {len(chosen)} rated turns")
            candidates = await asyncio.gather(*(_graded(at, row, embedder) for at, row in enumerate(chosen)))
            for order, ranked in (("risk", by_risk(candidates)), ("chance", by_chance(candidates))):
                rows += _found(one.name, order, ranked, chosen)
    finally:
        await embedder.close()
    for row in rows:
        told(row)
    return rows


async def _graded(at: int, row: Rated, embedder: Embedder) -> Candidate:
    context = replace(row.context, sense=embedder.meaning)
    grade = await satisfaction.grader(context)
    question = context.turn.question
    return Candidate(
        turn_id=_turn_id(at, row),
        conversation_id=row.dialogue,
        grader="satisfaction",
        version=satisfaction.VERSION,
        label=grade.label,
        score=grade.score,
        upset=sentiment_of(question, await context.meaning(question)).upset,
        handed_off=False,
        language=None,
        channel="api",
        graded_at=_GRADED_AT,
    )


def _found(name: str, order: str, ranked: Sequence[Ranked], rated: Sequence[Rated]) -> list[Found]:
    dialogues: dict[str, list[tuple[float, bool]]] = {}
    priorities = {one.candidate.turn_id: one.priority for one in ranked}
    for at, row in enumerate(rated):
        turn = (priorities[_turn_id(at, row)], row.rating == DISSATISFIED)
        dialogues.setdefault(row.dialogue, []).append(turn)
    turns = [np.array(said, dtype=np.float64) for said in dialogues.values()]
    wholes = [np.array([(said[:, 0].max(), said[-1, 1])]) for said in turns]
    return [
        Found(
            name=name,
            unit=unit,
            order=order,
            read=read,
            n=sum(map(len, groups)),
            n_dissatisfied=int(sum(group[:, 1].sum() for group in groups)),
            found=estimate(np.arange(len(groups), dtype=np.float64), _share_of(groups, read)),
        )
        for unit, groups in (("turn", turns), ("conversation", wholes))
        for read in _READ
    ]


def _turn_id(at: int, row: Rated) -> str:
    return f"{row.dialogue}/{at}"


def _share_of(groups: Sequence[NDArray[np.float64]], read: float) -> Callable[[NDArray[np.float64]], float]:
    return lambda chosen: share(np.concatenate([groups[int(at)] for at in chosen]), read)


def share(rows: NDArray[np.float64], read: float) -> float:
    """Rows of [priority, dissatisfied]: the share of the dissatisfied among the first `read` of them; NaN of none."""
    order = np.argsort(-rows[:, 0], kind="stable")
    first = order[: round(read * len(rows))]
    bad = rows[:, 1].sum()
    return float(rows[first, 1].sum() / bad) if bad else float("nan")
