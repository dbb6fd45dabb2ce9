"""Does the reply commit the business to what no passage says, as a model reads them?

Labels: `backed` (nothing is promised that no passage says), `unbacked`; `not_applicable` where nobody replied or no
passages are known.
"""

from evals.judge_policy import Policy
from evals.model_judge import ModelJudge, Part
from graphs.evaluator.grader import Stage

judge = ModelJudge(
    beside="unsafe_promise",
    version="1",
    stage=Stage.REPLY,
    scores={"backed": 1.0, "unbacked": 0.0},
    reads=(Part.QUESTION, Part.REPLY, Part.PASSAGES),
    needs=(frozenset({Part.REPLY}), frozenset({Part.PASSAGES})),
    policy=Policy(rate=0.1),
)
