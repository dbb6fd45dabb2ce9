"""Questions with what the product's own search found for them, and whether that can answer: to fit the confidence on.

Always the tuning halves, and the companies to fit on; the benchmarks report on the others.
"""

import json
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from evals.benchmarks.companies import Company, load_companies, searched
from evals.benchmarks.measures import is_tuning
from evals.benchmarks.question_sets import Question, QuestionSet, load
from knowledge.answerability import LOOKED_AT
from knowledge.document import Hit
from knowledge.embed import Embedder
from knowledge.index import open_index
from knowledge.ingest import Ingester
from knowledge.memory import MemoryStore
from knowledge.retrieve import Retriever
from knowledge.settings import KnowledgeSettings

_GIVEN = 5
_ASKED_FURTHER = "squad2_en"
"""All its questions are asked, not the protocol's alone, and requests about other matters: passages get those, too."""
_TAKEN_AWAY_FROM = ("cmrc2018_zh", "tidb_faq_zh")
"""No Chinese set that may be fitted on has questions that look as if they had an answer: these get some that way."""
_TRAINING_TEXTS, _TESTS = 20, 10
_STRANGE = 500


@dataclass(frozen=True, slots=True)
class Case:
    """`right` where one of the hits looked at is of a document that answers, `answerable` where any document does.

    `taken_away`: the documents that answer were left out of the hits, so that what is left only looks like an answer.
    """

    set_name: str
    question: str
    hits: tuple[Hit, ...]
    answerable: bool
    right: bool
    taken_away: bool = False


async def collect(data: Path, embedder: Embedder, shipped: KnowledgeSettings) -> AsyncIterator[Case]:
    """Every set under `data`, one after another; what is asked beside the protocol's questions is a set of its own."""
    assistant = list(_clinc(data))
    strange = [question for one in assistant for question in one.questions if not question.right][:_STRANGE]
    everything = {questions.name: questions.questions for questions in load(data, sys.maxsize)}
    for questions in (*load(data), *assistant):
        further: list[Question] = []
        if questions.name == _ASKED_FURTHER:
            known = set(questions.questions)
            further = [*(one for one in everything[questions.name] if one not in known), *strange]
        async for case in _searched(questions, further, embedder, shipped):
            yield case
    for company in load_companies():
        if company.is_fitted_on:
            async for case in _of_company(company, embedder, shipped):
                yield case
    async for case in _given(data, embedder, shipped):
        yield case


async def _searched(
    questions: QuestionSet, further: Sequence[Question], embedder: Embedder, shipped: KnowledgeSettings
) -> AsyncIterator[Case]:
    with TemporaryDirectory(prefix="turnwise-fit-") as scratch:
        settings = shipped.model_copy(update={"data": Path(scratch)})
        store, index = MemoryStore(), await open_index(settings, embedder)
        ingester = Ingester(store, embedder, settings)
        try:
            for name, content in questions.documents:
                await ingester.ingest(name, content)
            retriever = Retriever(store, index, embedder, settings)
            asked = [(questions.name, one) for one in questions.questions]
            asked += [(f"{questions.name}_further", one) for one in further]
            for name, one in filter(lambda pair: is_tuning(pair[1].id), asked):
                found = (await retriever.search(one.text, 2 * LOOKED_AT)).hits
                hits = found[:LOOKED_AT]
                right = any(hit.chunk.document in one.right for hit in hits)
                yield Case(name, one.text, hits, bool(one.right), right)
                if one.right and name in _TAKEN_AWAY_FROM:
                    others = [hit for hit in found if hit.chunk.document not in one.right]
                    yield Case(name, one.text, tuple(others[:LOOKED_AT]), False, False, taken_away=True)
        finally:
            await ingester.close()
            await index.close()


async def _of_company(company: Company, embedder: Embedder, shipped: KnowledgeSettings) -> AsyncIterator[Case]:
    found = await searched(company, embedder, shipped, LOOKED_AT)
    for one, retrieval in zip(company.questions, found, strict=True):
        right = any(one.is_answered_by(hit) for hit in retrieval.hits)
        yield Case(company.name, one.text, retrieval.hits, bool(one.document), right)


async def _given(data: Path, embedder: Embedder, shipped: KnowledgeSettings) -> AsyncIterator[Case]:
    """The same questions over passages with and without their answer."""
    with TemporaryDirectory(prefix="turnwise-fit-") as scratch:
        settings = shipped.model_copy(update={"data": Path(scratch)})
        index = await open_index(settings, embedder)
        try:
            retriever = Retriever(MemoryStore(), index, embedder, settings)
            for row in filter(lambda row: is_tuning(row["id"]), _rows(data / "rgb_refine_zh/dev.jsonl")):
                for texts, answers in ((row["positive"], True), (row["negative"], False)):
                    found = await retriever.search_passages(row["question"], texts[:_GIVEN])
                    yield Case("rgb_refine_zh", row["question"], found.hits, answers, answers)
        finally:
            await index.close()


def _clinc(data: Path) -> Iterator[QuestionSet]:
    """An intent is an FAQ document whose questions are its training texts; the intent's name stands for the answer."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for row in _rows(data / "clinc150_en/train.jsonl"):
        texts[row["intent"]].append(row["text"])
    tests: defaultdict[str, list[str]] = defaultdict(list)
    for row in _rows(data / "clinc150_en/test.jsonl"):
        tests[row["intent"]].append(row["text"])
    asked = [
        Question(f"clinc-{intent}-{at}", text, frozenset({f"{intent}.md"}))
        for intent, known in tests.items()
        for at, text in enumerate(known[:_TESTS])
    ]
    strange = [
        Question(f"clinc-{at}", row["text"], frozenset())
        for at, row in enumerate(_rows(data / "clinc150_en/oos_test.jsonl"))
    ]
    documents = tuple((f"{intent}.md", _faq(intent, known[:_TRAINING_TEXTS])) for intent, known in texts.items())
    if documents:
        yield QuestionSet("clinc150_en", "en", documents, (*asked, *strange))


def _faq(intent: str, questions: list[str]) -> bytes:
    answer = intent.replace("_", " ").capitalize()
    return "\n\n".join((f"# {answer}", *(f"Q: {question}\n{answer}." for question in questions))).encode()


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
