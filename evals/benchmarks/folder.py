"""One folder with thousands of files in two languages, ingested, searched and asked by the commands that users type.

The documents of every set lie side by side, the Chinese ones in GB18030; then `turnwise ingest FOLDER`, `turnwise
search --input FILE` and `turnwise ask --input FILE`, as processes with the default configuration. Questions are those
of the half that nothing was tuned on, and may find the documents of any set.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from evals.benchmarks.commands import ask_line, is_cited_first, search_line, turnwise
from evals.benchmarks.configuration import Configuration, configuration
from evals.benchmarks.measures import is_tuning, mean
from evals.benchmarks.question_sets import Question, QuestionSet, load
from evals.interval import Estimate
from knowledge.settings import KnowledgeSettings

_HITS = 10
_CHINESE = "gb18030"


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of the files: `failures` could not be read, `skipped` were not tried."""

    files: int
    in_gb18030: int
    failures: int
    skipped: int
    chunks: int
    took_s: float
    files_per_s: float


@dataclass(frozen=True, slots=True)
class Row:
    """One set's answerable questions: the first hit is of a right document, an answer came, and cites such a one first.

    `strange` is the share of its unanswerable questions that were answered all the same.
    """

    name: str
    documents: int
    hit_at_1: Estimate
    hit_at_5: Estimate
    answered: Estimate
    right: Estimate
    strange: Estimate


@dataclass(frozen=True, slots=True)
class Speed:
    """How many questions of all sets went through a command in a second, its start included."""

    questions: int
    searched_per_s: float
    asked_per_s: float


Reported = Configuration | Ingested | Row | Speed
Lines = dict[str, dict[str, Any]]


async def run(data: Path, hear: Callable[[object], None] | None = None) -> list[Reported]:
    """Measure all sets under `data` in one knowledge base; `hear` is told what is under way."""
    told = hear or (lambda _: None)
    sets = list(load(data))
    reported: list[Reported] = [configuration(KnowledgeSettings(), "as shipped", _HITS)]
    with tempfile.TemporaryDirectory(prefix="turnwise-folder-") as scratch:
        folder = Path(scratch, "documents")
        count = _write(sets, folder)
        told(f"{count} files are ingested")
        started = perf_counter()
        outcomes = await turnwise(Path(scratch), "ingest", str(folder), "--json", expected=(0, 1))
        reported.append(_ingested(sets, outcomes, perf_counter() - started))
        told(reported[-1])
        asked = {_id(one, question): question for one in sets for question in _reported(one)}
        told(f"{len(asked)} questions are searched for and asked")
        found, searching_s = await _through(Path(scratch), "search", asked, search_line, "--k", str(_HITS))
        replies, asking_s = await _through(Path(scratch), "ask", asked, ask_line)
    reported += [_row(one, found, replies) for one in sets]
    return [*reported, Speed(len(asked), len(asked) / searching_s, len(asked) / asking_s)]


def _write(sets: Sequence[QuestionSet], folder: Path) -> int:
    """Every document as a file of one folder; how many."""
    folder.mkdir()
    written = 0
    for one in sets:
        for name, content in one.documents:
            stored = content.decode().encode(_CHINESE) if one.language == "zh" else content
            (folder / _file(one, name)).write_bytes(stored)
            written += 1
    return written


def _file(of: QuestionSet, name: str) -> str:
    return f"{of.name}-{name}"


def _id(of: QuestionSet, question: Question) -> str:
    return f"{of.name}/{question.id}"


def _reported(of: QuestionSet) -> Iterator[Question]:
    return (question for question in of.questions if not is_tuning(question.id))


def _ingested(sets: Sequence[QuestionSet], outcomes: Sequence[dict[str, Any]], took_s: float) -> Ingested:
    ended = [line["outcome"] for line in outcomes]
    return Ingested(
        files=len(ended),
        in_gb18030=sum(len(one.documents) for one in sets if one.language == "zh"),
        failures=ended.count("failed"),
        skipped=ended.count("skipped"),
        chunks=sum(line["chunks"] or 0 for line in outcomes),
        took_s=took_s,
        files_per_s=len(ended) / took_s,
    )


async def _through(
    scratch: Path, command: str, asked: dict[str, Question], line: Callable[[str, str], str], *options: str
) -> tuple[Lines, float]:
    """All questions through a command in one file: its output lines by id, and the seconds."""
    source = scratch / f"{command}.jsonl"
    source.write_text("\n".join(line(one, question.text) for one, question in asked.items()), encoding="utf-8")
    started = perf_counter()
    lines = await turnwise(scratch, command, "--input", str(source), "--json", *options)
    return {one["id"]: one for one in lines}, perf_counter() - started


def _row(of: QuestionSet, found: Lines, replies: Lines) -> Row:
    known, firsts, within, right = list[str](), list[float](), list[float](), list[float]()
    for question in _reported(of):
        if not question.right:
            continue
        one, files = _id(of, question), {_file(of, name) for name in question.right}
        names = list(dict.fromkeys(Path(hit["document"]).name for hit in found[one]["hits"]))
        known.append(one)
        firsts.append(float(not files.isdisjoint(names[:1])))
        within.append(float(not files.isdisjoint(names[:5])))
        right.append(float(replies[one]["answered"] and is_cited_first(replies[one], files)))
    strange = [_id(of, question) for question in _reported(of) if not question.right]
    return Row(
        name=of.name,
        documents=len(of.documents),
        hit_at_1=mean(firsts),
        hit_at_5=mean(within),
        answered=mean([float(replies[one]["answered"]) for one in known]),
        right=mean(right),
        strange=mean([float(replies[one]["answered"]) for one in strange]),
    )
