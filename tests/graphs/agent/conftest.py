"""The agent connected to the mock server."""

import socket
from collections.abc import Callable
from typing import Any

import pytest

from graphs.agent.build import build_context
from graphs.agent.context import Context


@pytest.fixture
def connected(settings: Any, retriever: Any, model_server: Any) -> Callable[..., Context]:
    """A context whose model is the mock server."""

    def make(url: str = f"{model_server.url}/v1", **options: Any) -> Context:
        given = {
            "model": "openai:mock",
            "model_base_url": url,
            "model_timeout_s": 5.0,
            "model_max_retries": 0,
            **options,
        }
        return build_context(settings(**given), retriever)

    return make


@pytest.fixture
def closed_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
