"""What a channel gives of a message, as it is stored: everything that the database could not hold is left out of it."""

import hashlib
import logging

from service.channel.interface import OPENED, Attachment, Inbound
from service.incoming.sources import bounded
from service.storage.accounts.accounts import StoredAccount
from service.storage.customers.customers import CONTACT_CHARS, NAME_CHARS, Contact
from service.storage.messages.attachments import NewAttachment
from service.storage.messages.receive import KEY_CHARS, THREAD_CHARS, Incoming
from service.storage.types import now
from service.texts import clean

log = logging.getLogger(__name__)

TEXT_CHARS = 20_000
"""Of a longer message only the beginning is kept; platforms allow 4,000 to 40,000."""

MOST_ATTACHED = 20
"""So many attachments of a message are kept: more than any platform lets a customer send at once."""

STARTED = OPENED["en"]
"""What stands for an opened chat in which nothing was said yet, where the channel does not say it in its language."""


def incoming(account: StoredAccount, inbound: Inbound) -> Incoming:
    """A channel's message as it is stored. What is no text is named in brackets, so that an operator sees it.

    A text with something attached is stored as a file: what is attached is looked for with those only. Nothing was said
    after it arrived, and what the database could not hold takes no message with it: a key is made shorter, a thread or
    a person is left out.
    """
    attached = inbound.attachments[:MOST_ATTACHED]
    said = _bearable(clean(inbound.text).strip())
    name = clean(inbound.contact_name or "").strip()[:NAME_CHARS]
    match inbound.kind:
        case "text":
            text = said or ("[file]" if attached else "")
        case "started":
            text = said or STARTED
        case kind:
            text = f"[{kind}] {said}".strip()
    return Incoming(
        key=_key(f"{account.id}:{inbound.key}"),
        where=Contact(
            account.id, account.channel, inbound.contact, name or None, _held(inbound.person or "", CONTACT_CHARS)
        ),
        text=text or "[empty]",
        at=min(inbound.at, now()),
        kind="file" if inbound.kind == "text" and attached else inbound.kind,
        thread=_held(inbound.thread or "", THREAD_CHARS),
        attachments=tuple(map(_wanted, attached)),
        source=bounded(inbound.source),
    )


def _bearable(text: str) -> str:
    """The text, or its beginning with a sign that more was said: nobody reads a book, and each step of a turn would."""
    return text if len(text) <= TEXT_CHARS else f"{text[:TEXT_CHARS].rstrip()} […]"


def has_sender(account: StoredAccount, inbound: Inbound) -> bool:
    """Whether the sender's id can be kept; who has none that can be is nobody who could be answered."""
    held = _held(inbound.contact, CONTACT_CHARS) is not None
    if not held:
        log.warning("a message of %s was left out: its sender's id is none that a platform gives", account.channel)
    return held


def _key(key: str) -> str:
    """The key, or one of the same meaning that the database can hold."""
    return _held(key, KEY_CHARS) or f"sha256:{hashlib.sha256(key.encode(errors='replace')).hexdigest()}"


def _held(given: str, most: int) -> str | None:
    """What a column of that width holds as it is, else None: PostgreSQL takes no NUL, SQLite would take anything."""
    return given if 0 < len(given) <= most and "\x00" not in given else None


def _wanted(attachment: Attachment) -> NewAttachment:
    return NewAttachment(
        platform_id=clean(attachment.id),
        name=clean(attachment.name or "").strip() or None,
        media_type=clean(attachment.media_type or "").strip().lower() or None,
        body=attachment.body,
    )
