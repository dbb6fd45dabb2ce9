"""How polite is the reply towards this customer, as a model reads it? Irony and coldness need no rude word.

Labels: `polite`, `neutral`, `impolite`; `not_applicable` where nobody replied.
"""

from evals.judge_policy import Policy
from evals.model_judge import ModelJudge, Part
from graphs.evaluator.grader import Stage

judge = ModelJudge(
    beside="politeness",
    version="1",
    stage=Stage.REPLY,
    scores={"polite": 1.0, "neutral": 0.7, "impolite": 0.1},
    reads=(Part.HISTORY, Part.QUESTION, Part.REPLY),
    needs=(frozenset({Part.REPLY}),),
    policy=Policy(rate=0.1),
)
