"""When does the first text come? Asked of a model's server itself, and through Turnwise as its widget does."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any
from uuid import uuid4

from evals.benchmarks.fixed_delay import GREETING
from evals.benchmarks.wire import Connections

_HOST = "127.0.0.1"
_PATIENCE_S = 60
_REPLIED = b'"seq":2,"role":"agent"'
_SEARCHED = "[1] Returns\nYou can send everything back within 30 days of its delivery."


@dataclass(frozen=True, slots=True)
class First:
    """Seconds from the question to the first token, and to the first sentence: the next one has begun."""

    token_s: float
    sentence_s: float


async def ask_model(port: int, question: str) -> First:
    """A bare client: the request as Turnwise makes it, without tools, and the stream read as it comes."""
    messages = [
        {"role": "user", "content": question},
        {"role": "assistant", "content": "", "tool_calls": []},
        {"role": "tool", "tool_call_id": "1", "content": _SEARCHED},
    ]
    body = json.dumps({"model": "fixed", "stream": True, "messages": messages}).encode()
    head = f"POST /v1/chat/completions HTTP/1.1\r\nhost: {_HOST}\r\ncontent-length: {len(body)}\r\n\r\n"
    async with asyncio.timeout(_PATIENCE_S), _connected(port) as (reader, writer):
        started, token_s, said = perf_counter(), 0.0, ""
        writer.write(head.encode() + body)
        async for event in _events(reader):
            token_s = token_s or perf_counter() - started
            said += json.loads(event)["choices"][0]["delta"].get("content", "")
            if len(said) > len(GREETING):
                return First(token_s, perf_counter() - started)
    raise RuntimeError("the model's server ended its stream early")


async def ask_turnwise(port: int, question: str, connections: Connections) -> float | None:
    """Seconds from sending a message, in a chat of its own, to the first text that the widget shows.

    None where no model was needed: the agent asked back, or handed over.
    """
    answer = await connections.post("/api/widget/sessions", b'{"language": "en"}', "")
    authorization = f"authorization: Bearer {json.loads(answer.body)['token']}\r\n"
    async with asyncio.timeout(_PATIENCE_S), _connected(port) as (reader, writer):
        writer.write(f"GET /api/widget/stream HTTP/1.1\r\nhost: {_HOST}\r\n{authorization}\r\n".encode())
        await _line(reader, b"event: state")  # from now on it is listened to
        body = json.dumps({"text": question, "client_id": uuid4().hex}).encode()
        started = perf_counter()
        sent = asyncio.create_task(connections.post("/api/widget/messages", body, authorization))
        streamed = await _line(reader, b"event: delta", _REPLIED) != _REPLIED
        first_s = perf_counter() - started
        await sent
        if streamed:  # the next question is asked of a server that is done with this one
            await _line(reader, _REPLIED)
        return first_s if streamed else None


@asynccontextmanager
async def _connected(port: int) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    reader, writer = await asyncio.open_connection(_HOST, port)
    try:
        yield reader, writer
    finally:
        writer.close()


async def _line(reader: asyncio.StreamReader, *wanted: bytes) -> bytes:
    while line := await reader.readline():
        for one in wanted:
            if one in line:
                return one
    raise RuntimeError(f"the stream ended before {wanted[0].decode()}")


async def _events(reader: asyncio.StreamReader) -> AsyncIterator[Any]:
    while line := await reader.readline():
        if line.startswith(b"data: {"):
            yield line.removeprefix(b"data: ")
