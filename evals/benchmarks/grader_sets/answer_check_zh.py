"""Short Chinese answers to questions about a passage: the right words of it, or others (made from CMRC 2018)."""

from evals.benchmarks.answers_checked import read_answers
from evals.benchmarks.graded_set import GradedSet
from evals.benchmarks.grader_floors import ANSWER

graded_set = GradedSet(
    name="answer_check_zh",
    graders=("groundedness", "relevance"),
    read=lambda data: read_answers(data / "answer_check_zh"),
    floors=ANSWER,
    aims={"groundedness": 0.87},
)
