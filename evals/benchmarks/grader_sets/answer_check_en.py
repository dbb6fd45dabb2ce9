"""Short English answers to questions about a passage: the right words of it, or others (made from SQuAD 2.0)."""

from evals.benchmarks.answers_checked import read_answers
from evals.benchmarks.graded_set import GradedSet
from evals.benchmarks.grader_floors import ANSWER

graded_set = GradedSet(
    name="answer_check_en",
    graders=("groundedness", "relevance"),
    read=lambda data: read_answers(data / "answer_check_en"),
    floors=ANSWER,
    aims={"groundedness": 0.80},
)
