"""Did this turn settle what the customer came for, as a model reads what happened afterwards?

Labels: `resolved`, `partly`, `unresolved`, `deferred` (promised for later), `needs_human` (it went to a person, or the
customer asked for one); `not_applicable` where it is not yet known what followed, or there was nothing to settle.
"""

from evals.judge_policy import WHERE_UNSURE
from evals.model_judge import ModelJudge, Part
from graphs.evaluator.grader import Stage

judge = ModelJudge(
    beside="resolution",
    version="1",
    stage=Stage.OUTCOME,
    scores={"resolved": 1.0, "partly": 0.6, "deferred": 0.45, "needs_human": 0.2, "unresolved": 0.0},
    reads=(Part.HISTORY, Part.QUESTION, Part.REPLY, Part.HANDOFF, Part.FOLLOWING, Part.ENDING),
    needs=(frozenset({Part.FOLLOWING, Part.ENDING}),),
    policy=WHERE_UNSURE,
)
