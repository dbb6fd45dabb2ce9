import json

import httpx
import numpy as np
import pytest

from knowledge.encoder import EncoderError
from knowledge.encoders.endpoint import Endpoint


def _endpoint(answer: httpx.Response | None = None) -> Endpoint:
    def serve(request: httpx.Request) -> httpx.Response:
        assert request.url == "https://models.example/v1/embeddings"
        assert request.headers["authorization"] == "Bearer secret"
        texts = json.loads(request.content)["input"]
        if answer is not None and texts != ["dimensions"]:
            return answer
        data = [{"index": at, "embedding": [3.0, len(text)]} for at, text in enumerate(texts)]
        return httpx.Response(200, json={"data": data[::-1]})

    return Endpoint("small", "https://models.example/v1/", "secret", 5.0, httpx.MockTransport(serve))


def test_vectors_come_in_the_order_of_the_texts_and_have_unit_length() -> None:
    endpoint = _endpoint()
    assert endpoint.dimensions == 2
    assert np.allclose(endpoint.encode(["four"]), [[0.6, 0.8]])
    many = endpoint.encode(["x" * (at + 1) for at in range(150)])
    assert many.shape == (150, 2)
    assert (np.diff(many[:, 1]) > 0).all()


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(500, text="down"),
        httpx.Response(200, text="not json"),
        httpx.Response(200, json={"data": []}),
        httpx.Response(200, json={"data": [{"index": 0, "embedding": [1.0, 2.0, 3.0]}]}),
    ],
)
def test_an_endpoint_that_gives_no_vectors_is_an_error_with_a_sentence(answer: httpx.Response) -> None:
    with pytest.raises(EncoderError, match="endpoint gave"):
        _endpoint(answer).encode(["text"])
