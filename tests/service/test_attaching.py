"""What customers attach is fetched once, beside the turns, again where that helps, read, and deleted at their wish."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import func, select, update

from service.accounts.accounts import Accounts
from service.channel.errors import ChannelError
from service.channel.interface import Account, Attachment, Fetched, Inbound, Received
from service.incoming.attaching import MAX_ATTEMPTS, Attaching
from service.secrets import Vault
from service.storage.memories.forgetting import forget
from service.storage.messages.attachments import StoredAttachment, read_attachment
from service.storage.messages.messages import list_messages
from service.storage.processes import Process, reap
from service.storage.tables import attachment_bytes, attachments, conversations
from service.storage.types import new_id, now
from tests.service.platform import Platform
from tests.service.shop import Shop, intake_of

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


class Album(Platform):
    """A platform from which files are fetched: `files` by id are what it gives, or how it fails."""

    def __init__(self) -> None:
        super().__init__("album")
        self.files: dict[str, Fetched | Exception | asyncio.Event] = {}
        self.fetched: list[str] = []

    async def fetch(self, attachment: Attachment, account: Account[Any], line: Any) -> Fetched:
        self.fetched.append(attachment.id)
        found = self.files[attachment.id]
        if isinstance(found, asyncio.Event):
            await found.wait()
            return Fetched(PNG)
        if isinstance(found, Exception):
            raise found
        return found


class Desk:
    """A shop whose customers attach things."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self.album = shop, Album()
        self.accounts = Accounts(shop.database, Vault(b"k" * 32), {"album": self.album})  # type: ignore[dict-item]
        self.workers: list[Attaching] = []

    async def worker(self, process: Process | None = None, max_bytes: int = 1_000) -> Attaching:
        opened = Attaching(
            database=self.shop.database,
            process=process or await self.shop.process(),
            accounts=self.accounts,
            live=self.shop.live,
            line=None,  # type: ignore[arg-type]
            max_bytes=max_bytes,
        )
        self.workers.append(opened)
        return opened

    async def attach(self, *attached: Attachment, text: str = "", kind: Any = "image") -> str:
        """Send these; the conversation's id."""
        account = await self.accounts.add("album", "Shop", {})
        turns = await self.shop.turns()
        intake = intake_of(self.shop, self.accounts, turns)
        said = Inbound(new_id(), "ada", None, text, now(), kind=kind, attachments=attached)
        await intake.take(account, Received(messages=(said,)))
        await turns.journal.empty()
        rows = await self.shop.rows(select(conversations.c.id).where(conversations.c.account_id == account.id))
        return str(rows[0].id)

    async def work(self, worker: Attaching) -> None:
        """Until nothing is due."""
        while await worker.fetch_due():
            await worker.settled()

    async def shown(self, conversation_id: str) -> tuple[StoredAttachment, ...]:
        async with self.shop.database.read() as connection:
            return (await list_messages(connection, conversation_id))[0].attachments


@pytest.fixture
async def desk(shop: Shop) -> AsyncIterator[Desk]:
    opened = Desk(shop)
    yield opened
    for worker in opened.workers:
        for task in list(worker._working):
            task.cancel()
        await worker.settled()
        await worker._text.close()


async def test_what_is_attached_is_fetched_and_told_by_its_bytes_not_by_the_senders_word(desk: Desk) -> None:
    desk.album.files = {
        "1": Fetched(PNG, "zip.png"),
        "2": Fetched(b"<script>alert(1)</script>", media_type="image/png"),
    }
    conversation = await desk.attach(Attachment("1"), Attachment("2", "page.png"), text="broken")
    assert [one.state for one in await desk.shown(conversation)] == ["wanted", "wanted"]
    await desk.work(await desk.worker())

    picture, page = await desk.shown(conversation)
    assert (picture.state, picture.name, picture.media_type, picture.size) == ("stored", "zip.png", "image/png", 28)
    assert (picture.picture, page.picture, page.media_type) == (True, False, "application/octet-stream")
    async with desk.shop.database.read() as connection:
        assert (await read_attachment(connection, conversation, picture.id))[1] == PNG


async def test_what_a_file_says_is_read(desk: Desk) -> None:
    desk.album.files = {"1": Fetched("Rechnung 42: 19,90 €".encode(), "invoice.txt")}
    conversation = await desk.attach(Attachment("1"), kind="file")
    await desk.work(await desk.worker())

    assert [one.text for one in await desk.shown(conversation)] == ["Rechnung 42: 19,90 €"]


async def test_what_came_with_the_message_is_there_without_a_fetch(desk: Desk) -> None:
    conversation = await desk.attach(Attachment("0", "note.txt", "text/plain", b"Size 42"), kind="text")
    assert [(one.state, one.size) for one in await desk.shown(conversation)] == [("stored", 7)]
    await desk.work(await desk.worker())

    assert [one.text for one in await desk.shown(conversation)] == ["Size 42"]
    assert desk.album.fetched == []


async def test_a_platform_that_says_not_now_is_asked_again_and_one_that_says_no_is_not(desk: Desk) -> None:
    desk.album.files = {
        "1": ChannelError("Come back.", permanent=False),
        "2": ChannelError("It is gone.", permanent=True),
        "3": Fetched(b"x" * 1_001),
    }
    conversation = await desk.attach(Attachment("1"), Attachment("2"), Attachment("3"))
    worker = await desk.worker()
    await desk.work(worker)
    later, gone, large = await desk.shown(conversation)
    assert (later.state, later.error) == ("wanted", "Come back.")
    assert (gone.state, gone.error) == ("failed", "It is gone.")
    assert (large.state, large.error) == ("failed", "The file is larger than 0.001 MB.")

    desk.album.files["1"] = Fetched(PNG)
    async with desk.shop.database.write() as connection:
        await connection.execute(update(attachments).values(not_before=now()))
    await desk.work(worker)
    assert [one.state for one in await desk.shown(conversation)] == ["stored", "failed", "failed"]
    assert desk.album.fetched.count("2") == 1


async def test_a_platform_that_never_gives_it_is_given_up(desk: Desk) -> None:
    desk.album.files = {"1": ChannelError("Come back.", permanent=False, retry_after_s=0.0)}
    conversation = await desk.attach(Attachment("1"))
    await desk.work(await desk.worker())

    assert [one.state for one in await desk.shown(conversation)] == ["failed"]
    assert len(desk.album.fetched) == MAX_ATTEMPTS


async def test_two_processes_fetch_it_once_and_a_dead_ones_claim_goes_on_elsewhere(desk: Desk, until: Any) -> None:
    desk.album.files = {"1": asyncio.Event()}
    conversation = await desk.attach(Attachment("1"))
    process = await desk.shop.process()
    first, second = await desk.worker(process), await desk.worker(other := await desk.shop.process())
    assert [await first.fetch_due(), await second.fetch_due()] == [1, 0]
    await until(lambda: desk.album.fetched)

    await desk.shop.bury(process)
    async with desk.shop.database.write() as connection:
        assert await reap(connection, other) == 1
    desk.album.files["1"] = Fetched(PNG)
    await desk.work(second)
    assert [one.state for one in await desk.shown(conversation)] == ["stored"]


async def test_who_wants_to_be_forgotten_leaves_no_file_behind_not_even_one_under_way(desk: Desk, until: Any) -> None:
    gate = asyncio.Event()
    desk.album.files = {"1": Fetched(PNG), "2": gate}
    conversation = await desk.attach(Attachment("1"), Attachment("2"))
    worker = await desk.worker()
    await worker.fetch_due()
    await until(lambda: len(desk.album.fetched) == 2)
    rows = await desk.shop.rows(select(conversations.c.customer_id).where(conversations.c.id == conversation))
    async with desk.shop.database.write() as connection:
        await forget(connection, rows[0].customer_id, "customer", now())
    gate.set()
    await worker.settled()

    for table in (attachments, attachment_bytes):
        assert (await desk.shop.rows(select(func.count()).select_from(table)))[0][0] == 0


async def test_a_turn_waits_a_moment_for_what_a_file_says_and_not_for_a_picture(desk: Desk, until: Any) -> None:
    agent = desk.shop.agent
    desk.album.files = {"1": Fetched(b"Size 42"), "2": asyncio.Event()}
    worker = await desk.worker()
    await desk.attach(Attachment("1", "size.txt"), text="Does it fit?", kind="file")
    assert await worker.fetch_due() == 1
    await agent.begun(1)
    await desk.attach(Attachment("2", "zip.png"), text="Broken")
    await agent.begun(2)

    assert agent.asked == [("Does it fit?",), ("Broken",)]
    assert [[(one.name, one.text) for one in files] for files in agent.files] == [
        [("size.txt", "Size 42")],
        [("zip.png", "")],
    ]
