"""Files that operators send, at the seam to the platforms: what a channel is given that can show them."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Protocol, TypeVar, runtime_checkable

from service.channel.credentials import Credentials
from service.channel.errors import ChannelError
from service.channel.facts import forbidden_contacts
from service.channel.interface import Account, Channel, Delivered, Reply
from service.channel.line import Line
from service.errors import TurnwiseError

C = TypeVar("C", bound=Credentials)
_LINK = "link"


class NoFilesThere(TurnwiseError):
    """The platform would not get the file to the customer."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "no_files_there"


@dataclass(frozen=True, slots=True)
class SentFile:
    """One file with its bytes. `url` is where the customer can fetch it for a while, empty where that is nowhere.

    `open_label` is what stands on a link to it.
    """

    name: str
    media_type: str
    body: bytes = field(repr=False)
    url: str = ""
    open_label: str = "Open the file"

    @property
    def is_picture(self) -> bool:
        """Its type was told by its bytes."""
        return self.media_type.startswith("image/")


@runtime_checkable
class FileChannel(Channel[C], Protocol[C]):
    """A channel whose platform shows files of the operators' in the chat; on others they get a link to it.

    One whose platform fetches them declares `files_by_url`.
    """

    def takes_file(self, media_type: str, size: int) -> bool:
        """Would the platform take such a file, of `size` bytes? Else a link is sent."""
        ...

    async def send_file(self, file: SentFile, reply: Reply, account: Account[C], line: Line) -> Delivered:
        """Give the platform the file, in one attempt; `reply` says to whom. Raises ChannelError, DeliveryUncertain."""
        ...


def address_of(file: SentFile) -> str:
    """Where the platform fetches it. Raises ChannelError, permanent, where that is nowhere."""
    if not file.url:
        sentence = "The platform fetches files, and cannot reach this server: set TURNWISE_PUBLIC_URL."
        raise ChannelError(sentence, permanent=True)
    return file.url


def shows_file(channel: Channel[Any], media_type: str, size: int) -> bool:
    """Whether the platform takes the file itself."""
    return isinstance(channel, FileChannel) and channel.takes_file(media_type, size)


def ensure_sendable(channel: Channel[Any] | None, media_type: str, size: int, *, links: bool) -> None:
    """Let pass what the platform takes itself, and what can go as a link; `channel` is None for our own chats.

    Raises NoFilesThere.
    """
    by_url = bool(getattr(channel, "files_by_url", False))
    if channel is None or (shows_file(channel, media_type, size) and (links or not by_url)):
        return
    if _LINK in forbidden_contacts(channel):
        raise NoFilesThere("This platform takes neither such files nor links: describe it in words.")
    if not links:
        raise NoFilesThere(
            "This platform takes such a file only as a link, and customers cannot reach this server:"
            " an admin has to set TURNWISE_PUBLIC_URL."
        )
