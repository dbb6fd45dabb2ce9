"""The sets of short answers with their passages, which stand in a file of their own."""

from collections.abc import Iterable
from pathlib import Path

from evals.benchmarks.graded_set import Case
from evals.benchmarks.question_sets import rows_of


def read_answers(folder: Path) -> Iterable[Case]:
    """Each question, answer and passage, and whether the answer is right."""
    texts = {row["context_id"]: row["text"] for row in rows_of(folder / "dev_contexts.jsonl")}
    for row in rows_of(folder / "dev.jsonl"):
        line = {"messages": [row["question"]], "reply": row["answer"], "context": [texts[row["context_id"]]]}
        yield Case(row["id"], line, row["grounded"])
