"""How satisfied was the customer with the service, as a model reads what they said next?

Labels: `dissatisfied`, `neutral`, `satisfied`; `not_applicable` where it is not known what the customer said next, or
they said nothing that tells.
"""

from evals.judge_policy import WHERE_UNSURE
from evals.model_judge import ModelJudge, Part
from graphs.evaluator.grader import Stage

judge = ModelJudge(
    beside="satisfaction",
    version="1",
    stage=Stage.OUTCOME,
    scores={"dissatisfied": 0.0, "neutral": 0.5, "satisfied": 1.0},
    reads=(Part.HISTORY, Part.QUESTION, Part.REPLY, Part.FOLLOWING),
    needs=(frozenset({Part.FOLLOWING}),),
    policy=WHERE_UNSURE,
)
