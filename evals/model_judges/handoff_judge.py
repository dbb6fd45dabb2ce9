"""Was it right to pass this conversation to a person, or to keep it, as a model reads what was said and followed?

Labels: `needed_and_made`, `missed` (a person was needed and none came), `needless` (one came and none was needed),
`not_needed`; `not_applicable` where it is not known whether it was passed on, or what followed.
"""

from evals.judge_policy import Policy
from evals.model_judge import ModelJudge, Part
from graphs.evaluator.grader import Stage

judge = ModelJudge(
    beside="handoff",
    version="1",
    stage=Stage.OUTCOME,
    scores={"needed_and_made": 1.0, "not_needed": 1.0, "missed": 0.0, "needless": 0.0},
    reads=(Part.HISTORY, Part.QUESTION, Part.REPLY, Part.HANDOFF, Part.FOLLOWING, Part.ENDING),
    needs=(frozenset({Part.HANDOFF}), frozenset({Part.FOLLOWING, Part.ENDING})),
    policy=Policy(rate=0.1),
)
