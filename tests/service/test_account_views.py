"""What an admin is told first of an account."""

from datetime import UTC, datetime

from service.accounts.views import state_of
from service.storage.accounts.hooks import HookCounts
from service.storage.accounts.settings import StoredSettings
from service.storage.accounts.traffic import Traffic


def test_an_account_whose_messages_are_fetched_is_healthy_once_somebody_was_answered() -> None:
    answered = Traffic(sent_at=datetime(2026, 1, 31, tzinfo=UTC))

    assert state_of(StoredSettings(), HookCounts(), Traffic()) == "silent"
    assert state_of(StoredSettings(), HookCounts(), answered) == "healthy"
