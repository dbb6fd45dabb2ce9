"""Contradictions against what follows, in Chinese (OCNLI): they need reasoning, so this is the hard end."""

from evals.benchmarks.graded_set import GradedSet
from evals.benchmarks.grader_floors import SUPPORT
from evals.benchmarks.grader_sets.ocnli_dev_zh import pairs

graded_set = GradedSet(
    name="ocnli_contradiction_zh",
    graders=("contradiction",),
    read=lambda data: pairs(data, ("entailment",), ("entailment", "contradiction")),
    floors=SUPPORT,
)
