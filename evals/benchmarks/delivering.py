"""Deliveries of a platform to several servers: shuffled, doubled, and each made again until it is acknowledged."""

import asyncio
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import perf_counter

from evals.benchmarks.questions import different_questions
from evals.benchmarks.webhook_platform import signed_headers
from evals.benchmarks.wire import Connections

DUPLICATES = 0.3
AT_ONCE = 32
_AGAIN_S = 0.25


@dataclass(slots=True)
class Message:
    """What a contact wrote. `sent_s` is when it first left, `acknowledged_s` when it was first acknowledged."""

    key: str
    contact: str
    text: str
    sent_s: float = float("inf")
    acknowledged_s: float = float("inf")


@dataclass(slots=True)
class Delivering:
    """How it went: attempts that found no server, and those that were told to come back later."""

    unreached: int = 0
    refused: int = 0
    latencies_s: list[float] = field(default_factory=list)


def make_messages(count: int, contacts: int, seed: int, prefix: str) -> list[Message]:
    """Different texts by contacts that are drawn from a seed."""
    chance = random.Random(seed)  # noqa: S311 - the same ones every time
    questions = different_questions(None, min(count, 2_000))
    return [
        Message(
            f"{prefix}-{number}",
            f"{prefix}-contact-{chance.randrange(contacts)}",
            f"{questions[number % len(questions)]} ({prefix} {number})",
        )
        for number in range(count)
    ]


def shuffled_deliveries(messages: Sequence[Message], deliveries: int, seed: int) -> list[Message]:
    """Each message once, further ones up to so many deliveries, in an order of chance."""
    chance = random.Random(seed)  # noqa: S311 - the same order every time
    made = [*messages, *chance.choices(messages, k=deliveries - len(messages))]
    chance.shuffle(made)
    return made


class Deliverer:
    """Delivers to the hooks of servers, one of them drawn for each attempt, as a load balancer has it."""

    def __init__(self, urls: Sequence[str], hook: str, seed: int) -> None:
        self._servers = [Connections(url) for url in urls]
        self._hook = hook
        self._chance = random.Random(seed)  # noqa: S311 - not a secret

    async def all(self, deliveries: Sequence[Message], progress: Callable[[int], None]) -> Delivering:
        """So many at once, in this order; `progress` is told how many have been acknowledged."""
        going, waiting, done = Delivering(), iter(deliveries), 0

        async def one_after_the_other() -> None:
            nonlocal done
            for message in waiting:
                await self._until_acknowledged(message, going)
                done += 1
                progress(done)

        await asyncio.gather(*(one_after_the_other() for _ in range(AT_ONCE)))
        return going

    async def at_rate(self, messages: Sequence[Message], per_second: float) -> Delivering:
        """At a steady rate, whether or not earlier ones are acknowledged; timed from the moment when each was due."""
        going, started_s = Delivering(), perf_counter()
        under_way: list[asyncio.Task[None]] = []

        async def one(message: Message, due_s: float) -> None:
            await self._until_acknowledged(message, going)
            going.latencies_s.append(perf_counter() - due_s)

        for number, message in enumerate(messages):
            due_s = started_s + number / per_second
            await asyncio.sleep(max(0.0, due_s - perf_counter()))
            under_way.append(asyncio.create_task(one(message, due_s)))
        await asyncio.gather(*under_way)
        return going

    async def close(self) -> None:
        """Hang up."""
        for server in self._servers:
            await server.__aexit__()

    async def _until_acknowledged(self, message: Message, going: Delivering) -> None:
        """A platform delivers again what found nobody (no connection), or was not taken (5xx). Raises RuntimeError."""
        body = json.dumps({"contact": {"id": message.contact}, "message": {"text": message.text}}).encode()
        while True:
            server = self._chance.choice(self._servers)
            message.sent_s = min(message.sent_s, perf_counter())
            try:
                answer = await server.post(self._hook, body, signed_headers(message.key, body))
            except (OSError, asyncio.IncompleteReadError):
                going.unreached += 1
            else:
                if answer.status == 200:
                    message.acknowledged_s = min(message.acknowledged_s, perf_counter())
                    return
                if answer.status < 500:
                    raise RuntimeError(f"a delivery was refused with {answer.status}: {answer.body[:300]!r}")
                going.refused += 1
            await asyncio.sleep(_AGAIN_S * (0.5 + self._chance.random()))
