"""Public question sets as documents to ingest and questions to ask; read in place, never copied."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

ASKED = 600


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the names of the documents that answer it; none where nothing does."""

    id: str
    text: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Documents (name, content) and questions about them."""

    name: str
    language: str
    documents: tuple[tuple[str, bytes], ...]
    questions: tuple[Question, ...]
    unanswerable: str = ""
    """In words, what the questions without an answer are."""


def load(data: Path, asked: int = ASKED) -> Iterator[QuestionSet]:
    """Every set that is there, in the protocol of the data's README: at most `asked` of squad2_en's either kind."""
    readers: tuple[Callable[[Path], QuestionSet], ...] = (_covidfaq, partial(_squad, asked=asked), _tidb, _bank, _cmrc)
    for read in readers:
        try:
            yield read(data)
        except FileNotFoundError:
            continue


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _nothing(rows: list[tuple[str, str]]) -> list[Question]:
    return [Question(row_id, text, frozenset()) for row_id, text in rows]


def _covidfaq(data: Path) -> QuestionSet:
    """A document is its questions, then its text; out of scope are an assistant's out-of-scope requests."""
    documents = tuple(
        (f"{row['doc_id']}.md", ("\n".join(row["faq_questions"]) + "\n\n" + row["text"]).encode())
        for row in rows_of(data / "covidfaq_en/docs.jsonl")
    )
    right: defaultdict[str, set[str]] = defaultdict(set)
    ids: dict[str, str] = {}
    for row in rows_of(data / "covidfaq_en/queries.jsonl"):
        right[row["query"]].add(f"{row['doc_id']}.md")
        ids.setdefault(row["query"], str(row["qid"]))
    asked = [Question(ids[text], text, frozenset(names)) for text, names in right.items()]
    strange = [(f"clinc-{at}", row["text"]) for at, row in enumerate(rows_of(data / "clinc150_en/oos_test.jsonl"))]
    return QuestionSet(
        "covidfaq_en", "en", documents, (*asked, *_nothing(strange[:500])), "out-of-scope requests to an assistant"
    )


def _squad(data: Path, asked: int) -> QuestionSet:
    documents = tuple(
        (f"{row['para_id']}.md", row["text"].encode()) for row in rows_of(data / "squad2_en/paragraphs.jsonl")
    )
    rows = sorted(rows_of(data / "squad2_en/questions.jsonl"), key=lambda row: row["qid"])
    possible = [
        Question(row["qid"], row["question"], frozenset({f"{row['para_id']}.md"}))
        for row in rows
        if not row["is_impossible"]
    ]
    impossible = [(row["qid"], row["question"]) for row in rows if row["is_impossible"]]
    return QuestionSet(
        "squad2_en",
        "en",
        documents,
        (*possible[:asked], *_nothing(impossible[:asked])),
        "questions that look alike but have no answer",
    )


def _tidb(data: Path) -> QuestionSet:
    """Every answer section without its heading is a document; bank customers' questions are out of scope."""
    rows = [row for row in rows_of(data / "tidb_faq_zh/faqs.jsonl") if row["question_like"]]
    documents = tuple((f"{row['faq_id']}.md", row["answer"].encode()) for row in rows)
    asked = [Question(row["faq_id"], row["question"], frozenset({f"{row['faq_id']}.md"})) for row in rows]
    strange = [(f"bank-{row['qid']}", row["query"]) for row in rows_of(data / "bq_bank_zh/queries.jsonl")[: len(asked)]]
    return QuestionSet("tidb_faq_zh", "zh", documents, (*asked, *_nothing(strange)), "bank customers' questions")


def _bank(data: Path) -> QuestionSet:
    known = rows_of(data / "bq_bank_zh/kb_questions.jsonl")
    documents = tuple((f"{row['doc_id']}.md", row["question"].encode()) for row in known)
    groups: defaultdict[int, set[str]] = defaultdict(set)
    for row in known:
        groups[row["group"]].add(f"{row['doc_id']}.md")
    asked = [
        Question(str(row["qid"]), row["query"], frozenset(groups[row["group"]]))
        for row in rows_of(data / "bq_bank_zh/queries.jsonl")
    ]
    strange = [(row["qid"], row["query"]) for row in rows_of(data / "bq_bank_zh/queries_out_of_scope.jsonl")]
    return QuestionSet("bq_bank_zh", "zh", documents, (*asked, *_nothing(strange)), "out-of-scope questions")


def _cmrc(data: Path) -> QuestionSet:
    """Out of scope are questions about a database product."""
    documents = tuple(
        (f"{row['para_id']}.md", row["text"].encode()) for row in rows_of(data / "cmrc2018_zh/paragraphs.jsonl")
    )
    rows = sorted(rows_of(data / "cmrc2018_zh/questions.jsonl"), key=lambda row: row["qid"])[:500]
    asked = [Question(row["qid"], row["question"], frozenset({f"{row['para_id']}.md"})) for row in rows]
    faqs = rows_of(data / "tidb_faq_zh/faqs.jsonl")
    strange = [(f"tidb-{row['faq_id']}", row["question"]) for row in faqs if row["question_like"]]
    return QuestionSet(
        "cmrc2018_zh", "zh", documents, (*asked, *_nothing(strange)), "questions about a database product"
    )
