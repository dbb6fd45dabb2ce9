"""Was every question of the customer answered, as a model reads it?

Labels: `complete` (each), `partly` (some), `incomplete` (none); `not_applicable` where nobody replied or the customer
asked nothing, or only for a person.
"""

from evals.judge_policy import WHERE_UNSURE
from evals.model_judge import ModelJudge, Part
from graphs.evaluator.grader import Stage

judge = ModelJudge(
    beside="completeness",
    version="1",
    stage=Stage.REPLY,
    scores={"complete": 1.0, "partly": 0.5, "incomplete": 0.0},
    reads=(Part.HISTORY, Part.QUESTION, Part.REPLY),
    needs=(frozenset({Part.REPLY}),),
    policy=WHERE_UNSURE,
)
