"""Records of conversations as they are stored for the rates: as text and back."""

from datetime import UTC, datetime

import pytest

from evals.conversation import ConversationRecord
from service.storage.rates.coding import decode, encode

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "record",
    [
        ConversationRecord(id="c", customer_id="p", channel="widget", account="a", language="zh", started_at=EPOCH),
        ConversationRecord(id="", customer_id="", channel="", account="", language=None, started_at=EPOCH),
    ],
)
def test_what_is_as_it_is_for_most_comes_back(record: ConversationRecord) -> None:
    assert decode(encode(record)) == record
