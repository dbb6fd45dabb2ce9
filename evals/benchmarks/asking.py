"""Real documents ingested and their questions asked by the commands that users type: how many are answered, and right?

`turnwise ingest FOLDER`, then `turnwise ask --input FILE`, as processes with the default configuration. Reported on the
half of every set that nothing was tuned on.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

from evals.benchmarks.answer_spans import answers_of, holds_answer, length
from evals.benchmarks.commands import ask_line, is_cited_first, turnwise
from evals.benchmarks.measures import estimate, is_tuning, mean
from evals.benchmarks.question_sets import Question, QuestionSet, load
from evals.interval import Estimate


@dataclass(frozen=True, slots=True)
class Row:
    """One set's figures.

    Of the answerable questions, `answered` got an answer and `right` one that cites a right document first; `strange`
    is the share of the unanswerable ones that were answered all the same. `answer_quoted` is the share of the answered
    whose quotes hold a published answer (NaN where the set has none), `quote_length` the median of all that an answer
    quotes: words, characters in Chinese.
    """

    name: str
    language: str
    answerable: int
    unanswerable: int
    answered: Estimate
    right: Estimate
    right_of_answered: Estimate
    strange: Estimate
    answer_quoted: Estimate
    quote_length: Estimate
    asked_per_s: float


async def run(data: Path, report: Callable[[Row], None] | None = None) -> list[Row]:
    """Measure every set under `data`; `report` gets each row as soon as it is there."""
    rows: list[Row] = []
    for questions in load(data):
        row = await _measure(questions, answers_of(data, questions.name))
        rows.append(row)
        if report:
            report(row)
    return rows


async def _measure(questions: QuestionSet, answers: Mapping[str, Sequence[str]]) -> Row:
    asked = [question for question in questions.questions if not is_tuning(question.id)]
    with tempfile.TemporaryDirectory(prefix="turnwise-asking-") as scratch:
        folder, lines = _written(questions, asked, Path(scratch))
        await turnwise(Path(scratch), "ingest", str(folder), "--json")
        started = perf_counter()
        replies = await turnwise(Path(scratch), "ask", "--input", str(lines), "--json")
        elapsed_s = perf_counter() - started
    by_id = {reply["id"]: reply for reply in replies}
    known = [(question, by_id[question.id]) for question in asked if question.right]
    strange = [by_id[question.id] for question in asked if not question.right]
    answered = [(question, reply) for question, reply in known if reply["answered"]]
    quoted = [([cited["quote"] for cited in reply["citations"]], answers.get(one.id)) for one, reply in answered]
    lengths = np.array([length(quotes, questions.language) for quotes, _ in quoted], dtype=np.float64)
    return Row(
        name=questions.name,
        language=questions.language,
        answerable=len(known),
        unanswerable=len(strange),
        answered=mean([float(reply["answered"]) for _, reply in known]),
        right=mean([float(reply["answered"] and is_cited_first(reply, question.right)) for question, reply in known]),
        right_of_answered=mean([float(is_cited_first(reply, question.right)) for question, reply in answered]),
        strange=mean([float(reply["answered"]) for reply in strange]),
        answer_quoted=mean([float(holds_answer(held, of, questions.language)) for held, of in quoted if of]),
        quote_length=estimate(lengths, lambda sample: float(np.median(sample))),
        asked_per_s=len(asked) / elapsed_s,
    )


def _written(questions: QuestionSet, asked: Sequence[Question], scratch: Path) -> tuple[Path, Path]:
    """The documents as files of a folder, and the questions as lines of a file."""
    folder, lines = scratch / questions.name, scratch / "questions.jsonl"
    folder.mkdir()
    for name, content in questions.documents:
        (folder / name).write_bytes(content)
    lines.write_text("\n".join(ask_line(one.id, one.text) for one in asked), encoding="utf-8")
    return folder, lines
