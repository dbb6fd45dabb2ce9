"""A mail as a message: who wrote what, with what attached, and where a reply belongs."""

import codecs
import hashlib
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, Message

from selectolax.lexbor import LexborHTMLParser

from service.channel.interface import Attachment, Inbound, Kind
from service.platforms.mail.quotes import written_anew
from service.platforms.mail.senders import Sender, is_automatic, is_proven, sender_of
from service.platforms.mail.threads import Thread, is_answer

LONGEST_TEXT = 20_000
"""In characters; of a longer mail the beginning is read."""

_LONGEST_KEY = 150
_CHINESE = frozenset({"gb2312", "gbk", "hz", "x-gbk", "gb_2312-80"})
_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_QUOTED = "blockquote, .gmail_quote, .gmail_signature, #divRplyFwdMsg ~ *, #divRplyFwdMsg, script, style, head, title"
_BLOCKS = "p, div, li, tr, h1, h2, h3, h4, h5, h6, pre"
# What the library's parser of headers and parts meets malformed mails with.
UNREADABLE = (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError, MessageError)


def parse(data: bytes) -> EmailMessage:
    """A mail, or its headers."""
    return message_from_bytes(data, policy=policy.default)


def writer_of(mail: EmailMessage, own: frozenset[str]) -> Sender | None:
    """The person who wrote it, None where no person did, or nobody could be answered."""
    sender = sender_of(mail)
    return None if sender is None or is_automatic(mail, sender, own) else sender


def inbound(mail: EmailMessage, sender: Sender, arrived_at: datetime, place: str, authserv_id: str) -> Inbound:
    """What they sent. `place` is where the mail is found again, for its attachments. Raises one of UNREADABLE."""
    body = written_anew(_body(mail))
    subject = " ".join(str(mail["Subject"] or "").split())
    # The subject of an answer is our own word; of a first mail it is often half the question.
    text = body if is_answer(mail) and body else f"{subject}\n\n{body}".strip()
    attachments = tuple(
        Attachment(f"{place}:{index}", part.get_filename() or None, part.get_content_type())
        for index, part in attached(mail)
    )
    return _message(mail, sender, arrived_at, text, authserv_id, attachments, _kind(text, attachments))


def unread(mail: EmailMessage, sender: Sender, arrived_at: datetime, authserv_id: str) -> Inbound:
    """A mail of which only the headers can be read, or are: it is too large, or damaged."""
    return _message(mail, sender, arrived_at, "", authserv_id, (), "unsupported")


def attached(mail: EmailMessage) -> Iterator[tuple[int, Message]]:
    """What is attached, with its number among the mail's parts; a mail in the mail is one part."""
    body = mail.get_body(("plain", "html"))
    beside = () if body is None else (body, mail.get_body(("html",)))
    for index, part in enumerate(_parts(mail)):
        if part not in beside and part.get_content_type() not in _SIGNATURES and _is_file(part):
            yield index, part


def content(part: Message) -> bytes:
    """The bytes of what is attached."""
    if part.get_content_type() == "message/rfc822":
        held = part.get_payload()
        return held[0].as_bytes() if isinstance(held, list) and isinstance(held[0], Message) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _message(
    mail: EmailMessage,
    sender: Sender,
    arrived_at: datetime,
    text: str,
    authserv_id: str,
    attachments: tuple[Attachment, ...],
    kind: Kind,
) -> Inbound:
    return Inbound(
        key=key_of(mail),
        contact=sender.address,
        contact_name=sender.name,
        text=text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + " …",
        at=arrived_at,
        kind=kind,
        thread=Thread.of(mail).written(),
        attachments=attachments,
        person=f"email:{sender.address}" if is_proven(mail, sender, authserv_id) else None,
    )


def key_of(mail: EmailMessage) -> str:
    """The Message-ID; where it is missing or too long, a hash that is the same whenever the mail is read."""
    given = "".join(str(mail["Message-ID"] or "").split())
    if given.isascii() and given.isprintable() and 0 < len(given) <= _LONGEST_KEY:
        return given
    names = ("Message-ID", "From", "Date", "Subject", "Received")
    seen = "\n".join(str(value) for name in names for value in mail.get_all(name, []))
    return f"sha256:{hashlib.sha256(seen.encode(errors='surrogateescape')).hexdigest()}"


def _kind(text: str, attachments: tuple[Attachment, ...]) -> Kind:
    if text or not attachments:
        return "text"
    return "image" if all((one.media_type or "").startswith("image/") for one in attachments) else "file"


def _parts(mail: Message) -> Iterator[Message]:
    """Every part that holds something, in order; into a mail in the mail it does not go."""
    payload = mail.get_payload()
    if mail.get_content_type() == "message/rfc822" or not isinstance(payload, list):
        yield mail
        return
    for part in payload:
        if isinstance(part, Message):
            yield from _parts(part)


def _is_file(part: Message) -> bool:
    return part.get_content_maintype() not in ("text", "multipart") or bool(
        part.get_filename() or part.get_content_disposition() == "attachment"
    )


def _body(mail: EmailMessage) -> str:
    part = mail.get_body(("plain", "html"))
    text = _decoded(part) if part is not None else ""
    if part is not None and part.get_content_subtype() == "plain" and not text.strip():
        part = mail.get_body(("html",))
        text = _decoded(part) if part is not None else ""
    return _text_of_html(text) if part is not None and part.get_content_subtype() == "html" else text


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = (part.get_content_charset() or "utf-8").lower()
    charset = "gb18030" if charset in _CHINESE else charset  # mail programs declare the older name of it
    try:
        return codecs.lookup(charset).decode(data, "replace")[0]
    except (LookupError, ValueError, TypeError):
        return data.decode(errors="replace")


def _text_of_html(html: str) -> str:
    tree = LexborHTMLParser(html)
    whole = tree.body.text() if tree.body else ""
    for node in tree.css(_QUOTED):
        node.decompose()
    for node in tree.css("br"):
        node.replace_with("\n")
    for node in tree.css(_BLOCKS):
        node.insert_before("\n")
        node.insert_after("\n")
    text = tree.body.text() if tree.body else ""
    lines = [" ".join(line.split()) for line in (text.strip() or whole).split("\n")]
    return "\n".join(line for line, before in zip(lines, ["", *lines], strict=False) if line or before)
