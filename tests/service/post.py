"""What is on its way from a shop to two platforms, and who sends it."""

from typing import Any

from sqlalchemy import select, update

from service.accounts.accounts import Accounts
from service.channel.split import TextLimit
from service.outgoing.file_links import FileLinks
from service.outgoing.outbox import Outbox
from service.secrets import Vault
from service.storage.processes import Process
from service.storage.tables import outbox
from service.storage.types import AnyRow, now
from tests.service.platform import Platform
from tests.service.shop import Shop


class Post:
    """A shop on two platforms, one of which recognises a repeated reply, and what is on its way to them."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.plain = Platform("plain", limit=TextLimit(40))
        self.careful = Platform("careful", idempotent=True)
        platforms: dict[str, Any] = {"plain": self.plain, "careful": self.careful}
        self.accounts = Accounts(shop.database, Vault(b"k" * 32), platforms)
        self.outboxes: list[Outbox] = []
        self.public_url = ""

    async def outbox(self, process: Process | None = None) -> Outbox:
        """The outbox of one process."""
        opened = Outbox(
            self.shop.database,
            process=process or await self.shop.process(),
            accounts=self.accounts,
            live=self.shop.live,
            line=None,  # type: ignore[arg-type]
            links=FileLinks(b"k" * 32, self.public_url),
            arrivals=self.shop.arrivals,
        )
        self.outboxes.append(opened)
        return opened

    async def at(self, platform: Platform) -> None:
        """What is said from here on is said in a new account of this platform."""
        self.shop.account = (await self.accounts.add(platform.name, "Shop", {})).id

    async def answer(self, *said: str) -> None:
        """Let the agent answer these messages, one after the other: that puts its replies into the outbox."""
        turning = await self.shop.turns()
        for text in said:
            await self.shop.answered(turning, await self.shop.say(turning, text))

    async def pass_on(self, sender: Outbox) -> None:
        """Send until nothing is due."""
        while await sender.send_due():
            await sender.settled()

    async def row(self, text: str) -> AnyRow:
        return (await self.shop.rows(select(outbox).where(outbox.c.text == text)))[0]

    async def states(self) -> dict[str, str]:
        order = (outbox.c.conversation_id, outbox.c.seq, outbox.c.part)
        return {row.text: row.state for row in await self.shop.rows(select(outbox).order_by(*order))}

    async def due_now(self) -> None:
        """Let the waiting times be over."""
        async with self.shop.database.write() as connection:
            await connection.execute(update(outbox).values(not_before=now()))
