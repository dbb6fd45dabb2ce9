"""Reranking by a chat model, and the choice of a reranker from the settings of both layers."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated

from langchain_core.messages import HumanMessage, SystemMessage
from pydantic import BaseModel, Field, ValidationError

from graphs.agent.thinking import without_thinking
from graphs.connecting import connect
from graphs.endpoint import endpoint_of
from graphs.named_model import ModelFailedError, NamedModel
from graphs.settings import GraphSettings
from knowledge.rerank import load_reranker
from knowledge.reranker import Reranker, RerankerError
from knowledge.settings import KnowledgeSettings
from prompts import Prompt, load_prompt

BY_CHAT_MODEL = "model"
_BEST = 10.0
_CHARS_SHOWN = 1200


class _Scores(BaseModel):
    scores: list[Annotated[float, Field(ge=0, le=_BEST)]]


@dataclass(frozen=True, slots=True)
class ChatReranker:
    """A chat model that scores all passages in one call; its tokens are not counted into the turn's."""

    model: NamedModel
    prompt: Prompt

    async def rerank(self, query: str, texts: Sequence[str]) -> list[float]:
        """A tenth of the model's points for each text."""
        shown = "\n\n".join(f"[{number}] {text[:_CHARS_SHOWN]}" for number, text in enumerate(texts, 1))
        asked = [SystemMessage(self.prompt.render()), HumanMessage(f"Question: {query}\n\n{shown}")]
        try:
            said = without_thinking((await self.model.ask(asked)).text)
            found = _Scores.model_validate_json(said[said.find("{") : said.rfind("}") + 1]).scores
        except ModelFailedError as error:
            raise RerankerError(f"The model that reranks failed: {error}") from error
        except ValidationError as error:
            raise RerankerError(f"{self.model.name} gave no scores that can be read; name another model.") from error
        if len(found) != len(texts):
            raise RerankerError(f"{self.model.name} gave {len(found)} scores for {len(texts)} passages.")
        return [score / _BEST for score in found]

    async def close(self) -> None:
        """Nothing to let go of."""


def chat_reranker(settings: GraphSettings, timeout_s: float) -> ChatReranker:
    """By the model for reranking, else the one for rewriting; raises `RerankerError` where none is configured."""
    endpoint = endpoint_of("rerank" if settings.model_rerank else "rewrite", settings)
    if endpoint is None:
        raise RerankerError(
            f"TURNWISE_RERANKER={BY_CHAT_MODEL} needs a chat model: set TURNWISE_MODEL_RERANK or TURNWISE_MODEL."
        )
    return ChatReranker(
        NamedModel(endpoint.name, connect(endpoint, settings.model_max_retries), deadline_s=timeout_s),
        load_prompt("rerank", settings.prompts),
    )


@asynccontextmanager
async def open_reranker(knowledge: KnowledgeSettings, graphs: GraphSettings) -> AsyncIterator[Reranker | None]:
    """The configured reranker, None where there is none; raises `RerankerError` where it cannot be loaded."""
    reranker: Reranker | None
    if knowledge.reranker == BY_CHAT_MODEL:
        reranker = chat_reranker(graphs, knowledge.reranker_timeout_s)
    else:
        reranker = await load_reranker(knowledge)
    try:
        yield reranker
    finally:
        if reranker is not None:
            await reranker.close()
