import json
from collections.abc import Callable

import httpx
import pytest

from knowledge.reranker import RerankerError
from knowledge.rerankers.endpoint import Endpoint

TEXTS = ["one", "three", "fourteen chars"]


def endpoint(serve: Callable[[httpx.Request], httpx.Response]) -> Endpoint:
    return Endpoint("small", "https://models.example/v1/", "secret", 5.0, httpx.MockTransport(serve))


async def test_scores_come_in_the_order_of_the_texts() -> None:
    def serve(request: httpx.Request) -> httpx.Response:
        assert request.url == "https://models.example/v1/rerank"
        assert request.headers["authorization"] == "Bearer secret"
        body = json.loads(request.content)
        assert (body["model"], body["query"], body["top_n"]) == ("small", "which?", 3)
        results = [{"index": at, "relevance_score": len(text) / 20} for at, text in enumerate(body["documents"])]
        return httpx.Response(200, json={"results": results[::-1]})

    assert await endpoint(serve).rerank("which?", TEXTS) == [0.15, 0.25, 0.7]


async def test_a_server_that_wants_texts_gets_them_and_is_remembered() -> None:
    bodies: list[dict[str, object]] = []

    def serve(request: httpx.Request) -> httpx.Response:
        bodies.append(json.loads(request.content))
        if "texts" not in bodies[-1]:
            return httpx.Response(422, text="missing field `texts`")
        return httpx.Response(200, json=[{"index": 1, "score": 0.9}, {"index": 0, "score": 0.2}])

    reranker = endpoint(serve)
    assert await reranker.rerank("which?", TEXTS[:2]) == [0.2, 0.9]
    assert await reranker.rerank("which?", TEXTS[:2]) == [0.2, 0.9]
    assert ["texts" in body for body in bodies] == [False, True, True]


async def test_raw_scores_become_probabilities_in_the_same_order() -> None:
    answer = [{"index": 0, "score": -3.2}, {"index": 1, "score": 900.0}]
    scores = await endpoint(lambda request: httpx.Response(200, json=answer)).rerank("which?", TEXTS[:2])
    assert 0 < scores[0] < 0.5 < scores[1] <= 1


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(500, text="down"),
        httpx.Response(401, text="no such key"),
        httpx.Response(400, text="no such model"),
        httpx.Response(200, text="not json"),
        httpx.Response(200, json={"results": [{"index": 0, "relevance_score": 0.5}]}),
        httpx.Response(200, json={"results": [{"index": at, "relevance_score": 0.5} for at in (0, 1, 3)]}),
    ],
    ids=["down", "refused key", "refused model", "no json", "too few", "another place"],
)
async def test_an_endpoint_that_gives_no_scores_is_an_error_with_a_sentence(answer: httpx.Response) -> None:
    with pytest.raises(RerankerError, match="endpoint gave"):
        await endpoint(lambda request: answer).rerank("which?", TEXTS)


async def test_so_is_one_that_cannot_be_reached() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    with pytest.raises(RerankerError, match="TURNWISE_RERANKER_BASE_URL"):
        await endpoint(refuse).rerank("which?", TEXTS)
