"""Accounts that a platform asked to be left alone for a while: then nothing of theirs is tried in vain."""

from dataclasses import dataclass
from datetime import datetime

ENOUGH = 2


@dataclass(slots=True)
class _Refusals:
    conversations: set[str]
    until: datetime


class Throttle:
    """One "not now, wait so long" may be about one contact; from a second conversation on it is about the account."""

    def __init__(self) -> None:
        self._refusals: dict[str, _Refusals] = {}

    def taken(self, account_id: str) -> None:
        """The platform took a reply of this account."""
        self._refusals.pop(account_id, None)

    def refused(self, account_id: str, conversation_id: str, until: datetime) -> None:
        """The platform named a time before which it takes no more."""
        known = self._refusals.setdefault(account_id, _Refusals(set(), until))
        known.conversations.add(conversation_id)
        known.until = max(known.until, until)

    def resting(self, at: datetime) -> set[str]:
        """The accounts for which nothing is to be sent now."""
        self._refusals = {account: known for account, known in self._refusals.items() if known.until > at}
        return {account for account, known in self._refusals.items() if len(known.conversations) >= ENOUGH}
