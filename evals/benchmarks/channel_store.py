"""What a benchmark of channels needs of the service's database: an account, and what became of messages and replies."""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Said:
    """A customer's message as stored: its platform's key, its place in its conversation, and the turn that took it."""

    key: str
    conversation_id: str
    seq: int
    text: str
    turn_id: str | None


@dataclass(frozen=True, slots=True)
class Replied:
    """A reply's way to the platform, or a part's: `id` is what the platform sees."""

    id: str
    conversation_id: str
    turn_id: str | None
    seq: int
    part: int
    state: str


class ChannelStore(Protocol):
    """A scratch database with an account of the generic webhook channel."""

    @property
    def environment(self) -> Mapping[str, str]:
        """The settings by which servers find it."""

    @property
    def hook(self) -> str:
        """The path to which the account's messages are delivered."""

    async def waiting(self) -> int:
        """How many messages wait for an answer, and replies to be sent."""

    async def said(self) -> list[Said]:
        """Every message of customers, in order within its conversation."""

    async def replied(self) -> list[Replied]:
        """Every reply, in order within its conversation."""

    async def turns(self) -> dict[str, bool]:
        """The ids of all turns, each with whether it waits for an operator."""


OpenChannel = Callable[[str, Path, str, str], AbstractAsyncContextManager[ChannelStore]]
"""Opens one: the URL of a PostgreSQL server (empty: SQLite), a folder, the platform's address and its secret."""
