"""Does retrieval find the right document, and do other ways to retrieve find it more often?

Turnwise's own path with its defaults: files are read, cut, embedded and put into a store, questions go through the
retriever and its index. In the same run, the peers on the same texts, embeddings and number of hits. Rows of the half
"odd" are the ones to report: nothing was tuned on them. With `cross_fit` the halves take turns and all questions are
reported (`evals/benchmarks/cross_fitting.py`), for Turnwise as for its peers.
"""

import asyncio
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from evals.benchmarks.cached_encoder import CachedEncoder
from evals.benchmarks.configuration import Configuration, configuration
from evals.benchmarks.cross_fitting import CrossFitted, best, by_weights, cross_fitted
from evals.benchmarks.finding_peers import Peer, find_peers
from evals.benchmarks.knowledge_base import KnowledgeBase, documents_of, knowledge_base, text_of
from evals.benchmarks.manuals import load_manuals
from evals.benchmarks.measures import difference, is_tuning
from evals.benchmarks.peer import Asked, Corpus, Passage
from evals.benchmarks.question_sets import Question, QuestionSet, load
from evals.benchmarks.ranks import Ranks, measured, place
from evals.interval import Estimate
from knowledge.embed import Embedder
from knowledge.embed import load as load_encoders
from knowledge.settings import KnowledgeSettings

CHUNKS_ASKED = 30
_OURS = "Turnwise"
_LIBRARIES = ("bm25s", "jieba", "langchain-core", "langchain-text-splitters", "langchain-classic", "haystack-ai")


@dataclass(frozen=True, slots=True)
class Row:
    """One system on one half of a set's answerable questions: "odd", the one to report, "all" or "crossed"."""

    name: str
    half: str
    system: str
    documents: int
    chunks: int
    hit_at_1: Estimate
    hit_at_5: Estimate
    mrr_at_10: Estimate


@dataclass(frozen=True, slots=True)
class Ahead:
    """Turnwise minus the best peer by each measure, paired by question."""

    name: str
    half: str
    best_by_hit_at_1: str
    hit_at_1: Estimate
    best_by_mrr_at_10: str
    mrr_at_10: Estimate


@dataclass(frozen=True, slots=True)
class Against:
    """Turnwise minus one peer over all questions, cross-fitted, paired by question."""

    name: str
    peer: str
    hit_at_1: Estimate
    mrr_at_10: Estimate


@dataclass(frozen=True, slots=True)
class Fitted:
    """What each half chose for the other: for the even questions, and for the odd ones."""

    name: str
    system: str
    for_even: str
    for_odd: str


Reported = Configuration | Row | Ahead | Against | Fitted


async def run(data: Path, hear: Callable[[object], None] | None = None, *, cross_fit: bool = False) -> list[Reported]:
    """Measure every set under `data`; `hear` gets each row as soon as it is there."""
    shipped = KnowledgeSettings()
    told = hear or (lambda _: None)
    peers = find_peers(told)
    encoders = [CachedEncoder(one) for one in await asyncio.to_thread(load_encoders, shipped)]
    embedder = Embedder(*encoders)
    rows: list[Reported] = [configuration(shipped, embedder.model_id, CHUNKS_ASKED, _LIBRARIES)]
    told(rows[0])
    try:
        for questions in chain(load(data), load_manuals(data)):
            told(f"{questions.name}: {len(questions.documents)} documents")
            with tempfile.TemporaryDirectory(prefix="turnwise-bench-") as scratch:
                settings = shipped.model_copy(update={"data": Path(scratch)})
                async with knowledge_base(questions.documents, embedder, settings) as base:
                    # The peers get the model that Turnwise takes for the language.
                    space = embedder.space_of(questions.questions[0].text) or 0
                    found = await _measure(questions, base, encoders[space], peers, told, cross_fit=cross_fit)
            for row in found:
                told(row)
            rows += found
    finally:
        await embedder.close()
    return rows


async def _measure(
    questions: QuestionSet,
    base: KnowledgeBase,
    encoder: CachedEncoder,
    peers: Sequence[Peer],
    told: Callable[[object], None],
    *,
    cross_fit: bool,
) -> list[Reported]:
    asked = [question for question in questions.questions if question.right]
    found = await base.search([question.text for question in asked], CHUNKS_ASKED)
    by_system = {_OURS: _ranks(asked, [documents_of(one) for one in found])}
    chunks = [Passage(chunk.document, text_of(chunk)) for chunk in await base.chunks()]
    corpus = await asyncio.to_thread(_corpus, questions, chunks, encoder)
    texts = [question.text for question in asked]
    vectors = await asyncio.to_thread(encoder.encode_questions, texts)
    given = [Asked(text, vector) for text, vector in zip(texts, vectors, strict=True)]
    tuning = [is_tuning(question.id) for question in asked]
    crossed: dict[str, CrossFitted] = {}
    if cross_fit:
        told(f"{questions.name}: every weight of the grid")
        candidates = await base.candidates(texts, CHUNKS_ASKED)
        crossed[_OURS] = cross_fitted(await asyncio.to_thread(by_weights, asked, candidates, CHUNKS_ASKED), tuning)
    for peer in peers:
        told(f"{questions.name}: {peer.name}")
        tried = await asyncio.to_thread(_tried, peer, corpus, asked, given)
        name = best(tried, tuning)
        by_system[f"{peer.name} ({name})"] = tried[name]
        crossed[peer.name] = cross_fitted(tried, tuning)
    sizes = len(questions.documents), len(chunks)
    odd, every = [not even for even in tuning], [True] * len(asked)
    halves = (("odd", odd), ("all", every))
    rows = [row for half, chosen in halves for row in _rows(questions.name, half, chosen, by_system, sizes)]
    return [*rows, *_crossed(questions.name, every, crossed, sizes)] if cross_fit else rows


def _corpus(questions: QuestionSet, chunks: Sequence[Passage], encoder: CachedEncoder) -> Corpus:
    return Corpus(
        language=questions.language,
        chunks=tuple(chunks),
        vectors=encoder.encode([chunk.text for chunk in chunks]),
        documents=tuple(Passage(name, content.decode()) for name, content in questions.documents),
        encode=encoder.encode,
    )


def _tried(peer: Peer, corpus: Corpus, asked: Sequence[Question], given: Sequence[Asked]) -> dict[str, Ranks]:
    """What each configuration of a peer finds."""
    return {name: _ranks(asked, ranking(given, CHUNKS_ASKED)) for name, ranking in peer.rankings(corpus).items()}


def _ranks(asked: Sequence[Question], documents: Sequence[Sequence[str]]) -> Ranks:
    return Ranks(tuple(place(names, question.right) for question, names in zip(asked, documents, strict=True)))


def _rows(
    name: str, half: str, chosen: Sequence[bool], by_system: Mapping[str, Ranks], sizes: tuple[int, int]
) -> list[Reported]:
    of_half = {system: ranks.of(chosen) for system, ranks in by_system.items()}
    rows: list[Reported] = []
    for system, ranks in of_half.items():
        figures = measured(ranks)
        rows.append(Row(name, half, system, *sizes, figures.hit_at_1, figures.hit_at_5, figures.mrr_at_10))
    ours = of_half.pop(_OURS)
    if of_half:
        first = max(of_half, key=lambda system: sum(of_half[system].first))
        reciprocal = max(of_half, key=lambda system: sum(of_half[system].reciprocal))
        by_first = difference(ours.first, of_half[first].first)
        by_reciprocal = difference(ours.reciprocal, of_half[reciprocal].reciprocal)
        rows.append(Ahead(name, half, first, by_first, reciprocal, by_reciprocal))
    return rows


def _crossed(
    name: str, every: Sequence[bool], crossed: Mapping[str, CrossFitted], sizes: tuple[int, int]
) -> list[Reported]:
    ours = crossed[_OURS].ranks
    return [
        *(Fitted(name, system, one.even, one.odd) for system, one in crossed.items()),
        *_rows(name, "crossed", every, {system: one.ranks for system, one in crossed.items()}, sizes),
        *(
            Against(
                name, peer, difference(ours.first, one.ranks.first), difference(ours.reciprocal, one.ranks.reciprocal)
            )
            for peer, one in crossed.items()
            if peer != _OURS
        ),
    ]
