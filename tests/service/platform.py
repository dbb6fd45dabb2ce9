"""A platform to test with: a channel that takes every reply, or does with it what a test wants."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from service.channel.credentials import Credentials
from service.channel.interface import Account, Delivered, Polled, Received, Reply, Request, Shown, Window
from service.channel.split import TextLimit


class Platform:
    """`name`d, with the replies that it took; `script` gives what happens to a text, attempt by attempt."""

    credentials = Credentials
    window: Window | None = None
    shows: frozenset[Shown] = frozenset()
    own_lead_card: frozenset[str] = frozenset()
    remembers: timedelta | None = None

    def __init__(self, name: str, *, idempotent: bool = False, limit: TextLimit | None = None) -> None:
        self.name = name
        self.idempotent = idempotent
        self.text_limit = limit
        self.script: dict[str, list[BaseException | asyncio.Event]] = {}
        self.attempts: list[Reply] = []
        self.taken: list[Reply] = []

    @property
    def texts(self) -> list[str]:
        """What customers read, in order."""
        return [reply.text for reply in self.taken]

    async def receive(self, request: Request, account: Account[Credentials], state: Mapping[str, str]) -> Received:
        return Received()

    async def send(self, reply: Reply, account: Account[Credentials], line: Any) -> Delivered:
        self.attempts.append(reply)
        if steps := self.script.get(reply.text):
            step = steps.pop(0)
            if isinstance(step, asyncio.Event):
                await step.wait()
            else:
                raise step
        self.taken.append(reply)
        return Delivered(f"external-{len(self.taken)}")


class PollingPlatform(Platform):
    """One that only announces: `pages` is what each fetch finds, or how it fails."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.pages: list[Polled | Exception] = []
        self.cursors: list[str | None] = []
        self.gates: list[asyncio.Event] = []

    async def poll(self, account: Account[Credentials], state: Mapping[str, str], line: Any) -> Polled:
        self.cursors.append(state.get("cursor"))
        if self.gates:
            await self.gates.pop(0).wait()
        page = self.pages.pop(0) if self.pages else Polled()
        if isinstance(page, Exception):
            raise page
        return page
