"""What does each stage of retrieval give? Each leg alone, then retrieval with one stage at a time switched.

Every switch of the settings (`evals/benchmarks/stage_settings.py`) is measured on the product's own path, documents
ingested anew each time. Reported on the half that nothing was tuned on, unless `tuning` asks for the other.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.benchmarks.cached_encoder import CachedEncoder
from evals.benchmarks.configuration import Configuration, configuration
from evals.benchmarks.knowledge_base import KnowledgeBase, Leg, documents_of, knowledge_base
from evals.benchmarks.manuals import load_manuals
from evals.benchmarks.measures import difference, is_tuning
from evals.benchmarks.question_sets import Question, QuestionSet, load
from evals.benchmarks.ranks import Ranks, measured, place
from evals.benchmarks.stage_settings import stages
from evals.interval import Estimate
from knowledge.embed import Embedder
from knowledge.embed import load as load_encoders
from knowledge.settings import KnowledgeSettings

_CHUNKS_ASKED = 30
_LEGS: tuple[tuple[str, Leg], ...] = (("dense alone", "dense"), ("words alone", "words"))


@dataclass(frozen=True, slots=True)
class Row:
    """One way to retrieve on one set; the changes are against what is shipped, paired by question."""

    name: str
    stage: str
    hit_at_1: Estimate
    mrr_at_10: Estimate
    hit_at_1_change: Estimate
    mrr_at_10_change: Estimate


Reported = Configuration | Row


async def run(data: Path, hear: Callable[[object], None] | None = None, *, tuning: bool = False) -> list[Reported]:
    """Measure every set under `data`; `hear` is told of each as it is measured."""
    told = hear or (lambda _: None)
    shipped = KnowledgeSettings()
    embedder = Embedder(*map(CachedEncoder, await asyncio.to_thread(load_encoders, shipped)))
    rows: list[Reported] = [configuration(shipped, embedder.model_id, _CHUNKS_ASKED)]
    try:
        for questions in chain(load(data), load_manuals(data)):
            asked = [one for one in questions.questions if one.right and is_tuning(one.id) is tuning]
            by_stage = await _by_stage(questions, asked, embedder, shipped, told)
            found = _rows(questions.name, by_stage)
            for row in found:
                told(row)
            rows += found
    finally:
        await embedder.close()
    return rows


async def _by_stage(
    questions: QuestionSet,
    asked: Sequence[Question],
    embedder: Embedder,
    shipped: KnowledgeSettings,
    told: Callable[[object], None],
) -> dict[str, Ranks]:
    texts = [question.text for question in asked]
    ranks: dict[str, Ranks] = {}
    for stage in stages(shipped):
        told(f"{questions.name}: {stage.name}")
        with TemporaryDirectory(prefix="turnwise-bench-") as scratch:
            settings = shipped.model_copy(update={**stage.overrides, "data": Path(scratch)})
            async with knowledge_base(questions.documents, embedder, settings) as base:
                if not stage.overrides:
                    ranks |= await _legs(base, asked)
                found = [documents_of(one) for one in await base.search(texts, _CHUNKS_ASKED)]
        ranks[stage.name] = _ranks(asked, found)
    return ranks


async def _legs(base: KnowledgeBase, asked: Sequence[Question]) -> dict[str, Ranks]:
    texts = [question.text for question in asked]
    return {name: _ranks(asked, await base.search_leg(texts, leg, _CHUNKS_ASKED)) for name, leg in _LEGS}


def _ranks(asked: Sequence[Question], found: Sequence[Sequence[str]]) -> Ranks:
    return Ranks(tuple(place(names, question.right) for question, names in zip(asked, found, strict=True)))


def _rows(name: str, by_stage: dict[str, Ranks]) -> list[Row]:
    shipped = by_stage["as shipped"]
    rows = []
    for stage, ranks in by_stage.items():
        figures = measured(ranks)
        rows.append(
            Row(
                name=name,
                stage=stage,
                hit_at_1=figures.hit_at_1,
                mrr_at_10=figures.mrr_at_10,
                hit_at_1_change=difference(ranks.first, shipped.first),
                mrr_at_10_change=difference(ranks.reciprocal, shipped.reciprocal),
            )
        )
    return rows
