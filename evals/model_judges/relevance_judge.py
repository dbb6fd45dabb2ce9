"""Does the reply address what the customer asked, as a model reads it?

Labels: `relevant`, `partly`, `irrelevant`, `refused` (an honest "I do not know", or passing it on unasked);
`not_applicable` where nobody replied or the customer asked for nothing.
"""

from evals.judge_policy import WHERE_UNSURE
from evals.model_judge import ModelJudge, Part
from graphs.evaluator.grader import Stage

judge = ModelJudge(
    beside="relevance",
    version="1",
    stage=Stage.REPLY,
    scores={"relevant": 1.0, "partly": 0.5, "irrelevant": 0.0, "refused": 0.25},
    reads=(Part.HISTORY, Part.QUESTION, Part.REPLY),
    needs=(frozenset({Part.REPLY}),),
    policy=WHERE_UNSURE,
)
