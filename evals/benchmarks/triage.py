"""Does triage see an upset customer and a request for a person, and do other ways see more?

The mood is the product's, by words and by the embedding that the search uses; beside it by words alone, VADER
(English), SnowNLP (Chinese) and a keyword list. Rows are of the half that nothing was tuned on, unless `tuning` asks
for the other.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.benchmarks.cached_encoder import CachedEncoder
from evals.benchmarks.configuration import Configuration, configuration
from evals.benchmarks.measures import area, estimate, mean, recall_at
from evals.benchmarks.triage_baselines import Score, requests_by_keyword, upset_baselines
from evals.benchmarks.triage_cpu import triage_cpu_ms
from evals.benchmarks.triage_sets import LabelledSet, request_sets, upset_sets
from evals.interval import Estimate
from graphs.human_request import asks_for_human
from graphs.sentiment import sentiment_of
from knowledge.embed import Embedder
from knowledge.embed import load as load_encoders
from knowledge.settings import KnowledgeSettings

_OURS, _WORDS = "Turnwise", "Turnwise by words alone"
_FALSE_ALARMS = 0.05
_TIMED = 1_500
_LIBRARIES = ("vaderSentiment", "snownlp")


@dataclass(frozen=True, slots=True)
class Mood:
    """How one system tells upset messages from others: AUROC, and the recall at 5 % false alarms."""

    name: str
    system: str
    n_upset: int
    n_others: int
    auroc: Estimate
    recall: Estimate


@dataclass(frozen=True, slots=True)
class MoodAhead:
    """Turnwise minus a peer on the same messages, resampled together."""

    name: str
    peer: str
    auroc: Estimate
    recall: Estimate


@dataclass(frozen=True, slots=True)
class Requests:
    """How one system hears requests for a person; false alarms are per 1,000 other messages."""

    name: str
    system: str
    n_requests: int
    n_others: int
    precision: Estimate
    recall: Estimate
    f1: Estimate
    false_alarms: Estimate


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor time of all of triage for a message, the embedding that it shares with the search left out."""

    name: str
    n_messages: int
    cpu_mean_ms: float
    cpu_p99_ms: float


Reported = Configuration | Mood | MoodAhead | Requests | Cost
Scores = NDArray[np.float64]


async def run(data: Path, hear: Callable[[object], None] | None = None, *, tuning: bool = False) -> list[Reported]:
    """Measure every set under `data`; `hear` is told of each row as it is measured."""
    told = hear or (lambda _: None)
    shipped = KnowledgeSettings()
    embedder = Embedder(*map(CachedEncoder, await asyncio.to_thread(load_encoders, shipped)))
    rows: list[Reported] = [configuration(shipped, embedder.model_id, 0, _LIBRARIES)]
    try:
        for one in request_sets(data, tuning):
            rows += _requests(one)
            rows.append(await _cost(one))
        for one in upset_sets(data, tuning):
            told(f"{one.name}: {len(one.messages)} messages")
            rows += await _moods(one, embedder, told)
    finally:
        await embedder.close()
    for row in rows:
        told(row)
    return rows


async def _moods(of: LabelledSet, embedder: Embedder, tell: Callable[[str], None]) -> list[Reported]:
    texts = [message.text for message in of.messages]
    by_system: dict[str, Sequence[float]] = {
        # All at once: a batch of the model takes what is waiting for it.
        _OURS: await asyncio.gather(*(_upset(text, embedder) for text in texts)),
        _WORDS: [sentiment_of(text).upset for text in texts],
    }
    for name, score in upset_baselines(of.language, tell).items():
        by_system[name] = await asyncio.to_thread(_scored, score, texts)
    upset = np.array([message.positive for message in of.messages], dtype=np.float64)
    counts = int(upset.sum()), int(len(upset) - upset.sum())
    ours = np.array(by_system[_OURS])
    rows: list[Reported] = []
    for name, scores in by_system.items():
        table = np.column_stack([np.array(scores), upset])
        rows.append(Mood(of.name, name, *counts, estimate(table, area), estimate(table, _recall)))
    for name in list(by_system)[1:]:
        table = np.column_stack([ours, np.array(by_system[name]), upset])
        rows.append(MoodAhead(of.name, name, estimate(table, _ahead(area)), estimate(table, _ahead(_recall))))
    return rows


async def _cost(of: LabelledSet) -> Cost:
    spent = await triage_cpu_ms([message.text for message in of.messages][:_TIMED])
    return Cost(of.name, len(spent), round(float(np.mean(spent)), 3), round(float(np.quantile(spent, 0.99)), 3))


async def _upset(text: str, embedder: Embedder) -> float:
    return sentiment_of(text, await embedder.meaning(text)).upset


def _scored(score: Score, texts: Sequence[str]) -> list[float]:
    return [score(text) for text in texts]


def _recall(rows: Scores) -> float:
    return recall_at(rows, _FALSE_ALARMS)


def _ahead(statistic: Callable[[Scores], float]) -> Callable[[Scores], float]:
    """The statistic of the first column minus that of the second; the third says who is upset."""
    return lambda rows: statistic(rows[:, [0, 2]]) - statistic(rows[:, [1, 2]])


def _requests(of: LabelledSet) -> list[Reported]:
    systems = {_OURS: asks_for_human, "keywords": requests_by_keyword(of.language)}
    return [_heard(of, name, [hears(message.text) for message in of.messages]) for name, hears in systems.items()]


def _heard(of: LabelledSet, system: str, heard: Sequence[bool]) -> Requests:
    asked = [message.positive for message in of.messages]
    both = np.column_stack([np.array(heard, dtype=np.float64), np.array(asked, dtype=np.float64)])
    return Requests(
        name=of.name,
        system=system,
        n_requests=sum(asked),
        n_others=len(asked) - sum(asked),
        precision=mean([right for right, said in zip(asked, heard, strict=True) if said]),
        recall=mean([said for right, said in zip(asked, heard, strict=True) if right]),
        f1=estimate(both, _f1),
        false_alarms=mean([1000.0 * said for right, said in zip(asked, heard, strict=True) if not right]),
    )


def _f1(rows: Scores) -> float:
    found, relevant = rows[:, 0].sum(), rows[:, 1].sum()
    return float(2 * (rows[:, 0] * rows[:, 1]).sum() / (found + relevant)) if relevant else float("nan")
