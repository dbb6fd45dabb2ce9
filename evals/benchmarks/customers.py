"""Customers for load tests: each opens a chat of their own and waits for the reply, as the widget does."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Self
from uuid import uuid4

from evals.benchmarks.wire import Connections

WAIT_S = 30


@dataclass(frozen=True, slots=True)
class Failed(Exception):
    """The server did not answer a customer."""

    status: int
    body: bytes


class Customers:
    """Many visitors of one server."""

    def __init__(self, url: str) -> None:
        self._connections = Connections(url)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *ending: object) -> None:
        await self._connections.__aexit__(*ending)

    async def open_chat(self) -> str:
        """Open a chat; return the visitor's token."""
        body = await self._post("/api/widget/sessions", {"language": "en"}, "", (200, 201))
        token: str = json.loads(body)["token"]
        return token

    async def ask(self, token: str, text: str) -> float:
        """Say something and wait for the reply; return the seconds it took. Raises Failed."""
        headers = f"authorization: Bearer {token}\r\nprefer: wait={WAIT_S}\r\n"
        started = perf_counter()
        await self._post("/api/widget/messages", {"text": text, "client_id": uuid4().hex}, headers, (200,))
        return perf_counter() - started

    async def ask_one_by_one(self, questions: Sequence[str]) -> list[float]:
        """Each question in a chat of its own, one after the other."""
        tokens = [await self.open_chat() for _ in questions]
        return [await self.ask(token, question) for token, question in zip(tokens, questions, strict=True)]

    async def ask_concurrently(self, questions: Sequence[str], customers: int) -> list[float]:
        """So many customers at a time, each asking the next question as soon as they have their answer."""
        tokens = await self._open(len(questions))
        waiting = list(zip(tokens, questions, strict=True))
        latencies: list[float] = []

        async def customer() -> None:
            while waiting:
                token, question = waiting.pop()
                latencies.append(await self.ask(token, question))

        await asyncio.gather(*(customer() for _ in range(customers)))
        return latencies

    async def burst(self, questions: Sequence[str]) -> list[float]:
        """All at once."""
        tokens = await self._open(len(questions))
        return list(await asyncio.gather(*map(self.ask, tokens, questions)))

    async def ask_at_rate(self, questions: Sequence[str], per_second: float) -> list[float]:
        """At a steady rate, whether or not earlier ones are answered."""
        tokens = await self._open(len(questions))
        started = perf_counter()
        asked: list[asyncio.Task[float]] = []
        for number, (token, question) in enumerate(zip(tokens, questions, strict=True)):
            await asyncio.sleep(max(0.0, started + number / per_second - perf_counter()))
            asked.append(asyncio.create_task(self.ask(token, question)))
        return list(await asyncio.gather(*asked))

    async def _open(self, count: int) -> list[str]:
        tokens: list[str] = []
        while len(tokens) < count:
            tokens += await asyncio.gather(*(self.open_chat() for _ in range(min(50, count - len(tokens)))))
        return tokens

    async def _post(self, path: str, body: object, headers: str, expected: Sequence[int]) -> bytes:
        answer = await self._connections.post(path, json.dumps(body).encode(), headers)
        if answer.status not in expected:
            raise Failed(answer.status, answer.body)
        return answer.body
