"""How long customers wait for answers, read off what was said: by what rates tell, and what routing goes by."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from service.storage.types import AnyRow


@dataclass(frozen=True, slots=True)
class Wait:
    """The customer waited from `since` until this message."""

    since: datetime
    ended_by: AnyRow

    @property
    def seconds(self) -> float:
        """How long."""
        at: datetime = self.ended_by.at
        return (at - self.since).total_seconds()


def first_answer(said: Iterable[AnyRow], roles: tuple[str, ...], since: datetime | None) -> Wait | None:
    """The wait from `since` to the first message of one of these roles after it."""
    if since is None:
        return None
    replies = (message for message in said if message.role in roles and message.at >= since)
    first = next(replies, None)
    return Wait(since, first) if first else None


def waits(said: Sequence[AnyRow]) -> Iterator[Wait]:
    """Each wait of the customer for an answer. That nobody has come yet, is no answer."""
    since: datetime | None = None
    for message in said:
        if message.role == "customer":
            since = since or message.at
        elif since is not None and _answers(message):
            yield Wait(since, message)
            since = None


def unanswered_since(said: Sequence[AnyRow]) -> datetime | None:
    """Since when the customer has waited for the answer that is yet to come; None where none is."""
    since: datetime | None = None
    for message in said:
        if message.role == "customer":
            since = since or message.at
        elif _answers(message):
            since = None
    return since


def _answers(message: AnyRow) -> bool:
    return message.role == "operator" or bool(message.turn_id)
