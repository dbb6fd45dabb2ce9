"""The seam between the platforms where customers write and everything else: what a channel is given, and gives back.

A channel is one file in `service/channels/`; it knows neither the database nor the agent. See that folder's docstring.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Generic, Literal, Protocol, TypeVar, runtime_checkable

from service.channel.cards import Card, LeadCard
from service.channel.credentials import Credentials
from service.channel.line import Line
from service.channel.split import TextLimit

C = TypeVar("C", bound=Credentials)

Kind = Literal["text", "image", "file", "location", "sticker", "voice", "unsupported", "started"]
"""What a customer sent. `started`: they opened the chat and said nothing yet (a start button, a follow): greet them."""

OPENED: Mapping[str, str] = {"en": "/start", "zh": "/开始"}
"""What stands for a chat that was opened in silence, by language: the agent takes it for a greeting in that language.

A `started` message without a text stands for the English one; a channel whose customers speak Chinese gives the other.
"""


@dataclass(frozen=True, slots=True)
class Account(Generic[C]):
    """One account of a platform, with its credentials in clear: never logged, never stored like this."""

    id: str
    channel: str
    name: str
    credentials: C


@dataclass(frozen=True, slots=True)
class Request:
    """What arrived at an account's hook: `headers` must be case-insensitive (starlette's are), `body` untouched."""

    method: str
    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Response:
    """What the platform is answered, after the messages were stored: an acknowledgement, or a handshake's echo."""

    status: int = 200
    body: bytes = b""
    media_type: str = "text/plain"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture, file or recording that a customer sent, still on the platform: `id` is what its `fetch` asks for.

    `name` and `media_type` are the sender's word for it, None where the platform does not say. With a `body` it came
    with the message, and is not fetched.
    """

    id: str
    name: str | None = None
    media_type: str | None = None
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Inbound:
    """One thing that a customer sent.

    `key` is unique within the account and the same in every redelivery; `contact` is the customer's id on the platform.
    `text` may be empty unless `kind` is "text" (a picture's caption, a sticker's emoji). `thread` is what a reply must
    carry to reach the same place (a message id, a session's address), None where the contact is enough.

    `person` is the platform's own id of the same person over several accounts (WeChat's unionid), with the platform's
    name before it ("wechat:o6_bm"). `source` says what brought them: `referrer`, `campaign`, `ad`, `utm_source`, ...
    """

    key: str
    contact: str
    contact_name: str | None
    text: str
    at: datetime
    kind: Kind = "text"
    thread: str | None = None
    attachments: tuple[Attachment, ...] = ()
    person: str | None = None
    source: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LateFailure:
    """A reply that the platform took, and could not deliver after all: its id there, and why, in a sentence."""

    external_id: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Received:
    """What a delivery comes to: `messages` in the order sent, often none (a handshake, a receipt, an echo).

    `failures` are of our replies. `state` replaces what is kept for the account (a cursor, a token), None leaves it.
    `poll` asks for the channel's `poll` to be called now: the delivery only told that something is there to be fetched.
    """

    response: Response = field(default_factory=Response)
    messages: tuple[Inbound, ...] = ()
    state: Mapping[str, str] | None = None
    poll: bool = False
    failures: tuple[LateFailure, ...] = ()


@dataclass(frozen=True, slots=True)
class Polled:
    """What was fetched; messages and the new `state` must be stored together. `more`: call again at once."""

    messages: tuple[Inbound, ...] = ()
    state: Mapping[str, str] | None = None
    more: bool = False
    failures: tuple[LateFailure, ...] = ()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an attachment holds; the platform's own word on its name and type goes before the sender's."""

    body: bytes
    name: str | None = None
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """One message for a customer, within the channel's `text_limit`; `id` is the same in every attempt to send it.

    `choices` are short answers to tap below it, `card` belongs to it, and `lead` is the form for the details that the
    text asks for: each only where the channel `shows` it; on other channels the text alone says the same.
    """

    id: str
    contact: str
    text: str
    at: datetime
    thread: str | None = None
    choices: tuple[str, ...] = ()
    card: Card | None = None
    lead: LeadCard | None = None


@dataclass(frozen=True, slots=True)
class Delivered:
    """The platform took the reply; `external_id` is its own id of it, where it gives one."""

    external_id: str | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A platform's rule on free replies: only so long after the customer's last message, and only so many."""

    length: timedelta
    max_replies: int | None = None

    def allows(self, asked_at: datetime, now: datetime, replies: int) -> bool:
        """May one more reply go out, when `replies` went out since the customer's last message at `asked_at`?"""
        return now - asked_at <= self.length and (self.max_replies is None or replies < self.max_replies)


@runtime_checkable
class Channel(Protocol[C]):
    """A platform. Implementations hold no state: one instance serves every account, concurrently.

    `idempotent` says that the platform recognises a reply's `id` when it comes again, so that sending once more after
    an uncertain end is safe; one that forgets declares for how long, `remembers`. `text_limit` and `window` are None
    where the platform sets none.
    """

    @property
    def name(self) -> str: ...

    @property
    def credentials(self) -> type[C]: ...

    @property
    def text_limit(self) -> TextLimit | None: ...

    @property
    def window(self) -> Window | None: ...

    @property
    def idempotent(self) -> bool: ...

    async def receive(self, request: Request, account: Account[C], state: Mapping[str, str]) -> Received:
        """Verify the raw request, then read it. Makes no calls.

        Raises NotConfigured, Refused or Malformed; nothing else, whatever the bytes.
        """
        ...

    async def send(self, reply: Reply, account: Account[C], line: Line) -> Delivered:
        """Give the platform one reply, in one attempt. Raises ChannelError, DeliveryUncertain."""
        ...


Shown = Literal["choices", "card", "lead"]


def shown_by(channel: Channel[Any]) -> frozenset[Shown]:
    """What the platform shows beside text; a channel that shows any declares it as `shows`."""
    return frozenset(getattr(channel, "shows", ()))


@runtime_checkable
class PollingChannel(Channel[C], Protocol[C]):
    """A channel that must also fetch: after a delivery that says so, and from time to time."""

    async def poll(self, account: Account[C], state: Mapping[str, str], line: Line) -> Polled:
        """Fetch what came since `state`. Raises ChannelError."""
        ...


@runtime_checkable
class MediaChannel(Channel[C], Protocol[C]):
    """A channel whose `Inbound.attachments` can be fetched."""

    async def fetch(self, attachment: Attachment, account: Account[C], line: Line) -> Fetched:
        """What the customer attached, by `service.download`. Raises ChannelError."""
        ...


@runtime_checkable
class CheckedChannel(Channel[C], Protocol[C]):
    """A channel whose platform can tell whether the credentials for sending are good."""

    async def check(self, account: Account[C], line: Line) -> str:
        """Who the platform says this account is, for a person to read. Raises ChannelError."""
        ...
