"""Entailment as a stand-in for support, in Chinese: does the hypothesis follow from the premise? (Hu et al. 2020)"""

from collections.abc import Iterable
from pathlib import Path

from evals.benchmarks.graded_set import Case, GradedSet
from evals.benchmarks.grader_floors import SUPPORT
from evals.benchmarks.question_sets import rows_of

_LABELS = ("entailment", "neutral", "contradiction")


def pairs(data: Path, good: tuple[str, ...], among: tuple[str, ...] = _LABELS) -> Iterable[Case]:
    """Premises as the passage, hypotheses as the reply."""
    for row in rows_of(data / "ocnli_dev_zh" / "dev.jsonl"):
        if row["label"] in among:
            line = {"messages": ["请说明情况。"], "reply": row["hypothesis"], "context": [row["premise"]]}
            yield Case(row["id"], line, row["label"] in good)


graded_set = GradedSet(
    name="ocnli_dev_zh",
    graders=("groundedness",),
    read=lambda data: pairs(data, ("entailment",)),
    floors=SUPPORT,
    aims={"groundedness": 0.70},
)
