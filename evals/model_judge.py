"""What a judge is: a question to a chat model about one turn, with a closed set of labels and a score for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from evals.judge_policy import Policy
from graphs.evaluator.grader import Stage


class Part(StrEnum):
    """What of a turn a judge may be shown; the value is what the model reads above it."""

    HISTORY = "SAID BEFORE"
    QUESTION = "CUSTOMER IN THIS TURN"
    REPLY = "REPLY"
    PASSAGES = "PASSAGES"
    FOLLOWING = "CUSTOMER NEXT"
    ENDING = "END OF THE CONVERSATION"
    HANDOFF = "PASSED TO A PERSON"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelJudge:
    """What each file of `evals/model_judges/` exports.

    `beside` is the deterministic grader that answers the same question; what the model is asked is in
    `prompts/judge/<beside>.md`. `scores` gives each label's score, `reads` what the model is shown; a turn is graded
    where of each group in `needs` at least one part is known. `policy` is in force until an installation sets another.
    """

    beside: str
    version: str
    stage: Stage
    scores: Mapping[str, float]
    reads: tuple[Part, ...]
    needs: tuple[frozenset[Part], ...]
    policy: Policy
    id: str = ""
    description: str = ""
