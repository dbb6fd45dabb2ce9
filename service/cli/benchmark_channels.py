"""The database as the benchmark of channels gets it: an account by which a platform delivers, and what came of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import func, select

from evals.benchmarks.channel_store import ChannelStore, Replied, Said
from service.accounts.accounts import Accounts
from service.channel.plugins import load_channels
from service.cli.benchmark_store import scratch_url
from service.secrets import Vault
from service.storage.accounts.accounts import StoredAccount
from service.storage.database import Database
from service.storage.tables import conversations, journal, messages, outbox, turns

CHANNEL = "webhook"


@asynccontextmanager
async def open_channel(postgres: str, folder: Path, callback_url: str, secret: str) -> AsyncIterator[ChannelStore]:
    """A scratch database with a webhook account whose replies go to that address."""
    async with scratch_url(postgres, folder) as url:
        database = Database(url)
        try:
            await database.migrate()
            accounts = Accounts(database, Vault.load(folder, None), load_channels())
            credentials = {"secret": secret, "callback_url": callback_url, "allow_insecure": True}
            account = await accounts.add(CHANNEL, "Benchmark", credentials)
            yield SqlChannel(database, account, folder)
        finally:
            await database.dispose()


class SqlChannel:
    """Implements `evals.benchmarks.channel_store.ChannelStore`."""

    def __init__(self, database: Database, account: StoredAccount, folder: Path) -> None:
        self._database = database
        self._prefix = f"{account.id}:"
        self.hook = f"/api/hooks/{CHANNEL}/{account.key}"
        url = database.url.render_as_string(hide_password=False)
        self.environment = {"TURNWISE_DATA": str(folder), "TURNWISE_DATABASE_URL": url}

    async def waiting(self) -> int:
        """Messages, in the journal or unanswered, and replies together."""
        written = select(func.count()).select_from(journal)
        unanswered = select(func.count()).select_from(messages).where(messages.c.state == "received")
        unsent = select(func.count()).select_from(outbox).where(outbox.c.state.in_(("pending", "sending", "uncertain")))
        async with self._database.read() as connection:
            return sum([int(await connection.scalar(query) or 0) for query in (written, unanswered, unsent)])

    async def said(self) -> list[Said]:
        """Those that came by the account."""
        query = select(
            messages.c.external_key, messages.c.conversation_id, messages.c.seq, messages.c.text, messages.c.turn_id
        )
        own = messages.c.external_key.startswith(self._prefix, autoescape=True)
        async with self._database.read() as connection:
            rows = await connection.execute(query.where(own).order_by(messages.c.conversation_id, messages.c.seq))
            return [Said(key.removeprefix(self._prefix), *rest) for key, *rest in rows]

    async def replied(self) -> list[Replied]:
        """With the turn of the message that each belongs to."""
        query = (
            select(
                outbox.c.id,
                outbox.c.conversation_id,
                messages.c.turn_id,
                outbox.c.seq,
                outbox.c.part,
                outbox.c.state,
            )
            .join(messages, messages.c.id == outbox.c.message_id)
            .order_by(outbox.c.conversation_id, outbox.c.seq, outbox.c.part)
        )
        async with self._database.read() as connection:
            return [Replied(*row) for row in await connection.execute(query)]

    async def turns(self) -> dict[str, bool]:
        """All of them: nobody else writes here."""
        held = (conversations.c.open_turn_id == turns.c.id) & conversations.c.state.in_(("waiting", "human"))
        query = select(turns.c.id, held).join(conversations, conversations.c.id == turns.c.conversation_id)
        async with self._database.read() as connection:
            return {turn_id: bool(waits) for turn_id, waits in await connection.execute(query)}
