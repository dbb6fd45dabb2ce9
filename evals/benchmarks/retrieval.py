"""Does retrieval find the right document, and does its confidence know when nothing answers?

The product's own path with its defaults: files are read, cut, embedded and put into a store, questions go through the
retriever and its index. Reported on the half of every set that nothing was tuned on.
"""

import asyncio
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from evals.benchmarks.measures import Estimate, auroc, coverage_at, is_tuning, mean
from evals.benchmarks.question_sets import Question, QuestionSet, load
from knowledge.embed import Embedder
from knowledge.index import open_index
from knowledge.ingest import Ingester
from knowledge.memory import MemoryStore
from knowledge.retrieve import Retriever
from knowledge.settings import KnowledgeSettings

_CHUNKS_ASKED = 30
_TOGETHER = 32
_WRONG_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Row:
    """One set's figures. `answered` is the share whose confidence reaches the shipped threshold."""

    name: str
    language: str
    documents: int
    hit_at_1: Estimate
    hit_at_5: Estimate
    mrr_at_10: Estimate
    auroc_scope: Estimate
    answered: Estimate
    answered_right: Estimate
    answered_out_of_scope: Estimate
    coverage_at_5_percent_wrong: Estimate


@dataclass(frozen=True, slots=True)
class _Asked:
    question: Question
    rank: int | None
    confidence: float


async def run(data: Path, report: Callable[[Row], None] | None = None, *, tuning: bool = False) -> list[Row]:
    """Measure every set under `data`; `report` gets each row as soon as it is there.

    `tuning` measures the half that weights were chosen on instead.
    """
    shipped = KnowledgeSettings()
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="turnwise-bench-") as scratch:
        embedder = await Embedder.open(shipped)
        try:
            for number, questions in enumerate(load(data)):
                settings = shipped.model_copy(update={"data": Path(scratch) / str(number)})
                row = _row(questions, await _ask(questions, embedder, settings, tuning), settings.answer_threshold)
                rows.append(row)
                if report:
                    report(row)
        finally:
            await embedder.close()
    return rows


async def _ask(questions: QuestionSet, embedder: Embedder, settings: KnowledgeSettings, tuning: bool) -> list[_Asked]:
    store = MemoryStore()
    ingester = Ingester(store, embedder, settings)
    index = await open_index(settings, embedder)
    try:
        for name, content in questions.documents:
            await ingester.ingest(name, content)
        retriever = Retriever(store, index, embedder, settings)
        mine = [question for question in questions.questions if is_tuning(question.id) is tuning]
        asked: list[_Asked] = []
        for at in range(0, len(mine), _TOGETHER):
            asked += await asyncio.gather(*(_one(retriever, question) for question in mine[at : at + _TOGETHER]))
        return asked
    finally:
        await ingester.close()
        await index.close()


async def _one(retriever: Retriever, question: Question) -> _Asked:
    found = await retriever.search(question.text, _CHUNKS_ASKED)
    documents = list(dict.fromkeys(hit.chunk.document for hit in found.hits))[:10]
    rank = next((at for at, name in enumerate(documents, start=1) if name in question.right), None)
    return _Asked(question, rank, found.confidence)


def _row(questions: QuestionSet, asked: list[_Asked], threshold: float) -> Row:
    inside = [one for one in asked if one.question.right]
    outside = [one for one in asked if not one.question.right]
    return Row(
        name=questions.name,
        language=questions.language,
        documents=len(questions.documents),
        hit_at_1=mean([one.rank == 1 for one in inside]),
        hit_at_5=mean([one.rank is not None and one.rank <= 5 for one in inside]),
        mrr_at_10=mean([1 / one.rank if one.rank else 0.0 for one in inside]),
        auroc_scope=auroc([one.confidence for one in inside], [one.confidence for one in outside]),
        answered=mean([one.confidence >= threshold for one in inside]),
        answered_right=mean([one.confidence >= threshold and one.rank == 1 for one in inside]),
        answered_out_of_scope=mean([one.confidence >= threshold for one in outside]),
        coverage_at_5_percent_wrong=coverage_at(
            [one.rank == 1 for one in asked], [one.confidence for one in asked], _WRONG_SHARE
        ),
    )


def main() -> None:
    """`python -m evals.benchmarks.retrieval DATA [--tuning]`: JSON Lines on stdout."""

    def report(row: Row) -> None:
        sys.stdout.write(orjson.dumps(asdict(row)).decode() + "\n")
        sys.stdout.flush()

    asyncio.run(run(Path(sys.argv[1]), report, tuning="--tuning" in sys.argv[2:]))


if __name__ == "__main__":
    main()
