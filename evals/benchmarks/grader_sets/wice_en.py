"""Claims of Wikipedia against the web page that they cite, supported or not fully (Kamoi et al. 2023, WiCE)."""

from collections.abc import Iterable
from pathlib import Path

from evals.benchmarks.graded_set import Case, GradedSet
from evals.benchmarks.grader_floors import SUPPORT
from evals.benchmarks.question_sets import rows_of


def _read(data: Path) -> Iterable[Case]:
    for row in rows_of(data / "wice_en" / "dev.jsonl"):
        line = {"messages": ["Tell me about it."], "reply": row["claim"], "context": [" ".join(row["evidence"])]}
        yield Case(row["id"], line, row["label"] == "supported")


graded_set = GradedSet(
    name="wice_en", graders=("groundedness",), read=_read, floors=SUPPORT, aims={"groundedness": 0.86}
)
