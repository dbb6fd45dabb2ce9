"""Does a warning of escalation tell that a later turn of a public dialogue will be rated dissatisfied?

Each turn is graded as it ends; what the customer says next and later is not looked at. The risk is compared with the
ratings that come after it. AUROC, resampled by dialogue, of the half that nothing was tuned on, unless `tuning` asks
for the other. Beside it stands the mood of the turn by itself.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.benchmarks.cached_encoder import CachedEncoder
from evals.benchmarks.configuration import Configuration, configuration
from evals.benchmarks.measures import area, estimate
from evals.benchmarks.satisfaction_sets import DISSATISFIED, Rated, rated_sets
from evals.graders import escalation_risk
from evals.interval import Estimate
from graphs.sentiment import sentiment_of
from knowledge.embed import Embedder
from knowledge.embed import load as load_encoders
from knowledge.settings import KnowledgeSettings


@dataclass(frozen=True, slots=True)
class ForewarnedTurns:
    """Of `n_turns` graded turns `n_before` stand before a dissatisfied one; `auroc` of the risk, `mood` of the mood."""

    name: str
    n_dialogues: int
    n_turns: int
    n_before: int
    auroc: Estimate
    mood: Estimate


@dataclass(frozen=True, slots=True)
class _Told:
    risk: float
    upset: float
    later: bool


Reported = Configuration | ForewarnedTurns


async def run(data: Path, hear: Callable[[object], None] | None = None, *, tuning: bool = False) -> list[Reported]:
    """Measure every set of rated dialogues under `data`; `hear` is told what is under way."""
    told = hear or (lambda _: None)
    settings = KnowledgeSettings()
    embedder = Embedder(*map(CachedEncoder, await asyncio.to_thread(load_encoders, settings)))
    rows: list[Reported] = [configuration(settings, embedder.model_id, 0)]
    try:
        for one in rated_sets(data):
            half = one.tuning if tuning else one.reporting
            told(f"{one.name}: {len(half)} rated turns")
            rows.append(await _measured(one.name, half, embedder))
    finally:
        await embedder.close()
    return rows


async def _measured(name: str, half: Sequence[Rated], embedder: Embedder) -> ForewarnedTurns:
    dialogues = [
        told
        for _, rated in groupby(half, key=lambda row: row.dialogue)
        if (told := await _graded(tuple(rated), embedder))
    ]
    turns = [one for dialogue in dialogues for one in dialogue]
    return ForewarnedTurns(
        name=name,
        n_dialogues=len(dialogues),
        n_turns=len(turns),
        n_before=sum(one.later for one in turns),
        auroc=by_dialogue([[(one.risk, float(one.later)) for one in dialogue] for dialogue in dialogues]),
        mood=by_dialogue([[(one.upset, float(one.later)) for one in dialogue] for dialogue in dialogues]),
    )


async def _graded(rated: Sequence[Rated], embedder: Embedder) -> list[_Told]:
    """A dialogue's turns; a turn's own rating comes with the customer's next words, so it is a later one."""
    found = []
    for at, row in enumerate(rated):
        context = replace(row.context, following=None, sense=embedder.meaning)
        grade = await escalation_risk.grader(context)
        if grade.score is not None:
            upset = sentiment_of(context.turn.question, await context.meaning(context.turn.question)).upset
            later = any(one.rating == DISSATISFIED for one in rated[at:])
            found.append(_Told(1 - grade.score, upset, later))
    return found


def by_dialogue(dialogues: Sequence[Sequence[tuple[float, float]]]) -> Estimate:
    """AUROC of (score, label) rows, whole dialogues resampled."""
    arrays = [np.array(rows, dtype=np.float64).reshape(-1, 2) for rows in dialogues]

    def statistic(chosen: NDArray[np.float64]) -> float:
        return area(np.vstack([arrays[int(at)] for at in chosen])) if len(chosen) else float("nan")

    return estimate(np.arange(len(arrays), dtype=np.float64), statistic)
