"""Questions with and without an answer, each with the confidence that retrieval has in its hits."""

import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.benchmarks.companies import Company, load_companies, searched
from evals.benchmarks.knowledge_base import documents_of, knowledge_base
from evals.benchmarks.measures import is_tuning
from evals.benchmarks.question_sets import Question, QuestionSet, load, rows_of
from graphs.agent.near_topics import MOST_TOPICS
from knowledge.document import Retrieval
from knowledge.embed import Embedder
from knowledge.index import open_index
from knowledge.memory import MemoryStore
from knowledge.retrieve import Retriever
from knowledge.settings import KnowledgeSettings

_TRAINING_TEXTS, _TESTS = 20, 10
_PASSAGES = 5
_LOOKED_AT = 5


@dataclass(frozen=True, slots=True)
class Case:
    """A question, whether anything given answers it, and whether the first hit is a right one.

    `plain` is what a confidence could be without all else: the first hit's score; 0 without a hit. `near_is_right`
    tells of the first three hits, which are offered where none is likely enough to answer.
    """

    answerable: bool
    first_is_right: bool
    confidence: float
    plain: float
    near_is_right: bool = False


@dataclass(frozen=True, slots=True)
class Cases:
    """All cases of a set; `unanswerable` says in words what they are."""

    name: str
    unanswerable: str
    cases: tuple[Case, ...]


async def load_cases(data: Path, embedder: Embedder, shipped: KnowledgeSettings, tuning: bool) -> AsyncIterator[Cases]:
    """Every set that is there, one half of it; squad2_en also with all its questions, for an interval that tells."""
    for questions in load(data):
        yield await _searched(questions, embedder, shipped, tuning)
    for questions in load(data, sys.maxsize):
        if questions.name == "squad2_en":
            yield await _searched(replace(questions, name="squad2_en_all"), embedder, shipped, tuning)
    for company in load_companies():
        if company.is_fitted_on is tuning:
            yield await _of_company(company, embedder, shipped)
    try:
        clinc = _clinc(data)
    except FileNotFoundError:
        pass
    else:
        yield await _searched(clinc, embedder, shipped, tuning)
    try:
        given = rows_of(data / "rgb_refine_zh/dev.jsonl")
    except FileNotFoundError:
        return
    yield await _passages(given, embedder, shipped, tuning)


async def _searched(questions: QuestionSet, embedder: Embedder, shipped: KnowledgeSettings, tuning: bool) -> Cases:
    asked = [question for question in questions.questions if is_tuning(question.id) is tuning]
    with TemporaryDirectory(prefix="turnwise-bench-") as scratch:
        settings = shipped.model_copy(update={"data": Path(scratch)})
        async with knowledge_base(questions.documents, embedder, settings) as base:
            found = await base.search([question.text for question in asked], _LOOKED_AT)
    cases = [
        _case(
            one,
            answerable=bool(question.right),
            right=not question.right.isdisjoint(documents_of(one)[:1]),
            near=not question.right.isdisjoint(documents_of(one)[:MOST_TOPICS]),
        )
        for question, one in zip(asked, found, strict=True)
    ]
    return Cases(questions.name, questions.unanswerable, tuple(cases))


async def _of_company(company: Company, embedder: Embedder, shipped: KnowledgeSettings) -> Cases:
    found = await searched(company, embedder, shipped, _LOOKED_AT)
    cases: list[Case] = []
    for one, retrieval in zip(company.questions, found, strict=True):
        answers = [one.is_answered_by(hit) for hit in retrieval.hits] if one.document else []
        cases.append(
            _case(retrieval, answerable=bool(one.document), right=any(answers[:1]), near=any(answers[:MOST_TOPICS]))
        )
    return Cases(company.name, "customers' questions that its documents do not answer", tuple(cases))


def _case(found: Retrieval, *, answerable: bool, right: bool, near: bool) -> Case:
    return Case(answerable, right, found.confidence, found.hits[0].score if found.hits else 0.0, near)


def _clinc(data: Path) -> QuestionSet:
    """An intent is an FAQ document whose questions are its training texts; the intent's name stands for the answer."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows_of(data / "clinc150_en/train.jsonl"):
        texts[row["intent"]].append(row["text"])
    tests: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows_of(data / "clinc150_en/test.jsonl"):
        tests[row["intent"]].append(row["text"])
    asked = [
        Question(f"clinc-{intent}-{at}", text, frozenset({f"{intent}.md"}))
        for intent, of_intent in tests.items()
        for at, text in enumerate(of_intent[:_TESTS])
    ]
    strange = [
        Question(f"clinc-{at}", row["text"], frozenset())
        for at, row in enumerate(rows_of(data / "clinc150_en/oos_test.jsonl"))
    ]
    documents = tuple((f"{intent}.md", _faq(intent, known[:_TRAINING_TEXTS])) for intent, known in texts.items())
    return QuestionSet("clinc150_en", "en", documents, (*asked, *strange), "out-of-scope requests to an assistant")


def _faq(intent: str, questions: Sequence[str]) -> bytes:
    answer = intent.replace("_", " ").capitalize()
    return "\n\n".join((f"# {answer}", *(f"Q: {question}\n{answer}." for question in questions))).encode()


async def _passages(
    rows: Sequence[dict[str, object]], embedder: Embedder, shipped: KnowledgeSettings, tuning: bool
) -> Cases:
    """Each question twice: over passages that hold its answer, and over as many that only look like it."""
    cases: list[Case] = []
    with TemporaryDirectory(prefix="turnwise-bench-") as scratch:
        settings = shipped.model_copy(update={"data": Path(scratch)})
        index = await open_index(settings, embedder)
        try:
            retriever = Retriever(MemoryStore(), index, embedder, settings)
            for row in (row for row in rows if is_tuning(row["id"]) is tuning):
                question = str(row["question"])
                holding, lacking = _texts(row["positive"]), _texts(row["negative"])
                sure = await retriever.search_passages(question, holding)
                unsure = await retriever.search_passages(question, lacking)
                cases.append(_case(sure, answerable=True, right=True, near=True))
                cases.append(_case(unsure, answerable=False, right=False, near=False))
        finally:
            await index.close()
    return Cases("rgb_refine_zh", "the same questions over passages without the answer", tuple(cases))


def _texts(value: object) -> list[str]:
    return [str(text) for text in value][:_PASSAGES] if isinstance(value, list) else []
