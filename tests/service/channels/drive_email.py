"""Plays a mailbox. Nothing is pushed and nothing is signed: the mails of the fixtures lie in the folder."""

from typing import Any

from service.channel.interface import Inbound
from tests.service.channels.play_mail import PASSWORD, imap

HOOK = False
SECRET = "password"
OTHER_SECRET = "battery staple"


def fields(api: str) -> dict[str, Any]:
    return {
        "address": "shop@shop.example",
        "password": PASSWORD,
        "imap_host": "127.0.0.1",
        "smtp_host": "127.0.0.1",
        "imap_port": 9,
        "smtp_port": 9,
        "authserv_id": "mx.shop.example",
        "allow_insecure": True,
    }


def encode(content: list[str]) -> bytes:
    return "\r\n".join(content).encode()


async def read(platform: Any, content: bytes) -> tuple[Inbound, ...]:
    """What is fetched of the one mail that came after the first fetch."""
    async with imap() as box:
        account = platform.account(imap_port=box.port)
        state = (await platform.channel.poll(account, {}, None)).state
        box.mails[1] = content
        return (await platform.channel.poll(account, state, None)).messages
