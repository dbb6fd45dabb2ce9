"""What a channel gives of a message, as it is stored."""

from typing import Any

import pytest

from service.channel.interface import Inbound
from service.incoming.messages import TEXT_CHARS, incoming
from service.storage.accounts.accounts import StoredAccount
from service.storage.types import new_id, now


def inbound(text: str, **changes: Any) -> Inbound:
    return Inbound(new_id(), "ada", None, text, now(), **changes)


def test_of_a_message_without_end_the_beginning_is_kept_and_that_more_was_said() -> None:
    stored = incoming(StoredAccount("a", "bell", "Shop", "k", "", {}, now()), inbound("x" * 7_000_000)).text

    assert (len(stored), stored[-5:]) == (TEXT_CHARS + 4, "x […]")


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [("image", "my shoe", "[image] my shoe"), ("sticker", "", "[sticker]"), ("text", " \x00 ", "[empty]")],
)
def test_what_is_no_text_is_named_for_the_operator(kind: Any, text: str, shown: str) -> None:
    account = StoredAccount("a", "bell", "Shop", "k", "", {}, now())

    assert incoming(account, inbound(text, kind=kind)).text == shown
