"""Mails (.eml): subject, date and sender's name, the text, and the attachments that a reader reads."""

import email
import email.policy
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage, Message
from pathlib import PurePath

from knowledge import mail
from knowledge.document import Block, Parsed
from knowledge.reader import Reader, UnreadableDocument, is_supported
from knowledge.reader import read as read_document

_DEEPEST = 2
_MOST_ATTACHMENTS = 20
_MOST_ATTACHED_BYTES = 50_000_000
_HEADERS = ("from", "subject", "date", "to", "message-id", "mime-version", "content-type", "received")


def read(data: bytes, name: str) -> Parsed:
    """The mail, then each attachment under its file name; what an attachment lacks is told in `skipped`."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        if not any(message[header] for header in _HEADERS):
            raise UnreadableDocument(f"{name} is not a mail; save it as .eml again.")
        return _Mail(name).read(message, 0)
    # The library's header parser meets malformed headers with these.
    except (ValueError, LookupError, AttributeError, TypeError, AssertionError) as error:
        raise UnreadableDocument(f"{name} is damaged or not a mail; save it as .eml again.") from error


class _Mail:
    """One file's reading: attachments of attachments count together."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._count = 0
        self._bytes = 0
        self._skipped: list[str] = []

    def read(self, message: EmailMessage, depth: int) -> Parsed:
        subject = " ".join(str(message["subject"] or "").split())
        blocks = [Block("heading", subject, level=min(depth + 1, 6))] if subject else []
        if header := mail.header(message):
            blocks.append(Block("paragraph", header))
        blocks += self._body(message)
        # A mail may be nothing but its attachment.
        parts = message.iter_attachments() if message.is_multipart() else [message] if message.is_attachment() else []
        for part in parts:
            blocks += self._attachment(part, depth)
        return Parsed(subject or None, tuple(blocks), skipped=tuple(self._skipped))

    def _body(self, message: EmailMessage) -> Iterator[Block]:
        part = message.get_body(("plain", "html"))
        if part is None or part.get_content_maintype() != "text":
            return
        text = mail.text_of(part, self._name)
        kind = "html" if part.get_content_subtype() == "html" else "txt"
        if kind == "txt":
            text = mail.without_signature(text)
        if text.strip():
            yield from self._try(text, f"mail.{kind}", f"the text of {self._name}")

    def _attachment(self, part: Message, depth: int) -> Iterator[Block]:
        file = PurePath((part.get_filename() or "").replace("\\", "/")).name
        inner = _inner(part)
        what = f'the attachment "{file or part.get_content_type()}"'
        if part.get_content_maintype() in ("image", "audio", "video") or (inner is None and not is_supported(file)):
            self._skipped.append(f"{what} is of a kind that is not read")
            return
        self._count += 1
        payload = part.get_payload(decode=True) if inner is None else None
        data = payload if isinstance(payload, bytes) else b""
        self._bytes += len(data)
        if self._count > _MOST_ATTACHMENTS or self._bytes > _MOST_ATTACHED_BYTES:
            self._skipped.append(f"{what} is one too many, or too large: upload it by itself")
        elif inner is not None or file.lower().endswith(".eml"):
            if depth >= _DEEPEST:
                self._skipped.append(f"{what} is a mail in a mail in a mail: upload it by itself")
                return
            nested = inner or email.message_from_bytes(data, policy=email.policy.default)
            yield from self.read(nested, depth + 1).blocks
        else:
            held = list(self._try(data, file, what))
            if held:
                yield Block("heading", file, level=min(depth + 2, 6))
                yield from (_below(block, depth + 2) for block in held)

    def _try(self, data: bytes, file: str, what: str) -> Iterator[Block]:
        try:
            yield from read_document(data, file).blocks
        except UnreadableDocument as error:
            self._skipped.append(f"{what} was left out: {error}")


def _inner(part: Message) -> EmailMessage | None:
    if part.get_content_type() != "message/rfc822":
        return None
    payload = part.get_payload()
    held = payload[0] if isinstance(payload, list) and payload else None
    return held if isinstance(held, EmailMessage) else None


def _below(block: Block, depth: int) -> Block:
    return replace(block, level=min(block.level + depth, 6)) if block.kind == "heading" else block


reader = Reader(suffixes=(".eml",), media_types=("message/rfc822",), read=read)
