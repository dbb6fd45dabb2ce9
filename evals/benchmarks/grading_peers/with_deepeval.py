"""DeepEval: its metrics for text that need no model, and its two for grounding and relevance with an instant judge.

The expected output of a turn, which Turnwise needs none of, is its passages.
"""

from typing import Any

from deepeval.metrics import AnswerRelevancyMetric, ExactMatchMetric, FaithfulnessMetric, PatternMatchMetric
from deepeval.models import DeepEvalBaseLLM
from deepeval.scorer import Scorer
from deepeval.test_case import LLMTestCase

from evals.benchmarks.grading_peers.loop import Turn, serve

_TEXTS = ["It is so.", "It is not otherwise."]


class AtOnce(DeepEvalBaseLLM):  # type: ignore[misc]
    """A judge that finds everything good, in no time."""

    def load_model(self, *_arguments: Any, **_options: Any) -> "AtOnce":
        """Itself."""
        return self

    def get_model_name(self, *_arguments: Any, **_options: Any) -> str:
        """A name for reports."""
        return "at once"

    def generate(self, prompt: str, schema: Any = None) -> Any:
        """What the schema wants: texts, or a verdict on each of them."""
        if "verdicts" in schema.model_fields:
            return schema.model_validate({"verdicts": [{"verdict": "yes"} for _ in _TEXTS]})
        return schema.model_validate(dict.fromkeys(schema.model_fields, _TEXTS))

    async def a_generate(self, prompt: str, schema: Any = None) -> Any:
        """The same."""
        return self.generate(prompt, schema)


_SCORER = Scorer()
_PLAIN: list[Any] = [ExactMatchMetric(), PatternMatchMetric(pattern=r".*\d.*")]
_OPTIONS = {"model": AtOnce(), "async_mode": False, "include_reason": False}
_JUDGED: list[Any] = [FaithfulnessMetric(**_OPTIONS), AnswerRelevancyMetric(**_OPTIONS)]


def _case(turn: Turn) -> LLMTestCase:
    passages = list(turn.passages) or [""]
    return LLMTestCase(
        input=turn.question,
        actual_output=turn.reply,
        expected_output="\n".join(passages),
        retrieval_context=passages,
    )


async def plain(turn: Turn) -> None:
    """Everything that needs no model."""
    case = _case(turn)
    for metric in _PLAIN:
        metric.measure(case, _show_indicator=False)
    _SCORER.rouge_score(case.expected_output, case.actual_output, "rougeL")


async def judged(turn: Turn) -> None:
    """Grounding and relevance."""
    case = _case(turn)
    for metric in _JUDGED:
        metric.measure(case, _show_indicator=False)


if __name__ == "__main__":
    serve(
        "deepeval",
        {
            "DeepEval, no model": (["exact_match", "pattern_match", "rouge"], plain),
            "DeepEval, a judge that answers at once": (["faithfulness", "answer_relevancy"], judged),
        },
    )
