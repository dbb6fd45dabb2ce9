"""A reranking endpoint: `POST <base_url>/rerank` as Cohere, Jina and vLLM have it, or as text-embeddings-inference."""

import math
from collections.abc import Sequence
from http import HTTPStatus

import httpx
from pydantic import AliasChoices, BaseModel, Field, RootModel, ValidationError

from knowledge.reranker import RerankerError

_REFUSED = (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY)


class _Item(BaseModel):
    index: int
    score: float = Field(validation_alias=AliasChoices("relevance_score", "score"), allow_inf_nan=False)


class _Answer(BaseModel):
    results: list[_Item]


class _BareAnswer(RootModel[list[_Item]]):
    """What text-embeddings-inference gives."""


class Endpoint:
    """`base_url` goes up to, and without, `/rerank`. Texts go out as `documents`, as `texts` where that is refused."""

    def __init__(
        self, model: str, base_url: str, key: str, timeout_s: float, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.AsyncClient(
            base_url=base_url.rstrip("/") + "/", headers=headers, timeout=timeout_s, transport=transport
        )
        self._model = model
        self._bare = False

    async def rerank(self, query: str, texts: Sequence[str]) -> list[float]:
        """The endpoint's scores; raw ones, outside [0, 1], through the logistic function."""
        try:
            response = await self._ask(query, texts)
            response.raise_for_status()
            items = _items(response.content)
        except (httpx.HTTPError, ValidationError) as error:
            raise RerankerError(
                f"The reranking endpoint gave no scores ({error}); check TURNWISE_RERANKER_BASE_URL and its key."
            ) from error
        scores = {item.index: item.score for item in items}
        if scores.keys() != set(range(len(texts))):
            raise RerankerError(f"The reranking endpoint gave {len(scores)} scores for {len(texts)} texts.")
        ordered = [scores[at] for at in range(len(texts))]
        return ordered if all(0 <= score <= 1 for score in ordered) else [_logistic(score) for score in ordered]

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _ask(self, query: str, texts: Sequence[str]) -> httpx.Response:
        documents = {"model": self._model, "query": query, "documents": list(texts), "top_n": len(texts)}
        bare = {"query": query, "texts": list(texts)}
        response = await self._client.post("rerank", json=bare if self._bare else documents)
        if not self._bare and response.status_code in _REFUSED:
            second = await self._client.post("rerank", json=bare)
            self._bare = second.is_success
            return second if second.is_success else response
        return response


def _items(content: bytes) -> list[_Item]:
    if content.lstrip().startswith(b"["):
        return _BareAnswer.model_validate_json(content).root
    return _Answer.model_validate_json(content).results


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, score))))
