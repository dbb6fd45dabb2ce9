"""An operator's file on its way: to platforms that show files as itself, to others as a link, for a while."""

from dataclasses import replace
from typing import Any

from service.channel.cards import Card
from service.channel.errors import ChannelError
from service.channel.interface import Account, Channel, Delivered, Reply, shown_by
from service.channel.line import Line
from service.channel.sent_files import FileChannel, SentFile, address_of
from service.outgoing.file_links import FileLinks
from service.storage.database import Database
from service.storage.messages.attachment_work import body_of
from service.storage.outgoing.outbox import Outgoing

_OPEN = {"en": "Open the file", "zh": "查看文件"}


class FileDelivery:
    """Gets files ready to be sent."""

    def __init__(self, database: Database, links: FileLinks) -> None:
        self._database = database
        self._links = links

    async def load(self, outgoing: Outgoing) -> SentFile:
        """The file with its bytes and its address. Raises ChannelError, permanent, where it was deleted."""
        file_id = outgoing.file_id or ""
        async with self._database.read() as connection:
            row = await body_of(connection, file_id)
        if row is None:
            raise ChannelError("The file was deleted.", permanent=True)
        url = self._links.address(file_id, outgoing.at)
        label = _OPEN["zh" if outgoing.language == "zh" else "en"]
        return SentFile(row.name or "file", row.media_type or "", row.body, url, label)


async def send_file(
    channel: Channel[Any], file: SentFile, reply: Reply, account: Account[Any], line: Line
) -> Delivered:
    """The file itself where the platform takes it, else a link to it. Raises ChannelError, DeliveryUncertain."""
    if isinstance(channel, FileChannel) and channel.takes_file(file.media_type, len(file.body)):
        return await channel.send_file(file, reply, account, line)
    return await channel.send(as_link(reply, file, channel), account, line)


def as_link(reply: Reply, file: SentFile, channel: Channel[Any]) -> Reply:
    """The reply that leads to the file, by a card where the platform shows these. Raises ChannelError."""
    url = address_of(file)
    if "card" in shown_by(channel):
        return replace(reply, text=file.name, card=Card(file.open_label, url))
    return replace(reply, text=f"{file.name}\n{url}")
