"""Replies in dialogues about a sentence of Wikipedia, consistent with it or not (Honovich et al. 2021, Q²)."""

from collections.abc import Iterable
from pathlib import Path

from evals.benchmarks.graded_set import Case, GradedSet
from evals.benchmarks.grader_floors import SUPPORT
from evals.benchmarks.question_sets import rows_of


def _read(data: Path) -> Iterable[Case]:
    for row in rows_of(data / "q2_wow_en" / "all.jsonl"):
        line = {"messages": [row["message"]], "reply": row["response"], "context": [row["knowledge"]]}
        yield Case(row["id"], line, not row["inconsistent"])


graded_set = GradedSet(
    name="q2_wow_en", graders=("groundedness",), read=_read, floors=SUPPORT, aims={"groundedness": 0.74}
)
