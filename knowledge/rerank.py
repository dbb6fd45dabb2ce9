"""Putting the best hits of a search into the order of a reranker, where one is configured."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace

from knowledge.document import Hit
from knowledge.reranker import Reranker, RerankerError
from knowledge.settings import KnowledgeSettings
from knowledge.vectors import indexed_text

log = logging.getLogger(__name__)


async def reranked(reranker: Reranker, query: str, hits: Sequence[Hit], timeout_s: float) -> list[Hit]:
    """The hits, best first by the reranker's scores, which take the place of theirs; as they are where it fails."""
    if len(hits) < 2:
        return list(hits)
    try:
        async with asyncio.timeout(timeout_s):
            scores = await reranker.rerank(query, [indexed_text(hit.chunk) for hit in hits])
        if len(scores) != len(hits):
            raise RerankerError(f"The reranker gave {len(scores)} scores for {len(hits)} passages.")
    except TimeoutError:
        log.warning("passages are not reranked: nothing came within %g s (TURNWISE_RERANKER_TIMEOUT_S)", timeout_s)
        return list(hits)
    except RerankerError as error:
        log.warning("passages are not reranked: %s", error)
        return list(hits)
    scored = [replace(hit, score=score, fused=hit.score) for hit, score in zip(hits, scores, strict=True)]
    return sorted(scored, key=lambda hit: -hit.score)


async def load_reranker(settings: KnowledgeSettings) -> Reranker | None:
    """The cross-encoder or the endpoint that the settings name, None where they name none; raises `RerankerError`."""
    if not settings.reranker:
        return None
    if settings.reranker_base_url:
        from knowledge.rerankers.endpoint import Endpoint

        key = settings.reranker_api_key.get_secret_value()
        return Endpoint(settings.reranker, settings.reranker_base_url, key, settings.reranker_timeout_s)
    from knowledge.rerankers.cross_encoder import CrossEncoder

    return await CrossEncoder.load(settings.reranker)
