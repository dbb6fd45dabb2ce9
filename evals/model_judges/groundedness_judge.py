"""Is everything that the reply claims borne out by the passages, as a model reads them?

Labels: `grounded` (every claim), `partly` (some), `ungrounded` (none, or not the main one); `not_applicable` where no
passages are known or the reply claims nothing.
"""

from evals.judge_policy import WHERE_UNSURE
from evals.model_judge import ModelJudge, Part
from graphs.evaluator.grader import Stage

judge = ModelJudge(
    beside="groundedness",
    version="1",
    stage=Stage.REPLY,
    scores={"grounded": 1.0, "partly": 0.5, "ungrounded": 0.0},
    reads=(Part.QUESTION, Part.REPLY, Part.PASSAGES),
    needs=(frozenset({Part.REPLY}), frozenset({Part.PASSAGES})),
    policy=WHERE_UNSURE,
)
