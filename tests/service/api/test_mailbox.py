"""A mail gets one reply, all the way: its mailbox, the agent, the outbox, the mail server."""

import asyncio
import email
from email import policy
from typing import Any

import pytest

from tests.service.channels.conftest import PLATFORMS
from tests.service.channels.play_mail import imap, smtp

pytestmark = pytest.mark.asyncio(loop_scope="session")
REPLY_WAIT_S = 30.0


async def test_a_mail_is_answered_once_and_in_its_thread(service: Any) -> None:
    platform, intake = PLATFORMS["email"], service.resources.intake
    async with imap() as box, smtp() as server:
        fields = platform.driver.fields("") | {"imap_port": box.port, "smtp_port": server.port}
        account = await service.resources.accounts.add("email", "Shop by mail", fields)
        stored = await service.resources.accounts.stored(account.id)
        await intake._fetch(stored)
        box.mails[1] = platform.content(platform.fixtures()["text"])
        for _ in range(2):
            await intake._fetch(stored)
        async with asyncio.timeout(REPLY_WAIT_S):
            while not server.taken:  # noqa: ASYNC110 - a fake tells nobody that it was called
                await asyncio.sleep(0.02)
        await service.resources.outbox.settled()

    (taken,) = server.taken
    sent = email.message_from_bytes(taken.content, policy=policy.default)  # type: ignore[arg-type]
    assert taken.rcpt_tos == ["ada@mail.example"]
    assert (sent["Subject"], sent["In-Reply-To"]) == ("Re: Order 1001", "<m1@mail.example>")
    assert sent.get_content().strip()
