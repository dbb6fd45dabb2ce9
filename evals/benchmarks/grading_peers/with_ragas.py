"""Ragas: its metrics for text that need no model, and its two for grounding and relevance with an instant judge.

The reference of a turn, which Turnwise needs none of, is its passages.
"""

import json
from typing import Any

from langchain_core.outputs import Generation, LLMResult
from langchain_core.prompt_values import PromptValue
from ragas import SingleTurnSample
from ragas.embeddings.base import BaseRagasEmbeddings
from ragas.llms.base import BaseRagasLLM
from ragas.metrics import (
    BleuScore,
    ChrfScore,
    ExactMatch,
    Faithfulness,
    NonLLMContextPrecisionWithReference,
    NonLLMContextRecall,
    NonLLMStringSimilarity,
    ResponseRelevancy,
    RougeScore,
    StringPresence,
)

from evals.benchmarks.grading_peers.loop import Turn, serve

_ANSWERS = (
    ("noncommittal", {"question": "What is it?", "noncommittal": 0}),
    ("verdict", {"statements": [{"statement": "It is so.", "reason": "It says so.", "verdict": 1}] * 2}),
    ("statements", {"statements": ["It is so.", "It is not otherwise."]}),
)
"""By a word of the schema that the prompt ends with."""


class AtOnce(BaseRagasLLM):  # type: ignore[misc]
    """A judge that finds everything good, in no time."""

    def generate_text(self, prompt: PromptValue, n: int = 1, **_options: Any) -> LLMResult:
        """The answer that the prompt's schema asks for."""
        text = prompt.to_string()
        answer = next(answer for word, answer in _ANSWERS if f'"{word}"' in text)
        return LLMResult(generations=[[Generation(text=json.dumps(answer))] * n])

    async def agenerate_text(self, prompt: PromptValue, n: int = 1, **options: Any) -> LLMResult:
        """The same."""
        return self.generate_text(prompt, n, **options)

    def is_finished(self, response: LLMResult) -> bool:
        """Always."""
        return bool(response.generations)


class Alike(BaseRagasEmbeddings):  # type: ignore[misc]
    """Vectors in no time, all the same."""

    def embed_query(self, text: str) -> list[float]:
        """One for a text."""
        return [1.0, float(bool(text))]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One for each."""
        return [self.embed_query(text) for text in texts]

    async def aembed_query(self, text: str) -> list[float]:
        """One for a text."""
        return self.embed_query(text)

    async def aembed_documents(self, texts: list[str]) -> list[list[float]]:
        """One for each."""
        return self.embed_documents(texts)


_PLAIN: list[Any] = [
    BleuScore(),
    ChrfScore(),
    ExactMatch(),
    NonLLMContextPrecisionWithReference(),
    NonLLMContextRecall(),
    NonLLMStringSimilarity(),
    RougeScore(),
    StringPresence(),
]
_JUDGED: list[Any] = [Faithfulness(llm=AtOnce()), ResponseRelevancy(llm=AtOnce(), embeddings=Alike())]


async def _judge(metrics: list[Any], turn: Turn) -> None:
    passages = list(turn.passages) or [""]
    sample = SingleTurnSample(
        user_input=turn.question,
        response=turn.reply,
        retrieved_contexts=passages,
        reference_contexts=passages,
        reference="\n".join(passages),
    )
    for metric in metrics:
        await metric.single_turn_ascore(sample)


async def plain(turn: Turn) -> None:
    """Everything that needs no model."""
    await _judge(_PLAIN, turn)


async def judged(turn: Turn) -> None:
    """Grounding and relevance."""
    await _judge(_JUDGED, turn)


if __name__ == "__main__":
    serve(
        "ragas",
        {
            "Ragas, no model": ([metric.name for metric in _PLAIN], plain),
            "Ragas, a judge that answers at once": ([metric.name for metric in _JUDGED], judged),
        },
    )
