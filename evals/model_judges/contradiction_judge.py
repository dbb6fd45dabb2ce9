"""Does the reply contradict the passages, or what the customer was told before, as a model reads them?

Labels: `consistent`, `contradicts_knowledge`, `contradicts_earlier`; `not_applicable` where nobody replied, the reply
states nothing, or there is nothing to compare with.
"""

from evals.judge_policy import Policy
from evals.model_judge import ModelJudge, Part
from graphs.evaluator.grader import Stage

judge = ModelJudge(
    beside="contradiction",
    version="1",
    stage=Stage.REPLY,
    scores={"consistent": 1.0, "contradicts_knowledge": 0.0, "contradicts_earlier": 0.0},
    reads=(Part.HISTORY, Part.QUESTION, Part.REPLY, Part.PASSAGES),
    needs=(frozenset({Part.REPLY}), frozenset({Part.HISTORY, Part.PASSAGES})),
    policy=Policy(rate=0.1),
)
