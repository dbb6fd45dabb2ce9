"""The demo shop's accounts on platforms. Nothing leaves the machine: who stands in for a platform takes every reply."""

from collections.abc import Mapping
from datetime import timedelta
from secrets import token_hex
from typing import Any

from service.accounts.accounts import Accounts
from service.channel.credentials import Credentials
from service.channel.facts import own_lead_card
from service.channel.interface import Account, Channel, Delivered, Received, Reply, Request, Shown, Window, shown_by
from service.channel.line import Line
from service.channel.split import TextLimit
from service.outgoing.delivery import remembers
from service.storage.accounts.accounts import StoredAccount
from service.storage.types import new_id

NOWHERE = "http://127.0.0.1:9"
"""Port 9 is the discard protocol's (RFC 863): nobody listens there."""

NAMES = {
    "whatsapp": "Lumen & Oak Europe",
    "telegram": "Lumen & Oak bot",
    "email": "care@lumenandoak.example",
    "wechat": "木光家居公众号",
    "feishu": "木光家居企业客户",
}


class StandIn:
    """A platform that takes every reply: all else is as the channel that it stands in for has it."""

    def __init__(self, channel: Channel[Any]) -> None:
        self.name: str = channel.name
        self.credentials: type[Any] = channel.credentials
        self.text_limit: TextLimit | None = channel.text_limit
        self.window: Window | None = channel.window
        self.idempotent: bool = channel.idempotent
        self.shows: frozenset[Shown] = shown_by(channel)
        self.own_lead_card = own_lead_card(channel)
        self.remembers: timedelta | None = remembers(channel)

    async def receive(self, request: Request, account: Account[Credentials], state: Mapping[str, str]) -> Received:
        """Nobody delivers anything here."""
        return Received()

    async def send(self, reply: Reply, account: Account[Credentials], line: Line) -> Delivered:
        """It has arrived."""
        return Delivered(new_id())


async def add_accounts(accounts: Accounts) -> dict[str, StoredAccount]:
    """An account of each platform by its channel, with credentials that open nothing."""
    return {channel: await accounts.add(channel, name, _credentials()[channel]) for channel, name in NAMES.items()}


def _credentials() -> dict[str, dict[str, Any]]:
    secret = token_hex(16)
    meta = {"app_secret": secret, "verify_token": secret, "access_token": secret, "phone_number_id": "1000000000"}
    return {
        "whatsapp": meta | {"api_url": NOWHERE},
        "telegram": {"token": f"1000000000:{secret}", "secret_token": secret, "api_url": NOWHERE},
        "email": {
            "address": NAMES["email"],
            "password": secret,
            "imap_host": "127.0.0.1",
            "smtp_host": "127.0.0.1",
            "imap_port": 9,
            "smtp_port": 9,
        },
        "wechat": {
            "app_id": f"wx{secret[:16]}",
            "app_secret": secret,
            "token": secret,
            "encoding_aes_key": token_hex(22)[:43],
            "api_url": NOWHERE,
        },
        "feishu": {
            "app_id": "cli_demo",
            "app_secret": secret,
            "encrypt_key": secret,
            "verification_token": secret,
            "api_url": NOWHERE,
        },
    }
